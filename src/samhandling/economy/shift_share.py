"""What drove growth: shift-share on a cube, between two years or step by step."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import numpy as np

from samhandling.economy.cube import Cube, blocks
from samhandling.economy.pairs import known_pair, reference_pair
from samhandling.economy.results import Bools, Codes, Convention, Floats, Measured, Note, Reason, Unit, measured
from samhandling.economy.shift_share_terms import Terms, arcelus_of, dunn_of, esteban_marquillas_of, gerfin_of


class Method(StrEnum):
    """Whose terms."""

    DUNN = "dunn"
    ESTEBAN_MARQUILLAS = "esteban_marquillas"
    ARCELUS = "arcelus"


_TERMS: Mapping[Method, Callable[[Floats, Floats, Floats, Floats], Terms]] = {
    Method.DUNN: dunn_of,
    Method.ESTEBAN_MARQUILLAS: esteban_marquillas_of,
    Method.ARCELUS: arcelus_of,
}
_OF_THE_CELL = frozenset({"national", "mix", "regional"})


@dataclass(frozen=True, eq=False, slots=True)
class ShiftShare:
    """Growth in jobs and its terms. `growth` and each of `terms` are (regions,), `cells` the same by (regions, industries).

    The terms add up to the growth, for a region and for each cell. `new` marks cells with no jobs at the (or a) start.
    """

    method: Method
    start: int
    end: int
    growth: Measured
    terms: Mapping[str, Measured]
    cells: Mapping[str, Measured]
    new: Bools


@dataclass(frozen=True, eq=False, slots=True)
class Gerfin:
    """Index numbers by region, ratio; 1 is growth as the whole's; total = structure × location."""

    structure: Measured
    location: Measured
    total: Measured


def shift_share(cube: Cube, start: int, end: int, method: Method = Method.DUNN) -> ShiftShare:
    """Growth from `start` to `end` taken apart against all regions together; formulas and sources in `shift_share_terms`.

    The reference sums only cells known in both years, so that a cell suppressed in one of them makes no growth. A cell not known in
    either year is undefined, and so are its region's terms; what Esteban-Marquillas and Arcelus make of the region's total is then
    undefined in every cell of the region. A region empty at the start is `EMPTY_REGION`.
    """
    return _taken_apart(cube, (cube.place(start), cube.place(end)), method, dynamic=False)


def dynamic_shift_share(cube: Cube, start: int, end: int, method: Method = Method.DUNN) -> ShiftShare:
    """Shift-share of each step from year to year, added up, so that weights follow the structure as it changes.

    Source: Barff & Knight, Growth and Change 19 (1988).
    """
    first, last = cube.place(start), cube.place(end)
    return _taken_apart(cube, tuple(range(first, last + 1)), method, dynamic=True)


def gerfin(cube: Cube, start: int, end: int) -> Gerfin:
    """Gerfin's index numbers, each (regions,). See `gerfin_of`. Suppressed cells as in `shift_share`."""
    cells, ends, reasons = known_pair(cube, cube.place(start), cube.place(end))
    found = gerfin_of(cells, ends, *reference_pair(cube, cube.place(start), cube.place(end)))
    states = _of_regions(cells.sum(axis=1), reasons)
    states[(states == 0) & ~np.isfinite(found["location"])] = Reason.NO_REFERENCE_CHANGE
    said: dict[str, Convention] = {"start": start, "end": end}
    made = {
        name: measured(f"gerfin_{name}", Unit.RATIO, (cube.region_axis,), part, states, said, cube.notes) for name, part in found.items()
    }
    return Gerfin(made["structure"], made["location"], made["total"])


def contribution_to_growth(cube: Cube, start: int, end: int) -> Measured:
    """(f - e) / e_r, (regions, industries), share of the region's jobs at the start; a region's row adds up to its rate of growth.

    Also called the component contribution method; by definition, needs no source.

    Undefined in cells not known in either year, and throughout a region whose total at the start is not known or 0.
    """
    cells, ends, reasons = known_pair(cube, cube.place(start), cube.place(end))
    states = reasons.copy()
    lacking = _of_regions(cells.sum(axis=1), reasons)
    np.copyto(states, lacking[:, None], where=(states == 0) & (lacking != 0)[:, None])
    with np.errstate(invalid="ignore", divide="ignore"):
        values = np.asarray((ends - cells) / cells.sum(axis=1, keepdims=True))
    axes = (cube.region_axis, cube.industry_axis)
    return measured("contribution_to_growth", Unit.POINTS, axes, values, states, {"start": start, "end": end}, cube.notes)


def _taken_apart(cube: Cube, places: tuple[int, ...], method: Method, *, dynamic: bool) -> ShiftShare:
    if list(places) != sorted(set(places)) or len(places) < 2:
        raise ValueError("the start year lies before the end year")
    shape = cube.stack.shape[1:]
    sums: Terms = defaultdict(lambda: np.zeros(shape))
    reasons, new, empty = np.zeros(shape, np.uint8), np.zeros(shape, np.bool_), np.zeros(shape[0], np.uint8)
    for before, after in pairwise(places):
        cells, ends, unknown = known_pair(cube, before, after)
        whole = reference_pair(cube, before, after)
        for part in blocks(*shape):
            for name, term in _TERMS[method](cells[part], ends[part], *whole).items():
                sums[name][part] += term
        if cube.unknown is not None:
            np.maximum(reasons, unknown, out=reasons)
        np.maximum(empty, _of_regions(cells.sum(axis=1), unknown), out=empty)
        new |= (cells == 0) & (ends > 0)
    growth = cube.stack[places[-1]] - cube.stack[places[0]]
    return _result(cube, places, method, dynamic, growth, sums, reasons, empty, new)


def _result(
    cube: Cube,
    places: tuple[int, ...],
    method: Method,
    dynamic: bool,
    growth: Floats,
    sums: Terms,
    reasons: Codes,
    empty: Codes,
    new: Bools,
) -> ShiftShare:
    said: dict[str, Convention] = {"method": method, "start": cube.years[places[0]], "end": cube.years[places[-1]], "dynamic": dynamic}
    notes = cube.notes + ((Note.NEW_INDUSTRIES_IN_ALLOCATION,) if method is not Method.DUNN and new.any() else ())
    rows, cells = (cube.region_axis,), (cube.region_axis, cube.industry_axis)
    states = np.maximum(reasons, np.where(empty == Reason.EMPTY_REGION, empty, 0)[:, None]).astype(np.uint8)

    def by_region(name: str, part: Floats) -> Measured:
        return measured(name, Unit.JOBS, rows, part.sum(axis=1), empty, said, notes)

    terms = {name: by_region(name, part) for name, part in sums.items()}
    total = by_region("growth", growth)
    # National, mix and regional need the cell alone; the others the region's total, which one hidden cell hides.
    by_total = np.maximum(states, empty[:, None])
    made = {
        name: measured(name, Unit.JOBS, cells, part, (states if name in _OF_THE_CELL else by_total).copy(), said, notes)
        for name, part in sums.items()
    }
    return ShiftShare(method, cube.years[places[0]], cube.years[places[-1]], total, terms, made, new)


def _of_regions(totals: Floats, reasons: Codes) -> Codes:
    """Why a region has no terms: the weightiest reason among its cells, or nothing at the start."""
    states = reasons.max(axis=1)
    states[(states == 0) & (totals <= 0)] = Reason.EMPTY_REGION
    return np.asarray(states, np.uint8)
