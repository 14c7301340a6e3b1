"""`samhandling figures`: what a person at a terminal sees."""

import csv
import io
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import icalendar
import pyarrow.parquet as pq
import pytest
from fetching_served import LABOUR, Loopback, Older, Reply
from typer.testing import CliRunner, Result

from samhandling.cli.main import commands
from samhandling.figures.jobs import fetch_ordered, fetch_what_is_due, sweep_leftovers
from samhandling.figures.queries import snapshots
from samhandling.figures.rules.indicator.shipped import shipped
from samhandling.figures.shipped_figures import load_shipped
from samhandling.ground.faults import Refused
from samhandling.ground.viewer import OPERATOR, VISITOR
from samhandling.office.jobs.registry import kinds

STRATEGY = "sormland-naringsliv-2022"
OLDER = "START/AM/AM0210/AM0210A/ArbStatusM"


def run(*words: str) -> str:
    result = CliRunner().invoke(commands(), ["figures", *words], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def failed(*words: str) -> Result:
    return CliRunner().invoke(commands(), ["figures", *words])


@pytest.fixture
def px(shared: Path) -> Path:
    return shared / "data" / "statistics" / "px" / "TAB003.px"


def test_read_tells_what_a_file_holds(px: Path) -> None:
    told = run("read", str(px))
    for word in ("Källa", "Uppdaterad", "celler", "time"):
        assert word in told


def test_read_writes_every_cell_with_its_symbol(px: Path, tmp_path: Path) -> None:
    rows = list(csv.reader(io.StringIO(run("read", str(px), "--to", "csv").lstrip("\ufeff")), delimiter=";"))
    whole = json.loads(run("read", str(px), "--to", "json"))
    assert len(whole["cells"]) == len(rows) - 1 > 100
    assert rows[0][-2:] == ["value", "status"]
    assert whole["notes"] or whole["rest"]
    path = tmp_path / "cells.parquet"
    run("read", str(px), "--to", "parquet", "-o", str(path))
    table = pq.read_table(path)
    assert table.column_names == rows[0]
    assert [row["value"] for row in table.to_pylist()] == [cell["value"] for cell in whole["cells"]]
    facts = json.loads(table.schema.metadata[b"samhandling"])
    assert facts == {name: fact for name, fact in whole.items() if name != "cells"}
    words = list(csv.reader(io.StringIO(run("read", str(px), "--to", "csv", "--language", "sv").lstrip("\ufeff")), delimiter=";"))
    assert words[1] != rows[1]
    assert [row[-2] for row in words] == [row[-2] for row in rows]


def test_read_takes_a_table_by_its_columns(tmp_path: Path) -> None:
    file = tmp_path / "own.csv"
    file.write_text("Län;År;Antal;Tecken;Övrigt\nSödermanlands län;2024;1 200;;x\nDalarnas län;2024;;..;x\n", "utf-8")
    words = ["--dimension", "Län", "--period", "År", "--value", "Antal", "--status", "Tecken"]
    cells = json.loads(run("read", str(file), "--to", "json", *words))["cells"]
    assert [(cell["Län"], cell["År"], cell["value"], cell["status"]) for cell in cells] == [
        ("Södermanlands län", "2024", 1200, None),
        ("Dalarnas län", "2024", None, ".."),
    ]
    assert "Övrigt" in run("read", str(file), *words)


@pytest.mark.parametrize(
    "words",
    [["--to", "parquet"], ["--to", "csv", "--part", "2"], ["--value", "Antal"], ["--status", "x", "--period", "y"]],
)
def test_read_refuses_what_it_cannot_do_with_a_way_out(px: Path, words: list[str]) -> None:
    found = failed("read", str(px), *words).exception
    assert isinstance(found, Refused)
    assert all(fault.way_out.sv for fault in found.faults)


@pytest.mark.django_db
def test_known_revisions_calendar_and_list_tell_of_the_shipped_figures(figures_home: Path) -> None:
    load_shipped(by=OPERATOR, names=["arbetsloshet"])
    for day, june in (("2026-05-01", "6.2"), ("2026-07-02", "6.1")):
        answer = json.loads(run("known", "arbetsloshet-20-64", day, "--place", "20", "--period", "2020M06", "--format", "json"))
        assert [(row["value"], row["preliminary"]) for row in answer["values"]] == [(june, True)]
        assert (answer["known_on"], answer["unit"]) == (day, "procent")
    table = " ".join(run("known", "arbetsloshet-20-64").split())
    assert "januari 2024 7,6 2024-04-03 scb:ArbStatusM preliminär" in table
    assert "Källa: SCB, ArbStatusM. Avser januari 2024, hämtad 3 april 2024, preliminär." in table
    rows = csv.DictReader(io.StringIO(run("known", "arbetsloshet-20-64", "--format", "csv").lstrip("\ufeff")), delimiter=";")
    assert [row["value"] for row in rows][-1] == "7.6"
    told = run("revisions", "arbetsloshet-20-64", "--place", "20", "--since", "2026-01-01")
    assert "28 maj 2026, scb:ArbStatusM: 74 av 74 värden ändrades." in " ".join(told.split())
    rows = json.loads(run("revisions", "arbetsloshet-20-64", "--everywhere", "--format", "json"))
    assert len(rows) == 148
    assert {row["day"] for row in rows} == {"2026-05-28"}
    assert {"place": "20", "period": "2020M06", "before": "6.2", "after": "6.1"}.items() <= next(
        row for row in rows if (row["place"], row["period"]) == ("20", "2020M06")
    ).items()
    events = icalendar.Calendar.from_ical(run("calendar", "--format", "ics")).walk("VEVENT")
    known = [row for row in json.loads(run("calendar", "--format", "json")) if row["day"]]
    assert len(events) == len(known) > 10
    assert len({str(event["UID"]) for event in events}) == len(events)
    held = json.loads(run("list", "--held", "--format", "json"))
    assert [row["id"] for row in held] == ["arbetsloshet-20-64"]
    every = json.loads(run("list", "--format", "json"))
    assert len(every) > len(held)
    assert "samhandling figures fetch" in run("known", "sysselsattningsgrad-20-65")


@pytest.mark.django_db
def test_fetch_refuse_and_accept_from_the_command_line(figures_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Loopback(Older(OLDER, most_cells=10_000)) as server:
        for name in ("SCB", "SCB_OLDER", "TVA", "KOLADA", "EUROSTAT"):
            monkeypatch.setenv(f"SAMHANDLING_FIGURES_{name}", f"{server.url}/START")
        first = failed("fetch", "arbetsloshet-20-64", "--format", "json")
        assert first.exit_code == 1
        assert {one["series"]: one["state"] for one in json.loads(first.stdout)} == {
            "scb:ArbStatusM": "stored",
            "scb:ZArbStatusM": "failed",
        }
        server.answer = Older(OLDER, {**LABOUR, "Region": ("region", {"00": "Riket", "04": "Sörmland"})}, most_cells=10_000)
        (figures_home / "answers").rename(figures_home / "away")
        second = failed("fetch", "arbetsloshet-20-64", "--format", "json")
        (refused,) = [one for one in json.loads(second.stdout) if one["state"] == "refused"]
        assert any("20" in fault["read"] for fault in refused["faults"])
        assert "gäller nu" in run("accept", str(refused["snapshot"]), "--because", "Jämfört")
        assert snapshots(refused["code"], seen_by=VISITOR)[-1].accepted_because == "Jämfört"
        assert isinstance(failed("accept", "999999", "--because", "x").exception, Refused)
        assert isinstance(failed("fetch").exception, Refused)
        assert isinstance(failed("fetch", "--due", "kolada").exception, Refused)


@pytest.mark.django_db
def test_a_file_by_hand_becomes_an_indicators_figures(figures_home: Path, tmp_path: Path) -> None:
    file = tmp_path / "omdome.csv"
    file.write_text("Kommun;År;Betyg\nEskilstuna;2024;3,4\nEskilstuna;2025;3,5\nNyköping;2025;3,9\n", "utf-8")
    columns = ["--place", "Kommun", "--period", "År", "--value", "Betyg"]
    said = run("load", str(file), "--indicator", _by_hand(), *columns, "--published", "2025-05-01")
    assert "celler: 3" in said
    answer = json.loads(run("known", _by_hand(), "--place", "0484", "--format", "json"))
    assert [(row["period"], row["value"], row["known_from"]) for row in answer["values"]] == [
        ("2024", "3.4", "2025-05-01"),
        ("2025", "3.5", "2025-05-01"),
    ]
    assert isinstance(failed("load", str(file), "--indicator", "arbetsloshet-20-64", *columns).exception, Refused)
    file.write_text("Kommun;År;Betyg\nEskilstuna;2026;3,4\nEskilstuna;2026;3,5\n", "utf-8")
    assert isinstance(failed("load", str(file), "--indicator", _by_hand(), *columns).exception, Refused)


def _by_hand() -> str:
    every = shipped(STRATEGY).indicators.values()
    return next(one.id for one in every if any(series.source.name == "sammanfattande-omdome" for series in one.every_series))


def test_the_jobs_are_handed_in() -> None:
    known = kinds()
    assert {"figures.fetch", "figures.due", "figures.sweep"} <= set(known)
    assert known["figures.due"].does is fetch_what_is_due
    assert known["figures.sweep"].does is sweep_leftovers
    assert known["figures.due"].every
    assert known["figures.sweep"].every


@pytest.mark.django_db
def test_a_job_tells_what_could_not_be_fetched(figures_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Loopback(lambda _: Reply(b"", 404)) as server:
        monkeypatch.setenv("SAMHANDLING_FIGURES_SCB_OLDER", server.url)
        running: Any = SimpleNamespace(arguments={"what": "scb:ArbStatusM", "strategy": STRATEGY}, by=OPERATOR)
        told = fetch_ordered(running)
    assert set(told["states"]) == {"failed"}
    assert {one["series"] for one in told["wrong"]} == {"scb:ArbStatusM"}
    assert json.loads(json.dumps(told)) == told
    monkeypatch.setenv("SAMHANDLING_FIGURES_FETCH", "off")
    assert fetch_what_is_due(running) == {"off": True}
    assert sweep_leftovers(running) == {"files": 0}
