"""A target path and where a value stands on it: distance, what is needed each year, and a word that never flatters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from samhandling.figures.rules.calendar.periods import period_said
from samhandling.figures.rules.movement.direction import Better, Direction
from samhandling.figures.rules.movement.numbers import decimals_of, written
from samhandling.figures.rules.movement.series import Point
from samhandling.ground.said import Said


@dataclass(frozen=True, slots=True)
class Path:
    """One adopted version of a target: level by year, the day it was adopted, and where the decision stands."""

    levels: Mapping[int, Decimal]
    adopted: date
    decision: str
    place: str = ""

    @property
    def last_year(self) -> int:
        """The year of the final target."""
        return max(self.levels)


def path_on(paths: Sequence[Path], day: date, place: str = "") -> Path | None:
    """The version in force on `day` for a place: the latest adopted by then; one for the place itself goes before one for all.

    `None` where none was adopted: having no target is a normal state.
    """
    for wanted in (place, "") if place else ("",):
        adopted = [path for path in paths if path.adopted <= day and path.place == wanted]
        if adopted:
            return max(adopted, key=lambda path: path.adopted)
    return None


def level_at(path: Path, moment: Fraction, base: Point | None = None) -> Fraction | None:
    """What the path asks at a moment (2025 + 1/2): on straight lines between its years, the last level after the last year.

    Before its first year the line starts from `base`; without a base nothing is asked then (`None`).
    """
    corners = {Fraction(year): Fraction(level) for year, level in path.levels.items()}
    if base is not None and base.value is not None:
        corners.setdefault(base.span.moment, Fraction(base.value))
    moments = sorted(corners)
    if moment < moments[0]:
        return None
    if moment >= moments[-1]:
        return corners[moments[-1]]
    before = max(corner for corner in moments if corner <= moment)
    after = min(corner for corner in moments if corner > moment)
    return corners[before] + (corners[after] - corners[before]) * (moment - before) / (after - before)


class Standing(StrEnum):
    """Where a value stands. `WORSE_THAN_BASE` goes before all others: what has fallen back is never on time."""

    NO_TARGET = "no_target"
    NO_VALUE = "no_value"
    NOT_JUDGED = "not_judged"
    NOT_YET = "not_yet"
    WORSE_THAN_BASE = "worse_than_base"
    REACHED = "reached"
    ON_PATH = "on_path"
    BEHIND = "behind"


@dataclass(frozen=True, slots=True)
class OnPath:
    """A value against its path. `short_of_path` and `short_of_target`: how much is left, negative when there is more than asked.

    `needed_per_year`: the yearly change from the latest value that reaches the final target, with its own sign;
    `None` where it is reached, or its year has passed.
    """

    standing: Standing
    latest: Point | None
    base: Point | None
    path: Path | None
    asked: Fraction | None
    short_of_path: Fraction | None
    short_of_target: Fraction | None
    needed_per_year: Fraction | None
    said: Said
    notes: tuple[Said, ...] = ()
    rule: str = "movement.path"


def _plain(standing: Standing, said: Said, latest: Point | None, base: Point | None, path: Path | None) -> OnPath:
    return OnPath(standing, latest, base, path, None, None, None, None, said)


def against_path(latest: Point | None, path: Path | None, direction: Direction, base: Point | None = None) -> OnPath:
    """How a value stands on its path. `base` is the value of the indicator's base year, where it has one and a value is known for it.

    Before a target is judged the value is held against the base: worse than it is never on time, whatever the path asks.
    """
    if latest is None or latest.value is None:
        return _plain(Standing.NO_VALUE, Said("Inget värde är känt.", "No value is known."), latest, base, path)
    if path is None:
        return _plain(Standing.NO_TARGET, Said("Inget mål är beslutat.", "No target has been adopted."), latest, base, path)
    if direction.better in (Better.NEITHER, Better.BAND):
        return _plain(Standing.NOT_JUDGED, _said_unjudged(direction), latest, base, path)
    return _stood(latest, latest.value, path, direction, base)


def _said_unjudged(direction: Direction) -> Said:
    if direction.better is Better.BAND:
        return Said("Indikatorn ska ligga i ett band; en bana hör inte till den.", "The indicator is to lie in a band; it has no path.")
    return Said(
        "Indikatorn säger inte vad som är bättre, så ett mål går inte att bedöma.",
        "The indicator does not say what is better, so no target can be judged.",
    )


def _stood(latest: Point, value: Decimal, path: Path, direction: Direction, base: Point | None) -> OnPath:
    asked = level_at(path, latest.span.moment, base)
    target = path.levels[path.last_year]
    sign = 1 if direction.better is Better.HIGHER else -1
    left = sign * Fraction(target - value)
    behind = None if asked is None else sign * (asked - Fraction(value))
    years = path.last_year - latest.span.moment
    needed = Fraction(target - value) / years if left > 0 and years > 0 else None
    fallen = base is not None and base.value is not None and (direction.gain(base.value, value) or 0) < 0
    if fallen:
        standing = Standing.WORSE_THAN_BASE
    elif left <= 0:
        standing = Standing.REACHED
    elif behind is None:
        standing = Standing.NOT_YET
    else:
        standing = Standing.BEHIND if behind > 0 else Standing.ON_PATH
    notes = (_NO_BASE_YEAR,) if base is None else (_NO_BASE,) if base.value is None else ()
    said = _said(standing, latest, path, asked, base)
    return OnPath(standing, latest, base, path, asked, behind, left, needed, said, (*notes, *_said_needed(needed, left, years, path)))


_NO_BASE_YEAR = Said(
    "Inget basår är angivet, så vi kan inte säga om läget är sämre än när det började.",
    "No base year is stated, so we cannot say whether things are worse than when it began.",
)
_NO_BASE = Said(
    "Det finns inget värde för basåret, så vi kan inte säga om läget är sämre än när det började.",
    "There is no value for the base year, so we cannot say whether things are worse than when it began.",
)


def _said(standing: Standing, latest: Point, path: Path, asked: Fraction | None, base: Point | None) -> Said:
    places = decimals_of(latest.known, *path.levels.values())
    value, target = written(latest.known, places), written(path.levels[path.last_year], places)
    now = Said(f"{value.sv} ({period_said(latest.period).sv})", f"{value.en} ({period_said(latest.period).en})")
    if standing is Standing.WORSE_THAN_BASE and base is not None and base.value is not None:
        was = written(base.value, places)
        return Said(
            f"Sämre än i början: {was.sv} ({period_said(base.period).sv}) har blivit {now.sv}. Målet är {target.sv} år {path.last_year}.",
            f"Worse than at the start: {was.en} ({period_said(base.period).en}) has become {now.en}. The target is {target.en} in {path.last_year}.",
        )
    if standing is Standing.REACHED:
        return Said(
            f"Målet {target.sv} för {path.last_year} är nått: {now.sv}.", f"The target {target.en} for {path.last_year} is met: {now.en}."
        )
    if asked is None:
        return Said(
            f"Värdet är {now.sv}. Banan börjar {min(path.levels)}, så det går inte att säga om det är i tid. Målet är {target.sv} år {path.last_year}.",
            f"The value is {now.en}. The path begins in {min(path.levels)}, so it cannot be said whether that is on time."
            f" The target is {target.en} in {path.last_year}.",
        )
    level = written(Decimal(asked.numerator) / asked.denominator, max(places, 1))
    if standing is Standing.ON_PATH:
        return Said(
            f"I tid: {now.sv}, och banan till målet {target.sv} år {path.last_year} begär {level.sv}.",
            f"On time: {now.en}, and the path to the target {target.en} in {path.last_year} asks for {level.en}.",
        )
    return Said(
        f"Efter banan: {now.sv}, medan banan till målet {target.sv} år {path.last_year} begär {level.sv}.",
        f"Behind the path: {now.en}, while the path to the target {target.en} in {path.last_year} asks for {level.en}.",
    )


def _said_needed(needed: Fraction | None, left: Fraction, years: Fraction, path: Path) -> tuple[Said, ...]:
    if left <= 0:
        return ()
    if needed is None:
        return (Said(f"Målåret {path.last_year} har passerat.", f"The target year {path.last_year} has passed."),)
    each = written(Decimal(needed.numerator) / needed.denominator, 2)
    return (Said(f"Det krävs {each.sv} per år för att nå målet.", f"It takes {each.en} a year to meet the target."),)
