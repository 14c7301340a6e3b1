"""Doubts, settled one after the other by those who may."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from regions import Region
from samhandling.ground.viewer import OPERATOR
from samhandling.plan.actions.importing import import_portfolio
from samhandling.plan.actions.publishing import publish
from samhandling.plan.lists import needs_value, open_doubt
from samhandling.plan.opening import open_portfolio
from samhandling.plan.queries import doubts, initiative
from samhandling.web.plan.answers import answer_said

MESSY = (
    "Ärendenummer;Projektnamn;Projektägare;Beviljat belopp (kr);Startdatum;Typ av projekt\n"
    "T1;Första provet;Flens kommun;ingår i 60 mkr totalt;2018-01-01;Tillägg\n"
    "T2;Andra provet;Trosa kommun;100000;hösten 2023;förstudie\n"
)


@pytest.fixture
def asked(sormland: Region, tmp_path: Path) -> Region:
    """Sörmland with a small untidy file read in: an amount for several, a word that is no kind, a season for a day."""
    file = tmp_path / "prov.csv"
    file.write_text(MESSY, "utf-8")
    opened = open_portfolio(file, None, strategy=sormland.strategy, by=OPERATOR)
    import_portfolio(opened.book, opened.mapping, strategy=sormland.strategy, lineage="prov", by=OPERATOR)
    publish(sormland.strategy, by=OPERATOR)
    return sormland


def number_of(kind: str) -> int:
    return next(one.id for one in doubts(seen_by=OPERATOR) if one.kind == kind)


@pytest.mark.parametrize("path", ["/fragor", "/fragor.json", "/fragor.csv", "/fragor?avgjorda=1", "/fragor?fraga=1"])
def test_it_does_not_exist_for_a_visitor(asked: Region, client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_it_takes_no_answer_from_a_visitor(asked: Region, client: Client) -> None:
    number = number_of("amount_shared_total")
    assert client.post("/fragor", {"fraga": number, "svar": "unknown"}).status_code == 404
    assert any(one.id == number for one in doubts(seen_by=OPERATOR))


def test_it_shows_one_doubt_with_its_answers_and_its_row(asked: Region, strategist: Callable[[], None], page: Callable[..., str]) -> None:
    strategist()
    text = page("/fragor", fraga=number_of("amount_shared_total"))
    assert "Det är en summa för flera projekt." in text
    assert text.count('type="radio"') == 2
    assert "Låt det vara okänt tills vidare" in text
    assert "Värde, för svar 2" in text
    assert "<strong>ingår i 60 mkr totalt</strong>" in text
    assert "3 frågor är kvar." in text
    assert "style=" not in text
    assert "<script>" not in text


def test_it_settles_and_goes_on_to_the_next(asked: Region, client: Client, strategist: Callable[[], None]) -> None:
    strategist()
    first, second, third = sorted(one.id for one in doubts(seen_by=OPERATOR))
    for number, following in ((first, second), (second, third)):
        answer = open_doubt(number, seen_by=OPERATOR)
        assert answer
        response = client.post("/fragor", {"fraga": number, "svar": answer.answers[0], "varde": ""}, follow=True)
        text = response.content.decode()
        assert f"Fråga {number} är avgjord." in text
        assert f'name="fraga" value="{following}"' in text
    assert "En fråga är kvar." in text


def test_it_writes_the_value_that_an_answer_brings(asked: Region, client: Client, strategist: Callable[[], None]) -> None:
    strategist()
    response = client.post("/fragor", {"fraga": number_of("amount_shared_total"), "svar": "amount", "varde": "1,5 mnkr"})
    assert response.status_code == 302
    record = initiative("T1", of_strategy=asked.strategy, seen_by=OPERATOR).record
    assert record.granted == 1_500_000


def test_it_takes_a_kind_without_a_value(asked: Region, client: Client, strategist: Callable[[], None]) -> None:
    strategist()
    client.post("/fragor", {"fraga": number_of("kind_unknown"), "svar": "pre_study", "varde": "skräp"})
    assert initiative("T1", of_strategy=asked.strategy, seen_by=OPERATOR).record.kind.value == "pre_study"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Du har inte valt något svar."),
        ({"svar": "hittepå"}, "Du har inte valt något svar."),
        ({"svar": "amount"}, "behöver ett värde."),
        ({"svar": "amount", "varde": "mycket"}, "mycket"),
    ],
)
def test_it_shows_what_is_wrong_and_keeps_what_was_written(
    asked: Region, client: Client, strategist: Callable[[], None], given: dict[str, str], said: str
) -> None:
    strategist()
    number = number_of("amount_shared_total")
    response = client.post("/fragor", {"fraga": number, **given})
    text = response.content.decode()
    assert response.status_code == 422
    assert "Svaret är inte sparat" in text
    assert said in text
    assert f'value="{given.get("varde", "")}"' in text
    assert any(one.id == number for one in doubts(seen_by=OPERATOR))


def test_it_says_that_a_colleague_was_first(asked: Region, client: Client, strategist: Callable[[], None]) -> None:
    strategist()
    number = number_of("date_season")
    client.post("/fragor", {"fraga": number, "svar": "unknown"})
    response = client.post("/fragor", {"fraga": number, "svar": "unknown"})
    assert response.status_code == 409
    assert "redan avgjord" in response.content.decode()


def test_it_lets_a_doubt_wait(asked: Region, strategist: Callable[[], None], page: Callable[..., str]) -> None:
    strategist()
    first, second, third = sorted(one.id for one in doubts(seen_by=OPERATOR))
    assert f'href="/fragor?efter={first}">Avgör senare' in page("/fragor")
    assert f'name="fraga" value="{second}"' in page("/fragor", efter=first)
    assert "3 är kvar" in page("/fragor", efter=third)


def test_it_lists_what_is_settled(asked: Region, client: Client, strategist: Callable[[], None], page: Callable[..., str]) -> None:
    strategist()
    client.post("/fragor", {"fraga": number_of("date_season"), "svar": "unknown"})
    text = page("/fragor", avgjorda=1)
    assert "En fråga är avgjord." in text
    assert "2 väntar på svar." in text
    assert "Låt det vara okänt tills vidare" in text
    assert [one["answer"] for one in json.loads(client.get("/fragor.json?avgjorda=1").content)["doubts"]] == ["unknown"]


@pytest.mark.parametrize("query", ["fraga=999999", "fraga=x", "efter=²", "fraga=9999999999999999999999"])
def test_it_answers_404_for_a_doubt_that_is_not_there(asked: Region, client: Client, strategist: Callable[[], None], query: str) -> None:
    strategist()
    assert client.get(f"/fragor?{query}").status_code == 404


def test_it_lists_an_initiatives_doubts_only_for_those_who_see_them(
    asked: Region, strategist: Callable[[], None], page: Callable[..., str]
) -> None:
    assert "Frågor som väntar på svar" not in page("/insatser/T1")
    strategist()
    assert "Frågor som väntar på svar" in page("/insatser/T1")


def test_it_asks_the_database_a_fixed_number_of_times(
    asked: Region, client: Client, strategist: Callable[[], None], django_assert_num_queries: Callable[[int], Any]
) -> None:
    strategist()
    for path in ("/fragor", f"/fragor?fraga={number_of('date_season')}"):
        client.get(path)
        with django_assert_num_queries(7):
            client.get(path)


@pytest.mark.parametrize(
    ("kind", "field", "answer", "needs"),
    [
        ("difference", "end", "take", False),
        ("amount_about", "granted", "unknown", False),
        ("amount_about", "granted", "amount", True),
        ("kind_suggested", "kind", "pre_study", False),
        ("same_project", "id", "one_project", True),
        ("date_ambiguous", "start", "other", True),
    ],
)
def test_it_knows_which_answers_need_a_value(kind: str, field: str, answer: str, needs: bool) -> None:
    assert needs_value(kind, field, answer) is needs


def test_it_has_words_for_every_answer_that_a_reading_gives() -> None:
    import re

    rules = Path(__file__).parents[3] / "src" / "samhandling" / "plan" / "rules"
    told = {
        word
        for file in rules.glob("*.py")
        for group in re.findall(r'(?:Unclear\([^()]*?, \w+(?:\([^()]*\))?,|answers =|answers=)\s*\((("\w+",? ?)+)', file.read_text("utf-8"))
        for word in re.findall(r'"(\w+)"', group[0])
    }
    assert {"unknown", "amount", "keep", "take", "first_row"} <= told
    assert [word for word in told if answer_said("", word).sv == word] == []
