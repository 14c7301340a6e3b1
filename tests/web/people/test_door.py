"""In and out, and the slow-down."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.db.models import F
from django.test import Client

from samhandling.ground.viewer import OPERATOR, Role
from samhandling.people.actions import add_person, switch_off
from samhandling.people.lockout import MOST_FAILURES, PAUSE, SHARED
from web.people.made import EVA, PASSWORD

pytestmark = pytest.mark.django_db
RIGHT = {"email": EVA, "password": PASSWORD}


@pytest.fixture
def eva(strategy: str) -> int:
    return add_person(EVA, PASSWORD, role=Role.STRATEGIST, name="Eva", by=OPERATOR)


def wrong(client: Client, email: str = EVA, machine: str = "192.0.2.1") -> str:
    answer = client.post("/logga-in", {"email": email, "password": "fel"}, REMOTE_ADDR=machine)
    assert answer.status_code == 400
    return answer.content.decode()


def test_reading_sets_no_cookie(client: Client, eva: int) -> None:
    for address in ("/strategi", "/sa-raknar-vi", "/tillganglighet"):
        assert not client.get(address).cookies


def test_the_session_begins_with_signing_in_and_ends_with_signing_out(client: Client, eva: int) -> None:
    assert "sessionid" not in client.get("/logga-in").cookies
    answer = client.post("/logga-in", RIGHT)
    assert (answer.status_code, answer["Location"]) == (303, "/")
    assert answer.cookies["sessionid"]["httponly"]
    assert client.get("/inkorg").status_code == 200
    assert client.post("/logga-ut")["Location"] == "/"
    assert client.get("/inkorg").status_code == 404


def test_capitals_and_spaces_in_the_address_do_not_matter(client: Client, eva: int) -> None:
    assert client.post("/logga-in", {**RIGHT, "email": " Eva@Example.se "}).status_code == 303


def test_unknown_person_and_wrong_password_get_the_same_words(client: Client, eva: int) -> None:
    known, unknown = wrong(client), wrong(client, "ingen@example.se")
    said = "E-postadressen och lösenordet hör inte ihop."
    assert said in known
    assert said in unknown
    assert "fel" not in known.split("<form", 2)[1].split("password", 1)[1][:80]


def test_after_five_failures_even_the_right_password_waits(client: Client, eva: int) -> None:
    for number in range(MOST_FAILURES):
        wrong(client, machine=f"192.0.2.{number}")
    answer = client.post("/logga-in", RIGHT, REMOTE_ADDR="192.0.2.200")
    assert "för många misslyckade försök" in answer.content.decode()
    # A quarter of an hour goes by.
    AccessAttempt.objects.update(attempt_time=F("attempt_time") - PAUSE - timedelta(minutes=1))
    assert client.post("/logga-in", RIGHT, REMOTE_ADDR="192.0.2.200").status_code == 303


def test_one_machine_that_tries_many_addresses_is_slowed_down_and_others_are_not(client: Client, eva: int) -> None:
    for number in range(MOST_FAILURES * SHARED):
        wrong(client, f"person{number}@example.se")
    assert client.post("/logga-in", RIGHT, REMOTE_ADDR="192.0.2.1").status_code == 400
    assert client.post("/logga-in", RIGHT, REMOTE_ADDR="192.0.2.2").status_code == 303


def test_the_mistakes_of_some_colleagues_do_not_shut_a_whole_town_hall_out(client: Client, eva: int) -> None:
    for number in range(MOST_FAILURES + 1):
        wrong(client, f"person{number}@example.se")
    assert client.post("/logga-in", RIGHT, REMOTE_ADDR="192.0.2.1").status_code == 303


def test_an_address_that_nobody_has_is_slowed_down_alike(client: Client, eva: int) -> None:
    for number in range(MOST_FAILURES):
        wrong(client, "ingen@example.se", machine=f"192.0.2.{number}")
    assert "för många misslyckade försök" in wrong(client, "ingen@example.se", machine="192.0.2.99")


def test_signing_in_wipes_the_persons_failures(client: Client, eva: int) -> None:
    for _ in range(2):
        for number in range(MOST_FAILURES - 1):
            wrong(client, machine=f"192.0.2.{number}")
        assert client.post("/logga-in", RIGHT, REMOTE_ADDR="192.0.2.200").status_code == 303


def test_whoever_is_switched_off_is_out_at_once(client: Client, eva: int) -> None:
    client.post("/logga-in", RIGHT)
    switch_off(EVA, by=OPERATOR)
    assert client.get("/inkorg").status_code == 404
    client.post("/logga-ut")
    assert wrong(client)


@pytest.mark.parametrize(
    ("onward", "leads_to"),
    [
        ("/inkorg?x=1", "/inkorg?x=1"),
        ("//ond.example/", "/"),
        ("https://ond.example/", "/"),
        ("/\\ond.example", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_signing_in_leads_on_only_within_the_site(client: Client, eva: int, onward: str, leads_to: str) -> None:
    assert client.post("/logga-in", {**RIGHT, "next": onward})["Location"] == leads_to


@pytest.mark.parametrize(
    "address", ["/logga-in", "/logga-ut", "/konto", "/konto/losenord", "/konto/nycklar", "/glomt-losenord", "/nytt-losenord"]
)
def test_no_form_is_taken_from_elsewhere(strategy: str, address: str) -> None:
    assert Client(enforce_csrf_checks=True).post(address, {}).status_code == 403


def test_a_link_does_not_sign_out(client: Client, eva: int) -> None:
    client.post("/logga-in", RIGHT)
    assert client.get("/logga-ut").status_code == 405
    assert client.get("/inkorg").status_code == 200


def test_a_null_character_is_no_way_to_break_the_door(client: Client, eva: int) -> None:
    assert wrong(client, "eva\x00@example.se\x00x")
