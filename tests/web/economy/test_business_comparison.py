"""Only the municipality's own people decide whether it is named; until they have, nobody reads its name on another's page."""

from pathlib import Path

import pytest
from django.test import Client

from samhandling.figures.business.opening import opened_places
from samhandling.ground.viewer import OPERATOR
from samhandling.office.models import Event
from samhandling.people.keys import make_link
from web.economy.conftest import FLORA, NILS, STINA
from web.economy.generated import COUNTY, HIDDEN, MUNICIPALITY
from web.people.made import signed_in

CHOICE = f"/naringsliv/{HIDDEN}/jamforelse"


@pytest.mark.parametrize("email", ["", NILS, STINA], ids=["visitor", "company in the municipality", "strategist"])
def test_for_others_the_choice_does_not_exist(figures: Path, email: str) -> None:
    client = signed_in(email) if email else Client()
    assert client.get(CHOICE).status_code == 404
    assert client.post(CHOICE, {"val": "ja"}).status_code == 404
    assert "/jamforelse" not in client.get(f"/naringsliv/{HIDDEN}").content.decode()
    assert opened_places(seen_by=OPERATOR) == frozenset()


def test_a_link_does_not_decide(figures: Path, client: Client) -> None:
    client.get(f"/lank/{make_link('flen', days=10, may_answer=True, by=OPERATOR)}")
    assert client.post(CHOICE, {"val": "ja"}).status_code == 404


def test_the_own_people_open_and_close_and_both_are_recorded(figures: Path) -> None:
    client = signed_in(FLORA)
    assert f'href="{CHOICE}"' in client.get(f"/naringsliv/{HIDDEN}").content.decode()
    form = client.get(CHOICE).content.decode()
    assert "I dag nämns kommunen inte." in form
    assert "allmän handling" in form
    answer = client.post(CHOICE, {"val": "ja"})
    assert (answer.status_code, answer["Location"]) == (303, f"/naringsliv/{HIDDEN}?valt=ja#resembles")
    assert opened_places(seen_by=OPERATOR) == {HIDDEN}
    page = client.get(answer["Location"].split("#")[0]).content.decode()
    assert "Flen har själv valt att få nämnas" in page
    assert "Valet är sparat.</strong> Flen får nu nämnas vid namn" in page
    assert "Valet är sparat" not in Client().get(f"/naringsliv/{HIDDEN}?valt=ja").content.decode(), "nobody else has chosen"
    assert "Valet är sparat" not in client.get(f"/naringsliv/{HIDDEN}").content.decode()
    closed = client.post(CHOICE, {"val": "nej"})
    assert "Valet är sparat.</strong> Flen nämns inte" in client.get(closed["Location"].split("#")[0]).content.decode()
    assert opened_places(seen_by=OPERATOR) == frozenset()
    verbs = list(Event.objects.filter(subject_id=HIDDEN).order_by("id").values_list("verb", flat=True))
    assert verbs == ["comparison.opened", "comparison.closed"]


def test_a_name_stands_on_anothers_page_only_when_it_is_open(figures: Path, client: Client) -> None:
    page = f"/naringsliv/{MUNICIPALITY}?ar=2020"
    named = f'<a href="/naringsliv/{HIDDEN}">Flen</a>'
    assert named not in client.get(page).content.decode()
    signed_in(FLORA).post(CHOICE, {"val": "ja"})
    assert named in client.get(page).content.decode()
    signed_in(FLORA).post(CHOICE, {"val": "nej"})
    assert named not in client.get(page).content.decode(), "closed at once, also for visitors"


def test_nothing_chosen_is_a_fault_at_the_field(figures: Path) -> None:
    client = signed_in(FLORA)
    answer = client.post(CHOICE, {})
    assert answer.status_code == 400
    page = answer.content.decode()
    assert 'href="#val"' in page
    assert 'id="val"' in page
    assert "Välj ja eller nej." in page


@pytest.mark.parametrize("place", [COUNTY, "9999", MUNICIPALITY], ids=["county", "no place", "another municipality"])
def test_there_is_no_choice_for_what_is_not_ones_own_municipality(figures: Path, place: str) -> None:
    assert signed_in(FLORA).get(f"/naringsliv/{place}/jamforelse").status_code == 404


def test_the_choice_is_confirmed_where_there_are_no_figures_too(bare: None) -> None:
    client = signed_in(FLORA)
    answer = client.post(CHOICE, {"val": "ja"})
    assert "Valet är sparat.</strong> Flen får nu nämnas" in client.get(answer["Location"].split("#")[0]).content.decode()
