"""Replacing suppressed cells, only when asked, and said in every result that follows."""

from dataclasses import replace

import numpy as np

from samhandling.economy.cube import Cube
from samhandling.economy.results import Floats


def filled_with(cube: Cube, jobs: float) -> Cube:
    """Every suppressed cell as `jobs` (0 gives a lower bound, the source's threshold an upper one). Missing cells stay missing."""
    if jobs < 0 or not np.isfinite(jobs):
        raise ValueError("jobs in a suppressed cell: a finite number, at least 0")
    cube.must_be_whole("filling")
    if cube.suppressed is None:
        return cube
    return replace(cube, stack=np.where(cube.suppressed, jobs, cube.stack), suppressed=None, estimated=True)


def filled_from_totals(cube: Cube) -> Cube:
    """What the regions' stated totals leave over, spread on their suppressed cells as the known jobs of the industries are in all regions.

    Cells of a region without a stated total, or with a missing cell, stay suppressed. A total below its known parts leaves 0.
    """
    cube.must_be_whole("filling")
    if cube.suppressed is None or cube.stated is None or cube.stated.regions is None:
        return cube
    left = np.maximum(cube.stated.regions - cube.stack.sum(axis=2), 0.0)
    able = np.isfinite(left) if cube.missing is None else np.isfinite(left) & ~cube.missing.any(axis=2)
    target = cube.suppressed & able[:, :, None]
    stack = cube.stack + target * _spread(cube, target, np.where(able, left, 0.0))
    still = cube.suppressed & ~target
    return replace(cube, stack=stack, suppressed=still if still.any() else None, estimated=True)


def _spread(cube: Cube, target: "np.ndarray[tuple[int, ...], np.dtype[np.bool_]]", left: Floats) -> Floats:
    """Weights by industry within each region, times what is left; equal weights where no industry is known anywhere."""
    known: Floats = cube.stack.sum(axis=1)
    weights = target * known[:, None, :]
    nothing = weights.sum(axis=2) == 0
    weights[nothing] = target[nothing]
    sums = weights.sum(axis=2)
    return np.asarray(weights * np.divide(left, sums, out=np.zeros_like(left), where=sums > 0)[:, :, None])
