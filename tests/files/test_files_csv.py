"""Delimited text: every encoding and delimiter, lines as an editor shows them, faults where they stand."""

import codecs
from dataclasses import replace
from pathlib import Path

import pytest
from files_made import cells, opened
from hypothesis import given
from hypothesis import strategies as st

from samhandling.files.limits import LIMITS
from samhandling.ground.faults import Refused

TABLE = "namn;ägare;kronor\nSkördetid;Åkers kommun;1,5\nÖppna dörrar;Region Älv;2,5\n"
RECORDS = [("namn", "ägare", "kronor"), ("Skördetid", "Åkers kommun", "1,5"), ("Öppna dörrar", "Region Älv", "2,5")]


@pytest.mark.parametrize(
    ("codec", "mark", "told"),
    [
        ("utf-8", b"", "UTF-8."),
        ("utf-8", codecs.BOM_UTF8, "UTF-8 och börjar med en byteordningsmarkering"),
        ("utf-16-le", codecs.BOM_UTF16_LE, "UTF-16 och börjar"),
        ("utf-16-be", codecs.BOM_UTF16_BE, "UTF-16 och börjar"),
        ("utf-16-le", b"", "UTF-16."),
        ("utf-16-be", b"", "UTF-16."),
        ("utf-32-le", codecs.BOM_UTF32_LE, "UTF-32 och börjar"),
        ("latin-1", b"", "Windows-1252 (Latin-1)."),
        ("cp1252", b"", "Windows-1252 (Latin-1)."),
    ],
)
def test_it_reads_every_encoding_and_says_which(codec: str, mark: bytes, told: str) -> None:
    book = opened(mark + TABLE.encode(codec), "lista.csv")
    assert cells(book) == RECORDS
    assert told in book.notes[0].sv


@pytest.mark.parametrize(("delimiter", "told"), [(";", "semikolon"), (",", "komma"), ("\t", "tabb"), ("|", "lodstreck")])
def test_it_finds_the_delimiter_by_trial(delimiter: str, told: str) -> None:
    text = TABLE.replace(",", ".").replace(";", delimiter)
    book = opened(text.encode(), "lista.csv")
    assert [len(row) for row in cells(book)] == [3, 3, 3]
    assert told in book.notes[1].sv


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("namn;belopp\na;1,5\nb;2,5\n", 2),
        ("id;delar\n1;1.1:0.5|1.2:0.5\n2;1.1:0.2|2.2:0.3\n", 2),
        ('namn,"text; med; semikolon"\na,"x; y; z"\n', 2),
        ("Projekt i länet;;\nnamn;ägare;kronor\na, b, c;d;1\n", 3),
        ("bara en kolumn\nett\ntvå\n", 1),
    ],
)
def test_a_character_that_only_stands_in_the_texts_is_no_delimiter(text: str, width: int) -> None:
    assert {len(row) for row in cells(opened(text.encode(), "lista.csv"))} == {width}


def test_it_obeys_the_line_in_which_excel_declares_the_delimiter() -> None:
    book = opened(b"sep=|\nnamn|text\na|b;c;d\n", "lista.csv")
    assert [(row.number, row.cells) for row in book.sheets[0].rows] == [(1, ()), (2, ("namn", "text")), (3, ("a", "b;c;d"))]


def test_a_row_has_the_line_where_its_record_starts() -> None:
    text = 'namn;text\na;"två\nrader"\n\n\nb;"tre\r\nhela\nrader"\nc;sist\n'
    rows = opened(text.encode(), "lista.csv").sheets[0].rows
    assert [row.number for row in rows] == [1, 2, 4, 5, 6, 9]
    assert [row.cells for row in rows if row.number in (4, 5)] == [(), ()]
    assert rows[1].cells == ("a", "två\nrader")


def test_ragged_rows_and_empty_cells_are_kept_as_they_stand() -> None:
    assert cells(opened(b"a;b;c\n1;2\n1;;3;4\n;;\n", "x.csv")) == [("a", "b", "c"), ("1", "2"), ("1", "", "3", "4"), ("", "", "")]


