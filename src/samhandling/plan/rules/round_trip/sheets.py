"""A workbook that came back, taken apart: the rows of its sheets by column, and whatever stops it from being read."""

from collections.abc import Sequence
from dataclasses import dataclass

from samhandling.files.tables import Book, Cell, Sheet
from samhandling.ground.faults import Fault, Location
from samhandling.ground.said import Said
from samhandling.language.text import fold
from samhandling.plan.rules.round_trip.cells import text_in
from samhandling.plan.rules.round_trip.columns import (
    ACTIVITIES,
    ACTIVITY_COLUMNS,
    HOW,
    IDEA_COLUMNS,
    IDEAS,
    INITIATIVES,
    Column,
)
from samhandling.plan.rules.round_trip.rows import HandedRow

STRATEGY = Said("Strategi", "Strategy")
MOST_ROWS = 2_000
MOST_ACTIVITIES = 20_000
MOST_IDEAS = 200
FETCH_ANEW = Said("Hämta en ny arbetsbok, och skriv in ändringarna i den.", "Fetch a new workbook, and write the changes in it.")


@dataclass(frozen=True, slots=True)
class Handed:
    """What came back. `unread`: headings of columns that nothing is read from, by sheet."""

    initiatives: tuple[HandedRow, ...]
    activities: tuple[HandedRow, ...]
    ideas: tuple[HandedRow, ...]
    unread: tuple[tuple[str, str], ...]
    faults: tuple[Fault, ...]


def hand_in(book: Book, columns: Sequence[Column], strategy: str) -> Handed:
    """Take a book apart. `columns`: of the initiatives' sheet, for the strategy that is worked with."""
    faults, unread = _of_another_strategy(book, strategy), list[tuple[str, str]]()
    sheets: list[tuple[HandedRow, ...]] = []
    for name, of_sheet, needed, most in (
        (INITIATIVES, columns, ("id", "version"), MOST_ROWS),
        (ACTIVITIES, ACTIVITY_COLUMNS, ("id", "activity"), MOST_ACTIVITIES),
        (IDEAS, IDEA_COLUMNS, ("title",), MOST_IDEAS),
    ):
        sheet = _sheet(book, name)
        if sheet is None:
            if name is INITIATIVES:
                faults.append(_no_sheet(book))
            sheets.append(())
            continue
        sheets.append(_rows(sheet, of_sheet, needed, most, faults, unread))
    initiatives, activities, ideas = sheets
    return Handed(initiatives, activities, ideas, tuple(unread), tuple(faults))


def _sheet(book: Book, name: Said) -> Sheet | None:
    return next((one for one in book.sheets if fold(one.name) in (fold(name.sv), fold(name.en))), None)


def _no_sheet(book: Book) -> Fault:
    names = ", ".join(one.name for one in book.sheets)
    expected = Said(f"En arbetsbok härifrån, med bladet {INITIATIVES.sv}.", f"A workbook from here, with the sheet {INITIATIVES.en}.")
    return Fault(Location(file=book.file), names[:200], expected, FETCH_ANEW)


def _of_another_strategy(book: Book, strategy: str) -> list[Fault]:
    sheet = _sheet(book, HOW)
    for row in sheet.rows if sheet else ():
        if len(row.cells) > 1 and text_in(row.cells[0]) in (STRATEGY.sv, STRATEGY.en) and text_in(row.cells[1]) != strategy:
            expected = Said(f"En arbetsbok för strategin {strategy}.", f"A workbook of the strategy {strategy}.")
            return [Fault(Location(sheet=sheet.name if sheet else "", row=row.number), text_in(row.cells[1])[:80], expected, FETCH_ANEW)]
    return []


def _rows(
    sheet: Sheet, columns: Sequence[Column], needed: Sequence[str], most: int, faults: list[Fault], unread: list[tuple[str, str]]
) -> tuple[HandedRow, ...]:
    known = {fold(text): column for column in columns for text in (column.heading.sv, column.heading.en)}
    head = next((row for row in sheet.rows if row.cells), None)
    found: dict[int, str] = {}
    for index, cell in enumerate(head.cells if head else ()):
        text = text_in(cell)
        column = known.get(fold(text))
        if column is not None and column.key not in found.values():
            found[index] = column.key
        elif text:
            unread.append((sheet.name, text[:80]))
    if missing := [column.heading for column in columns if column.key in needed and column.key not in found.values()]:
        faults.append(_no_columns(sheet.name, head.number if head else 1, missing))
        return ()
    rows = [HandedRow(sheet.name, row.number, _cells(row.cells, found)) for row in sheet.rows if row is not head and row.cells]
    rows = [row for row in rows if any(text_in(cell) for cell in row.cells.values())]
    if len(rows) > most:
        expected = Said(f"Högst {most} rader på bladet.", f"At most {most} rows in the sheet.")
        way_out = Said("Dela upp arbetsboken på flera filer.", "Split the workbook into several files.")
        faults.append(Fault(Location(sheet=sheet.name), str(len(rows)), expected, way_out))
        return ()
    return tuple(rows)


def _cells(cells: Sequence[Cell], found: dict[int, str]) -> dict[str, Cell]:
    return {key: cells[index] if index < len(cells) else None for index, key in found.items()}


def _no_columns(sheet: str, row: int, missing: Sequence[Said]) -> Fault:
    sv, en = ", ".join(one.sv for one in missing), ", ".join(one.en for one in missing)
    expected = Said(f"Rubrikerna {sv} på den första raden.", f"The headings {en} in the first row.")
    return Fault(Location(sheet=sheet, row=row), "", expected, FETCH_ANEW)
