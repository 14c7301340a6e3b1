"""Texts that cannot be read: each is refused with words on what to do, nothing hangs and nothing is executed."""

import io
import tempfile
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from documents_made import W, docx, odt, para, pdf, plain_pdf, read
from files_made import packed

from samhandling.files import guard
from samhandling.files.document.limits import DOCUMENT_LIMITS
from samhandling.files.document.opening import read_text
from samhandling.files.document.plain import plain_text
from samhandling.files.document.wire import document_piece
from samhandling.files.wire import Garbled
from samhandling.ground.faults import Fault, Refused

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
ENTITIES = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
MANIFEST = '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'


def with_body(prolog: str) -> bytes:
    """A Word document whose text begins with this prolog."""
    return packed(
        {"word/document.xml": f'{prolog}<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&b;&c;</w:t></w:r></w:p></w:body></w:document>'}
    )


def bomb() -> bytes:
    """A Word document of a few hundred kB that unpacks to a quarter of a gigabyte."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file, file.open("word/document.xml", "w") as part:
        for _ in range(250):
            part.write(b"0" * 1_000_000)
    return out.getvalue()


def the_fault(data: bytes, name: str) -> Fault:
    """The one reason for refusing."""
    with pytest.raises(Refused) as refused:
        read(data, name)
    (fault,) = refused.value.faults
    assert fault.expected.sv != fault.expected.en
    assert fault.way_out.sv != fault.way_out.en
    return fault


@pytest.mark.parametrize(
    ("data", "name", "expected", "way_out"),
    [
        (b"", "a.txt", "tomt", "rätt fil"),
        (b" \r\n\t", "a.docx", "tomt", "rätt fil"),
        (b"<p hidden>dolt</p>", "a.html", "tomt", "rätt fil"),
        (docx(para("")), "a.docx", "tomt", "rätt fil"),
        (pdf([[], []]), "a.pdf", "inskannat", "OCR"),
        (pdf([["hemligt"]], password="lås"), "a.pdf", "lösenord", "ta bort lösenordet"),
        (OLE2 + "EncryptedPackage".encode("utf-16-le"), "a.docx", "lösenord", "ta bort lösenordet"),
        (odt("<text:p>x</text:p>", manifest=MANIFEST), "a.odt", "lösenord", "ta bort lösenordet"),
        (OLE2, "gammal.doc", "äldre typen .doc", ".docx"),
        (b"{\\rtf1 hej}", "a.doc", "äldre typen .rtf", ".docx"),
        (b"%PDF-1.7 inget mer", "a.pdf", "skadad", "spara den på nytt"),
        (plain_pdf([["a"]]).replace(b"/FlateDecode", b"/FlatyDecode"), "a.pdf", "skadad", "spara den på nytt"),
        (b"inte en pdf", "a.pdf", "skadad", "spara den på nytt"),
        (docx(para("hej"))[:-120], "a.docx", "skadad", "spara den på nytt"),
        (packed({"word/document.xml": "<w:document"}), "a.docx", "skadad", "spara den på nytt"),
        (packed({"word/document.xml": "<a/>"}), "a.docx", "skadad", "spara den på nytt"),
        (with_body(ENTITIES), "a.docx", "DOCTYPE", "spara den på nytt"),
        (with_body(OUTSIDE), "a.docx", "DOCTYPE", "spara den på nytt"),
        (bomb(), "bomb.docx", "120 gånger större", "klistra in"),
        (packed({"a.txt": "x"}), "a.zip", "PDF, DOCX, ODT", "klistra in"),
        (
            packed({"mimetype": "application/vnd.oasis.opendocument.presentation", "content.xml": "<a/>"}, 0),
            "a.odp",
            "PDF, DOCX, ODT",
            ".docx",
        ),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "skiss.png", "PDF, DOCX, ODT", "klistra in"),
        (b"text\0med noll", "a.txt", "nolltecken", "Exportera"),
    ],
)
def test_it_is_refused_with_a_way_out(data: bytes, name: str, expected: str, way_out: str) -> None:
    fault = the_fault(data, name)
    assert expected in fault.expected.sv
    assert way_out in fault.way_out.sv


def test_a_document_with_elements_inside_elements_without_end_is_refused() -> None:
    deep = "<w:sdt>" * 60_000 + para("x") + "</w:sdt>" * 60_000
    assert "skadad" in the_fault(docx(deep), "a.docx").expected.sv


def test_a_page_that_unpacks_without_end_is_refused() -> None:
    packer = zlib.compressobj(9)
    stream = b"".join(packer.compress(b" " * 10_000_000) for _ in range(10)) + packer.flush()
    assert "rimlig storlek" in the_fault(plain_pdf([stream]), "a.pdf").expected.sv


@pytest.mark.parametrize("as_bytes", [True, False])
def test_a_file_of_half_a_gigabyte_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, as_bytes: bool) -> None:
    monkeypatch.setattr(guard, "guarded", None)
    path = tmp_path / "stor.pdf"
    with path.open("wb") as file:
        file.truncate(500_000_000)
    limits = replace(DOCUMENT_LIMITS, file_bytes=10) if as_bytes else DOCUMENT_LIMITS
    with pytest.raises(Refused) as refused:
        read_text(b"x" * 11 if as_bytes else path, "stor.pdf", limits)
    assert "högst" in refused.value.faults[0].expected.sv
    assert refused.value.faults[0].location.file == "stor.pdf"


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="finns"):
        read_text(tmp_path / "saknas.pdf")


def test_a_refusal_in_the_child_comes_home_with_the_files_name() -> None:
    with pytest.raises(Refused) as refused:
        read_text(pdf([[]]), "skannad.pdf")
    (fault,) = refused.value.faults
    assert fault.location.file == "skannad.pdf"
    assert "inskannat" in fault.expected.sv


def test_a_text_that_takes_too_long_is_stopped_in_words_about_documents() -> None:
    with pytest.raises(Refused) as refused:
        read_text(b"hej", "a.txt", replace(DOCUMENT_LIMITS, seconds=0.001))
    assert "ett dokument som går att läsa på" in refused.value.faults[0].expected.sv


def test_nothing_is_left_behind_when_bytes_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    read_text(b"hej", "a.txt")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", ["", " \n ", "\u200b\u200b"])
def test_a_pasted_text_of_nothing_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="tomt"):
        plain_text(text)


def test_a_pasted_text_of_more_than_a_million_characters_is_refused() -> None:
    with pytest.raises(Refused, match="1 000 000 tecken"):
        plain_text("a" * 1_000_001)


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"null",
        b'["document","exe"]',
        b'["block","a",0]',
        b'["block",1,0,null,false]',
        b'["block","a",10,null,false]',
        b'["block","a",0,"1",false]',
        b"\xff",
    ],
)
def test_the_parent_believes_no_line_of_another_shape(line: bytes) -> None:
    with pytest.raises(Garbled):
        document_piece(line)
