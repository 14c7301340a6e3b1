"""Against others: the nation, neighbours, similar regions. Differences and how they have changed, never a rank."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from statistics import median

from samhandling.figures.rules.calendar.periods import period_said
from samhandling.figures.rules.movement.direction import Course, Direction
from samhandling.figures.rules.movement.numbers import decimals_of, written
from samhandling.figures.rules.movement.series import BreakMark, Point, Stretch, stretch_of
from samhandling.ground.said import Said


class Gap(StrEnum):
    """How the difference to a comparator has moved, seen by the direction."""

    CATCHING_UP = "catching_up"
    FALLING_BEHIND = "falling_behind"
    PULLING_AHEAD = "pulling_ahead"
    LOSING_LEAD = "losing_lead"
    UNCHANGED = "unchanged"
    NOT_JUDGED = "not_judged"


@dataclass(frozen=True, slots=True)
class Against:
    """Own value less the comparator's, now and at the first period that both have; in the figure's unit.

    `course`: better or worse than the comparator now. `gap`: how that has moved. What cannot be said is `None`.
    """

    name: Said
    now: str | None
    then: str | None
    own: Decimal | None
    other: Decimal | None
    difference: Decimal | None
    difference_then: Decimal | None
    change: Decimal | None
    course: Course
    gap: Gap
    said: Said
    notes: tuple[Said, ...] = ()
    rule: str = "movement.against"


def against(
    own: Sequence[Point],
    other: Sequence[Point],
    name: Said,
    direction: Direction,
    breaks: Sequence[BreakMark] = (),
    since: str | None = None,
) -> Against:
    """The difference to a comparator at the latest period that both have a value for, and its change since the first such period.

    `name`: the comparator in running text ("riket", "the nation"). A break cuts the span for both.
    """
    mine, theirs = stretch_of(own, breaks, since), stretch_of(other, breaks, since)
    # One look at each: asking the stretch for every period is quadratic, and felt on thirty years of months.
    matches = {(point.span.first, point.span.last): point for point in theirs.points}
    pairs = [(point, match) for point in mine.points if (match := matches.get((point.span.first, point.span.last))) is not None]
    if not pairs:
        said = Said(f"Inget år finns för både oss och {name.sv}.", f"There is no year for both us and {name.en}.")
        return Against(name, None, None, None, None, None, None, None, Course.NOT_JUDGED, Gap.NOT_JUDGED, said, mine.notes)
    return _told(pairs, name, direction, mine)


def _told(pairs: Sequence[tuple[Point, Point]], name: Said, direction: Direction, mine: Stretch) -> Against:
    (first, first_other), (last, last_other) = pairs[0], pairs[-1]
    now, then = last.known - last_other.known, first.known - first_other.known
    alone = len(pairs) == 1
    return Against(
        name,
        last.period,
        None if alone else first.period,
        last.known,
        last_other.known,
        now,
        None if alone else then,
        None if alone else now - then,
        direction.course(last_other.known, last.known),
        Gap.NOT_JUDGED if alone else _gap((first.known, first_other.known), (last.known, last_other.known), direction),
        _said(last, last_other.known, name, None if alone else (first.period, then)),
        mine.notes,
    )


def _gap(then: tuple[Decimal, Decimal], now: tuple[Decimal, Decimal], direction: Direction) -> Gap:
    was, is_now = direction.gain(then[1], then[0]), direction.gain(now[1], now[0])
    if was is None or is_now is None:
        return Gap.NOT_JUDGED
    if is_now == was:
        return Gap.UNCHANGED
    if is_now > was:
        return Gap.CATCHING_UP if is_now <= 0 else Gap.PULLING_AHEAD
    return Gap.LOSING_LEAD if is_now >= 0 else Gap.FALLING_BEHIND


def _said(own: Point, other: Decimal, name: Said, then: tuple[str, Decimal] | None) -> Said:
    places = decimals_of(own.known, other)
    value, level, apart = written(own.known, places), written(other, places), written(abs(own.known - other), places)
    more = own.known > other
    if own.known == other:
        sv, en = (
            f"{value.sv} ({period_said(own.period).sv}), lika med {name.sv}.",
            f"{value.en} ({period_said(own.period).en}), the same as {name.en}.",
        )
    else:
        sv = f"{value.sv} ({period_said(own.period).sv}), {apart.sv} {'högre' if more else 'lägre'} än {name.sv} ({level.sv})."
        en = f"{value.en} ({period_said(own.period).en}), {apart.en} {'higher' if more else 'lower'} than {name.en} ({level.en})."
    if then is None:
        return Said(sv, en)
    was = written(then[1], places)
    return Said(
        f"{sv} Skillnaden var {was.sv} ({period_said(then[0]).sv}).", f"{en} The difference was {was.en} ({period_said(then[0]).en})."
    )


@dataclass(frozen=True, slots=True)
class Middle:
    """The middle of a group for one period: the median of those with a value, unweighted, and how many they are of all."""

    period: str
    value: Decimal | None
    known: int
    of: int


def middle_of(group: Mapping[str, Sequence[Point]], least_known: Fraction = Fraction(1, 2)) -> list[Middle]:
    """The median of a group (neighbours, similar regions) for each period; none where fewer than `least_known` of it have a value.

    The median, as Kolada's own group means are unweighted too and one odd member would move a mean.
    """
    periods: dict[tuple[int, int], str] = {}
    values: dict[tuple[int, int], list[Decimal]] = {}
    for points in group.values():
        for point in points:
            key = (point.span.first.toordinal(), point.span.last.toordinal())
            periods.setdefault(key, point.period)
            if point.value is not None:
                values.setdefault(key, []).append(point.value)
    made = []
    for key in sorted(periods):
        known = values.get(key, [])
        enough = bool(known) and len(known) >= least_known * len(group)
        made.append(Middle(periods[key], Decimal(median(known)) if enough else None, len(known), len(group)))
    return made


def points_of(middles: Sequence[Middle]) -> list[Point]:
    """A group's middle as a series to compare with; periods with too few members have no value."""
    return [Point(middle.period, middle.value, f"{middle.known}/{middle.of}") for middle in middles]
