"""Editions of the plan as programs read and write them."""

from typing import Any

import pytest

from samhandling.ground.viewer import OPERATOR
from samhandling.plan.actions.editing import correct
from samhandling.plan.queries import initiative
from web.api.callers import API, Program, problem_of

FRAME = {"title": "Handlingsplan 2026-2028", "valid_from": "2026-01-01", "valid_to": "2028-12-31"}
DECIDED = {"adopted_on": "2026-06-01", "decided_by": "Regionstyrelsen", "reference": "§ 45"}


def begun(strategist: Program, **more: Any) -> str:
    """The address of a draft that has just been begun."""
    answer = strategist.send("POST", "/editions", {**FRAME, **more})
    assert answer.status_code == 201, answer.content
    return str(answer.headers["Location"]).removeprefix(API)


def put(strategist: Program, draft: str, area: str, **values: Any) -> Any:
    """Write what a draft says of a focus area, in the version that stands."""
    tag = strategist.ask(f"{draft}/areas/{area}").headers["ETag"]
    return strategist.send("PATCH", f"{draft}/areas/{area}", values, If_Match=tag)


def adopted(strategist: Program, draft: str, **more: Any) -> Any:
    tag = strategist.ask(draft).headers["ETag"]
    return strategist.send("POST", f"{draft}/adopt", {**DECIDED, **more}, If_Match=tag)


def test_it_begins_a_draft_with_what_the_picture_proposes_or_with_nothing(strategist: Program) -> None:
    proposed, empty = (strategist.read(begun(strategist, proposed=wanted)) for wanted in (True, False))
    initiatives = [{area["focus_area"]: len(area["initiatives"]) for area in one["document"]["areas"]} for one in (proposed, empty)]
    assert sum(initiatives[0].values()) > 0
    assert set(initiatives[1].values()) == {0}
    assert (proposed["title"], proposed["valid_to"], proposed["state"]) == ("Handlingsplan 2026-2028", "2028-12-31", "draft")


def test_it_puts_a_focus_area_and_leaves_what_is_not_sent(strategist: Program) -> None:
    draft = begun(strategist)
    assert put(strategist, draft, "A1a", priority="1", decision="Vi börjar här", initiatives=["A1"]).json() == {"version": 2}
    assert put(strategist, draft, "A1a", reason="Inget annat pågår").json() == {"version": 3}
    told = strategist.read(f"{draft}/areas/A1a")
    assert (told["priority"], told["decision"], told["reason"], told["initiatives"], told["version"]) == (
        "1",
        "Vi börjar här",
        "Inget annat pågår",
        ["A1"],
        3,
    )


def test_two_who_write_the_same_focus_area_lose_nothing(strategist: Program) -> None:
    draft = begun(strategist)
    tag = strategist.ask(f"{draft}/areas/A1a").headers["ETag"]
    assert put(strategist, draft, "A1a", priority="1").status_code == 200
    told = problem_of(strategist.send("PATCH", f"{draft}/areas/A1a", {"priority": "2"}, If_Match=tag), 412)
    assert told["version"] == 2
    assert strategist.read(f"{draft}/areas/A1a")["priority"] == "1"
    problem_of(strategist.send("PATCH", f"{draft}/areas/A1a", {"priority": "2"}), 428)


def test_it_changes_the_years_and_nothing_else(strategist: Program) -> None:
    draft = begun(strategist, about="Så här tänker vi.")
    tag = strategist.ask(draft).headers["ETag"]
    saved = strategist.send("PATCH", draft, {"valid_to": "2027-12-31"}, If_Match=tag)
    assert saved.json() == {"version": 2}
    found = strategist.read(draft)
    assert (found["title"], found["valid_to"], found["document"]["about"]) == (FRAME["title"], "2027-12-31", "Så här tänker vi.")
    told = problem_of(strategist.send("PATCH", draft, {"valid_to": "2020-01-01", "title": " "}, If_Match=saved.headers["ETag"]), 422)
    assert [fault["where"] for fault in told["faults"]] == ["title", "valid_to"]
    problem_of(strategist.send("PATCH", draft, {"title": "Annat"}, If_Match=tag), 412)


def test_a_draft_is_for_the_actors_once_it_is_open(strategist: Program, contributor: Program, visitor: Program) -> None:
    draft = begun(strategist)
    assert contributor.ask(draft).status_code == 404
    problem_of(contributor.send("POST", f"{draft}/comments", {"text": "Bra"}), 404)
    assert strategist.send("POST", f"{draft}/open", {"is_open": True}).status_code == 200
    made = contributor.send("POST", f"{draft}/comments", {"text": "Vi saknar bygden", "focus_area": "A1a"})
    assert made.status_code == 201
    number = made.json()["id"]
    mine = contributor.read(f"{draft}/comments")["items"]
    assert [(one["text"], one["focus_area"], one["actor"], one["answer"]) for one in mine] == [
        ("Vi saknar bygden", "A1a", "are-kommun", "")
    ]
    problem_of(contributor.send("POST", f"{draft}/comments/{number}/answer", {"answer": "Själv"}), 404)
    assert strategist.send("POST", f"{draft}/comments/{number}/answer", {"answer": "Den är med nu"}).status_code == 204
    assert contributor.read(f"{draft}/comments")["items"][0]["answer"] == "Den är med nu"
    assert visitor.ask(draft).status_code == 404
    assert visitor.ask(f"{draft}/comments").status_code == 404


