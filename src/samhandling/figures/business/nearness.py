"""What lies near a place's industries, how demanding it is, and which places live on much the same."""

from collections.abc import Collection, Iterator

import numpy as np

from samhandling.economy import (
    Cube,
    Diagonal,
    Disconnected,
    Nearness,
    Reason,
    TooCoarse,
    complexity,
    density,
    hoover_of,
    network,
    relatedness,
)
from samhandling.economy.results import Floats
from samhandling.figures.business.making_nation import REST
from samhandling.figures.business.measuring import Asked
from samhandling.figures.business.reasons import too_coarse, unknown
from samhandling.figures.business.regions import COUNTY, MUNICIPALITY, level_of_region
from samhandling.figures.business.shapes import Alike, Near, NearRow, Unknown
from samhandling.figures.indicators.near import similar_to
from samhandling.ground.places import PlaceCode, place_name
from samhandling.ground.said import Said, same

_LACKING, _PRESENT, _MOST_ALIKE, _LEAST_MEMBERS = 20, 15, 8, 3
_PARTLY = Said(
    "Det som ligger nära går att räkna när alla län eller alla kommuner finns i siffrorna; här finns bara några.",
    "What lies near can be computed where all counties or all municipalities stand in the figures; here are only some.",
)
_SUPPRESSED = Said(
    "Dolda uppgifter räknas här som att branschen inte finns på platsen.", "Withheld figures count here as if the industry were not there."
)


def near(asked: Asked) -> Near | Unknown:
    """Industries that are not yet a strength, nearest first, then the largest of those that are. Nearness 0 to 1, demanding as a rank 0 to 1."""
    now = asked.now
    if REST in now.regions:
        return Unknown(_PARTLY)
    try:
        net = now.remember(("network", None), lambda: network(now, asked.year))
    except TooCoarse as coarse:
        return too_coarse(coarse)
    found = now.remember(("complexity", None), lambda: complexity(net, disconnected=Disconnected.LARGEST_PART))
    level = found.industries
    order = now.remember(("demanding",), lambda: _ranks(level.values))
    related = now.remember(("related",), lambda: relatedness(net, Nearness.PROBABILITY, Diagonal.ZERO))
    close = density(net, related, (asked.place,))
    shown = close.defined[0] & np.isfinite(order)
    place = net.region_axis.place(asked.place)
    counts = dict(zip(now.industries, now.stack[0, now.region_axis.place(asked.place)], strict=True))
    rows = [
        NearRow(code, asked.name(code), float(close.values[0, at]), float(order[at]), bool(net.present[place, at]), float(counts[code]))
        for at, code in enumerate(net.industries)
        if shown[at]
    ]
    if not rows:
        return unknown(Reason.NOTHING_PRESENT)
    lacking = sorted((row for row in rows if not row.present), key=lambda row: (-row.nearness, row.code))[:_LACKING]
    present = sorted((row for row in rows if row.present), key=lambda row: (-(row.count or 0.0), row.code))[:_PRESENT]
    return Near((*lacking, *present), asked.year, None if now.suppressed is None else _SUPPRESSED)


def _ranks(values: Floats) -> Floats:
    """0 for the least, 1 for the most; NaN stays."""
    known = np.flatnonzero(np.isfinite(values))
    ranks = np.full(values.shape, np.nan)
    order = known[np.argsort(values[known], kind="stable")]
    ranks[order] = np.arange(len(order)) / max(len(order) - 1, 1)
    return ranks


def resembles(asked: Asked, counties: Cube | None, opened: Collection[str]) -> tuple[Alike, ...] | Unknown:
    """Places that live on much the same, the most alike first: counties, the municipality's kind, and municipalities that have opened.

    `counties`: the cube of counties in the same figures, for a municipality.
    """
    now, place = asked.now, asked.place
    own = now.region_axis.place(place)
    if now.region_reasons[0, own]:
        return unknown(Reason(int(now.region_reasons[0, own])))
    structure = now.stack[0, own]
    found = list(_others(asked, now, structure, opened))
    if level_of_region(place) == MUNICIPALITY:
        found += _of_kind(now, place, structure)
        if counties is not None and counties.industries == now.industries and asked.year in counties.years:
            year = asked.year
            found += _others(asked, counties.remember(("year", year), lambda: counties.only(year)), structure, opened)
    if not found:
        return Unknown(
            Said(
                "Här finns ingen annan plats att jämföra med som är helt känd och som får nämnas.",
                "There is no other place to compare with here that is wholly known and may be named.",
            )
        )
    return tuple(sorted(found, key=lambda one: (one.distance, one.code))[:_MOST_ALIKE])


def _others(asked: Asked, now: Cube, structure: Floats, opened: Collection[str]) -> Iterator[Alike]:
    known = now.region_reasons[0] == 0
    for at, code in enumerate(now.regions):
        level = level_of_region(code)
        may_be_named = (
            level == COUNTY or (level == MUNICIPALITY and code in opened) or (level not in (COUNTY, MUNICIPALITY) and code != REST)
        )
        if known[at] and may_be_named and code != asked.place:
            yield Alike(code, same(place_name(PlaceCode(code))), float(hoover_of(now.stack[0, at], structure)), level)


def _of_kind(now: Cube, place: str, structure: Floats) -> Iterator[Alike]:
    """The municipalities that Kolada finds similar, together and without their names."""
    group = similar_to(place, ("Liknande kommuner, övergripande", "Liknande"))
    members = [now.regions.index(code) for code in (group.members if group else ()) if code in now.regions]
    members = [at for at in members if now.region_reasons[0, at] == 0]
    if len(members) >= _LEAST_MEMBERS:
        together = now.stack[0, members].sum(axis=0)
        name = Said(f"{len(members)} liknande kommuner enligt Kolada", f"{len(members)} similar municipalities according to Kolada")
        yield Alike("", name, float(hoover_of(together, structure)), "group")
