"""Does it still hold? A strategy's statement on its region held against the figures: yes, partly, no, not any longer, or it cannot be told."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from samhandling.figures.rules.calendar.periods import Span, period_said, span_of
from samhandling.figures.rules.indicator.document import Statement
from samhandling.figures.rules.movement.numbers import decimals_of, written
from samhandling.figures.rules.movement.series import BreakMark, Point, Stretch, stretch_of
from samhandling.ground.periods import months_later
from samhandling.ground.said import Said


class Answer(StrEnum):
    """`PARTLY`: it holds, with less than half of the difference of then. `NO`: it does not, and did not then either, or that cannot be told."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    NOT_ANY_LONGER = "not_any_longer"
    CANNOT_BE_TOLD = "cannot_be_told"


@dataclass(frozen=True, slots=True)
class Seen:
    """A statement at one period, with its numbers: the own value, what it was held against, and whether it held (`None`: untold)."""

    period: str | None
    own: Decimal | None
    other: Decimal | None
    held: bool | None
    why: Said | None = None


@dataclass(frozen=True, slots=True)
class StillHolds:
    """The answer, how it was when the strategy said it, and how it is now."""

    statement: str
    answer: Answer
    then: Seen
    now: Seen
    said: Said
    notes: tuple[Said, ...] = ()
    rule: str = "statement.still_holds"


_NO_VALUE = Said("Inget värde är inläst för indikatorn.", "No value has been read in for the indicator.")
_NO_NATION = Said("Inget värde för riket är inläst för samma period.", "No value for the nation has been read in for the same period.")
_NO_LIMIT = Said(
    "Strategin säger inte hur lika det ska vara, och ingen gräns är satt.", "The strategy does not say how similar, and no limit is set."
)
_NO_SPAN = Said(
    "Det finns inget jämförbart värde så långt tillbaka som utvecklingen ska ses.",
    "There is no comparable value as far back as the movement is to be looked at.",
)
_ZERO = Said("Tillväxten går inte att räkna från noll.", "Growth cannot be computed from zero.")


def still_holds(statement: Statement, own: Sequence[Point], nation: Sequence[Point] = (), breaks: Sequence[BreakMark] = ()) -> StillHolds:
    """Whether a statement holds at the latest period, and held at the period that it was said of.

    Now and then are each read from the values on their own side of any break; a movement is never measured across one.
    """
    now_stretch, nation_now = stretch_of(own, breaks), stretch_of(nation, breaks)
    now = _seen(statement, now_stretch, nation_now)
    at = span_of(statement.as_of)
    until = [point for point in own if point.span.last <= at.last]
    then_stretch = stretch_of(until, breaks)
    if then_stretch.latest is None or _is_before(then_stretch.latest.span, at):
        then = Seen(None, None, None, None, _NO_VALUE)
    else:
        then = _seen(statement, then_stretch, stretch_of([point for point in nation if point.span.last <= at.last], breaks))
    answer = _answer(statement, then, now)
    return StillHolds(statement.id, answer, then, now, _said(answer, then, now, statement), now_stretch.notes)


def _is_before(latest: Span, at: Span) -> bool:
    """The value is of a time before the one that the statement was made of: it says nothing of it."""
    return latest.last < at.first


# What is held against a limit of ours either holds or does not; what says "more than" may have shrunk to nearly nothing.
_BY_DEGREES = ("higher", "lower", "faster", "slower", "rising", "falling")


def _answer(statement: Statement, then: Seen, now: Seen) -> Answer:
    if now.held is None:
        return Answer.CANNOT_BE_TOLD
    if now.held:
        return Answer.PARTLY if statement.holds in _BY_DEGREES and _has_halved(then, now) else Answer.YES
    return Answer.NOT_ANY_LONGER if then.held else Answer.NO


def _has_halved(then: Seen, now: Seen) -> bool:
    """The difference that the statement tells of is less than half of what it was when it was made."""
    if not then.held or then.own is None or then.other is None or now.own is None or now.other is None:
        return False
    return 2 * abs(now.own - now.other) < abs(then.own - then.other)


def _seen(statement: Statement, own: Stretch, nation: Stretch) -> Seen:
    latest = own.latest
    if latest is None or latest.value is None:
        return Seen(None, None, None, None, _NO_VALUE)
    if statement.holds in ("above", "below") and statement.than is not None:
        held = latest.value > statement.than if statement.holds == "above" else latest.value < statement.than
        return Seen(latest.period, latest.value, statement.than, held)
    if statement.holds in ("rising", "falling"):
        return _moved(statement, own, latest)
    if statement.holds in ("faster", "slower"):
        return _grown(statement, own, nation)
    return _compared(statement, own, nation)


