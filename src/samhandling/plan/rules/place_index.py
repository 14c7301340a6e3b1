"""Every way that a place's name is written, by its code."""

from functools import cache
from typing import Literal

from samhandling.ground.places import PlaceCode, all_places, county_groups, is_county, is_municipality
from samhandling.language.text import fold
from samhandling.plan.rules.vocabulary import words
from samhandling.plan.rules.world import one_letter_off, squash

Level = Literal["municipality", "county"]
# Shorter names are too easily another name with a letter wrong; no place has a longer one.
LENGTHS_COMPARED = range(6, 41)


@cache
def names(level: Level) -> dict[str, PlaceCode]:
    """Squashed name, genitive and alias → code, for one level."""
    fits = is_county if level == "county" else is_municipality
    found: dict[str, PlaceCode] = {}
    for code, place in all_places().items():
        if not fits(code):
            continue
        for name in (place.name, *place.aliases):
            plain = bare(fold(name))
            for form in (squash(name), squash(plain), squash(plain) + "s", squash(plain).removesuffix("s")):
                found.setdefault(form, code)
    return found


@cache
def near(level: Level) -> dict[str, PlaceCode | None]:
    """One letter left out → code; `None` where two places share it."""
    shared: dict[str, PlaceCode | None] = {}
    for name, code in names(level).items():
        if len(name) in LENGTHS_COMPARED:
            for form in one_letter_off(name):
                shared[form] = code if shared.get(form, code) == code else None
    return shared


@cache
def groups() -> dict[str, tuple[PlaceCode, ...]]:
    """Squashed name of a group of counties → its counties."""
    return {squash(name): codes for name, codes in county_groups().items()}


@cache
def letters() -> dict[str, PlaceCode]:
    """The counties' traditional letters."""
    return {place.letter: code for code, place in all_places().items() if place.letter}


def bare(folded: str) -> str:
    """Without "kommun", "län" and the like around the name."""
    for prefix in words("places", "prefixes"):
        folded = folded.removeprefix(prefix + " ")
    for suffix in words("places", "suffixes"):
        if folded.endswith(" " + suffix):
            return folded[: -len(suffix) - 1]
    return folded
