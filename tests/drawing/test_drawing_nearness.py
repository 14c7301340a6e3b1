"""What lies near, and lines over years: dots where they belong, labels that do not run into each other, gaps that stay gaps."""

import pytest
from drawing_read import Element, description, numbers, of_class, owed, read
from hypothesis import given, settings
from hypothesis import strategies as st

from samhandling.drawing.nearness import Axes, Spot, nearness
from samhandling.drawing.over_years import over_years
from samhandling.drawing.rows import BROAD, SLIM

AXES = Axes("långt ifrån", "nära", "mer krävande", "mindre krävande", "har redan", "har inte än")
parts = st.floats(0, 1)
spots = st.lists(st.builds(Spot, st.just("Bransch"), parts, parts, st.booleans(), st.just(("1 En bransch", "1"))), min_size=1, max_size=25)


def drawn(*every: Spot, width: int = BROAD) -> str:
    return nearness(every, AXES, title="Nära", key="k", language="sv", width=width)


def labels(root: Element) -> list[Element]:
    return of_class(root, "d-number")


def test_nearer_lies_to_the_right_and_more_demanding_lies_higher() -> None:
    root = owed(drawn(Spot("Bygg", 0.2, 0.1, False), Spot("IT", 0.8, 0.9, False)), title="Nära", key="k")
    low, high = of_class(root, "d-empty")[1:]
    assert float(low.get("cx") or 0) < float(high.get("cx") or 0)
    assert float(low.get("cy") or 0) > float(high.get("cy") or 0)
    assert description(root) == "0 finns och 2 saknas. Närmast av dem som saknas: IT, Bygg."


def test_what_the_place_has_is_full_and_what_it_lacks_is_a_ring() -> None:
    root = read(drawn(Spot("Bygg", 0.2, 0.1, True), Spot("IT", 0.8, 0.9, False)))
    assert len(of_class(root, "d-dot")) == len(of_class(root, "d-empty")) == 2, "one in the key, one in the picture"
    assert of_class(root, "d-empty")[0].get("stroke") == "currentColor"


def test_the_longest_label_that_has_room_is_shown() -> None:
    wide = Spot("IT", 0.5, 0.5, False, ("1 " + "Datakonsulter och programmerare av alla slag i hela länet", "1"))
    assert [node.text for node in labels(read(drawn(wide, Spot("Bygg", 0.1, 0.1, True), width=SLIM)))] == ["1"]
    assert labels(read(drawn(wide, width=BROAD)))[0].text == wide.labels[0]


@settings(max_examples=40)
@given(spots, st.sampled_from([BROAD, SLIM]))
def test_labels_never_run_into_each_other_or_out_of_the_picture(every: list[Spot], width: int) -> None:
    root = read(drawn(*every, width=width))
    boxes = [(float(node.get("x") or 0), float(node.get("y") or 0), 6.8 * len(node.text or "")) for node in labels(root)]
    for number, (x, y, long) in enumerate(boxes):
        assert x >= 0
        assert x + long <= width + 1
        assert all(abs(y - other[1]) >= 13 or x + long <= other[0] + 1 or other[0] + other[2] <= x + 1 for other in boxes[:number])


@pytest.mark.parametrize("every", [(), (Spot("Bygg", 1.2, 0.1, True),)], ids=["none", "outside"])
def test_spots_that_cannot_be_placed_are_refused(every: tuple[Spot, ...]) -> None:
    with pytest.raises(ValueError, match="from 0 to 1"):
        drawn(*every)


def line(own: list[float | None], nation: list[float | None]) -> str:
    years = list(range(2015, 2015 + len(own)))
    return over_years(years, own, nation, place="Flen", of_nation="riket", title="Bredden", key="k", language="sv")


def test_an_unknown_year_is_a_gap_that_is_told() -> None:
    root = owed(line([9.0, None, 8.0, 7.5], [11.0, 11.0, 11.0, 11.2]), title="Bredden", key="k")
    assert len(of_class(root, "d-curve")) == 2, "the nation's whole and the place's last two"
    assert len(of_class(root, "d-dot")) == 1
    assert description(root) == "Flen: 9,0 år 2015, 7,5 år 2018. Riket: 11,0 år 2015, 11,2 år 2018. 1 av 4 år är okända."


def test_a_line_never_crosses_a_break() -> None:
    years = [2018, 2019, 2020, 2021]
    drawn = over_years(
        years, [9.0, 9.1, 7.0, 7.1], [11.0] * 4, place="Flen", of_nation="riket", title="B", key="k", language="sv", breaks=[2020, 2050]
    )
    root = read(drawn)
    assert len(of_class(root, "d-curve")) == 4, "before and after, of the place and of the nation"
    assert len(of_class(root, "d-marked")) == 1, "a break outside the years is not drawn"


def test_names_and_last_values_stand_above_in_the_picture() -> None:
    root = read(line([9.0, 10.0], [9.5, None]))
    assert [node.text for node in labels(root)] == ["Flen 10,0", "riket 9,5"]
    assert all(x <= 288 for x in numbers(root, "x", "x2", "cx"))


def test_a_line_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="known value"):
        line([None], [3.0])
