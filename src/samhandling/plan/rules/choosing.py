"""Where the table is: the sheet and the row of headings, by how many headings are understood."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from samhandling.files.tables import Book, Cell, Row, Sheet
from samhandling.ground.faults import Fault, Location, Refused
from samhandling.ground.said import Said
from samhandling.language.text import clean
from samhandling.plan.rules.cells import text_of
from samhandling.plan.rules.headings import heading_of, labels, understood
from samhandling.plan.rules.row_kinds import is_blank

_ROWS_SEARCHED = 60
_LEAST_FIELDS = 2


@dataclass(frozen=True)
class Table:
    """A sheet with its heading row; `labels` are unique, one a column."""

    sheet: Sheet
    header: Row
    labels: tuple[str, ...]

    @property
    def rows(self) -> Iterator[Row]:
        """The rows below the headings."""
        return (row for row in self.sheet.rows if row.number > self.header.number)

    def sample(self, index: int, most: int = 400) -> list[Cell]:
        """The first filled cells of a column."""
        found: list[Cell] = []
        for row in self.rows:
            if index < len(row.cells) and not is_blank(row.cells[index : index + 1]):
                found.append(row.cells[index])
                if len(found) == most:
                    break
        return found


def table_at(sheet: Sheet, header_row: int) -> Table | None:
    """The table whose headings stand in `header_row`; `None` where the sheet has no such row."""
    header = next((row for row in sheet.rows if row.number == header_row), None)
    if header is None:
        return None
    width = max((len(row.cells) for row in sheet.rows), default=0)
    while width and all(is_blank(row.cells[width - 1 : width]) for row in sheet.rows):
        width -= 1
    return Table(sheet, header, labels(header.cells, width))


def find_table(book: Book) -> Table:
    """The sheet and row with the most headings that are understood, a title among them. Raises Refused where there is none."""
    best: tuple[int, int, Sheet, Row] | None = None
    for sheet in book.sheets:
        for row in sheet.rows[:_ROWS_SEARCHED]:
            known = _fields_in(row.cells)
            if "title" in known and len(known) >= _LEAST_FIELDS and (best is None or (len(known), len(sheet.rows)) > best[:2]):
                best = (len(known), len(sheet.rows), sheet, row)
    table = table_at(best[2], best[3].number) if best else None
    if table is None:
        raise Refused([_no_table(book)])
    return table


def _fields_in(cells: Sequence[Cell]) -> set[str]:
    texts = (clean(cell) for cell in cells if isinstance(cell, str) and cell.strip())
    return {heading.field for heading in map(heading_of, texts) if heading}


def _no_table(book: Book) -> Fault:
    first = next((row for sheet in book.sheets for row in sheet.rows if not is_blank(row.cells)), None)
    sheet = book.sheets[0].name if book.sheets else ""
    read = ", ".join(clean(text_of(cell)) for cell in first.cells[:8] if cell is not None) if first else ""
    known = ", ".join(understood())
    return Fault(
        Location(book.file, sheet, first.number if first else None),
        read,
        Said(
            "En rad med rubriker, bland dem en för insatsens namn och minst en till.",
            "A row of headings, among them one for the name of the effort and at least one more.",
        ),
        Said(
            f"Skriv en rubrikrad, eller ange rad och kolumner i en mappning. Rubriker som förstås är bland andra: {known}.",
            f"Write a row of headings, or state row and columns in a mapping. Headings that are understood are, among others: {known}.",
        ),
    )
