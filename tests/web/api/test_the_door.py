"""Around every call: tokens, sessions, limits, sizes, types, tags, languages; problems in one form."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from samhandling.ground.viewer import OPERATOR, Role
from samhandling.office.models import Suggestion
from samhandling.people.keys import make_link, make_token, revoke_token
from samhandling.people.models import Token
from samhandling.web.api import calls
from samhandling.web.api.door import LARGEST
from web.api.callers import API, Program, problem_of
from web.api.conftest import PASSWORD, actor_named, program_of

READING = ("/strategies", "/coverage", "/initiatives", "/initiatives/A1", "/actors", "/imports", "/judgements", "/publications")


@pytest.mark.parametrize("header", ["Bearer smh_guessed", "Bearer", "Bearer ", "Basic eva:hemligt", "smh_x", "Bearer " + "x" * 5000])
def test_a_token_that_is_not_valid_is_told_so_and_never_read_as_a_visitor(county: str, header: str) -> None:
    answer = Client().get(f"{API}/initiatives", headers={"Authorization": header})
    told = problem_of(answer, 401)
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert told["faults"][0]["way_out"]


def test_a_token_over_or_revoked_is_not_valid(strategist: Program) -> None:
    assert strategist.ask("/me").status_code == 200
    Token.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    problem_of(strategist.ask("/me"), 401)
    Token.objects.update(expires_at=timezone.now() + timedelta(days=1))
    revoke_token(Token.objects.get().pk, by=OPERATOR)
    problem_of(strategist.ask("/me"), 401)


def test_it_tells_who_one_is(visitor: Program, strategist: Program, contributor: Program, reader: Program) -> None:
    assert visitor.read("/me") == {"kind": "visitor", "level": "published", "roles": [], "actors": [], "may_write": False}
    assert (strategist.read("/me")["roles"], strategist.read("/me")["may_write"]) == (["strategist"], True)
    assert contributor.read("/me")["actors"] == [actor_named("Åre kommun")]
    assert (reader.read("/me")["level"], reader.read("/me")["may_write"]) == ("working", False)


WRITES = (
    ("POST", "/initiatives", {"title": "x"}),
    ("PATCH", "/initiatives/A1", {"note": "x"}),
    ("POST", "/initiatives/A1/confirm", {"focus_areas": ["A1a"]}),
    ("POST", "/initiatives/A1/withdraw", {"reason": "x"}),
    ("POST", "/comments/initiative/A1", {"kind": "comment", "text": "x"}),
    ("POST", "/judgements", {"focus_area": "A1a", "place": "23", "verdict": "disagree", "reason": "x", "name": "x"}),
    ("DELETE", "/judgements/A1a", None),
    ("POST", "/publications", {"state": "published"}),
    ("POST", "/doubts/1/settle", {"answer": "x"}),
    ("POST", "/suggestions/1/answer", {"take_up": True, "answer": "x"}),
    ("POST", "/comments/1/answer", {"answer": "x"}),
    ("POST", "/initiatives/A1/merge", {"into": "A2"}),
    ("POST", "/initiatives/A1/part", None),
    ("POST", "/actors/x/merge", {"into": "y"}),
    ("POST", "/actors/x/part", None),
)


@pytest.mark.parametrize(("method", "path", "body"), WRITES)
def test_what_one_may_not_do_is_not_there(
    visitor: Program, reader: Program, contributor: Program, method: str, path: str, body: Any
) -> None:
    for program in (visitor, reader):
        problem_of(program.send(method, path, body, If_Match='"1"'), 404)
    if path != "/initiatives":
        problem_of(contributor.send(method, path, body, If_Match='"1"'), 404)


def test_a_session_reads_and_never_writes(strategist: Program, county: str) -> None:
    browser = Client()
    assert browser.post("/logga-in", {"email": "eva@example.se", "password": PASSWORD}).status_code == 303
    assert browser.get(f"{API}/me").json()["roles"] == ["strategist"]
    answer = browser.patch(f"{API}/initiatives/A1", {"note": "x"}, content_type="application/json", headers={"If-Match": '"1"'})
    problem_of(answer, 404)


def test_a_link_reads_as_its_actor(county: str) -> None:
    browser = Client()
    browser.get(f"/lank/{make_link(actor_named('Åre kommun'), days=3, by=OPERATOR)}")
    assert browser.get(f"{API}/me").json()["level"] == "shared"


@pytest.mark.parametrize("path", READING)
def test_who_has_the_answer_gets_304_and_head_gets_no_body(visitor: Program, path: str) -> None:
    answer = visitor.ask(path)
    assert answer.status_code == 200
    again = visitor.ask(path, If_None_Match=f'"other", {answer.headers["ETag"]}')
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", answer.headers["ETag"])
    head = visitor.send("HEAD", path)
    assert (head.status_code, head.content, head.headers["ETag"]) == (200, b"", answer.headers["ETag"])
    assert int(head.headers["Content-Length"]) == len(answer.content)
    assert "Authorization" in answer.headers["Vary"]


def test_the_tag_of_a_list_changes_with_what_it_tells(strategist: Program) -> None:
    before = strategist.ask("/initiatives").headers["ETag"]
    tag = strategist.ask("/initiatives/A1").headers["ETag"]
    strategist.send("PATCH", "/initiatives/A1", {"title": "Nytt"}, If_Match=tag)
    assert strategist.ask("/initiatives").headers["ETag"] != before


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        ("{", "application/json", 400),
        ("", "application/json", 422),
        ('{"title": NaN}', "application/json", 400),
        ('{"title": "a\\u0000b"}', "application/json", 400),
        ('{"title": "\\ud800"}', "application/json", 400),
        ("[" * 100_000, "application/json", 400),
        ("9" * 10_000, "application/json", 400),
        (b"\xff\xfe", "application/json", 400),
        ("title=x", "application/x-www-form-urlencoded", 415),
        ("{}", "text/plain", 415),
        ("x" * (LARGEST + 1), "application/json", 413),
        ("{}", "application/json; charset=utf-8", 422),
    ],
    ids=lambda value: str(value)[:24],
)
def test_a_body_that_cannot_be_taken_is_told_so(strategist: Program, body: Any, kind: str, status: int) -> None:
    problem_of(strategist.send("POST", "/initiatives", body, content_type=kind), status)


def test_backslashes_before_u0000_are_text(strategist: Program) -> None:
    answer = strategist.send("POST", "/initiatives", {"title": "C:\\u0000"})
    assert answer.status_code == 201


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "/nothing",
        "/initiatives/",
        "/initiatives/finns-inte",
        "/actors/x",
        "/coverage/A1a/x",
        "/x%00y",
        "/initiatives/a%0Ab",
        "/%0A",
    ],
)
def test_where_there_is_nothing_the_answer_is_a_problem_too(visitor: Program, path: str) -> None:
    problem_of(visitor.ask(path), 404)


def test_a_method_that_there_is_none_of_is_told_with_those_that_there_are(visitor: Program) -> None:
    answer = visitor.send("DELETE", "/initiatives")
    problem_of(answer, 405)
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "POST"}


@pytest.mark.parametrize(
    "query",
    [{"limit": 0}, {"limit": 201}, {"limit": "x"}, {"offset": -1}, {"on": "igår"}, {"place": "99"}, {"sort": "nonsense"}, {"q": "a\x00"}],
    ids=str,
)
def test_a_query_that_does_not_fit_is_told_so(visitor: Program, query: dict[str, Any]) -> None:
    told = problem_of(visitor.ask("/initiatives", query), 422)
    assert [fault["where"] for fault in told["faults"]] == list(query)


@pytest.mark.parametrize("path", ["/initiatives", "/coverage/totals/active", "/workbook"])
def test_values_without_end_in_the_address_are_told_so(strategist: Program, path: str) -> None:
    told = problem_of(strategist.ask(path, {"initiative": ["A1"] * 5001}), 422)
    assert [fault["expected"] for fault in told["faults"]] == ["Högst 5000 värden i adressen."]


@pytest.mark.parametrize(
    ("asked", "given"), [("en", "en"), ("sv", "sv"), ("de, en;q=0.5", "en"), ("en;q=0.2, sv;q=0.9", "sv"), (";;q=x", "sv")]
)
def test_it_answers_in_the_language_asked_for(visitor: Program, asked: str, given: str) -> None:
    answer = Client().get(f"{API}/nothing", headers={"Accept-Language": asked})
    assert answer.headers["Content-Language"] == given
    assert json.loads(answer.content)["title"].startswith("Det finns" if given == "sv" else "There is")


def test_too_many_calls_are_told_when_to_come_back(strategist: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calls, "WRITES", 2)
    answers = [strategist.send("POST", "/publications", {"state": "published"}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [201, 201, 429]
    problem_of(answers[-1], 429)
    assert 1 <= int(answers[-1].headers["Retry-After"]) <= 67


def test_reading_is_limited_too_and_bought_some_calls_at_a_time(visitor: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calls, "READS", 2 * calls.AT_ONCE)
    statuses = [visitor.ask("/me").status_code for _ in range(2 * calls.AT_ONCE + 1)]
    assert statuses == [200] * 2 * calls.AT_ONCE + [429]


def test_guessing_tokens_is_slow(county: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calls, "WRONG_TOKENS", 3)
    assert [Program(f"smh_{n}").ask("/me").status_code for n in range(4)] == [401, 401, 401, 429]


@pytest.mark.parametrize(("failure", "status"), [(OperationalError("database is locked"), 503), (RuntimeError("x"), 500)], ids=str)
def test_what_fails_on_our_side_is_a_problem_too(
    visitor: Program, monkeypatch: pytest.MonkeyPatch, failure: Exception, status: int
) -> None:
    def fails(**words: Any) -> None:
        raise failure

    monkeypatch.setattr("samhandling.web.api.actors.known_actors", fails)
    answer = visitor.ask("/actors")
    told = problem_of(answer, status)
    assert "x" not in json.dumps(told["faults"][0]["read"])
    assert ("Retry-After" in answer.headers) == (status == 503)


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "2025-W01-1", "20250101", "2025-02-29"])
def test_a_day_that_nobody_plans_for_is_no_day(visitor: Program, day: str) -> None:
    for path in ("/coverage", "/coverage/history", "/initiatives", "/judgements"):
        problem_of(visitor.ask(path, {"on": day}), 422)


def test_anybody_may_leave_a_suggestion_and_only_strategists_read_it(visitor: Program, contributor: Program, strategist: Program) -> None:
    sent = {"kind": "effort", "focus_area": "A1a", "title": "Vi lagar cyklar", "name": "En förening"}
    made = visitor.send("POST", "/suggestions", sent)
    assert made.status_code == 201
    for program in (visitor, contributor):
        problem_of(program.ask("/suggestions"), 404)
    address = f"/suggestions/{made.json()['id']}"
    read = strategist.ask(address)
    assert read.json()["told"] == {"title": "Vi lagar cyklar"}
    answer = {"take_up": True, "answer": "Tack, vi hör av oss."}
    problem_of(strategist.send("POST", f"{address}/answer", answer), 428)
    assert strategist.send("POST", f"{address}/answer", answer, If_Match=read.headers["ETag"]).status_code == 204
    problem_of(strategist.send("POST", f"{address}/answer", answer, If_Match=read.headers["ETag"]), 412)
    assert Suggestion.objects.get().answer == "Tack, vi hör av oss."
    told = problem_of(visitor.send("POST", "/suggestions", {"kind": "effort", "name": " "}), 422)
    assert [fault["where"] for fault in told["faults"]] == ["title", "name"]


def test_a_judgement_stands_until_it_is_taken_back(strategist: Program) -> None:
    sent = {"focus_area": "A1a", "place": "23", "verdict": "handled_elsewhere", "reason": "Länet gör det.", "name": "Nämnden"}
    assert strategist.send("POST", "/judgements", sent).status_code == 204
    found = strategist.read("/judgements", place="23")["items"]
    assert [(one["focus_area"], one["verdict"]) for one in found] == [("A1a", "handled_elsewhere")]
    assert strategist.send("DELETE", "/judgements/A1a?place=23").status_code == 204
    assert strategist.read("/judgements", place="23")["items"] == []


def test_comments_stand_beside_and_are_answered(contributor: Program, strategist: Program, visitor: Program) -> None:
    made = contributor.send("POST", "/comments/initiative/A2", {"kind": "wrong", "text": "Slutdatumet är fel."})
    assert made.status_code == 201
    assert [one["text"] for one in strategist.read("/comments")["items"]] == ["Slutdatumet är fel."]
    assert strategist.send("POST", f"/comments/{made.json()['id']}/answer", {"answer": "Rättat."}).status_code == 204
    assert [one["answer"] for one in contributor.read("/comments/initiative/A2")["items"]] == ["Rättat."]
    problem_of(visitor.ask("/comments/initiative/A2"), 404)


def test_any_number_of_the_picture_opens_to_its_rows(visitor: Program) -> None:
    picture = visitor.read("/coverage", on="2025-06-30")
    cell = next(cell for cell in picture["focus_areas"] if cell["id"] == "A1a")
    opened = visitor.read("/coverage/A1a/active", on="2025-06-30")
    assert opened["value"] == cell["active"] == len(opened["rows"]) == 2
    money = visitor.read("/coverage/A1a/sek", on="2025-06-30")
    assert money["value"] == cell["sek"]
    assert len(visitor.read("/coverage/history")["days"]) > 1
    assert visitor.read("/coverage/history", on="2000-01-01") == visitor.read("/coverage/history")


def test_the_stream_goes_through_every_event_once(strategist: Program) -> None:
    found, path = [], f"{API}/events?limit=2"
    while path:
        answer = strategist.ask(path.removeprefix(API)).json()
        found += [event["id"] for event in answer["items"]]
        path = answer["next"]
    whole = [event["id"] for event in strategist.read("/events")["items"]]
    assert found == whole == sorted(set(whole))
    assert {event["subject"] for event in strategist.read("/events")["items"]} >= {"import", "initiative", "picture", "strategy"}


def test_what_was_one_project_can_be_parted_again(strategist: Program) -> None:
    assert strategist.send("POST", "/initiatives/A2/merge", {"into": "A1"}).status_code == 204
    problem_of(strategist.ask("/initiatives/A2"), 404)
    assert strategist.send("POST", "/initiatives/A2/part", {}).status_code == 204
    assert strategist.read("/initiatives/A2")["id"] == "A2"


def test_two_actors_become_one_and_two_again(strategist: Program) -> None:
    one, other = actor_named("Åre kommun"), actor_named("Region Exempel")
    assert strategist.send("POST", f"/actors/{one}/merge", {"into": other}).json() == {"initiatives": ["A2"]}
    assert strategist.read("/initiatives/A2")["owners"] == [other]
    parted = strategist.send("POST", f"/actors/{one}/part", {})
    assert parted.json() == {"initiatives": ["A2"], "left": []}
    assert strategist.read("/initiatives/A2")["owners"] == [one]


def test_a_change_is_put_back(contributor: Program) -> None:
    tag = contributor.ask("/initiatives/A2").headers["ETag"]
    contributor.send("PATCH", "/initiatives/A2", {"title": "Fel"}, If_Match=tag)
    act = contributor.read("/events/initiative/A2")["items"][-1]
    answer = contributor.send("POST", f"/events/{act['id']}/undo", {})
    assert (answer.json()["changed"], answer.json()["left"]) == (["title"], [])
    assert contributor.read("/initiatives/A2")["title"] == "Öppet i byn"
    problem_of(contributor.send("POST", "/events/1/undo", {}), 422)


def test_a_picture_does_not_point_at_what_is_not_in_it(strategist: Program, visitor: Program, county: str) -> None:
    made = strategist.send("POST", "/initiatives", {"title": "Inte än", "openness": "internal"}).json()["id"]
    tag = strategist.ask("/initiatives/A1").headers["ETag"]
    strategist.send("PATCH", "/initiatives/A1", {"depends_on": [made, "A2"]}, If_Match=tag)
    assert strategist.send("POST", "/publications", {"state": "published"}).status_code == 201
    assert visitor.read("/initiatives/A1")["depends_on"] == ["A2"]
    assert strategist.read("/initiatives/A1")["depends_on"] == [made, "A2"]


def test_a_token_of_an_administrator_reads_and_looks_after_nobody(county: str) -> None:
    program = program_of("admin@example.se", Role.ADMINISTRATOR)
    assert program.read("/me")["roles"] == ["reader"]
    problem_of(program.send("POST", "/publications", {"state": "published"}), 404)


def test_a_token_for_one_actor_has_no_role(county: str) -> None:
    program_of("eva@example.se", Role.STRATEGIST)
    person = Token.objects.get().person_id
    secret = make_token("enbart", days=3, may_write=True, actor=actor_named("Åre kommun"), who=person, by=OPERATOR)
    found = Program(secret).read("/me")
    assert (found["level"], found["roles"]) == ("shared", [])
