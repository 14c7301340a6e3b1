"""Workbooks: values at Excel's own places, and what stands around the values."""

import json
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from files_made import MAIN, OFFICE, PACKAGE, cells, opened, packed, parts, workbook, worksheet
from openpyxl import Workbook
from openpyxl.chart import BarChart
from openpyxl.comments import Comment

from samhandling.files.limits import LIMITS
from samhandling.ground.faults import Refused


def test_rows_and_columns_stand_where_excel_shows_them() -> None:
    def fill(book: Workbook) -> None:
        book.active["C3"] = "första"
        book.active["B5"] = "sista"

    assert [(row.number, row.cells) for row in opened(workbook(fill), "x.xlsx").sheets[0].rows] == [
        (1, ()),
        (2, ()),
        (3, (None, None, "första")),
        (4, ()),
        (5, (None, "sista", None)),
    ]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("text", "text"),
        (" åäö\nrad två ", " åäö\nrad två "),
        ("007", "007"),
        (2174999, 2174999),
        (2174999.0, 2174999),
        (1.3, 1.3),
        (0, 0),
        (-5, -5),
        (1e300, 1e300),
        (True, True),
        (False, False),
        (date(2016, 8, 1), date(2016, 8, 1)),
        (datetime.fromisoformat("2016-08-01T12:30"), datetime.fromisoformat("2016-08-01T12:30")),
        (time(3, 4), "03:04:00"),
        (timedelta(hours=30), "1 day, 6:00:00"),
    ],
)  # fmt: skip
def test_values_keep_their_type(written: object, read: object) -> None:
    def fill(book: Workbook) -> None:
        book.active["A1"] = written

    ((value,),) = cells(opened(workbook(fill), "x.xlsx"))
    assert value == read
    assert type(value) is type(read)


def test_an_error_is_text_at_its_place_also_when_it_stands_alone() -> None:
    rows = '<row r="2"><c r="B2" t="e"><v>#N/A</v></c></row><row r="3"><c r="A3"><v>1</v></c><c r="B3" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    assert cells(opened(packed(parts(worksheet(rows))), "x.xlsx"))[1:] == [(None, "#N/A"), (1, "#DIV/0!")]


@pytest.mark.parametrize("prefix", ["", "x:"])
@pytest.mark.parametrize("quote", ['"', "'"])
def test_hidden_rows_merged_cells_and_formulas_are_found_however_the_xml_is_written(prefix: str, quote: str) -> None:
    sheet = (
        f'<p:worksheet xmlns:p="{MAIN}"><p:sheetData>'
        '<p:row r="1"><p:c r="A1"><p:v>1</p:v></p:c></p:row>'
        '<p:row r="2" hidden="1"><p:c r="A2"><p:f>A1*2</p:f><p:v>2</p:v></p:c></p:row>'
        '<p:row spans="1:1" r="3" hidden="true"><p:c r="A3"><p:f t="shared" ref="A3:A4" si="0">A2&amp;"x"</p:f><p:v>3</p:v></p:c></p:row>'
        '<p:row r="4" hidden="0"><p:c r="A4"><p:f t="shared" si="0"/><p:v>4</p:v></p:c></p:row>'
        '</p:sheetData><p:mergeCells count="1"><p:mergeCell ref="A1:C1"/></p:mergeCells></p:worksheet>'
    )
    sheet = (
        sheet.replace('"x"', "&quot;x&quot;").replace('"', quote).replace("xmlns:p", "xmlns:x" if prefix else "xmlns").replace("p:", prefix)
    )
    found = opened(packed(parts(sheet)), "x.xlsx").sheets[0]
    assert [row.number for row in found.rows if row.hidden] == [2, 3]
    assert found.merged == ("A1:C1",)
    assert found.formulas == {"A2": "=A1*2", "A3": '=A2&"x"', "A4": '=A2&"x"'}


def test_nothing_is_lost_where_a_large_sheet_is_read_in_pieces() -> None:
    filler = "x" * 900
    rows = "".join(
        f'<row r="{number}" hidden="{int(number % 7 == 0)}"><c r="A{number}" t="inlineStr"><is><t>{filler}</t></is></c>'
        f'<c r="B{number}"><f>A{number}+1</f><v>{number}</v></c><c r="C{number}" t="e"><v>#REF!</v></c></row>'
        for number in range(1, 4001)
    )
    sheet = opened(packed(parts(worksheet(rows, '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'))), "x.xlsx").sheets[0]
    assert [row.number for row in sheet.rows if row.hidden] == list(range(7, 4001, 7))
    assert sheet.formulas == {f"B{number}": f"=A{number}+1" for number in range(1, 4001)}
    assert {row.cells[1:] == (row.number, "#REF!") for row in sheet.rows} == {True}
    assert sheet.merged == ("A1:B1",)


