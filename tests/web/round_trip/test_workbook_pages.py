"""My initiatives as a workbook, through the pages: fetched, handed back, looked at, saved; others' are not mine."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from plan.plan_made import ROAD, SHOP, book, held, take_in
from samhandling.ground.viewer import OPERATOR, Role
from samhandling.people.actions import add_person
from samhandling.plan.actions.editing import change
from samhandling.strategy.actions import load
from strategy.strategy_texts import COUNTY as COUNTY_TEXT
from strategy.strategy_texts import document
from web.people.made import PASSWORD, signed_in


@pytest.fixture
def plan(db: Any, settings: Any) -> str:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    load(document(COUNTY_TEXT), by=OPERATOR)
    take_in(book(ROAD, SHOP))
    add_person("vera@example.se", PASSWORD, role=Role.CONTRIBUTOR, name="Vera", actors=["region-exempel"], by=OPERATOR)
    add_person("stina@example.se", PASSWORD, role=Role.STRATEGIST, name="Stina", by=OPERATOR)
    return "exempellanet-2025"


def fetched(client: Client, query: str = "") -> Any:
    answer = client.get(f"/mina/arbetsbok.xlsx{query}")
    assert answer.status_code == 200
    return load_workbook(io.BytesIO(answer.content))


def codes(made: Any) -> list[str]:
    return [row[0].value for row in made["Insatser"].iter_rows(min_row=2)]


def handed_back(client: Client, made: Any) -> str:
    out = io.BytesIO()
    made.save(out)
    answer = client.post("/mina/arbetsbok", {"fil": SimpleUploadedFile("min bok.xlsx", out.getvalue())})
    assert answer.status_code == 303
    return str(answer["Location"])


def mark_in(page: str) -> str:
    return page.split('name="mark" value="')[1].split('"')[0]


def test_it_goes_all_the_way_round(plan: str) -> None:
    vera = signed_in("vera@example.se")
    assert "Hämta arbetsboken" in vera.get("/mina/arbetsbok").content.decode()
    made = fetched(vera)
    assert codes(made) == ["A1"]
    made["Insatser"]["C2"] = "Bussen som kom"
    made["Nya idéer"]["A2"] = "Cykla mera"
    address = handed_back(vera, made)
    page = vera.get(address).content.decode()
    assert "Bussen som väntar" in page
    assert "Bussen som kom" in page
    assert "En insats ändras och en ny idé läggs till" in page
    assert held("A1").title == "Bussen som väntar"
    answer = vera.post(address, {"act": "save", "mark": mark_in(page)}, follow=True)
    assert "En insats är ändrad. En ny idé är tillagd." in " ".join(answer.content.decode().split())
    assert held("A1").title == "Bussen som kom"
    assert vera.get(address).status_code == 404


def test_a_strategist_chooses_with_a_filter(plan: str) -> None:
    stina = signed_in("stina@example.se")
    assert sorted(codes(fetched(stina))) == ["A1", "A2"]
    assert codes(fetched(stina, "?sok=byn")) == ["A2"]


def test_two_who_changed_the_same_thing_choose(plan: str) -> None:
    vera = signed_in("vera@example.se")
    made = fetched(vera)
    made["Insatser"]["C2"] = "Bussen som kom"
    address = handed_back(vera, made)
    change("A1", {"title": "Bussen som gick"}, strategy=plan, by=OPERATOR, version=held_version())
    page = vera.get(address).content.decode()
    assert "Kollegans: Bussen som gick" in page
    unchosen = vera.post(address, {"act": "save", "mark": mark_in(page)})
    assert unchosen.status_code == 422
    vera.post(address, {"act": "save", "mark": mark_in(page), "A1|title": "mine"})
    assert held("A1").title == "Bussen som kom"


def held_version() -> int:
    from samhandling.plan.queries import initiative

    return initiative("A1", of_strategy="exempellanet-2025", seen_by=OPERATOR).version


def test_faults_are_told_at_their_cells(plan: str) -> None:
    vera = signed_in("vera@example.se")
    made = fetched(vera)
    made["Insatser"]["F2"] = "31 juni 2025"
    answer = vera.get(handed_back(vera, made))
    assert answer.status_code == 422
    assert "Blad &quot;Insatser&quot;, rad 2, kolumn &quot;Start&quot;" in answer.content.decode()


@pytest.mark.parametrize("content", [b"", b"hej", b"PK\x03\x04 trasig"])
def test_what_is_no_workbook_is_told(plan: str, content: bytes) -> None:
    vera = signed_in("vera@example.se")
    answer = vera.post("/mina/arbetsbok", {"fil": SimpleUploadedFile("bok.xlsx", content)}, follow=True)
    assert answer.status_code == 422
    assert "Fel:" in answer.content.decode()


def test_nobody_else_sees_what_was_handed_back(plan: str) -> None:
    address = handed_back(vera := signed_in("vera@example.se"), fetched(vera))
    assert signed_in("stina@example.se").get(address).status_code == 404
    assert vera.get(address[:-1] + "x").status_code == 404
    assert Client().get(address).status_code == 404


@pytest.mark.parametrize("path", ["/mina/arbetsbok", "/mina/arbetsbok.xlsx"])
def test_a_visitor_has_no_workbook(plan: str, path: str) -> None:
    assert Client().get(path).status_code == 404


def test_it_is_thrown_away_unsaved(plan: str) -> None:
    vera = signed_in("vera@example.se")
    address = handed_back(vera, fetched(vera))
    assert "Arbetsboken säger inget nytt" in vera.get(address).content.decode()
    assert "borttagen" in vera.post(address, {"act": "forget"}, follow=True).content.decode()
    assert vera.get(address).status_code == 404


def test_it_speaks_english(plan: str) -> None:
    vera = signed_in("vera@example.se")
    assert "Fetch the workbook" in vera.get("/en/mina/arbetsbok").content.decode()
    made = load_workbook(io.BytesIO(vera.get("/en/mina/arbetsbok.xlsx").content))
    assert made.sheetnames[0] == "Initiatives"
