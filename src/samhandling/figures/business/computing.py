"""One measure of industry structure for every place and year of some cubes, each with its value or the reason why there is none."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from samhandling.economy import (
    Cube,
    Measured,
    Reason,
    TooCoarse,
    entropy,
    equivalent_number,
    gini,
    hachman,
    herfindahl,
    hoover,
    krugman,
    location_quotient,
    normalised_herfindahl,
    shift_share,
    theil_t,
    variety,
)
from samhandling.figures.business.classifications import groups_above
from samhandling.figures.business.coarsening import UNKNOWN_INDUSTRY as NO_INDUSTRY
from samhandling.figures.business.coarsening import Coarse, Codes, Floats, as_nation, at_level, split_at
from samhandling.figures.business.making import Made
from samhandling.figures.business.regions import COUNTY, MUNICIPALITY
from samhandling.figures.rules.indicator.document import Origin
from samhandling.figures.rules.indicator.measures import Measure, measure_of
from samhandling.figures.rules.status_words import ACROSS_A_BREAK, BREAK, NO_COUNTS, NO_NATION, TOO_COARSE
from samhandling.ground.places import NATION, PlaceCode, all_places

INDUSTRY, PART = "sni2007", "part"
"""Dimensions of a value where a measure gives one for each industry, or for each part of the growth."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One value. `code` is of the open dimension, "" where there is none; `status` says why there is no value, or that a break begins."""

    place: str
    period: str
    code: str
    value: float | None
    status: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A measure over (codes of the open dimension, regions, years): values, and reasons (`Reason`) where there is none."""

    codes: tuple[str, ...]
    values: Floats
    reasons: Codes


def dimension_of(origin: Origin) -> str:
    """The dimension that stays open: each industry, each part of the growth; "" where there is one value a place and year."""
    rule = measure_of(origin.rule)
    if rule is not None and rule.name == "location_quotient" and not origin.industries:
        return INDUSTRY
    return PART if rule is not None and rule.name == "shift_share" and not origin.part else ""


def refusal_of(origin: Origin, made: Made, level: str, *, shares_only: bool) -> str:
    """Why the cube of a level of regions cannot answer at all, as a status; "" where it can."""
    rule = _rule(origin)
    if shares_only and rule.counts:
        return NO_COUNTS
    if rule.against_nation and not made.has_nation.get(level, False):
        return NO_NATION
    try:
        _prepared(origin, made.cubes[level])
        if rule.name in ("related_variety", "unrelated_variety"):
            _varieties(origin, made.cubes[level])
    except (Coarse, TooCoarse):
        return TOO_COARSE
    return ""


def cells_of_made(origin: Origin, made: Made, level: str) -> Iterator[Cell]:
    """Every place of the cube, and the nation where it is known, by year. The cube can answer: see `refusal_of`."""
    cube, rule = made.cubes[level], _rule(origin)
    at = [(place, code) for place, code in enumerate(cube.regions) if PlaceCode(code) in all_places() and code != NATION]
    table = _table(origin, cube, made.breaks)
    yield from _cells(table, at, cube.years, made.breaks, rule)
    if made.has_nation.get(level, False):
        yield from _cells(_table(origin, as_nation(cube), made.breaks), [(0, NATION)], cube.years, made.breaks, rule)


def refused_cells(made: Made, level: str, status: str) -> Iterator[Cell]:
    """Every place and year of a cube that cannot answer, without a value and with the reason."""
    cube = made.cubes[level]
    places = [code for code in cube.regions if PlaceCode(code) in all_places()]
    for place in [*places, *([NATION] if made.has_nation.get(level, False) else [])]:
        for year in cube.years:
            yield Cell(place, str(year), "", None, status)


def levels_of(made: Made) -> tuple[str, ...]:
    """The levels of regions that places of the product stand at."""
    return tuple(level for level in (COUNTY, MUNICIPALITY) if level in made.cubes)


def _rule(origin: Origin) -> Measure:
    found = measure_of(origin.rule)
    if found is None:
        raise KeyError(origin.rule)
    return found


def _prepared(origin: Origin, cube: Cube) -> Cube:
    if origin.industries:
        return split_at(cube, origin.industries)
    return at_level(cube, origin.level) if origin.level else cube


def _table(origin: Origin, cube: Cube, breaks: tuple[int, ...]) -> Table:
    name, ready = _rule(origin).name, _prepared(origin, cube)
    if name == "shift_share":
        return _growth(origin, ready, breaks)
    if name == "location_quotient":
        return _quotients(origin, ready)
    if name in _OF_CELLS:
        return _OF_CELLS[name](origin, ready)
    return _table_of(_MEASURES[name](origin, ready))


def _table_of(found: Measured) -> Table:
    return Table(("",), found.values[None], found.reasons[None])


def _quotients(origin: Origin, cube: Cube) -> Table:
    found = location_quotient(cube)
    take = slice(0, 1) if origin.industries else slice(None)
    codes = ("",) if origin.industries else cube.industries
    return Table(codes, np.moveaxis(found.values, 1, 0)[take], np.moveaxis(found.reasons, 1, 0)[take])


def _varieties(origin: Origin, cube: Cube) -> Measured:
    ready = at_level(cube, origin.level)
    groups = groups_above(ready.industries)
    if groups is None:
        raise Coarse(origin.level)
    found = variety(ready, groups, _base(origin))
    return found.related if _rule(origin).name == "related_variety" else found.unrelated


def _base(origin: Origin) -> float:
    return float(np.e) if origin.base == "e" else float(origin.base or 2)


_MEASURES: Mapping[str, Callable[[Origin, Cube], Measured]] = {
    "herfindahl": lambda _, cube: herfindahl(cube),
    "normalised_herfindahl": lambda _, cube: normalised_herfindahl(cube),
    "equivalent_number": lambda _, cube: equivalent_number(cube),
    "entropy": lambda origin, cube: entropy(cube, base=_base(origin)),
    "related_variety": _varieties,
    "unrelated_variety": _varieties,
    "hachman": lambda _, cube: hachman(cube),
    "krugman": lambda _, cube: krugman(cube),
    "hoover": lambda _, cube: hoover(cube),
    "gini": lambda _, cube: gini(cube),
    "theil_t": lambda _, cube: theil_t(cube),
}


def _total_reasons(cube: Cube) -> Codes:
    """Why a region's jobs are not known, (years, regions): a cell is not, and the source does not state the sum either."""
    reasons, stated = cube.region_reasons.copy(), cube.stated.regions if cube.stated is not None else None
    if stated is not None:
        reasons[np.isfinite(stated) & (cube.region_totals > 0)] = Reason.DEFINED
    return reasons