def test_comments_old_and_threaded_are_given_by_cell() -> None:
    old = f'<comments xmlns="{MAIN}"><commentList><comment ref="A1"><text><t>reserv</t></text></comment><comment ref="B2"><text><r><t>två </t></r><r><t>delar</t></r></text></comment></commentList></comments>'
    new = '<ThreadedComments xmlns="urn:x"><threadedComment ref="A1"><text>fråga</text></threadedComment><threadedComment ref="A1"><text>svar</text></threadedComment></ThreadedComments>'
    rels = (
        f'<Relationships xmlns="{PACKAGE}"><Relationship Id="a" Type="{OFFICE}/comments" Target="../comments1.xml"/>'
        '<Relationship Id="b" Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment" Target="/xl/threadedComments/t1.xml"/></Relationships>'
    )
    made = {
        **parts(worksheet('<row r="1"><c r="A1"><v>1</v></c></row>')),
        "xl/comments1.xml": old,
        "xl/threadedComments/t1.xml": new,
        "xl/worksheets/_rels/sheet1.xml.rels": rels,
    }
    assert opened(packed(made), "x.xlsx").sheets[0].comments == {"A1": "fråga\nsvar", "B2": "två delar"}


def test_comments_that_openpyxl_writes_are_given() -> None:
    def fill(book: Workbook) -> None:
        book.active["B29"] = "x"
        book.active["B29"].comment = Comment("räkna inte dubbelt", "handläggare")

    assert opened(workbook(fill), "x.xlsx").sheets[0].comments == {"B29": "räkna inte dubbelt"}


def test_empty_hidden_and_chart_sheets_are_kept_in_order() -> None:
    def fill(book: Workbook) -> None:
        book.active.title = "Full"
        book.active["A1"] = 1
        book.create_sheet("Tom")
        book.create_sheet("Dold").sheet_state = "veryHidden"
        book.create_chartsheet("Diagram").add_chart(BarChart())

    book = opened(workbook(fill), "x.xlsx")
    assert [(sheet.name, len(sheet.rows)) for sheet in book.sheets] == [("Full", 1), ("Tom", 0), ("Dold", 0), ("Diagram", 0)]
    assert [note.sv for note in book.notes] == ['Bladet "Dold" är dolt i arbetsboken.']


def test_a_workbook_is_known_by_what_it_holds_not_by_what_it_is_called() -> None:
    data = workbook(lambda book: book.active.append(["a", 1]))
    assert {opened(data, name).kind for name in ("x.xlsx", "x.XLSM", "x.csv", "utan ändelse")} == {"xlsx"}
    assert opened(data, "x.XLSM").notes == ()
    assert "trots sitt namn" in opened(data, "x.csv").notes[0].sv


def test_a_value_far_outside_the_table_is_told_with_its_place() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    with pytest.raises(Refused) as refused:
        opened(packed(parts(worksheet(rows))), "x.xlsx")
    (fault,) = refused.value.faults
    assert fault.location.sheet == "Blad1"
    assert "rad 1 048 576 och kolumn 16 384" in fault.way_out.sv


def test_cells_that_are_only_formatted_do_not_make_a_sheet_large() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576" s="1"><c r="XFD1048576" s="1"/></row>'
    assert cells(opened(packed(parts(worksheet(rows))), "x.xlsx"))[:1] == [(1,)]


def test_more_formulas_than_the_limit_are_said_not_hidden() -> None:
    rows = "".join(f'<row r="{number}"><c r="A{number}"><f>1+1</f><v>2</v></c></row>' for number in range(1, 6))
    book = opened(packed(parts(worksheet(rows))), "x.xlsx", replace(LIMITS, formulas=3))
    assert len(book.sheets[0].formulas) == 3
    assert len(book.sheets[0].rows) == 5
    assert "fler än 3" in book.notes[0].sv


def test_it_opens_the_officers_workbook_as_it_stands(shared: Path) -> None:
    folder = shared / "data/portfolio"
    expected = json.loads((folder / "messy_expected.json").read_text("utf-8"))
    book = opened((folder / expected["file"]).read_bytes(), expected["file"])
    sheet = book.sheets[0]
    assert [each.name for each in book.sheets] == [expected["sheet"], *expected["other_sheets"]]
    assert [row.number for row in sheet.rows] == list(range(1, 77))
    assert [row.number for row in sheet.rows if row.hidden] == [row["excel_row"] for row in expected["hidden_rows"]]
    assert [row.number for row in sheet.rows if not row.cells] == [25]
    assert list(sheet.comments) == [comment["cell"] for comment in expected["cell_comments"]]
    assert sheet.formulas == {"E76": "=SUM(E5:E75)"}
    assert {"A1:N1", "A2:N2", "A3:D3", "E3:G3", "H3:I3", "J3:N3"} == set(sheet.merged)
    assert sheet.rows[3].cells == tuple(column["heading"] for column in expected["columns"].values())
    assert book.sheets[2].rows == ()
    raw = {cell["cell"]: cell["raw"] for row in expected["rows"] for cell in row["messy"] if cell["cell_type"] in ("str", "int", "float")}
    for place, value in raw.items():
        if isinstance(value, (int, float)):
            assert sheet.rows[int(place[1:]) - 1].cells[ord(place[0]) - 65] == value, place
