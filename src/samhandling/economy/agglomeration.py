"""Whether an industry gathers more than the size of its plants explains: Ellison and Glaeser's index and co-agglomeration."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from samhandling.economy.cube import Cube
from samhandling.economy.results import Axis, Codes, Floats, Measured, Reason, Unit, measured


@dataclass(frozen=True, slots=True)
class Plants:
    """One industry's plants: jobs in each, and the region that each lies in."""

    jobs: Sequence[float]
    regions: Sequence[str]


def ellison_glaeser_of(spread: ArrayLike, reference: ArrayLike, plant_herfindahl: ArrayLike) -> Floats:
    """gamma = (G/(1 - sum x²) - H) / (1 - H), G = sum (s - x)², over the last axis (regions).

    `spread`: the industry's jobs by region; `reference`: all jobs by region; `plant_herfindahl`: H, sum of squared shares of the
    plants. 0 is what chance and plant sizes give, above 0 gathers, below 0 spreads. Source: Ellison & Glaeser, JPE 105 (1997).
    """
    s, x = (np.asarray(part, np.float64) / np.sum(part, axis=-1, keepdims=True) for part in (spread, reference))
    h = np.asarray(plant_herfindahl, np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray((((s - x) ** 2).sum(axis=-1) / (1 - (x * x).sum(axis=-1)) - h) / (1 - h))


def co_agglomeration_of(spreads: ArrayLike, reference: ArrayLike, plant_herfindahls: ArrayLike) -> Floats:
    """How much the industries of a group gather beyond what each does by itself; scalar.

    gamma_c = [G/(1 - sum x²) - H - sum gamma_j w_j² (1 - H_j)] / (1 - sum w_j²), with w_j the industry's share of the group's jobs,
    G = sum (sum_j w_j s_j - x)², H = sum w_j² H_j. `spreads` (industries, regions), `reference` (regions,), H_j (industries,).
    Source: Ellison & Glaeser, JPE 105 (1997), equation 7. (REAT 3.0.3 gives another number for the book's example.)
    """
    jobs, all_jobs = np.asarray(spreads, np.float64), np.asarray(reference, np.float64)
    h = np.asarray(plant_herfindahls, np.float64)
    w, x = jobs.sum(axis=1) / jobs.sum(), all_jobs / all_jobs.sum()
    own = ellison_glaeser_of(jobs, all_jobs, h)
    gap = ((jobs.sum(axis=0) / jobs.sum() - x) ** 2).sum() / (1 - (x * x).sum())
    alone = (own * w * w * (1 - h)).sum()
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray((gap - (w * w * h).sum() - alone) / (1 - (w * w).sum()))


def plant_herfindahl_of(plant_jobs: ArrayLike) -> float:
    """H: the sum of squared shares of an industry's plants, index, 0 to 1. See `herfindahl_of`. Raises ValueError without a plant that has jobs."""
    jobs = np.asarray(plant_jobs, np.float64)
    if jobs.size == 0 or np.any(jobs < 0) or jobs.sum() <= 0:
        raise ValueError("plants have jobs, none below 0, and at least one above")
    return float((jobs * jobs).sum() / jobs.sum() ** 2)


def ellison_glaeser_of_plants(plants: Plants, region_jobs: Mapping[str, float]) -> float:
    """Ellison and Glaeser's index of one industry from its plants, ratio. See `ellison_glaeser_of`.

    `region_jobs`: all jobs of every region, those without a plant too. Raises ValueError for a region that it lacks.
    """
    spread, reference = _by_region(plants, region_jobs)
    return float(ellison_glaeser_of(spread, reference, plant_herfindahl_of(plants.jobs)))


def co_agglomeration_of_plants(industries: Sequence[Plants], region_jobs: Mapping[str, float]) -> float:
    """Co-agglomeration of several industries from their plants, ratio. See `co_agglomeration_of`.

    Raises ValueError for a plant in a region that `region_jobs` lacks, or for fewer than two industries.
    """
    if len(industries) < 2:
        raise ValueError("co-agglomeration is between at least two industries")
    reference = np.array(list(region_jobs.values()), np.float64)
    spreads = np.array([_by_region(plants, region_jobs)[0] for plants in industries])
    return float(co_agglomeration_of(spreads, reference, [plant_herfindahl_of(plants.jobs) for plants in industries]))


def ellison_glaeser(cube: Cube, plant_herfindahl: ArrayLike) -> Measured:
    """Ellison and Glaeser's index, (industries, years), ratio. `plant_herfindahl`: (industries,) or (industries, years), 0 to 1.

    A suppressed cell leaves its industry undefined. One plant with everything (H = 1), or one region, is `ONE_PLANT_ONLY`.
    See `ellison_glaeser_of`.
    """
    cube.must_be_whole("ellison_glaeser")
    h = np.broadcast_to(_by_year(plant_herfindahl), (cube.shape[1], cube.shape[2])).T
    if np.any(~np.isfinite(h)) or np.any((h < 0) | (h > 1)):
        raise ValueError("a plant Herfindahl lies between 0 and 1")
    values, free = np.empty(h.shape), np.empty((len(cube.years), 1))
    for y, cells in enumerate(cube.stack):
        values[y], free[y] = _gathered(cells, cube.industry_totals[y], cube.region_totals[y], h[y])
    reasons: Codes = cube.industry_reasons.copy()
    reasons[(reasons == 0) & ((h == 1) | (free <= 0))] = Reason.ONE_PLANT_ONLY
    return measured("ellison_glaeser", Unit.RATIO, (cube.industry_axis, cube.year_axis), values.T.copy(), reasons.T.copy(), {}, cube.notes)


def co_agglomeration(cube: Cube, groups: Mapping[str, Sequence[str]], plant_herfindahl: ArrayLike) -> Measured:
    """Co-agglomeration within each group of industries, (groups, years), ratio. See `co_agglomeration_of`.

    Industries without jobs are left out of their group; a group with fewer than two left is `ONE_PART_ONLY`.
    """
    cube.must_be_whole("co_agglomeration")
    h = np.broadcast_to(_by_year(plant_herfindahl), (cube.shape[1], cube.shape[2])).T
    member = np.zeros((cube.shape[1], len(groups)))
    for g, codes in enumerate(groups.values()):
        member[[cube.industry_axis.place(code) for code in codes], g] = 1.0
    values, reasons = np.empty((len(cube.years), len(groups))), np.empty((len(cube.years), len(groups)), np.uint8)
    for y, cells in enumerate(cube.stack):
        reasons[y] = _group_reasons(cube.industry_reasons[y], h[y], member, cube.region_totals[y])
        values[y] = _together(cells, cube.industry_totals[y], cube.region_totals[y], h[y], member)
    axes = (Axis("group", tuple(groups)), cube.year_axis)
    return measured("co_agglomeration", Unit.RATIO, axes, values.T.copy(), reasons.T.copy(), {}, cube.notes)


def _gathered(cells: Floats, jobs: Floats, reference: Floats, h: Floats) -> tuple[Floats, float]:
    """(gamma of each industry, 1 - sum x²) of one year."""
    with np.errstate(invalid="ignore", divide="ignore"):
        x = reference / reference.sum()
        gaps = cells / jobs
        gaps -= x[:, None]
        free = float(1 - x @ x)
        return (np.einsum("ri,ri->i", gaps, gaps) / free - h) / (1 - h), free


def _together(cells: Floats, jobs: Floats, reference: Floats, h: Floats, member: Floats) -> Floats:
    """gamma_c of every group of one year: the sums over a group's industries are products with its membership."""
    own, free = _gathered(cells, jobs, reference, h)
    own = np.where(jobs > 0, own, 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        all_jobs, squares = jobs @ member, jobs * jobs
        x = reference / reference.sum()
        gap = ((cells @ member / all_jobs - x[:, None]) ** 2).sum(axis=0) / free
        inside, alone = (squares * h) @ member, (own * squares * (1 - h)) @ member
        scale = all_jobs * all_jobs
        return np.asarray((gap - (inside + alone) / scale) / (1 - squares @ member / scale))


def _group_reasons(states: Codes, h: Floats, member: Floats, reference: Floats) -> Codes:
    inside = member > 0
    live = inside & (states == 0)[:, None]
    reasons = np.where(live.sum(axis=0) < 2, Reason.ONE_PART_ONLY, Reason.DEFINED).astype(np.uint8)
    alone = (live & (h >= 1)[:, None]).any(axis=0) | (np.count_nonzero(reference) < 2)
    reasons[(reasons == 0) & alone] = Reason.ONE_PLANT_ONLY
    for reason in (Reason.SUPPRESSED_CELL, Reason.MISSING_CELL):
        reasons[(inside & (states == reason)[:, None]).any(axis=0)] = reason
    return reasons


def pairwise_co_agglomeration(cube: Cube, year: int) -> Measured:
    """How much two industries are found in the same places, (industries, industries), ratio; 0 is as all jobs are.

    gamma_ij = sum_r (s_ri - x_r)(s_rj - x_r) / (1 - sum x²); needs no plants. The diagonal is the raw concentration G/(1 - sum x²).
    Source: Ellison, Glaeser & Kerr, American Economic Review 100 (2010).
    """
    cube.must_be_whole("pairwise_co_agglomeration")
    y = cube.place(year)
    with np.errstate(invalid="ignore", divide="ignore"):
        x = cube.region_totals[y] / cube.region_totals[y].sum()
        gaps = np.where(cube.industry_reasons[y] == 0, cube.stack[y] / cube.industry_totals[y] - x[:, None], 0.0)
        values = gaps.T @ gaps / (1 - (x * x).sum())
    states = cube.industry_reasons[y]
    reasons = np.maximum(states[:, None], states[None, :])
    if np.count_nonzero(x) < 2:
        reasons[reasons == 0] = Reason.ONE_PART_ONLY
    other = Axis("other_industry", cube.industries)
    return measured("pairwise_co_agglomeration", Unit.RATIO, (cube.industry_axis, other), values, reasons, {"year": year}, cube.notes)


def _by_year(amounts: ArrayLike) -> Floats:
    cells = np.asarray(amounts, np.float64)
    return cells[:, None] if cells.ndim == 1 else cells


def _by_region(plants: Plants, region_jobs: Mapping[str, float]) -> tuple[Floats, Floats]:
    names = {region: place for place, region in enumerate(region_jobs)}
    strange = sorted(set(plants.regions) - set(names))
    if strange or len(plants.jobs) != len(plants.regions):
        raise ValueError(f"every plant has jobs and a region of region_jobs; unknown: {', '.join(strange) or 'none'}")
    at = np.array([names[region] for region in plants.regions])
    spread: Floats = np.asarray(np.bincount(at, weights=np.asarray(plants.jobs, np.float64), minlength=len(names)), np.float64)
    return spread, np.array(list(region_jobs.values()), np.float64)
