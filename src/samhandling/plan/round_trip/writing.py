"""The workbook as a file: headings that stand still, lists to choose from, and the numbers that must stay greyed and locked."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from samhandling.files.writing import harmless
from samhandling.ground.counting import day_said
from samhandling.ground.places import NATION, municipalities_of, place_name
from samhandling.ground.said import Language, Said
from samhandling.plan.round_trip.reading import Sheets
from samhandling.plan.rules.form.where import home_of
from samhandling.plan.rules.round_trip.cells import Cells
from samhandling.plan.rules.round_trip.columns import (
    ACTIVITIES,
    ACTIVITY_COLUMNS,
    ACTIVITY_NAMES,
    HOW,
    IDEA_COLUMNS,
    IDEAS,
    INITIATIVES,
    LISTS,
    REACH_NAMES,
    YES_NO,
    Column,
)
from samhandling.plan.rules.round_trip.how import how_to
from samhandling.plan.rules.words import KIND_NAMES, STAGE_NAMES, TOLD_NAMES

NEW_ACTIVITIES, NEW_IDEAS = 200, 50
"""Empty rows to write in."""

STYLES = {
    "sh-heading": {"font": Font(bold=True), "alignment": Alignment(wrap_text=True, vertical="top")},
    "sh-locked": {"font": Font(color="595959"), "fill": PatternFill("solid", fgColor="EDEDED"), "alignment": Alignment(vertical="top")},
    # Texts stay as they are typed: without it "mars 2026" becomes the first of March, and "1.1" the first of January.
    "sh-text": {"number_format": "@", "protection": Protection(locked=False), "alignment": Alignment(vertical="top", wrap_text=True)},
    "sh-amount": {
        "number_format": "#,##0.##",
        "protection": Protection(locked=False),
        "alignment": Alignment(vertical="top", wrap_text=True),
    },
    "sh-share": {"number_format": "0.####%", "protection": Protection(locked=False), "alignment": Alignment(vertical="top")},
}
STYLE_OF = {"amount": "sh-amount", "share": "sh-share"}


@dataclass(frozen=True)
class _Made:
    book: Workbook
    language: Language
    lists: dict[str, str]


def write_workbook(target: Path | IO[bytes], sheets: Sheets, *, who: str = "") -> None:
    """Write the workbook. `who`: for whom it was made, told on the sheet with instructions."""
    book = Workbook()
    book.remove(book.active)
    for name, parts in STYLES.items():
        book.add_named_style(NamedStyle(name=name, **parts))
    made = _Made(book, sheets.language, {})
    pages = [book.create_sheet(_said(name, sheets.language)) for name in (INITIATIVES, ACTIVITIES, IDEAS, HOW, LISTS)]
    _write_lists(pages[4], sheets, made)
    _write_rows(pages[0], sheets.columns, sheets.initiatives, 0, made)
    _write_rows(pages[1], ACTIVITY_COLUMNS, sheets.activities, NEW_ACTIVITIES, made)
    _write_rows(pages[2], IDEA_COLUMNS, (), NEW_IDEAS, made)
    _write_how(pages[3], sheets, who)
    book.save(target)


def _said(said: Said, language: Language) -> str:
    return said.in_(language)


def _write_lists(page: Worksheet, sheets: Sheets, made: _Made) -> None:
    """The words to choose among, a column each: longer lists than a cell's rule can hold by itself."""
    language, home = sheets.language, home_of(sheets.around)
    lists = {name: [said.in_(language) for said in words.values()] for name, words in _WORDS.items()}
    lists["municipality"] = [place_name(code) for code in municipalities_of(home or NATION)]
    lists["area"] = [f"{area.code} {area.name.in_(language)}" for area in sheets.strategy.focus_areas]
    lists["code"] = [str(row["id"]) for row in sheets.initiatives]
    for column, (name, words) in enumerate(lists.items(), 1):
        for row, word in enumerate(words, 1):
            page.cell(row, column, harmless(word))
        letter = get_column_letter(column)
        if words:
            made.lists[name] = f"'{page.title}'!${letter}$1:${letter}${len(words)}"
    page.sheet_state = "hidden"


_WORDS = {
    "stage": STAGE_NAMES,
    "kind": KIND_NAMES,
    "reach": REACH_NAMES,
    "told": TOLD_NAMES,
    "yes_no": YES_NO,
    "activity_kind": ACTIVITY_NAMES,
}
OPEN_LISTS = frozenset({"municipality", "code"})
"""Lists that a cell may go beyond: several municipalities in one cell, an initiative of another workbook."""


def _write_rows(page: Worksheet, columns: Sequence[Column], rows: Sequence[Cells], empty: int, made: _Made) -> None:
    for number, column in enumerate(columns, 1):
        cell = page.cell(1, number, column.heading.in_(made.language))
        cell.style = "sh-heading"
        page.column_dimensions[get_column_letter(number)].width = column.width
    for index, cells in enumerate([*rows, *([{}] * empty)], 2):
        for number, column in enumerate(columns, 1):
            _write_cell(page, index, number, column, cells)
    last = len(rows) + empty + 1
    _add_choices(page, columns, last, made)
    page.freeze_panes = f"{get_column_letter(_frozen(columns))}2"
    page.row_dimensions[1].height = 48
    if rows:
        page.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{last}"
    _protect(page)


def _write_cell(page: Worksheet, row: int, number: int, column: Column, cells: Cells) -> None:
    cell = page.cell(row, number, cells.get(column.key))
    if cell.data_type == "f":
        cell.data_type = "s"
    cell.style = "sh-locked" if column.is_locked or (column.key == "id" and cells) else STYLE_OF.get(column.reads, "sh-text")


def _frozen(columns: Sequence[Column]) -> int:
    """The first column that moves: the name stands still with the numbers before it."""
    return next(number for number, column in enumerate(columns, 1) if column.key == "title") + 1


def _add_choices(page: Worksheet, columns: Sequence[Column], last: int, made: _Made) -> None:
    for number, column in enumerate(columns, 1):
        reference = made.lists.get(column.listed)
        if reference is None or last < 2:
            continue
        rule = DataValidation(type="list", formula1=reference, allow_blank=True, showErrorMessage=column.listed not in OPEN_LISTS)
        rule.errorTitle = _said(Said("Välj i listan", "Choose in the list"), made.language)
        rule.error = _said(
            Said("Cellen kan bara ha ett av orden i listan.", "The cell can only have one of the list's words."), made.language
        )
        letter = get_column_letter(number)
        rule.add(f"{letter}2:{letter}{last}")
        page.add_data_validation(rule)


def _protect(page: Worksheet) -> None:
    """Against slips, not against people: no password."""
    protection: Any = page.protection
    protection.sheet = True
    protection.formatColumns = protection.formatRows = protection.autoFilter = protection.sort = False


def _write_how(page: Worksheet, sheets: Sheets, who: str) -> None:
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 30, 100
    day = _said(day_said(sheets.day), sheets.language)
    for row, (first, second, is_heading) in enumerate(how_to(sheets.language, sheets.strategy.code, day, who), 1):
        for number, text in ((1, first), (2, second)):
            cell = page.cell(row, number, harmless(text) or None)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=is_heading or number == 1, size=14 if is_heading else 11)
