"""Histories of actors, focus areas and imports by program: for the same readers as the pages, and with nothing of others in them."""

from typing import Any

import pytest
from django.test import Client

from plan.plan_made import COUNTY
from samhandling.ground.viewer import OPERATOR, Role
from samhandling.plan.actions.adding import add_initiative
from samhandling.plan.actions.editing import change
from samhandling.plan.queries import initiative
from web.api.callers import Program, problem_of
from web.api.conftest import actor_named, program_of


def every(program: Program, path: str, **query: Any) -> list[Any]:
    """The stream, part by part, two at a time."""
    found = program.read(path, limit=2, **query)
    items, following = found["items"], found["next"]
    while following:
        part = Client().get(following, headers={"Authorization": f"Bearer {program.token}"}).json()
        items, following = items + part["items"], part["next"]
    return list(items)


@pytest.fixture
def changed(county: str) -> int:
    """A2 is changed three times; gives its version."""
    for title in ("Ett", "Två", "Tre"):
        version = initiative("A2", of_strategy=COUNTY, seen_by=OPERATOR).version
        change("A2", {"title": title}, strategy=county, by=OPERATOR, version=version)
    return initiative("A2", of_strategy=COUNTY, seen_by=OPERATOR).version


def test_an_actors_history_is_for_its_own_people_and_for_those_who_work_with_the_plan(
    contributor: Program, strategist: Program, visitor: Program
) -> None:
    own = actor_named("Åre kommun")
    told = every(contributor, f"/events/actor/{own}")
    assert told
    assert {(event["subject"], event["subject_id"]) for event in told} == {("actor", own)}
    assert {event["person"] for event in told} == {None}
    assert [event["id"] for event in told] == [event["id"] for event in every(strategist, f"/events/actor/{own}")]
    other = program_of("annan@example.se", Role.CONTRIBUTOR, of=(actor_named("Region Exempel"),))
    for program in (visitor, other):
        problem_of(program.ask(f"/events/actor/{own}"), 404)
    problem_of(strategist.ask("/events/actor/finns-inte"), 404)


def test_a_focus_areas_history_has_its_judgements_and_its_initiatives(
    changed: int, strategist: Program, contributor: Program, visitor: Program
) -> None:
    area = initiative("A2", of_strategy=COUNTY, seen_by=OPERATOR).record.shares[0].focus_area
    body = {"focus_area": area, "place": "23", "verdict": "disagree", "reason": "Vi vet mer", "name": "Eva"}
    judged = strategist.send("POST", "/judgements", body)
    assert judged.status_code in (200, 201, 204), judged.content
    told = every(strategist, f"/events/focus-area/{area}")
    assert [event["id"] for event in told] == sorted(event["id"] for event in told)
    titles = [change["after"] for event in told if event["subject_id"] == "A2" for change in event["changes"] if change["field"] == "title"]
    assert titles[-3:] == ["Ett", "Två", "Tre"]
    only = every(strategist, f"/events/focus-area/{area}", judgements="true")
    assert {event["subject"] for event in only} == {"focus_area"}
    assert [event["id"] for event in only] == [event["id"] for event in told if event["subject"] == "focus_area"]
    for program in (contributor, visitor):
        problem_of(program.ask(f"/events/focus-area/{area}"), 404)
    problem_of(strategist.ask("/events/focus-area/finns-inte"), 404)


def test_an_imports_history_is_for_those_who_work_with_the_plan(strategist: Program, contributor: Program, visitor: Program) -> None:
    run = strategist.read("/imports")["items"][0]["id"]
    told = every(strategist, f"/events/import/{run}")
    assert {(event["subject"], event["subject_id"]) for event in told} == {("import", str(run))}
    for program in (contributor, visitor):
        problem_of(program.ask(f"/events/import/{run}"), 404)
    problem_of(strategist.ask(f"/events/import/{run + 1000}"), 404)


def test_what_an_actor_does_not_see_is_not_in_its_deadlines_either(county: str, contributor: Program, strategist: Program) -> None:
    secret = {"title": "Hemlig", "owners": [actor_named("Region Exempel")], "openness": "internal", "end": "2031-05-31"}
    code = add_initiative(secret, strategy=county, by=OPERATOR)
    assert code in {row["initiative"] for row in strategist.read("/deadlines", limit=200)["items"]}
    for program in (contributor, Program()):
        assert code not in {row["initiative"] for row in program.read("/deadlines", limit=200, since="2000-01-01")["items"]}
