"""A series that may be compared with itself: its known values in order, cut where a break mark says that it is another series."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from samhandling.figures.rules.calendar.periods import Span, period_said, span_of
from samhandling.figures.rules.movement.direction import Course, Direction
from samhandling.figures.rules.movement.numbers import decimals_of, written
from samhandling.figures.rules.status_words import status_said
from samhandling.ground.faults import refusal
from samhandling.ground.said import Said

NOT_CAUSED = Said("Visar utvecklingen, inte vad insatserna har orsakat.", "Shows the development, not what the efforts have caused.")
"""What stands under every chart of an outcome."""


@dataclass(frozen=True, slots=True)
class Point:
    """A published value. `value` is `None` where nothing is known: missing and suppressed are never 0. `status` is the source's own sign."""

    period: str
    value: Decimal | None
    status: str = ""

    @property
    def span(self) -> Span:
        """The days that it is of."""
        return span_of(self.period)

    @property
    def known(self) -> Decimal:
        """The value, where there is one. Raises: ValueError where nothing is known."""
        if self.value is None:
            raise ValueError(f"nothing is known of {self.period}")
        return self.value


@dataclass(frozen=True, slots=True)
class BreakMark:
    """From `period` on, the series is counted another way. `comparable`: values on both sides may be compared all the same."""

    period: str
    said: Said
    comparable: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """Values that may be compared with each other, in order of time, with what was left out and why.

    `cut_at` is the break mark that the stretch begins with, `crossed` the comparable ones that it holds,
    `unknown` the periods without a value.
    """

    points: tuple[Point, ...]
    cut_at: BreakMark | None = None
    crossed: tuple[BreakMark, ...] = ()
    unknown: tuple[Point, ...] = ()
    rule: str = "movement.stretch"

    @property
    def latest(self) -> Point | None:
        """The last known value."""
        return self.points[-1] if self.points else None

    def at(self, period: str) -> Point | None:
        """The known value of a period."""
        span = span_of(period)
        return next((point for point in self.points if (point.span.first, point.span.last) == (span.first, span.last)), None)

    @property
    def notes(self) -> tuple[Said, ...]:
        """What a reader must know before comparing: breaks, and periods without a value."""
        notes = [_said_cut(self.cut_at)] if self.cut_at else []
        notes += [_said_crossed(mark) for mark in self.crossed]
        if self.unknown:
            notes.append(_said_unknown(self.unknown))
        return tuple(notes)


def _said_cut(mark: BreakMark) -> Said:
    return Said(
        f"Serien jämförs bara från {period_said(mark.period).sv}. {mark.said.sv}",
        f"The series is compared only from {period_said(mark.period).en}. {mark.said.en}",
    )


def _said_crossed(mark: BreakMark) -> Said:
    return Said(
        f"Jämför med försiktighet över {period_said(mark.period).sv}. {mark.said.sv}",
        f"Compare with care across {period_said(mark.period).en}. {mark.said.en}",
    )


def _said_unknown(points: Sequence[Point]) -> Said:
    sv, en = (", ".join(_with_sign(point).in_(language) for point in points[:6]) for language in ("sv", "en"))
    more = len(points) - 6
    if more > 0:
        return Said(
            f"Värde saknas för {sv} och {more} perioder till. Ett värde som saknas är inte noll.",
            f"There is no value for {en} and {more} more periods. A missing value is not zero.",
        )
    return Said(
        f"Värde saknas för {sv}. Ett värde som saknas är inte noll.",
        f"There is no value for {en}. A missing value is not zero.",
    )


def _with_sign(point: Point) -> Said:
    told, sign = period_said(point.period), status_said(point.status)
    return Said(f"{told.sv} ({sign.sv})", f"{told.en} ({sign.en})") if point.status else told


def stretch_of(points: Sequence[Point], breaks: Sequence[BreakMark] = (), since: str | None = None) -> Stretch:
    """The values from `since` (else all) that may be compared with the latest one: those after the last break that is not comparable.

    Raises: Refused where a period stands twice, as nobody knows which value holds.
    """
    ordered = sorted(points, key=lambda point: (point.span.first, point.span.last))
    for before, after in pairwise(ordered):
        if (before.span.first, before.span.last) == (after.span.first, after.span.last):
            raise refusal(
                after.period,
                Said("Samma period har två värden.", "The same period has two values."),
                Said("Ange vilken serie eller version som gäller.", "State which series or vintage holds."),
            )
    if since is not None:
        start = span_of(since).first
        ordered = [point for point in ordered if point.span.first >= start]
    known = [point for point in ordered if point.value is not None]
    if not known:
        return Stretch((), None, (), tuple(ordered))
    within = [mark for mark in breaks if known[0].span.first < span_of(mark.period).first <= known[-1].span.first]
    within.sort(key=lambda mark: span_of(mark.period).first)
    cut = next((mark for mark in reversed(within) if not mark.comparable), None)
    first = span_of(cut.period).first if cut else ordered[0].span.first
    return Stretch(
        tuple(point for point in known if point.span.first >= first),
        cut,
        tuple(mark for mark in within if mark.comparable and span_of(mark.period).first > first),
        tuple(point for point in ordered if point.value is None and point.span.first >= first),
    )


