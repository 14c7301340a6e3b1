"""Many places at one and the same period: where the values lie, in even steps from the least to the greatest. Never a rank."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from statistics import median

from samhandling.figures.rules.calendar.periods import span_of
from samhandling.figures.rules.movement.series import Point

STEPS = 4
"""Shades of a map: more than an eye tells apart without colour say nothing."""


@dataclass(frozen=True, slots=True)
class Step:
    """Values from `low` to `high`, both as they stand on the scale; the last step has its upper bound in it."""

    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Together:
    """The places at one period. `values`: those with a value; `unknown`: those without one for it, whatever they have for others."""

    period: str
    values: Mapping[str, Decimal]
    unknown: tuple[str, ...]
    middle: Decimal
    steps: tuple[Step, ...]
    rule: str = "movement.together"

    def step_of(self, place: str) -> int | None:
        """The place's step, 0 the lowest; `None` where it has no value."""
        value = self.values.get(place)
        if value is None:
            return None
        return next((at for at, step in enumerate(self.steps) if value < step.high), len(self.steps) - 1)


def together(lines: Mapping[str, Sequence[Point]], least_share: Fraction = Fraction(3, 4)) -> Together | None:
    """The latest period for which most places have a value; `None` where fewer than two places have one for any.

    Most: `least_share` of as many as any period has, so that one early place does not empty the picture. Places are never shown at
    different periods, as they would then differ by time as well.
    """
    by_period: dict[str, dict[str, Decimal]] = {}
    for place, points in lines.items():
        for point in points:
            if point.value is not None:
                by_period.setdefault(point.period, {})[place] = point.value
    most = max((len(found) for found in by_period.values()), default=0)
    if most < 2:
        return None
    enough = [period for period, found in by_period.items() if len(found) >= 2 and len(found) >= least_share * most]
    period = max(enough, key=lambda one: (span_of(one).last, span_of(one).first))
    values = by_period[period]
    unknown = tuple(place for place in lines if place not in values)
    return Together(period, values, unknown, Decimal(median(values.values())), _steps(values))


def _steps(values: Mapping[str, Decimal]) -> tuple[Step, ...]:
    """Even steps, so that as much lies between any two shades; one alone where all values are the same."""
    low, high = min(values.values()), max(values.values())
    if low == high:
        return (Step(low, high),)
    bounds = [low + (high - low) * at / STEPS for at in range(STEPS)] + [high]
    return tuple(Step(bounds[at], bounds[at + 1]) for at in range(STEPS))
