"""Rules of coverage by program: read, looked at, changed with a reason in the version that was read, put back."""

from typing import Any

import pytest

from rules_released import upgrade as upgrade
from rules_released import upgraded as upgraded
from samhandling.coverage.changing_rules import change_rules
from samhandling.coverage.in_force import rules_now
from samhandling.ground.viewer import OPERATOR
from samhandling.plan.actions.publishing import publish
from web.api.callers import API, Program, problem_of

MAIN = "no_main.threshold"
WANTED = {"terms": {MAIN: "2"}, "reason": "Ett är för lite."}


def tag(program: Program) -> str:
    return str(program.ask("/rules").headers["ETag"])


def change(program: Program, wanted: Any = WANTED, etag: str | None = None) -> Any:
    return program.send("PATCH", "/rules", wanted, If_Match=etag or tag(program))


def term(told: Any, field: str = MAIN) -> Any:
    return next(one for one in told["terms"] if one["field"] == field)


def number(county: str) -> int:
    return rules_now(county, seen_by=OPERATOR).latest.number


def test_everyone_reads_the_rules_as_they_are_written(visitor: Program) -> None:
    told = visitor.read("/rules")
    assert (told["number"], told["latest"], told["person"], told["is_of_the_picture"]) == (0, 0, None, True)
    assert (term(told)["value"], term(told)["unit"], term(told)["least"], term(told)["most"]) == ("1", "number", 1, 100)
    assert (term(told, "max_unjudged")["unit"], term(told, "no_main.use")["unit"]) == ("percent", "use")
    assert {one["use"] for one in told["rules"]} <= {"reason", "note", "off"}
    assert all(one["wants"]["sv"] and one["wants"]["en"] for one in told["rules"])


def statuses(program: Program) -> dict[str, str]:
    return {area["id"]: area["status"] for area in program.read("/coverage", on="2025-06-01")["focus_areas"]}


def test_a_change_is_looked_at_made_and_put_back(strategist: Program, county: str) -> None:
    wanted = {"terms": {"months_left": "5"}, "reason": "Ett halvår räcker."}
    looked = strategist.send("POST", "/rules/preview?on=2025-06-01", {"terms": wanted["terms"]}).json()
    assert looked["changes"] == [{"field": "months_left", "before": "12", "after": "5"}]
    assert (looked["on"], looked["moved"]) == ("2025-06-01", [{"focus_area": "A1a", "before": "partly", "after": "covered"}])
    assert number(county) == 0
    before = statuses(strategist)

    answer = change(strategist, wanted)
    assert answer.status_code == 200
    assert (answer.json()["number"], answer.json()["reason"]) == (1, "Ett halvår räcker.")
    assert term(answer.json(), "months_left")["value"] == "5"
    assert statuses(strategist) == {**before, "A1a": "covered"}

    undone = strategist.send("POST", "/rules/preview", {"back_to": 0}).json()
    assert undone["changes"] == [{"field": "months_left", "before": "5", "after": "12"}]
    back = strategist.send("POST", "/rules/versions/0/restore", {"reason": "Det blev fel."}, If_Match=answer.headers["ETag"])
    assert (back.json()["number"], back.json()["back_to"], statuses(strategist)) == (2, 0, before)
    assert term(strategist.read("/rules/versions/1"), "months_left")["value"] == "5"
    history = strategist.read("/rules/versions")["items"]
    assert [(one["number"], one["reason"], one["back_to"]) for one in history[:2]] == [
        (2, "Det blev fel.", 0),
        (1, "Ett halvår räcker.", None),
    ]
    assert history[1]["changes"] == [{"field": "months_left", "before": "12", "after": "5"}]
    assert history[1]["person"] is not None


def test_visitors_keep_the_rules_of_their_picture_and_are_told_that_others_are_decided(
    strategist: Program, visitor: Program, county: str
) -> None:
    change(strategist)
    told = visitor.read("/rules")
    assert (told["number"], told["latest"], term(told)["value"]) == (0, 1, "1")
    first = visitor.read("/rules/versions")["items"][0]
    assert (first["number"], first["reason"], first["is_of_the_picture"], first["person"]) == (1, "Ett är för lite.", False, None)
    publish(county, by=OPERATOR)
    assert visitor.read("/rules")["number"] == 1


def test_nobodys_change_is_lost(strategist: Program, county: str) -> None:
    read = tag(strategist)
    change_rules(county, [(MAIN, "3")], "Två räcker inte.", by=OPERATOR)
    told = problem_of(change(strategist, etag=read), 412)
    assert told["version"] == 1
    both = next(one for one in told["faults"] if one["where"] == MAIN)
    assert (both["read"], "3" in both["expected"]) == ("2", True)
    assert term(strategist.read("/rules"))["value"] == "3"
    problem_of(strategist.send("POST", "/rules/versions/0/restore", {"reason": "Åter."}, If_Match=read), 412)
    problem_of(strategist.send("PATCH", "/rules", WANTED), 428)
    assert number(county) == 1
    assert change(strategist).status_code == 200


