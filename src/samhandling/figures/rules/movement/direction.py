"""What is better: a direction that is always stated, never guessed."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from samhandling.ground.faults import refusal
from samhandling.ground.said import Said


class Better(StrEnum):
    """The four directions that an indicator may state. `NEITHER`: it tells of the surroundings, and no direction is better."""

    HIGHER = "higher"
    LOWER = "lower"
    BAND = "band"
    NEITHER = "neither"


class Course(StrEnum):
    """Which way something has gone, seen by the direction."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    NOT_JUDGED = "not_judged"


@dataclass(frozen=True, slots=True)
class Direction:
    """A stated direction. `low` and `high` bound the band, both included, and are given for a band only.

    Raises: Refused where a band has no bounds, bounds in the wrong order, or bounds stand without a band.
    """

    better: Better
    low: Decimal | None = None
    high: Decimal | None = None

    def __post_init__(self) -> None:
        bounds = (self.low, self.high)
        if self.better is not Better.BAND and bounds != (None, None):
            raise refusal(
                f"{self.low}-{self.high}",
                Said("Gränser hör bara till riktningen band.", "Bounds belong to the direction band only."),
                Said("Ta bort gränserna, eller skriv band.", "Remove the bounds, or write band."),
            )
        if self.better is Better.BAND and (self.low is None or self.high is None or self.low > self.high):
            raise refusal(
                f"{self.low}-{self.high}",
                Said("Ett band behöver en undre och en övre gräns.", "A band needs a lower and an upper bound."),
                Said("Skriv båda gränserna, den lägre först.", "Write both bounds, the lower first."),
            )

    def short_of(self, value: Decimal, level: Decimal | None = None) -> Decimal | None:
        """How far `value` is on the bad side of `level`, in the figure's own unit; negative when it is on the good side.

        In a band the level is the band itself: 0 inside, else the distance to the nearer bound. `None` where no direction is better.
        Raises: ValueError without a level where the direction needs one.
        """
        if self.better is Better.NEITHER:
            return None
        if self.better is Better.BAND:
            below = Decimal(0) if self.low is None else self.low - value
            above = Decimal(0) if self.high is None else value - self.high
            return max(below, above, Decimal(0))
        if level is None:
            raise ValueError(f"{self.better} needs a level to be compared with")
        return level - value if self.better is Better.HIGHER else value - level

    def gain(self, before: Decimal, after: Decimal) -> Decimal | None:
        """How much better `after` is than `before`; negative when it is worse, `None` where no direction is better."""
        if self.better is Better.BAND:
            was, now = self.short_of(before), self.short_of(after)
            return None if was is None or now is None else was - now
        loss = self.short_of(after, before)
        return None if loss is None else -loss

    def course(self, before: Decimal, after: Decimal) -> Course:
        """Better, worse, or the same."""
        gain = self.gain(before, after)
        if gain is None:
            return Course.NOT_JUDGED
        return Course.SAME if gain == 0 else Course.BETTER if gain > 0 else Course.WORSE
