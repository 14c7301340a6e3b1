"""Whatever bytes a file holds: a book, or one refusal in words."""

import io
import json
import zipfile
from datetime import date, datetime

from files_made import cells, opened, packed, parts, workbook, worksheet
from hypothesis import given, settings
from hypothesis import strategies as st

from samhandling.files.pieces import Rows
from samhandling.files.tables import Book, Cell, Row
from samhandling.files.wire import Decoder, lines
from samhandling.ground.faults import Fault, Refused

NAMES = st.sampled_from(["x.csv", "x.txt", "x.xlsx", "x.json", "x"])
SOUND = workbook(lambda book: book.active.append(["namn", 1, 2.5, True, date(2020, 1, 1)]))
TEXTISH = st.text("ab;,\t|\"'\n\r åäö\0\ufeff{}[]:0.eé", max_size=80)


def book_or_refusal(data: bytes, name: str) -> Book | None:
    """The book, or None where it was refused with faults that say what to do."""
    faults: tuple[Fault, ...] = ()
    try:
        return opened(data, name)
    except Refused as refused:
        faults = refused.faults
    assert faults
    assert all(fault.expected.sv and fault.expected.en and fault.way_out.sv and fault.way_out.en for fault in faults)
    return None


@given(st.binary(max_size=200), NAMES)
def test_any_bytes_are_a_book_or_a_refusal(data: bytes, name: str) -> None:
    book_or_refusal(data, name)


@given(TEXTISH, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "latin-1"]), NAMES)
@settings(max_examples=300)
def test_any_text_is_a_book_or_a_refusal(text: str, codec: str, name: str) -> None:
    book_or_refusal(text.encode(codec, "replace"), name)


@given(st.integers(0, len(SOUND) - 1), st.binary(min_size=1, max_size=4))
@settings(max_examples=300)
def test_a_damaged_workbook_is_a_book_or_a_refusal(at: int, damage: bytes) -> None:
    book_or_refusal(SOUND[:at] + damage + SOUND[at + len(damage) :], "x.xlsx")


@given(
    st.sampled_from(["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/sharedStrings.xml"]),
    st.binary(max_size=60),
    st.integers(0, 400),
)
@settings(max_examples=300)
def test_a_workbook_with_a_damaged_part_is_a_book_or_a_refusal(name: str, damage: bytes, at: int) -> None:
    with zipfile.ZipFile(io.BytesIO(SOUND)) as file:
        made = {member: file.read(member) for member in file.namelist()}
    whole = made.get(name, b"")
    made[name] = whole[:at] + damage + whole[at + len(damage) :]
    book_or_refusal(packed(made), "x.xlsx")


ROW = st.builds(
    "<row{}>{}</row>".format,
    st.sampled_from(["", ' r="1"', ' r="3" hidden="1"', ' r="99999999999"', ' r="x"']),
    st.lists(
        st.sampled_from(
            [
                '<c r="A1"><v>1</v></c>',
                '<c r="ZZ9" t="s"><v>7</v></c>',
                "<c><f>1+1</f></c>",
                '<c r="A0"/>',
                '<c t="e"><v>#N/A</v></c>',
                "<c r='B2' t='d'><v>x</v></c>",
            ]
        ),
        max_size=4,
    ).map("".join),
)


@given(st.lists(ROW, max_size=5).map("".join))
def test_any_order_of_rows_and_cells_is_a_book_or_a_refusal(rows: str) -> None:
    book_or_refusal(packed(parts(worksheet(rows))), "x.xlsx")


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
        max_leaves=12,
    )
)
def test_any_json_value_is_a_book_or_a_refusal(value: object) -> None:
    book_or_refusal(json.dumps(value).encode(), "x.json")


plain = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8)
scalars = st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats(allow_nan=False) | plain | st.dates() | st.datetimes()


@given(st.lists(st.lists(scalars, max_size=4), max_size=6))
def test_cells_cross_from_child_to_parent_unchanged(table: list[list[Cell]]) -> None:
    rows = [Row(number, tuple(row), number % 2 == 0) for number, row in enumerate(table, start=1)]
    (line,) = lines([Rows(rows)])
    piece = Decoder().piece(line)
    assert isinstance(piece, Rows)
    assert piece.rows == rows
    assert [[type(cell) for cell in row.cells] for row in piece.rows] == [[type(cell) for cell in row.cells] for row in rows]


@given(st.lists(st.dictionaries(plain, st.none() | st.booleans() | st.integers() | plain, max_size=4), min_size=1, max_size=5))
def test_records_of_json_come_back_cell_by_cell(records: list[dict[str, Cell]]) -> None:
    table = cells(opened(json.dumps(records).encode(), "x.json"))
    if not table:
        assert not any(records)
        return
    headings, *rows = table
    assert [{key: value for key, value in zip(headings, row, strict=False) if value is not None} for row in rows] == [
        {key: value for key, value in record.items() if value is not None} for record in records
    ]


def test_a_moment_at_midnight_stays_a_moment() -> None:
    rows = Rows([Row(1, (datetime.fromisoformat("2020-01-01T00:00:00"), date(2020, 1, 1)))])
    (line,) = lines([rows])
    assert Decoder().piece(line) == rows
