"""Figures through the guarded child: the same cube comes home, and whatever happens there is told in words."""

import json
import sys
from dataclasses import fields
from pathlib import Path

import pytest
from cubes_made import Made, as_json_stat, as_px, cubes, read_cells
from hypothesis import given, settings
from hypothesis import strategies as st

from samhandling.files.cube.cubes import Cube
from samhandling.files.cube.faults import CubeLimits
from samhandling.files.cube.kinds import kind_of_figures
from samhandling.files.cube.opening import FIGURES_LIMITS, read_cube
from samhandling.files.cube.tables import TableMapping
from samhandling.files.cube.wire import cube_lines, cube_piece, cubes_of
from samhandling.files.json_stat.data_sets import read_json_stat
from samhandling.files.limits import Limits
from samhandling.files.px.whole import read_px
from samhandling.files.wire import Garbled
from samhandling.ground.faults import Refused

SMALL = Made(["region", "år"], [["01", "02"], ["2020", "2021"]], {"sv": [["Ett", "Två"], ["2020", "2021"]]}, [1.0, "..", 0.0, "-"])
REAL = ("px/TAB004.px", "jsonstat/jsonstat_org_oecd.json")


def same(one: Cube, other: Cube) -> bool:
    """Every field of the two cubes is equal, and so is every cell."""
    return all(
        getattr(one, each.name).to_pylist() == getattr(other, each.name).to_pylist()
        if each.name in ("values", "status")
        else getattr(one, each.name) == getattr(other, each.name)
        for each in fields(Cube)
    )


def faults_of(path: Path, limits: Limits = FIGURES_LIMITS) -> list[str]:
    """What is said of a file that is refused, in Swedish."""
    with pytest.raises(Refused) as caught:
        read_cube(path, limits=limits)
    assert all(fault.location.file == path.name for fault in caught.value.faults)
    return [f"{fault.read} | {fault.expected.sv} | {fault.way_out.sv}" for fault in caught.value.faults]


@pytest.mark.parametrize("name", REAL)
def test_a_cube_comes_home_from_the_child_as_it_was_read(shared: Path, name: str) -> None:
    path = shared / "data/statistics" / name
    data = path.read_bytes()
    here = [read_px(data, path.name)] if name.endswith(".px") else read_json_stat(data, path.name)
    there = read_cube(path)
    assert len(here) == len(there)
    assert all(same(one, other) for one, other in zip(here, there, strict=True))


@given(cubes(), st.booleans())
@settings(max_examples=25)
def test_cubes_cross_the_wire_unchanged(made: Made, as_json: bool) -> None:
    read = read_json_stat(as_json_stat(made)) if as_json else [read_px(as_px(made))]
    home = cubes_of(map(cube_piece, cube_lines(read)))
    assert home is not None
    assert all(same(one, other) for one, other in zip(read, home, strict=True))


@given(st.data())
@settings(max_examples=50)
def test_a_damaged_line_is_garbled_or_harmless(data: st.DataObject) -> None:
    line = data.draw(st.sampled_from(list(cube_lines([read_px(as_px(SMALL))]))))
    at = data.draw(st.integers(0, len(line) - 1))
    pieces = []
    try:
        pieces = [cube_piece(line[:at] + data.draw(st.binary(max_size=3)) + line[at + 1 :])]
        cubes_of(pieces)
    except Garbled as garbled:
        pieces = [garbled]
    except Refused as refused:
        pieces = [refused]
    assert pieces


def test_cells_that_do_not_fill_the_cube_are_garbled() -> None:
    begins, cells, _ = cube_lines([read_px(as_px(SMALL))])
    with pytest.raises(Garbled):
        cubes_of([cube_piece(begins), cube_piece(cells), cube_piece(cells), cube_piece(b'["ended"]\n')])


def test_an_answer_that_breaks_off_is_no_answer() -> None:
    begins, cells, _ = cube_lines([read_px(as_px(SMALL))])
    assert cubes_of([cube_piece(begins), cube_piece(cells)]) is None


def test_faults_come_home_with_the_files_name(tmp_path: Path) -> None:
    path = tmp_path / "figurer.px"
    path.write_bytes(as_px(SMALL).replace(b'"Ett","Tv', b'"Tv'))
    (said,) = faults_of(path)
    assert said.startswith('CODES("region")')


@pytest.mark.parametrize(("content", "word"), [(b"", "tom"), (b"a;b\n1;2\n", "kolumner"), (b"\x00\x01\x02", "kolumner")])
def test_what_holds_no_figures_is_refused(tmp_path: Path, content: bytes, word: str) -> None:
    path = tmp_path / "x.px"
    path.write_bytes(content)
    assert word in faults_of(path)[0]


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    assert "finns" in faults_of(tmp_path / "nowhere.px")[0]
    assert "öppna" in faults_of(tmp_path)[0]


def test_a_file_beyond_the_limits_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.px"
    path.write_bytes(as_px(SMALL))
    assert "högst" in faults_of(path, Limits(file_bytes=10))[0]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps a process within its memory")
def test_a_file_that_needs_too_much_memory_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    names = [f"d{number}" for number in range(5)]
    codes = [str(number) for number in range(20)]
    content = {"class": "dataset", "id": names, "size": [20] * 5, "dimension": {name: {"category": {"index": codes}} for name in names}}
    path.write_text(json.dumps({**content, "value": {str(number): number for number in range(400_000)}}))
    assert any("minne" in said for said in faults_of(path, Limits(memory_bytes=300_000_000)))


def test_a_mapping_reads_a_table_through_the_same_door(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("region;år;värde\n01;2020;1,5\n02;2020;\n", encoding="utf-8")
    (cube,) = read_cube(path, TableMapping(("region", "år"), "värde", period="år"))
    assert read_cells(cube) == [(1.5, None), (None, None)]


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b'CHARSET="ANSI";', "px"),
        (b'\xef\xbb\xbf\r\n TITLE[sv] = "x";', "px"),
        (b'VALUES("a","b")=', "px"),
        ('CODEPAGE="utf-16";'.encode("utf-16"), "px"),
        (b'\xef\xbb\xbf {"a": 1}', "json-stat"),
        (b"[]", "json-stat"),
        (b"region;value\n", "table"),
        (b"PK\x03\x04", "table"),
        (b"", "table"),
    ],
)
def test_the_content_tells_the_format(start: bytes, kind: str) -> None:
    assert kind_of_figures(start) == kind


def test_limits_of_a_cube_reach_the_child(tmp_path: Path) -> None:
    path = tmp_path / "x.px"
    path.write_bytes(as_px(SMALL))
    with pytest.raises(Refused):
        read_cube(path, of_cube=CubeLimits(cells=3))
