"""Anyone reads whether a text contributes; nothing is kept."""

import html
import re

import pytest
from django.test import Client

from samhandling.ground.viewer import OPERATOR
from samhandling.office.queries import stamp
from samhandling.plan.queries import records_of
from web.assessment.texts import ROBOTS, STRATEGY, source, words

pytestmark = pytest.mark.django_db


def test_a_visitor_gets_the_form_and_the_answer_without_a_cookie(plan: dict[str, str]) -> None:
    client = Client(enforce_csrf_checks=True)
    form, answer = client.get("/bidrar"), client.post("/bidrar", {"text": ROBOTS})
    assert (form.status_code, answer.status_code) == (200, 200)
    assert not form.cookies
    assert not answer.cookies


def test_it_says_first_what_the_text_contributes_to_and_that_nothing_is_saved(client: Client, plan: dict[str, str]) -> None:
    before = stamp()
    page = words(client.post("/bidrar", {"text": ROBOTS}))
    assert "Texten beskriver sådant som hör till 2.2 Stimulera ökad innovation, digitalisering och omställning. Det bygger på:" in page
    assert "Inget är sparat. Det här är en läsning av din text, inte ett besked om finansiering." in page
    assert stamp() == before
    assert len(records_of(STRATEGY, seen_by=OPERATOR)) == len(plan)


def test_every_quote_leads_to_the_same_words_marked_in_the_text(client: Client, plan: dict[str, str]) -> None:
    page = source(client.post("/bidrar", {"text": ROBOTS}))
    marks = {key: html.unescape(text) for key, text in re.findall(r'<mark id="(citat-\d+)">(.*?)</mark>', page, re.DOTALL)}
    quotes = re.findall(r'<a href="#(citat-\d+)"><q>(.*?)</q>', page)
    assert quotes
    assert all(html.unescape(quote) in " ".join(marks[key].split()) for key, quote in quotes)
    shown = re.search(r'<div class="as-read"[^>]*>(.*?)</div>', page, re.DOTALL)
    assert shown is not None
    assert html.unescape(re.sub(r"</?mark[^>]*>", "", shown[1])) == ROBOTS


def test_each_score_opens_to_its_words(client: Client, plan: dict[str, str]) -> None:
    page = words(client.post("/bidrar", {"text": ROBOTS}))
    assert "Så läste vi" in page
    assert re.search(r"testbädd\*? 1 \d+\.\d", page)
    assert "Ord som modellen fäste sig vid:" in page


def test_it_tells_what_is_missing_and_under_which_heading(client: Client, plan: dict[str, str]) -> None:
    page = source(client.post("/bidrar", {"text": ROBOTS}))
    found = re.search(r"<dt>Budget och finansiering</dt><dd>(.*?)</dd>", page)
    assert found is not None
    assert found[1] == "budget"
    assert "mätbart mål" not in page


def test_it_shows_what_lies_near_and_whom_to_talk_to(client: Client, plan: dict[str, str]) -> None:
    page = source(client.post("/bidrar", {"text": ROBOTS}))
    assert f"/insatser/{plan['without_aspects']}" in page
    assert '/aktorer/trosa">Trosa kommun' in page


def test_what_a_visitor_may_not_see_does_not_lie_near(client: Client, strategist: Client, plan: dict[str, str]) -> None:
    from samhandling.plan.actions.adding import add_initiative

    secret = {"title": "Hemliga robotar", "purpose_sv": ROBOTS, "owners": ["trosa"], "openness": "internal"}
    add_initiative(secret, strategy=STRATEGY, by=OPERATOR)
    assert "Hemliga robotar" not in source(Client().post("/bidrar", {"text": ROBOTS}))
    assert "Hemliga robotar" in source(strategist.post("/bidrar", {"text": ROBOTS}))


def test_an_adjusted_distribution_moves_the_picture_and_the_paragraph(client: Client, plan: dict[str, str]) -> None:
    first = words(client.post("/bidrar?dag=2027-03-01", {"text": ROBOTS}))
    assert "2.6 Stärka nyföretagandet : Ingen känd insats blir" not in first
    page = words(client.post("/bidrar?dag=2027-03-01", {"text": ROBOTS, "andel-2.2": "60", "andel-2.6": "33,3 %"}))
    assert "Summa: 93,3 procent. 6,7 procent ligger utanför strategin." in page
    assert "2.6 Stärka nyföretagandet : Ingen känd insats blir" in page
    assert "(60 procent) och 2.6 Stärka nyföretagandet (33 procent) i Näringslivsstrategi för Sörmland 2022-2030, utgåva" in page


def test_a_distribution_above_the_whole_is_refused_at_its_field_and_kept(client: Client, plan: dict[str, str]) -> None:
    response = client.post("/bidrar", {"text": ROBOTS, "andel-2.2": "80", "andel-2.6": "40", "andel-1.1": "sju"})
    page = source(response)
    assert response.status_code == 400
    assert '<a href="#andel-2.2">Andelarna är tillsammans 120 procent.' in page
    assert '<a href="#andel-1.1">1.1: ett tal mellan 0 och 100.' in page
    assert 'value="sju"' in page
    assert "Så skulle lägesbilden ändras" not in page


def test_a_single_company_s_matter_is_told_who_helps_companies(client: Client, plan: dict[str, str]) -> None:
    from samhandling.people.actions import NewActor, load_actors

    load_actors([NewActor("lots", "Företagslotsen", "företagsfrämjare"), NewActor("verk", "Ett verk", "myndighet")], by=OPERATOR)
    text = "Jag driver ett snickeri och vårt företag behöver en ny svarv. Vi vill söka bidrag för att köpa maskinen och bygga ut lokalen, och anställa två."
    page = source(client.post("/bidrar", {"text": text}))
    assert "Det här är ett enskilt företags egen sak." in page
    assert "Företagslotsen" in page
    assert "Ett verk" not in page
    assert "Justera fördelningen" not in page


def test_the_same_answer_stands_in_english(client: Client, plan: dict[str, str]) -> None:
    page = words(client.post("/en/bidrar", {"text": ROBOTS}))
    assert "Nothing has been saved. This is a reading of your text, not a ruling on funding." in page
    assert "Tie to the strategy: The work contributes to 2.2" in page


def test_too_many_readings_from_one_place_are_held_back(client: Client, strategy: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("samhandling.web.assessment.receiving.MOST_READINGS", 1)
    assert client.post("/bidrar", {"text": ROBOTS}).status_code == 200
    response = client.post("/bidrar", {"text": ROBOTS})
    assert response.status_code == 400
    assert "Det har kommit många försök härifrån på kort tid." in words(response)
    assert "bygga en testbädd" in source(response)
