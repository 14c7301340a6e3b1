"""Places by Statistics Sweden's codes: "00" the nation, two digits a county, four a municipality.

Codes and names: SCB, Län och kommuner i kodnummerordning (21 counties, 290 municipalities, valid since 2007-01-01).
Groups of counties: NUTS 2 areas and programme areas of the Regional Development Fund.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NewType

PlaceCode = NewType("PlaceCode", str)

NATION = PlaceCode("00")
COUNTIES_IN_NATION = 21


@dataclass(frozen=True, slots=True)
class Place:
    """One place. `letter` is the county's traditional letter; `aliases` other names in use."""

    code: PlaceCode
    name: str
    letter: str = ""
    aliases: tuple[str, ...] = ()


def _rows(name: str) -> list[dict[str, str]]:
    text = files("samhandling.ground").joinpath(name).read_text("utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter=";"))


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


@cache
def all_places() -> Mapping[PlaceCode, Place]:
    """Every place by its code, in code order: the nation, counties, municipalities."""
    return {
        PlaceCode(row["code"]): Place(PlaceCode(row["code"]), row["name"], row["letter"], _split(row["aliases"]))
        for row in _rows("places.csv")
    }


@cache
def county_groups() -> Mapping[str, tuple[PlaceCode, ...]]:
    """Names of groups of counties (and their other names) with the codes that they stand for."""
    groups: dict[str, tuple[PlaceCode, ...]] = {}
    for row in _rows("place_groups.csv"):
        counties = tuple(PlaceCode(code) for code in _split(row["counties"]))
        for name in (row["name"], *_split(row["aliases"])):
            groups[name] = counties
    return groups


@cache
def counties() -> tuple[PlaceCode, ...]:
    """The 21 counties in code order."""
    return tuple(code for code in all_places() if is_county(code))


@cache
def municipalities_of(county: PlaceCode) -> tuple[PlaceCode, ...]:
    """The municipalities of `county` in code order; of the nation: all 290."""
    every = (code for code in all_places() if is_municipality(code))
    return tuple(code for code in every if county == NATION or county_of(code) == county)


def is_county(code: PlaceCode) -> bool:
    """`code` is a county's."""
    return len(code) == 2 and code != NATION


def is_municipality(code: PlaceCode) -> bool:
    """`code` is a municipality's."""
    return len(code) == 4


def county_of(code: PlaceCode) -> PlaceCode:
    """The county that a municipality lies in; a county is its own."""
    return PlaceCode(code[:2])


def place_name(code: PlaceCode) -> str:
    """The official name, or the code itself where it is not known."""
    place = all_places().get(code)
    return place.name if place else code


def is_nation_wide(codes: Iterable[PlaceCode]) -> bool:
    """Every county of the nation is among `codes`."""
    return len({code for code in codes if is_county(code)}) == COUNTIES_IN_NATION
