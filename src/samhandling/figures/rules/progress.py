"""Statistics Canada's measure of progress: how fast a figure grows beside how fast it must.

Source: Statistics Canada's method as open-sdg describes it (docs/progress.md; sdg-build, sdg/ProgressMeasure.py). Where growth
rates cannot be computed (a start, a value or a target of 0, or a change of sign) that method replaces 0 by 0.001 or gives no answer; here the
yearly change in the figure's own unit takes their place, and the answer says so. A direction is never assumed, a base year never replaced.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from samhandling.figures.rules.movement.direction import Better, Direction
from samhandling.figures.rules.movement.numbers import written
from samhandling.figures.rules.movement.series import Point
from samhandling.ground.said import Said


class Progress(StrEnum):
    """The words of the measure. `CANNOT_BE_TOLD`: nothing that it can be computed from."""

    TARGET_ACHIEVED = "target_achieved"
    SUBSTANTIAL = "substantial_progress"
    MODERATE = "moderate_progress"
    LIMITED = "limited_progress"
    DETERIORATION = "deterioration"
    CANNOT_BE_TOLD = "not_available"


class Pace(StrEnum):
    """What is compared: yearly growth in per cent, or yearly change in the figure's own unit."""

    GROWTH = "growth"
    CHANGE = "change"


WITH_TARGET = (0.95, 0.6, 0.0)
WITHOUT_TARGET = (0.015, 0.005, 0.0)


@dataclass(frozen=True, slots=True)
class Measured:
    """The measure with all its parts. `observed` and `required`: pace a year; `value`: their quotient (without a target: the pace
    towards the better); `score`: -5 to 5. What could not be computed is `None`."""

    status: Progress
    observed: float | None
    required: float | None
    value: float | None
    score: float | None
    pace: Pace | None
    said: Said
    rule: str = "movement.progress"


def _nothing(said: Said) -> Measured:
    return Measured(Progress.CANNOT_BE_TOLD, None, None, None, None, None, said)


def progress(
    base: Point | None, current: Point | None, direction: Direction, target: Decimal | None = None, target_year: int | None = None
) -> Measured:
    """Progress from a base to the current value, towards a target of a year where there is one.

    A value that is worse than its base is deterioration with every target that is not met.
    """
    if direction.better in (Better.NEITHER, Better.BAND):
        return _nothing(
            Said("Måttet kräver en riktning: högre eller lägre är bättre.", "The measure takes a direction: higher or lower is better.")
        )
    if base is None:
        return _nothing(Said("Det finns inget basår att räkna från.", "There is no base year to compute from."))
    if base.value is None:
        return _nothing(
            Said(
                "Det finns inget värde för basåret, och inget annat år sätts i dess ställe.",
                "There is no value for the base year, and no other year takes its place.",
            )
        )
    if current is None or current.value is None:
        return _nothing(Said("Inget aktuellt värde är känt.", "No current value is known."))
    years = float(current.span.moment - base.span.moment)
    if years < 1:
        return _nothing(Said("Det har gått mindre än ett år sedan basåret.", "Less than a year has passed since the base year."))
    sign = 1 if direction.better is Better.HIGHER else -1
    if target is not None and sign * (current.value - target) >= 0:
        return _achieved(target, fallen=sign * (current.value - base.value) < 0)
    if target is None or target_year is None:
        return _without_target(float(base.value), float(current.value), years, sign)
    return _with_target(base, current, years, sign, target, target_year)


def _achieved(target: Decimal, *, fallen: bool) -> Measured:
    number = written(target)
    said = Said(f"Målet {number.sv} är nått.", f"The target {number.en} is met.")
    if fallen:
        said = Said(
            f"Målet {number.sv} är nått, men läget är sämre än i början.",
            f"The target {number.en} is met, but things are worse than at the start.",
        )
    return Measured(Progress.TARGET_ACHIEVED, None, None, None, 5.0, None, said)


def growth(before: float, after: float, years: float) -> float | None:
    """Compound growth a year, 0.02 for two per cent; `None` where either is 0 or they differ in sign."""
    if before == 0 or after == 0 or (before > 0) != (after > 0):
        return None
    return float((after / before) ** (1 / years)) - 1


