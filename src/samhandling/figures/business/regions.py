"""Regions of a source by the codes that the product knows: a county, a municipality, or something else."""

import re
from collections.abc import Collection, Mapping
from functools import cache

from samhandling.ground.places import NATION, PlaceCode, all_places, counties, municipalities_of

COUNTY, MUNICIPALITY, OTHER = "county", "municipality", "other"
_CODE_FIRST = re.compile(r"(\d{2}|\d{4})\s+\D.*")
_NATION = frozenset({"0", "00", "000", "0000", "se", "riket", "sverige", "hela riket", "sweden"})


def region_code(text: str) -> str:
    """The code of a region that a source writes as a code, with its zeros lost, as "0480 Nyköping" or by name; else the text itself."""
    plain = " ".join(text.split())
    if plain.casefold() in _NATION:
        return NATION
    if plain.isdigit():
        padded = plain.zfill(2 if len(plain) < 3 else 4)
        return padded if padded in all_places() else plain
    found = _CODE_FIRST.fullmatch(plain)
    if found and found[1] in all_places():
        return found[1]
    return _by_name().get(plain.casefold(), plain)


def level_of_region(code: str) -> str:
    """What kind of region a code stands for."""
    if PlaceCode(code) not in all_places():
        return OTHER
    return COUNTY if len(code) == 2 else MUNICIPALITY


def is_complete(level: str, codes: Collection[str]) -> bool:
    """Every county, or every municipality, is among the codes."""
    whole = {COUNTY: counties(), MUNICIPALITY: municipalities_of(NATION)}.get(level)
    return whole is not None and set(whole) <= set(codes)


@cache
def _by_name() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for code, place in all_places().items():
        for name in (place.name, *place.aliases):
            found.setdefault(name.casefold(), code)
    return found