def test_what_others_changed_elsewhere_is_no_clash_but_is_read_first(strategist: Program, county: str) -> None:
    read = tag(strategist)
    change_rules(county, [("months_left", "9")], "Längre fram.", by=OPERATOR)
    told = problem_of(change(strategist, etag=read), 412)
    assert [one["where"] for one in told["faults"]] == ["version"]


@pytest.mark.parametrize(
    ("wanted", "where"),
    [
        ({"terms": {MAIN: "0"}, "reason": "x"}, MAIN),
        ({"terms": {MAIN: "x", "months_left": "y"}, "reason": ""}, "months_left"),
        ({"terms": {"nonsense": "1"}, "reason": "x"}, "nonsense"),
        ({"terms": {"no_main.use": "perhaps"}, "reason": "x"}, "no_main.use"),
        ({"terms": {MAIN: "2"}, "reason": "  "}, "reason"),
        ({"terms": {MAIN: "1"}, "reason": "x"}, ""),
        ({"terms": {}, "reason": "x"}, ""),
        ({"terms": {MAIN: 2}, "reason": "x"}, f"terms.{MAIN}"),
        ({"terms": {MAIN: "2"}}, "reason"),
    ],
    ids=["too low", "no numbers", "no field", "no use", "no reason", "nothing changes", "empty", "a number", "reason left out"],
)
def test_a_change_that_does_not_fit_is_refused(strategist: Program, county: str, wanted: Any, where: str) -> None:
    told = problem_of(change(strategist, wanted), 422)
    assert where in [one["where"] for one in told["faults"]]
    assert number(county) == 0


@pytest.mark.parametrize(
    "wanted",
    [{}, {"terms": {MAIN: "2"}, "back_to": 0}, {"terms": {MAIN: "x"}}, {"back_to": -1}],
    ids=["neither", "both", "no number", "no version"],
)
def test_a_look_that_does_not_fit_is_refused(strategist: Program, wanted: Any) -> None:
    assert problem_of(strategist.send("POST", "/rules/preview", wanted), 422)["faults"]


@pytest.mark.parametrize("who", ["visitor", "contributor", "reader"])
def test_only_strategists_change_them(who: str, request: pytest.FixtureRequest, county: str) -> None:
    program = request.getfixturevalue(who)
    problem_of(change(program), 404)
    problem_of(program.send("POST", "/rules/preview", {"back_to": 0}), 404)
    problem_of(program.send("POST", "/rules/versions/0/restore", {"reason": "x"}, If_Match=tag(program)), 404)
    assert number(county) == 0


def test_a_version_that_there_is_none_of_is_nowhere(strategist: Program) -> None:
    for path in ("/rules/versions/7", "/rules/versions/x", "/rules/versions/-1"):
        problem_of(strategist.ask(path), 404)
    problem_of(strategist.ask("/rules", {"version": 7}), 404)
    problem_of(strategist.send("POST", "/rules/preview", {"back_to": 7}), 404)
    problem_of(strategist.send("POST", "/rules/versions/7/restore", {"reason": "x"}, If_Match=tag(strategist)), 404)
    assert strategist.ask("/rules", {"version": 0}).headers["Content-Type"].startswith("application/json"), API


def test_rules_of_a_later_release_are_offered_and_taken(strategist: Program, visitor: Program, upgraded: str) -> None:
    offer = strategist.read("/rules")["offer"]
    assert offer == {"version": upgraded, "changes": [{"field": MAIN, "before": "1", "after": "2"}]}
    assert visitor.read("/rules")["offer"] is None
    taken = {"terms": {one["field"]: one["after"] for one in offer["changes"]}, "reason": "Två är rimligt.", "answers": upgraded}
    told = change(strategist, taken).json()
    assert (term(told)["value"], told["offer"], told["version"]) == ("2", None, f"{upgraded}.1")


def test_an_offer_is_declined_with_a_reason_and_nothing_else_changes(strategist: Program, county: str, upgraded: str) -> None:
    assert problem_of(change(strategist, {"reason": "Ett räcker.", "answers": "1999-01"}), 422)["faults"][0]["read"] == "1999-01"
    assert number(county) == 0
    told = change(strategist, {"reason": "Ett räcker.", "answers": upgraded}).json()
    assert (term(told)["value"], told["offer"], told["reason"], number(county)) == ("1", None, "Ett räcker.", 1)
    problem_of(change(strategist, {"reason": "Igen.", "answers": upgraded}), 422)
