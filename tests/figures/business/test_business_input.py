"""Files of employment as they come: every fault at once with its rows, totals never among the parts, all formats alike."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import openpyxl
import pytest
from business_made import Cell, cells, counties_file, divisions, write

from samhandling.economy import Absent
from samhandling.figures.business.commuting import commuting_of
from samhandling.figures.business.cubes import CubeFile, cube_of_file, cubes_loaded, forget_cube, load_cube
from samhandling.figures.business.making import Made
from samhandling.figures.business.reading_words import ColumnsOf, columns_from
from samhandling.figures.business.regions import region_code
from samhandling.ground.faults import Fault, Refused
from samhandling.ground.places import counties
from samhandling.ground.viewer import OPERATOR, VISITOR
from samhandling.office.models import Event
from samhandling.people.rules.permission import NotAllowed

INDUSTRIES = ["A", "C", "G"]


def made(path: Path, **said: object) -> Made:
    return cube_of_file(path, CubeFile(**said))  # type: ignore[arg-type]


def faults_of(path: Path, **said: object) -> tuple[Fault, ...]:
    with pytest.raises(Refused) as refused:
        made(path, **said)
    return refused.value.faults


def few(change: Callable[[list[Cell]], list[Cell]]) -> list[Cell]:
    return change(cells(["03", "04", "05"], INDUSTRIES, (2019, 2020)))


def test_several_faults_of_several_kinds_come_at_once_with_their_rows(tmp_path: Path) -> None:
    def spoil(rows: list[Cell]) -> list[Cell]:
        region, industry, year, _ = rows[0]
        return [(region, industry, year, -5), *rows[1:4], rows[3], *rows[4:-1], (*rows[-1][:3], "många")]

    rows = few(spoil)
    found = faults_of(write(tmp_path / "fel.csv", rows))
    told = {fault.location.row: fault for fault in found}
    assert set(told) == {2, 5, len(rows) + 1}
    assert "-5" in told[2].read
    assert "raderna 5, 6" in told[5].expected.sv
    assert "många" in told[len(rows) + 1].read
    assert all(fault.location.file == "fel.csv" and fault.way_out.sv for fault in found)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda rows: [row for row in rows if row[:3:2] != ("04", 2020)], "varje region"),
        (lambda rows: [(r, i, y if y == 2019 else 2022, v) for r, i, y, v in rows], "alla år"),
        (lambda rows: [*rows, *[(r, "10", y, 1) for r, _, y, _ in rows[::3]]], "en enda nivå"),
        (
            lambda rows: [
                *rows,
                *[(r, "ALLT", y, sum(int(str(v)) for s, _, z, v in rows if (s, z) == (r, y))) for r, _, y, _ in rows[::3]],
            ],
            "bara delar",
        ),
        (lambda rows: [row for row in rows if row[0] == "04"], "att jämföra med"),
        (lambda rows: [], "minst en"),
    ],
    ids=["region lacks a year", "a year left out", "two levels", "a sum among the parts", "one region alone", "nothing"],
)
def test_what_makes_no_cube_is_refused(tmp_path: Path, change: Callable[[list[Cell]], list[Cell]], words: str) -> None:
    assert any(words in fault.expected.sv for fault in faults_of(write(tmp_path / "x.csv", few(change))))


def test_rows_without_region_industry_or_year_are_named_beside_the_others(tmp_path: Path) -> None:
    rows = cells(["04", "03"], ["A", "C"], (2019, 2020))
    found = faults_of(
        write(tmp_path / "a.csv", [*rows, ("", "A", 2019, 1), ("04", " ", 2019, 1), ("04", "A", "snart", 2), ("Källa: SCB", "", "", "")])
    )
    assert [(fault.location.row, fault.expected.sv) for fault in found] == [
        (10, "en region i varje rad"),
        (11, "en bransch i varje rad; raderna 11, 13"),
        (12, "ett år, till exempel 2024"),
    ]


def test_two_classifications_in_one_column_are_told_apart(tmp_path: Path) -> None:
    rows = [(*row, "SNI 2002" if at == 4 else "SNI 2007") for at, row in enumerate(few(lambda rows: rows))]
    found = faults_of(write(tmp_path / "x.csv", rows, ("region", "industry", "year", "value", "classification")))
    assert [(fault.location.row, fault.read) for fault in found] == [(6, "SNI 2002")]


def test_totals_stand_beside_and_are_never_summed_with_their_parts(tmp_path: Path) -> None:
    plain = cells(list(counties()), INDUSTRIES, (2020,))
    industry = [(r, "0010", 2020, sum(int(str(v)) for s, _, _, v in plain if s == r)) for r in counties()]
    nation = [("00", i, 2020, sum(int(str(v)) for _, j, _, v in plain if j == i)) for i in INDUSTRIES]
    whole = ("00", "0010", 2020, sum(int(str(v)) for *_, v in plain))
    one = made(write(tmp_path / "with.csv", [*plain, *industry, *nation, whole])).cubes["county"]
    other = made(write(tmp_path / "without.csv", plain)).cubes["county"]
    assert one.industries == other.industries
    assert one.grand_totals.tolist() == other.grand_totals.tolist() == [whole[3]]


def test_a_hidden_part_leaves_the_stated_total_in_its_place(tmp_path: Path) -> None:
    plain = cells(list(counties()), INDUSTRIES, (2020,))
    total = [(r, "Totalt", 2020, sum(int(str(v)) for s, _, _, v in plain if s == r)) for r in counties()]
    hidden = [(r, i, y, ".." if (r, i) == ("04", "C") else v) for r, i, y, v in plain]
    cube = made(write(tmp_path / "x.csv", [*hidden, *total])).cubes["county"]
    assert cube.region_totals[0, cube.regions.index("04")] == {r: v for r, _, _, v in total}["04"]
    assert cube.suppressed is not None
    assert int(cube.suppressed.sum()) == 1


def test_one_level_is_read_of_a_file_that_has_several(tmp_path: Path) -> None:
    plain = cells(["03", "04", "05"], ["10", "11", "62"], (2020,))
    above = [(r, "C", y, 1_000_000) for r, _, y, _ in plain[::3]]
    path = write(tmp_path / "x.csv", [*plain, *above])
    assert faults_of(path)
    assert made(path, level="division").cubes["county"].industries == ("10", "11", "62")
    assert made(path, level="division").level == "division"
    assert "nivå" in faults_of(path, level="allt")[0].expected.sv


def test_a_missing_row_is_unknown_unless_it_is_said_to_be_nobody(tmp_path: Path) -> None:
    path = write(tmp_path / "x.csv", few(lambda rows: rows[1:]))
    assert made(path).cubes["county"].missing is not None
    assert made(path, absent=Absent.ZERO).cubes["county"].missing is None


def test_rows_that_span_more_cells_than_memory_holds_are_refused(tmp_path: Path) -> None:
    rows = [(f"R{at}", f"I{at}", 2020, 1) for at in range(7000)]
    (fault,) = faults_of(write(tmp_path / "x.csv", rows))
    assert "förväxlade" in fault.expected.sv
    assert fault.read == "49000000"


def test_a_nation_smaller_than_its_parts_is_refused(tmp_path: Path) -> None:
    rows = few(lambda rows: [*rows, *[("00", i, y, 1) for i in INDUSTRIES for y in (2019, 2020)]])
    assert "rikets antal" in faults_of(write(tmp_path / "x.csv", rows))[0].expected.sv


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("0480", "0480"),
        ("480", "0480"),
        ("4", "04"),
        ("0480 Nyköping", "0480"),
        ("Nyköping", "0480"),
        ("Sörmland", "04"),
        ("Riket", "00"),
        ("0", "00"),
        ("DE", "DE"),
        ("7777", "7777"),
    ],
)
def test_a_region_is_known_by_code_or_name(text: str, code: str) -> None:
    assert region_code(text) == code


def test_columns_that_are_not_found_are_named(tmp_path: Path) -> None:
    path = write(tmp_path / "x.csv", [(1, 2, 3, 4)], ("a", "b", "c", "d"))
    assert len(faults_of(path)) == 4
    assert faults_of(path, columns=ColumnsOf("a", "b", "c", "saknas"))[0].read == "saknas"
    with pytest.raises(Refused):
        columns_from("region")


def test_every_format_gives_the_same_cube(tmp_path: Path) -> None:
    rows = few(lambda rows: [(r, i, y, ".." if (r, i, y) == ("04", "C", 2020) else v) for r, i, y, v in rows])
    one = made(write(tmp_path / "x.csv", rows)).cubes["county"]
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Näringsliv i tre län"])
    sheet.append(["Län", "SNI", "År", "Antal"])
    for region, industry, year, value in rows:
        sheet.append([int(region), industry, year, value])  # type: ignore[list-item]
    book.save(tmp_path / "x.xlsx")
    (tmp_path / "x.json").write_text(json.dumps(json_stat(rows)), "utf-8")
    for other in (made(tmp_path / "x.xlsx"), made(tmp_path / "x.json")):
        cube = other.cubes["county"]
        assert (cube.regions, cube.industries, cube.years) == (one.regions, one.industries, one.years)
        assert np.array_equal(cube.stack, one.stack)
        assert np.array_equal(np.asarray(cube.suppressed), np.asarray(one.suppressed))


def json_stat(rows: list[Cell]) -> dict[str, object]:
    """As Statistics Sweden gives it: both sexes apart, which are to be summed; a dimension with one code."""
    axes = [list(dict.fromkeys(str(row[at]) for row in rows)) for at in range(3)]
    found = {(str(r), str(i), str(y)): v for r, i, y, v in rows}
    keys = [(r, i, y) for r in axes[0] for i in axes[1] for y in axes[2]]
    values, status = list[object](), dict[str, str]()
    for at, key in enumerate((sex, key) for key in keys for sex in ("1", "2")):
        value = found[key[1]]
        if value == "..":
            status[str(at)] = ".."
        values.append(None if value == ".." else int(str(value)) if key[0] == "1" else 0)

    def dimension(codes: list[str], label: str, names: list[str] | None = None) -> dict[str, object]:
        return {"label": label, "category": {"index": codes, "label": dict(zip(codes, names or codes, strict=True))}}

    return {
        "version": "2.0",
        "class": "dataset",
        "id": ["region", "sni2007", "tid", "kon", "contents"],
        "size": [len(axes[0]), len(axes[1]), len(axes[2]), 2, 1],
        "dimension": {
            "region": dimension(axes[0], "region"),
            "sni2007": dimension(axes[1], "näringsgren"),
            "tid": dimension(axes[2], "år"),
            "kon": dimension(["1", "2"], "kön", ["män", "kvinnor"]),
            "contents": dimension(["x"], "tabellinnehåll"),
        },
        "value": values,
        "status": status,
    }


def test_an_open_dimension_is_asked_about(tmp_path: Path) -> None:
    whole = json_stat(few(lambda rows: rows))
    text = json.dumps(whole).replace("kvinnor", "20-24 år").replace("män", "16-19 år").replace('"kön"', '"ålder"')
    (tmp_path / "x.json").write_text(text, "utf-8")
    (fault,) = faults_of(tmp_path / "x.json")
    assert fault.location.column == "kon"
    assert "--mapping" in fault.way_out.sv
    assert made(tmp_path / "x.json", columns=columns_from("kon=1")).cubes["county"].grand_totals.min() > 0


@pytest.mark.django_db
def test_a_refused_file_leaves_nothing_and_a_new_one_takes_the_place_of_the_old(figures_home: Path, tmp_path: Path) -> None:
    good = counties_file(tmp_path)
    bad = write(tmp_path / "bad.csv", few(lambda rows: [(*rows[0][:3], -1), *rows[1:]]))
    with pytest.raises(Refused):
        load_cube(bad, CubeFile(), by=OPERATOR, code="k")
    assert cubes_loaded(seen_by=VISITOR) == []
    first = load_cube(good, CubeFile(licence="CC0"), by=OPERATOR, code="k")
    again = load_cube(write(tmp_path / "lan2.csv", cells(list(counties()), divisions(), seed=9)), CubeFile(), by=OPERATOR, code="k")
    assert first.checksum != again.checksum
    assert [one.code for one in cubes_loaded(seen_by=VISITOR)] == ["k"]
    assert len(list((figures_home / "cubes").glob("*.npz"))) == 1
    forget_cube("k", by=OPERATOR)
    assert list((figures_home / "cubes").glob("*.npz")) == []
    verbs = list(Event.objects.filter(subject="business_cube").order_by("id").values_list("verb", flat=True))
    assert verbs == ["business_cube.loaded", "business_cube.loaded", "business_cube.forgotten"]
    with pytest.raises(Refused):
        forget_cube("k", by=OPERATOR)


@pytest.mark.django_db
def test_a_visitor_loads_and_forgets_nothing(figures_home: Path, tmp_path: Path) -> None:
    with pytest.raises(NotAllowed):
        load_cube(counties_file(tmp_path), CubeFile(), by=VISITOR)
    with pytest.raises(NotAllowed):
        forget_cube("k", by=VISITOR)


def test_commuting_is_a_matrix_and_its_faults_are_named(tmp_path: Path) -> None:
    rows = [("0480", "0480", 900), ("0480", "0488", 50), ("0488", "0480", 60), ("0488", "0488", 100), ("00", "0488", 7)]
    matrix, codes = commuting_of(write(tmp_path / "p.csv", rows, ("bostad", "arbete", "antal")), ColumnsOf())
    assert codes == ("0480", "0488")
    assert matrix.tolist() == [[900, 50], [60, 100]]
    with pytest.raises(Refused) as refused:
        commuting_of(write(tmp_path / "q.csv", [*rows, rows[0], ("0480", "0486", -1)], ("bostad", "arbete", "antal")), ColumnsOf())
    assert [fault.location.row for fault in refused.value.faults] == [8, 7]
