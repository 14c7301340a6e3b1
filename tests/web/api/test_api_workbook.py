"""The workbook by program: fetched, changed at a desk, sent back, its differences looked at, saved or put away."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from plan.plan_made import COUNTY
from samhandling.ground.viewer import OPERATOR
from samhandling.plan.actions.editing import change
from samhandling.plan.queries import initiative, records_of
from web.api.callers import API, Program, problem_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "hem").mkdir()
    monkeypatch.setenv("SAMHANDLING_HOME", str(tmp_path / "hem"))
    return tmp_path / "hem"


def fetched(program: Program, **query: Any) -> Any:
    answer = program.ask("/workbook", query)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, XLSX), answer.content[:300]
    return load_workbook(io.BytesIO(answer.content))


def codes(made: Any) -> list[str]:
    return sorted(row[0].value for row in made["Insatser"].iter_rows(min_row=2))


def content_of(made: Any) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def send(program: Program, content: bytes, kind: str = XLSX) -> Any:
    return program.send("POST", "/workbook?name=min%20bok.xlsx", content, content_type=kind)


def title(code: str) -> str:
    return initiative(code, of_strategy=COUNTY, seen_by=OPERATOR).record.title


def change_title(code: str, wanted: str) -> None:
    change(code, {"title": wanted}, strategy=COUNTY, by=OPERATOR, version=initiative(code, of_strategy=COUNTY, seen_by=OPERATOR).version)


def renamed(program: Program, wanted: str = "Öppet i hela byn") -> dict[str, Any]:
    """The workbook of A2's contributor, sent back with another name."""
    made = fetched(program)
    made["Insatser"]["C2"] = wanted
    answer = send(program, content_of(made))
    assert answer.status_code == 201, answer.content
    told: dict[str, Any] = answer.json()
    assert answer.headers["Location"] == f"{API}/workbook/{told['word']}"
    return told


def test_it_goes_all_the_way_round(contributor: Program, place: Path) -> None:
    made = fetched(contributor)
    assert codes(made) == ["A2"]
    made["Insatser"]["C2"] = "Öppet i hela byn"
    made["Nya idéer"]["A2"] = "Cykla mera"
    told = send(contributor, content_of(made)).json()
    (one,) = told["changed"]
    assert (one["id"], [(part["field"], part["after"]["sv"], part["clash"]) for part in one["differences"]]) == (
        "A2",
        [("title", "Öppet i hela byn", None)],
    )
    assert [idea["title"] for idea in told["ideas"]] == ["Cykla mera"]
    assert (title("A2"), told["missing"], told["left"]) == ("Öppet i byn", [], [])
    address = f"/workbook/{told['word']}"
    assert contributor.read(address) == told
    done = contributor.send("POST", f"{address}/apply", {"mark": told["mark"]})
    assert (done.status_code, done.json()["changed"], len(done.json()["added"])) == (200, ["A2"], 1)
    assert title("A2") == "Öppet i hela byn"
    assert title(done.json()["added"][0]) == "Cykla mera"
    problem_of(contributor.ask(address), 404)
    assert list((place / "uploads").iterdir()) == []


def test_a_strategist_fetches_all_or_some(strategist: Program) -> None:
    assert codes(fetched(strategist)) == ["A1", "A2"]
    assert codes(fetched(strategist, initiative="A2")) == ["A2"]


def test_nobody_fetches_more_than_they_may_change(contributor: Program) -> None:
    assert codes(fetched(contributor, initiative=["A1", "A2"])) == ["A2"]


def test_two_who_changed_the_same_thing_choose(contributor: Program) -> None:
    told = renamed(contributor)
    address = f"/workbook/{told['word']}"
    change_title("A2", "Kollegans namn")
    problem_of(contributor.send("POST", f"{address}/apply", {"mark": told["mark"]}), 412)
    fresh = contributor.read(address)
    (part,) = fresh["changed"][0]["differences"]
    assert (part["theirs"]["sv"], part["clash"]["mine"], part["clash"]["theirs"]) == (
        "Kollegans namn",
        {"title": "Öppet i hela byn"},
        {"title": "Kollegans namn"},
    )
    unchosen = problem_of(contributor.send("POST", f"{address}/apply", {"mark": fresh["mark"]}), 422)
    assert unchosen["faults"][0]["where"] == "A2|title"
    assert title("A2") == "Kollegans namn"
    choice = {"id": "A2", "field": "title", "keep": "mine"}
    assert contributor.send("POST", f"{address}/apply", {"mark": fresh["mark"], "choices": [choice]}).status_code == 200
    assert title("A2") == "Öppet i hela byn"


