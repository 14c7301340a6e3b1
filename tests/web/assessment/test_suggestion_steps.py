"""Going through the suggestions: each with its sentence and how sure, back and on, and the last answer taken back."""

import re
from typing import Any

import pytest
from django.test import Client

from samhandling.ground.viewer import OPERATOR
from samhandling.office.queries import events_of
from samhandling.plan.actions.editing import correct
from samhandling.plan.lists import confirmations
from samhandling.plan.queries import initiative, records_of
from samhandling.plan.rules.record import InitiativeRecord
from web.assessment.test_suggestion_pages import form_in, send
from web.assessment.texts import STRATEGY, source, words

pytestmark = pytest.mark.django_db


def held(code: str) -> InitiativeRecord:
    return next(record for record in records_of(STRATEGY, seen_by=OPERATOR) if record.id == code)


def undo_form(page: str) -> dict[str, str]:
    """The fields of the button that takes the last answer back."""
    form = next(part for part in page.split("<form")[1:] if 'value="angra"' in part.split("</form>")[0]).split("</form>")[0]
    found = dict(re.findall(r'name="(insats|version|fran|svar)" value="([^"]*)"', form))
    assert found["svar"] == "angra"
    return found


def answered(client: Client) -> str:
    """Say yes to the suggestion that stands first; gives the page that follows."""
    response = send(client, form_in(client))
    assert response.status_code == 303
    return source(client.get(response.headers["Location"]))


def test_each_focus_area_stands_with_how_sure_and_the_sentence_that_says_so(contributor: Client, plan: dict[str, str]) -> None:
    page = source(contributor.get("/forslag"))
    found = re.search(r'<strong class="code">2\.3</strong> Läsningen är [^<]+\.</p><ul class="quotes"><li><a href="#(citat-\d+)"><q>', page)
    assert found is not None
    assert f'<mark id="{found[1]}">' in page


def test_the_last_answer_is_taken_back_whole(contributor: Client, plan: dict[str, str]) -> None:
    before = held(plan["unplaced"])
    page = answered(contributor)
    assert held(plan["unplaced"]).shares[0].confirmed
    response = contributor.post("/forslag", undo_form(page))
    assert response.status_code == 200
    assert f"Svaret om {plan['unplaced']} är ångrat." in words(response)
    assert "Exportresan" in words(response)
    after = held(plan["unplaced"])
    assert (after.shares, after.basis) == (before.shares, before.basis)
    assert [event.verb for event in events_of("initiative", [plan["unplaced"]], seen_by=OPERATOR)][-1] == "initiative.reverted"


def test_an_exact_share_comes_back_exact_and_unconfirmed(strategist: Client, plan: dict[str, str]) -> None:
    form = form_in(strategist)
    while form["insats"] != [plan["without_aspects"]]:
        form = form_in(strategist, f"/forslag?efter={form['insats'][0]}")
    response = send(strategist, form)
    page = source(strategist.get(response.headers["Location"]))
    strategist.post("/forslag", undo_form(page))
    (share,) = held(plan["without_aspects"]).shares
    assert (str(share.share), share.aspects, share.confirmed, share.source.value) == ("1/3", (), False, "document")


def test_what_somebody_has_changed_since_is_not_taken_back(contributor: Client, plan: dict[str, str]) -> None:
    response = send(contributor, form_in(contributor))
    page = source(contributor.get(response.headers["Location"]))
    correct(plan["unplaced"], "title", "Exportresan till Tyskland", strategy=STRATEGY, by=OPERATOR)
    assert 'value="angra"' not in source(contributor.get(response.headers["Location"]))
    refused = contributor.post("/forslag", undo_form(page))
    assert refused.status_code == 422
    assert held(plan["unplaced"]).shares[0].confirmed


@pytest.mark.parametrize("changes", [{"fran": "0"}, {"fran": "x"}, {"fran": "99"}, {"version": "x"}, {"fran": ""}], ids=str)
def test_only_an_answer_can_be_taken_back(contributor: Client, plan: dict[str, str], changes: dict[str, str]) -> None:
    form = undo_form(answered(contributor))
    assert contributor.post("/forslag", {**form, **changes}).status_code == 422
    assert held(plan["unplaced"]).shares[0].confirmed


def test_nobody_takes_back_what_is_another_s(contributor: Client, strategist: Client, plan: dict[str, str]) -> None:
    form: dict[str, Any] = {"svar": "angra", "insats": plan["without_aspects"], "fran": "1", "version": "2"}
    assert contributor.post("/forslag", form).status_code == 404


def test_one_goes_back_as_well_as_on(strategist: Client, plan: dict[str, str]) -> None:
    first, last = sorted(plan.values())
    page = source(strategist.get("/forslag"))
    assert form_in(strategist)["insats"] == [first]
    assert 'data-step="previous"' not in page
    assert f'href="/forslag?efter={first}" data-step="next"' in page
    on = source(strategist.get(f"/forslag?efter={first}"))
    assert f'href="/forslag?fore={last}" data-step="previous"' in on
    assert form_in(strategist, f"/forslag?fore={last}")["insats"] == [first]


def test_who_confirmed_a_suggestion_and_when_is_kept(contributor: Client, plan: dict[str, str]) -> None:
    answered(contributor)
    kept = confirmations(plan["unplaced"], of_strategy=STRATEGY, seen_by=OPERATOR)
    assert kept["2.3"].at is not None
    assert initiative(plan["unplaced"], of_strategy=STRATEGY, seen_by=OPERATOR).record.shares[0].source.value == "system"


def test_the_keys_are_an_addition_in_a_file_of_their_own(contributor: Client, plan: dict[str, str]) -> None:
    page = source(contributor.get("/forslag"))
    assert '<script src="/static/suggestions.js" defer></script>' in page
    assert "<script>" not in page
    assert " on" + "click" not in page
