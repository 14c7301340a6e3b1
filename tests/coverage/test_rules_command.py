"""`samhandling coverage rules`: what holds, what a change would do, the change itself, and the way back."""

import csv
import io
import json

import pytest
from typer.testing import CliRunner

from regions import Region
from samhandling.cli.main import commands
from samhandling.coverage.in_force import rules_now
from samhandling.coverage.rules.rulebook import default_rulebook
from samhandling.ground.faults import Refused
from samhandling.ground.viewer import OPERATOR

pytestmark = pytest.mark.django_db
OWN = default_rulebook().version


def run(*words: str) -> str:
    result = CliRunner().invoke(commands("coverage"), ["coverage", *words], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return " ".join(result.output.split())


def refused(*words: str) -> list[str]:
    with pytest.raises(Refused) as found:
        run(*words)
    return [fault.location.column for fault in found.value.faults]


def number(region: Region) -> int:
    return rules_now(region.strategy, seen_by=OPERATOR).latest.number


def test_the_picture_is_still_asked_for_by_its_own_name(sormland: Region) -> None:
    assert json.loads(run("--on", "2018-06-30", "--format", "json"))["rules"]["version"] == OWN


def test_it_shows_what_holds(sormland: Region) -> None:
    shown = run("rules", "show")
    assert f"Version {OWN}: produktens egna regler, som de var den" in shown
    assert "Framåt i tiden, gräns 2" in shown
    assert json.loads(run("rules", "show", "--format", "json"))["terms"]["max_unjudged"] == "1/2"


def test_a_change_is_shown_first_and_saved_only_when_told_so(sormland: Region) -> None:
    words = ("rules", "change", "few_left.threshold=3", "--on", "2018-06-30")
    shown = run(*words)
    assert "1 av 14 insatsområden får ett annat läge den 30 juni 2018." in shown
    assert "2.4 Finansiering Insatser pågår Saknas delvis" in shown
    assert "Inget är sparat." in shown
    assert number(sormland) == 0
    assert f"version {OWN}.1" in run(*words, "--save", "--reason", "Längre fram.")
    assert f"Version {OWN}.1, beslutad den" in run("rules", "show")
    assert "Skäl: Längre fram." in run("rules", "show")
    assert json.loads(run("--on", "2018-06-30", "--format", "json"))["rules"]["version"] == f"{OWN}.1"


def test_all_that_is_wrong_is_told_at_once(sormland: Region) -> None:
    assert refused("rules", "change", "what", "few_left.threshold=x", "one_owner.use=?", "--save") == [
        "", "few_left.threshold", "one_owner.use", "reason",
    ]  # fmt: skip
    assert refused("rules", "change", "few_left.threshold=2") == [""]
    assert refused("rules", "change", "months_left=6", "--save", "--reason", "x", "--from-version", "4") == ["version"]
    assert number(sormland) == 0


def test_it_goes_back_and_tells_the_history(sormland: Region) -> None:
    run("rules", "change", "one_owner.use=note", "--save", "--reason", "Ägare räknas inte.")
    assert "räknas" in run("rules", "revert", "0")
    assert number(sormland) == 1
    run("rules", "revert", "0", "--save", "--reason", "Jo.")
    told = json.loads(run("rules", "history", "--format", "json"))
    assert [(one["number"], one["reason"], one["back_to"]) for one in told] == [
        (2, "Jo.", 0),
        (1, "Ägare räknas inte.", None),
        (0, None, None),
    ]
    assert told[1]["changes"] == {"one_owner.use": ["reason", "note"]}
    assert "Ägare, användning: räknas → visas som anmärkning" in run("rules", "history")
    result = CliRunner().invoke(commands("coverage"), ["coverage", "rules", "history", "--format", "csv"])
    assert len(list(csv.reader(io.StringIO(result.output.strip()), delimiter=";"))) == 4
    assert refused("rules", "revert", "7") == [""]
