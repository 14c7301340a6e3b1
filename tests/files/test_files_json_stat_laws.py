"""Whatever cube is written as JSON-stat comes back; whatever happens to the file, no number is wrong."""

import json
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import pytest
from cubes_made import Made, as_json_stat, cubes, read_cells
from hypothesis import example, given, settings
from hypothesis import strategies as st

from samhandling.files.cube.cubes import Cube
from samhandling.files.json_stat.cut import cut
from samhandling.files.json_stat.data_sets import read_json_stat
from samhandling.ground.faults import Fault, Refused

SYMBOLS = (".", "..", ":", "p", "e, b", "[x]", 'a"b', "\\", "å")
SOUND = Made(
    ["region", "year"],
    [["01", "02"], ["2020", "2021", "2022"]],
    {"sv": [["Ett", "Två"], ["2020", "2021", "2022"]]},
    [1.5, "..", 0.0, -0.25, 1e-7, 12345.0],
)


@pytest.fixture(autouse=True, scope="module")
def everything_is_cut_out() -> Iterator[None]:
    """Small lists go the way of large ones in this file."""
    with patch("samhandling.files.json_stat.tree.cut", lambda data: cut(data, 0)):
        yield


def cubes_or_none(data: bytes) -> list[Cube] | None:
    """The cubes, or None where they were refused with faults that say what to do."""
    faults: tuple[Fault, ...] = ()
    try:
        return read_json_stat(data, "x.json")
    except Refused as refused:
        faults = refused.faults
    assert faults
    assert all(fault.expected.sv and fault.way_out.sv for fault in faults)
    return None


@given(cubes(SYMBOLS), st.booleans(), st.booleans(), st.sampled_from(["object", "list"]), st.booleans(), st.sampled_from([None, 1]))
@settings(max_examples=40)
def test_a_cube_comes_back_whole(made: Made, sparse: bool, index_as_list: bool, status: str, old: bool, indent: int | None) -> None:
    (cube,) = read_json_stat(as_json_stat(made, sparse=sparse, index_as_list=index_as_list, status=status, old=old, indent=indent))
    assert read_cells(cube) == made.expected
    assert [list(dimension.codes) for dimension in cube.dimensions] == made.codes


entries = st.sampled_from(
    [
        "1",
        "-0.5",
        "0",
        "1e5",
        "1E-3",
        "null",
        "01",
        "+1",
        ".5",
        "5.",
        "-",
        "1 2",
        "",
        "nul",
        '"x"',
        '"a,b"',
        '"]"',
        "[1]",
        "1e999",
        "12345678901234567890",
        "NaN",
        "true",
    ]
)


@given(
    st.sampled_from(["value", "status"]),
    st.lists(entries, max_size=6),
    st.sampled_from([",", " , ", ",\n", ",,"]),
    st.sampled_from(["", " ", "\n"]),
)
@settings(max_examples=100)
@example("value", ["1 2", ""], ",", "")
@example("status", ['"a', 'b"'], ",", "")
def test_what_is_cut_out_is_what_json_says(key: str, listed: list[str], separator: str, blank: str) -> None:
    """A list that was taken out is exactly the list that a plain parser of JSON reads there; and then all the rest is the same too."""
    text = f'{{"a": "\\"{key}\\": [1]", "{key}": [{blank}{separator.join(listed)}{blank}], "b": 1}}'
    left, found = cut(text.encode(), 0)
    if found:
        whole = json.loads(text)
        (name,) = found
        assert {**json.loads(left), key: found[name].plain()} == whole


keys = st.sampled_from(["0", "1", "2", "17", "01", "-1", "x", "1.0", "", "99999999999"])


@given(
    st.sampled_from(["value", "status"]),
    st.lists(st.tuples(keys, entries), max_size=5),
    st.sampled_from([",", " , ", ",\n", ",,"]),
    st.sampled_from([":", " : ", "::", ""]),
)
@settings(max_examples=100)
@example("status", [("0", '"x"'), ("17", '"\\""'), ("2", "null")], ",", ":")
@example("status", [("0", '"x'), ("1", 'y"')], ",", ":")
@example("status", [("0", '"x}'), ("1", '"')], ",", ":")
@example("status", [("0", '":"'), ("1", '"a:b"')], ",", ":")
def test_an_object_that_is_cut_out_is_what_json_says(key: str, pairs: list[tuple[str, str]], separator: str, colon: str) -> None:
    text = f'{{"{key}": {{{separator.join(f"{chr(34)}{cell}{chr(34)}{colon}{entry}" for cell, entry in pairs)}}}, "b": 1}}'
    left, found = cut(text.encode(), 0)
    if found:
        assert len(pairs) == len({key for key, _ in pairs})
        assert {**json.loads(left), key: next(iter(found.values())).plain()} == json.loads(text)


def test_a_large_object_of_cells_is_read_as_a_small_one() -> None:
    content = json.loads(as_json_stat(SOUND))
    content["dimension"]["year"]["category"] = {"index": [str(year) for year in range(500)]}
    content |= {"size": [2, 500], "value": {str(at): at / 8 for at in range(999, -1, -3)}, "status": {"1": ".."}}
    (cube,) = read_json_stat(json.dumps(content).encode())
    assert read_cells(cube) == [(at / 8 if at % 3 == 0 else None, ".." if at == 1 else None) for at in range(1000)]
    content["value"]["1000"] = 1
    assert cubes_or_none(json.dumps(content).encode()) is None


