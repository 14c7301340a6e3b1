"""The door: a path in, a book out, or every reason why not."""

from collections.abc import Iterable
from pathlib import Path
from typing import IO

from samhandling.files.guard import guarded_pieces
from samhandling.files.limits import LIMITS, Limits
from samhandling.files.pieces import Ended, Noted, Opened, Piece, Rows, SheetBegins
from samhandling.files.stopping import broken_off, too_large
from samhandling.files.tables import Book, Row, Sheet
from samhandling.files.wire import in_file
from samhandling.ground.faults import Refused, refusal
from samhandling.ground.said import Said


def open_book(path: Path, limits: Limits = LIMITS) -> Book:
    """The sheets of a CSV, XLSX or JSON file, read in a guarded child process.

    Raises Refused, with the file's name in every place: missing, empty, locked, damaged, of another kind, undecodable,
    too large, or too costly in time or memory.
    """
    try:
        with _opened(path, limits) as source:
            return book_of(path.name, guarded_pieces(source, path.name, limits))
    except Refused as refused:
        raise in_file(refused, path.name) from None


def book_of(name: str, pieces: Iterable[Piece]) -> Book:
    """The book that pieces make. Raises Refused where they break off before the end."""
    opened: Opened | None = None
    sheets: list[tuple[SheetBegins, list[Row]]] = []
    notes: list[Said] = []
    has_ended = False
    for piece in pieces:
        match piece:
            case Opened():
                opened = piece
            case SheetBegins():
                sheets.append((piece, []))
            case Rows():
                sheets[-1][1].extend(piece.rows)
            case Noted():
                notes.append(piece.said)
            case Ended():
                has_ended = True
    if opened is None or not has_ended:
        raise broken_off(name)
    return Book(
        name,
        opened.kind,
        opened.sha256,
        tuple(Sheet(begun.name, tuple(rows), begun.merged, begun.comments, begun.formulas) for begun, rows in sheets),
        tuple(notes),
    )


def _opened(path: Path, limits: Limits) -> IO[bytes]:
    try:
        if path.is_dir():
            raise refusal(
                str(path),
                Said("en fil, inte en mapp", "a file, not a folder"),
                Said("Ange filen i mappen.", "Name the file in the folder."),
            )
        if path.exists() and (size := path.stat().st_size) > limits.file_bytes:
            raise too_large(size, limits.file_bytes)
        return path.open("rb")
    except (FileNotFoundError, NotADirectoryError):
        raise refusal(
            str(path),
            Said("en fil som finns", "a file that exists"),
            Said("Kontrollera sökvägen och stavningen.", "Check the path and the spelling."),
        ) from None
    except (OSError, ValueError) as error:
        raise refusal(
            getattr(error, "strerror", None) or str(error),
            Said("en fil som går att öppna", "a file that can be opened"),
            Said(
                "Stäng filen i andra program och kontrollera att du har rätt att läsa den.",
                "Close the file in other programs and check that you may read it.",
            ),
        ) from None
