"""The Monday letter: chosen, looked at, written once a week, ended with one click; nothing new is no letter."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone

from samhandling.ground.viewer import OPERATOR
from samhandling.office.jobs.ordering import JOB
from samhandling.office.jobs.registry import kinds
from samhandling.office.jobs.running import Running
from samhandling.office.models import Mail
from samhandling.people.models import MailWish, Person
from samhandling.people.persons import erase, switch_off
from samhandling.people.wishes import wish_of, wishes
from samhandling.plan.actions.adding import add_initiative
from samhandling.plan.actions.editing import change
from samhandling.plan.queries import initiative
from samhandling.web.calendars.letters import SIGNER, send_letter
from web.people.made import signed_in

VERA = "vera@example.se"


def save(code: str, **values: Any) -> None:
    version = initiative(code, of_strategy="exempellanet-2025", seen_by=OPERATOR).version
    change(code, values, strategy="exempellanet-2025", by=OPERATOR, version=version)


def soon(days: int = 60) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def wants(language: str = "sv", **told: Any) -> Client:
    vera = signed_in(VERA)
    answer = vera.post("/konto/utskick", {"vill": "ja", "sprak": language, "egna": "1", "area": ["A1a", "påhittat"], **told}, follow=True)
    assert "Sparat. Brevet kommer på måndag" in answer.content.decode()
    # As if a letter had just told of all that there was.
    MailWish.objects.update(told_until=timezone.now())
    return vera


def sent(now: datetime | None = None) -> int:
    (wish,) = wishes(seen_by=OPERATOR)
    return int(send_letter(wish, "exempellanet-2025", now or timezone.now()) is not None)


def test_it_is_chosen_and_looked_at(plan: str) -> None:
    vera = wants()
    wish = wish_of(Person.objects.get(email=VERA).pk)
    assert wish is not None
    assert (wish.is_wanted, wish.focus_areas, wish.with_own, wish.language) == (True, ("A1a",), True, "sv")
    assert "Inget nytt sedan sist" in vera.get("/konto/utskick").content.decode()
    save("A1", end=soon())
    assert "Bussen som väntar slutar den" in vera.get("/konto/utskick").content.decode()


def test_nothing_new_sends_nothing(plan: str) -> None:
    wants()
    assert sent() == 0
    assert not Mail.objects.exists()


def test_it_is_written_once_a_week_and_tells_nothing_twice(plan: str) -> None:
    wants()
    save("A1", end=soon())
    assert sent() == 1
    assert sent() == 0
    letter = Mail.objects.get()
    assert letter.to == VERA
    assert letter.subject == "En nyhet i strategin"
    assert "Bussen som väntar slutar den" in letter.text
    assert "http://plan.example.se/insatser/A1" in letter.text
    assert "<li><a href=" in letter.html
    assert sent(timezone.now() + timedelta(days=8)) == 0


def test_it_speaks_the_language_that_was_chosen(plan: str) -> None:
    wants("en")
    save("A1", end=soon())
    sent()
    letter = Mail.objects.get()
    assert letter.subject == "One piece of news in the strategy"
    assert "ends on" in letter.text
    assert "http://plan.example.se/en/insatser/A1" in letter.text


def test_it_tells_only_what_its_reader_may_see(plan: str) -> None:
    wants()
    save("A2", end=soon())
    assert sent() == 0


def test_a_title_with_markup_is_text(plan: str) -> None:
    wants()
    save("A1", end=soon(), title="<b>Buss</b> & tåg")
    sent()
    letter = Mail.objects.get()
    assert "&lt;b&gt;Buss&lt;/b&gt; &amp; tåg" in letter.html
    assert "<b>Buss</b> & tåg" in letter.text


def test_one_click_in_the_mail_program_ends_it_without_signing_in(plan: str) -> None:
    wants()
    save("A1", end=soon())
    sent()
    headers = Mail.objects.get().headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = urlsplit(headers["List-Unsubscribe"].strip("<>")).path
    stranger = Client(enforce_csrf_checks=True)
    assert "Ja, sluta skicka" in stranger.get(path).content.decode()
    assert MailWish.objects.get().is_wanted
    assert "inga fler brev" in stranger.post(path, {"List-Unsubscribe": "One-Click"}).content.decode()
    assert not MailWish.objects.get().is_wanted
    assert wishes(seen_by=OPERATOR) == []


@pytest.mark.parametrize(
    "word",
    ["x", "x" * 400, signing.dumps(1, salt="annat"), SIGNER.sign_object("1")],
    ids=("short", "long", "another salt", "no number"),
)
def test_a_word_that_is_none_of_ours_ends_nothing(plan: str, word: str) -> None:
    wants()
    assert Client().post(f"/utskick/avsluta/{word}").status_code == 404
    assert MailWish.objects.get().is_wanted


def test_who_is_shut_out_or_erased_gets_nothing(plan: str) -> None:
    wants()
    switch_off(VERA, by=OPERATOR)
    assert wishes(seen_by=OPERATOR) == []
    erase(VERA, by=OPERATOR)
    assert not MailWish.objects.exists()


def test_it_comes_every_monday_at_seven(plan: str) -> None:
    period = kinds()["mail.monday"].every
    assert period is not None
    clock = ZoneInfo("Europe/Stockholm")
    for now in (datetime(2026, 11, 23, 7, 0, tzinfo=clock), datetime(2026, 11, 29, 23, 0, tzinfo=clock)):
        assert period.latest(now) == datetime(2026, 11, 23, 7, 0, tzinfo=clock)


def test_a_visitor_chooses_nothing(plan: str) -> None:
    assert Client().get("/konto/utskick").status_code == 404


def run_job(tmp_path: Path) -> dict[str, int]:
    running = Running(cast("Any", None), JOB, tmp_path, None)
    return dict(kinds()["mail.monday"].does(running) or {})


def test_the_job_writes_to_everybody_and_one_broken_address_stops_nobody(plan: str, tmp_path: Path) -> None:
    wants()
    stina = signed_in("stina@example.se")
    stina.post("/konto/utskick", {"vill": "ja", "sprak": "sv", "area": ["A1a"]})
    Person.objects.filter(email="stina@example.se").update(email="trasig")
    save("A1", end=soon())
    assert run_job(tmp_path) == {"sent": 1, "nothing_new": 0, "failed": 1}
    assert run_job(tmp_path) == {"sent": 0, "nothing_new": 1, "failed": 1}
    assert [letter.to for letter in Mail.objects.all()] == [VERA]


def test_a_focus_area_that_loses_its_efforts_comes_before_all_else(plan: str) -> None:
    signed_in("stina@example.se").post("/konto/utskick", {"vill": "ja", "sprak": "sv", "area": ["B2a"]})
    MailWish.objects.update(told_until=timezone.now())
    share = {"focus_area": "B2a", "share": "1", "aspects": [], "source": "person", "confirmed": False}
    add_initiative({"title": "Cykla", "basis": "judged", "shares": [share]}, strategy=plan, by=OPERATOR)
    save("A1", end=(timezone.localdate() - timedelta(days=3)).isoformat())
    sent()
    first, second = (line for line in Mail.objects.get().text.splitlines() if line[:2] in ("1.", "2."))
    assert first.startswith("1. B2a ")
    assert first.endswith("Ingen känd insats. Förut: Saknas delvis.")
    assert second == "2. Ny idé: Cykla."
