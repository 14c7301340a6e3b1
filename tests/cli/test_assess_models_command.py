"""The commands of the model: fit, models, compare, use, beside the reading itself."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assessment.confirmed import take_in
from assessment.readers import SORMLAND
from samhandling.assessment.shipping import model_versions
from samhandling.cli.assess import app
from samhandling.ground.faults import Refused
from samhandling.ground.viewer import OPERATOR
from samhandling.strategy.actions import load
from samhandling.strategy.rules.shipped import read_shipped

SHIPPED = str(model_versions(SORMLAND)[-1])
OWN = f"{SHIPPED}.1"
TEXT = "Inkubatorn öppnar i två nya kommuner. Den som har en affärsidé får rådgivning från idé till nystartat bolag."


@pytest.fixture(autouse=True)
def plan(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMHANDLING_HOME", str(tmp_path))
    load(read_shipped(SORMLAND), by=OPERATOR)


def run(*words: str, given: str | None = None) -> str:
    result = CliRunner().invoke(app, words, input=given, catch_exceptions=False)
    assert result.exit_code == 0
    return " ".join(result.output.split())


def test_a_model_goes_from_fitted_to_used_and_back() -> None:
    take_in(SORMLAND)
    told = run("fit")
    assert f"Modellen {OWN} är inlärd på 12 insatser som någon har bekräftat." in told
    assert "av 12" in told
    assert "Den är inte tagen i bruk." in told
    assert OWN in run("models")
    assert f"Modellen {SHIPPED} har rätt förstaval i" in run("compare", SHIPPED, OWN)
    assert run("use", OWN) == f"Texter läses nu med modellen {OWN}."
    assert json.loads(run("--format", "json", given=TEXT))["model"] == OWN
    assert f"Läst med modellen {OWN}." in run(given=TEXT)
    assert run("use", "--shipped") == f"Texter läses nu med modellen {SHIPPED}."
    assert json.loads(run("--format", "json", given=TEXT))["model"] == SHIPPED


def test_the_same_as_json() -> None:
    take_in(SORMLAND)
    made = json.loads(run("fit", "--format", "json"))
    assert made["measured"]["first"]["of"] == 12
    rows = json.loads(run("models", "--format", "json"))
    assert [(row["version"], row["is_in_use"]) for row in rows][-2:] == [(SHIPPED, True), (OWN, False)]
    assert rows[-1]["measured"] == made["measured"]
    found = json.loads(run("compare", SHIPPED, OWN, "--format", "json"))
    assert found["measured"][1] == made["measured"]
    assert {row["code"] for row in found["focus_areas"]} == {"2.3", "3.5"}


@pytest.mark.parametrize("words", [("fit",), ("use",), ("use", "99"), ("use", "1", "--shipped"), ("compare", "1", "1")], ids=" ".join)
def test_what_cannot_be_done_is_refused(words: tuple[str, ...]) -> None:
    assert isinstance(CliRunner().invoke(app, words).exception, Refused)


def test_what_is_no_command_is_a_text_to_read(tmp_path: Path) -> None:
    file = tmp_path / "idé.txt"
    file.write_text(TEXT, "utf-8")
    assert "2.6" in run(str(file))
    assert "2.6" in run("read", str(file))
    assert "2.6" in run("-", given=TEXT)
    assert "2.6" in run(given=TEXT)