def test_everything_in_a_csv_is_text() -> None:
    assert cells(opened(b"a;b\n007;2020-01-01\n1,5;true\n", "x.csv"))[1:] == [("007", "2020-01-01"), ("1,5", "true")]


@pytest.mark.parametrize(
    ("data", "line", "expected"),
    [
        (b'a;b\n1;2\n3;"4\n5;6\n', 3, "avslutande citattecken"),
        (b'a;b\n1;"x" y\n2;3\n', 2, "skiljetecken"),
        (b"a;b\n1;2\n3;\x00\n", 3, "nolltecken"),
        ("a;b\nå;ä\nö;é\n".encode() + b"\xe5;x\n", 4, "UTF-8"),
        (b"a;b\nx\x81;\xe5\n", 2, "Windows-1252"),
    ],
)
def test_a_fault_tells_its_line(data: bytes, line: int, expected: str) -> None:
    with pytest.raises(Refused) as refused:
        opened(data, "lista.csv")
    assert refused.value.faults[0].location.line == line
    assert expected in refused.value.faults[0].expected.sv


def test_all_badly_quoted_lines_are_told_at_once() -> None:
    with pytest.raises(Refused) as refused:
        opened(b'a;b\n1;"x" y\n2;3\n4;"z" w\n', "lista.csv")
    assert [fault.location.line for fault in refused.value.faults] == [2, 4]


def test_a_text_without_end_is_told_where_it_starts_and_nothing_after_it() -> None:
    with pytest.raises(Refused) as refused:
        opened(b'a;b\n1;"x\n' + b"2;3\n" * 50, "lista.csv", replace(LIMITS, field_characters=100, rows=20))
    (fault,) = refused.value.faults
    assert (fault.location.line, "högst 100 tecken" in fault.expected.sv) == (2, True)


@pytest.mark.parametrize(
    ("limits", "data"),
    [
        (replace(LIMITS, rows=2), b"a\nb\nc\n"),
        (replace(LIMITS, cells=5), b"a;b\nc;d\ne;f\n"),
        (replace(LIMITS, columns=2), b"a;b;c\n"),
        (replace(LIMITS, field_characters=10), b"a;b\nx;" + b"y" * 11 + b"\n"),
    ],
)
def test_it_stops_where_a_limit_is_passed(limits: object, data: bytes) -> None:
    with pytest.raises(Refused) as refused:
        opened(data, "lista.csv", limits)  # type: ignore[arg-type]
    assert "högst" in refused.value.faults[0].expected.sv


plain = st.text(st.characters(codec="utf-8", exclude_characters="\0\ufeff"), min_size=1, max_size=12)


@given(st.lists(st.lists(plain, min_size=2, max_size=4), min_size=1, max_size=8), st.sampled_from(";,\t|"))
def test_what_was_written_is_read_back(table: list[list[str]], delimiter: str) -> None:
    quoted = "\n".join(delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in [["h1", "h2"], ["a", "b"], *table])
    book = opened(f"sep={delimiter}\n{quoted}".encode(), "lista.csv")
    assert cells(book)[3:] == [tuple(row) for row in table]


def test_it_opens_the_real_portfolio(shared: Path) -> None:
    path = shared / "data/portfolio/sormland_portfolio.csv"
    rows = opened(path.read_bytes(), path.name).sheets[0].rows
    assert len(rows) == 69
    assert {len(row.cells) for row in rows} == {23}
    assert [row.number for row in rows] == list(range(1, 70))


def test_it_opens_the_published_register(shared: Path) -> None:
    path = shared / "data/erdf/se_erdf_projektbanken_2014_2020.csv"
    book = opened(path.read_bytes(), path.name)
    rows = book.sheets[0].rows
    assert len(rows) == 375
    assert rows[0].cells[0] == "_source"
    assert {len(row.cells) for row in rows} == {15}
    assert "(BOM)" in book.notes[0].sv
