"""Every source has its own codes for places; here they become Statistics Sweden's.

"00" the nation, two digits a county, four a municipality. A code that is none of these (a group, another country, a labour market)
is kept as it stands: it is a place, only not one of these.
"""

import csv
import re
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

from samhandling.ground.places import NATION, all_places, is_county

PlaceScheme = Literal["scb", "kolada", "nuts", "names", "own"]

_CODE_FIRST = re.compile(r"(\d{4}|\d{2})[\s,]+\D.*")
_NATION_NAMES = ("riket", "hela riket", "sverige", "sweden", "hela landet", "totalt riket")


def place_code(code: str, label: str, scheme: PlaceScheme) -> str:
    """The place that a source calls `code` (with `label`), in Statistics Sweden's codes where it is one of theirs.

    `names`: the source numbers its places in its own way, and only the label tells which it is. `own`: other places than these.
    """
    return _SCHEMES[scheme](code.strip(), label.strip())


def _of_kolada(code: str, label: str) -> str:
    # Kolada codes regions 00xx and the nation 0000; SCB uses the county code and 00.
    return code[2:] if re.fullmatch(r"00\d{2}", code) else code


def _of_nuts(code: str, label: str) -> str:
    return _nuts().get(code, code)


def _of_names(code: str, label: str) -> str:
    name = label or code
    if found := _CODE_FIRST.fullmatch(name):
        return found[1]
    return _names().get(" ".join(name.casefold().split()), code)


_SCHEMES: Mapping[PlaceScheme, Callable[[str, str], str]] = {
    "scb": lambda code, label: code,
    "own": lambda code, label: code,
    "kolada": _of_kolada,
    "nuts": _of_nuts,
    "names": _of_names,
}


@cache
def _nuts() -> Mapping[str, str]:
    text = files("samhandling.figures.sources").joinpath("nuts.csv").read_text("utf-8")
    return {row["nuts"]: row["code"] for row in csv.DictReader(text.splitlines(), delimiter=";")}


@cache
def _names() -> Mapping[str, str]:
    """Every way to write a place's name. A municipality's plain name goes before a county's short one: Örebro is the municipality."""
    found: dict[str, str] = dict.fromkeys(_NATION_NAMES, NATION)
    counties = [place for place in all_places().values() if is_county(place.code)]
    for place in counties:
        short = place.name.removesuffix(" län")
        for name in (place.name, short, short.removesuffix("s"), *place.aliases):
            found.setdefault(name.casefold(), place.code)
            found.setdefault(f"region {name}".casefold(), place.code)
    for place in all_places().values():
        if len(place.code) == 4:
            for name in (place.name, f"{place.name} kommun", f"{place.name}s kommun", *place.aliases):
                found[name.casefold()] = place.code
    return found
