"""One's Monday letter, a strategy's parts and the deadlines by program."""

from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar

from plan.plan_made import COUNTY
from samhandling.ground.viewer import OPERATOR
from samhandling.people.keys import make_link
from web.api.callers import API, Program, problem_of
from web.api.conftest import actor_named


def test_a_person_chooses_its_letter_by_program_and_what_is_left_out_stays(strategist: Program) -> None:
    assert strategist.read("/me/mail") == {
        "is_wanted": False, "focus_areas": [], "with_own": True, "language": "sv", "told_until": None}  # fmt: skip
    saved = strategist.send("PATCH", "/me/mail", {"is_wanted": True, "focus_areas": ["A1a"]})
    assert saved.status_code == 200, saved.content
    assert strategist.send("PATCH", "/me/mail", {"language": "en"}).json()["focus_areas"] == ["A1a"]
    assert strategist.read("/me/mail") == {
        "is_wanted": True, "focus_areas": ["A1a"], "with_own": True, "language": "en", "told_until": None}  # fmt: skip
    assert set(strategist.read("/me/mail/letter")) == {"subject", "lines"}


@pytest.mark.parametrize("body", [{"focus_areas": ["A1a", "finns-inte"]}, {"language": "de"}, {"is_wanted": "ja"}],
                         ids=["no such area", "no such language", "no yes or no"])  # fmt: skip
def test_what_cannot_be_read_changes_nothing(strategist: Program, body: Any) -> None:
    assert problem_of(strategist.send("PATCH", "/me/mail", body), 422)["faults"]
    assert strategist.read("/me/mail")["is_wanted"] is False


def test_others_letters_are_nobodys_and_a_reading_token_changes_none(reader: Program, visitor: Program, strategist: Program) -> None:
    strategist.send("PATCH", "/me/mail", {"is_wanted": True})
    assert reader.read("/me/mail")["is_wanted"] is False
    problem_of(reader.send("PATCH", "/me/mail", {"is_wanted": True}), 404)
    link = Client()
    link.get(f"/lank/{make_link(actor_named('Åre kommun'), days=3, by=OPERATOR)}")
    assert link.get(f"{API}/me/mail").status_code == 404
    for path in ("/me/mail", "/me/mail/letter"):
        problem_of(visitor.ask(path), 404)


def test_the_deadlines_are_those_of_the_calendar(strategist: Program, visitor: Program) -> None:
    shown = Calendar.from_ical(Client().get("/kalender/insatsomrade/A1a.ics").content)
    told = visitor.read("/deadlines", focus_area="A1a", limit=200)["items"]
    assert {row["uid"] for row in told} == {str(event["uid"]) for event in shown.walk("VEVENT")}
    every = visitor.read("/deadlines", since="2000-01-01", limit=200)["items"]
    assert {row["initiative"] for row in every} == {"A1", "A2"}
    own = visitor.read("/deadlines", since="2000-01-01", actor=actor_named("Åre kommun"))["items"]
    assert {row["initiative"] for row in own} == {"A2"}
    problem_of(visitor.ask("/deadlines", {"actor": "finns-inte"}), 404)
    problem_of(visitor.ask("/deadlines", {"focus_area": "finns-inte"}), 404)


def test_a_strategy_is_read_whole_with_its_versions(visitor: Program) -> None:
    whole = visitor.read(f"/strategies/{COUNTY}/document")
    assert whole["document"]["id"] == COUNTY
    versions = visitor.read(f"/strategies/{COUNTY}/versions")
    assert [(row["version"], row["is_first"]) for row in versions["items"]] == [(whole["version"], True)]
    for part in ("document", "frameworks", "versions"):
        problem_of(visitor.ask(f"/strategies/finns-inte/{part}"), 404)


def test_the_frameworks_have_the_goals_of_the_links(visitor: Program) -> None:
    links = visitor.read(f"/strategies/{COUNTY}/links", limit=200)["items"]
    found = visitor.read(f"/strategies/{COUNTY}/frameworks", limit=200)["items"]
    assert {row["id"] for row in found} == {link["framework"] for link in links}
    for row in found:
        linked = {goal["code"] for goal in row["goals"] if goal["is_linked"]}
        assert linked == {link["target"] for link in links if link["framework"] == row["id"]}
