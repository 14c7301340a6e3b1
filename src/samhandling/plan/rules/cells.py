"""What the reading of one cell gives: a value, and what a person has to be told or asked about it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

from samhandling.files.tables import Cell
from samhandling.ground.said import Said

Value = TypeVar("Value", covariant=True)


@dataclass(frozen=True, slots=True)
class Unclear:
    """Becomes a `Doubt`: written as unknown or suggested. `said` does not tell the place; the doubt's location does."""

    kind: str
    said: Said
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wrong:
    """Becomes a `Fault`: a value that can be read but cannot be true."""

    expected: Said
    way_out: Said


@dataclass(frozen=True, slots=True)
class Found(Generic[Value]):
    """A reading. `noted` are sentences about it that need no answer."""

    value: Value
    unclear: Unclear | None = None
    wrong: Wrong | None = None
    noted: tuple[Said, ...] = ()


def text_of(cell: Cell) -> str:
    """A cell as a person sees it: a whole number without ".0", a day in ISO form, nothing as an empty text."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "ja" if cell else "nej"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == datetime.min.time() else cell.isoformat(" ")
    return cell.isoformat() if isinstance(cell, date) else str(cell)
