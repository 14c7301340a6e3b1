"""`samhandling history`: the same words as the pages."""

import csv
import io
import json
from datetime import timedelta

import pytest
import typer
from django.utils import timezone
from typer.testing import CliRunner

from plan.plan_made import ROAD, SHOP, book, take_in
from samhandling.cli.history import history
from samhandling.ground.faults import Refused
from samhandling.ground.viewer import OPERATOR
from samhandling.plan.actions.commenting import comment
from samhandling.plan.actions.editing import correct

pytestmark = pytest.mark.django_db


@pytest.fixture
def done(county: str) -> str:
    take_in(book(ROAD, SHOP))
    correct("A2", "end", "juni 2027", strategy=county, by=OPERATOR)
    comment("A2", "confirmed", strategy=county, by=OPERATOR)
    correct("A1", "title", "=Bussen", strategy=county, by=OPERATOR)
    return county


def run(*words: str) -> str:
    app = typer.Typer()
    app.command()(history)
    result = CliRunner().invoke(app, words, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_of_one_initiative_with_what_was_said_beside_it(done: str) -> None:
    told = json.loads(run("--of", "A2", "--format", "json"))["events"]
    assert [one["verb"] for one in told] == ["comment.left", "initiative.corrected", "initiative.imported"]
    assert told[1]["changed"] == ["Ändrade slutdatum från 2025-12-31 till juni 2027."]


def test_since_a_day(done: str) -> None:
    today = timezone.localdate()
    assert json.loads(run("--since", str(today + timedelta(days=1)), "--format", "json"))["events"] == []
    assert len(json.loads(run("--since", str(today), "--format", "json"))["events"]) == len(json.loads(run("--format", "json"))["events"])


def test_as_a_table_of_a_spreadsheet(done: str) -> None:
    rows = list(csv.reader(io.StringIO(run("--of", "A1", "--format", "csv").lstrip("\ufeff")), delimiter=";"))
    assert rows[0][:5] == ["Nr", "När", "Vem", "Hur", "Vad"]
    assert rows[1][4] == "Rättade insatsen"


def test_in_a_terminal(done: str) -> None:
    assert "Någon vid kommandoraden" in run()


@pytest.mark.parametrize("words", [("--of", "A9"), ("--since", "31 juni")])
def test_what_cannot_be_answered_is_refused(done: str, words: tuple[str, ...]) -> None:
    with pytest.raises(Refused):
        run(*words)
