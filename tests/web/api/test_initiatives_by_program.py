"""Initiatives as programs read and change them."""

from typing import Any

import pytest

from plan.plan_made import ROAD, SHOP
from samhandling.ground.viewer import OPERATOR
from samhandling.plan.actions.editing import change
from samhandling.plan.queries import initiative
from web.api.callers import API, Program, problem_of


def test_it_lists_what_is_published_to_a_visitor(visitor: Program) -> None:
    found = visitor.read("/initiatives", on="2025-06-30")
    assert [(one["id"], one["title"], one["state"], one["granted"]) for one in found["items"]] == [
        ("A1", ROAD[1], "active", "400000"),
        ("A2", SHOP[1], "active", None),
    ]
    assert found["count"] == 2
    assert found["next"] is None


def test_it_goes_through_a_list_by_its_next(visitor: Program) -> None:
    first = visitor.read("/initiatives", limit=1, on="2025-06-30")
    assert [one["id"] for one in first["items"]] == ["A1"]
    second = visitor.ask(first["next"].removeprefix(API)).json()
    assert [one["id"] for one in second["items"]] == ["A2"]
    assert second["next"] is None


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ({"focus_area": "B2a"}, ["A1"]),
        ({"q": "byn"}, ["A2"]),
        ({"state": "ended", "on": "2026-06-30"}, ["A2"]),
        ({"state": "nonsense"}, []),
        ({"sort": "-title"}, ["A2", "A1"]),
        ({"financier": "Regionala medel"}, ["A1"]),
        ({"place": "2321"}, ["A2"]),
        ({"offset": 5}, []),
    ],
)
def test_it_finds_by_the_choices_of_the_page(visitor: Program, query: dict[str, Any], codes: list[str]) -> None:
    assert [one["id"] for one in visitor.read("/initiatives", **query)["items"]] == codes


def test_it_tells_one_whole_with_exact_amounts(visitor: Program) -> None:
    found = visitor.read("/initiatives/A1")
    assert found["grants"] == [{"financier": "Regionala medel", "kind": "granted", "amount": "400000"}]
    assert [(share["focus_area"], share["share"]) for share in found["shares"]] == [("A1a", "1/2"), ("B2a", "1/2")]
    assert found["start"] == "2025-02-01"
    assert not found["is_working"]


def test_it_changes_what_is_sent_and_nothing_else(strategist: Program) -> None:
    before = strategist.ask("/initiatives/A1")
    saved = strategist.send("PATCH", "/initiatives/A1", {"end": "2026-06-30"}, If_Match=before.headers["ETag"])
    assert saved.status_code == 200, saved.content
    assert saved.json() == {"id": "A1", "version": before.json()["version"] + 1, "changed": ["end"]}
    now = strategist.read("/initiatives/A1")
    assert now == {**before.json(), "end": "2026-06-30", "version": before.json()["version"] + 1}


def test_it_makes_a_day_unknown_by_null_but_refuses_null_for_a_name(strategist: Program) -> None:
    tag = strategist.ask("/initiatives/A1").headers["ETag"]
    told = problem_of(strategist.send("PATCH", "/initiatives/A1", {"title": None, "kind": None}, If_Match=tag), 422)
    assert [fault["where"] for fault in told["faults"]] == ["title", "kind"]
    assert strategist.send("PATCH", "/initiatives/A1", {"end": None}, If_Match=tag).status_code == 200
    assert strategist.read("/initiatives/A1")["end"] is None


def test_what_is_read_can_be_sent_back_and_changes_nothing(strategist: Program) -> None:
    before = strategist.ask("/initiatives/A1")
    known = before.json()
    same = {name: known[name] for name in known if name not in NOT_SENT}
    saved = strategist.send("PATCH", "/initiatives/A1", same, If_Match=before.headers["ETag"])
    assert saved.json() == {"id": "A1", "version": known["version"], "changed": []}


NOT_SENT = {"id", "version", "known_since", "is_working", "chains", "sources", "fields"}


def test_a_conflict_tells_both_values_and_saves_nothing(strategist: Program, county: str) -> None:
    read = strategist.ask("/initiatives/A1")
    version = read.json()["version"]
    change("A1", {"title": "Kollegans namn"}, strategy=county, by=OPERATOR, version=version)
    answer = strategist.send("PATCH", "/initiatives/A1", {"title": "Mitt namn", "note": "x"}, If_Match=read.headers["ETag"])
    told = problem_of(answer, 412)
    assert told["version"] == version + 1
    assert told["clashes"] == [
        {
            "field": "title",
            "name": told["clashes"][0]["name"],
            "before": {"title": ROAD[1]},
            "theirs": {"title": "Kollegans namn"},
            "mine": {"title": "Mitt namn"},
        }
    ]
    now = initiative("A1", of_strategy=county, seen_by=OPERATOR)
    assert (now.record.title, now.record.note, now.version) == ("Kollegans namn", "", version + 1)


