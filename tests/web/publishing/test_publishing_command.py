"""`samhandling publish`: the same picture and the same letters as from the page."""

import json
from collections.abc import Callable

import pytest
from django.test import Client
from typer.testing import CliRunner

from samhandling.cli.main import commands
from samhandling.ground.viewer import OPERATOR, VISITOR
from samhandling.office.models import Mail
from samhandling.plan.actions.editing import correct
from samhandling.plan.queries import initiative
from samhandling.plan.showing import publications

pytestmark = pytest.mark.django_db
HERE = "https://plan.exempel.se"


def said(*words: str) -> str:
    answer = CliRunner().invoke(commands("publish"), ["publish", *words], catch_exceptions=False)
    assert answer.exit_code == 0, answer.output
    return " ".join(answer.output.split())


@pytest.fixture
def mail(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setenv("SAMHANDLING_MAIL", f"file://{tmp_path}")
    monkeypatch.setenv("SAMHANDLING_SITE", HERE)


def letters() -> dict[str, tuple[str, str]]:
    return {letter.to: (letter.subject, letter.text) for letter in Mail.objects.all()}


def test_sharing_by_command_puts_the_letters_of_the_page_in_the_outbox(plan: str, browser: Callable[[str], Client], mail: None) -> None:
    assert "brev till 2 personer" in said("--share", "--note", "Våren")
    by_command = letters()
    assert set(by_command) == {"are@example.se", "region@example.se"}
    assert f"{HERE}/mina" in by_command["are@example.se"][1]
    assert publications(plan, seen_by=OPERATOR)[0].note == "Våren"
    Mail.objects.all().delete()
    browser("eva").post("/arbetsmaterial/dela")
    from_page = {to: (subject, text.replace("http://testserver", HERE)) for to, (subject, text) in letters().items()}
    assert from_page == by_command


def test_each_sharing_asks_once_and_publishing_asks_nobody(plan: str, mail: None) -> None:
    said("--share")
    said("--status")
    assert Mail.objects.count() == 2
    correct("A2", "title", "Öppet längre", strategy=plan, by=OPERATOR)
    said()
    assert Mail.objects.count() == 2
    assert initiative("A2", of_strategy=plan, seen_by=VISITOR).record.title == "Öppet längre"


def test_without_mail_it_says_that_nobody_was_asked(plan: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAMHANDLING_MAIL", raising=False)
    assert "Brev skickas inte från den här installationen." in said("--share")
    assert not Mail.objects.exists()
    told = json.loads(said("--share", "--format", "json"))
    assert told["letters"] == 0
    assert "letters" not in json.loads(said("--status", "--format", "json"))