def test_an_answer_belongs_to_its_own_edition(strategist: Program) -> None:
    first, second = begun(strategist), begun(strategist)
    number = strategist.send("POST", f"{first}/comments", {"text": "Här"}).json()["id"]
    problem_of(strategist.send("POST", f"{second}/comments/{number}/answer", {"answer": "Fel plan"}), 404)
    assert strategist.read(f"{first}/comments")["items"][0]["answer"] == ""


def test_it_is_adopted_with_its_decision_and_then_stands(strategist: Program, visitor: Program) -> None:
    draft = begun(strategist)
    strategist.send("POST", f"{draft}/comments", {"text": "Vem svarar?"})
    told = problem_of(adopted(strategist, draft, decided_by=" ", adopted_on="2199-01-01"), 422)
    assert {fault["where"] for fault in told["faults"]} == {"decided_by", "adopted_on", "anyway"}
    answer = adopted(strategist, draft, anyway=True)
    assert answer.status_code == 200, answer.content
    found = visitor.read(draft)
    assert (found["state"], found["decided_by"], found["reference"], found["adopted_on"]) == (
        "adopted",
        "Regionstyrelsen",
        "§ 45",
        "2026-06-01",
    )
    assert (found["sha256"], found["is_whole"], found["version"]) == (answer.json()["sha256"], True, answer.json()["version"])
    tag = strategist.ask(draft).headers["ETag"]
    problem_of(strategist.send("PATCH", draft, {"title": "Annat"}, If_Match=tag), 422)
    problem_of(strategist.send("DELETE", draft), 422)
    assert strategist.ask(f"{draft}/areas/A1a").json()["version"] is None


def test_a_draft_that_is_put_away_is_gone(strategist: Program) -> None:
    draft = begun(strategist)
    assert strategist.send("DELETE", draft).status_code == 204
    assert strategist.ask(draft).status_code == 404
    problem_of(strategist.send("DELETE", draft), 404)


def test_two_editions_are_compared(strategist: Program) -> None:
    first, second = begun(strategist, proposed=False), begun(strategist, proposed=False)
    put(strategist, second, "A1a", priority="1", initiatives=["A1"])
    before, after = (int(one.rsplit("/", 1)[1]) for one in (first, second))
    found = strategist.read(f"{second}/compare/{before}")
    assert (found["before"], found["after"], found["initiatives"]) == (before, after, [])
    assert [(area["focus_area"], area["added"], area["removed"]) for area in found["areas"]] == [("A1a", ["A1"], [])]
    assert [one["what"]["en"] for one in found["areas"][0]["changes"]] == ["Priority"]
    assert strategist.read(f"{first}/compare/{before}")["areas"] == []


def test_one_initiative_is_brought_back_to_what_was_adopted(strategist: Program, contributor: Program, county: str) -> None:
    draft = begun(strategist, proposed=False)
    put(strategist, draft, "A1a", initiatives=["A1"])
    was = initiative("A1", of_strategy=county, seen_by=OPERATOR)
    adopted(strategist, draft)
    correct("A1", "title", "Ett annat namn", strategy=county, by=OPERATOR)
    look = strategist.ask(f"{draft}/restore/A1")
    assert [(one["before"]["sv"], one["after"]["sv"]) for one in look.json()["changes"]] == [('"Ett annat namn"', f'"{was.record.title}"')]
    problem_of(contributor.ask(f"{draft}/restore/A1"), 404)
    problem_of(strategist.send("POST", f"{draft}/restore/A1"), 428)
    problem_of(strategist.send("POST", f"{draft}/restore/A1", If_Match=f'"{was.version}"'), 412)
    done = strategist.send("POST", f"{draft}/restore/A1", If_Match=look.headers["ETag"])
    assert done.json() == {"version": look.json()["version"] + 1, "changed": ["title"]}
    assert initiative("A1", of_strategy=county, seen_by=OPERATOR).record.title == was.record.title
    assert strategist.ask(f"{draft}/restore/A2").status_code == 404


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/editions", FRAME),
        ("PATCH", "{draft}", {"title": "x"}),
        ("DELETE", "{draft}", None),
        ("POST", "{draft}/open", {"is_open": True}),
        ("POST", "{draft}/adopt", DECIDED),
        ("PATCH", "{draft}/areas/A1a", {"priority": "1"}),
        ("POST", "{draft}/restore/A1", None),
    ],
)
@pytest.mark.parametrize("who", ["visitor", "contributor", "reader"])
def test_only_a_strategists_writing_program_writes_plans(
    strategist: Program, request: pytest.FixtureRequest, who: str, method: str, path: str, body: Any
) -> None:
    draft = begun(strategist)
    program: Program = request.getfixturevalue(who)
    problem_of(program.send(method, path.format(draft=draft), body, If_Match='"1"'), 404)
    assert strategist.read("/editions")["count"] == 1
    assert (strategist.read(draft)["version"], strategist.read(f"{draft}/areas/A1a")["version"]) == (1, 1)