@dataclass(frozen=True, slots=True)
class Change:
    """From a base to the latest value, in the figure's unit. What cannot be said is `None`, and `said` tells why."""

    base: Point | None
    latest: Point | None
    difference: Decimal | None
    per_year: Fraction | None
    course: Course
    said: Said
    notes: tuple[Said, ...] = ()
    rule: str = "movement.change"


def change_since(base: str | None, points: Sequence[Point], direction: Direction, breaks: Sequence[BreakMark] = ()) -> Change:
    """The change from the period `base` (`None`: the first that may be compared) to the latest known value.

    A base that has no value, or lies behind a break, is said; no other period takes its place.
    """
    stretch = stretch_of(points, breaks)
    latest = stretch.latest
    if latest is None:
        return _untold(None, None, Said("Inget värde är känt.", "No value is known."), stretch)
    start = stretch.points[0] if base is None else stretch.at(base)
    if start is None:
        return _untold(None, latest, _no_base(base or "", stretch), stretch)
    years = latest.span.moment - start.span.moment
    if years <= 0:
        return _untold(
            start,
            latest,
            Said(
                f"Det finns bara ett värde, för {period_said(latest.period).sv}.",
                f"There is one value only, for {period_said(latest.period).en}.",
            ),
            stretch,
        )
    difference = latest.known - start.known
    course = direction.course(start.known, latest.known)
    notes = (*stretch.notes, *_said_seasons(start, latest))
    return Change(start, latest, difference, Fraction(difference) / years, course, _said_change(start, latest, course), notes)


def _said_seasons(base: Point, latest: Point) -> tuple[Said, ...]:
    if latest.span.months in range(1, 12) and base.span.first.month != latest.span.first.month:
        return (
            Said(
                "De två perioderna är ur olika tider på året, och det påverkar jämförelsen.",
                "The two periods are of different times of the year, which bears on the comparison.",
            ),
        )
    return ()


def _untold(base: Point | None, latest: Point | None, said: Said, stretch: Stretch) -> Change:
    return Change(base, latest, None, None, Course.NOT_JUDGED, said, stretch.notes)


def _no_base(base: str, stretch: Stretch) -> Said:
    if stretch.cut_at and span_of(base).first < span_of(stretch.cut_at.period).first:
        return Said(
            f"Basåret {period_said(base).sv} går inte att jämföra med: serien bryts {period_said(stretch.cut_at.period).sv}.",
            f"The base {period_said(base).en} cannot be compared with: the series breaks in {period_said(stretch.cut_at.period).en}.",
        )
    return Said(
        f"Det finns inget värde för basåret {period_said(base).sv}, och inget annat år sätts i dess ställe.",
        f"There is no value for the base {period_said(base).en}, and no other year takes its place.",
    )


_COURSES = {
    Course.BETTER: Said("det är en förbättring", "that is better"),
    Course.WORSE: Said("det är en försämring", "that is worse"),
}


def _said_change(base: Point, latest: Point, course: Course) -> Said:
    decimals = decimals_of(base.known, latest.known)
    was, now = written(base.known, decimals), written(latest.known, decimals)
    if base.value == latest.value:
        return Said(
            f"Värdet är detsamma {period_said(latest.period).sv} som {period_said(base.period).sv}: {now.sv}.",
            f"The value is the same in {period_said(latest.period).en} as in {period_said(base.period).en}: {now.en}.",
        )
    told = _COURSES.get(course)
    return Said(
        f"Från {was.sv} ({period_said(base.period).sv}) till {now.sv} ({period_said(latest.period).sv})"
        + (f"; {told.sv}." if told else "."),
        f"From {was.en} ({period_said(base.period).en}) to {now.en} ({period_said(latest.period).en})" + (f"; {told.en}." if told else "."),
    )
