"""Figures as people and programs write them in tables. One decimal sign a file; what could be read in two ways is refused."""

import math
import re
from dataclasses import dataclass
from datetime import date, datetime

from samhandling.figures.sources.files_by_hand.mapping import TableMapping

_PLAIN = re.compile(r"[+\-\u2212]?[0-9]+(?:[.,][0-9]+)?(?:[eE][+\-]?[0-9]{1,3})?")
Cell = str | int | float | bool | date | datetime | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A value (None where there is none) and its status ("" when plain)."""

    value: float | None
    status: str = ""


class NoFigure(ValueError):  # noqa: N818 (it reads as what it says)
    """A cell that is no figure; `other_sign` where it is one with another decimal sign than the file's."""

    def __init__(self, other_sign: bool = False) -> None:
        super().__init__()
        self.other_sign = other_sign


def figure_of(cell: Cell, mapping: TableMapping) -> Figure:
    """The figure in a cell. An empty one has no value and no status. Raises NoFigure."""
    match cell:
        case None | "":
            return Figure(None)
        case bool() | date():
            raise NoFigure
        case int() | float():
            if not math.isfinite(cell):
                raise NoFigure
            return Figure(float(cell))
    text = str(cell).strip()
    if text in mapping.symbols:
        return Figure(mapping.symbols[text], text)
    return Figure(_number(text, mapping)) if text else Figure(None)


def _number(text: str, mapping: TableMapping) -> float:
    grouped = (
        re.fullmatch(rf"([+\-\u2212]?[0-9]{{1,3}})(?:[{re.escape(mapping.thousands)}][0-9]{{3}})+(?:[.,][0-9]+)?", text)
        if mapping.thousands
        else None
    )
    plain = re.sub(f"[{re.escape(mapping.thousands)}]", "", text) if grouped else text
    if not _PLAIN.fullmatch(plain):
        raise NoFigure
    other = "." if mapping.decimal == "," else ","
    if other in plain:
        raise NoFigure(other_sign=True)
    return float(plain.replace(mapping.decimal, ".").replace("\u2212", "-"))
