"""Theil and Sen's slope with Sen's interval; scipy is the oracle."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import theilslopes

from samhandling.figures.rules.movement.direction import Better, Course, Direction
from samhandling.figures.rules.movement.series import BreakMark, Point, stretch_of
from samhandling.figures.rules.trend import FEWEST, Sense, Trend, trend_of
from samhandling.ground.said import Said

HIGHER, LOWER = Direction(Better.HIGHER), Direction(Better.LOWER)


def trend(values: list[float], direction: Direction = HIGHER) -> Trend:
    points = [Point(str(2000 + place), Decimal(str(value))) for place, value in enumerate(values)]
    return trend_of(stretch_of(points), direction)


@settings(max_examples=60)
@given(st.lists(st.integers(-20, 20), min_size=FEWEST, max_size=25))
def test_it_agrees_with_scipy(values: list[int]) -> None:
    mine = trend([float(value) for value in values])
    theirs = theilslopes(values, range(len(values)), alpha=0.95)
    assert float(mine.slope or 0) == pytest.approx(theirs.slope)
    assert float(mine.lower or 0) == pytest.approx(theirs.low_slope)
    assert float(mine.upper or 0) == pytest.approx(theirs.high_slope)


def test_one_odd_year_does_not_make_a_trend() -> None:
    steady = trend([5, 5.1, 5.2, 5.3, 50, 5.5, 5.6, 5.7, 5.8])
    assert float(steady.slope or 0) == pytest.approx(0.1, abs=0.02)
    assert trend([5, 4, 5, 4, 5, 4, 5, 50]).sense is Sense.UNCLEAR


@pytest.mark.parametrize(
    ("direction", "course"), [(HIGHER, Course.BETTER), (LOWER, Course.WORSE), (Direction(Better.NEITHER), Course.NOT_JUDGED)]
)
def test_a_rise_is_judged_by_the_direction(direction: Direction, course: Course) -> None:
    found = trend([1, 2, 3, 4, 5, 6], direction)
    assert (found.sense, found.course) == (Sense.RISING, course)
    assert found.said.sv == "Värdet stiger: 1,00 per år 2000–2005, med 95 procents säkerhet mellan 1,00 och 1,00."


def test_an_unclear_trend_has_no_course() -> None:
    found = trend([3, 1, 2, 3, 1, 2])
    assert (found.sense, found.course) == (Sense.UNCLEAR, Course.NOT_JUDGED)
    assert found.said.sv.startswith("Ingen tydlig trend")


@pytest.mark.parametrize(("values", "words"), [([], "Inget värde"), ([1.0], "Ett enda värde"), ([1.0, 2.0, 4.0, 8.0], "Bara 4 värden")])
def test_few_values_say_so(values: list[float], words: str) -> None:
    found = trend(values)
    assert (found.sense, found.lower, found.upper) == (Sense.TOO_FEW, None, None)
    assert found.said.sv.startswith(words)
    assert found.method == "Theil-Sen"


def test_years_that_are_missing_keep_their_room() -> None:
    gaps = [Point(year, Decimal(value)) for year, value in (("2000", 0), ("2002", 2), ("2003", 3), ("2007", 7), ("2010", 10))]
    assert trend_of(stretch_of(gaps), HIGHER).slope == 1


def test_months_say_that_the_interval_is_too_narrow() -> None:
    months = [Point(f"2020M{month:02}", Decimal(month)) for month in range(1, 10)]
    assert "osäkerheten är större" in trend_of(stretch_of(months), HIGHER).notes[-1].sv
    assert trend([1, 2, 3, 4, 5, 6]).notes == ()


def test_it_never_runs_across_a_break() -> None:
    points = [Point(str(2000 + year), Decimal(100 if year > 7 else year)) for year in range(16)]
    found = trend_of(stretch_of(points, [BreakMark("2008", Said("Ny definition.", "New definition."))]), HIGHER)
    assert (found.first, found.slope, found.sense) == ("2008", 0, Sense.UNCLEAR)
    assert found.notes[0].sv == "Serien jämförs bara från 2008. Ny definition."
