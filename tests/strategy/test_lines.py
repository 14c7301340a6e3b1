"""The locator knows the line of everything that tomllib reads, and nothing else."""

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samhandling.strategy.rules.lines import Path, line_of, lines_of
from samhandling.strategy.rules.shipped import shipped_ids, shipped_text
from strategy.strategy_texts import COUNTY, WITH_ASPECTS


def paths(value: Any, at: Path = ()) -> Iterator[Path]:
    yield at
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in items:
        yield from paths(part, (*at, key))


@pytest.mark.parametrize("text", [COUNTY, WITH_ASPECTS, *(shipped_text(code) for code in shipped_ids())])
def test_every_path_has_a_line_where_its_key_stands(text: str) -> None:
    lines = lines_of(text)
    data = tomllib.loads(text)
    assert set(paths(data)) == set(lines)
    for path in paths(data):
        if path and isinstance(path[-1], str):
            assert path[-1] in text.splitlines()[lines[path] - 1]


def test_two_nodes_that_read_alike_have_their_own_lines() -> None:
    lines = lines_of('[[nodes]]\nid = "1"\n\n[[nodes]]\nid = "1"\n[nodes.name]\nsv = "x"\n')
    assert (lines["nodes", 0, "id"], lines["nodes", 1, "id"]) == (2, 5)
    assert lines["nodes", 1, "name", "sv"] == 7


@pytest.mark.parametrize(
    ("text", "path", "line"),
    [
        ('a = """one\ntwo = 2\n"""\nb = 1', ("b",), 4),
        ("a = '''\n[x]\n'''\nb = 1", ("b",), 4),
        ('a = [ # why\n  "]", # "\n  1,\n]\nb = 1', ("a", 1), 3),
        ('a = [ # why\n  "]", # "\n  1,\n]\nb = 1', ("b",), 5),
        ('"a b"."c.d" = 1\n', ("a b", "c.d"), 1),
        ("[a.b]\nc = 1\n[a.d]\nc = 1", ("a", "d", "c"), 4),
        ("[[a]]\n[[a.b]]\nx=1\n[[a]]\n[[a.b]]\nx=1\n[[a.b]]\nx=1", ("a", 1, "b", 1, "x"), 8),
        ('a = {b = {c = 1}, "d" = [1, 2]}\ne = 1', ("a", "d", 1), 1),
        ('a = "with \\" inside # no comment"\nb = 1', ("b",), 2),
    ],
)
def test_it_follows_strings_lists_and_headings(text: str, path: Path, line: int) -> None:
    tomllib.loads(text)
    assert lines_of(text)[path] == line


def test_what_has_no_line_gets_that_of_what_it_stands_in() -> None:
    lines = lines_of('a = 1\n[b]\nc = "x"')
    assert line_of(lines, ("b", "missing", 3)) == 2
    assert line_of(lines, ("missing",)) == 1


@given(st.text(alphabet="ab=[]{}\"'#.,\n 1\\", max_size=60))
def test_it_comes_to_an_end_on_any_text_and_knows_every_path_of_a_right_one(text: str) -> None:
    lines = lines_of(text)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    assert set(paths(data)) <= set(lines)


keys = st.text(alphabet="abcåäö -_.", min_size=1, max_size=6)
texts = st.text(alphabet="aå \"\\'#[]={}\n,", max_size=12)


@given(st.lists(st.dictionaries(keys, texts, max_size=3), max_size=4))
def test_a_written_value_stands_on_the_line_that_is_told(tables: list[dict[str, str]]) -> None:
    written: list[str] = []
    expected: dict[Path, int] = {}
    for index, table in enumerate(tables):
        written.append("[[part]] # [[part]]")
        for key, text in table.items():
            lines = f'"{key}" = {toml_string(text)}'.split("\n")
            expected["part", index, key] = len(written) + 1
            written += lines
    found = lines_of("\n".join(written))
    assert tomllib.loads("\n".join(written)).get("part", []) == tables
    assert {path: line for path, line in found.items() if len(path) == 3} == expected


def toml_string(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"""\n{escaped}"""' if "\n" in text else f'"{escaped}"'
