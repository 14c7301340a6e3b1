"""The inbox: unseen by visitors, answered once, a judgement taken up stands beside the computed one."""

import pytest
from django.test import Client

from samhandling.ground.viewer import OPERATOR, VISITOR, Role
from samhandling.office.inbox import Told, answer_suggestion, suggest
from samhandling.office.queries import suggestions
from samhandling.people.actions import give_role
from web.office.filled_in import STRATEGY

pytestmark = pytest.mark.django_db


def told(kind: str = "effort", **texts: str) -> int:
    texts = texts or ({"title": "Solceller"} if kind == "effort" else {"reason": "Löses av länsstyrelsen."})
    return suggest(Told(kind, STRATEGY, "1.3", "0482", texts, "Anna Ek"), sender="s" * 64, by=VISITOR)


def answer(number: int, act: str = "take_up", **fields: str) -> dict[str, str]:
    return {"number": str(number), "version": "1", "act": act, "answer": "Bra.", **fields}


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_visitor_finds_no_inbox(client: Client, strategy: str, method: str) -> None:
    assert getattr(client, method)("/inkorg").status_code == 404


def test_a_reader_finds_no_inbox(strategist: Client) -> None:
    give_role("eva@example.se", Role.READER, by=OPERATOR)
    assert strategist.get("/inkorg").status_code == 404


def test_the_oldest_stands_first_and_texts_are_escaped(strategist: Client) -> None:
    told(title="Första <b>fet</b>")
    told(title="Andra")
    page = strategist.get("/inkorg").content.decode()
    assert page.index("Första &lt;b&gt;fet") < page.index("Andra")
    assert "Två saker väntar på svar." in page


def test_an_effort_is_taken_up_with_a_word_why(strategist: Client) -> None:
    number = told()
    assert "läggs in som en idé" in strategist.get("/inkorg").content.decode()
    location = strategist.post("/inkorg", answer(number))["Location"]
    assert location == f"/inkorg?besvarad={number}"
    (row,) = suggestions(seen_by=OPERATOR, answered=True)
    assert (row.state, row.answer) == ("taken_up", "Bra.")
    page = strategist.get(location).content.decode()
    assert page.count('href="/insatser/1.3-01"') == 2, "told at once, and beside the answer"
    assert "Solceller" in strategist.get("/insatser/1.3-01").content.decode()


def test_an_effort_that_is_declined_becomes_no_idea(strategist: Client) -> None:
    strategist.post("/inkorg", answer(told(), "decline"))
    assert strategist.get("/insatser/1.3-01").status_code == 404


def test_an_effort_without_a_word_why_becomes_no_idea_either(strategist: Client) -> None:
    page = strategist.post("/inkorg", answer(told(), answer=""))
    assert page.status_code == 400
    assert '<a href="#answer">' in page.content.decode()
    assert strategist.get("/insatser/1.3-01").status_code == 404
    assert suggestions(seen_by=OPERATOR)[0].version == 1


def test_declining_needs_a_word_why(strategist: Client) -> None:
    number = told()
    page = strategist.post("/inkorg", answer(number, "decline", answer=" "))
    assert page.status_code == 400
    assert '<a href="#answer">' in page.content.decode()
    strategist.post("/inkorg", answer(number, "decline"))
    assert suggestions(seen_by=OPERATOR, answered=True)[0].state == "declined"


def test_a_judgement_taken_up_is_given(strategist: Client) -> None:
    number = told("judgement")
    assert "Löses av länsstyrelsen.</textarea>" in strategist.get("/inkorg").content.decode()
    fields = {"verdict": "handled_elsewhere", "reason": "Löses av länsstyrelsen.", "name": "Anna Ek", "review": "2031-01-01"}
    assert strategist.post("/inkorg", answer(number, **fields)).status_code == 303
    page = strategist.get("/insatsomrade/1.3?plats=0482").content.decode()
    assert "Löses av länsstyrelsen." in page


def test_faults_of_judgement_and_answer_come_at_once_and_nothing_is_done(strategist: Client) -> None:
    number = told("judgement")
    page = strategist.post("/inkorg", answer(number, answer="", reason="", name="Anna", review="31 juni"))
    text = page.content.decode()
    assert page.status_code == 400
    for field in ("answer", "verdict", "reason", "review"):
        assert f'<a href="#{field}">' in text
        assert f'id="{field}"' in text
    assert 'value="Anna"' in text
    assert suggestions(seen_by=OPERATOR)[0].version == 1
    assert "Vår bedömning:" not in strategist.get("/insatsomrade/1.3?plats=0482").content.decode()


def test_an_answer_without_its_word_gives_no_judgement_either(strategist: Client) -> None:
    number = told("judgement")
    strategist.post("/inkorg", answer(number, answer="", verdict="disagree", reason="Nej.", name="Anna"))
    assert "Nej." not in strategist.get("/insatsomrade/1.3?plats=0482").content.decode()


def test_declining_a_judgement_asks_for_no_verdict(strategist: Client) -> None:
    assert strategist.post("/inkorg", answer(told("judgement"), "decline")).status_code == 303


def test_a_colleague_who_was_first_is_told_and_the_text_is_kept(strategist: Client) -> None:
    number = told()
    answer_suggestion(number, take_up=False, answer="Finns redan.", by=OPERATOR, version=1)
    page = strategist.post("/inkorg", answer(number, answer="Min text"))
    assert page.status_code == 400
    assert "Någon annan har redan svarat." in page.content.decode()
    assert "Min text" in page.content.decode()
    assert suggestions(seen_by=OPERATOR, answered=True)[0].answer == "Finns redan."


@pytest.mark.parametrize("number", ["", "x", "99999999999999999999", "-1", "²"])
def test_a_number_that_is_none_is_refused(strategist: Client, number: str) -> None:
    assert strategist.post("/inkorg", {**answer(1), "number": number}).status_code == 400


def test_a_name_that_is_too_long_is_told_and_nothing_is_done(strategist: Client) -> None:
    number = told("judgement")
    page = strategist.post("/inkorg", answer(number, verdict="disagree", reason="Nej.", name="x" * 201))
    assert '<a href="#name">' in page.content.decode()
    assert suggestions(seen_by=OPERATOR)[0].version == 1
