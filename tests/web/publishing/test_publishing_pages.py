"""Working material → shared → published: what differs, in words; who is told; what visitors see before and after."""

import json
from collections.abc import Callable

import pytest
from django.test import Client

from plan.plan_made import ROAD, SHOP, book, held, take_in
from samhandling.ground.viewer import OPERATOR, VISITOR
from samhandling.office.models import Mail
from samhandling.plan.actions.editing import correct
from samhandling.plan.actions.publishing import publish, share
from samhandling.plan.actions.uniting import merge_into
from samhandling.plan.queries import records_of
from samhandling.plan.showing import publications
from samhandling.web.publishing import views

pytestmark = pytest.mark.django_db
Browser = Callable[[str], Client]
NEW = ("A3", "Nytt torg", "Åre kommun", "2025-03-01", "2026-12-31", 9000, "", "A1a", "2321", "")


def text(client: Client, address: str = "/arbetsmaterial") -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.mark.parametrize("who", ["", "are", "link", "region", "rolf", "ada", "eva"])
def test_who_finds_working_material_and_who_may_show_it(plan: str, browser: Browser, who: str) -> None:
    client = browser(who)
    for form in ("", ".json", ".csv", ".xlsx"):
        assert (client.get(f"/arbetsmaterial{form}").status_code == 200) is (who in ("rolf", "ada", "eva"))
    for act in ("dela", "publicera", "dolj"):
        assert (client.post(f"/arbetsmaterial/{act}").status_code == 404) is (who != "eva")
    if who == "rolf":
        assert "<form method" not in text(client).split("<footer")[0]


def test_every_difference_is_told_in_words(plan: str, browser: Browser) -> None:
    client = browser("rolf")
    assert "Inget skiljer arbetsmaterialet från det som är publicerat." in text(client)
    take_in(book(ROAD, SHOP, NEW))
    correct("A2", "end", "juni 2027", strategy=plan, by=OPERATOR)
    merge_into("A1", "A2", by=OPERATOR)
    page = text(client)
    assert "Tre insatser skiljer sig från det som är publicerat." in page
    assert "Nya: 1. Ändrade: 1. Borta: 1." in page
    assert "Ändrade slutdatum från 2025-12-31 till juni 2027." in page
    assert "Ägare: Åre kommun." in page
    assert "Har slagits ihop med A2." in page
    told = json.loads(client.get("/arbetsmaterial.json").content)["differences"]
    assert [(one["id"], one["kind"]) for one in told] == [("A3", "new"), ("A2", "changed"), ("A1", "gone")]
    assert told[1]["changes"] == [{"field": "end", "before": "2025-12-31", "after": "juni 2027"}]
    table = client.get("/arbetsmaterial.csv").content.decode()
    assert "A2;Öppet i byn;Ändrad;slutdatum;2025-12-31;juni 2027" in table


def test_what_visitors_never_see_is_no_difference_of_theirs(plan: str, browser: Browser) -> None:
    correct("A2", "note", "Ring Anna", strategy=plan, by=OPERATOR)
    client = browser("eva")
    assert "bara i det som inte visas" in text(client)
    assert "Ring Anna" not in text(client)
    assert "Ring Anna" in text(client, "/arbetsmaterial?mot=delat")


def test_sharing_shows_it_to_the_actors_and_publishing_to_everyone(plan: str, browser: Browser) -> None:
    correct("A2", "title", "Öppet i byn, längre", strategy=plan, by=OPERATOR)
    client = browser("eva")
    assert client.post("/arbetsmaterial/dela", {"note": "Våren"})["Location"].startswith("/arbetsmaterial?delad=")
    region, visitor = browser("region"), Client()
    assert "längre" in region.get("/insatser/A2").content.decode()
    assert "längre" not in visitor.get("/insatser/A2").content.decode()
    assert "Inget skiljer arbetsmaterialet från det som är delat." in text(client, "/arbetsmaterial?mot=delat")
    answer = client.post("/arbetsmaterial/publicera", {"note": ""})
    assert "Bilden är publicerad." in text(client, answer["Location"])
    assert "längre" in visitor.get("/insatser/A2").content.decode()
    page = text(client)
    assert "Våren" in page
    assert page.index("Publicerad</td>") < page.index("Delad med aktörerna</td>")
    assert "Eva Ek" in page


