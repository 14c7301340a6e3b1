"""Pieces and refusals as lines of JSON, the only thing that passes from the guarded child to its parent.

JSON because a decoder of it can do nothing but make plain values, whatever a file may have done to the child.
A day or a moment is a list of one ISO text. The parent checks every type before it believes a line.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any

from samhandling.files.pieces import Ended, Noted, Opened, Piece, Rows, SheetBegins
from samhandling.files.tables import Cell, Row
from samhandling.ground.faults import Fault, Location, Refused, refusal
from samhandling.ground.said import Said

_KINDS = ("csv", "xlsx", "json")
_DAY_LENGTH = 10
_ALIKE_KEPT = 4_096


class Garbled(Exception):  # noqa: N818 (never shown; the guard turns it into a refusal)
    """A line that no child of ours writes."""


def lines(pieces: Iterable[Piece]) -> Iterator[bytes]:
    """Each piece as a line; a refusal as the last one."""
    try:
        sheet = ""
        for piece in pieces:
            if isinstance(piece, SheetBegins):
                sheet = piece.name
            line = _line(_plain(piece))
            if b"\\u0000" in line or b"\\ud" in line:
                _refuse_what_is_no_text(piece, sheet)
            yield line
    except Refused as refused:
        yield refusal_line(refused)


def refusal_line(refused: Refused) -> bytes:
    """A refusal as a line."""
    return _line(["refused", [asdict(fault) for fault in refused.faults]])


def _line(value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_iso)
    return text.encode("utf-8", "backslashreplace") + b"\n"


def _iso(value: object) -> list[str]:
    if isinstance(value, date):
        return [value.isoformat()]
    raise TypeError(type(value).__name__)


def _plain(piece: Piece) -> list[Any]:
    match piece:
        case Rows():
            return ["rows", [(row.number, row.hidden, row.cells) for row in piece.rows]]
        case SheetBegins():
            return ["sheet", piece.name, piece.merged, dict(piece.comments), dict(piece.formulas)]
        case Opened():
            return ["opened", piece.kind, piece.sha256]
        case Noted():
            return ["noted", piece.said.sv, piece.said.en]
        case Ended():
            return ["ended"]


def _refuse_what_is_no_text(piece: Piece, sheet: str) -> None:
    """A zero character and half of a surrogate pair can be written in JSON, but no database stores them as text."""
    for row in piece.rows if isinstance(piece, Rows) else ():
        for cell in row.cells:
            if isinstance(cell, str) and ("\0" in cell or any("\ud800" <= letter <= "\udfff" for letter in cell)):
                raise _no_text(ascii(cell)[:80], Location(sheet=sheet, row=row.number))
    if isinstance(piece, SheetBegins):
        for text in (piece.name, *piece.comments.values(), *piece.formulas.values()):
            if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
                raise _no_text(ascii(text)[:80], Location(sheet=ascii(sheet)[1:-1]))


def _no_text(read: str, location: Location) -> Refused:
    return refusal(
        read,
        Said(
            "text; ett nolltecken eller ett halvt tecken går inte att spara", "text; a null character or half a character cannot be stored"
        ),
        Said("Ta bort tecknet ur cellen, eller exportera filen på nytt.", "Remove the character from the cell, or export the file again."),
        location,
    )


class Decoder:
    """Lines back to pieces. Texts that recur in a column become one object, so that a large table fits in little memory."""

    def __init__(self) -> None:
        self._alike: list[dict[str, str]] = []

    def piece(self, line: bytes) -> Piece:
        """One line's piece. Raises Refused where the line is a refusal, Garbled where it is neither."""
        try:
            match json.loads(line):
                case ["rows", list(rows)]:
                    return Rows([self._row(*row) for row in rows])
                case ["sheet", str(name), list(merged), dict(comments), dict(formulas)]:
                    self._alike = []
                    return SheetBegins(name, tuple(_text(ref) for ref in merged), _texts(comments), _texts(formulas))
                case ["opened", "csv" | "xlsx" | "json" as kind, str(checksum)]:
                    return Opened(kind, checksum)
                case ["noted", str(sv), str(en)]:
                    return Noted(Said(sv, en))
                case ["ended"]:
                    return Ended()
                case ["refused", list(faults)]:
                    raise Refused([_fault(fault) for fault in faults])
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise Garbled(str(error)) from None
        raise Garbled(repr(line[:80]))

    def _row(self, number: int, hidden: bool, cells: list[Any]) -> Row:
        if type(number) is not int or type(hidden) is not bool or type(cells) is not list:
            raise TypeError("row")
        while len(self._alike) < len(cells):
            self._alike.append({})
        return Row(number, tuple([self._cell(cell, alike) for cell, alike in zip(cells, self._alike, strict=False)]), hidden)

    def _cell(self, cell: Any, alike: dict[str, str]) -> Cell:
        if type(cell) is str:
            return alike.setdefault(cell, cell) if len(alike) < _ALIKE_KEPT else alike.get(cell, cell)
        if cell is None or isinstance(cell, (bool, int, float)):
            return cell
        (iso,) = cell
        return date.fromisoformat(iso) if len(iso) == _DAY_LENGTH else datetime.fromisoformat(iso)


def _text(value: Any) -> str:
    if type(value) is not str:
        raise TypeError("text")
    return value


def _texts(values: dict[str, Any]) -> dict[str, str]:
    return {key: _text(value) for key, value in values.items()}


def _fault(plain: dict[str, Any]) -> Fault:
    return Fault(Location(**plain["location"]), _text(plain["read"]), Said(**plain["expected"]), Said(**plain["way_out"]))


def in_file(refused: Refused, name: str) -> Refused:
    """The same refusal with the file's name in every place."""
    return Refused([replace(fault, location=replace(fault.location, file=name)) for fault in refused.faults])
