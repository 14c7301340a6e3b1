"""Whatever cube is written as PX comes back; whatever happens to the file, no number is wrong."""

import re

import pytest
from cubes_made import Made, as_px, cubes, read_cells
from hypothesis import example, given, settings
from hypothesis import strategies as st

from samhandling.files.cube.cubes import Cube
from samhandling.files.px.whole import read_px
from samhandling.ground.faults import Fault, Refused

SOUND = Made(
    ["region", "år"],
    [["01", "02", "03"], ["2020", "2021"]],
    {"sv": [["Ett", "Två", "Tre"], ["2020", "2021"]], "en": [["One", "Two", "Three"], ["2020", "2021"]]},
    [1.5, "..", 0.0, "-", -7.0, 12345.0],
)


def cube_or_none(data: bytes) -> Cube | None:
    """The cube, or None where it was refused with faults that say what to do."""
    faults: tuple[Fault, ...] = ()
    try:
        return read_px(data, "x.px")
    except Refused as refused:
        faults = refused.faults
    assert faults
    assert all(fault.expected.sv and fault.way_out.sv and fault.location.file == "x.px" for fault in faults)
    return None


@given(cubes(), st.sampled_from([" ", ",", "\t", ";", " \n"]), st.integers(0, 5), st.sampled_from(["utf-8", "iso-8859-1"]))
@settings(max_examples=60)
def test_a_cube_comes_back_whole(made: Made, separator: str, per_line: int, codec: str) -> None:
    cube = read_px(as_px(made, separator=separator, per_line=per_line, codec=codec, says=codec))
    assert read_cells(cube) == made.expected
    assert [list(dimension.codes) for dimension in cube.dimensions] == made.codes
    for language, labels in made.labels.items():
        assert [[category.label[language] for category in dimension.categories] for dimension in cube.dimensions] == labels


@given(cubes(), st.sampled_from(["CODES", "VALUES"]))
@settings(max_examples=40)
def test_a_cube_with_keys_comes_back_whole(made: Made, keys: str) -> None:
    assert read_cells(read_px(as_px(made, keys=keys))) == made.expected


@given(st.integers(0, 400))
@settings(max_examples=120)
def test_a_file_cut_off_anywhere_is_refused_or_whole(at: int) -> None:
    data = as_px(SOUND)
    cube = cube_or_none(data[:at])
    assert cube is None or (at >= len(data) - 1 and read_cells(cube) == SOUND.expected)


@given(st.data())
@settings(max_examples=120)
def test_a_byte_lost_or_changed_in_the_keywords_changes_no_number(data: st.DataObject) -> None:
    whole = as_px(SOUND)
    at = data.draw(st.integers(0, whole.index(b"DATA=") - 1))
    instead = data.draw(st.sampled_from([b"", b"x", b'"', b";", b",", b"=", b"(", b"\n", b"\0", b"\xff"]))
    cube = cube_or_none(whole[:at] + instead + whole[at + 1 :])
    assert cube is None or read_cells(cube) == SOUND.expected


@given(st.data())
@settings(max_examples=120)
def test_damaged_figures_are_refused_or_what_a_plain_reading_gives(data: st.DataObject) -> None:
    """A digit that became another digit nobody can see; all else is as if each token had been read by itself."""
    whole = as_px(SOUND)
    start = whole.index(b"DATA=") + 5
    at = data.draw(st.integers(start, len(whole) - 3))
    instead = data.draw(st.sampled_from([b"", b"7", b".", b"-", b'"', b";", b" ", b"e", b"x", b"\n", b"..", b"\xff"]))
    damaged = whole[:at] + instead + whole[at + 1 :]
    cube = cube_or_none(damaged)
    if cube is not None:
        tokens = re.split(rb'[\s",;]+', damaged[start:].strip(b'\n; "'))
        plain = [text.decode() for text in tokens if text]
        assert [
            (0.0, "-") if text == "-" else (None, text) if not text.strip(".") else (float(text), None) for text in plain
        ] == read_cells(cube)


@given(st.binary(max_size=120) | st.text('DATA=;"[](),STUBVALES\n 1.-', max_size=120).map(str.encode))
@example(b"DATA=;")
@settings(max_examples=120)
def test_any_bytes_are_a_cube_or_a_refusal(data: bytes) -> None:
    cube_or_none(data)


@pytest.mark.parametrize(
    "data",
    [
        b"\n" * 200_000,
        b'"' * 200_001,
        b"A" * 200_000 + b"=",
        b"A" + b" " * 200_000 + b"x=1;DATA=1;",
        b"A(" + b'"a",' * 50_000 + b"x=1;DATA=1;",
        b"A(" + b"a" * 200_000 + b"=1;DATA=1;",
        b"DATA" + b" " * 200_000,
        b"DATA " * 40_000,
        b"CODEPAGE=" + b" " * 200_000 + b"x\nDATA=1;",
        b'STUB="a";VALUES("a")="b";KEYS("a")=CODES;DATA="b"' + b" " * 100_000 + b"x;",
        b"LANGUAGES=" + b",".join(b'"l%d"' % number for number in range(50_000)) + b';STUB="a";VALUES("a")="b";DATA=1;',
        b'STUB="a";' + b'VALUES("b")="b";' * 20_000 + b'VALUES("a")="b";DATA=1;',
        b'STUB="a";VALUES("a")="b";TIMEVAL("a")=TLIST(A1,"0001"-"9999");DATA=1;',
        b'STUB="a";VALUES("a")="b";DATA=' + b"x " * 100_000 + b";",
    ],
)
def test_what_is_made_to_take_for_ever_is_refused(data: bytes) -> None:
    assert cube_or_none(data) is None
