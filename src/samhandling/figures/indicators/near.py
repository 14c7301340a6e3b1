"""Whom a place is compared with: those that it borders on, and those that Kolada finds similar. Shipped facts, see data/SOURCE.md."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class SimilarGroup:
    """A group of places that Kolada finds similar to `place`, which is not in it itself. `family`: how such groups' names begin."""

    family: str
    place: str
    year: int
    id: str
    members: tuple[str, ...]


def neighbours_of(place: str) -> tuple[str, ...]:
    """Places of the same kind that share a boundary on land; none for islands and the nation."""
    return _neighbours().get(place, ())


def similar_to(place: str, families: Sequence[str]) -> SimilarGroup | None:
    """The first of the families that has a group for the place."""
    return next((found for family in families for found in _similar().get(place, ()) if found.family.startswith(family)), None)


def _rows(name: str) -> list[dict[str, str]]:
    text = files("samhandling.figures").joinpath("data", name).read_text("utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter=";"))


@cache
def _neighbours() -> Mapping[str, tuple[str, ...]]:
    return {row["place"]: tuple(row["neighbours"].split("|")) for row in _rows("neighbours.csv")}


@cache
def _similar() -> Mapping[str, tuple[SimilarGroup, ...]]:
    found: dict[str, tuple[SimilarGroup, ...]] = {}
    for row in _rows("similar.csv"):
        group = SimilarGroup(row["family"], row["place"], int(row["year"]), row["group"], tuple(row["members"].split("|")))
        found[group.place] = (*found.get(group.place, ()), group)
    return found