@pytest.fixture
def mail(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setenv("SAMHANDLING_MAIL", f"file://{tmp_path}")


def test_each_who_answers_for_an_actor_in_the_picture_gets_a_letter(plan: str, browser: Browser, mail: None) -> None:
    client = browser("eva")
    page = text(client, client.post("/arbetsmaterial/dela")["Location"])
    letters = {letter.to: letter for letter in Mail.objects.all()}
    assert set(letters) == {"are@example.se", "region@example.se"}
    are = letters["are@example.se"]
    assert are.subject == "Stämmer det som står om Åre kommun?"
    assert "Öppet i byn (A2)" in are.text
    assert "Bussen som väntar" not in are.text
    assert "http://testserver/mina" in are.text
    assert "Brev är på väg till de 2" in page
    assert "Åsa Ask, Åre kommun" in page
    client.post("/arbetsmaterial/dela")
    assert Mail.objects.count() == 2, "pressed twice"
    client.post("/arbetsmaterial/dela", {"note": "Nu med det nya."})
    assert Mail.objects.count() == 4, "each sharing asks once"


def test_without_mail_the_page_says_who_would_have_got_a_letter(plan: str, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAMHANDLING_MAIL", raising=False)
    client = browser("eva")
    page = text(client, client.post("/arbetsmaterial/dela")["Location"])
    assert "Brev skickas inte från den här installationen." in page
    assert "Åsa Ask, Åre kommun" in page
    assert 'href="/personer/lankar"' in page
    assert not Mail.objects.exists()


def test_no_letter_is_left_where_the_sharing_fails(plan: str, browser: Browser, mail: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("samhandling.plan.actions.publishing.tell_readers", fails)
    client, before = browser("eva"), len(publications(plan, seen_by=OPERATOR))
    client.raise_request_exception = False
    assert client.post("/arbetsmaterial/dela").status_code == 500
    assert len(publications(plan, seen_by=OPERATOR)) == before
    assert not Mail.objects.exists()


def test_one_is_hidden_at_once_with_a_reason(plan: str, browser: Browser) -> None:
    client, visitor = browser("eva"), Client()
    for fields, column in (({"code": "A2", "reason": ""}, "reason"), ({"code": "A9", "reason": "Fel."}, "code")):
        answer = client.post("/arbetsmaterial/dolj", fields)
        assert answer.status_code == 400
        assert f'<a href="#{column}">' in answer.content.decode()
    assert visitor.get("/insatser/A2").status_code == 200
    answer = client.post("/arbetsmaterial/dolj", {"code": "A2", "reason": "Sekretess."})
    assert "A2 visas inte längre för andra" in text(client, answer["Location"])
    assert visitor.get("/insatser/A2").status_code == 404
    assert held("A2").title == "Öppet i byn"
    assert "Bara för dem som arbetar med planen: 1." in text(client)


def test_the_differences_come_a_page_at_a_time(plan: str, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "PAGE", 1)
    for code in ("A1", "A2"):
        correct(code, "end", "2027-01-31", strategy=plan, by=OPERATOR)
    client = browser("eva")
    assert "Sida 1 av 2" in text(client)
    assert text(client, "/arbetsmaterial?sida=2").count("Ändrade slutdatum") == 1
    assert "Sida 2 av 2" in text(client, "/arbetsmaterial?sida=99")
    assert len(json.loads(client.get("/arbetsmaterial.json").content)["differences"]) == 2


# What the first page says of it


def test_before_the_first_publication_visitors_read_that_nothing_is_published(county: str) -> None:
    take_in(book(ROAD, SHOP))
    page = text(Client(), "/")
    assert "Inget är publicerat ännu." in page
    assert "Ingen känd insats" not in page
    share(county, by=OPERATOR)
    assert "Inget är publicerat ännu." in text(Client(), "/")
    publish(county, by=OPERATOR)
    page = text(Client(), "/")
    assert "Inget är publicerat ännu." not in page
    assert "Publicerad den" in page
    assert len(records_of(county, seen_by=VISITOR)) == 2


@pytest.mark.parametrize("address", ["/", "/insatser/A2"])
def test_everyone_reads_which_picture_it_is(plan: str, browser: Browser, address: str) -> None:
    assert "Publicerad den" in text(Client(), address)
    for who in ("eva", "rolf", "ada"):
        assert "Du ser arbetsmaterial. Besökare ser bilden som publicerades den" in text(browser(who), address)
    assert "Du ser arbetsmaterial" not in text(browser("region"), address)
    assert "Published on" in text(Client(), f"/en{address}")
