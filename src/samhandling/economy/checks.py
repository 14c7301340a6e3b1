"""What makes cells a cube: every fault of an input, found before anything is built."""

from collections.abc import Sequence

import numpy as np

from samhandling.economy.cube import Stated
from samhandling.economy.faults import CubeFault, FaultKind
from samhandling.economy.results import Bools, Floats
from samhandling.economy.totals import levels_of, totals_among

_MOST_NAMED = 20


def check_cells(
    stack: Floats, unknown: Bools | None, regions: Sequence[str], industries: Sequence[str], years: Sequence[int]
) -> list[CubeFault]:
    """Cells that cannot be employment: below zero, or no number."""
    if unknown is None and stack.min() >= 0 and stack.max() < np.inf:
        return []
    open_cells = np.zeros(stack.shape, np.bool_) if unknown is None else unknown
    faults = []
    for kind, wrong, expected in (
        (FaultKind.NOT_A_NUMBER, ~np.isfinite(stack), "a finite number, or a cell marked as suppressed or missing"),
        (FaultKind.NEGATIVE, stack < 0, "employment of at least 0"),
    ):
        cells = np.argwhere(wrong & ~open_cells)
        if len(cells):
            named = [f"{regions[r]}, {industries[i]}, {years[y]}: {stack[y, r, i]}" for y, r, i in cells[:_MOST_NAMED]]
            more = f" and {len(cells) - _MOST_NAMED} more" if len(cells) > _MOST_NAMED else ""
            faults.append(CubeFault(kind, "; ".join(named) + more, expected, (), *_touched(cells, regions, industries, years)))
    return faults


def _touched(
    cells: "np.ndarray[tuple[int, ...], np.dtype[np.intp]]", regions: Sequence[str], industries: Sequence[str], years: Sequence[int]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[int, ...]]:
    y, r, i = (np.unique(cells[:, column]) for column in range(3))
    return tuple(regions[place] for place in r), tuple(industries[place] for place in i), tuple(years[place] for place in y)


def check_codes(name: str, codes: Sequence[object]) -> list[CubeFault]:
    """Codes of one axis that stand twice."""
    found, times = np.unique([str(code) for code in codes], return_counts=True)
    double = tuple(str(code) for code in found[times > 1])
    return [CubeFault(FaultKind.DUPLICATE, f"{name} {', '.join(double)}", f"each {name} once")] if double else []


def check_years(years: Sequence[int], step: int) -> list[CubeFault]:
    """Years that are left out, or stand in another order."""
    expected = list(range(years[0], years[-1] + 1, step)) if years else []
    if list(years) == expected:
        return []
    gone = tuple(year for year in expected if year not in years)
    read = f"years {', '.join(map(str, years))}" + (f" without {', '.join(map(str, gone))}" if gone else "")
    way = f"every year from first to last in order, {step} apart (give year_step for another step)"
    return [CubeFault(FaultKind.MISSING_YEAR, read, way, years=gone)]


def check_levels(industries: Sequence[str]) -> list[CubeFault]:
    """Codes of several levels of one classification side by side."""
    levels = levels_of(industries)
    if len(levels) < 2:
        return []
    named = "; ".join(f"{level}: {', '.join(codes[:5])}{' and more' if len(codes) > 5 else ''}" for level, codes in levels.items())
    fewest = min(levels.values(), key=len)
    return [CubeFault(FaultKind.MIXED_LEVELS, named, "industries of one level", industries=tuple(fewest))]


def check_totals(stack: Floats, unknown: Bools | None, regions: Sequence[str], industries: Sequence[str]) -> list[CubeFault]:
    """Totals among the parts, of regions and of industries."""
    faults = []
    for name, codes, axis in (("region", regions, 1), ("industry", industries, 2)):
        cells = np.moveaxis(stack, axis, 0)
        hidden = None if unknown is None else np.moveaxis(unknown, axis, 0)
        for code, parts in totals_among(codes, cells, hidden).items():
            read = f"{name} {code} is the total of {', '.join(parts[:5])}{' and more' if len(parts) > 5 else ''}"
            way = f"parts only: leave it out, or name it in total_{'regions' if axis == 1 else 'industries'}"
            named = ((code,), ()) if axis == 1 else ((), (code,))
            faults.append(CubeFault(FaultKind.TOTAL_AMONG_PARTS, read, way, (), *named))
    return faults


def check_stated(stack: Floats, stated: Stated, tolerance: float, regions: Sequence[str], years: Sequence[int]) -> list[CubeFault]:
    """Parts that add up to more than the total that the source states."""
    if stated.regions is None:
        return []
    over = np.argwhere(stack.sum(axis=2) > stated.regions * (1 + tolerance) + 1e-9)
    if not len(over):
        return []
    named = [f"{regions[r]} {years[y]}: {stack[y, r].sum():g} of {stated.regions[y, r]:g}" for y, r in over[:_MOST_NAMED]]
    places = tuple(dict.fromkeys(regions[r] for _, r in over))
    return [CubeFault(FaultKind.PARTS_EXCEED_TOTAL, "; ".join(named), "known parts within the stated total", regions=places)]
