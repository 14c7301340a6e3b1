"""Bars, columns, sparklines: heights in range, unknown never 0."""

from decimal import Decimal
from fractions import Fraction

import pytest
from drawing_read import description, of_class, owed, read
from hypothesis import given
from hypothesis import strategies as st

from samhandling.drawing.bars import Number, bar, columns, figure, sparkline

amounts = st.integers(0, 10**12) | st.fractions(0, 10**9) | st.decimals(0, 10**9, places=2)


@pytest.mark.parametrize(
    ("value", "sv", "en"),
    [
        (0, "0", "0"),
        (12.0, "12", "12"),
        (Decimal("8.25"), "8,3", "8.3"),
        (Fraction(1, 3), "0,3", "0.3"),
        (1234567.89, "1\u00a0234\u00a0567,9", "1,234,567.9"),
        (-2.5, "\u22122,5", "\u22122.5"),
        (Fraction(-1, 100), "0", "0"),
        (100, "100", "100"),
    ],
)
def test_a_figure_is_written_as_it_is_read(value: Number, sv: str, en: str) -> None:
    assert figure(value, "sv") == sv
    assert figure(value, "en") == en


def money(value: Number | None, maximum: Number, part: Number | None = None) -> str:
    return bar(value, maximum, part=part, title="Pengar", key="k", language="sv", width=120, height=10)


def width_of(picture: str, name: str) -> float:
    return sum(float(node.get("width") or 0) for node in of_class(read(picture), name))


def test_a_bar_is_as_long_as_its_share_and_hatches_the_nation_wide_part() -> None:
    drawn = money(60, 120, 20)
    assert width_of(drawn, "d-bar") == 40
    assert width_of(drawn, "d-part") == pytest.approx(20, abs=1)
    assert of_class(owed(drawn, title="Pengar", key="k"), "d-part")[0].get("fill") == "url(#k-h)"
    assert description(read(drawn)) == "60\u00a0mnkr. Av det är 20\u00a0mnkr rikstäckande."


def test_an_unknown_amount_is_not_a_bar_of_nothing() -> None:
    unknown, nothing = owed(money(None, 120), title="Pengar", key="k"), owed(money(0, 120), title="Pengar", key="k")
    assert description(unknown) == "Beloppet är okänt."
    assert of_class(unknown, "d-line")[0].get("stroke-dasharray")
    assert not of_class(unknown, "d-ground")
    assert description(nothing) == "0\u00a0mnkr."
    assert of_class(nothing, "d-ground")


@given(amounts, amounts, st.fractions(0, 1))
def test_any_amount_stays_within_the_bar(value: Number, maximum: Number, share: Fraction) -> None:
    root = owed(money(value, maximum, Fraction(value) * share), title="Pengar", key="k")
    for block in root.findall("rect"):
        x, width = float(block.get("x") or 0), float(block.get("width") or 0)
        assert 0 <= x <= x + width <= 120.6


@pytest.mark.parametrize(("value", "maximum", "part"), [(-1, 10, None), (1, -10, None), (1, 10, 2), (None, 10, 2)])
def test_a_bar_refuses_what_cannot_be(value: int | None, maximum: int, part: int | None) -> None:
    with pytest.raises(ValueError, match="bar of"):
        money(value, maximum, part)


def test_columns_tell_a_gap_from_zero() -> None:
    picture = columns(["2015", "2016", "2017"], [12.5, None, 0], unit="mnkr", title="År", key="k", language="sv")
    root = owed(picture, title="År", key="k")
    assert [node.text for node in of_class(root, "d-label")] == ["12,5", "–", "0", "2015", "2016", "2017"]
    assert len(of_class(root, "d-bar")) == 1
    assert description(root) == "2015: 12,5\u00a0mnkr; 2016: okänt; 2017: 0\u00a0mnkr."


@given(st.lists(st.none() | amounts, min_size=1, max_size=20))
def test_any_values_give_heights_in_range(values: list[Number | None]) -> None:
    root = owed(columns([str(n) for n in range(len(values))], values, title="År", key="k", language="en", height=120), title="År", key="k")
    heights = [float(node.get("height") or 0) for node in of_class(root, "d-bar")]
    assert len(heights) == sum(bool(value) for value in values)
    assert all(0 <= height <= 88.1 for height in heights)
    if heights:
        assert max(heights) == pytest.approx(88, abs=0.1)


def test_labels_do_not_run_into_each_other() -> None:
    years = [str(year) for year in range(2000, 2024)]
    picture = columns(years, [1234.5] * 24, title="År", key="k", language="sv", width=320)
    shown = [node.text for node in of_class(read(picture), "d-label")]
    assert shown == years[::3]
    assert all(f"{year}: 1\u00a0234,5" in description(read(picture)) for year in years)


def test_what_is_more_than_nothing_shows() -> None:
    assert width_of(money(1, 10**9), "d-bar") == 1
    root = read(columns(["a", "b"], [1, 10**9], title="År", key="k", language="sv"))
    assert min(float(node.get("height") or 0) for node in of_class(root, "d-bar")) == 1


@pytest.mark.parametrize(("labels", "values"), [([], []), (["a"], []), (["a"], [-1])])
def test_columns_refuse_what_cannot_be(labels: list[str], values: list[int]) -> None:
    with pytest.raises(ValueError, match="columns of"):
        columns(labels, values, title="År", key="k", language="sv")


def test_a_line_breaks_where_a_value_is_missing() -> None:
    root = owed(sparkline([1, 2, None, 4, 3, None, 5], title="Serie", key="k", language="sv"), title="Serie", key="k")
    lines = [node.get("points") or "" for node in of_class(root, "d-curve")]
    assert [len(points.split()) for points in lines] == [2, 2]
    assert description(root) == "Från 1 till 5; lägst 1, högst 5. 2 av 7 värden saknas."


def test_a_missing_value_does_not_move_the_others() -> None:
    def first(values: list[int | None]) -> str:
        return (of_class(read(sparkline(values, title="Serie", key="k", language="sv")), "d-curve")[0].get("points") or "").split()[0]

    assert first([2, 1, None, 4]) == first([2, 1, 3, 4])


def test_a_line_of_unknown_says_so() -> None:
    root = owed(sparkline([None, None], title="Serie", key="k", language="sv"), title="Serie", key="k")
    assert description(root) == "Inga värden är kända."
    assert not of_class(root, "d-dot")


@given(st.lists(st.none() | st.integers(-(10**9), 10**9) | st.fractions(-1000, 1000), min_size=1, max_size=30))
def test_any_line_stays_within_the_frame(values: list[Number | None]) -> None:
    root = owed(sparkline(values, title="Serie", key="k", language="en", width=100, height=24), title="Serie", key="k")
    pairs = [pair.split(",") for node in of_class(root, "d-curve") for pair in (node.get("points") or "").split()]
    pairs += [[node.get("cx") or "", node.get("cy") or ""] for node in of_class(root, "d-dot")]
    assert all(0 <= float(x) <= 100 and 0 <= float(y) <= 24 for x, y in pairs)


def test_a_line_needs_values() -> None:
    with pytest.raises(ValueError, match="needs values"):
        sparkline([], title="Serie", key="k", language="sv")
