"""Files that somebody should not send, made for the tests."""

import io
import zipfile
from collections.abc import Mapping

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
ROWS = '<row r="1"><c r="A1" t="inlineStr"><is><t>Projektnamn</t></is></c></row>'

PARTS: Mapping[str, str] = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    f'<Override PartName="/xl/workbook.xml" ContentType="{SHEET_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{SHEET_TYPE}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELATIONS}">'
    f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}


def workbook(sheet: str) -> bytes:
    """A workbook with this XML as its only sheet."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in {**PARTS, "xl/worksheets/sheet1.xml": sheet}.items():
            file.writestr(name, content)
    return out.getvalue()


def bomb(megabytes: int) -> bytes:
    """A workbook of a few hundred kB that unpacks to so many megabytes."""
    block = b'<row><c t="inlineStr"><is><t>' + b"0" * 999_900 + b"</t></is></c></row>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as file:
        for name, content in PARTS.items():
            file.writestr(name, content)
        with file.open("xl/worksheets/sheet1.xml", "w") as part:
            part.write(f'<worksheet xmlns="{MAIN}"><sheetData>'.encode())
            for _ in range(megabytes):
                part.write(block)
            part.write(b"</sheetData></worksheet>")
    return out.getvalue()


def with_entities(entities: str) -> bytes:
    """A workbook whose sheet declares entities and uses one as its heading."""
    head = f'<?xml version="1.0"?><!DOCTYPE worksheet [{entities}]>'
    cells = ROWS.replace("Projektnamn", "&last;")
    return workbook(f'{head}<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>')


FROM_OUTSIDE = with_entities('<!ENTITY last SYSTEM "file:///etc/passwd">')
LAUGHS = with_entities(
    '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)) + '<!ENTITY last "&a9;">'
)
