"""What a release changes: compared with a plain reading of the same rules, cell by cell."""

from collections.abc import Mapping
from datetime import date, timedelta

import pyarrow as pa
import pytest
from figures_made import cells
from hypothesis import given, settings
from hypothesis import strategies as st

from samhandling.figures.rules.changes import STATE, Change, compared, known_from
from samhandling.figures.rules.normalising import normalised
from samhandling.figures.rules.observation import (
    GONE,
    Frequency,
    dimension_code,
    dimensions_of,
    frequency_of,
)

Key = tuple[str, str, str, str]
Held = tuple[float | None, str]
NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=6)


def state(known: Mapping[Key, Held]) -> pa.Table:
    """A state in `STATE`, rows numbered from 0."""
    columns = list(zip(*known, strict=True)) or [[], [], [], []]
    held = list(zip(*known.values(), strict=True)) or [[], []]
    return pa.table([*columns, *held, range(len(known))], schema=STATE)


def plain(before: Mapping[Key, Held], after: Mapping[Key, Held], whole: bool) -> dict[Key, tuple[Held, Change, int | None]]:
    """The rules as one would say them."""
    at = {key: place for place, key in enumerate(before)}
    found: dict[Key, tuple[Held, Change, int | None]] = {}
    for key, (value, status) in after.items():
        if key not in before:
            found[key] = ((value, status), Change.ADDED, None)
            continue
        was, said = before[key]
        change = None
        if was != value:
            change = Change.SUPPRESSED if value is None else Change.FILLED if was is None else Change.REVISED
        elif said != status:
            change = Change.MARKED
        if change:
            found[key] = ((value, status), change, at[key])
    for key, (_, status) in before.items():
        if whole and key not in after and status != GONE:
            found[key] = ((None, GONE), Change.VANISHED, at[key])
    return found


KEYS = st.tuples(
    st.sampled_from("ab"), st.sampled_from(["00", "04", "0480"]), st.sampled_from(["2020", "2021M02"]), st.sampled_from(["{}", '{"x":"1"}'])
)
VALUES = st.one_of(st.none(), st.sampled_from([0.0, -0.0, 1.0, 6.1, 6.2, 1e300]))
GIVEN = st.dictionaries(KEYS, st.tuples(VALUES, st.sampled_from(["", "p", ".."])), min_size=1)
KNOWN = st.dictionaries(KEYS, st.one_of(st.tuples(VALUES, st.sampled_from(["", "p", ".."])), st.just((None, GONE))))


@given(before=KNOWN, after=GIVEN, whole=st.booleans(), split=st.integers(0, 5))
@settings(max_examples=80)
def test_it_finds_what_a_plain_reading_finds(before: dict[Key, Held], after: dict[Key, Held], whole: bool, split: int) -> None:
    columns = ("series", "place", "period", "dims")
    table = pa.table({name: [key[at] for key in after] for at, name in enumerate(columns)})
    table = table.append_column("value", pa.array([held[0] for held in after.values()], pa.float64()))
    table = table.append_column("status", pa.array([held[1] for held in after.values()]))
    chunked = pa.concat_tables([table.slice(0, split), table.slice(split)])
    release, faults = normalised(chunked, "unused")
    assert release is not None, faults
    made = compared(state(before), release, whole=whole, first_row=1000)
    expected = plain(before, after, whole)
    rows = made.rows.to_pylist()
    found = {tuple(row[name] for name in columns): ((row["value"], row["status"]), Change(row["change"]), row["replaces"]) for row in rows}
    assert found == expected
    assert [row["row"] for row in rows] == list(range(1000, 1000 + len(rows)))
    assert [tuple(row[name] for name in columns) for row in rows] == sorted(found)
    assert sum(made.counts.values()) == len(rows)
    assert made.unchanged == len(after) - sum(found[key][1] is not Change.VANISHED for key in found)


def test_it_names_a_cell_that_is_given_twice() -> None:
    release, _ = normalised(cells(("04", "2020", 1.0), ("05", "2020", 2.0), ("04", "2020", 1.0), sex="1"), "s")
    made = compared(STATE.empty_table(), release, whole=True, first_row=0)
    assert made.duplicated == 1
    assert made.duplicates == (("s", "04", "2020", '{"sex":"1"}'),)
    assert made.rows.num_rows == 0


def test_a_value_of_zero_is_a_value() -> None:
    before, _ = normalised(cells(("04", "2020", 0.0)), "s")
    assert before is not None
    after, _ = normalised(cells(("04", "2020", None, "..")), "s")
    made = compared(before.append_column("row", pa.array([7], pa.int64())), after, whole=True, first_row=8)
    assert made.rows.to_pylist()[0] | {"series": ""} == {
        "series": "",
        "place": "04",
        "period": "2020",
        "dims": "{}",
        "value": None,
        "status": "..",
        "row": 8,
        "replaces": 7,
        "change": "suppressed",
    }


@given(st.dictionaries(NAMES, NAMES, max_size=4))
@settings(max_examples=60)
def test_dimensions_come_back_as_they_were(dimensions: dict[str, str]) -> None:
    assert dimensions_of(dimension_code(dimensions)) == dimensions
    assert dimension_code(dict(reversed(dimensions.items()))) == dimension_code(dimensions)


@pytest.mark.parametrize(
    ("period", "frequency"),
    [
        ("2020", "year"),
        ("2020M06", "month"),
        ("2020K4", "quarter"),
        ("2020V53", "week"),
        ("2020M02D29", "day"),
        ("2018-2020", "span"),
        ("2020/2021", "span"),
    ],
)
def test_it_tells_how_long_a_period_is(period: str, frequency: str) -> None:
    assert frequency_of(period) is Frequency(frequency)


@pytest.mark.parametrize("period", ["", "2020M13", "2020K5", "2020-06", "20", "2020M6", "Riket", "2020 "])
def test_it_refuses_what_is_no_period(period: str) -> None:
    with pytest.raises(ValueError):
        frequency_of(period)


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("period", ["2020-06"]),
        ("place", ["Region Östergötland!"]),
        ("status", [GONE]),
        ("value", [float("nan")]),
        ("value", [float("inf")]),
        ("value", ["6,1"]),
        ("value", [2**60 + 1]),
        ("place", [None]),
        ("sex", [None]),
    ],
)
def test_it_refuses_what_it_cannot_keep(column: str, words: list[object]) -> None:
    table = cells(("04", "2020", 1.0), sex="1")
    table = table.set_column(table.column_names.index(column), column, pa.array(words))
    found, faults = normalised(table, "s")
    assert found is None
    assert [fault.location.column for fault in faults] == [column]


def test_it_tells_all_faults_at_once() -> None:
    _, faults = normalised(cells(("?", "2020-06", 1.0, GONE)), "s")
    assert {fault.location.column for fault in faults} == {"place", "period", "status"}


DAY = date(2026, 5, 28)


@pytest.mark.parametrize(
    ("published", "last", "expected"),
    [(0, None, 0), (-30, None, -30), (None, None, 0), (1, None, 0), (-3, -3, -3), (-3, -4, -3), (-4, -3, 0), (None, -3, 0)],
)
def test_it_believes_a_day_of_publication_only_where_it_can_be_true(published: int | None, last: int | None, expected: int) -> None:
    """Days from the day of fetching: a source that changed a figure after we looked did not publish it before that."""
    days = [None if days is None else DAY + timedelta(days) for days in (published, last)]
    assert known_from(days[0], DAY, days[1]) == DAY + timedelta(expected)
