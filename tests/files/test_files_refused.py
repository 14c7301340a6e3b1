"""Files that are not what they seem: each is refused with words on what to do."""

import io
import struct
import zipfile
from dataclasses import replace

import pytest
from files_made import MAIN, opened, packed, parts, workbook, worksheet

from samhandling.files.limits import LIMITS
from samhandling.ground.faults import Refused

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
SOUND = worksheet('<row r="1"><c r="A1"><v>1</v></c></row>')
ENTITY = '<?xml version="1.0"?>\n<!-- <a> --><!DOCTYPE worksheet [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def bomb(megabytes: int) -> bytes:
    """A workbook of a few hundred kB whose sheet unpacks to so many megabytes."""
    block = b'<row><c t="inlineStr"><is><t>' + b"0" * 999_900 + b"</t></is></c></row>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        for name, content in parts("").items():
            if content:
                file.writestr(name, content)
        with file.open("xl/worksheets/sheet1.xml", "w") as part:
            part.write(f'<worksheet xmlns="{MAIN}"><sheetData>'.encode())
            for _ in range(megabytes):
                part.write(block)
            part.write(b"</sheetData></worksheet>")
    return out.getvalue()


def with_false_size(data: bytes) -> bytes:
    """The same zip file, where the directory says that every part is ten bytes."""
    changed = bytearray(data)
    at = changed.find(b"PK\x01\x02")
    while at >= 0:
        changed[at + 24 : at + 28] = struct.pack("<I", 10)
        at = changed.find(b"PK\x01\x02", at + 4)
    return bytes(changed)


@pytest.mark.parametrize(
    ("data", "name", "expected", "way_out"),
    [
        (b"", "x.csv", "innehåll", "rätt fil"),
        (b"\xef\xbb\xbf \r\n\r\n", "x.csv", "innehåll", "rätt fil"),
        (b"", "x.xlsx", "innehåll", "rätt fil"),
        (b"%PDF-1.7", "x.pdf", "CSV, XLSX eller JSON", "Spara tabellen"),
        (b"a;b", "utan", "CSV, XLSX eller JSON", "Spara tabellen"),
        (OLE2, "x.xls", ".xls", "Spara som"),
        (OLE2, "x.xlsx", ".xls", "Spara som"),
        (OLE2 + "EncryptedPackage".encode("utf-16-le"), "x.xlsx", "lösenord", "ta bort lösenordet"),
        (b"<html><table></table></html>", "x.xlsx", "webbsida", ".csv"),
        (packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"}), "x.xlsx", ".ods", "Spara som"),
        (packed({"xl/workbook.bin": b"x"}), "x.xlsx", ".xlsb", "Spara som"),
        (packed({"word/document.xml": "<a/>"}), "x.xlsx", "annat slags zip", "Spara som"),
        (b"PK\x03\x04 inte en zip-fil", "x.xlsx", "skadad", "spara den på nytt"),
        (workbook(lambda book: book.active.append([1] * 50))[:-300], "x.xlsx", "skadad", "spara den på nytt"),
        (packed({**parts(SOUND), "xl/worksheets/sheet1.xml": ENTITY + "<worksheet/>"}), "x.xlsx", "DOCTYPE", "spara"),
        (packed({**parts(SOUND), "docProps/app.xml": ENTITY + "<a/>"}), "x.xlsx", "DOCTYPE", "spara"),
        (packed({**parts(SOUND), "xl/styles.xml": ENTITY.encode("utf-16")}), "x.xlsx", "DOCTYPE", "spara"),
        (packed({**parts(SOUND), "xl/workbook.xml": "<workbook"}), "x.xlsx", "skadad", "spara"),
        (packed({**parts(SOUND), "xl/workbook.xml": "<workbook/>"}), "x.xlsx", "skadad", "spara"),
        (packed(parts("<worksheet><sheetData><row></worksheet>")), "x.xlsx", "skadad", "spara"),
        (packed(parts(worksheet('<row r="99999999999"><c><v>1</v></c></row>'))), "x.xlsx", "skadad", "spara"),
        (with_false_size(packed(parts(SOUND))), "x.xlsx", "skadad", "spara"),
    ],
)
def test_it_is_refused_with_a_way_out(data: bytes, name: str, expected: str, way_out: str) -> None:
    with pytest.raises(Refused) as refused:
        opened(data, name)
    (fault,) = refused.value.faults
    assert expected in fault.expected.sv
    assert way_out in fault.way_out.sv
    assert fault.expected.en != fault.expected.sv
    assert fault.way_out.en != fault.way_out.sv


def test_a_small_file_that_unpacks_to_three_hundred_megabytes_is_refused_unread() -> None:
    data = bomb(300)
    assert len(data) < 700_000
    with pytest.raises(Refused) as refused:
        opened(data, "bomb.xlsx")
    assert "120 gånger större" in refused.value.faults[0].expected.sv


def test_a_bomb_in_many_small_parts_is_refused_too() -> None:
    data = packed({**parts(SOUND), **{f"xl/worksheets/sheet{number}.xml": "0" * 5_000_000 for number in range(2, 8)}})
    with pytest.raises(Refused) as refused:
        opened(data, "bomb.xlsx")
    assert "120 gånger större" in refused.value.faults[0].expected.sv


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        (replace(LIMITS, members=2), "högst 2 delar"),
        (replace(LIMITS, unpacked_bytes=100), "uppackad"),
        (replace(LIMITS, rows=1), "högst 1 rader"),
    ],
)
def test_a_workbook_beyond_a_limit_is_refused(limits: object, expected: str) -> None:
    data = packed(parts(worksheet('<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>')))
    with pytest.raises(Refused) as refused:
        opened(data, "x.xlsx", limits)  # type: ignore[arg-type]
    assert expected in refused.value.faults[0].expected.sv


def test_a_part_that_stands_twice_is_refused() -> None:
    twice = packed({**parts(SOUND), "xl/worksheets/sheet2.xml": SOUND}).replace(b"xl/worksheets/sheet2.xml", b"xl/worksheets/sheet1.xml")
    with pytest.raises(Refused, match="skadad"):
        opened(twice, "x.xlsx")


def test_a_sheet_that_points_outside_the_package_is_not_followed() -> None:
    made = parts(SOUND)
    made["xl/_rels/workbook.xml.rels"] = made["xl/_rels/workbook.xml.rels"].replace("worksheets/sheet1.xml", "../../../../etc/passwd")
    assert opened(packed(made), "x.xlsx").sheets[0].rows == ()
