"""`samhandling mail`: how the outbox stands, a message to try with, once more what did not get away."""

import json

import pytest
from typer.testing import CliRunner

from samhandling.cli.mail import mail
from samhandling.ground.faults import Refused
from samhandling.office.models import Mail

pytestmark = pytest.mark.django_db


def said(*words: str) -> str:
    answer = CliRunner().invoke(mail, words, catch_exceptions=False)
    assert answer.exit_code == 0
    return " ".join(answer.output.split())


def test_without_a_way_out_it_says_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAMHANDLING_MAIL", raising=False)
    assert "SAMHANDLING_MAIL" in said()
    assert "Inget väntar." in said()


def test_a_message_to_try_with_waits_in_the_outbox(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMHANDLING_MAIL", "smtp://anna:hemligt@mail.exempel.se")
    said("try", "bo@exempel.se")
    told = json.loads(said("--format", "json"))
    assert (told["way"], told["counts"]) == ("smtp://mail.exempel.se:587", {"waiting": 1})
    assert told["not_sent"][0]["to"] == "bo@exempel.se"
    assert "väntar" in said()
    assert "hemligt" not in said()


def test_what_did_not_get_away_is_sent_again_and_nothing_else() -> None:
    said("try", "bo@exempel.se")
    with pytest.raises(Refused):
        said("again", str(Mail.objects.get().pk))
    Mail.objects.update(state="failed", attempts=8)
    said("again", str(Mail.objects.get().pk))
    assert (Mail.objects.get().state, Mail.objects.get().attempts) == ("waiting", 0)