@pytest.mark.parametrize(("tag", "status"), [("", 428), ("*", 428), ('"none of ours"', 412), ('"99999"', 200), ('W/"1"', 200)])
def test_a_change_needs_a_version_of_ours(strategist: Program, tag: str, status: int) -> None:
    headers = {"If_Match": tag} if tag else {}
    answer = strategist.send("PATCH", "/initiatives/A1", {"note": "x"}, **headers)
    if tag == '"99999"':
        problem_of(answer, 412)
    elif status == 200:
        assert answer.status_code == 200
    else:
        problem_of(answer, status)


def test_every_fault_is_told_at_once_in_the_language_that_was_asked_for(strategist: Program) -> None:
    tag = strategist.ask("/initiatives/A1").headers["ETag"]
    wrong = {"title": " ", "start": "2026-01-01", "end": "2025-01-01", "depends_on": ["finns inte"]}
    told = problem_of(strategist.send("PATCH", "/initiatives/A1", wrong, If_Match=tag), 422)
    assert [fault["where"] for fault in told["faults"]] == ["title", "end", "depends_on"]
    assert "Skriv det." in told["faults"][0]["way_out"]
    strategist.language = "en"
    told = problem_of(strategist.send("PATCH", "/initiatives/A1", wrong, If_Match=tag), 422)
    assert "Write it." in told["faults"][0]["way_out"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"nonsense": 1},
        {"title": 5},
        {"start": "2025-02-30"},
        {"start": 20250201},
        {"grants": [{"financier": "x", "kind": "granted", "amount": "1e9"}]},
        {"grants": [{"financier": "x", "kind": "granted", "amount": "1/0"}]},
        {"grants": [{"financier": "x", "kind": "granted", "amount": 5}]},
        {"shares": [{"focus_area": "A1a", "share": "-1"}]},
        {"counties": ["99"]},
        {"owners": "Åre kommun"},
        {"told": {"status": "late"}},
        [],
        "text",
        None,
    ],
)
def test_it_refuses_what_does_not_fit(strategist: Program, wrong: Any) -> None:
    tag = strategist.ask("/initiatives/A1").headers["ETag"]
    body = wrong if not isinstance(wrong, str) else '"text"'
    assert problem_of(strategist.send("PATCH", "/initiatives/A1", body, If_Match=tag), 422)["faults"]


def test_it_adds_an_idea_and_says_where_it_is(contributor: Program) -> None:
    answer = contributor.send("POST", "/initiatives", {"title": "Cyklar till alla", "shares": [{"focus_area": "B2a"}]})
    assert answer.status_code == 201, answer.content
    where = answer.headers["Location"].removeprefix(API)
    found = contributor.read(where)
    assert (found["title"], found["stage"], found["version"]) == ("Cyklar till alla", "idea", 1)
    again = contributor.send("PATCH", where, {"note": "mera"}, If_Match=answer.headers["ETag"])
    assert again.status_code == 200


def test_it_confirms_contributions_as_they_were_read(contributor: Program) -> None:
    tag = contributor.ask("/initiatives/A2").headers["ETag"]
    answer = contributor.send("POST", "/initiatives/A2/confirm", {"focus_areas": ["A1a"]}, If_Match=tag)
    assert answer.json()["changed"] == ["shares"]
    assert contributor.read("/initiatives/A2")["shares"][0]["confirmed"]
    problem_of(contributor.send("POST", "/initiatives/A2/confirm", {"focus_areas": ["A1a"]}, If_Match=tag), 412)


def test_a_strategist_hides_one_at_once(strategist: Program, visitor: Program) -> None:
    assert strategist.send("POST", "/initiatives/A2/withdraw", {"reason": "Fel organisation"}).status_code == 204
    problem_of(visitor.ask("/initiatives/A2"), 404)
    assert strategist.read("/initiatives/A2")["openness"] == "internal"


def test_it_tells_how_one_goes(visitor: Program) -> None:
    found = visitor.read("/initiatives/A1/progress", on="2025-06-30")
    assert (found["status"], found["activities"]) == ("no_plan", 0)
    assert visitor.read("/initiatives/A1/progress", on="2027-06-30")["status"] == "ended"


def test_history_is_for_those_who_see_it_come_to_be(strategist: Program, contributor: Program, visitor: Program) -> None:
    tag = strategist.ask("/initiatives/A2").headers["ETag"]
    strategist.send("PATCH", "/initiatives/A2", {"note": "ny"}, If_Match=tag)
    whole = strategist.read("/events/initiative/A2")["items"]
    assert [event["verb"] for event in whole] == ["initiative.imported", "initiative.changed"]
    assert whole[-1]["changes"] == [{"field": "note", "before": "", "after": "ny"}]
    assert whole[-1]["person"]
    assert [event["person"] for event in contributor.read("/events/initiative/A2")["items"]] == [None, None]
    problem_of(contributor.ask("/events/initiative/A1"), 404)
    problem_of(visitor.ask("/events/initiative/A2"), 404)
