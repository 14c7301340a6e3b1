"""From a path to a file that is ready to be read in: opened, with its mapping and the name of the register that it belongs to."""

from dataclasses import dataclass
from pathlib import Path

from samhandling.files.opening import open_book
from samhandling.files.tables import Book
from samhandling.ground.faults import refusal
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer
from samhandling.office.models import ImportRun
from samhandling.plan.queries import open_world
from samhandling.plan.rules.headings import LEFT_OUT
from samhandling.plan.rules.mapping import Mapping, from_toml, guess


@dataclass(frozen=True)
class Opened:
    """A file, how its columns are understood, and its lineage: the register's name, else the file's."""

    book: Book
    mapping: Mapping
    lineage: str
    guessed: bool


def open_portfolio(path: Path, mapping: Path | None, *, strategy: str, by: Viewer) -> Opened:
    """Open a portfolio file. Its mapping is the one given, else the one that its last import used, else guessed.

    Raises Refused with all faults of the file or of the mapping.
    """
    book = open_book(path)
    if mapping is not None:
        found = from_toml(_text_of(mapping), mapping.name)
        return Opened(book, found, lineage_of(book, found), guessed=False)
    return understood(book, strategy=strategy, by=by)


def understood(book: Book, *, strategy: str, by: Viewer) -> Opened:
    """An opened file with the mapping that its last import used, else a guessed one. Raises Refused where no table is found."""
    if kept := _kept(book):
        return Opened(book, kept, lineage_of(book, kept), guessed=False)
    found = guess(book, open_world(strategy, seen_by=by))
    return Opened(book, found, lineage_of(book, found), guessed=True)


def _text_of(mapping: Path) -> str:
    try:
        return mapping.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise refusal(
            str(mapping),
            Said("En mappning som går att läsa: en textfil i UTF-8.", "A mapping that can be read: a text file in UTF-8."),
            Said("Kontrollera filens namn. En ny skrivs ut av: samhandling portfolio mapping FIL.",
                 "Check the file's name. A new one is printed by: samhandling portfolio mapping FILE."),
        ) from None  # fmt: skip


def lineage_of(book: Book, mapping: Mapping) -> str:
    """The register that a file belongs to, so that a later edition of it is known again; a list of several sources is its own."""
    return mapping.scopes[0].source if len(mapping.scopes) == 1 and mapping.scopes[0].source else book.file


def _kept(book: Book) -> Mapping | None:
    """The mapping of the last import of a file with this name, where its columns are all still there."""
    text = (
        ImportRun.objects.filter(file=book.file)
        .exclude(state=ImportRun.State.UNDONE)
        .order_by("-id")
        .values_list("mapping", flat=True)
        .first()
    )
    if text is None:
        return None
    found = from_toml(text, book.file)
    sheet = next((sheet for sheet in book.sheets if sheet.name == found.sheet), None)
    if sheet is None or len(sheet.rows) < found.header_row:
        return None
    there = {" ".join(str(cell).split()) for cell in sheet.rows[found.header_row - 1].cells if cell is not None}
    wanted = {heading for heading, field in found.columns.items() if field != LEFT_OUT}
    return found if wanted <= there else None
