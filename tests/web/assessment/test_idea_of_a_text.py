"""A contributor makes an idea of a text: filled in by the reading, saved when asked, unconfirmed."""

import re

import pytest
from django.test import Client

from samhandling.ground.viewer import OPERATOR
from samhandling.plan.queries import records_of
from web.assessment.texts import ROBOTS, STRATEGY, source, words
from web.editing.filled import fields_of

pytestmark = pytest.mark.django_db


def filled(client: Client, text: str = ROBOTS) -> dict[str, list[str]]:
    """The answer's button pressed: the form as it comes filled in."""
    page = source(client.post("/bidrar", {"text": text, "plats": "0482"}))
    form = page[page.index('action="/bidrar/ide"') :]
    sent = re.findall(r'<input type="hidden" name="((?:andel|delomrade|forslag|plats)[^"]*)" value="([^"]*)"', form)
    data: dict[str, list[str]] = {"text": [text]}
    for name, value in sent:
        data.setdefault(name, []).append(value)
    response = client.post("/bidrar/ide", data)
    assert "Inget är sparat ännu." in words(response)
    return fields_of(source(response))


def test_the_form_is_filled_in_and_nothing_is_saved(contributor: Client, plan: dict[str, str]) -> None:
    form = filled(contributor)
    assert (form["title"], form["plats"]) == (["Robotlyftet 2"], ["0482"])
    assert form["owners"][0] == "Flens kommun"
    assert form["andel-2.2"] == ["100"]
    assert len(records_of(STRATEGY, seen_by=OPERATOR)) == len(plan)


def test_the_saved_idea_carries_the_system_s_unconfirmed_shares(contributor: Client, plan: dict[str, str]) -> None:
    response = contributor.post("/bidrar/ide", filled(contributor))
    assert response.status_code == 303
    record = next(one for one in records_of(STRATEGY, seen_by=OPERATOR) if one.title == "Robotlyftet 2")
    (share,) = record.shares
    assert (share.focus_area, share.source.value, share.confirmed) == ("2.2", "system", False)
    assert "2.2.innovationsmiljoer-och-testbaddar" in share.aspects
    assert (record.stage.value, record.owners, record.municipalities) == ("idea", ("flen",), ("0482",))
    assert record.purpose_sv.startswith("Robotlyftet 2")


def test_a_changed_share_is_the_person_s_own(contributor: Client, plan: dict[str, str]) -> None:
    contributor.post("/bidrar/ide", {**filled(contributor), "andel-2.2": ["70"]})
    record = next(one for one in records_of(STRATEGY, seen_by=OPERATOR) if one.title == "Robotlyftet 2")
    assert [(str(share.share), share.source.value) for share in record.shares] == [("7/10", "person")]


def test_an_idea_of_nobody_is_refused_and_what_was_typed_is_kept(contributor: Client, plan: dict[str, str]) -> None:
    response = contributor.post("/bidrar/ide", {**filled(contributor), "title": [""], "owners": ["Trosa kommun"]})
    page = source(response)
    assert response.status_code == 400
    assert '<a href="#title">' in page
    assert '<a href="#owners">' in page
    assert 'value="Trosa kommun"' in page
    assert len(records_of(STRATEGY, seen_by=OPERATOR)) == len(plan)


def test_an_idea_s_suggested_shares_wait_to_be_confirmed(contributor: Client, plan: dict[str, str]) -> None:
    contributor.post("/bidrar/ide", filled(contributor))
    assert "2 insatser saknar bekräftad fördelning" in words(contributor.get("/forslag"))


def test_a_greeting_is_no_title(contributor: Client, plan: dict[str, str]) -> None:
    assert filled(contributor, f"Hej Karin,\n\n{ROBOTS}")["title"] == [""]