def _without_target(before: float, after: float, years: float, sign: int) -> Measured:
    rate = growth(before, after, years)
    if rate is None:
        return _nothing(
            Said(
                "Utan mål mäts takten i procent, och det går inte från, till eller förbi noll.",
                "Without a target the pace is measured in per cent, which cannot be done from, to or past zero.",
            )
        )
    value = sign * rate * (-1 if before < 0 else 1)
    per_cent = written(Decimal(str(rate)) * 100, 1)
    status = _status(value, WITHOUT_TARGET)
    score = _score_without_target(value)
    said = Said(
        f"Värdet har ändrats {per_cent.sv} procent per år: {_WORDS[status].sv}.",
        f"The value has changed by {per_cent.en} per cent a year: {_WORDS[status].en}.",
    )
    return Measured(status, rate, None, value, score, Pace.GROWTH, said)


def _score_without_target(value: float) -> float:
    if value >= 0.015:
        return min(500 * value - 5, 5.0)
    if value >= 0.005:
        return 250 * value - 1.25
    return 500 * value - 2.5 if value >= 0 else max(125 * value - 2.5, -5.0)


def _with_target(base: Point, current: Point, years: float, sign: int, target: Decimal, target_year: int) -> Measured:
    # The required pace runs from the base, not from today: so that a late start shows as a slow one.
    all_years = float(target_year - base.span.moment)
    if all_years <= 0:
        return _nothing(Said("Målåret ligger före basåret.", "The target year lies before the base year."))
    before, after, aim = float(base.known), float(current.known), float(target)
    observed, required = growth(before, after, years), growth(before, aim, all_years)
    if observed is not None and required:
        value = (-1 if before < 0 else 1) * sign * observed / abs(required)
        return _judged(value, observed, required, Pace.GROWTH)
    step, needed = (after - before) / years, (aim - before) / all_years
    if needed == 0:
        # The base was at the target already and the value has left it (else it would be met).
        return Measured(Progress.DETERIORATION, step, needed, None, -5.0, Pace.CHANGE, _said(Progress.DETERIORATION, None, Pace.CHANGE))
    return _judged(sign * step / abs(needed), step, needed, Pace.CHANGE)


def _judged(value: float, observed: float, required: float, pace: Pace) -> Measured:
    status = _status(value, WITH_TARGET)
    score = min(7.1429 * value - 4.2857, 5.0) if value >= 0.6 else max(4.1667 * value - 2.5, -5.0)
    return Measured(status, observed, required, value, score, pace, _said(status, value, pace))


def _status(value: float, least: tuple[float, float, float]) -> Progress:
    if value >= least[0]:
        return Progress.SUBSTANTIAL
    if value >= least[1]:
        return Progress.MODERATE
    return Progress.LIMITED if value >= least[2] else Progress.DETERIORATION


_WORDS = {
    Progress.SUBSTANTIAL: Said("det går tillräckligt fort", "fast enough"),
    Progress.MODERATE: Said("det går framåt, men inte fort nog", "forward, but not fast enough"),
    Progress.LIMITED: Said("det går för långsamt", "too slowly"),
    Progress.DETERIORATION: Said("det går åt fel håll", "the wrong way"),
}
_PACES = {
    Pace.GROWTH: Said("i procent per år", "in per cent a year"),
    Pace.CHANGE: Said(
        "i värdets egen enhet per år, eftersom procent inte går att räkna från, till eller förbi noll",
        "in the figure's own unit a year, as per cent cannot be computed from, to or past zero",
    ),
}


def _said(status: Progress, value: float | None, pace: Pace) -> Said:
    word, how = _WORDS[status], _PACES[pace]
    if value is None:
        return Said(f"Utgångsläget var redan vid målet, och {word.sv}.", f"It began at the target and goes {word.en}.")
    times = written(Decimal(str(value)), 2)
    return Said(
        f"Takten är {times.sv} gånger den som målet kräver, räknat {how.sv}: {word.sv}.",
        f"The pace is {times.en} times the one that the target takes, {how.en}: {word.en}.",
    )


@dataclass(frozen=True, slots=True)
class Together:
    """Several series' progress side by side. No mean is taken: one that fails is not hidden by others that do well."""

    parts: tuple[Measured, ...]
    weakest: Measured | None
    untold: int
    rule: str = "movement.progress_together"


def together(parts: Sequence[Measured]) -> Together:
    """The parts, the weakest among those that can be told (lowest score), and how many cannot."""
    told = [part for part in parts if part.score is not None]
    weakest = min(told, key=lambda part: part.score or 0.0, default=None)
    return Together(tuple(parts), weakest, len(parts) - len(told))