def _compared(statement: Statement, own: Stretch, nation: Stretch) -> Seen:
    pair = next(((point, match) for point in reversed(own.points) if (match := nation.at(point.period))), None)
    if pair is None:
        return Seen(own.points[-1].period, own.points[-1].value, None, None, _NO_NATION)
    value, level = pair[0].known, pair[1].known
    if statement.holds == "similar":
        held = None if statement.within is None else abs(value - level) <= statement.within
        return Seen(pair[0].period, value, level, held, _NO_LIMIT if held is None else None)
    return Seen(pair[0].period, value, level, value > level if statement.holds == "higher" else value < level)


def _years_before(stretch: Stretch, latest: Point, years: int) -> Point | None:
    start = months_later(latest.span.first, -12 * years)
    return next((point for point in stretch.points if point.span.first == start and point.span.months == latest.span.months), None)


def _moved(statement: Statement, own: Stretch, latest: Point) -> Seen:
    before = _years_before(own, latest, statement.years or 1)
    if before is None or before.value is None or latest.value is None:
        return Seen(latest.period, latest.value, None, None, _NO_SPAN)
    held = latest.value > before.value if statement.holds == "rising" else latest.value < before.value
    return Seen(latest.period, latest.value, before.value, held)


def _growth(stretch: Stretch, latest: Point, years: int) -> Fraction | None:
    before = _years_before(stretch, latest, years)
    if before is None or not before.value or latest.value is None:
        return None
    return (Fraction(latest.value) / Fraction(before.value) - 1) * 100


def _grown(statement: Statement, own: Stretch, nation: Stretch) -> Seen:
    years = statement.years or 1
    pair = next(((point, match) for point in reversed(own.points) if (match := nation.at(point.period))), None)
    if pair is None:
        return Seen(own.points[-1].period, None, None, None, _NO_NATION)
    mine, theirs = _growth(own, pair[0], years), _growth(nation, pair[1], years)
    if mine is None or theirs is None:
        before = _years_before(own, pair[0], years)
        return Seen(pair[0].period, None, None, None, _ZERO if before is not None and before.value == 0 else _NO_SPAN)
    held = mine > theirs if statement.holds == "faster" else mine < theirs
    return Seen(pair[0].period, _rounded(mine), _rounded(theirs), held)


def _rounded(exact: Fraction) -> Decimal:
    return (Decimal(exact.numerator) / exact.denominator).quantize(Decimal("0.01"))


_ANSWERS = {
    Answer.YES: Said("Ja, det stämmer", "Yes, it holds"),
    Answer.PARTLY: Said(
        "Delvis, skillnaden är mindre än hälften av vad den var", "Partly, the difference is less than half of what it was"
    ),
    Answer.NO: Said("Nej, det stämmer inte", "No, it does not hold"),
    Answer.NOT_ANY_LONGER: Said("Inte längre", "Not any longer"),
}
_AGAINST = {
    "higher": Said("riket", "the nation"),
    "lower": Said("riket", "the nation"),
    "similar": Said("riket", "the nation"),
    "above": Said("gränsen", "the limit"),
    "below": Said("gränsen", "the limit"),
    "rising": Said("tidigare", "before"),
    "falling": Said("tidigare", "before"),
    "faster": Said("rikets tillväxt i procent", "the nation's growth in per cent"),
    "slower": Said("rikets tillväxt i procent", "the nation's growth in per cent"),
}


def _said(answer: Answer, then: Seen, now: Seen, statement: Statement) -> Said:
    if answer is Answer.CANNOT_BE_TOLD:
        why = now.why or _NO_VALUE
        return Said(f"Det går inte att säga. {why.sv}", f"It cannot be told. {why.en}")
    word, against = _ANSWERS[answer], _AGAINST[statement.holds]
    now_said = _numbers(now, against)
    sv, en = f"{word.sv}: {now_said.sv}.", f"{word.en}: {now_said.en}."
    if then.held is None:
        why = Said("Hur det var när strategin skrevs går inte att säga.", "How it was when the strategy was written cannot be told.")
        return Said(f"{sv} {why.sv}", f"{en} {why.en}")
    was = _numbers(then, against)
    return Said(f"{sv} När strategin skrevs: {was.sv}.", f"{en} When the strategy was written: {was.en}.")


def _numbers(seen: Seen, against: Said) -> Said:
    # What held, or did not, has both numbers: see `Seen`.
    places = decimals_of(seen.own, seen.other)
    own, other = (written(number or Decimal(0), places) for number in (seen.own, seen.other))
    period = period_said(seen.period or "")
    return Said(f"{own.sv} ({period.sv}), {against.sv} {other.sv}", f"{own.en} ({period.en}), {against.en} {other.en}")


def numbers_said(statement: Statement, seen: Seen) -> Said | None:
    """ "8,9 (2021), riket 7,2": a statement's numbers at one period, the own one alone where nothing is known to hold it against.

    In the indicator's unit; growth (faster, slower) in per cent over the statement's years. `None` where the own one is not known.
    """
    if seen.own is None or seen.period is None:
        return None
    if seen.other is not None:
        return _numbers(seen, _AGAINST[statement.holds])
    own, period = written(seen.own), period_said(seen.period)
    return Said(f"{own.sv} ({period.sv})", f"{own.en} ({period.en})")
