"""A file of employment as columns: region, industry, year, value, with each row's own number. CSV, XLSX, PX, JSON-stat."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from samhandling.figures.business.reading_cubes import columns_of_cube
from samhandling.figures.business.reading_words import ColumnsOf, Read, words_for
from samhandling.files.cube.opening import read_cube
from samhandling.files.opening import open_book
from samhandling.files.tables import Cell, Row, Sheet
from samhandling.ground.faults import Fault, Location, Refused
from samhandling.ground.said import Said

_TABLES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm")
_ROWS_SEARCHED = 50
_SAY = Said(
    "Ange kolumnerna, till exempel --mapping region=Kommun,industry=SNI,year=År,value=Antal.",
    "Name the columns, for instance --mapping region=Municipality,industry=SNI,year=Year,value=Count.",
)


def read_file(path: Path, columns: ColumnsOf, *, with_years: bool = True) -> Read:
    """The rows of a file. Raises Refused: the file cannot be read, or its columns cannot be told.

    A table is recognised by the file's ending, all else by its content. Columns that are not named are sought by their headings.
    `with_years`: a table must have a column of years.
    """
    if path.suffix.lower() in _TABLES:
        book = open_book(path)
        return _rows(_sheet(book.sheets, columns, path.name, with_years=with_years), path.name)
    cubes = read_cube(path)
    return columns_of_cube(cubes[0], columns, path.name)


@dataclass(frozen=True, slots=True)
class _Found:
    """A sheet with its row of headings, and at which place each column stands."""

    sheet: Sheet
    heading: Row
    places: Mapping[str, int]
    missing: tuple[str, ...] = field(default=())


def _sheet(sheets: Sequence[Sheet], columns: ColumnsOf, file: str, *, with_years: bool) -> _Found:
    best: _Found | None = None
    for sheet in sheets:
        for row in sheet.rows[:_ROWS_SEARCHED]:
            found = _looked(sheet, row, columns, with_years=with_years)
            if not found.missing:
                return found
            if best is None or len(found.missing) < len(best.missing):
                best = found
    location = Location(file=file, sheet=best.sheet.name if best else "", row=best.heading.number if best else None)
    lacking = best.missing if best else ("region", "industry", "year", "value")
    raise Refused([Fault(location, getattr(columns, name) or name, _NEEDED.get(name, _HEADING), _SAY) for name in lacking])


_NEEDED = {
    "region": Said("en kolumn med regioner (kommuner eller län)", "a column of regions (municipalities or counties)"),
    "industry": Said("en kolumn med branschkoder", "a column of industry codes"),
    "year": Said("en kolumn med år", "a column of years"),
    "value": Said("en kolumn med antal sysselsatta", "a column of how many are employed"),
}
_HEADING = Said("kolumnen med den rubriken", "the column with that heading")


def _looked(sheet: Sheet, row: Row, columns: ColumnsOf, *, with_years: bool) -> _Found:
    texts = [text_of(cell) for cell in row.cells]
    folded = [text.casefold() for text in texts]
    places: dict[str, int] = {}
    for name in ("region", "industry", "year", "value", "label", "classification"):
        named = getattr(columns, name)
        wanted = [named.casefold()] if named else words_for(name)
        at = next((folded.index(word) for word in wanted if folded.count(word) == 1 and folded.index(word) not in places.values()), None)
        if at is not None:
            places[name] = at
    needed = [name for name in _NEEDED if with_years or name != "year" or columns.year]
    asked = [name for name in ("label", "classification") if getattr(columns, name)]
    return _Found(sheet, row, places, tuple(name for name in (*needed, *asked) if name not in places))


def _rows(found: _Found, file: str) -> Read:
    rows = [row for row in found.sheet.rows if row.number > found.heading.number and any(cell not in (None, "") for cell in row.cells)]

    def column(name: str) -> list[Cell]:
        at = found.places[name]
        return [row.cells[at] if at < len(row.cells) else None for row in rows]

    industries = [text_of(cell) for cell in column("industry")]
    labels = dict(zip(industries, (text_of(cell) for cell in column("label")), strict=True)) if "label" in found.places else {}
    classes = [text_of(cell) for cell in column("classification")] if "classification" in found.places else []
    return Read(
        file,
        [text_of(cell) for cell in column("region")],
        industries,
        [text_of(cell) for cell in column("year")] if "year" in found.places else [""] * len(rows),
        column("value"),
        [row.number for row in rows],
        labels,
        classes,
        sheet=found.sheet.name,
    )


def text_of(cell: Cell) -> str:
    """A cell as text; a whole number without its point."""
    if cell is None:
        return ""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()
