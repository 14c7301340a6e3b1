"""Where an industry is over-represented: the location quotient with how sure it is, and the cluster index."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtri

from samhandling.economy.cube import Cube, blocks
from samhandling.economy.results import Bools, Codes, Convention, Floats, Measured, Reason, Unit, measured


@dataclass(frozen=True, eq=False, slots=True)
class LocationQuotients:
    """The quotient with the bounds of its interval, each (regions, industries, years), ratio."""

    quotient: Measured
    lower: Measured
    upper: Measured

    @property
    def differs(self) -> Bools:
        """Where the interval does not hold 1: over- or under-represented beyond chance."""
        return self.quotient.defined & ((self.lower.values > 1) | (self.upper.values < 1))


def location_quotient_of(cell: ArrayLike, region: ArrayLike, industry: ArrayLike, whole: ArrayLike) -> Floats:
    """(e_ir / e_r) / (E_i / E), ratio, broadcast; NaN for 0/0. Source: Haig (1926), Hildebrand & Mace (1950)."""
    e_ir, e_r, e_i, e = (np.asarray(part, np.float64) for part in (cell, region, industry, whole))
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray((e_ir / e_r) / (e_i / e))


def location_quotient(cube: Cube) -> Measured:
    """The location quotient, (regions, industries, years), ratio: 1 is the same share as in all regions together.

    Undefined where the cell is not known, the region is empty, or nobody works in the industry. A suppressed cell elsewhere in the
    region makes the region's total unknown, and so the quotient, unless the source states the total.
    See `location_quotient_of`.
    """
    values = np.empty(cube.stack.shape)
    for y, cells in enumerate(cube.stack):
        _quotients(cube, y, cells, values[y])
    return _result(cube, "location_quotient", values, _reasons(cube), {})


def location_quotients(cube: Cube, confidence: float = 0.95) -> LocationQuotients:
    """The quotient with an interval for small cells: Wilson's for the region's share, divided by the whole's share (taken as known).

    It answers: how far could the quotient be off, if each job were drawn by itself? In a small region a handful of jobs gives a
    high quotient and a wide interval. Defined for 0 jobs too (lower bound 0). Source: Wilson, JASA 22 (1927); the question is that
    of Moineddin, Beyene & Boyle, Geographical Analysis 35 (2003).
    """
    if not 0 < confidence < 1:
        raise ValueError("confidence lies between 0 and 1")
    z2 = float(ndtri((1 + confidence) / 2)) ** 2
    values, lower, upper = (np.empty(cube.stack.shape) for _ in range(3))
    for y, cells in enumerate(cube.stack):
        per_share = _quotients(cube, y, cells, values[y])
        for part in blocks(*cells.shape):
            _interval(cells[part], cube.region_totals[y, part], per_share, z2, lower[y, part], upper[y, part])
    reasons = _reasons(cube)
    said: dict[str, Convention] = {"interval": "wilson", "confidence": confidence}
    return LocationQuotients(
        _result(cube, "location_quotient", values, reasons, {}),
        _result(cube, "location_quotient_lower", lower, reasons, said),
        _result(cube, "location_quotient_upper", upper, reasons, said),
    )


def _interval(cells: Floats, totals: Floats, per_share: Floats, z2: float, lower: Floats, upper: Floats) -> None:
    """Wilson's bounds of e/n, times whole / industry, written in place: a pass over memory costs more than the arithmetic."""
    n = totals[:, None]
    with np.errstate(invalid="ignore", divide="ignore"):
        spread = cells / -n
        spread += 1
        spread *= cells
        spread *= z2
        spread += z2 * z2 / 4
        np.sqrt(spread, out=spread)
        np.add(cells, z2 / 2, out=upper)
        np.subtract(upper, spread, out=lower)
        np.maximum(lower, 0.0, out=lower)
        upper += spread
        for bound in (lower, upper):
            bound *= per_share
            bound /= n + z2


def _quotients(cube: Cube, y: int, cells: Floats, out: Floats) -> Floats:
    """Writes a year's quotients; gives whole / industry, (industries,)."""
    with np.errstate(invalid="ignore", divide="ignore"):
        per_share = np.asarray(cube.grand_totals[y] / cube.industry_totals[y])
        np.multiply(cells, per_share / cube.region_totals[y][:, None], out=out)
    return per_share


