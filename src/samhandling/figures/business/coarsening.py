"""A cube's industries gathered to a coarser level or to a few named ones, with what is not known kept unknown."""

import csv
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from samhandling.economy import Classification, Cube, Stated
from samhandling.figures.business.classifications import (
    CLASS,
    DETAIL,
    DIVISION,
    GROUP,
    SECTION,
    SECTIONS_JOINED,
    classification,
    is_unknown_industry,
    sections_in,
)
from samhandling.figures.business.making_nation import REST

UNKNOWN_INDUSTRY = "US"
OTHERS = "others"
_DIGITS = {DIVISION: 2, GROUP: 3, CLASS: 4, DETAIL: 5}
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Codes = NDArray[np.uint8]


class Coarse(Exception):  # noqa: N818 (what the figures are)
    """An industry of the figures holds more than the level, or the industries, that are asked for."""


def at_level(cube: Cube, level: str) -> Cube:
    """The cube with its industries gathered to a level of SNI. Raises Coarse: they are coarser than that, or no SNI codes."""
    return cube.remember(("at level", level), lambda: _gathered(cube, lambda code: _above(code, level), Classification("SNI 2007", level)))


def split_at(cube: Cube, industries: Sequence[str]) -> Cube:
    """The cube with two industries, the named ones together (first) and all `OTHERS`. Raises Coarse: one of the figures' holds both."""
    wanted = tuple(industries)

    def side(code: str) -> str | None:
        inside = _is_within(code, wanted)
        return None if inside is None else "asked" if inside else OTHERS

    return cube.remember(("split at", wanted), lambda: _gathered(cube, side, cube.classification, ("asked", OTHERS)))


def as_nation(cube: Cube) -> Cube:
    """The whole as a cube of one region, `00`; industries whose sum over the nation is not known are missing."""
    known = nation_known(cube)
    stack = np.where(known, cube.industry_totals, 0.0)[:, None, :]
    missing = None if known.all() else ~known[:, None, :]
    return replace(cube, regions=("00",), stack=stack, suppressed=None, missing=missing, stated=None, whole=None)


def nation_known(cube: Cube) -> Bools:
    """(years, industries): the sum over the nation is known, though cells of some regions may not be."""
    if cube.unknown is None:
        return np.ones((len(cube.years), len(cube.industries)), np.bool_)
    if REST in cube.regions:
        # The rest is the nation less what is known, so that the sum is right whatever is hidden in the others.
        return ~cube.unknown[:, cube.regions.index(REST), :]
    known: Bools = np.logical_not(cube.unknown.any(axis=1))
    return known | np.isfinite(cube.stated.industries) if cube.stated is not None and cube.stated.industries is not None else known


@cache
def branch_groups() -> tuple[str, ...]:
    """The groups that official statistics join the sections of SNI 2007 to: "A", "B+C" ..."""
    text = files("samhandling.figures.business").joinpath("data", "kolada-shares.csv").read_text("utf-8")
    return tuple(row["code"] for row in csv.DictReader(text.splitlines(), delimiter=";"))


def _above(code: str, level: str) -> str | None:
    """The code at the level that holds `code`; None where there is none."""
    if is_unknown_industry(code):
        return UNKNOWN_INDUSTRY
    sections = sections_in(code) or _section_of(code)
    if not sections:
        return None
    if level == SECTION:
        return sections[0] if len(sections) == 1 else None
    if level == SECTIONS_JOINED:
        return next((group for group in branch_groups() if set(sections) <= set(sections_in(group))), None)
    digits = code.replace(".", "")
    return digits[: _DIGITS[level]] if digits.isdigit() and len(digits) >= _DIGITS[level] else None


def _section_of(code: str) -> tuple[str, ...]:
    entry = classification("sni", "2007").entries.get(code.replace(".", "")[:2])
    return (entry.parent,) if entry is not None and entry.level == DIVISION else ()


def _is_within(code: str, wanted: Sequence[str]) -> bool | None:
    """Whether the industry is one of those, or part of one; None where it holds some of it and more."""
    if is_unknown_industry(code):
        return False
    digits = code.replace(".", "")
    named = [one.replace(".", "") for one in wanted]
    numbers, letters = [one for one in named if one.isdigit()], {letter for one in wanted for letter in sections_in(one)}
    sections = set(sections_in(code)) or set(_section_of(code))
    if not sections:
        return None
    if sections <= letters or any(digits.startswith(one) for one in numbers):
        return True
    parts = {section for one in numbers for section in _section_of(one)}
    holds_some = any(one.startswith(digits) for one in numbers) if digits.isdigit() else bool(sections & (letters | parts))
    return None if holds_some else False


def _gathered(cube: Cube, of: Callable[[str], str | None], kind: Classification, order: Sequence[str] = ()) -> Cube:
    codes = [of(code) for code in cube.industries]
    found = [code for code in codes if code is not None]
    if len(found) < len(codes):
        raise Coarse(kind.level)
    names = tuple(order) or tuple(sorted(set(found)))
    if names == cube.industries:
        return cube
    into = np.zeros((len(codes), len(names)))
    into[np.arange(len(codes)), [names.index(code) for code in found]] = 1.0
    masks = [None if mask is None else (mask @ into) > 0 for mask in (cube.suppressed, cube.missing)]
    stack: Floats = cube.stack @ into
    for mask in masks:
        if mask is not None:
            stack[mask] = 0.0
    return replace(
        cube, industries=names, stack=stack, suppressed=masks[0], missing=masks[1], classification=kind, stated=_stated(cube, into)
    )


def _stated(cube: Cube, into: Floats) -> Stated | None:
    """The totals that hold for the gathered cube: what was known of the parts is not lost where a part of the group is hidden."""
    if cube.unknown is None:
        return cube.stated and Stated(cube.stated.regions)
    whole = np.where(nation_known(cube), cube.industry_totals, np.nan) @ into
    return Stated(cube.stated.regions if cube.stated else None, whole, cube.grand_totals)
