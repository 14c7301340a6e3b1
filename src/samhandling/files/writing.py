"""Tables out: CSV as a Swedish spreadsheet expects it, workbooks, JSON values. Text that a spreadsheet would run is defused."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

Table = tuple[Sequence[str], Iterable[Sequence[Any]]]
"""Headings, and rows of as many cells."""


def plain(value: Any) -> Any:
    """JSON's form of a value that `json` does not know."""
    if isinstance(value, Decimal):
        return str(value)
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if isinstance(value, tuple | set | frozenset):
        return list(value)
    raise TypeError(type(value).__name__)


def as_json(answer: Any) -> str:
    """Readable JSON, Swedish letters as they are."""
    return json.dumps(answer, ensure_ascii=False, indent=2, default=plain)


def as_csv(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Semicolons and a byte order mark, so that a Swedish Excel opens it right."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(headings)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return "\ufeff" + out.getvalue()


def write_xlsx(target: Path | IO[bytes], sheets: Mapping[str, Table]) -> None:
    """A workbook with one sheet for each table, its row of headings frozen."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for name, (headings, rows) in sheets.items():
        sheet = book.create_sheet(name[:31])
        sheet.freeze_panes = "A2"
        sheet.append(list(headings))
        for row in rows:
            sheet.append([harmless(cell) for cell in row])
    book.save(target)


def harmless(cell: Any) -> Any:
    """Text that a spreadsheet would take for a formula gets an apostrophe before it."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") and not _is_number(cell) else cell


def _is_number(text: str) -> bool:
    return text.lstrip("+-").replace(".", "", 1).isdigit()