def _reasons(cube: Cube) -> Codes:
    reasons = np.zeros(cube.stack.shape, np.uint8)
    stated = cube.stated.regions if cube.stated is not None else None
    lacking = cube.region_reasons.copy()
    if stated is not None:
        lacking[np.isfinite(stated) & (cube.region_totals > 0)] = Reason.DEFINED
    reasons[:] = lacking[:, :, None]
    for y, i in np.argwhere(cube.industry_totals <= 0):
        column = reasons[y, :, i]
        column[column == 0] = Reason.EMPTY_INDUSTRY
    if cube.unknown is not None:
        reasons[cube.unknown] = cube.cell_reasons[cube.unknown]
    return reasons


def _result(cube: Cube, name: str, stack: Floats, reasons: Codes, conventions: dict[str, Convention]) -> Measured:
    values = np.moveaxis(stack, 0, -1)
    axes = (cube.region_axis, cube.industry_axis, cube.year_axis)
    return measured(name, Unit.RATIO, axes, values, np.moveaxis(reasons, 0, -1), conventions, cube.notes)


def cluster_index_of(
    jobs: ArrayLike,
    industry_jobs: ArrayLike,
    area: ArrayLike,
    whole_area: ArrayLike,
    people: ArrayLike,
    whole_people: ArrayLike,
    plants: ArrayLike,
    industry_plants: ArrayLike,
) -> Floats:
    """Litzenberger and Sternberg's cluster index: density × stock / size of plant, each against the whole; ratio, 1 is average.

    density = (e_ir/a_r)/(E_i/a), stock = (e_ir/p_r)/(E_i/p), size = (e_ir/b_ir)/(E_i/b_i). Simplified before dividing, so that an
    industry with no jobs and no plants gives 0 and not 0/0. Source: Litzenberger & Sternberg, Geographische Zeitschrift 94 (2006).
    """
    given = (jobs, industry_jobs, area, whole_area, people, whole_people, plants, industry_plants)
    e_ir, e_i, a_r, a, p_r, p, b_ir, b_i = (np.asarray(part, np.float64) for part in given)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray((e_ir / e_i) * (b_ir / b_i) * (a / a_r) * (p / p_r))


def cluster_index(cube: Cube, area: ArrayLike, people: ArrayLike, plants: ArrayLike) -> Measured:
    """The cluster index, (regions, industries, years), ratio. See `cluster_index_of`.

    `area` km² (regions,); `people` (regions,) or (regions, years); `plants` (regions, industries) or (regions, industries, years).
    Undefined where the cell is not known or the industry has no jobs or plants anywhere. Raises ValueError for areas or people of 0.
    """
    cube.must_be_whole("cluster_index")
    regions, industries, years = cube.shape
    km2 = np.asarray(area, np.float64)
    persons = np.broadcast_to(_with_years(people, 1), (regions, years))
    establishments = np.broadcast_to(_with_years(plants, 2), (regions, industries, years))
    if not (np.all(km2 > 0) and np.all(persons > 0) and np.all(establishments >= 0)):
        raise ValueError("areas and people are above 0, plants at least 0")
    stack, reasons = np.empty(cube.stack.shape), cube.cell_reasons.copy()
    for y, cells in enumerate(cube.stack):
        here, jobs_all, people_here = establishments[:, :, y], cube.industry_totals[y], persons[:, y][:, None]
        plants_all = here.sum(axis=0)
        stack[y] = cluster_index_of(cells, jobs_all, km2[:, None], km2.sum(), people_here, people_here.sum(), here, plants_all)
        lacking = (jobs_all <= 0) | (plants_all <= 0)
        np.copyto(reasons[y], np.uint8(Reason.EMPTY_INDUSTRY), where=lacking & (reasons[y] == 0))
    return _result(cube, "cluster_index", stack, reasons, {})


def _with_years(amounts: ArrayLike, dimensions: int) -> Floats:
    cells = np.asarray(amounts, np.float64)
    return cells[..., None] if cells.ndim == dimensions else cells
