"""A direction is stated, and zero and minus are numbers like others."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samhandling.figures.rules.movement.direction import Better, Course, Direction
from samhandling.figures.rules.movement.numbers import decimals_of, written
from samhandling.ground.faults import Refused

HIGHER, LOWER, NEITHER = Direction(Better.HIGHER), Direction(Better.LOWER), Direction(Better.NEITHER)
BAND = Direction(Better.BAND, Decimal(2), Decimal(4))
numbers = st.decimals(-1000, 1000, places=2)


@pytest.mark.parametrize(
    ("direction", "before", "after", "course"),
    [
        (HIGHER, 0, 1, Course.BETTER),
        (HIGHER, 1, 0, Course.WORSE),
        (LOWER, 1, 0, Course.BETTER),
        (LOWER, 0, 0, Course.SAME),
        (LOWER, -1, -2, Course.BETTER),
        (BAND, 1, 2, Course.BETTER),
        (BAND, 2, 4, Course.SAME),
        (BAND, 4, 5, Course.WORSE),
        (BAND, 0, 5, Course.BETTER),
        (NEITHER, 1, 9, Course.NOT_JUDGED),
    ],
)
def test_it_tells_the_course(direction: Direction, before: int, after: int, course: Course) -> None:
    assert direction.course(Decimal(before), Decimal(after)) is course


@given(numbers, numbers)
def test_higher_and_lower_are_each_others_opposite(before: Decimal, after: Decimal) -> None:
    assert HIGHER.gain(before, after) == -(LOWER.gain(before, after) or 0)


@given(numbers, numbers, numbers)
def test_gains_add_up(first: Decimal, second: Decimal, third: Decimal) -> None:
    for direction in (HIGHER, LOWER, BAND):
        gains = [direction.gain(first, second), direction.gain(second, third), direction.gain(first, third)]
        assert None not in gains
        assert (gains[0] or 0) + (gains[1] or 0) == gains[2]


@pytest.mark.parametrize(
    "given",
    [
        (Better.BAND, None, None),
        (Better.BAND, Decimal(1), None),
        (Better.BAND, Decimal(2), Decimal(1)),
        (Better.HIGHER, Decimal(1), Decimal(2)),
    ],
)
def test_it_refuses_a_band_without_bounds_and_bounds_without_a_band(given: tuple[Better, Decimal | None, Decimal | None]) -> None:
    with pytest.raises(Refused):
        Direction(*given)


def test_it_never_compares_without_a_level() -> None:
    with pytest.raises(ValueError):
        HIGHER.short_of(Decimal(1))


@pytest.mark.parametrize(
    ("number", "decimals", "sv", "en"),
    [
        ("6075", None, "6\u00a0075", "6,075"),
        ("6.2", None, "6,2", "6.2"),
        ("-0.04", 1, "0,0", "0.0"),
        ("-1.25", 1, "−1,3", "−1.3"),
        ("0", None, "0", "0"),
        ("1E+3", None, "1\u00a0000", "1,000"),
    ],
)
def test_it_writes_numbers_as_people_do(number: str, decimals: int | None, sv: str, en: str) -> None:
    said = written(Decimal(number), decimals)
    assert (said.sv, said.en) == (sv, en)


def test_decimals_are_those_that_the_figures_have() -> None:
    assert decimals_of(Decimal("6.20"), Decimal(6), None) == 2
    assert decimals_of(Decimal("1E+3")) == 0
    assert decimals_of() == 0
