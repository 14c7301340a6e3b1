"""Little effort where the gap is large: what coverage gains from indicators. A question to people, with all its parts shown."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from samhandling.figures.rules.movement.direction import Better, Direction
from samhandling.figures.rules.movement.numbers import decimals_of, written
from samhandling.ground.said import Said


@dataclass(frozen=True, slots=True)
class Level:
    """What a value is held against: a comparator or a target, in running text ("riket", "målet 2030")."""

    name: Said
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class Effort:
    """What is known of the efforts within a focus area on a day, as coverage counts them. Unknown money is `None`, never 0.

    `with_main_aim`: those with the focus area as their main direction; `remaining_in_a_year`: those that go on then.
    """

    active: int
    with_main_aim: int
    remaining_in_a_year: int
    granted_sek: Fraction | None = None


@dataclass(frozen=True, slots=True)
class NeedLimits:
    """What counts as large and as little. `large_share`: of the level held against; `large_amount`, where given, in the figure's
    unit instead (a level of 0 needs it). `few`: at most so many efforts that have it as their main aim and remain in a year."""

    large_share: Fraction = Fraction(1, 10)
    large_amount: Decimal | None = None
    few: int = 1


class Need(StrEnum):
    """Four answers; only the first calls for attention."""

    LITTLE_EFFORT_LARGE_GAP = "little_effort_large_gap"
    EFFORT_LARGE_GAP = "effort_large_gap"
    NO_LARGE_GAP = "no_large_gap"
    CANNOT_BE_TOLD = "cannot_be_told"


@dataclass(frozen=True, slots=True)
class Needed:
    """The answer with every part that it rests on. `gap`: how far on the bad side (negative: on the good side), `share` of the level."""

    need: Need
    value: Decimal | None
    level: Level
    gap: Decimal | None
    share: Fraction | None
    effort: Effort
    lasting: int
    limits: NeedLimits
    said: Said
    rule: str = "coverage.need"


def need_of(value: Decimal | None, level: Level, direction: Direction, effort: Effort, limits: NeedLimits | None = None) -> Needed:
    """Whether little is done where the gap to a comparator or a target is large.

    Efforts that last: those with the focus area as their main aim and those that remain in a year, the fewer of the two.
    Says nothing of effects: much may be done and the gap be large still.
    """
    limits = limits or NeedLimits()
    lasting = min(effort.with_main_aim, effort.remaining_in_a_year)
    has_level = level.value is not None or direction.better is Better.BAND
    gap = direction.short_of(value, level.value) if value is not None and has_level else None
    if value is None or gap is None:
        return Needed(Need.CANNOT_BE_TOLD, value, level, None, None, effort, lasting, limits, _said_unknown(direction, level))
    share = Fraction(gap) / abs(Fraction(level.value)) if level.value else None
    large = _is_large(gap, share, limits)
    if large is None:
        return Needed(Need.CANNOT_BE_TOLD, value, level, gap, None, effort, lasting, limits, _SAID_NO_SCALE)
    need = Need.NO_LARGE_GAP if not large else Need.LITTLE_EFFORT_LARGE_GAP if lasting <= limits.few else Need.EFFORT_LARGE_GAP
    return Needed(need, value, level, gap, share, effort, lasting, limits, _said(need, value, level, gap, effort))


def _is_large(gap: Decimal, share: Fraction | None, limits: NeedLimits) -> bool | None:
    if gap <= 0:
        return False
    if limits.large_amount is not None:
        return gap >= limits.large_amount
    return None if share is None else share >= limits.large_share


_SAID_NO_SCALE = Said(
    "Gapet går inte att ställa i proportion till noll. Ange hur stort ett gap är i värdets egen enhet.",
    "The gap cannot be put in proportion to zero. State how large a gap is in the figure's own unit.",
)


def _said_unknown(direction: Direction, level: Level) -> Said:
    if direction.better is Better.NEITHER:
        return Said("Indikatorn säger inte vad som är bättre.", "The indicator does not say what is better.")
    return Said(
        f"Det går inte att säga hur stort gapet till {level.name.sv} är: ett värde saknas.",
        f"It cannot be said how large the gap to {level.name.en} is: a value is missing.",
    )


def _said(need: Need, value: Decimal, level: Level, gap: Decimal, effort: Effort) -> Said:
    places = decimals_of(value, level.value)
    own, apart = written(value, places), written(abs(gap), places)
    if need is Need.NO_LARGE_GAP:
        return Said(f"Gapet till {level.name.sv} är inte stort: {own.sv}.", f"The gap to {level.name.en} is not large: {own.en}.")
    sv = f"Gapet till {level.name.sv} är stort: {own.sv}, {apart.sv} ifrån."
    en = f"The gap to {level.name.en} is large: {own.en}, {apart.en} away."
    did_sv = f"Kända pågående insatser: {effort.active}. Har området som huvudinriktning: {effort.with_main_aim}. Finns kvar om ett år: {effort.remaining_in_a_year}."
    did_en = f"Known ongoing efforts: {effort.active}. With it as their main direction: {effort.with_main_aim}. Still there in a year: {effort.remaining_in_a_year}."
    return Said(f"{sv} {did_sv}", f"{en} {did_en}")
