"""A workbook as a text: each sheet's name as a heading, each row as a block, each cell of it as a line."""

from collections.abc import Iterator
from datetime import date

from samhandling.files.document.blocks import Block
from samhandling.files.document.left_out import HIDDEN_NOT_READ, comments_not_read
from samhandling.files.document.plain import line_of
from samhandling.files.document.wire import DocumentPiece
from samhandling.files.limits import Limits
from samhandling.files.package import Package
from samhandling.files.pieces import Noted, Rows, SheetBegins
from samhandling.files.tables import Cell
from samhandling.files.workbook import read_workbook


def read_workbook_text(data: bytes, limits: Limits) -> Iterator[DocumentPiece]:
    """The pieces of a workbook that a reader sees. Raises Refused as the reader of workbooks does."""
    hidden = _hidden_sheets(data, limits)
    is_read, has_hidden, comments = True, False, 0
    for piece in read_workbook(data, limits):
        match piece:
            case SheetBegins():
                is_read = piece.name not in hidden
                comments += len(piece.comments) if is_read else 0
                if is_read:
                    yield Block(line_of(piece.name), 1)
            case Rows():
                for row in piece.rows:
                    text = "\n".join(line for cell in row.cells if (line := _line(cell)))
                    has_hidden = has_hidden or (bool(text) and (row.hidden or not is_read))
                    if text and is_read and not row.hidden:
                        yield Block(text)
    if has_hidden:
        yield Noted(HIDDEN_NOT_READ)
    if comments:
        yield Noted(comments_not_read(comments))


def _hidden_sheets(data: bytes, limits: Limits) -> frozenset[str]:
    tree = Package(data, limits).tree("xl/workbook.xml")
    sheets = (item for item in tree.iter() if item.tag.rpartition("}")[2] == "sheet")
    return frozenset(item.get("name", "") for item in sheets if item.get("state", "visible") != "visible")


def _line(cell: Cell) -> str:
    if cell is None or isinstance(cell, bool):
        return ""
    return cell.isoformat() if isinstance(cell, date) else line_of(str(cell))
