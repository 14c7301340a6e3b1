"""What has happened lately: the latest value beside the one of a year before, in one sentence that fits a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from samhandling.figures.rules.calendar.periods import period_said
from samhandling.figures.rules.movement.direction import Course, Direction
from samhandling.figures.rules.movement.numbers import decimals_of, written
from samhandling.figures.rules.movement.series import BreakMark, Point, Stretch, stretch_of
from samhandling.ground.periods import months_later
from samhandling.ground.said import Said


@dataclass(frozen=True, slots=True)
class Lately:
    """The latest value less the one of a year before, in the figure's unit. What cannot be said is `None`, and `said` tells why."""

    latest: Point | None
    before: Point | None
    difference: Decimal | None
    course: Course
    said: Said
    rule: str = "movement.lately"


_NO_VALUE = Said("Inget värde är känt.", "No value is known.")
_NO_BEFORE = Said("Inget jämförbart värde finns från ett år tidigare.", "There is no comparable value of a year before.")
_COURSES = {
    Course.BETTER: Said(" Det är en förbättring.", " That is better."),
    Course.WORSE: Said(" Det är en försämring.", " That is worse."),
}


def lately(points: Sequence[Point], direction: Direction, breaks: Sequence[BreakMark] = (), *, per_cent: bool = False) -> Lately:
    """The change over the last year, between the same times of the year; never across a break.

    A figure that comes more seldom is held against the one before it. `per_cent`: the unit is per cent, so a difference is in points.
    """
    stretch = stretch_of(points, breaks)
    latest = stretch.latest
    if latest is None:
        return Lately(None, None, None, Course.NOT_JUDGED, _NO_VALUE)
    before = _a_year_before(stretch, latest)
    if before is None:
        return Lately(latest, None, None, Course.NOT_JUDGED, _NO_BEFORE)
    course = direction.course(before.known, latest.known)
    return Lately(latest, before, latest.known - before.known, course, _said(before, latest, course, per_cent))


def _a_year_before(stretch: Stretch, latest: Point) -> Point | None:
    start = months_later(latest.span.first, -12)
    same = [point for point in stretch.points if point.span.first == start and point.span.months == latest.span.months]
    if same:
        return same[0]
    # Between a month and the one of a year before there may be a gap, and another month says something else; a survey of every
    # second year has nothing between.
    seldom = len(stretch.points) > 1 and all(point.span.months >= 12 for point in stretch.points)
    earlier = [point for point in stretch.points if point.span.first <= start]
    return earlier[-1] if seldom and earlier else None


def _said(before: Point, latest: Point, course: Course, per_cent: bool) -> Said:
    places = decimals_of(before.known, latest.known)
    was, apart = written(before.known, places), written(abs(latest.known - before.known), places)
    then = period_said(before.period)
    if before.value == latest.value:
        return Said(f"Samma som {then.sv}.", f"The same as in {then.en}.")
    if per_cent:
        one = abs(latest.known - before.known) == 1
        apart = Said(f"{apart.sv} {'procentenhet' if one else 'procentenheter'}", f"{apart.en} percentage {'point' if one else 'points'}")
    more, told = latest.known > before.known, _COURSES.get(course, Said("", ""))
    return Said(
        f"{apart.sv} {'högre' if more else 'lägre'} än {then.sv} ({was.sv}).{told.sv}",
        f"{apart.en} {'higher' if more else 'lower'} than in {then.en} ({was.en}).{told.en}",
    )
