"""Proposed contributions by program: the pages' queue, read one by one, accepted, changed, set aside and taken back."""

from typing import Any

import pytest

from samhandling.ground.viewer import OPERATOR, Role
from samhandling.office.queries import events_of
from samhandling.plan.queries import records_of
from samhandling.plan.rules.record import InitiativeRecord
from web.api.callers import Program, problem_of
from web.api.conftest import program_of
from web.assessment.conftest import plan, strategy  # noqa: F401 (fixtures)
from web.assessment.texts import STRATEGY

WAITING = "/proposed-contributions"
Plan = dict[str, str]


@pytest.fixture
def flen(plan: Plan) -> Program:  # noqa: F811
    return program_of("flenprogram@example.se", Role.CONTRIBUTOR, of=("flen",))


@pytest.fixture
def everything(plan: Plan) -> Program:  # noqa: F811
    return program_of("stratprogram@example.se", Role.STRATEGIST)


def held(code: str) -> InitiativeRecord:
    return next(record for record in records_of(STRATEGY, seen_by=OPERATOR) if record.id == code)


def answer(program: Program, code: str, body: Any, tag: str | None = None) -> Any:
    tag = tag or program.ask(f"{WAITING}/{code}")["ETag"]
    return program.send("POST", f"{WAITING}/{code}", body, If_Match=tag)


def test_what_waits_is_listed_to_whoever_may_change_it(flen: Program, everything: Program, plan: Plan) -> None:  # noqa: F811
    assert flen.read(WAITING)["items"] == [{"id": plan["unplaced"], "title": "Exportresan", "what": "distribution"}]
    whole = everything.read(WAITING, limit=1)
    assert (whole["count"], len(whole["items"])) == (2, 1)
    assert {row["what"] for row in everything.read(WAITING)["items"]} == {"distribution", "aspects"}


def test_one_is_read_with_the_sentences_that_say_so(flen: Program, plan: Plan) -> None:  # noqa: F811
    found = flen.read(f"{WAITING}/{plan['unplaced']}")
    assert found["shares"][0]["focus_area"] == "2.3"
    assert {share["source"] for share in found["shares"]} == {"system"}
    quote = found["areas"][0]["evidence"][0]
    assert found["text"][quote["start"] : quote["end"]] == quote["quote"]
    assert held(plan["unplaced"]).shares == ()


def test_accepting_keeps_the_system_as_source_and_the_person_as_who_said_yes(flen: Program, plan: Plan) -> None:  # noqa: F811
    code = plan["unplaced"]
    assert answer(flen, code, {}).status_code == 200
    assert next((share.source.value, share.confirmed) for share in held(code).shares) == ("system", True)
    assert [event.verb for event in events_of("initiative", [code], seen_by=OPERATOR)][-2:] == [
        "initiative.changed",
        "initiative.confirmed",
    ]
    assert flen.read(WAITING)["items"] == []
    problem_of(flen.ask(f"{WAITING}/{code}"), 404)


def test_what_a_person_changes_is_that_persons_and_can_be_taken_back(flen: Program, plan: Plan) -> None:  # noqa: F811
    code = plan["unplaced"]
    before = flen.read(f"{WAITING}/{code}")["version"]
    saved = answer(flen, code, {"shares": [{"focus_area": "2.3", "share": "1/3"}]})
    assert [(share.focus_area, str(share.share), share.source.value) for share in held(code).shares] == [("2.3", "1/3", "person")]
    problem_of(flen.send("POST", f"{WAITING}/{code}/undo", {"version_before": before}), 428)
    problem_of(flen.send("POST", f"{WAITING}/{code}/undo", {"version_before": before}, If_Match=f'"{before}"'), 422)
    undone = flen.send("POST", f"{WAITING}/{code}/undo", {"version_before": before}, If_Match=saved["ETag"])
    assert undone.status_code == 200, undone.content
    assert held(code).shares == ()
    assert [row["id"] for row in flen.read(WAITING)["items"]] == [code]


def test_one_may_be_set_aside_as_outside_but_not_one_that_is_placed(everything: Program, plan: Plan) -> None:  # noqa: F811
    assert answer(everything, plan["unplaced"], {"outside": True}).status_code == 200
    assert (held(plan["unplaced"]).shares, held(plan["unplaced"]).basis.value) == ((), "judged")
    refused = problem_of(answer(everything, plan["without_aspects"], {"outside": True}), 422)
    assert refused["faults"][0]["where"] == "outside"
    assert len(held(plan["without_aspects"]).shares) == 1


def test_aspects_are_added_and_an_exact_share_stays_exact(everything: Program, plan: Plan) -> None:  # noqa: F811
    assert answer(everything, plan["without_aspects"], {}).status_code == 200
    (share,) = held(plan["without_aspects"]).shares
    assert (str(share.share), share.confirmed) == ("1/3", True)
    assert share.aspects


@pytest.mark.parametrize("body", [
    {"shares": []},
    {"shares": [{"focus_area": "2.3", "share": "0.8"}, {"focus_area": "2.2", "share": "0.3"}]},
    {"shares": [{"focus_area": "finns-inte", "share": "1"}]},
    {"outside": True, "shares": [{"focus_area": "2.3"}]},
], ids=["none", "above the whole", "no such area", "both"])  # fmt: skip
def test_what_cannot_be_saved_saves_nothing(flen: Program, plan: Plan, body: Any) -> None:  # noqa: F811
    assert problem_of(answer(flen, plan["unplaced"], body), 422)["faults"]
    assert held(plan["unplaced"]).shares == ()


def test_nobody_loses_what_a_colleague_has_saved(flen: Program, everything: Program, plan: Plan) -> None:  # noqa: F811
    code = plan["unplaced"]
    tag = flen.ask(f"{WAITING}/{code}")["ETag"]
    problem_of(flen.send("POST", f"{WAITING}/{code}", {}), 428)
    shares = [{"focus_area": "2.2", "share": "1", "aspects": [], "source": "person", "confirmed": False}]
    saved = everything.send("PATCH", f"/initiatives/{code}", {"shares": shares}, If_Match=tag)
    assert saved.status_code == 200, saved.content
    problem_of(answer(flen, code, {}, tag), 412)
    assert [share.focus_area for share in held(code).shares] == ["2.2"]


def test_others_initiatives_are_not_there(flen: Program, plan: Plan) -> None:  # noqa: F811
    others = f"{WAITING}/{plan['without_aspects']}"
    problem_of(flen.ask(others), 404)
    problem_of(flen.send("POST", others, {}, If_Match='"1"'), 404)
    problem_of(flen.send("POST", f"{others}/undo", {"version_before": 1}, If_Match='"2"'), 404)
    reading = program_of("las@example.se", Role.STRATEGIST, writes=False)
    for program in (Program(), reading):
        problem_of(program.ask(WAITING), 404)
        problem_of(program.ask(f"{WAITING}/{plan['unplaced']}"), 404)
