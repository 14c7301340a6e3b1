"""Cubes of shares: places whose structure is known in per cent, compared with the nation's own shares and not with their sum."""

from collections.abc import Collection

import numpy as np

from samhandling.economy import BadCube, Classification, Cube, cube_from_array
from samhandling.figures.business.classifications import level_of
from samhandling.figures.business.making import Made
from samhandling.figures.business.making_nation import REST
from samhandling.figures.business.regions import COUNTY, MUNICIPALITY, level_of_region
from samhandling.ground.places import NATION

# So much heavier than all places together that the whole's shares are the nation's.
_WEIGHT = 1e6


def make_shares(rows: Collection[tuple[str, str, str, float | None]]) -> Made | None:
    """Cubes by level from (place, industry, year, per cent); None where the nation, or every place, is lacking.

    A region called `REST` stands for the nation without the places, so that the sum of all has the nation's shares. Years are those that
    the nation has all industries for, without a gap, up to the last.
    """
    known = {(place, industry, int(year)): value for place, industry, year, value in rows if value is not None and year.isdigit()}
    industries = sorted({industry for _, industry, _ in known})
    years = _whole_years(known, industries)
    cubes = {}
    for level in (COUNTY, MUNICIPALITY):
        places = sorted({place for place, _, _ in known if place != NATION and level_of_region(place) == level})
        if years and places:
            cube = _cube(known, places, industries, years)
            if cube is not None:
                cubes[level] = cube
    return Made(cubes, {}, level_of(industries), dict.fromkeys(cubes, True)) if cubes else None


def _whole_years(known: dict[tuple[str, str, int], float], industries: list[str]) -> list[int]:
    found = {year for place, _, year in known if place == NATION and all((NATION, one, year) in known for one in industries)}
    last = max(found, default=0)
    years: list[int] = []
    while last in found:
        years.insert(0, last)
        last -= 1
    return years


def _cube(known: dict[tuple[str, str, int], float], places: list[str], industries: list[str], years: list[int]) -> Cube | None:
    cells = np.array([[[known.get((place, one, year), np.nan) for year in years] for one in industries] for place in places])
    nation = np.array([[known[NATION, one, year] for year in years] for one in industries])
    gone = np.isnan(cells)
    rest = nation * _WEIGHT - np.where(gone, 0.0, cells).sum(axis=0)
    values = np.concatenate([np.where(gone, 0.0, cells), np.maximum(rest, 0.0)[None]])
    missing = np.concatenate([gone, np.zeros_like(rest, np.bool_)[None]])
    try:
        return cube_from_array(
            values,
            regions=[*places, REST],
            industries=industries,
            years=years,
            missing=missing,
            classification=Classification("SNI 2007", level_of(industries)),
        )
    except BadCube:
        return None
