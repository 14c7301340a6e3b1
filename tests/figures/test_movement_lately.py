"""What has happened lately, and the needs within a focus area: same time of the year, never across a break, all parts kept."""

from datetime import date
from decimal import Decimal

import pytest

from samhandling.figures.rules.comparing.need import Effort, Need
from samhandling.figures.rules.comparing.need_area import NeedRow, needs_of
from samhandling.figures.rules.indicator.document import Indicator
from samhandling.figures.rules.indicator.shipped import shipped
from samhandling.figures.rules.movement.direction import Better, Course, Direction
from samhandling.figures.rules.movement.lately import lately
from samhandling.figures.rules.movement.series import BreakMark, Point
from samhandling.ground.said import Said

LOWER, HIGHER = Direction(Better.LOWER), Direction(Better.HIGHER)
BREAK = BreakMark("2024", Said("Ny definition.", "New definition."))


def points(**values: float | None) -> list[Point]:
    """p2024=1 → the year 2024; p2024M01 → a month."""
    return [Point(period[1:], None if value is None else Decimal(str(value))) for period, value in values.items()]


@pytest.mark.parametrize(
    ("given", "direction", "said", "course"),
    [
        ({}, LOWER, "Inget värde är känt.", Course.NOT_JUDGED),
        ({"p2024": 1}, LOWER, "Inget jämförbart värde finns från ett år tidigare.", Course.NOT_JUDGED),
        ({"p2023": 0, "p2024": 1.5}, HIGHER, "1,5 högre än 2023 (0,0). Det är en förbättring.", Course.BETTER),
        ({"p2022": 4, "p2024": 1.5}, HIGHER, "2,5 lägre än 2022 (4,0). Det är en försämring.", Course.WORSE),
        ({"p2023": 2, "p2024": None}, HIGHER, "Inget jämförbart värde finns från ett år tidigare.", Course.NOT_JUDGED),
        ({"p2023": 2, "p2024": 2}, HIGHER, "Samma som 2023.", Course.SAME),
        ({"p2023": 2, "p2024": 3}, Direction(Better.NEITHER), "1 högre än 2023 (2).", Course.NOT_JUDGED),
        ({"p2022M12": 9, "p2023M01": 7.4, "p2023M02": 1, "p2024M01": 7.6}, LOWER, "0,2 högre än januari 2023 (7,4). Det är en försämring.",
         Course.WORSE),
        ({"p2022M12": 9, "p2024M01": 7.6}, LOWER, "Inget jämförbart värde finns från ett år tidigare.", Course.NOT_JUDGED),
    ],
    ids=["nothing", "one", "from zero", "every second year", "latest unknown", "same", "no direction", "month of a year ago", "a gap"],
)  # fmt: skip
def test_the_latest_value_beside_the_one_of_a_year_before(
    given: dict[str, float | None], direction: Direction, said: str, course: Course
) -> None:
    found = lately(points(**given), direction)
    assert (found.said.sv, found.course) == (said, course)


def test_percentages_differ_in_points_and_a_break_is_never_crossed() -> None:
    assert "1 procentenhet högre" in lately(points(p2023=2, p2024=3), HIGHER, per_cent=True).said.sv
    assert "10 procentenheter högre" in lately(points(p2023=2, p2024=12), HIGHER, per_cent=True).said.sv
    assert lately(points(p2023=2, p2024=3), HIGHER, [BREAK]).difference is None


def outcome() -> Indicator:
    return next(
        one for one in shipped("sormland-naringsliv-2022").indicators.values() if one.role == "outcome" and one.direction == "lower"
    )


def row(own: dict[str, float | None], nation: dict[str, float | None]) -> NeedRow:
    return NeedRow(outcome(), tuple(points(**own)), tuple(points(**nation)))


@pytest.mark.parametrize(
    ("own", "lasting", "need", "said"),
    [
        (8.0, 0, Need.LITTLE_EFFORT_LARGE_GAP, "ingen känd insats har området som huvudinriktning"),
        (8.0, 1, Need.LITTLE_EFFORT_LARGE_GAP, "få insatser har området som huvudinriktning och finns kvar om ett år: 1."),
        (8.0, 2, Need.EFFORT_LARGE_GAP, "flera insatser har området som huvudinriktning och finns kvar om ett år: 2."),
        (5.1, 0, Need.NO_LARGE_GAP, "Gapet är inte stort"),
        (3.0, 0, Need.NO_LARGE_GAP, "Gapet är inte stort"),
    ],
)
def test_a_large_gap_stands_beside_what_is_done(own: float, lasting: int, need: Need, said: str) -> None:
    found = needs_of([row({"p2024": own}, {"p2024": 5})], Effort(4, 3, lasting), date(2026, 1, 1))
    (one,) = found.rows
    assert (one.needed.need, one.period, one.needed.level.value) == (need, "2024", 5)
    assert said in found.said.sv


def test_figures_of_after_the_day_are_left_out_and_what_cannot_be_told_is_counted() -> None:
    known = row({"p2023": 9, "p2024": 5}, {"p2023": 5, "p2024": 5})
    assert [one.needed.value for one in needs_of([known], Effort(0, 0, 0), date(2024, 6, 30)).rows] == [9]
    none = needs_of([known, row({}, {"p2024": 5})], Effort(0, 0, 0), date(2018, 6, 30))
    assert (none.rows, len(none.untold)) == ((), 2)
    assert none.said.sv == "Gapet kan inte räknas för någon av 2 indikatorer: värden som går att jämföra saknas för dagen."
    assert "mäter ett utfall" in needs_of([], Effort(0, 0, 0), date(2024, 1, 1)).said.sv
