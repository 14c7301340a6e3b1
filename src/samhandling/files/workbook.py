"""A workbook (XLSX) as sheets: values by calamine, what stands around them from the parts of the package."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any
from xml.etree.ElementTree import Element

from python_calamine import CalamineWorkbook

from samhandling.files.counting import Tally, spaced
from samhandling.files.limits import Limits
from samhandling.files.package import Package, broken
from samhandling.files.pieces import ROWS_AT_A_TIME, Noted, Piece, Rows, SheetBegins
from samhandling.files.sheet_facts import SheetFacts, sheet_facts
from samhandling.files.tables import Cell, Row
from samhandling.ground.faults import Location, Refused, refusal
from samhandling.ground.said import Said

_WORKBOOK = "xl/workbook.xml"
_EXACT_IN_FLOAT = 2**53


@dataclass(frozen=True, slots=True)
class _Listed:
    """A sheet as the workbook lists it; `path` is empty for what is no worksheet (a chart on a sheet of its own)."""

    name: str
    path: str
    is_hidden: bool


def read_workbook(data: bytes, limits: Limits) -> Iterator[Piece]:
    """The pieces of a workbook. Raises Refused: damaged, locked, too large, another sort of file."""
    package = Package(data, limits)
    tally = Tally(limits)
    listed = _sheets(package)
    facts = [sheet_facts(package.chunks(sheet.path), limits.formulas) if sheet.path else SheetFacts() for sheet in listed]
    for sheet, found in zip(listed, facts, strict=True):
        _refuse_far_reach(sheet.name, found, limits)
        if said := _said_of(sheet, found, limits):
            yield Noted(said)
    values = _values(data)
    for sheet, found in zip(listed, facts, strict=True):
        yield SheetBegins(sheet.name, tuple(found.merged), _comments(package, sheet.path), found.formulas)
        rows = _rows(values, sheet, found, tally)
        while batch := list(islice(rows, ROWS_AT_A_TIME)):
            yield Rows(batch)


def _sheets(package: Package) -> list[_Listed]:
    related = package.related(_WORKBOOK)
    listed = []
    for item in package.tree(_WORKBOOK).iter():
        if _local(item) != "sheet":
            continue
        pointer = next((value for key, value in item.attrib.items() if key.endswith("}id")), "")
        target = related.get(pointer)
        path = target.path if target and target.kind == "worksheet" and target.path in package else ""
        listed.append(_Listed(item.get("name", ""), path, item.get("state", "visible") != "visible"))
    if not listed:
        raise broken(_WORKBOOK)
    return listed


def _values(data: bytes) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(data))
    except MemoryError:
        raise
    # Rust panics reach Python as a BaseException that has no public name.
    except BaseException as error:
        raise broken(str(error)) from None


def _rows(values: CalamineWorkbook, sheet: _Listed, facts: SheetFacts, tally: Tally) -> Iterator[Row]:
    if not sheet.path:
        return
    try:
        table = values.get_sheet_by_name(sheet.name)
        lines = table.iter_rows()
        start = table.start
    except MemoryError:
        raise
    except BaseException as error:
        raise broken(f"{sheet.name}: {error}") from None
    left = (None,) * (start[1] if start else 0)
    for number, line in enumerate(lines, start=1):
        cells = left + _cells(line) if any(value != "" for value in line) else ()
        if number in facts.errors:
            cells = _with_errors(cells, facts.errors[number])
        tally.add(len(cells), Location(sheet=sheet.name, row=number))
        yield Row(number, cells, number in facts.hidden)


def _cells(line: Sequence[Any]) -> tuple[Cell, ...]:
    return tuple([(value or None) if type(value) is str else _plain(value) for value in line])


def _plain(value: Any) -> Cell:
    """A number without a fraction is an int; a time of day and a span of time are text."""
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < _EXACT_IN_FLOAT else value
    if isinstance(value, (bool, int, str, datetime, date)) or value is None:
        return value
    if isinstance(value, (time, timedelta)):
        return value.isoformat() if isinstance(value, time) else str(value)
    return str(value)


def _with_errors(cells: tuple[Cell, ...], errors: dict[int, str]) -> tuple[Cell, ...]:
    """The cells with Excel's errors ("#N/A") as text where they stand."""
    filled: list[Cell] = [*cells, *([None] * (max(errors) + 1 - len(cells)))]
    for column, text in errors.items():
        filled[column] = text
    return tuple(filled)


def _comments(package: Package, sheet: str) -> dict[str, str]:
    """Texts by cell. A threaded comment wins over the plain one that Excel writes beside it for old programs."""
    found: dict[str, list[str]] = {}
    threads: dict[str, list[str]] = {}
    for part in package.related(sheet).values() if sheet else ():
        if part.kind in ("comments", "threadedComment") and part.path in package:
            kept = found if part.kind == "comments" else threads
            for item in package.tree(part.path).iter():
                if _local(item) in ("comment", "threadedComment") and item.get("ref"):
                    kept.setdefault(item.get("ref", ""), []).append(_text(item))
    return {cell: "\n".join(text for text in texts if text) for cell, texts in {**found, **threads}.items()}


def _text(comment: Element) -> str:
    """The words of a comment; the reading aids of East Asian texts (rPh) are no part of it."""
    if _local(comment) == "threadedComment":
        return "".join(item.text or "" for item in comment if _local(item) == "text").strip()
    runs = [run for text in comment if _local(text) == "text" for run in text if _local(run) in ("t", "r")]
    parts = [part for run in runs for part in ([run] if _local(run) == "t" else run) if _local(part) == "t"]
    return "".join(part.text or "" for part in parts).strip()


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _refuse_far_reach(sheet: str, facts: SheetFacts, limits: Limits) -> None:
    if facts.last_row * (facts.last_column + 1) > limits.cells:
        raise _reaches_far(sheet, facts, limits)


def _reaches_far(sheet: str, facts: SheetFacts, limits: Limits) -> Refused:
    rows, columns, most = spaced(facts.last_row), spaced(facts.last_column + 1), spaced(limits.cells)
    return refusal(
        f"{rows} × {columns}",
        Said(
            f"ett blad med högst {most} celler mellan första och sista värdet",
            f"a sheet with at most {most} cells from first to last value",
        ),
        Said(
            f"Bladet når till rad {rows} och kolumn {columns}. Ta bort det som står långt utanför tabellen och spara.",
            f"The sheet reaches row {rows} and column {columns}. Remove what stands far outside the table and save.",
        ),
        Location(sheet=sheet),
    )


def _said_of(sheet: _Listed, facts: SheetFacts, limits: Limits) -> Said | None:
    if facts.is_cut:
        most = spaced(limits.formulas)
        return Said(
            f'Bladet "{sheet.name}" har fler än {most} formler, fel eller sammanfogade celler. Värdena är lästa, men bara de första {most} är märkta.',
            f'Sheet "{sheet.name}" has more than {most} formulas, errors or merged cells. The values are read, but only the first {most} are marked.',
        )
    if sheet.is_hidden:
        return Said(f'Bladet "{sheet.name}" är dolt i arbetsboken.', f'Sheet "{sheet.name}" is hidden in the workbook.')
    return None
