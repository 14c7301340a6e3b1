"""A cube from a dense array."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from samhandling.economy.checks import check_cells, check_codes, check_levels, check_stated, check_totals, check_years
from samhandling.economy.cube import Classification, Cube, Stated
from samhandling.economy.faults import BadCube, CubeFault, FaultKind
from samhandling.economy.results import Bools, Floats


def cube_from_array(
    values: ArrayLike,
    *,
    regions: Sequence[object] | None = None,
    industries: Sequence[object] | None = None,
    years: Sequence[int] | None = None,
    suppressed: ArrayLike | None = None,
    missing: ArrayLike | None = None,
    classification: Classification | None = None,
    stated: Stated | None = None,
    year_step: int = 1,
    total_tolerance: float = 0.02,
) -> Cube:
    """A cube from employment by (region, industry, year), or (region, industry) for one year.

    `suppressed`, `missing`: bool masks of the same shape; what stands under them is not read. Codes that are not given are
    "R1", "I1", 1 and so on. `stated`: totals that the source gives; parts may exceed them by `total_tolerance` (sources round).
    Raises BadCube with every fault: a shape that does not fit, codes twice, negative or not a number, years left out, levels
    mixed, totals among the parts.
    """
    stack = _stack(values)
    count = dict(zip(("years", "regions", "industries"), stack.shape, strict=True))
    named = tuple(str(code) for code in regions) if regions is not None else tuple(f"R{place + 1}" for place in range(count["regions"]))
    coded = (
        tuple(str(code) for code in industries)
        if industries is not None
        else tuple(f"I{place + 1}" for place in range(count["industries"]))
    )
    dated = tuple(int(year) for year in years) if years is not None else tuple(range(1, count["years"] + 1))
    hidden, gone = (_mask(mask, stack.shape, name) for mask, name in ((suppressed, "suppressed"), (missing, "missing")))
    for name, given in (("regions", named), ("industries", coded), ("years", dated)):
        if len(given) != count[name]:
            raise BadCube([CubeFault(FaultKind.SHAPE, f"{len(given)} {name} for an array with {count[name]}", "as many codes as cells")])
    cube = Cube(named, coded, dated, stack, hidden, gone, classification or Classification(), stated)
    return checked(cube, year_step=year_step, total_tolerance=total_tolerance)


def checked(cube: Cube, *, year_step: int, total_tolerance: float) -> Cube:
    """The cube itself, unknown cells set to 0, when nothing is wrong. Raises BadCube with every fault."""
    unknown = cube.unknown
    faults = [*check_codes("region", cube.regions), *check_codes("industry", cube.industries), *check_codes("year", cube.years)]
    faults += check_years(cube.years, year_step)
    cells = check_cells(cube.stack, unknown, cube.regions, cube.industries, cube.years)
    faults += cells
    if unknown is not None:
        cube.stack[unknown] = 0.0
    if not cells:
        totals = check_totals(cube.stack, unknown, cube.regions, cube.industries)
        of_industries = any(fault.industries for fault in totals)
        faults += totals + ([] if of_industries else check_levels(cube.industries))
        faults += check_stated(cube.stack, cube.stated, total_tolerance, cube.regions, cube.years) if cube.stated else []
    if faults:
        raise BadCube(faults)
    return cube


def _stack(values: ArrayLike) -> Floats:
    cells = np.asarray(values, dtype=np.float64)
    if cells.ndim == 2:
        cells = cells[:, :, None]
    if cells.ndim != 3:
        raise BadCube([CubeFault(FaultKind.SHAPE, f"an array with {cells.ndim} dimensions", "region × industry × year")])
    if not cells.size:
        raise BadCube([CubeFault(FaultKind.EMPTY, f"an array of shape {cells.shape}", "at least one region, industry and year")])
    # A copy, so that neither a later change by the caller nor the zeros under the masks reach the other side.
    return np.moveaxis(cells, -1, 0).copy()


def _mask(mask: ArrayLike | None, shape: tuple[int, ...], name: str) -> Bools | None:
    if mask is None:
        return None
    cells = np.asarray(mask, dtype=np.bool_)
    cells = cells[:, :, None] if cells.ndim == 2 else cells
    turned = np.moveaxis(cells, -1, 0) if cells.ndim == 3 else cells
    if turned.shape != shape:
        raise BadCube([CubeFault(FaultKind.SHAPE, f"the mask of {name} cells has another shape than the values", "the same shape")])
    return np.ascontiguousarray(turned) if turned.any() else None
