"""What can be asked: checked before any engine sees it, and answered the same whatever signs a code consists of."""

from datetime import date

import pyarrow as pa
import pytest
from figures_made import cells, stored

from samhandling.figures.queries import known, known_rows, labels, one_series, parts_of, series_list, vintages
from samhandling.figures.rules.asking import MOST_NAMES, asked
from samhandling.figures.rules.expressions import sql
from samhandling.figures.rules.observation import NewSeries
from samhandling.figures.sources.observations import SCHEMA, canonical
from samhandling.ground.faults import Refused
from samhandling.ground.viewer import VISITOR

ODD = ["'); DROP TABLE observations; --", '"', "\\", '","kön":"2', "%", "_", "å'ä", "a\nb", "", "100 %"]


@pytest.mark.django_db
@pytest.mark.usefixtures("figures_home")
@pytest.mark.parametrize("column", ["kön", 'it\'s "odd"'])
def test_a_code_of_any_signs_finds_its_own_cells_only(column: str) -> None:
    for number, code in enumerate(ODD):
        stored("2026-01-01", cells(("04", "2020", float(number)), **{column: code}), table=f"scb:T{number}")
    every = [f"scb:T{number}" for number in range(len(ODD))]
    for number, code in enumerate(ODD):
        [row] = known_rows(every, seen_by=VISITOR, dims={column: code})
        assert (row.value, row.dimensions) == (float(number), {column: code})
    assert known(every, seen_by=VISITOR, dims={column: "nothing"}).num_rows == 0
    assert known(every, seen_by=VISITOR, dims={"other": ODD[0]}).num_rows == 0


@pytest.mark.parametrize(
    ("condition", "column"),
    [
        ({"series": "x'; --"}, "series"),
        ({"series": []}, "series"),
        ({"series": "s", "places": ["04' OR 1=1"]}, "place"),
        ({"series": "s", "places": []}, "place"),
        ({"series": "s", "periods": ["2020-01"]}, "period"),
        ({"series": "s", "dims": {"kön": "a\0b"}}, "kön"),
        ({"series": "s", "dims": {"kön": []}}, "kön"),
        ({"series": [f"s{number}" for number in range(MOST_NAMES + 1)]}, "series"),
    ],
)
def test_it_refuses_what_cannot_be_asked(condition: dict[str, object], column: str) -> None:
    with pytest.raises(Refused) as refused:
        asked(**condition)  # type: ignore[arg-type]
    assert [fault.location.column for fault in refused.value.faults] == [column]


@pytest.mark.django_db
@pytest.mark.usefixtures("figures_home")
def test_a_series_that_nobody_has_fetched_is_no_empty_answer() -> None:
    for ask in (lambda: known("scb:T1", seen_by=VISITOR), lambda: vintages("scb:T1", seen_by=VISITOR)):
        with pytest.raises(Refused, match="scb:T1"):
            ask()
    assert one_series("scb:T1", seen_by=VISITOR) is None
    assert series_list(seen_by=VISITOR) == []


@pytest.mark.django_db
@pytest.mark.usefixtures("figures_home")
def test_a_series_is_listed_with_where_it_comes_from() -> None:
    told = NewSeries("scb:T1", "Arbetslöshet, 20-64 år", "procent", 1, "Preliminär.")
    lists = {"place": {"04": "Södermanlands län"}}
    stored("2026-01-01", cells(("04", "2020M01", 6.2)), series=[told], producer="SCB", licence="CC0", published=date(2025, 12, 30),
           next_update=date(2026, 2, 1), source="scb", url="https://example.org/t1", codelists=lists)  # fmt: skip
    stored("2026-01-02", cells(("04", "2020M01", 6.2)))
    [row] = series_list(seen_by=VISITOR)
    assert (row.code, row.title, row.unit, row.decimals, row.note) == (told.code, told.title, told.unit, told.decimals, told.note)
    assert (row.frequency, row.producer, row.licence, row.source, row.url) == ("month", "SCB", "CC0", "scb", "https://example.org/t1")
    assert (row.stale_since, row.fetched.date(), row.published) == (None, date(2026, 1, 2), None)
    assert labels("scb:T1", seen_by=VISITOR) == lists
    [first] = known_rows("scb:T1", seen_by=VISITOR)
    assert first.known_from == date(2025, 12, 30)
    assert parts_of(["scb:T1"], seen_by=VISITOR, on=date(2025, 12, 29)) == []


@pytest.mark.parametrize("dialect", ["duckdb", "pyspark"])
def test_each_engine_gets_the_question_in_its_own_words(dialect: str) -> None:
    import sys

    written = sql("known", asked("s", on=date(2026, 5, 1), dims={"kön": "it's"}), dialect)  # type: ignore[arg-type]
    assert "ANTI JOIN" in written.upper()
    assert '"kön":"it\'s"' not in written  # quoted as the engine quotes, never spliced
    assert "ibis.backends.pyspark" not in sys.modules


@pytest.mark.django_db
@pytest.mark.usefixtures("figures_home")
def test_observations_go_in_as_the_sources_give_them() -> None:
    rows = {
        "place": ["04", "04", ""],
        "period": ["2020M01", "2020M01", "2020M01"],
        "dims": [canonical({"Kon": "1", "Alder": "20-64"}), canonical({"Alder": "20-64", "Kon": "2"}), canonical({})],
        "value": [6.2, None, 7.0],
        "status": ["", "..", ""],
        "unit": ["procent"] * 3,
        "decimals": [1] * 3,
    }
    outcome = stored("2026-01-01", pa.table(rows, schema=SCHEMA))
    assert outcome.good, outcome.breaks
    found = [(row.place, dict(row.dimensions), row.value, row.status) for row in known_rows("scb:T1", seen_by=VISITOR)]
    assert found == [
        ("", {}, 7.0, ""),
        ("04", {"Alder": "20-64", "Kon": "1"}, 6.2, ""),
        ("04", {"Alder": "20-64", "Kon": "2"}, None, ".."),
    ]
    row = one_series("scb:T1", seen_by=VISITOR)
    assert row is not None
    assert (row.unit, row.decimals) == ("procent", 1)
