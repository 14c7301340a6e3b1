"""The commands, on the shipped strategy and on an invented county."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from samhandling.cli.strategy import app
from samhandling.ground.faults import Refused
from strategy.strategy_texts import COUNTY, COUNTY_FILE, changed

pytestmark = pytest.mark.django_db

SORMLAND = "sormland-naringsliv-2022"


def run(*words: str) -> str:
    result = CliRunner().invoke(app, words, catch_exceptions=False)
    assert result.exit_code == 0
    return result.output


def refused(*words: str) -> Refused:
    result: Result = CliRunner().invoke(app, words)
    assert isinstance(result.exception, Refused)
    return result.exception


def written(folder: Path, *changes: tuple[str, str]) -> str:
    file = folder / "ny.toml"
    file.write_text(changed(COUNTY, *changes), "utf-8")
    return str(file)


def test_check_says_what_it_read() -> None:
    assert "Inga fel. Kompass för Exempellänet 2025-2029: 5 på fokusnivån" in run("check", str(COUNTY_FILE))


def test_check_tells_every_fault(tmp_path: Path) -> None:
    faults = refused("check", written(tmp_path, ('place = "23"', 'place = "99"'), ('node = "11"', 'node = "18"'))).faults
    assert [(fault.location.file, fault.read) for fault in faults] == [("ny.toml", "99"), ("ny.toml", "18")]


def test_check_holds_links_against_what_is_loaded(tmp_path: Path) -> None:
    run("load", str(COUNTY_FILE))
    (fault,) = refused(
        "check",
        written(
            tmp_path, ('id = "exempellanet-2025"', 'id = "grannlanet"'), ('"agenda-2030", node = "11"', '"exempellanet-2025", node = "C"')
        ),
    ).faults
    assert "exempellanet-2025 har ingen nod" in fault.expected.sv


def test_a_file_that_is_not_there_is_refused_with_a_way_out(tmp_path: Path) -> None:
    assert SORMLAND in refused("check", str(tmp_path / "borta.toml")).faults[0].way_out.sv


@pytest.mark.parametrize("source", [SORMLAND, str(COUNTY_FILE)])
def test_load_twice_changes_nothing_the_second_time(source: str) -> None:
    assert "Inläst:" in run("load", source)
    assert "Inget att ändra" in run("load", source)


def test_load_says_which_frameworks_links_wait_for_and_can_load_them() -> None:
    assert "väntar på ramverk som inte är inlästa: agenda-2030." in run("load", str(COUNTY_FILE))
    assert "Inläst: Agenda 2030" in run("load", str(COUNTY_FILE), "--frameworks")
    assert "väntar" not in run("load", str(COUNTY_FILE))


def test_load_of_a_new_edition_shows_what_changed(tmp_path: Path) -> None:
    run("load", str(COUNTY_FILE))
    output = run("load", written(tmp_path, ('name.sv = "Fiber ända fram"', 'name.sv = "Fiber till alla"')))
    assert "nu version 2" in output
    assert "Fiber till alla" in output


def test_load_of_an_unknown_id_lists_what_is_shipped() -> None:
    assert SORMLAND in refused("load", "nope").faults[0].way_out.sv


def test_diff_takes_files_and_ids(tmp_path: Path) -> None:
    edition = written(tmp_path, ('parent = "B2"', 'parent = "A1"'), ("weight = 0.25", "weight = 0.75"))
    rows = json.loads(run("diff", str(COUNTY_FILE), edition, "--format", "json"))
    assert [(row["kind"], row["id"]) for row in rows] == [("moved", "B2a"), ("relinked", "B1a")]
    run("load", str(COUNTY_FILE))
    assert "flyttad" in run("diff", "exempellanet-2025", edition)
    assert run("diff", "exempellanet-2025", str(COUNTY_FILE)).strip() == "Ingen skillnad."
    assert run("diff", SORMLAND, SORMLAND).strip() == "Ingen skillnad."


def test_list_shows_what_is_loaded_and_what_is_shipped() -> None:
    run("load", str(COUNTY_FILE))
    lines = run("list").splitlines()
    assert any("exempellanet-2025" in line and "strategi" in line for line in lines)
    assert any(SORMLAND in line and "inte inläst" in line for line in lines)


def test_show_prints_the_tree_in_the_strategys_own_levels() -> None:
    run("load", str(COUNTY_FILE))
    output = run("show", "exempellanet-2025")
    assert "A  Ett län att stanna i: Ingen ska behöva flytta för att få vardagen att gå ihop" in output
    assert "  A1  Nära service" in output
    assert "    A1a  Butik och mack inom en halvtimme" in output
    assert "Jämtlands län" in output


def test_show_works_before_loading_and_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMHANDLING_LANGUAGE", "en")
    output = run("show", SORMLAND)
    assert "not loaded" in output
    assert "1.3  Promoting energy transition and a stable energy supply" in output
    assert "agenda-2030" in refused("show", "nope").faults[0].way_out.sv


def test_schema_is_the_committed_one() -> None:
    assert json.loads(run("schema"))["title"] == "StrategyDocument"
