"""A cube from columns: one row for each region, industry and year, as statistics are published."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from samhandling.economy.building import checked
from samhandling.economy.cube import Classification, Cube, Stated
from samhandling.economy.faults import BadCube, CubeFault, FaultKind
from samhandling.economy.marks import KNOWN, MISSING, SUPPRESSED, UNREADABLE, Absent, Marks, cells_of
from samhandling.economy.results import Bools, Floats
from samhandling.economy.totals import is_total_word

Places = NDArray[np.intp]
Code = TypeVar("Code", str, int)
_NO_YEAR = -(10**9)


@dataclass(frozen=True, slots=True)
class _Rows:
    """Columns as places on sorted axes, and the cells read."""

    regions: tuple[str, ...]
    industries: tuple[str, ...]
    years: tuple[int, ...]
    region: Places
    industry: Places
    year: Places
    value: Floats
    state: NDArray[np.uint8]
    own: Places
    faults: list[CubeFault] = field(default_factory=list)

    def numbers(self, where: NDArray[np.bool_] | Places) -> tuple[int, ...]:
        """The rows' own numbers."""
        return tuple(int(number) for number in self.own[where])


def cube_from_rows(
    region: Sequence[object],
    industry: Sequence[object],
    year: Sequence[object],
    value: Sequence[object],
    *,
    absent: Absent,
    classification: Classification | Sequence[object] | None = None,
    total_regions: Sequence[str] = (),
    total_industries: Sequence[str] = (),
    marks: Marks | None = None,
    first_row: int = 1,
    year_step: int = 1,
    total_tolerance: float = 0.02,
) -> Cube:
    """A cube from four columns of equal length. Regions, industries and years are sorted.

    `value`: numbers, or texts as the source writes them, with `marks` for suppressed, missing and none. `absent`: what a row
    that is not there means; it has to be said. `classification`: one for all, or a column; two in one column is a fault.
    `total_regions`, `total_industries`: codes that are totals; they are kept as stated totals and never among the parts. Words
    such as "Total" count as such by themselves. `first_row`: the number of the first row, for the faults.
    Raises BadCube with every fault and its rows.
    """
    lengths = {len(region), len(industry), len(year), len(value)}
    if len(lengths) != 1 or lengths == {0}:
        raise BadCube(
            [CubeFault(FaultKind.SHAPE, f"columns of {', '.join(map(str, sorted(lengths)))} rows", "equal length, at least one row")]
        )
    rows = _read(region, industry, year, value, marks or Marks(), first_row)
    kind = _classification(classification, rows)
    rows = _check_years(rows)
    _check_rows(rows)
    cube = _dense(rows, absent, kind, set(total_regions), set(total_industries))
    try:
        cube = checked(cube, year_step=year_step, total_tolerance=total_tolerance)
    except BadCube as bad:
        raise BadCube(rows.faults + [_with_rows(fault, rows) for fault in bad.faults]) from None
    if rows.faults:
        raise BadCube(rows.faults)
    return cube


class _Column(Protocol):
    def to_pylist(self) -> list[object]: ...


class ArrowTable(Protocol):
    """A table that gives its columns by name, as pyarrow's does."""

    def column(self, name: str, /) -> _Column: ...


def cube_from_arrow(
    table: ArrowTable,
    *,
    absent: Absent,
    names: Mapping[str, str] | None = None,
    classification: Classification | None = None,
    total_regions: Sequence[str] = (),
    total_industries: Sequence[str] = (),
    year_step: int = 1,
) -> Cube:
    """A cube from an Arrow table with the columns region, industry, year and value (`names` says what they are called there).

    A null value is a missing cell. Otherwise as `cube_from_rows`.
    """
    called = {"region": "region", "industry": "industry", "year": "year", "value": "value", **(names or {})}
    region, industry, year, value = (table.column(called[name]).to_pylist() for name in ("region", "industry", "year", "value"))
    return cube_from_rows(
        region,
        industry,
        year,
        value,
        absent=absent,
        classification=classification,
        total_regions=total_regions,
        total_industries=total_industries,
        year_step=year_step,
    )


def _read(
    region: Sequence[object], industry: Sequence[object], year: Sequence[object], value: Sequence[object], marks: Marks, first_row: int
) -> _Rows:
    numbers, state = cells_of(value, marks)
    regions, region_at = _sorted(region, str)
    industries, industry_at = _sorted(industry, str)
    years, year_at = _sorted(year, _year)
    own = np.arange(first_row, first_row + len(state), dtype=np.intp)
    return _Rows(regions, industries, years, region_at, industry_at, year_at, numbers, state, own)


def _year(text: object) -> int:
    try:
        return int(str(text).strip())
    except ValueError:
        return _NO_YEAR


def _sorted(column: Sequence[object], read: Callable[[object], Code]) -> tuple[tuple[Code, ...], Places]:
    codes = [read(cell) for cell in column]
    order = sorted(set(codes))
    place = {code: at for at, code in enumerate(order)}
    return tuple(order), np.fromiter((place[code] for code in codes), np.intp, len(codes))


def _classification(given: Classification | Sequence[object] | None, rows: _Rows) -> Classification:
    if given is None or isinstance(given, Classification):
        return given or Classification()
    names = [str(name) for name in given]
    kinds = sorted(set(names), key=lambda name: (-names.count(name), name))
    if len(kinds) > 1:
        odd = np.array([name != kinds[0] for name in names])
        read = f"classifications {', '.join(kinds)}; these rows are not in {kinds[0]}"
        rows.faults.append(CubeFault(FaultKind.MIXED_CLASSIFICATIONS, read, "one classification in all rows", rows.numbers(odd)))
    return Classification(kinds[0])


