"""How a region comes through a downturn: resistance while the whole falls, recovery while it rises again."""

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import numpy as np

from samhandling.economy.cube import Cube
from samhandling.economy.pairs import reference_pair
from samhandling.economy.results import Codes, Convention, Floats, Measured, Reason, Unit, measured

_ROUNDING = 1e-12


class Expected(StrEnum):
    """What a region is held against: the whole's rate on its jobs, or each industry's rate on its jobs in the industry."""

    WHOLE = "whole"
    INDUSTRIES = "industries"


@dataclass(frozen=True, eq=False, slots=True)
class Resilience:
    """Each (regions,), ratio: 0 is as expected, above 0 better, -1 twice the expected fall (or no recovery at all)."""

    resistance: Measured
    recovery: Measured
    peak: int
    trough: int
    recovered: int


def resilience(cube: Cube, peak: int, trough: int, recovered: int, expected: Expected = Expected.WHOLE) -> Resilience:
    """(change - expected change) / |expected change|, from peak to trough (resistance) and from trough to `recovered` (recovery).

    The change expected is the region's jobs times the rate of all regions together, or summed over industries with theirs.
    A region with a suppressed cell in either year is undefined. An expected change of 0 is `NO_REFERENCE_CHANGE`. Raises ValueError
    when the years are out of order, or the whole does not fall and rise between them.
    Source: Martin, Sunley, Gardiner & Tyler, Regional Studies 50 (2016).
    """
    if not peak < trough < recovered:
        raise ValueError("peak, trough and recovery are years in that order")
    places = [cube.place(year) for year in (peak, trough, recovered)]
    whole = [float(cube.grand_totals[place]) for place in places]
    if not whole[0] > whole[1] < whole[2]:
        raise ValueError(f"all regions together have {whole[0]:g}, {whole[1]:g} and {whole[2]:g} jobs: no fall and rise")
    resistance, recovery = (_against(cube, before, after, expected) for before, after in pairwise(places))
    said: dict[str, Convention] = {"expected": expected, "peak": peak, "trough": trough, "recovered": recovered}
    rows = (cube.region_axis,)
    return Resilience(
        measured("resistance", Unit.RATIO, rows, *resistance, said, cube.notes),
        measured("recovery", Unit.RATIO, rows, *recovery, said, cube.notes),
        peak,
        trough,
        recovered,
    )


def turning_points(cube: Cube) -> tuple[int, int, int] | None:
    """(peak, trough, recovered) of all regions together: the deepest fall from a year to a later one, then the highest year after.

    `None` when the whole never falls, or does not rise after its fall.
    """
    whole = cube.grand_totals
    fall = whole[None, :] / np.where(whole > 0, whole, np.nan)[:, None] - 1
    fall = np.where(np.triu(np.ones_like(fall), 1) > 0, fall, 0.0)
    fall = np.nan_to_num(fall)
    peak, trough = (int(place) for place in np.unravel_index(int(np.argmin(fall)), fall.shape))
    if fall[peak, trough] >= 0 or trough == len(whole) - 1:
        return None
    recovered = trough + 1 + int(np.argmax(whole[trough + 1 :]))
    return None if whole[recovered] <= whole[trough] else (cube.years[peak], cube.years[trough], cube.years[recovered])


def _against(cube: Cube, before: int, after: int, expected: Expected) -> tuple[Floats, Codes]:
    start, end = cube.region_totals[before], cube.region_totals[after]
    cells, ends = reference_pair(cube, before, after)
    with np.errstate(invalid="ignore", divide="ignore"):
        if expected is Expected.WHOLE:
            change = moved = start * (ends.sum() / cells.sum() - 1)
        else:
            rates = np.where(cells > 0, ends / cells - 1, 0.0)
            change, moved = cube.stack[before] @ rates, cube.stack[before] @ np.abs(rates)
        # Industries that rise and fall by as much leave rounding behind, and no change to be compared with.
        change = np.where(np.abs(change) <= _ROUNDING * np.abs(moved), 0.0, change)
        values = np.asarray((end - start - change) / np.abs(change))
    reasons = np.where(cube.region_reasons[before] != 0, cube.region_reasons[before], cube.region_reasons[after])
    # A region that has lost everything has a resistance; only one that starts empty has none.
    reasons = np.where((cube.region_reasons[before] == 0) & (reasons == Reason.EMPTY_REGION), 0, reasons).astype(np.uint8)
    reasons[(reasons == 0) & (change == 0)] = Reason.NO_REFERENCE_CHANGE
    return values, reasons
