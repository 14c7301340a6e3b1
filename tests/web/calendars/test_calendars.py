"""Calendars: what a holder may see and no more, at addresses that can be closed, the same bytes while nothing changes."""

from datetime import timedelta
from html import unescape
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from samhandling.coverage.actions import judge
from samhandling.coverage.rules.verdict import Judged, Verdict
from samhandling.ground.places import PlaceCode
from samhandling.ground.viewer import OPERATOR
from samhandling.people.keys import make_link
from samhandling.people.persons import switch_off
from samhandling.plan.actions.editing import change
from samhandling.plan.actions.publishing import publish, share
from samhandling.plan.queries import initiative
from samhandling.strategy.queries import strategy as open_strategy
from samhandling.web.calendars.views import SIGNER
from web.people.made import signed_in


def addresses(client: Client) -> dict[str, str]:
    """Name → path of every calendar on the page; a public one comes last and is told apart by its path."""
    page = client.get("/kalender").content.decode()
    found = {}
    for part in page.split('<li><a href="')[1:]:
        if ".ics" not in part.split('"')[0]:
            continue
        path = urlsplit(part.split('"')[0]).path
        name = unescape(part.split(">")[1].split("<")[0])
        found[f"{'public ' if 'insatsomrade' in path else ''}{name}"] = path
    return found


def events(client: Client, path: str) -> list[Any]:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/calendar")
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


def titles(client: Client, path: str) -> list[str]:
    return [str(one["SUMMARY"]) for one in events(client, path)]


def save(code: str, **values: Any) -> None:
    version = initiative(code, of_strategy="exempellanet-2025", seen_by=OPERATOR).version
    change(code, values, strategy="exempellanet-2025", by=OPERATOR, version=version)


def of_area(found: dict[str, str], code: str, start: str = "") -> str:
    return next(path for name, path in found.items() if name.startswith(f"{start}{code} "))


def test_a_visitor_sees_what_is_published_and_nothing_before(plan: str) -> None:
    path = of_area(addresses(Client()), "A1a", "public ")
    assert titles(Client(), path) == []
    publish(plan, by=OPERATOR)
    assert sorted(titles(Client(), path)) == ["Slutar: Bussen som väntar", "Slutar: Öppet i byn"]
    save("A1", title="Bussen som kom")
    assert "Slutar: Bussen som kom" not in titles(Client(), path)
    stina = signed_in("stina@example.se")
    assert "Slutar: Bussen som kom" not in titles(stina, path)
    assert "Slutar: Bussen som kom" in titles(Client(), of_area(addresses(stina), "A1a"))


def test_an_actor_sees_its_own_as_it_stands(plan: str) -> None:
    share(plan, by=OPERATOR)
    save("A1", title="Bussen som kom")
    found = addresses(signed_in("vera@example.se"))
    assert titles(Client(), found["Region Exempel"]) == ["Slutar: Bussen som kom"]
    save("A2", title="Hemligt", openness="internal")
    assert "Slutar: Hemligt" not in titles(Client(), of_area(found, "A1a"))


def test_whole_days_with_a_name_that_stays_and_a_number_that_rises(plan: str) -> None:
    path = addresses(signed_in("vera@example.se"))["Region Exempel"]
    (before,) = events(Client(), path)
    end = timezone.localdate() + timedelta(days=400)
    assert (before["DTSTART"].dt, before["DTEND"].dt) == (end, end + timedelta(days=1))
    assert str(before["URL"]) == "http://plan.example.se/insatser/A1"
    save("A1", end="2027-12-31", end_precision="quarter")
    (after,) = events(Client(), path)
    assert (after["UID"], after["DTSTAMP"].dt) == (before["UID"], before["DTSTAMP"].dt)
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert (str(after["DTSTART"].dt), str(after["DTEND"].dt)) == ("2027-10-01", "2028-01-01")


def test_it_is_not_sent_again_while_nothing_has_changed(plan: str) -> None:
    path = addresses(signed_in("vera@example.se"))["Region Exempel"]
    first = Client().get(path)
    assert Client().get(path).content == first.content
    assert Client().get(path, headers={"If-None-Match": first["ETag"]}).status_code == 304
    save("A1", title="Bussen som kom")
    assert Client().get(path, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_addresses_are_closed_by_changing_the_word(plan: str) -> None:
    vera = signed_in("vera@example.se")
    old = addresses(vera)["Region Exempel"]
    assert "De gamla är stängda" in vera.post("/kalender", follow=True).content.decode()
    assert Client().get(old).status_code == 404
    assert titles(Client(), addresses(vera)["Region Exempel"])


def test_an_address_ends_with_its_persons_way_in(plan: str) -> None:
    path = addresses(signed_in("vera@example.se"))["Region Exempel"]
    switch_off("vera@example.se", by=OPERATOR)
    assert Client().get(path).status_code == 404


def test_a_link_has_addresses_too(plan: str) -> None:
    word = make_link("region-exempel", days=30, by=OPERATOR)
    holder = Client()
    holder.get(f"/lank/{word}")
    holder.post(f"/lank/{word}")
    path = addresses(holder)["Region Exempel"]
    assert titles(Client(), path) == ["Slutar: Bussen som väntar"]
    holder.post("/kalender")
    assert Client().get(path).status_code == 404


FOREIGN = [
    "x",
    "x" * 900,
    signing.dumps([1, None, 1, "area", "A1a"], salt="annat"),
    SIGNER.sign_object("hej"),
    SIGNER.sign_object([None, None, 1, "area", "A1a"]),
]


@pytest.mark.parametrize("word", FOREIGN, ids=("short", "long", "another salt", "no list", "a null for a strategy"))
def test_a_word_that_is_none_of_ours_opens_nothing(plan: str, word: str) -> None:
    assert Client().get(f"/kalender/{word}.ics").status_code == 404
    assert Client().post("/kalender").status_code == 404


def test_a_focus_area_that_there_is_none_of_has_no_calendar(plan: str) -> None:
    assert Client().get("/kalender/insatsomrade/X9.ics").status_code == 404


def test_a_judgement_has_a_day_to_be_reviewed(plan: str) -> None:
    day = timezone.localdate() + timedelta(days=30)
    view = open_strategy(plan, seen_by=OPERATOR)
    judged = Judged(Verdict.NOT_NEEDED_NOW, "Räcker.", "Stina", timezone.localdate(), "", day)
    judge("A1a", PlaceCode(view.place), judged, strategy=plan, by=OPERATOR)
    path = of_area(addresses(signed_in("stina@example.se")), "A1a")
    (review,) = [one for one in events(Client(), path) if str(one["SUMMARY"]) == "Se över bedömningen av A1a"]
    assert review["DTSTART"].dt == day