def test_what_was_saved_is_put_back_one_by_one(strategist: Program) -> None:
    told = renamed(strategist, "Helt annat")
    code = told["changed"][0]["id"]
    before = title(code)
    strategist.send("POST", f"/workbook/{told['word']}/apply", {"mark": told["mark"]})
    assert title(code) == "Helt annat"
    event = strategist.read(f"/events/initiative/{code}")["items"]
    number = max(one["id"] for one in event)
    assert strategist.send("POST", f"/events/{number}/undo").status_code in (200, 204)
    assert title(code) == before


def test_faults_are_told_at_their_cells_and_nothing_is_kept(contributor: Program, place: Path) -> None:
    made = fetched(contributor)
    made["Insatser"]["F2"] = "31 juni 2025"
    told = problem_of(send(contributor, content_of(made)), 422)
    assert told["faults"][0]["where"] == 'blad "Insatser", rad 2, kolumn "Start"'
    assert list((place / "uploads").iterdir()) == []


def test_others_rows_are_left_alone_and_told(strategist: Program, contributor: Program) -> None:
    told = send(contributor, content_of(fetched(strategist))).json()
    assert [(one["read"], "rad" in one["where"]) for one in told["left"]] == [("A1", True)]
    assert told["changed"] == []


def test_it_comes_in_a_form_too_and_is_put_away(contributor: Program, place: Path) -> None:
    upload = SimpleUploadedFile("bok.xlsx", content_of(fetched(contributor)))
    answer: Any = Client().post(f"{API}/workbook", {"file": upload}, headers={"Authorization": f"Bearer {contributor.token}"})
    assert (answer.status_code, answer.json()["same"], answer.json()["name"]) == (201, 1, "bok.xlsx")
    address = f"/workbook/{answer.json()['word']}"
    assert contributor.send("DELETE", address).status_code == 204
    problem_of(contributor.ask(address), 404)
    assert list((place / "uploads").iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"hej", b"PK\x03\x04 trasig"], ids=["nothing", "a text", "a broken one"])
def test_what_is_no_workbook_is_refused(contributor: Program, content: bytes, place: Path) -> None:
    problem_of(send(contributor, content), 422)
    assert not (place / "uploads").exists() or list((place / "uploads").iterdir()) == []


def test_nobody_else_finds_what_was_sent(contributor: Program, strategist: Program, visitor: Program) -> None:
    told = renamed(contributor)
    address = f"/workbook/{told['word']}"
    for program in (strategist, visitor):
        problem_of(program.ask(address), 404)
        problem_of(program.send("POST", f"{address}/apply", {"mark": told["mark"]}), 404)
        problem_of(program.send("DELETE", address), 404)
    problem_of(contributor.ask(f"{address}x"), 404)
    assert title("A2") == "Öppet i byn"


@pytest.mark.parametrize("who", ["visitor", "reader"])
def test_who_may_change_nothing_has_no_workbook(who: str, request: pytest.FixtureRequest) -> None:
    program = request.getfixturevalue(who)
    problem_of(program.ask("/workbook"), 404)
    problem_of(send(program, b"x"), 404)
    assert len(records_of(COUNTY, seen_by=OPERATOR)) == 2


def test_other_types_and_wrong_choices_are_told(contributor: Program) -> None:
    problem_of(send(contributor, b"x", "text/csv"), 415)
    told = renamed(contributor)
    wrong = {"mark": told["mark"], "choices": [{"id": "A2", "field": "title", "keep": "båda"}]}
    assert problem_of(contributor.send("POST", f"/workbook/{told['word']}/apply", wrong), 422)["faults"][0]["where"] == "choices.0.keep"
    problem_of(contributor.send("POST", f"/workbook/{told['word']}/apply", {}), 422)
