"""A table with one observation a row becomes a cube by a mapping."""

from pathlib import Path

import pytest
from cubes_made import read_cells
from files_made import opened, workbook
from hypothesis import given, settings
from hypothesis import strategies as st

from samhandling.files.cube.cubes import Cube
from samhandling.files.cube.faults import CubeLimits
from samhandling.files.cube.tables import TableMapping, cube_from_book
from samhandling.files.opening import open_book
from samhandling.ground.faults import Fault, Refused

MAPPING = TableMapping(
    ("region", "year"), "value", status="status", period="year", labels={"region": "name"}, language="sv", title="T", unit="antal"
)
HEADINGS = "region;name;year;value;status;other\n"


def read(rows: str, mapping: TableMapping = MAPPING) -> Cube:
    """The cube in a CSV with these rows."""
    return cube_from_book(opened((HEADINGS + rows).encode(), "x.csv"), mapping)


def refused(rows: str, mapping: TableMapping = MAPPING, limits: CubeLimits | None = None) -> tuple[Fault, ...]:
    """The faults of a CSV that must be refused."""
    with pytest.raises(Refused) as caught:
        cube_from_book(opened((HEADINGS + rows).encode(), "x.csv"), mapping, limits or CubeLimits())
    return caught.value.faults


def test_rows_come_to_their_places_and_what_is_absent_is_said() -> None:
    cube = read("04;Sörmland;2020;1,5;;a\n05;Östergötland;2021;0;p;b\n04;Sörmland;2021;;..;c\n")
    assert list(cube.rows("sv")) == [
        ("Sörmland", "2020", 1.5, None),
        ("Sörmland", "2021", None, ".."),
        ("Östergötland", "2020", None, None),
        ("Östergötland", "2021", 0.0, "p"),
    ]
    assert [said.sv for said in cube.remarks] == [
        'Kolumner som inte är lästa: "other".',
        "1 celler i tabellen har ingen rad i filen och saknar värde.",
    ]
    assert [dimension.role for dimension in cube.dimensions] == ["", "time"]
    assert (cube.title, cube.unit) == ({"sv": "T"}, {"sv": "antal"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12", (12.0, None)),
        ("-0,5", (-0.5, None)),
        ("\u22120,5", (-0.5, None)),
        ("285 574", (285574.0, None)),
        ("1\u00a0285\u00a0574,5", (1285574.5, None)),
        ("1e3", (1000.0, None)),
        ("", (None, None)),
        ("..", (None, "..")),
        ("-", (None, "-")),
    ],
)
def test_a_value_is_a_number_or_a_symbol(text: str, expected: tuple[float | None, str | None]) -> None:
    assert read_cells(read(f"04;S;2020;{text};;\n")) == [expected]


@pytest.mark.parametrize("text", ["1.285,5", "12 34", "1,5 %", "12x", "1e999", "31/12"])
def test_what_is_neither_is_a_fault_with_row_and_column(text: str) -> None:
    (fault,) = refused(f"04;S;2019;1;;\n04;S;2020;{text};;\n")
    assert (fault.location.row, fault.location.column, fault.read) == (3, "value", text)


def test_mixed_decimal_signs_are_refused_with_the_first_row_of_each() -> None:
    faults = refused("04;S;2019;1,5;;\n04;S;2020;2;;\n04;S;2021;1.5;;\n")
    assert [(fault.location.row, fault.read) for fault in faults] == [(2, ","), (4, ".")]


def test_a_stated_decimal_sign_is_kept_to() -> None:
    mapping = TableMapping(("region", "year"), "value", decimal=".")
    assert read_cells(read("04;S;2019;1.285;;\n", mapping)) == [(1.285, None)]
    assert refused("04;S;2019;1,285;;\n", mapping)[0].read == "1,285"


@pytest.mark.parametrize(
    ("rows", "row", "read_as"),
    [
        ("04;S;2020;1;;\n04;S;2020;2;;\n", 3, "04, 2020"),
        ("04;S;2020;1;;\n04;X;2021;2;;\n", 3, "X"),
        (";S;2020;1;;\n", 2, ""),
        ("04;S;2020;:;p;\n", 2, ":"),
    ],
)
def test_rows_that_contradict_each_other_are_refused(rows: str, row: int, read_as: str) -> None:
    (fault,) = refused(rows)
    assert (fault.location.row, fault.read) == (row, read_as)


def test_columns_that_are_not_there_are_named() -> None:
    faults = refused("04;S;2020;1;;\n", TableMapping(("län", "year"), "antal"))
    assert [fault.read for fault in faults] == ["län", "antal"]


def test_limits_are_kept() -> None:
    assert refused("04;S;2020;1;;\n05;X;2021;1;;\n", limits=CubeLimits(cells=3))
    assert refused("")


def test_a_workbook_may_have_a_title_above_its_headings() -> None:
    def fill(book: object) -> None:
        sheet = book.active  # type: ignore[attr-defined]
        for row in (["Arbetslösa"], [], ["region", "year", "value"], ["04", 2020, 6.2], ["04", 2021, "…"]):
            sheet.append(row)

    cube = cube_from_book(opened(workbook(fill), "x.xlsx"), TableMapping(("region", "year"), "value"))
    assert list(cube.rows()) == [("04", "2020", 6.2, None), ("04", "2021", None, "…")]


def test_real_values_of_kolada_come_through(shared: Path) -> None:
    path = shared / "data/statistics/kolada/values_n00945.csv"
    mapping = TableMapping(("kpi", "municipality_id", "year", "gender"), "value", "status", "year", {"municipality_id": "municipality"})
    cube = cube_from_book(open_book(path), mapping)
    assert ("N00945", "Stockholm", "2000", "T", 31.32959689, None) in list(cube.rows("und"))
    assert sum(value is not None for value in cube.values.to_pylist()) == len(path.read_text().splitlines()) - 1


codes = st.text("abc", min_size=1, max_size=2)


@given(
    st.dictionaries(st.tuples(codes, codes), st.none() | st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=8),
    st.randoms(),
)
@settings(max_examples=50)
def test_every_row_is_in_the_cube_and_nothing_else(rows: dict[tuple[str, str], float | None], chance: object) -> None:
    lines = [f"{region};;{year};{'' if value is None else repr(value)};;\n" for (region, year), value in rows.items()]
    chance.shuffle(lines)  # type: ignore[attr-defined]
    cube = read("".join(lines), TableMapping(("region", "year"), "value"))
    found = {(region, year): value for region, year, value, _ in cube.rows()}
    assert {key: value for key, value in found.items() if value is not None} == {
        key: value for key, value in rows.items() if value is not None
    }
