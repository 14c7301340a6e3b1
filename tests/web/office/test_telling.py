"""Anyone can tell; a machine is asked once more; nothing that was written is lost."""

from typing import Any

import pytest
from django.test import Client

from samhandling.ground.viewer import OPERATOR, VISITOR
from samhandling.office.inbox import MOST_FROM_ONE
from samhandling.office.models import Suggestion, Taken
from samhandling.office.queries import SuggestionRow, suggestions
from web.office.filled_in import opened, told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strategy")]


def left() -> list[SuggestionRow]:
    return suggestions(seen_by=OPERATOR)


def test_it_keeps_what_somebody_tells_of_an_effort(client: Client) -> None:
    answer = client.post("/beratta/insats", told(title="  Solceller på idrottshallen "))
    assert (answer.status_code, answer["Location"]) == (303, "/beratta/tack?om=effort")
    (row,) = left()
    assert (row.kind, row.focus_area, row.place, row.name, row.contact) == ("effort", "1.3", "0482", "Anna Ek, Flen", "anna@example.se")
    assert row.told == {"title": "Solceller på idrottshallen", "who": "Flens kommun"}
    assert suggestions(seen_by=VISITOR) == []


@pytest.mark.parametrize(
    ("address", "kind", "field"),
    [("bedomning", "judgement", "reason"), ("samtal", "conversation", "reason")],
)
def test_it_keeps_judgements_and_wishes_to_talk(client: Client, address: str, kind: str, field: str) -> None:
    answer = client.post(f"/beratta/{address}", told(**{field: "Elnätet räcker inte."}))
    assert answer["Location"] == f"/beratta/tack?om={kind}"
    (row,) = left()
    assert (row.kind, row.told[field]) == (kind, "Elnätet räcker inte.")


def test_it_fills_in_focus_area_and_place_from_the_address(client: Client) -> None:
    page = client.get("/beratta/insats?insatsomrade=2.3&plats=0484").content.decode()
    assert '<option value="2.3" selected>' in page
    assert '<option value="0484" selected>' in page
    assert "Det du skickar in blir en allmän handling." in page


def test_it_tells_every_fault_at_once_and_keeps_the_text(client: Client) -> None:
    page = client.post("/beratta/insats", told(title="", name=" ", insatsomrade="9.9", plats="xx", who="Flens kommun", when="x" * 4001))
    text = page.content.decode()
    assert page.status_code == 400
    for field in ("title", "name", "insatsomrade", "plats", "when"):
        assert f'<a href="#{field}">' in text
        assert f'id="{field}-fault"' in text
        assert f'id="{field}" ' in text
    assert 'value="Flens kommun"' in text
    assert "<title>Fel:" in text
    assert left() == []


def test_a_judgement_is_always_of_a_focus_area(client: Client) -> None:
    assert '<a href="#insatsomrade">' in client.post("/beratta/bedomning", told(reason="Nej", insatsomrade="")).content.decode()
    assert client.post("/beratta/samtal", told(reason="Nej", insatsomrade="")).status_code == 303


def test_it_asks_again_when_the_hidden_field_is_filled_in(client: Client) -> None:
    page = client.post("/beratta/insats", told(webbplats="http://köp.example"))
    assert "dolt fält" in page.content.decode()
    assert "köp.example" not in page.content.decode()
    assert left() == []


def test_the_hidden_field_is_out_of_the_way_of_people(client: Client) -> None:
    page = client.get("/beratta/samtal").content.decode()
    assert '<div class="trap" aria-hidden="true">' in page
    assert 'name="webbplats" tabindex="-1" autocomplete="off"' in page


@pytest.mark.parametrize(
    ("word", "said"),
    [
        (lambda: opened(1), "fortare än någon hinner skriva"),
        (lambda: opened(25 * 3600), "öppet för länge"),
        (lambda: "1700000000.000:forged", "öppet för länge"),
        (lambda: "", "öppet för länge"),
    ],
)
def test_it_asks_again_after_a_form_that_no_person_fills_in(client: Client, word: object, said: str) -> None:
    assert callable(word)
    page = client.post("/beratta/insats", told(oppnad=word())).content.decode()
    assert said in page
    assert "Solceller på idrottshallen" in page
    assert left() == []


