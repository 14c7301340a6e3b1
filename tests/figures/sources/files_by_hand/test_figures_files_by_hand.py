"""Files by hand: what the mapping foresees is read exactly, what it does not foresee is refused with its place."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from loopback_server import FakeClock, Loopback, Reply, turns

from samhandling.figures.sources.fetched import Fetched, FetchedKind
from samhandling.figures.sources.fetching import FetchFailed, Web
from samhandling.figures.sources.files_by_hand import Declared, Measure, TableMapping, fetch_file, open_file, parse
from samhandling.figures.sources.files_by_hand.numbers import NoFigure, figure_of
from samhandling.figures.sources.from_cubes import Axes
from samhandling.figures.sources.observations import Observations
from samhandling.files.limits import LIMITS
from samhandling.files.opening import book_of
from samhandling.files.reading import read
from samhandling.files.tables import Book
from samhandling.ground.faults import Refused

PLAIN = TableMapping(columns=("Plats", "År", "Antal"), measures={"Antal": Measure("n", "antal", 0)}, place="Plats", period="År")
DECLARED = Declared("Bolagsverket", "CC0", published=date(2026, 5, 4))


def unguarded(path: Path) -> Book:
    """The same reading as in the guarded child, without starting one for each of many small files."""
    return book_of(path.name, read(path.read_bytes(), path.name, LIMITS))


def fetched(data: bytes, kind: FetchedKind = "csv") -> Fetched:
    return Fetched(data, "https://source.example/file", datetime(2026, 6, 1, tzinfo=UTC), kind)


def read_csv(text: str, mapping: TableMapping = PLAIN, encoding: str = "utf-8") -> Observations:
    return parse(fetched(text.encode(encoding)), mapping, opener=unguarded)


def rows_of(observations: Observations, *columns: str) -> list[tuple[Any, ...]]:
    return [tuple(row[name] for name in columns) for row in observations.table.to_pylist()]


def faults_of(text: str, mapping: TableMapping = PLAIN) -> list[tuple[int | None, str, str]]:
    with pytest.raises(Refused) as caught:
        read_csv(text, mapping)
    return [(fault.location.row, fault.location.column, fault.read) for fault in caught.value.faults]


def test_it_reads_bolagsverkets_form(web: Web) -> None:
    """Their open file: latin-1, county and municipality as numbers, a month as 202404, a column for each form of company."""
    headings = ["armanad", "ar", "manad", "SATELAN", "LANTEXT", "SATEKOMMUN", "KOMTEXT", "handelse", "AB", "E"]
    lines = [
        headings,
        [202404, 2024, 4, 4, "Södermanlands län", 84, "Eskilstuna", 1, 31, 0],
        [202404, 2024, 4, 20, "Dalarnas län", 80, "Falun", 3, 7, ""],
    ]
    body = "\r\n".join(";".join(map(str, line)) for line in lines).encode("latin-1")
    mapping = TableMapping(
        columns=tuple(headings),
        measures={"AB": Measure("AB", "antal", 0), "E": Measure("E", "antal", 0)},
        place_parts=(("SATELAN", 2), ("SATEKOMMUN", 2)),
        period="armanad",
        period_form="yyyymm",
        dims=("handelse",),
        scheme="scb",
    )
    with Loopback(turns(Reply(body, headers={"Last-Modified": "Mon, 04 May 2026 06:00:00 GMT"}))) as server:
        found = fetch_file(web, f"{server.url}/statistik/ftgstat_oppna.csv", Declared("Bolagsverket"))
    assert (found.data, found.kind, found.published_on) == (body, "csv", date(2026, 5, 4))
    assert rows_of(parse(found, mapping), "place", "period", "dims", "value", "status") == [
        ("0484", "2024M04", '{"handelse":"1","measure":"AB"}', 31.0, ""),
        ("0484", "2024M04", '{"handelse":"1","measure":"E"}', 0.0, ""),
        ("2080", "2024M04", '{"handelse":"3","measure":"AB"}', 7.0, ""),
        ("2080", "2024M04", '{"handelse":"3","measure":"E"}', None, ""),
    ]


def test_it_reads_a_real_series_as_an_analyst_has_it(shared: Path) -> None:
    table = pq.read_table(shared / "data" / "statistics" / "vintages" / "bas_arbetsloshet_lan_manad.parquet")
    rows = [{**row, "regionkod": f"{row['regionkod']:02}"} for row in table.to_pylist() if row["revision_no"] == 0]
    columns = ("regionkod", "period", "measure", "value")
    lines = [";".join(columns), *(";".join(str(row[name]).replace(".", ",") for name in columns) for row in rows)]
    mapping = TableMapping(
        columns, {"value": Measure("value", "procent", 1)}, "regionkod", period="period", dims=("measure",), scheme="scb"
    )
    observations = read_csv("\n".join(lines), mapping)
    assert rows_of(observations, "place", "period", "value") == [
        (row["regionkod"], row["period"].replace("-", "M"), row["value"]) for row in rows
    ]
    assert len(rows) > 1000


def test_symbols_and_gaps_are_kept_apart_from_nought() -> None:
    text = "Plats;År;Antal\nFlen;2020;..\nFlen;2021;-\nFlen;2022;0\nFlen;2023;\nFlen;2024;1 234,5\n"
    assert rows_of(read_csv(text), "period", "value", "status") == [
        ("2020", None, ".."),
        ("2021", 0.0, "-"),
        ("2022", 0.0, ""),
        ("2023", None, ""),
        ("2024", 1234.5, ""),
    ]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Flen", "0482"),
        ("Flens kommun", "0482"),
        ("0482 Flen", "0482"),
        ("Södermanlands län", "04"),
        ("Sörmland", "04"),
        ("Region Sörmland", "04"),
        ("04 Södermanlands län", "04"),
        ("Dalarna", "20"),
        ("Region Dalarna", "20"),
        ("Örebro", "1880"),
        ("Örebro län", "18"),
        ("Gotlands län", "09"),
        ("Riket", "00"),
        ("Hela landet", "00"),
        ("VÄSTRA GÖTALANDS LÄN", "14"),
    ],
)
def test_names_of_places_become_codes(name: str, code: str) -> None:
    assert rows_of(read_csv(f"Plats;År;Antal\n{name};2024;1\n"), "place") == [(code,)]


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("2024M07", "2024M07"),
        ("Mars 2026", "2026M03"),
        ("2:a kvartalet 2026", "2026K2"),
        ("2026-Q2", "2026K2"),
        ("2026-05-17", "2026-05-17"),
        ("Vecka 22 2026", "2026V22"),
        ("2020-2021", "2020-2021"),
    ],
)
def test_labels_of_periods_become_codes(label: str, code: str) -> None:
    assert rows_of(read_csv(f"Plats;År;Antal\nFlen;{label};1\n"), "period") == [(code,)]


def test_it_tells_all_faults_at_once_with_their_places() -> None:
    text = "Plats;År;Antal\nFlen;2024;12\nFlenby;2024;13\nFlen;i fjol;14\nFlen;2022;fjorton\nFlen;2021;1.5\n"
    assert faults_of(text) == [(3, "Plats", "Flenby"), (4, "År", "i fjol"), (5, "Antal", "fjorton"), (6, "Antal", "1.5")]


@pytest.mark.parametrize(
    ("header", "read"),
    [
        ("Plats;År;Antal;Andel", {"Andel"}),
        ("Plats;Antal", {"Plats, Antal"}),
        ("Plats;År;Antal företag", {"Plats, År, Antal företag", "Antal företag"}),
        ("Plats;År;Antal;Antal", {"Antal"}),
    ],
)
def test_changed_columns_are_refused(header: str, read: set[str]) -> None:
    found = faults_of(f"{header}\n" + ";".join(["Flen", "2024", "1", "2"][: header.count(";") + 1]) + "\n")
    assert {item for _, _, item in found} == read
    assert {row for row, _, _ in found} == {1}


def test_columns_may_change_places() -> None:
    assert rows_of(read_csv("Antal;Plats;År\n7;Flen;2024\n"), "place", "period", "value") == [("0482", "2024", 7.0)]


def test_mixed_decimal_signs_are_refused() -> None:
    text = "Plats;År;Antal\nFlen;2023;1,5\nFlen;2024;1.5\n"
    assert faults_of(text) == [(3, "Antal", "1.5")]
    assert faults_of(text, replace(PLAIN, decimal=".")) == [(2, "Antal", "1,5")]


@pytest.mark.parametrize(
    "cell", ["1,234,567", "1.234,5", "1 23", "12 34 567", "0x10", "nan", "inf", "1e999x", "١٢", "1_000", "--1", ",5", "5,", "1,5 %"]
)
def test_what_could_be_read_in_two_ways_is_no_figure(cell: str) -> None:
    with pytest.raises(NoFigure):
        figure_of(cell, PLAIN)


@given(st.integers(-(10**9), 10**9), st.integers(0, 4), st.sampled_from([",", "."]), st.sampled_from(["", " ", "\u00a0"]))
def test_a_written_number_is_read_as_it_was(number: int, decimals: int, sign: Any, space: str) -> None:
    value = number / 10**decimals
    text = f"{value:,.{decimals}f}".replace(",", "_").replace(".", sign).replace("_", space)
    assert figure_of(text, replace(PLAIN, decimal=sign)).value == value


def test_the_same_cell_twice_is_refused() -> None:
    text = "Plats;År;Antal\nFlen;2024;1\n0482 Flen;2024;2\n"
    with pytest.raises(Refused) as caught:
        read_csv(text)
    assert "0482 2024" in caught.value.faults[0].read


def test_a_cell_outside_the_headings_is_refused() -> None:
    assert faults_of("Plats;År;Antal\nFlen;2024;1;99\n") == [(2, "", "99")]


def workbook(sheets: Mapping[str, Sequence[Sequence[Any]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_it_reads_a_workbook_with_a_heading_further_down() -> None:
    rows = [
        ["Nystartade företag", None, None],
        [],
        ["Plats", "Månad", "Antal"],
        ["Flen", date(2026, 5, 1), 12.5],
        ["Riket", "2026M05", ".."],
    ]
    data = workbook({"Läs mig": [["Fakta"]], "Tabell": rows})
    mapping = replace(PLAIN, columns=("Plats", "Månad", "Antal"), period="Månad", sheet="Tabell", header_row=3)
    observations = parse(fetched(data, "xlsx"), mapping)
    assert rows_of(observations, "place", "period", "value", "status") == [("0482", "2026M05", 12.5, ""), ("00", "2026M05", None, "..")]
    assert (observations.unit, observations.decimals) == ("antal", 0)
    with pytest.raises(Refused) as caught:
        parse(fetched(data, "xlsx"), replace(mapping, sheet="Tabell 1"), opener=unguarded)
    assert caught.value.faults[0].read == "Läs mig, Tabell"


def test_place_and_period_may_stand_in_the_declaration() -> None:
    mapping = TableMapping(("Form", "Antal"), {"Antal": Measure("n")}, dims=("Form",), everywhere="04", always="2024")
    assert rows_of(read_csv("Form;Antal\nAB;3\nHB;4\n", mapping), "place", "period", "dims", "value") == [
        ("04", "2024", '{"Form":"AB"}', 3.0),
        ("04", "2024", '{"Form":"HB"}', 4.0),
    ]


def test_an_empty_table_and_a_table_without_declaration_are_refused() -> None:
    with pytest.raises(Refused):
        read_csv("Plats;År;Antal\n")
    with pytest.raises(Refused) as caught:
        parse(fetched(b"Plats;Antal\n"))
    assert caught.value.faults[0].location.file == "https://source.example/file"


@pytest.mark.parametrize(("name", "kind"), [("px/TAB004.px", "px"), ("jsonstat/ssb_29843.json", "json-stat")])
def test_it_opens_real_files_of_other_kinds(shared: Path, name: str, kind: FetchedKind, clock: FakeClock) -> None:
    found = open_file(shared / "data" / "statistics" / name, DECLARED, clock)
    assert (found.kind, found.producer, found.published, found.accessed) == (kind, "Bolagsverket", date(2026, 5, 4), clock.now())
    observations = parse(found, axes=Axes(everywhere="00"))
    assert observations.table.num_rows > 400
    assert observations.period_dimension


@pytest.mark.parametrize("name", ["missing.csv", "table.docx", "."])
def test_a_file_that_cannot_be_opened_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "table.docx").write_bytes(b"x")
    with pytest.raises(Refused):
        open_file(tmp_path / name, DECLARED)


def test_a_file_that_has_vanished_is_said_to_have(web: Web) -> None:
    with Loopback(turns(Reply(b"", 404))) as server, pytest.raises(FetchFailed) as caught:
        fetch_file(web, f"{server.url}/table.xlsx", DECLARED)
    assert caught.value.reason == "vanished"


@settings(max_examples=40)
@given(st.binary(max_size=400))
def test_any_bytes_give_observations_or_a_refusal(data: bytes) -> None:
    rows = 1
    try:
        rows = parse(fetched(data), PLAIN, opener=unguarded).table.num_rows
    except Refused as refused:
        rows = len(refused.faults)
    assert rows > 0


def test_a_code_that_lost_its_leading_zero_is_refused() -> None:
    mapping = replace(PLAIN, scheme="scb")
    assert faults_of("Plats;År;Antal\n4;2024;1\n04;2024;1\n484;2024;1\n", mapping) == [(2, "Plats", "4"), (4, "Plats", "484")]
