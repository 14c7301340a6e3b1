"""The command: text, JSON, Markdown, a batch, and what it refuses."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from samhandling.cli.assess import assess
from samhandling.ground.faults import Refused

pytestmark = pytest.mark.django_db

TEXT = "Inkubatorn öppnar i två nya kommuner. Den som har en affärsidé får rådgivning från idé till nystartat bolag."

app = typer.Typer()
app.command()(assess)


def run(*words: str, given: str | bytes | None = None) -> str:
    result = CliRunner().invoke(app, words, input=given, catch_exceptions=False)
    assert result.exit_code == 0
    return result.output


def test_it_answers_in_sentences_and_ends_with_what_it_is() -> None:
    flat = " ".join(run("-", given=TEXT).split())
    assert "2.6 Stärka nyföretagandet" in flat
    assert "Förslag till fördelning" in flat
    assert "Texten nämner inte" in flat
    assert "Koppling till strategin" in flat
    assert flat.endswith("Det här är en läsning av din text, inte ett besked om finansiering. Inget är sparat.")


def test_json_has_the_agreed_keys() -> None:
    answer = json.loads(run("-", "--format", "json", given=TEXT))
    assert {"verdict", "reason", "focus_areas", "missing", "similar", "fills"} <= answer.keys()
    first = answer["focus_areas"][0]
    assert {"id", "score", "share", "sureness", "aspects", "evidence"} <= first.keys()
    quote = first["evidence"][0]
    assert TEXT[quote["start"] : quote["end"]] == quote["quote"]
    assert quote["terms"]


def test_a_file_is_read_as_a_text(tmp_path: Path) -> None:
    file = tmp_path / "idé.txt"
    file.write_text(TEXT, "utf-8")
    assert "| 2.6 Stärka nyföretagandet |" in run(str(file), "--format", "md")


def test_a_batch_gives_one_object_a_line(tmp_path: Path) -> None:
    file = tmp_path / "många.csv"
    file.write_text(f'id;text\n7;"{TEXT}"\n8;\n9;"Bredband och fiber till landsbygdens hushåll och företag byggs ut."\n', "utf-8")
    answers = [json.loads(line) for line in run("--batch", str(file)).splitlines()]
    assert [answer["id"] for answer in answers] == ["7", "8", "9"]
    assert answers[0]["focus_areas"][0]["id"] == "2.6"
    assert "ingen text" in answers[1]["faults"][0]["expected"]["sv"]
    assert answers[2]["verdict"] == "prerequisite"


@pytest.mark.parametrize("content", ["id;namn\n1;x\n", "", b"\xff\xfe\x00id"])
def test_a_batch_without_its_columns_is_refused(tmp_path: Path, content: str | bytes) -> None:
    file = tmp_path / "fel.csv"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    assert isinstance(CliRunner().invoke(app, ["--batch", str(file)]).exception, Refused)


@pytest.mark.parametrize(
    ("words", "given"), [(("finns-inte.txt",), None), (("-",), b"\xe5\xe4\xf6"), (("-",), b"  "), (("-", "--strategy", "x"), b"text")]
)
def test_what_cannot_be_read_is_refused(words: tuple[str, ...], given: bytes | None) -> None:
    assert isinstance(CliRunner().invoke(app, words, input=given).exception, Refused)


def test_similar_initiatives_come_from_the_loaded_portfolio(sormland: object) -> None:
    text = "Energicoacher ger råd till mindre företag med låg energianvändning i alla kommuner."
    answer = json.loads(run("-", "--format", "json", given=text))
    assert answer["similar"]
    assert any("nergi" in one["title"] for one in answer["similar"])
