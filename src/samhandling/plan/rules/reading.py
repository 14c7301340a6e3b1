"""A table of cells read as initiatives, with everything that a person has to be told or asked."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from samhandling.files.tables import Book, Row, Sheet
from samhandling.ground.faults import Doubt, Fault, Location, Refused
from samhandling.ground.said import Said
from samhandling.language.text import fold
from samhandling.plan.rules.assembling import RowReader
from samhandling.plan.rules.cells import text_of
from samhandling.plan.rules.choosing import Table, table_at
from samhandling.plan.rules.headings import LEFT_OUT, MONEY_FIELDS, OWN, column_letter
from samhandling.plan.rules.mapping import Mapping
from samhandling.plan.rules.read_row import ReadRow as ReadRow
from samhandling.plan.rules.record import InitiativeRecord
from samhandling.plan.rules.row_kinds import RowKind, Shape, kind_above, kind_of
from samhandling.plan.rules.sameness import find_same
from samhandling.plan.rules.sums import Sums
from samhandling.plan.rules.telling import (
    said_of_columns,
    said_of_comments,
    said_of_hidden,
    said_of_mapping,
    said_of_row,
    said_of_sheet,
    said_of_told,
)
from samhandling.plan.rules.titles import Casing, is_sentence_in_capitals, learn_casing
from samhandling.plan.rules.world import World


class Skipped(NamedTuple):
    """A row that is told of apart: not read, or (kind "hidden") read all the same. `row` is 0 for a whole sheet."""

    row: int
    kind: str
    said: Said


@dataclass(frozen=True)
class Reading:
    """What a file holds. With any fault nothing of it may be written. `columns`: field → the heading that it was read from."""

    rows: list[ReadRow] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notices: list[Said] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)

    @property
    def records(self) -> list[InitiativeRecord]:
        """The records, in the order of the rows."""
        return [row.record for row in self.rows]


def read(book: Book, mapping: Mapping, world: World) -> Reading:
    """Read the mapped table of `book`.

    Nothing is dropped without a word: rows that are no efforts, other sheets, hidden rows, columns that map to nothing and comments are
    all in `skipped` or `notices`. A cell that cannot be read is a doubt with its value unknown; a row without id and name, shares over 1,
    a negative amount and an end before its start are faults. Raises Refused where the mapped sheet, row or columns are not in the file.
    """
    table = _table(book, mapping)
    sorted_rows = list(_sorted(table, _shape(table, mapping)))
    efforts = [row for row, kind in sorted_rows if kind is RowKind.EFFORT]
    reader = RowReader(book.file, table.sheet.name, table.labels, mapping, world, _casing(table, mapping, efforts))
    comments = _comments_by_row(table)
    every = [reader.read(row, comments.get(row.number, ())) for row in efforts]
    same = find_same(every)
    rows = [row for index, row in enumerate(every) if index not in same.left_out]
    skipped = [*_skipped(table, sorted_rows, _sums(table, mapping, efforts, rows)), *_other_sheets(book, table, world)]
    skipped += [Skipped(every[index].location.row or 0, "duplicate", said) for index, said in same.left_out.items()]
    notices = [*said_of_mapping(table, mapping), *said_of_columns(table, mapping, efforts), *said_of_comments(comments)]
    notices += [*said_of_told(reader.told), *same.notices]
    return Reading(
        rows,
        sorted([*reader.told.doubts, *same.doubts], key=lambda doubt: doubt.location.row or 0),
        [*reader.told.faults, *same.faults],
        notices,
        sorted(skipped, key=lambda one: one.row or 10**9),
        {field: heading for heading, field in mapping.columns.items() if field not in (OWN, LEFT_OUT)},
    )


def _table(book: Book, mapping: Mapping) -> Table:
    sheet = next((sheet for sheet in book.sheets if sheet.name == mapping.sheet), None)
    if sheet is None and len(book.sheets) == 1 and not mapping.sheet:
        sheet = book.sheets[0]
    table = table_at(sheet, mapping.header_row) if sheet else None
    if table is None:
        read = f"{mapping.sheet}: {mapping.header_row}"
        expected = Said(
            f'Ett blad "{mapping.sheet}" med rubriker på rad {mapping.header_row}, som mappningen säger.',
            f'A sheet "{mapping.sheet}" with headings in row {mapping.header_row}, as the mapping says.',
        )
        way_out = Said("Rätta sheet och header_row i mappningen.", "Correct sheet and header_row in the mapping.")
        raise Refused([Fault(Location(book.file), read, expected, way_out)])
    if missing := [heading for heading in mapping.columns if heading not in table.labels]:
        raise Refused([_no_column(book, table, heading) for heading in missing])
    return table


def _no_column(book: Book, table: Table, heading: str) -> Fault:
    there = ", ".join(table.labels)
    return Fault(
        Location(book.file, table.sheet.name, table.header.number),
        heading,
        Said(f'En kolumn med rubriken "{heading}", som mappningen säger.', f'A column with the heading "{heading}", as the mapping says.'),
        Said(
            f"Rätta rubriken i mappningen eller i filen. Filen har: {there}.",
            f"Correct the heading in the mapping or in the file. The file has: {there}.",
        ),
    )


def _shape(table: Table, mapping: Mapping) -> Shape:
    fields = [mapping.columns.get(label, OWN) for label in table.labels]
    where = {field: index for index, field in enumerate(fields)}
    amounts = tuple(index for index, field in enumerate(fields) if field in MONEY_FIELDS)
    header = tuple(fold(text_of(cell)) for cell in table.header.cells)
    return Shape(where.get("id"), where.get("title"), amounts, header, sum(field != OWN for field in fields))


def _sorted(table: Table, shape: Shape) -> Iterator[tuple[Row, RowKind]]:
    """Every row of the sheet with what it is."""
    for row in table.sheet.rows:
        if row.number < table.header.number:
            yield row, kind_above(row)
        elif row.number > table.header.number:
            yield row, kind_of(row, shape)


def _casing(table: Table, mapping: Mapping, efforts: list[Row]) -> Casing:
    title = table.labels.index(heading) if (heading := mapping.column_of("title")) else -1
    titles = (row.cells[title] for row in efforts if 0 <= title < len(row.cells))
    shouted = [text for text in titles if isinstance(text, str) and is_sentence_in_capitals(text)]
    return learn_casing(shouted, (cell for row in efforts for cell in row.cells if isinstance(cell, str)))


def _comments_by_row(table: Table) -> dict[int, tuple[tuple[str, str], ...]]:
    """Comments on cells, as own fields of their row."""
    found: dict[int, tuple[tuple[str, str], ...]] = {}
    for place, text in table.sheet.comments.items():
        letters = place.rstrip("0123456789")
        label = next((label for index, label in enumerate(table.labels) if column_letter(index) == letters), letters)
        number = int(place[len(letters) :])
        found[number] = (*found.get(number, ()), (f"Kommentar, {label}", text.strip()))
    return found


def _sums(table: Table, mapping: Mapping, efforts: list[Row], rows: list[ReadRow]) -> Sums:
    columns = [(kind, table.labels.index(heading), factor, mapping.mark_of(heading)) for heading, kind, factor in mapping.amount_columns()]
    return Sums(columns, efforts, [row.record for row in rows])


def _skipped(table: Table, sorted_rows: list[tuple[Row, RowKind]], sums: Sums) -> Iterator[Skipped]:
    for row, kind in sorted_rows:
        if kind is RowKind.EFFORT:
            if row.hidden:
                yield Skipped(row.number, "hidden", said_of_hidden(row.number))
        elif kind is RowKind.SUM:
            yield Skipped(row.number, kind.value, sums.said_of(row))
        else:
            yield Skipped(row.number, kind.value, said_of_row(row, kind))


def _other_sheets(book: Book, table: Table, world: World) -> Iterator[Skipped]:
    codes = {area.code for area in world.focus_areas}
    for sheet in book.sheets:
        if sheet is not table.sheet:
            yield Skipped(0, "sheet", said_of_sheet(sheet, is_code_list=_is_code_list(sheet, codes)))


def _is_code_list(sheet: Sheet, codes: set[str]) -> bool:
    firsts = Counter(text_of(row.cells[0]).strip().replace(",", ".") in codes for row in sheet.rows if row.cells)
    return firsts[True] > 1 and firsts[True] >= firsts[False]
