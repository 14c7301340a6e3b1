"""Working material by program: what differs from what others see, shared, published, hidden; and who is asked."""

import pytest

from plan.plan_made import ROAD, SHOP, book, take_in
from samhandling.coverage.changing_rules import change_rules
from samhandling.ground.viewer import OPERATOR
from samhandling.plan.actions.commenting import comment
from samhandling.plan.actions.editing import correct
from samhandling.plan.actions.uniting import merge_into
from web.api.callers import Program, problem_of

NEW = ("A3", "Nytt torg", "Åre kommun", "2025-03-01", "2026-12-31", 9000, "", "A1a", "2321", "")


def kinds(program: Program, **query: str) -> list[tuple[str, str]]:
    return [(one["id"], one["kind"]) for one in program.read("/working", **query)["items"]]


def test_every_difference_is_told_until_it_is_published(strategist: Program, visitor: Program, county: str) -> None:
    assert kinds(strategist) == []
    take_in(book(ROAD, SHOP, NEW))
    correct("A2", "end", "juni 2027", strategy=county, by=OPERATOR)
    merge_into("A1", "A2", by=OPERATOR)
    told = strategist.read("/working")
    assert kinds(strategist) == [("A3", "new"), ("A2", "changed"), ("A1", "gone")]
    assert (told["counts"], told["against"]) == ({"new": 1, "changed": 1, "gone": 1}, "published")
    (change,) = told["items"][1]["changes"]
    assert (change["field"], change["before"]["sv"], change["after"]["sv"]) == ("end", "2025-12-31", "juni 2027")
    assert told["items"][2]["why"]["sv"] == "Har slagits ihop med A2."
    assert visitor.ask("/initiatives/A3").status_code == 404
    strategist.send("POST", "/publications", {"state": "published", "note": "Våren"})
    assert kinds(strategist) == []
    assert visitor.read("/initiatives/A3")["id"] == "A3"


def test_what_is_shared_still_differs_from_what_is_published(strategist: Program, county: str) -> None:
    correct("A2", "title", "Öppet längre", strategy=county, by=OPERATOR)
    strategist.send("POST", "/publications", {"state": "shared"})
    assert (kinds(strategist, against="shared"), kinds(strategist)) == ([], [("A2", "changed")])


def test_one_is_hidden_at_once_and_counted_as_kept_back(strategist: Program, visitor: Program) -> None:
    assert visitor.ask("/initiatives/A2").status_code == 200
    version = strategist.ask("/initiatives/A2").headers["ETag"]
    answer = strategist.send("POST", "/initiatives/A2/withdraw", {"reason": "Ett namn för mycket."}, If_Match=version)
    assert answer.status_code in (200, 204)
    assert visitor.ask("/initiatives/A2").status_code == 404
    told = strategist.read("/working")
    assert (told["kept_back"]["internal"], told["items"]) == (1, [])


def test_it_comes_in_parts(strategist: Program, county: str) -> None:
    for code in ("A1", "A2"):
        correct(code, "title", f"Nytt namn på {code}", strategy=county, by=OPERATOR)
    first = strategist.read("/working", limit="1")
    assert (len(first["items"]), first["count"]) == (1, 2)
    second = strategist.ask(first["next"].removeprefix("/api/v1")).json()
    assert {one["id"] for part in (first, second) for one in part["items"]} == {"A1", "A2"}
    assert second["next"] is None


def test_it_tells_what_to_think_of_first(strategist: Program, county: str) -> None:
    before = strategist.read("/working")
    assert (before["unanswered_comments"], before["rules_waiting"]) == (0, [])
    comment("A1", "comment", "Stämmer datumet?", strategy=county, by=OPERATOR)
    change_rules(county, [("no_main.threshold", "2")], "Ett är för lite.", by=OPERATOR)
    after = strategist.read("/working")
    assert (after["unanswered_comments"], after["rules_waiting"]) == (1, [1])


def test_it_tells_whom_a_shared_picture_asks_without_names_of_persons(strategist: Program, contributor: Program) -> None:
    strategist.send("POST", "/publications", {"state": "shared"})
    told = strategist.read("/working/reached")
    (reader,) = told["readers"]
    assert (reader["actors"], reader["initiatives"], set(reader)) == (["Åre kommun"], ["A2"], {"person", "actors", "initiatives"})
    assert told["without_reader"] == ["Region Exempel"]


@pytest.mark.parametrize("who", ["visitor", "contributor"])
def test_who_does_not_see_working_material_finds_nothing(who: str, request: pytest.FixtureRequest) -> None:
    program = request.getfixturevalue(who)
    for path in ("/working", "/working/reached"):
        problem_of(program.ask(path), 404)


def test_a_token_for_reading_reads_it_and_shows_nothing(reader: Program, strategist: Program, county: str) -> None:
    correct("A2", "title", "Öppet längre", strategy=county, by=OPERATOR)
    assert kinds(reader) == [("A2", "changed")]
    problem_of(reader.send("POST", "/publications", {"state": "published"}), 404)
    problem_of(reader.ask("/working", {"against": "alla"}), 422)
    assert kinds(reader) == [("A2", "changed")]
