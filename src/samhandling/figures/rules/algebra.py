"""Figures made of figures: a quotient of two series, parts beside their whole, a chain of series that follow on each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from samhandling.figures.rules.calendar.periods import period_said, span_of
from samhandling.figures.rules.movement.numbers import decimals_of, written
from samhandling.figures.rules.movement.series import BreakMark, Point
from samhandling.ground.said import Said

NO_NUMERATOR, NO_DENOMINATOR, ZERO_DENOMINATOR = "no_numerator", "no_denominator", "zero_denominator"
"""Why a quotient has no value; stands as the point's status."""


@dataclass(frozen=True, slots=True)
class Quotient:
    """One period's quotient with both its parts: numerator / denominator x factor."""

    period: str
    numerator: Decimal | None
    denominator: Decimal | None
    factor: Decimal
    value: Fraction | None
    status: str = ""
    rule: str = "algebra.quotient"

    def point(self, decimals: int = 6) -> Point:
        """The quotient as a value of a series, rounded half up to so many decimals."""
        if self.value is None:
            return Point(self.period, None, self.status)
        scaled = self.value * 10**decimals
        half_up = (2 * abs(scaled.numerator) + scaled.denominator) // (2 * scaled.denominator)
        return Point(self.period, Decimal(half_up if scaled >= 0 else -half_up).scaleb(-decimals), self.status)


def _by_span(points: Sequence[Point]) -> Mapping[tuple[date, date], Point]:
    return {(point.span.first, point.span.last): point for point in points}


def quotients(numerator: Sequence[Point], denominator: Sequence[Point], factor: Decimal = Decimal(1)) -> list[Quotient]:
    """A quotient for every period that either series has, in order of time. A part that is missing, or a denominator of 0, gives no value and says why."""
    above, below = _by_span(numerator), _by_span(denominator)
    made = []
    for span in sorted({*above, *below}):
        top, bottom = above.get(span), below.get(span)
        period = (top or bottom or Point("", None)).period
        over, under = top.value if top else None, bottom.value if bottom else None
        if over is None or not under:
            why = NO_NUMERATOR if over is None else NO_DENOMINATOR if under is None else ZERO_DENOMINATOR
            made.append(Quotient(period, over, under, factor, None, why))
            continue
        signs = sorted({point.status for point in (top, bottom) if point and point.status})
        made.append(Quotient(period, over, under, factor, Fraction(over) / Fraction(under) * Fraction(factor), " ".join(signs)))
    return made


@dataclass(frozen=True, slots=True)
class PartsAndWhole:
    """Published parts beside their published whole, both as they stand. `unknown`: parts without a value, which leave the sum unknown too."""

    whole: Decimal | None
    parts: Mapping[str, Decimal | None]
    unknown: tuple[str, ...]
    difference: Decimal | None
    said: Said
    rule: str = "algebra.parts"


def parts_and_whole(whole: Decimal | None, parts: Mapping[str, Decimal | None]) -> PartsAndWhole:
    """How published parts stand to their published whole. Nothing is changed to make them add up, and no hole is filled from the rest.

    Source: official population figures carry noise by design since 2025 (SCB, cell key method): parts need not give the whole.
    """
    unknown = tuple(name for name, value in parts.items() if value is None)
    known = [value for value in parts.values() if value is not None]
    if whole is None or unknown or not known:
        said = Said(
            "Delarna går inte att jämföra med helheten, eftersom något värde saknas. Det räknas inte fram ur de andra.",
            "The parts cannot be held against the whole, as a value is missing. It is not worked out from the others.",
        )
        return PartsAndWhole(whole, parts, unknown, None, said)
    difference = sum(known, Decimal(0)) - whole
    return PartsAndWhole(whole, parts, (), difference, _said_parts(difference, whole))


def _said_parts(difference: Decimal, whole: Decimal) -> Said:
    if difference == 0:
        return Said("Delarna ger helheten.", "The parts give the whole.")
    number = written(abs(difference), decimals_of(difference, whole))
    more = difference > 0
    return Said(
        f"Delarna ger {number.sv} {'mer' if more else 'mindre'} än helheten. Båda är publicerade så, och vi ändrar inget.",
        f"The parts give {number.en} {'more' if more else 'less'} than the whole. Both are published so, and we change nothing.",
    )


@dataclass(frozen=True, slots=True)
class Link:
    """One series of a chain: its key, the first and last period that it may be used for (both may be open), and its values.

    `continues`: it counts the same as the link before it, as preliminary values do of a final table.
    """

    key: str
    points: tuple[Point, ...]
    first: str | None = None
    last: str | None = None
    continues: bool = False

    def holds(self, period: str) -> bool:
        """The series may be used for the period."""
        span = span_of(period)
        return (self.first is None or span.first >= span_of(self.first).first) and (
            self.last is None or span.last <= span_of(self.last).last
        )


@dataclass(frozen=True, slots=True)
class Joint:
    """Where a chain passes from one series to another; `mark` is the break that the file tells of there, or a comparable one where the
    one series continues the other; else `None`."""

    period: str
    before: str
    after: str
    mark: BreakMark | None
    said: Said


@dataclass(frozen=True, slots=True)
class Chain:
    """A chain's values, which series each is from, and its joints."""

    points: tuple[Point, ...]
    series: Mapping[str, str]
    joints: tuple[Joint, ...]
    rule: str = "algebra.chain"

    @property
    def breaks(self) -> tuple[BreakMark, ...]:
        """A break mark for each joint; a joint that the file says nothing of counts as one that cannot be compared across."""
        return tuple(joint.mark or BreakMark(joint.period, joint.said) for joint in self.joints)


def chained(links: Sequence[Link], breaks: Sequence[BreakMark] = ()) -> Chain:
    """One series of several: for each period the value of the series that stands first among those that hold for it.

    A final table stands before a preliminary one. A known value goes before an unknown one of an earlier series; a period that no series knows stays unknown.
    """
    chosen: dict[tuple[date, date], tuple[Point, str]] = {}
    for link in links:
        for point in link.points:
            span = (point.span.first, point.span.last)
            held = chosen.get(span)
            if link.holds(point.period) and (held is None or (held[0].value is None and point.value is not None)):
                chosen[span] = (point, link.key)
    ordered = [chosen[span] for span in sorted(chosen)]
    marks = {span_of(mark.period).first: mark for mark in breaks}
    alike = _alike(links)
    joints = [
        _joint(point, was, now, marks.get(point.span.first), alike=alike[was] == alike[now])
        for (_, was), (point, now) in pairwise(ordered)
        if was != now
    ]
    return Chain(tuple(point for point, _ in ordered), {point.period: key for point, key in ordered}, tuple(joints))


def _alike(links: Sequence[Link]) -> dict[str, int]:
    """Series by the kind that they count: each that continues the one before it is of its kind."""
    kinds: dict[str, int] = {}
    kind = 0
    for link in links:
        kind += not link.continues
        kinds[link.key] = kind
    return kinds


def _joint(point: Point, was: str, now: str, mark: BreakMark | None, *, alike: bool) -> Joint:
    said = _said_joint(point.period, was, now)
    return Joint(point.period, was, now, mark or (BreakMark(point.period, said, comparable=True) if alike else None), said)


def _said_joint(period: str, was: str, now: str) -> Said:
    return Said(
        f"Från {period_said(period).sv} kommer värdena ur {now}, före det ur {was}.",
        f"From {period_said(period).en} on the values come from {now}, before that from {was}.",
    )
