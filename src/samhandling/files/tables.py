"""What a foreign file holds: sheets of rows of plain cells, each at the place where its reader sees it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from samhandling.ground.said import Said

Cell = str | int | float | bool | date | datetime | None
Kind = Literal["csv", "xlsx", "json"]


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `number` is the one that the reader's own program shows, from 1; a blank row has no cells.

    In a CSV it is the line where the record starts, in a JSON list the headings are row 1 and the first record row 2.
    """

    number: int
    cells: tuple[Cell, ...]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table. `merged` are ranges ("A1:N1"); `comments` and `formulas` are texts by cell ("B29").

    The name is empty where the file has no names for its tables. A formula that a program shares among many cells stands at
    each of them as it was written for the first.
    """

    name: str
    rows: Sequence[Row]
    merged: tuple[str, ...] = ()
    comments: Mapping[str, str] = field(default_factory=dict)
    formulas: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Book:
    """A file that has been read: its name, what it was recognised as, the checksum of its bytes, and how it was read."""

    file: str
    kind: Kind
    sha256: str
    sheets: tuple[Sheet, ...]
    notes: tuple[Said, ...] = ()
