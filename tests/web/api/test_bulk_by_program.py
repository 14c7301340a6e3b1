"""One field of many initiatives, by program: looked at, done in the versions that were looked at, taken back."""

from typing import Any

import pytest

from samhandling.ground.viewer import OPERATOR
from samhandling.plan.actions.editing import correct
from samhandling.plan.queries import initiative
from web.api.callers import Program, problem_of

STAGE = {"field": "stage", "value": "samtal"}


def looked(program: Program, wish: Any = STAGE, codes: tuple[str, ...] = ("A1", "A2")) -> list[dict[str, Any]]:
    answer = program.send("POST", "/bulk/preview", {"wish": wish, "initiatives": list(codes)})
    assert answer.status_code == 200, answer.content
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def done(program: Program, lines: list[dict[str, Any]], wish: Any = STAGE) -> Any:
    items = [{"id": line["id"], "version": line["version"]} for line in lines]
    return program.send("POST", "/bulk", {"wish": wish, "initiatives": items})


def stages(county: str) -> dict[str, str]:
    return {code: initiative(code, of_strategy=county, seen_by=OPERATOR).record.stage.value for code in ("A1", "A2")}


def test_it_is_looked_at_done_and_taken_back(strategist: Program, county: str) -> None:
    before = stages(county)
    lines = looked(strategist)
    assert [(line["id"], line["changes"], line["reason"]) for line in lines] == [("A1", True, None), ("A2", True, None)]
    assert stages(county) == before
    answer = done(strategist, lines)
    assert answer.status_code == 201
    number = answer.json()["number"]
    assert answer.json() == {"number": number, "changed": ["A1", "A2"], "left": []}
    assert stages(county) == {"A1": "samtal", "A2": "samtal"}
    told = strategist.read(f"/bulk/{number}")
    assert [one["id"] for one in told["changed"]] == ["A1", "A2"]
    assert (told["field"], told["undone_at"]) == ("stage", None)
    assert strategist.send("POST", f"/bulk/{number}/undo").json() == {"number": number, "changed": ["A1", "A2"], "left": []}
    assert stages(county) == before
    assert strategist.read("/bulk")["items"][0]["undone_at"]
    problem_of(strategist.send("POST", f"/bulk/{number}/undo"), 422)


def test_one_that_somebody_has_saved_since_is_left_and_told(strategist: Program, county: str) -> None:
    lines = looked(strategist)
    correct("A2", "title", "Kollegans namn", strategy=county, by=OPERATOR)
    answer = done(strategist, lines).json()
    assert answer["changed"] == ["A1"]
    assert [one["id"] for one in answer["left"]] == ["A2"]
    assert stages(county)["A2"] != "samtal"


def test_what_changes_nothing_gets_no_number(strategist: Program) -> None:
    done(strategist, looked(strategist))
    again = done(strategist, looked(strategist))
    assert (again.status_code, again.json()) == (200, {"number": None, "changed": [], "left": []})


def test_a_contributor_changes_its_own_and_reads_what_it_did(strategist: Program, contributor: Program, county: str) -> None:
    lines = looked(contributor)
    assert [(line["id"], line["changes"], bool(line["reason"])) for line in lines] == [("A1", False, True), ("A2", True, False)]
    answer = done(contributor, [{"id": line["id"], "version": max(line["version"], 1)} for line in lines]).json()
    assert answer["changed"] == ["A2"]
    assert contributor.read(f"/bulk/{answer['number']}")["person"] is None
    others = done(strategist, looked(strategist, codes=("A1",))).json()["number"]
    assert contributor.ask(f"/bulk/{others}").status_code == 404
    assert contributor.read("/bulk")["count"] == 1
    problem_of(contributor.send("POST", f"/bulk/{others}/undo"), 404)
    assert stages(county)["A1"] == "samtal"


@pytest.mark.parametrize(
    ("wish", "field", "expected"),
    [
        ({"field": "end", "value": "2027-06-30"}, "end", "2027-06-30"),
        ({"field": "end", "value": ""}, "end", None),
        ({"field": "owner", "value": "are-kommun", "mode": "add"}, "owners", ["region-exempel", "are-kommun"]),
        ({"field": "target_group", "value": "unga", "mode": "add"}, "target_groups", ["unga"]),
        ({"field": "told", "value": "postponed", "reason": "Väntar på beslut"}, "told", "postponed"),
    ],
    ids=["an end", "no end", "an owner", "a target group", "a status"],
)
def test_each_kind_of_field_is_changed(strategist: Program, wish: Any, field: str, expected: Any) -> None:
    lines = looked(strategist, wish, ("A1",))
    assert done(strategist, lines, wish).status_code == 201
    found = strategist.read("/initiatives/A1")[field]
    assert (found["status"] if field == "told" else found) == expected


@pytest.mark.parametrize(
    ("wish", "where"),
    [
        ({"field": "colour", "value": "red"}, "wish.field"),
        ({"field": "end", "value": "20270630"}, "wish"),
        ({"field": "end", "value": "2027-02-30"}, "wish"),
        ({"field": "stage", "value": "nonsense"}, "value"),
        ({"field": "share", "value": "A1a", "percent": "x"}, "wish.percent"),
        ({"field": "share", "value": "Z9", "percent": "140"}, "value"),
        ({"field": "told", "value": "postponed"}, "reason"),
    ],
    ids=["no field", "a day without hyphens", "no day", "no stage", "no share", "no focus area", "no reason"],
)
def test_a_wish_that_does_not_fit_is_refused(strategist: Program, wish: Any, where: str) -> None:
    told = problem_of(strategist.send("POST", "/bulk/preview", {"wish": wish, "initiatives": ["A1"]}), 422)
    assert told["faults"][0]["where"] == where


@pytest.mark.parametrize("who", ["visitor", "reader"])
def test_who_may_change_nothing_changes_nothing(who: str, request: pytest.FixtureRequest, county: str) -> None:
    before, program = stages(county), request.getfixturevalue(who)
    problem_of(program.send("POST", "/bulk/preview", {"wish": STAGE, "initiatives": ["A1"]}), 404)
    problem_of(program.send("POST", "/bulk", {"wish": STAGE, "initiatives": [{"id": "A1", "version": 1}]}), 404)
    assert stages(county) == before
