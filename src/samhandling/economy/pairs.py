"""Two years of a cube side by side: only what is known in both may be compared."""

import numpy as np

from samhandling.economy.cube import Cube
from samhandling.economy.results import Codes, Floats


def known_pair(cube: Cube, before: int, after: int) -> tuple[Floats, Floats, Codes]:
    """(cells at the start, at the end, why a cell is not known in either); cells not known in either are 0 in both."""
    cells, ends = cube.stack[before], cube.stack[after]
    if cube.unknown is None:
        return cells, ends, np.zeros(cells.shape, np.uint8)
    reasons = np.maximum(cube.cell_reasons[before], cube.cell_reasons[after])
    known = reasons == 0
    return np.where(known, cells, 0.0), np.where(known, ends, 0.0), reasons


def reference_pair(cube: Cube, before: int, after: int) -> tuple[Floats, Floats]:
    """The whole's jobs by industry at the start and at the end, over cells known in both."""
    whole = cube.whole or cube
    if whole.unknown is None:
        return whole.industry_totals[before], whole.industry_totals[after]
    cells, ends, _ = known_pair(whole, before, after)
    return cells.sum(axis=0), ends.sum(axis=0)
