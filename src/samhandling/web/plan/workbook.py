"""A workbook that can be read as it opens: headings that stand still, columns as wide as what is in them, a filter."""

import io
from collections.abc import Sequence

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from samhandling.files.writing import Table, harmless


def workbook(found: Table, widths: Sequence[int], name: str) -> HttpResponse:
    """The table as a download. `widths` in characters, one a column."""
    headings, rows = found
    book = Workbook(write_only=True)
    sheet = book.create_sheet(name[:31])
    sheet.freeze_panes = "A2"
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append([_heading(sheet, heading) for heading in headings])
    last = 1
    for last, row in enumerate(rows, 2):  # noqa: B007 (the last row's number is needed after)
        sheet.append([harmless(cell) for cell in row])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(headings))}{last}"
    out = io.BytesIO()
    book.save(out)
    response = HttpResponse(out.getvalue(), content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response


def _heading(sheet: object, text: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=text)
    cell.font = Font(bold=True)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    return cell
