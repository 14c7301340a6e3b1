"""What the columns of a table by hand are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from samhandling.figures.sources.place_schemes import PlaceScheme

DecimalSign = Literal[",", "."]
PeriodForm = Literal["words", "yyyymm"]

# What Swedish statistics writes where there is no figure. "-" is nought: nothing to count.
SYMBOLS: Mapping[str, float | None] = {".": None, "..": None, "...": None, "–": 0.0, "-": 0.0}


@dataclass(frozen=True, slots=True)
class Measure:
    """A column of figures: its code in the observations, its unit, and how many decimals the source shows (None: not said)."""

    code: str
    unit: str = ""
    decimals: int | None = None


@dataclass(frozen=True, slots=True)
class TableMapping:
    """A sheet with headings in row `header_row` (counted from 1) and a record in each row below it.

    `columns` are all headings that the file has, in any order: one more or one fewer is refused, so that a changed file is seen.
    `measures`: heading → what it holds; where that is more than one, the observations have the dimension "measure".
    `place` and `period` are headings, or "" with `everywhere` or `always` as the place or period of all rows. `dims`: further headings.
    `decimal` is the decimal sign of figures that are written as text, `thousands` what may stand between their groups.
    `symbols`: what stands for a missing figure → the figure that it means, or None; the symbol becomes the status.
    `scheme`: whose codes or names the places have. `place_parts`, instead of `place`: headings whose numbers together are the code, each
    with its width (county 4 and municipality 84, two digits each: 0484). `period_form`: "yyyymm" where a month is written 202405.
    """

    columns: tuple[str, ...]
    measures: Mapping[str, Measure]
    place: str = ""
    place_parts: tuple[tuple[str, int], ...] = ()
    period: str = ""
    period_form: PeriodForm = "words"
    dims: tuple[str, ...] = ()
    sheet: str = ""
    header_row: int = 1
    everywhere: str = ""
    always: str = ""
    decimal: DecimalSign = ","
    thousands: str = " \u00a0\u202f"
    symbols: Mapping[str, float | None] = field(default_factory=lambda: dict(SYMBOLS))
    scheme: PlaceScheme = "names"
    title: str = ""

    def headings_used(self) -> tuple[str, ...]:
        """Every heading that means something here."""
        return tuple(
            name for name in (self.place, *(part for part, _ in self.place_parts), self.period, *self.dims, *self.measures) if name
        )
