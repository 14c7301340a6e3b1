"""A table of organisations, read with every fault at once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from samhandling.files.tables import Book, Row, Sheet
from samhandling.ground.faults import Fault, Location, Refused
from samhandling.ground.said import Said
from samhandling.language.text import clean

REQUIRED = ("id", "name")
_CODE = re.compile(r"[A-Za-z0-9_-]{1,120}")
_LONGEST = {"name": 255, "type": 64, "municipality": 4, "org_number": 16}


@dataclass(frozen=True, slots=True)
class NewActor:
    """An organisation as a file tells of it."""

    code: str
    name: str
    type: str = ""
    municipality: str = ""
    org_number: str = ""
    note: str = ""
    aliases: tuple[str, ...] = ()


def read_actors(book: Book) -> list[NewActor]:
    """The organisations of a book's first sheet, with headings in its first row.

    Raises Refused with every fault: no id or name, an id that is no id or stands twice, a text that is too long.
    """
    sheet = book.sheets[0] if book.sheets else Sheet("", ())
    headings = [clean(str(cell)) for cell in sheet.rows[0].cells] if sheet.rows else []
    if not set(REQUIRED) <= set(headings):
        raise Refused([_no_headings(book, headings)])
    found: list[NewActor] = []
    faults: list[Fault] = []
    first: dict[str, int] = {}
    for row in sheet.rows[1:]:
        cells = _cells(headings, row)
        if not any(cells.values()):
            continue
        told = list(_faults(cells, Location(book.file, sheet.name, row.number), first))
        first.setdefault(cells["id"], row.number)
        faults += told
        if not told:
            found.append(_actor(cells))
    if faults:
        raise Refused(faults)
    return found


def _cells(headings: list[str], row: Row) -> dict[str, str]:
    texts = ["" if cell is None else str(cell).strip() for cell in row.cells]
    texts += [""] * (len(headings) - len(texts))
    return dict(zip(headings, texts, strict=False))


def _actor(cells: dict[str, str]) -> NewActor:
    aliases = dict.fromkeys(clean(name) for name in cells.get("aliases", "").split("|") if name.strip())
    return NewActor(
        cells["id"],
        clean(cells["name"]),
        cells.get("type", ""),
        cells.get("municipality", ""),
        cells.get("org_number", ""),
        cells.get("note", ""),
        tuple(aliases),
    )


def _faults(cells: dict[str, str], place: Location, first: dict[str, int]) -> Iterator[Fault]:
    code = cells["id"]
    if not _CODE.fullmatch(code):
        yield _fault(place, "id", code, *_ID)
    elif code in first:
        expected = Said(f"Ett id för varje aktör; {code} står också på rad {first[code]}.",
                        f"One id for each actor; {code} also stands in row {first[code]}.")  # fmt: skip
        yield _fault(place, "id", code, expected, Said("Ta bort den ena raden.", "Remove one of the rows."))
    if not cells["name"]:
        yield _fault(place, "name", "", Said("Aktörens namn.", "The actor's name."), Said("Skriv namnet.", "Write the name."))
    for column, most in _LONGEST.items():
        if len(text := cells.get(column, "")) > most:
            expected = Said(f"Högst {most} tecken.", f"At most {most} characters.")
            yield _fault(place, column, text[:80], expected, Said("Förkorta texten.", "Shorten the text."))


_ID = (
    Said(
        "Ett id av bokstäver a till z, siffror och bindestreck, högst 120 tecken.",
        "An id of letters a to z, digits and hyphens, at most 120 characters.",
    ),
    Said("Till exempel almi-malardalen.", "For instance almi-malardalen."),
)


def _fault(place: Location, column: str, read: str, expected: Said, way_out: Said) -> Fault:
    return Fault(Location(place.file, place.sheet, place.row, column), read, expected, way_out)


def _no_headings(book: Book, headings: list[str]) -> Fault:
    return Fault(
        Location(book.file),
        ", ".join(headings),
        Said("En rubrikrad med minst id och name.", "A row of headings with at least id and name."),
        Said("Lägg till rubrikerna.", "Add the headings."),
    )