def _jobs(_: Origin, cube: Cube) -> Table:
    return _turned(cube.region_totals, _total_reasons(cube))


def _share(_: Origin, cube: Cube) -> Table:
    """The named industries stand first, see `split_at`."""
    with np.errstate(invalid="ignore", divide="ignore"):
        values = 100 * cube.stack[:, :, 0] / cube.region_totals
    own = cube.cell_reasons[:, :, 0]
    return _turned(values, np.where(own != 0, own, _total_reasons(cube)).astype(np.uint8))


def _largest_share(_: Origin, cube: Cube) -> Table:
    with np.errstate(invalid="ignore", divide="ignore"):
        values = 100 * _known_industries(cube).max(axis=2) / cube.region_totals
    return _turned(values, cube.region_reasons)


def _fewest_industries(origin: Origin, cube: Cube) -> Table:
    """How many of the largest industries it takes to reach so many per cent of all jobs."""
    reached = np.flip(np.sort(_known_industries(cube), axis=2), axis=2).cumsum(axis=2)
    wanted = cube.region_totals[:, :, None] * (origin.percent or 0) / 100
    # Halves of sums must not be lost to the last bit of a product.
    short = reached < wanted * (1 - 1e-12)
    reasons = cube.region_reasons.copy()
    reasons[(reasons == 0) & short.all(axis=2)] = Reason.MISSING_CELL
    return _turned(short.sum(axis=2) + 1.0, reasons)


def _known_industries(cube: Cube) -> Floats:
    """The cells without the jobs whose industry nobody knows: those are no industry, though they count in the total."""
    keep = [place for place, code in enumerate(cube.industries) if code != NO_INDUSTRY]
    return cube.stack[:, :, keep]


_OF_CELLS: Mapping[str, Callable[[Origin, Cube], Table]] = {
    "jobs": _jobs,
    "share": _share,
    "largest_share": _largest_share,
    "fewest_industries": _fewest_industries,
}


def _turned(values: Floats, reasons: Codes) -> Table:
    """From (years, regions) to one code, regions, years."""
    return Table(("",), np.asarray(values, np.float64).T[None], reasons.T[None])


_TERMS = {"national": "national", "mix": "mix", "regional": "regional"}
_ACROSS, _NO_START_YEAR = 254, 255


def _growth(origin: Origin, cube: Cube, breaks: tuple[int, ...]) -> Table:
    """Each year against the one so many years before it; never across a break."""
    parts = (origin.part,) if origin.part else ("total", *_TERMS)
    shape = (len(parts), len(cube.regions), len(cube.years))
    values, reasons = np.full(shape, np.nan), np.full(shape, _NO_START_YEAR, np.uint8)
    for y, year in enumerate(cube.years):
        start = year - (origin.years or 1)
        if start not in cube.years:
            continue
        if any(start < mark <= year for mark in breaks):
            reasons[:, :, y] = _ACROSS
            continue
        found = shift_share(cube, start, year)
        for p, part in enumerate(parts):
            term = found.growth if part == "total" else found.terms[_TERMS[part]]
            values[p, :, y], reasons[p, :, y] = term.values, term.reasons
    return Table(("",) if origin.part else parts, values, reasons)


def _cells(table: Table, at: list[tuple[int, str]], years: tuple[int, ...], breaks: tuple[int, ...], rule: Measure) -> Iterator[Cell]:
    for c, code in enumerate(table.codes):
        for r, place in at:
            for y, year in enumerate(years):
                begins = year in breaks and year != years[0]
                reason = int(table.reasons[c, r, y])
                if reason:
                    yield Cell(place, str(year), code, None, " ".join([_word(reason), *([BREAK] if begins else [])]))
                else:
                    yield Cell(place, str(year), code, round(float(table.values[c, r, y]), rule.decimals) + 0.0, BREAK if begins else "")


def _word(reason: int) -> str:
    own = {_ACROSS: ACROSS_A_BREAK, _NO_START_YEAR: "no_start_year"}
    return own.get(reason) or Reason(reason).name.lower()