def test_a_form_that_was_too_quick_keeps_its_time_and_an_old_one_gets_a_new(client: Client) -> None:
    quick, old = opened(1), opened(25 * 3600)
    assert f'name="oppnad" value="{quick}"' in client.post("/beratta/insats", told(oppnad=quick)).content.decode()
    assert f'name="oppnad" value="{old}"' not in client.post("/beratta/insats", told(oppnad=old)).content.decode()


def test_it_holds_back_a_flood_from_one_sender_but_not_others(client: Client) -> None:
    for _ in range(MOST_FROM_ONE):
        assert client.post("/beratta/insats", told()).status_code == 303
    refused = client.post("/beratta/insats", told()).content.decode()
    assert "från samma håll" in refused
    assert "Försök igen om 6" in refused, "within some minutes after the hour"
    assert client.post("/beratta/insats", told(), REMOTE_ADDR="192.0.2.7").status_code == 303
    assert len(left()) == MOST_FROM_ONE + 1


def test_what_was_refused_takes_no_room(client: Client) -> None:
    for _ in range(MOST_FROM_ONE):
        assert client.post("/beratta/insats", told(name="")).status_code == 400
        assert client.post("/beratta/insats", told(plats="9999")).status_code == 400
    assert client.post("/beratta/insats", told()).status_code == 303
    assert Taken.objects.count() == 1


def test_room_is_counted_and_not_what_lies_in_the_inbox(client: Client) -> None:
    """An inbox that has been emptied gives no more room."""
    for _ in range(MOST_FROM_ONE):
        client.post("/beratta/insats", told())
    Suggestion.objects.all().delete()
    assert client.post("/beratta/insats", told()).status_code == 400


def test_a_made_up_forwarding_does_not_pass_for_another_sender(client: Client) -> None:
    for number in range(MOST_FROM_ONE):
        client.post("/beratta/insats", told(), headers={"X-Forwarded-For": f"192.0.2.{number}"})
    assert client.post("/beratta/insats", told(), headers={"X-Forwarded-For": "192.0.2.99"}).status_code == 400


def test_what_is_written_is_never_run(client: Client) -> None:
    page = client.post(
        "/beratta/insats", told(name="", title='</textarea><script>alert("x")</script>', who='"><img src=x>')
    ).content.decode()
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "&lt;script&gt;" in page


def test_it_takes_nothing_without_the_token_of_its_own_form(strategy: str) -> None:
    assert Client(enforce_csrf_checks=True).post("/beratta/insats", told()).status_code == 403
    assert left() == []


@pytest.mark.parametrize(
    ("kind", "said"),
    [("effort", "lägger strategen till den i underlaget"), ("judgement", "bredvid den uträknade"), ("conversation", "hör av sig")],
)
def test_it_says_what_happens_next(client: Client, kind: str, said: str) -> None:
    page = client.get(f"/beratta/tack?om={kind}").content.decode()
    assert said in page
    assert "Innan dess syns inget av det på webbplatsen." in page


def test_the_other_language_keeps_the_place_and_english_stays_english(client: Client) -> None:
    page = client.get("/beratta/insats?insatsomrade=1.1&plats=0482").content.decode()
    assert 'href="/en/beratta/insats?insatsomrade=1.1&amp;plats=0482"' in page
    assert client.post("/en/beratta/insats", told())["Location"] == "/en/beratta/tack?om=effort"
    assert "We know of an effort" in client.get("/en/beratta/insats").content.decode()


def test_behind_our_proxy_the_senders_are_told_apart_by_what_the_proxy_wrote(client: Client, settings: Any) -> None:
    settings.HTTPS = True
    for number in range(MOST_FROM_ONE):
        assert client.post("/beratta/insats", told(), headers={"X-Forwarded-For": f"10.0.0.{number}, 192.0.2.1"}).status_code == 303
    assert client.post("/beratta/insats", told(), headers={"X-Forwarded-For": "10.0.0.99, 192.0.2.1"}).status_code == 400
    assert client.post("/beratta/insats", told(), headers={"X-Forwarded-For": "10.0.0.1, 192.0.2.2"}).status_code == 303


def test_a_null_character_is_left_out(client: Client) -> None:
    assert client.post("/beratta/insats", told(title="Sol\x00celler")).status_code == 303
    assert left()[0].told["title"] == "Solceller"