def _check_years(rows: _Rows) -> _Rows:
    """The rows whose year can be read; the others are a fault. Raises BadCube where none can."""
    if _NO_YEAR not in rows.years:
        return rows
    bad = rows.year == rows.years.index(_NO_YEAR)
    rows.faults.append(CubeFault(FaultKind.NOT_A_NUMBER, "the year is no number", "a year such as 2024", rows.numbers(bad)))
    if bad.all():
        raise BadCube(rows.faults)
    # The years are sorted, so the one that stands for none is the first.
    good = ~bad
    region, industry, year = rows.region[good], rows.industry[good], rows.year[good] - 1
    value, state, own = rows.value[good], rows.state[good], rows.own[good]
    return _Rows(rows.regions, rows.industries, rows.years[1:], region, industry, year, value, state, own, rows.faults)


def _check_rows(rows: _Rows) -> None:
    """Faults of single rows. What they say then counts as missing, so that the whole can be looked at all the same."""
    unreadable, negative = rows.state == UNREADABLE, (rows.value < 0) & (rows.state == KNOWN)
    for kind, wrong, expected in (
        (FaultKind.NOT_A_NUMBER, unreadable, "a number, or a mark for suppressed or missing"),
        (FaultKind.NEGATIVE, negative, "employment of at least 0"),
    ):
        if wrong.any():
            rows.faults.append(CubeFault(kind, f"{int(wrong.sum())} values", expected, rows.numbers(wrong)))
    key = (rows.region * len(rows.industries) + rows.industry) * len(rows.years) + rows.year
    order = np.argsort(key, kind="stable")
    same = np.flatnonzero(np.diff(key[order]) == 0)
    if len(same):
        double = np.unique(np.concatenate([order[same], order[same + 1]]))
        first = order[same[0]]
        read = f"{len(double)} rows share region, industry and year, as {rows.regions[rows.region[first]]}, {rows.industries[rows.industry[first]]}, {rows.years[rows.year[first]]}"
        rows.faults.append(CubeFault(FaultKind.DUPLICATE, read, "each region, industry and year once", rows.numbers(double)))
        rows.state[double] = MISSING
    rows.state[unreadable | negative] = MISSING


def _dense(rows: _Rows, absent: Absent, kind: Classification, total_regions: set[str], total_industries: set[str]) -> Cube:
    shape = (len(rows.years), len(rows.regions), len(rows.industries))
    at = (rows.year, rows.region, rows.industry)
    stack, state = np.zeros(shape), np.full(shape, KNOWN if absent is Absent.ZERO else MISSING, np.uint8)
    stack[at], state[at] = rows.value, rows.state
    seen = np.zeros(shape[:2], np.bool_)
    seen[rows.year, rows.region] = True
    for y, r in np.argwhere(~seen & seen.any(axis=0)):
        read = f"region {rows.regions[r]} has no row for {rows.years[y]}"
        fault = CubeFault(FaultKind.MISSING_YEAR, read, "every region in every year", (), (rows.regions[r],), (), (rows.years[y],))
        rows.faults.append(fault)
    above_r = np.array([code in total_regions or is_total_word(code) for code in rows.regions])
    above_i = np.array([code in total_industries or is_total_word(code) for code in rows.industries])
    if above_r.all() or above_i.all():
        raise BadCube([*rows.faults, CubeFault(FaultKind.EMPTY, "totals only", "parts beside the totals")])
    parts = np.ix_(np.arange(shape[0]), ~above_r, ~above_i)
    stated = _stated(np.where(state == KNOWN, stack, np.nan), seen, above_r, above_i)
    states = state[parts]
    regions = tuple(code for code, above in zip(rows.regions, above_r, strict=True) if not above)
    industries = tuple(code for code, above in zip(rows.industries, above_i, strict=True) if not above)
    return Cube(regions, industries, rows.years, stack[parts], _where(states, SUPPRESSED), _where(states, MISSING), kind, stated)


def _stated(cells: Floats, seen: Bools, above_r: Bools, above_i: Bools) -> Stated | None:
    if not above_r.any() and not above_i.any():
        return None
    r, i = (int(np.argmax(above)) if above.any() else None for above in (above_r, above_i))
    regions = None if i is None else cells[:, ~above_r, i]
    industries = None if r is None else cells[:, r][:, ~above_i]
    return Stated(regions, industries, None if r is None or i is None else cells[:, r, i])


def _where(states: NDArray[np.uint8], state: int) -> Bools | None:
    mask = states == state
    return mask if mask.any() else None


def _with_rows(fault: CubeFault, rows: _Rows) -> CubeFault:
    """The fault with the numbers of the rows that it is about."""
    if fault.rows or not (fault.regions or fault.industries):
        return fault
    wanted = np.ones(len(rows.value), np.bool_)
    if fault.regions:
        wanted &= np.isin(rows.region, [rows.regions.index(code) for code in fault.regions])
    if fault.industries:
        wanted &= np.isin(rows.industry, [rows.industries.index(code) for code in fault.industries])
    if fault.years:
        wanted &= np.isin(rows.year, [rows.years.index(year) for year in fault.years])
    return CubeFault(fault.kind, fault.read, fault.expected, rows.numbers(wanted), fault.regions, fault.industries, fault.years)
