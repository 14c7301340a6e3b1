"""How finely industries are told apart, in words."""

from samhandling.economy import Cube
from samhandling.figures.business.classifications import LEVELS
from samhandling.ground.said import Said


def level_said(cube: Cube, level: str) -> Said:
    """ "22 huvudgrupper (två siffror) i SNI 2007"."""
    count = len(cube.industries)
    if level not in LEVELS:
        return Said(f"{count} branscher, i källans egen indelning", f"{count} industries, as the source divides them")
    words, name = LEVELS[level], cube.classification.name
    return Said(f"{count} {words.sv} i {name}", f"{count} {words.en} of {name}")
