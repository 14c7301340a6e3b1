"""A trend with its uncertainty: Theil and Sen's slope, the median of the slopes between all pairs of values.

Chosen before least squares as single odd years hardly move it, and as it asks for no bell curve; series here are short.
Interval: Sen (1968), normal approximation with correction for ties. Below `FEWEST` values no interval is given, and it is said.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import combinations, pairwise
from math import lcm, sqrt
from statistics import NormalDist

from samhandling.figures.rules.calendar.periods import between_said
from samhandling.figures.rules.movement.direction import Better, Course, Direction
from samhandling.figures.rules.movement.numbers import written
from samhandling.figures.rules.movement.series import Stretch
from samhandling.ground.said import Said

FEWEST = 5
"""With fewer values the normal approximation says nothing: four values give six slopes, and an interval wider than them all."""


class Sense(StrEnum):
    """Which way the values go, as far as the interval lets it be said."""

    RISING = "rising"
    FALLING = "falling"
    UNCLEAR = "unclear"
    TOO_FEW = "too_few"


@dataclass(frozen=True, slots=True)
class Trend:
    """Slope a year in the figure's unit, with the bounds of its interval; `None` where too few values are known."""

    sense: Sense
    course: Course
    slope: Fraction | None
    lower: Fraction | None
    upper: Fraction | None
    confidence: float
    values: int
    first: str
    last: str
    said: Said
    notes: tuple[Said, ...] = ()
    method: str = "Theil-Sen"
    rule: str = "movement.trend"


@dataclass(frozen=True, slots=True)
class Slopes:
    """The slope between every pair of values in order of size, as (rise, run) in whole numbers; only those asked for become fractions.

    A long series of months has 50,000 pairs, and fractions for all of them take a second.
    """

    pairs: Sequence[tuple[int, int]]
    scale: Fraction

    def __len__(self) -> int:
        return len(self.pairs)

    def __getitem__(self, at: int) -> Fraction:
        rise, run = self.pairs[at]
        return Fraction(rise, run) * self.scale

    @property
    def middle(self) -> Fraction:
        """The median."""
        last = len(self) - 1
        return (self[last // 2] + self[last - last // 2]) / 2


def slopes_between(values: Sequence[tuple[Fraction, Fraction]]) -> Slopes:
    """The slope between every pair of (moment, value)."""
    across, up = (lcm(*(pair[side].denominator for pair in values)) for side in (0, 1))
    whole = [(int(moment * across), int(value * up)) for moment, value in values]
    pairs = [(after[1] - before[1], after[0] - before[0]) for before, after in combinations(whole, 2)]
    pairs.sort(key=lambda pair: pair[0] / pair[1])
    if any(rise * next_run > next_rise * run for (rise, run), (next_rise, next_run) in pairwise(pairs)):
        # Slopes that no double tells apart.
        pairs.sort(key=lambda pair: Fraction(*pair))
    return Slopes(pairs, Fraction(across, up))


def _bounds(slopes: Slopes, values: list[Fraction], confidence: float) -> tuple[Fraction, Fraction]:
    """Sen's interval: the slopes that stand C/2 places on either side of the middle."""
    n, pairs = len(values), len(slopes)
    ties = sum(count * (count - 1) * (2 * count + 5) for count in Counter(values).values())
    spread = sqrt((n * (n - 1) * (2 * n + 5) - ties) / 18)
    reach = NormalDist().inv_cdf(0.5 + confidence / 2) * spread
    lowest = max(round((pairs - reach) / 2) - 1, 0)
    highest = min(round((pairs + reach) / 2), pairs - 1)
    return slopes[lowest], slopes[highest]


def trend_of(stretch: Stretch, direction: Direction, confidence: float = 0.95) -> Trend:
    """The trend of a stretch of comparable values. A course is told only where the whole interval lies on one side of 0."""
    values = [(point.span.moment, Fraction(point.value)) for point in stretch.points if point.value is not None]
    first = stretch.points[0].period if stretch.points else ""
    last = stretch.points[-1].period if stretch.points else ""
    if len(values) < 2:
        said = (
            Said("Ett enda värde visar ingen trend.", "A single value shows no trend.")
            if values
            else Said("Inget värde är känt.", "No value is known.")
        )
        return Trend(Sense.TOO_FEW, Course.NOT_JUDGED, None, None, None, confidence, len(values), first, last, said, stretch.notes)
    slopes = slopes_between(values)
    slope = slopes.middle
    if len(values) < FEWEST:
        return Trend(
            Sense.TOO_FEW,
            Course.NOT_JUDGED,
            slope,
            None,
            None,
            confidence,
            len(values),
            first,
            last,
            _said_few(slope, len(values)),
            stretch.notes,
        )
    lower, upper = _bounds(slopes, [value for _, value in values], confidence)
    sense = Sense.RISING if lower > 0 else Sense.FALLING if upper < 0 else Sense.UNCLEAR
    said = _said(sense, (slope, lower, upper), (first, last), confidence)
    notes = (*stretch.notes, _FOLLOWING) if 0 < stretch.points[0].span.months < 12 else stretch.notes
    return Trend(sense, _course(sense, direction), slope, lower, upper, confidence, len(values), first, last, said, notes)


_FOLLOWING = Said(
    "Månader och kvartal liknar dem som går före, så osäkerheten är större än intervallet visar.",
    "Months and quarters are like those before them, so the uncertainty is greater than the interval shows.",
)


def _course(sense: Sense, direction: Direction) -> Course:
    if direction.better in (Better.NEITHER, Better.BAND) or sense is Sense.UNCLEAR:
        return Course.NOT_JUDGED
    return Course.BETTER if (sense is Sense.RISING) == (direction.better is Better.HIGHER) else Course.WORSE


def _number(exact: Fraction) -> Said:
    return written(Decimal(exact.numerator) / exact.denominator, 2)


def _said_few(slope: Fraction, count: int) -> Said:
    each = _number(slope)
    return Said(
        f"Bara {count} värden: mitt i dem {each.sv} per år, men det är för få för att säga hur säkert det är.",
        f"Only {count} values: {each.en} a year in the middle of them, but too few to say how certain that is.",
    )


_SENSES = {
    Sense.RISING: Said("Värdet stiger", "The value is rising"),
    Sense.FALLING: Said("Värdet sjunker", "The value is falling"),
    Sense.UNCLEAR: Said("Ingen tydlig trend", "No clear trend"),
}


def _said(sense: Sense, slopes: tuple[Fraction, Fraction, Fraction], ends: tuple[str, str], confidence: float) -> Said:
    word, (each, low, high), sure = _SENSES[sense], [_number(slope) for slope in slopes], round(confidence * 100)
    span = between_said(*ends)
    return Said(
        f"{word.sv}: {each.sv} per år {span.sv}, med {sure} procents säkerhet mellan {low.sv} och {high.sv}.",
        f"{word.en}: {each.en} a year {span.en}, between {low.en} and {high.en} with {sure} per cent confidence.",
    )
