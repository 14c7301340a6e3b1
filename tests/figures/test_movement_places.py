"""Many places at one period: the same one for all, in even steps, nothing lost."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from samhandling.figures.rules.comparing.places import STEPS, together
from samhandling.figures.rules.movement.series import Point

VALUES = st.dictionaries(st.sampled_from(["01", "03", "04", "05", "06", "07"]), st.decimals(-1000, 1000, places=1), min_size=2)


def line(first: int, *values: float | None) -> list[Point]:
    return [Point(str(first + at), None if value is None else Decimal(str(value))) for at, value in enumerate(values)]


def test_one_early_place_does_not_empty_the_picture() -> None:
    found = together({"04": line(2022, 1, 2, 3), "05": line(2022, 1, 2), "06": line(2022, 1, 4), "07": line(2022, 1, None)})
    assert found
    assert (found.period, found.unknown, found.middle) == ("2023", ("07",), 2)
    assert found.step_of("07") is None


def test_fewer_than_two_places_make_no_picture() -> None:
    assert together({}) is None
    assert together({"04": line(2022, 1, 2), "05": ()}) is None
    assert together({"04": line(2022, 1, None), "05": line(2022, None, 1)}) is None


def test_places_that_are_all_the_same_share_one_step() -> None:
    found = together({"04": line(2022, 5), "05": line(2022, 5)})
    assert found
    assert (len(found.steps), found.step_of("04"), found.step_of("05")) == (1, 0, 0)


@given(VALUES)
def test_every_value_lies_in_its_step_and_the_steps_are_even(values: dict[str, Decimal]) -> None:
    found = together({place: [Point("2024", value)] for place, value in values.items()})
    assert found
    for place, value in values.items():
        step = found.step_of(place)
        assert step is not None
        assert found.steps[step].low <= value <= found.steps[step].high
    widths = [step.high - step.low for step in found.steps]
    assert len(found.steps) in (1, STEPS)
    assert max(widths) - min(widths) < Decimal("0.0001")
