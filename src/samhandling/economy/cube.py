"""The cube: employment by region, industry and year, with what is not known marked as such."""

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar

import numpy as np

from samhandling.economy.results import Axis, Bools, Codes, Floats, Note, Reason

Made = TypeVar("Made")
_BLOCK = 1 << 16


@dataclass(frozen=True, slots=True)
class Classification:
    """Which classification the industries are coded in, and at which level ("SNI 2007", "5 digits")."""

    name: str = ""
    level: str = ""


@dataclass(frozen=True, eq=False, slots=True)
class Stated:
    """Totals that the source states, NaN where it does not. Used where a sum over parts lacks a cell, never added to the parts.

    Shapes: `regions` (years, regions), `industries` (years, industries), `all` (years,).
    """

    regions: Floats | None = None
    industries: Floats | None = None
    all: Floats | None = None


@dataclass(frozen=True, eq=False)
class Cube:
    """Employment (jobs), checked. Make it with `cube_from_array`, `cube_from_rows` or `cube_from_arrow`.

    `stack` is float64 (years, regions, industries), C order, 0 in cells that are not known; `suppressed` and `missing` are bool
    masks of the same shape, or `None` where there is no such cell. Results and `values` have the order region, industry, year.
    `whole`: the cube that this is a part of, which it is compared with (see `part`).
    """

    regions: tuple[str, ...]
    industries: tuple[str, ...]
    years: tuple[int, ...]
    stack: Floats
    suppressed: Bools | None = None
    missing: Bools | None = None
    classification: Classification = Classification()
    stated: Stated | None = None
    estimated: bool = False
    whole: "Cube | None" = None
    _remembered: dict[Hashable, object] = field(default_factory=dict, init=False, repr=False)

    @property
    def values(self) -> Floats:
        """A view of the cells, (regions, industries, years)."""
        return np.moveaxis(self.stack, 0, -1)

    @property
    def shape(self) -> tuple[int, int, int]:
        """(regions, industries, years)."""
        return len(self.regions), len(self.industries), len(self.years)

    @property
    def region_axis(self) -> Axis:
        """The regions, as an axis of a result."""
        return Axis("region", self.regions)

    @property
    def industry_axis(self) -> Axis:
        """The industries, as an axis of a result."""
        return Axis("industry", self.industries)

    @property
    def year_axis(self) -> Axis:
        """The years, as an axis of a result."""
        return Axis("year", tuple(map(str, self.years)))

    @cached_property
    def unknown(self) -> Bools | None:
        """Cells that are suppressed or missing; `None` when all are known."""
        if self.suppressed is None or self.missing is None:
            return self.missing if self.suppressed is None else self.suppressed
        return self.suppressed | self.missing

    @cached_property
    def region_totals(self) -> Floats:
        """Jobs by (year, region): the sum of the parts, or the stated total where a part is not known."""
        return self._totals(2, self.stated.regions if self.stated else None)

    @cached_property
    def industry_totals(self) -> Floats:
        """Jobs by (year, industry) in the whole: the sum of the parts, or the stated total where a part is not known."""
        if self.whole is not None:
            return self.whole.industry_totals
        return self._totals(1, self.stated.industries if self.stated else None)

    @cached_property
    def grand_totals(self) -> Floats:
        """Jobs by year in the whole: the stated total where a part is not known, else the sum of the industries' totals."""
        if self.whole is not None:
            return self.whole.grand_totals
        sums: Floats = self.industry_totals.sum(axis=1)
        if self.unknown is None or self.stated is None or self.stated.all is None:
            return sums
        return np.where(self.unknown.any(axis=(1, 2)) & np.isfinite(self.stated.all), self.stated.all, sums)

    def _totals(self, axis: int, stated: Floats | None) -> Floats:
        sums: Floats = self.stack.sum(axis=axis)
        if stated is None or self.unknown is None:
            return sums
        return np.where(self.unknown.any(axis=axis) & np.isfinite(stated), stated, sums)

    @cached_property
    def cell_reasons(self) -> Codes:
        """Why a cell is not known, (years, regions, industries)."""
        reasons = np.zeros(self.stack.shape, np.uint8)
        for mask, reason in ((self.suppressed, Reason.SUPPRESSED_CELL), (self.missing, Reason.MISSING_CELL)):
            if mask is not None:
                reasons[mask] = reason
        return reasons

    @cached_property
    def region_reasons(self) -> Codes:
        """Why a region's structure is not known, (years, regions): a cell missing or suppressed, or nothing there."""
        return self._side_reasons(2, self.region_totals, Reason.EMPTY_REGION)

    @cached_property
    def industry_reasons(self) -> Codes:
        """Why an industry's spread is not known, (years, industries)."""
        return self._side_reasons(1, self.industry_totals, Reason.EMPTY_INDUSTRY)

    def _side_reasons(self, axis: int, totals: Floats, empty: Reason) -> Codes:
        reasons = np.where(totals > 0, Reason.DEFINED, empty).astype(np.uint8)
        for mask, reason in ((self.suppressed, Reason.SUPPRESSED_CELL), (self.missing, Reason.MISSING_CELL)):
            if mask is not None:
                reasons[mask.any(axis=axis)] = reason
        return reasons

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """What every result that compares with the whole has to say."""
        lacking = (Note.REFERENCE_LACKS_UNKNOWN,) if (self.whole or self).unknown is not None else ()
        return lacking + ((Note.ESTIMATED_CELLS,) if self.estimated else ())

    def remember(self, key: tuple[Hashable, ...], work: Callable[[], Made]) -> Made:
        """What `work` gives, made once for each key: small results that many pages ask for."""
        if key not in self._remembered:
            self._remembered[key] = work()
        return self._remembered[key]  # type: ignore[return-value]

    def place(self, year: int) -> int:
        """Where a year stands. Raises KeyError."""
        if year not in self.years:
            raise KeyError(f"year {year}: the cube has {self.years[0]} to {self.years[-1]}")
        return self.years.index(year)

    def only(self, *years: int) -> "Cube":
        """The cube of these years alone, in this order; cells are shared where the years stand together."""
        places = [self.place(year) for year in years]
        first, last = places[0], places[-1] + 1
        pick: slice | list[int] = slice(first, last) if places == list(range(first, last)) else places
        stated = self.stated and Stated(
            *(part if part is None else part[pick] for part in (self.stated.regions, self.stated.industries, self.stated.all))
        )
        suppressed, missing = (_only(mask, pick) for mask in (self.suppressed, self.missing))
        whole = self.whole and self.whole.only(*years)
        return replace(self, years=tuple(years), stack=self.stack[pick], suppressed=suppressed, missing=missing, stated=stated, whole=whole)

    def part(self, *regions: str) -> "Cube":
        """These regions alone, still compared with the whole: what a page about one region asks for. Raises KeyError."""
        at = [self.region_axis.place(code) for code in regions]
        suppressed, missing = (None if mask is None or not mask[:, at].any() else mask[:, at] for mask in (self.suppressed, self.missing))
        stated = None if self.stated is None or self.stated.regions is None else Stated(self.stated.regions[:, at])
        return replace(
            self,
            regions=tuple(regions),
            stack=self.stack[:, at],
            suppressed=suppressed,
            missing=missing,
            stated=stated,
            whole=self.whole or self,
        )

    def must_be_whole(self, measure: str) -> None:
        """Raises ValueError for a part: the measure looks at all regions at once."""
        if self.whole is not None:
            raise ValueError(f"{measure} looks at all regions; this is a part of a cube")

    def each_year(self) -> Iterator["Cube"]:
        """One cube a year, sharing the cells: for going through many years in little memory."""
        return (self.only(year) for year in self.years)


def blocks(rows: int, columns: int) -> Iterator[slice]:
    """All rows, about half a megabyte of numbers at a time: what is worked out on the way then stays in the processor's cache."""
    step = max(1, _BLOCK // max(columns, 1))
    return (slice(first, min(first + step, rows)) for first in range(0, rows, step))


def _only(mask: Bools | None, pick: slice | list[int]) -> Bools | None:
    part = None if mask is None else mask[pick]
    return None if part is None or not part.any() else part
