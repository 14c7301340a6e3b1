"""JSON as tables: three shapes, exact numbers, and what is no table."""

import json

import pytest
from files_made import cells, opened

from samhandling.files.limits import Limits
from samhandling.ground.faults import Refused


def test_a_list_of_objects_is_a_sheet_with_the_union_of_keys_as_headings() -> None:
    book = opened(b'[{"namn": "a", "kr": 1}, {"kr": 2, "start": null}, {}]', "lista.json")
    assert [(row.number, row.cells) for row in book.sheets[0].rows] == [
        (1, ("namn", "kr", "start")),
        (2, ("a", 1, None)),
        (3, (None, 2, None)),
        (4, ()),
    ]
    assert any("första posten som rad 2" in note.sv for note in book.notes)


def test_named_lists_are_sheets_and_the_rest_is_said_to_be_left() -> None:
    book = opened(b'{"antal": 2, "projekt": [{"namn": "a"}], "org": [{"id": 1}], "tom": []}', "x.json")
    assert [sheet.name for sheet in book.sheets] == ["projekt", "org", "tom"]
    assert cells(book, 1) == [("id",), (1,)]
    assert cells(book, 2) == []
    assert any('"antal"' in note.sv for note in book.notes)


def test_columns_by_name_are_a_sheet() -> None:
    assert cells(opened(b'{"namn": ["a", "b"], "kr": [1, null]}', "x.json")) == [("namn", "kr"), ("a", 1), ("b", None)]


def test_columns_of_unequal_length_are_refused_by_name() -> None:
    with pytest.raises(Refused) as refused:
        opened(b'{"namn": ["a", "b"], "kr": [1], "start": []}', "x.json")
    assert [fault.location.column for fault in refused.value.faults] == ["kr", "start"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("0.15", 0.15),
        ("1.50", 1.5),
        ("2174999", 2174999),
        ("12345678901234567890", 12345678901234567890),
        ("0.1234567890123456789", "0.1234567890123456789"),
        ("1e400", "1e400"),
        ("1e-400", "1e-400"),
        ("1e2", 100.0),
        ("true", True),
        ('"007"', "007"),
        ("[1, {\"å\": 2}]", '[1, {"å": 2}]'),
        ("9" * 400, "9" * 400),
    ],
)  # fmt: skip
def test_values_lose_nothing(written: str, read: object) -> None:
    (value,) = cells(opened(f'[{{"v": {written}}}]'.encode(), "x.json"))[1]
    assert value == read
    assert type(value) is type(read)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b'[{"a": 1, "a": 2}]', "en enda gång"),
        (b'[{"a": 1}, 2, "x"]', "ett objekt"),
        (b'[{"a": 1},\n {"b": }]', "JSON"),
        (b'{"a": {"b": 1}}', "en lista av objekt"),
        (b"17", "en lista av objekt"),
        (b"{}", "en lista av objekt"),
        (b'[{"a": NaN}]', "NaN"),
        (b"[" * 100_000, "nivåer"),
        (b'[{"a": ' + b"[" * 30 + b"]" * 30 + b"}]", "nivåer"),
        (rb'[{"a": "\ud800"}]', "halvt tecken"),
        (rb'[{"a": "x\u0000"}]', "nolltecken"),
        (rb'{"\ud800": [{"a": 1}]}', "halvt tecken"),
        (rb'[{"\ud800": 1}]', "halvt tecken"),
    ],
)
def test_what_is_no_table_is_refused(data: bytes, expected: str) -> None:
    with pytest.raises(Refused) as refused:
        opened(data, "x.json")
    assert expected in refused.value.faults[0].expected.sv


def test_a_broken_file_tells_the_line_and_the_character() -> None:
    with pytest.raises(Refused) as refused:
        opened(b'[{"a": 1},\n {"b": }]', "x.json")
    assert refused.value.faults[0].location.line == 2
    assert "tecken 8" in refused.value.faults[0].expected.sv


def test_every_record_that_is_no_object_is_told_with_its_row() -> None:
    with pytest.raises(Refused) as refused:
        opened(b'[{"a": 1}, 2, {"a": 3}, "x"]', "x.json")
    assert [fault.location.row for fault in refused.value.faults] == [3, 5]


def test_a_literal_backslash_before_a_code_is_plain_text() -> None:
    assert cells(opened(json.dumps([{"a": "\\u0000 \\ud800"}]).encode(), "x.json"))[1] == ("\\u0000 \\ud800",)


def test_it_counts_cells_against_the_limit() -> None:
    with pytest.raises(Refused, match="högst 3 celler"):
        opened(b'[{"a": 1, "b": 2}, {"a": 3, "b": 4}]', "x.json", Limits(cells=3))