@given(
    st.lists(st.none() | st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(2**53), 2**53), min_size=1, max_size=20),
    st.sampled_from([None, 1]),
)
def test_lists_of_strict_numbers_are_cut_out_to_the_last_digit(values: list[Any], indent: int | None) -> None:
    _, found = cut(json.dumps({"value": values}, indent=indent).encode(), 0)
    assert [taken.plain() for taken in found.values()] == [[None if value is None else float(value) for value in values]]


def test_an_object_that_names_a_cell_twice_is_not_cut_out() -> None:
    assert cut(b'{"value": {"0": 1, "1": 2, "0": 3}}', 0)[1] == {}
    assert [taken.plain() for taken in cut(b'{"value": {"2": 1, "0": null}}', 0)[1].values()] == [{"2": 1.0, "0": None}]


@pytest.mark.parametrize("as_object", [False, True], ids=["list", "object"])
def test_more_texts_than_symbols_ever_are_stay_where_they_are(as_object: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("samhandling.files.json_stat.entries._BLOCK_BYTES", 900)
    texts = [f"s{at}" for at in range(1_001)]
    status = dict(enumerate(texts)) if as_object else texts
    assert len(cut(json.dumps({"status": status}).encode(), 0)[1]) == 0
    del texts[0], status[0]
    assert len(cut(json.dumps({"status": status}).encode(), 0)[1]) == 1


def test_a_cell_far_outside_what_the_object_could_hold_stays_where_it_is() -> None:
    assert cut(b'{"value": {"0": 1, "19999999": 2}}', 0)[1] == {}


def test_blocks_meet_without_losing_a_number(monkeypatch: Any) -> None:
    monkeypatch.setattr("samhandling.files.json_stat.entries._BLOCK_BYTES", 7)
    values = [None, *(number / 4 for number in range(200))]
    _, found = cut(json.dumps({"value": values}).encode(), 0)
    assert next(iter(found.values())).plain() == values
    cells = {str(at): value for at, value in enumerate(values) if at % 5}
    _, found = cut(json.dumps({"value": cells, "status": {cell: f"s:{int(cell) % 7}" for cell in cells}}).encode(), 0)
    taken = list(found.values())
    assert [each.plain() for each in taken] == [cells, {cell: f"s:{int(cell) % 7}" for cell in cells}]
    assert [whole.null_count if (whole := each.of_every_cell(300)) else None for each in taken] == [300 - len(cells)] * 2
    assert [each.of_every_cell(200) for each in taken] == [None, None]
    _, found = cut(json.dumps({"status": ["a", None, "bb", "..........", ""] * 9}).encode(), 0)
    assert next(iter(found.values())).plain() == ["a", None, "bb", "..........", None] * 9


@given(st.integers(0, 700))
def test_a_file_cut_off_anywhere_is_refused_or_whole(at: int) -> None:
    data = as_json_stat(SOUND)
    found = cubes_or_none(data[:at])
    assert found is None or at >= len(data)


@given(st.data(), st.booleans())
@settings(max_examples=100)
def test_a_damaged_file_is_refused_or_what_json_says(data: st.DataObject, sparse: bool) -> None:
    whole = as_json_stat(SOUND, sparse=sparse)
    at = data.draw(st.integers(0, len(whole) - 1))
    instead = data.draw(
        st.sampled_from([b"", b"7", b".", b"-", b'"', b",", b" ", b"e", b"x", b"[", b"]", b"{", b"}", b":", b"\xff", b"\\"])
    )
    damaged = whole[:at] + instead + whole[at + 1 :]
    for cube in cubes_or_none(damaged) or []:
        content = json.loads(damaged)
        value = content.get("value")
        assert cube.has_values == bool(value)
        if value:
            listed = value if isinstance(value, list) else [value.get(str(number)) for number in range(6)]
            assert cube.values.to_pylist() == [None if entry is None else float(entry) for entry in listed]


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["dimension", "value", "id", "size", "category", "index", "label", "status", "class", "a"])
                | st.text(max_size=3),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
@settings(max_examples=120)
def test_any_json_is_cubes_or_a_refusal(content: Any) -> None:
    cubes_or_none(json.dumps(content).encode())


@given(
    st.sampled_from(["id", "size", "dimension", "value", "status", "role", "label", "extension", "note", "link"]),
    st.sampled_from([None, 7, "x", [], {}, [None], [{}], {"a": None}, {"value": 1}, True]),
)
def test_any_odd_part_is_cubes_or_a_refusal(key: str, instead: Any) -> None:
    cubes_or_none(json.dumps({**json.loads(as_json_stat(SOUND)), key: instead}).encode())
    inner = json.loads(as_json_stat(SOUND, old=True))
    inner["data"][key] = instead
    cubes_or_none(json.dumps(inner).encode())


@given(
    st.sampled_from(["index", "label", "child", "unit", "note"]),
    st.sampled_from(
        [None, 7, "x", [], {}, [None], [{}], {"01": None}, {"01": 7}, {"01": {"decimals": "x"}}, {"01": [7]}, {"99": "x"}, True]
    ),
)
def test_any_odd_category_is_cubes_or_a_refusal(key: str, instead: Any) -> None:
    content = json.loads(as_json_stat(SOUND))
    content["dimension"]["region"]["category"][key] = instead
    cubes_or_none(json.dumps(content).encode())
