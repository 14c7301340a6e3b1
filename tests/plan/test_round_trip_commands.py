"""The workbook and the Monday letter by command: written, shown without saving, saved."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

from plan.plan_made import ROAD, SHOP, book, held, take_in, traces
from samhandling.cli.main import commands
from samhandling.ground.faults import Refused
from samhandling.ground.viewer import OPERATOR, Role
from samhandling.office.models import Mail
from samhandling.people.actions import add_person
from samhandling.people.models import MailWish
from samhandling.plan.actions.editing import change


@pytest.fixture
def plan(county: str) -> str:
    take_in(book(ROAD, SHOP))
    return county


def asked(*words: str) -> Result:
    return CliRunner().invoke(commands(), list(words))


def changed(folder: Path) -> Path:
    file = folder / "bok.xlsx"
    assert "2 insatser är skrivna" in asked("initiative", "workbook", str(file)).output
    made = load_workbook(file)
    page = made["Insatser"]
    row = next(row[0].row for row in page.iter_rows() if row[0].value == "A1")
    page.cell(row, 3).value = "Bussen som kom"
    made.save(file)
    return file


def test_it_is_written_shown_and_saved(plan: str, tmp_path: Path) -> None:
    file, before = changed(tmp_path), traces()
    shown = asked("initiative", "apply", str(file), "--dry-run")
    assert "Namnet: Bussen som väntar → Bussen som kom" in shown.output
    assert "Inget är sparat." in shown.output
    assert traces() == before
    assert "Ändrade insatser: 1. Nya idéer: 0." in asked("initiative", "apply", str(file)).output
    assert held("A1").title == "Bussen som kom"


def test_it_never_writes_over_a_file(plan: str, tmp_path: Path) -> None:
    file = tmp_path / "bok.xlsx"
    file.write_text("min")
    assert isinstance(asked("initiative", "workbook", str(file)).exception, Refused)
    assert file.read_text() == "min"


@pytest.mark.parametrize(("choice", "title"), [("mine", "Bussen som kom"), ("theirs", "Bussen som gick")])
def test_a_clash_needs_a_choice(plan: str, tmp_path: Path, choice: str, title: str) -> None:
    file = changed(tmp_path)
    change("A1", {"title": "Bussen som gick"}, strategy=plan, by=OPERATOR, version=1)
    refused = asked("initiative", "apply", str(file))
    assert isinstance(refused.exception, Refused)
    assert "någon annan har sparat" in refused.output
    asked("initiative", "apply", str(file), "--choose", choice)
    assert held("A1").title == title


def test_the_letters_are_shown_and_sent(plan: str, settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    number = add_person("vera@example.se", "fyra ord utan samband", role=Role.STRATEGIST, name="Vera", by=OPERATOR)
    assert isinstance(asked("digest", "--person", "vera@example.se").exception, Refused)
    MailWish.objects.create(person_id=number, is_wanted=True, focus_areas=["A1a"])
    shown = asked("digest", "--dry-run")
    assert "Till vera@example.se" in shown.output
    assert "Ny insats: " in shown.output
    assert not Mail.objects.exists()
    assert "1 brev är lagda i utkorgen" in asked("digest", "--person", "vera@example.se").output
    assert Mail.objects.get().to == "vera@example.se"
