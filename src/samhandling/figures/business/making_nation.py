"""The nation behind the regions: what is left of it beside those in the file, and counties as sums of their municipalities."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from samhandling.economy import Cube, Stated
from samhandling.figures.business.regions import COUNTY
from samhandling.ground.places import PlaceCode, counties, municipalities_of

REST = "rest"
_ROUNDING = 0.5
Floats = NDArray[np.float64]


def with_rest(cube: Cube) -> tuple[Cube, str]:
    """(the cube with the rest of the nation as a region of its own, which industries and years exceed the nation, "" for none).

    The reference of every measure is then the nation, also where only some regions stand in the source. Suppressed cells of those
    are part of the rest, so that the nation's sums are right; they stay suppressed in their own region. Unchanged without a nation.
    """
    if cube.stated is None or cube.stated.industries is None:
        return cube, ""
    rest = cube.stated.industries - cube.stack.sum(axis=1)
    gone = ~np.isfinite(rest)
    over = np.argwhere(np.where(gone, 0.0, rest) < -_ROUNDING * len(cube.regions))
    if len(over):
        return cube, ", ".join(f"{cube.industries[i]} {cube.years[y]}" for y, i in over[:8])
    cells = np.where(gone, 0.0, np.maximum(rest, 0.0))
    stack = np.concatenate([cube.stack, cells[:, None, :]], axis=1)
    missing = _grown(cube.missing, gone, cube.stack.shape)
    suppressed = None if cube.suppressed is None else _grown(cube.suppressed, np.zeros_like(gone), cube.stack.shape)
    own = cube.stated.regions
    stated = None if own is None else Stated(np.concatenate([own, np.full((len(cube.years), 1), np.nan)], axis=1))
    return replace(cube, regions=(*cube.regions, REST), stack=stack, missing=missing, suppressed=suppressed, stated=stated), ""


def _grown(mask: "NDArray[np.bool_] | None", row: NDArray[np.bool_], shape: tuple[int, ...]) -> "NDArray[np.bool_] | None":
    before = np.zeros(shape, np.bool_) if mask is None else mask
    grown = np.concatenate([before, row[:, None, :]], axis=1)
    return grown if grown.any() else None


def counties_from(cube: Cube) -> dict[str, Cube]:
    """Counties whose municipalities all stand in the cube, as their sums; empty where there is none. A part not known leaves the sum unknown."""
    at = {code: place for place, code in enumerate(cube.regions)}
    members = {county: [at[one] for one in municipalities_of(county) if one in at] for county in counties()}
    whole = {county: places for county, places in members.items() if len(places) == len(municipalities_of(PlaceCode(county)))}
    states_nation = cube.stated is not None and cube.stated.industries is not None
    if not whole or (len(whole) == 1 and not states_nation):
        return {}
    stack = np.stack([cube.stack[:, places].sum(axis=1) for places in whole.values()], axis=1)
    masks = [
        None if mask is None else np.stack([mask[:, places].any(axis=1) for places in whole.values()], axis=1)
        for mask in (cube.suppressed, cube.missing)
    ]
    unknown = [mask for mask in masks if mask is not None and mask.any()]
    for mask in unknown:
        stack[mask] = 0.0
    stated = cube.stated
    if stated is not None and stated.regions is not None:
        stated = replace(stated, regions=np.stack([stated.regions[:, places].sum(axis=1) for places in whole.values()], axis=1))
    suppressed, missing = (mask if mask is not None and mask.any() else None for mask in masks)
    return {COUNTY: replace(cube, regions=tuple(whole), stack=stack, suppressed=suppressed, missing=missing, stated=stated)}
