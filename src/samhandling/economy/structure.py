"""How specialised regions are, and how concentrated industries: one set of measures, looked at from either side."""

from collections.abc import Callable
from enum import StrEnum

import numpy as np

from samhandling.economy.cube import Cube, blocks
from samhandling.economy.distributions import (
    entropy_of,
    gini_of,
    hachman_of,
    herfindahl_of,
    krugman_of,
    lorenz_gini_of,
    theil_l_of,
    theil_t_of,
)
from samhandling.economy.results import Codes, Convention, Floats, Measured, Reason, Unit, logarithm, measured

Formula = Callable[[Floats, Floats], Floats]


class Of(StrEnum):
    """Which side is described: a region by its industries (specialisation), or an industry by its regions (concentration)."""

    REGIONS = "regions"
    INDUSTRIES = "industries"


class Curve(StrEnum):
    """Whose Gini: of location quotients, each part alike (Farhauer & Kröll), or of the Lorenz curve against the reference (Krugman)."""

    QUOTIENTS = "quotients"
    LORENZ = "lorenz"


def krugman(cube: Cube, of: Of = Of.REGIONS) -> Measured:
    """Krugman's index against all regions together (the region itself among them), (regions | industries, years); distance, 0 to 2.

    Formula and source: see `krugman_of`. A suppressed cell leaves its region, or industry, undefined.
    """
    return _each_year(cube, "krugman", Unit.DISTANCE, of, krugman_of)


def hoover(cube: Cube, of: Of = Of.REGIONS) -> Measured:
    """Hoover's index against all regions together, (regions | industries, years); share, 0 to 1. See `hoover_of`."""
    twice = krugman(cube, of)
    return measured("hoover", Unit.SHARE, twice.axes, twice.values / 2, twice.reasons, twice.conventions, twice.notes)


def gini(cube: Cube, of: Of = Of.REGIONS, curve: Curve = Curve.QUOTIENTS) -> Measured:
    """Gini's coefficient of specialisation, or concentration, (regions | industries, years); index, 0 to 1. See `gini_of`, `lorenz_gini_of`.

    Industries (regions) that are empty everywhere are left out. `curve`: of the quotients, each alike (the R package REAT's gini.spec and
    gini.conc), or of the Lorenz curve (half of that, by industry, is locational.Gini of the R package EconGeo).
    """
    return _each_year(cube, "gini", Unit.INDEX, of, lorenz_gini_of if curve is Curve.LORENZ else _quotient_gini, {"curve": curve})


def herfindahl(cube: Cube, of: Of = Of.REGIONS) -> Measured:
    """Herfindahl's index, (regions | industries, years); index, 1/n to 1. See `herfindahl_of`."""
    return _each_year(cube, "herfindahl", Unit.INDEX, of, lambda parts, _: herfindahl_of(parts))


def normalised_herfindahl(cube: Cube, of: Of = Of.REGIONS) -> Measured:
    """Herfindahl's index from 0 to 1 whatever the number of parts; n counts every part of the cube. See `normalised_herfindahl_of`."""
    plain = herfindahl(cube, of)
    n = cube.shape[1 if of is Of.REGIONS else 0]
    reasons = np.where((plain.reasons == 0) & (n == 1), Reason.ONE_PART_ONLY, plain.reasons).astype(np.uint8)
    values = (plain.values - 1 / n) / (1 - 1 / n) if n > 1 else plain.values.copy()
    return measured("normalised_herfindahl", Unit.INDEX, plain.axes, values, reasons, {"of": of, "n": n}, plain.notes)


def equivalent_number(cube: Cube, of: Of = Of.REGIONS) -> Measured:
    """How many equally large industries (regions) would give the same Herfindahl, (regions | industries, years). See `equivalent_number_of`."""
    plain = herfindahl(cube, of)
    return measured("equivalent_number", Unit.EQUIVALENTS, plain.axes, 1 / plain.values, plain.reasons, {"of": of}, plain.notes)


def entropy(cube: Cube, of: Of = Of.REGIONS, base: float = 2) -> Measured:
    """Shannon's entropy, (regions | industries, years); bits for base 2, nats for e. See `entropy_of`."""
    _, unit = logarithm(base)
    return _each_year(cube, "entropy", unit, of, lambda parts, _: entropy_of(parts, base), {"base": base})


def hachman(cube: Cube, of: Of = Of.REGIONS) -> Measured:
    """Hachman's index of likeness to the whole, (regions | industries, years); index, 0 to 1. See `hachman_of`."""
    return _each_year(cube, "hachman", Unit.INDEX, of, hachman_of)


def theil_t(cube: Cube, of: Of = Of.REGIONS) -> Measured:
    """Theil's T against all regions together, (regions | industries, years), nats; industries that a region lacks count 0. See `theil_t_of`."""
    return _each_year(cube, "theil_t", Unit.NATS, of, theil_t_of)


def theil_l(cube: Cube, of: Of = Of.REGIONS) -> Measured:
    """Theil's L against all regions together, (regions | industries, years), nats. Undefined (`ZERO_CELL`) where a part is 0. See `theil_l_of`."""
    return _each_year(cube, "theil_l", Unit.NATS, of, theil_l_of)


def _quotient_gini(parts: Floats, reference: Floats) -> Floats:
    live = reference > 0
    if live.all():
        return gini_of(parts / reference)
    if not live.any():
        return np.zeros(parts.shape[:-1])
    return gini_of(parts[..., live] / reference[live])


def _each_year(cube: Cube, name: str, unit: Unit, of: Of, formula: Formula, conventions: dict[str, Convention] | None = None) -> Measured:
    if of is Of.INDUSTRIES:
        cube.must_be_whole(name)
    said = {"of": of, **(conventions or {})}
    return cube.remember((name, *sorted(said.items())), lambda: _computed(cube, name, unit, of, formula, said))


def _computed(cube: Cube, name: str, unit: Unit, of: Of, formula: Formula, said: dict[str, Convention]) -> Measured:
    """The formula year by year: a year fits in the processor's cache where all years do not."""
    by_region = of is Of.REGIONS
    values = np.empty((len(cube.years), cube.shape[0 if by_region else 1]))
    for y, cells in enumerate(cube.stack):
        with np.errstate(invalid="ignore", divide="ignore"):
            # A turned view, not a copy: the arithmetic follows the memory's own order.
            rows = cells if by_region else cells.T
            reference = cube.industry_totals[y] if by_region else cube.region_totals[y]
            for part in blocks(*rows.shape):
                values[y, part] = formula(rows[part], reference)
    reasons: Codes = (cube.region_reasons if by_region else cube.industry_reasons).copy()
    reasons[(reasons == 0) & np.isinf(values)] = Reason.ZERO_CELL
    axis = cube.region_axis if by_region else cube.industry_axis
    return measured(name, unit, (axis, cube.year_axis), values.T.copy(), reasons.T.copy(), said, cube.notes)
