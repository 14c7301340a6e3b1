"""Files made on the spot: sound ones, broken ones and dangerous ones."""

import io
import zipfile
from collections.abc import Callable, Mapping

from openpyxl import Workbook

from samhandling.files.limits import LIMITS, Limits
from samhandling.files.opening import book_of
from samhandling.files.reading import read
from samhandling.files.tables import Book, Cell
from samhandling.files.wire import Decoder, lines

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def opened(data: bytes, name: str, limits: Limits = LIMITS) -> Book:
    """What the child and its parent make of `data`, without a process between them."""
    decoder = Decoder()
    return book_of(name, [decoder.piece(line) for line in lines(read(data, name, limits))])


def cells(book: Book, sheet: int = 0) -> list[tuple[Cell, ...]]:
    """The cells of every row."""
    return [row.cells for row in book.sheets[sheet].rows]


def workbook(fill: Callable[[Workbook], None]) -> bytes:
    """The bytes of a workbook that `fill` has written in."""
    made = Workbook()
    fill(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def packed(parts: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file with these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def parts(sheet: str, **more: str) -> dict[str, str]:
    """The least parts of a workbook with one sheet of this XML; `more` by part name with "__" for "/"."""
    return {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="a" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="Blad1" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet,
        **{name.replace("__", "/"): content for name, content in more.items()},
    }


def worksheet(rows: str, after: str = "") -> str:
    """A worksheet part."""
    return f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'
