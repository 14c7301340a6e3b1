"""What a reader hands over while it reads, piece by piece, so that no process ever holds a file twice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from samhandling.files.tables import Kind, Row
from samhandling.ground.said import Said

ROWS_AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class Opened:
    """First of all: what the file was recognised as, and the checksum of its bytes."""

    kind: Kind
    sha256: str


@dataclass(frozen=True, slots=True)
class SheetBegins:
    """A sheet; the rows that follow are its."""

    name: str
    merged: tuple[str, ...] = ()
    comments: Mapping[str, str] = field(default_factory=dict)
    formulas: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rows:
    """Some rows of the sheet that began last."""

    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Noted:
    """Something about how the file was read."""

    said: Said


@dataclass(frozen=True, slots=True)
class Ended:
    """The whole file has been read."""

    last: Literal[True] = True


Piece = Opened | SheetBegins | Rows | Noted | Ended
