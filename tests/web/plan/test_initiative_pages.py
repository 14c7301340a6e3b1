"""The list of initiatives and one initiative, through the door that a reader uses."""

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from regions import Region
from samhandling.coverage.queries import CoverageQuestion, coverage
from samhandling.ground.viewer import VISITOR
from samhandling.plan.actions.editing import correct
from samhandling.plan.actions.publishing import publish, withdraw

DAY = "2018-06-30"
ROW = re.compile(r'<th scope="row"><a href="[^"]*/insatser/([^"?]+)')


def ids_on(text: str) -> list[str]:
    return ROW.findall(text)


def rows_of(client: Client, **query: str) -> tuple[list[str], list[str], list[str]]:
    """(ids on the page's pages, in JSON, in CSV)."""
    shown: list[str] = []
    for number in range(1, 9):
        response = client.get("/insatser", {**query, "sida": str(number)})
        if response.status_code == 404:
            break
        shown += ids_on(response.content.decode())
    told = [one["id"] for one in json.loads(client.get("/insatser.json", query).content)["initiatives"]]
    text = client.get("/insatser.csv", query).content.decode("utf-8-sig")
    return shown, told, [row["Ärende"] for row in csv.DictReader(io.StringIO(text), delimiter=";")]


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"lage": "pagar", "dag": DAY},
        {"sok": "företag", "sortera": "-belopp"},
        {"insatsomrade": "1.3"},
        {"plats": "0484", "sortera": "slut"},
        {"insatsomrade": "utanfor"},
        {"sok": "finns inte alls"},
    ],
)
def test_it_tells_the_same_rows_on_pages_in_json_and_in_csv(sormland: Region, client: Client, query: dict[str, str]) -> None:
    shown, told, written = rows_of(client, **query)
    assert shown == told == written
    assert bool(shown) is (query.get("sok") != "finns inte alls")
    assert len(set(shown)) == len(shown)


def test_it_says_how_many_and_how_many_are_under_way_as_the_picture_does(sormland: Region, page: Callable[..., str]) -> None:
    picture = coverage(CoverageQuestion(sormland.strategy, date(2018, 6, 30)), seen_by=VISITOR)
    text = page("/insatser", dag=DAY)
    assert "68 kända insatser i Södermanlands län." in text
    assert f"{picture.picture.totals.active.value} av dem pågår den 30 juni 2018." in text
    assert "Insatser 1 till 50 av 68" in text


@pytest.mark.parametrize(("one", "other"), [("företag", "företagen"), ("kompetens", "kompetensen"), ("energi", "Energin")])
def test_it_finds_the_same_whichever_form_of_a_word_is_asked(sormland: Region, client: Client, one: str, other: str) -> None:
    first, second = (rows_of(client, sok=word)[1] for word in (one, other))
    assert first == second
    assert first


@pytest.mark.parametrize("filter_", ["insatsomrade", "lage", "typ", "agare", "finansiar", "rackvidd", "malgrupp", "plats"])
def test_it_leaves_as_many_as_each_choice_says(sormland: Region, client: Client, filter_: str) -> None:
    text = client.get("/insatser", {"dag": DAY, "sok": "företag"}).content.decode()
    select = re.search(rf'<select id="val-{filter_}".*?</select>', text, re.S)
    assert select
    choices = re.findall(r'<option value="([^"]+)"[^>]*>[^<]*\((\d+)\)</option>', select[0])
    assert choices
    for value, count in choices:
        told = json.loads(client.get("/insatser.json", {"dag": DAY, "sok": "företag", filter_: value.replace("&#x27;", "'")}).content)
        assert told["count"] == int(count), (filter_, value)


def test_it_names_what_is_chosen_and_how_to_take_it_away(sormland: Region, page: Callable[..., str]) -> None:
    text = page("/insatser", sok="energi", insatsomrade="1.3", dag=DAY)
    assert 'aria-label="Ta bort Sök: energi"' in text
    assert re.search(r'href="/insatser\?dag=2018-06-30&amp;insatsomrade=1.3" aria-label="Ta bort Sök', text)


def test_it_says_what_an_empty_list_means_and_what_one_can_do(sormland: Region, page: Callable[..., str]) -> None:
    text = page("/insatser", sok="kvantfysik")
    assert "Ingen av 68 kända insatser i Södermanlands län stämmer med ditt val." in text
    assert "Saknas en insats som du känner till?" in text


def test_it_escapes_what_was_searched_for(sormland: Region, page: Callable[..., str]) -> None:
    assert "<script>alert" not in page("/insatser", sok="<script>alert(1)</script>", lage="<script>alert(2)")


@pytest.mark.parametrize(
    "path",
    ["/insatser?sida=3", "/insatser?sida=0", "/insatser?sida=x", "/insatser?sida=²", "/insatser/finns-inte", "/insatser/finns-inte.json"],
)
def test_it_answers_404_for_what_is_not_there(sormland: Region, client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_it_writes_a_workbook_that_can_be_read_as_it_opens(sormland: Region, client: Client) -> None:
    response = client.get("/insatser.xlsx", {"dag": DAY})
    sheet = load_workbook(io.BytesIO(response.content)).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][:3] == ("Ärende", "Namn", "Ägare")
    assert len(rows) == 69
    assert sheet.freeze_panes == "A2"
    assert sheet.column_dimensions["B"].width == 60
    amounts = [row[list(rows[0]).index("Beviljat, kr")] for row in rows[1:]]
    assert any(isinstance(amount, int | float) for amount in amounts)
    assert None in amounts
    assert 0 not in amounts


def test_it_asks_the_database_as_often_for_one_initiative_as_for_all(
    sormland: Region, client: Client, django_assert_num_queries: Callable[[int], Any]
) -> None:
    client.get("/insatser", {"dag": DAY, "drawn": "before"})
    for query in ({"dag": DAY}, {"dag": DAY, "sok": "företag", "lage": "pagar"}, {"dag": DAY, "plats": "00", "sida": "2"}):
        with django_assert_num_queries(5):
            client.get("/insatser", query)


def test_it_asks_the_database_a_fixed_number_of_times_for_an_initiative(
    sormland: Region, client: Client, django_assert_num_queries: Callable[[int], Any]
) -> None:
    client.get("/insatser", {"dag": DAY, "drawn": "before"})
    with django_assert_num_queries(15):
        client.get("/insatser/20201046", {"dag": DAY})


def test_it_tells_all_that_is_known_of_an_initiative(sormland: Region, page: Callable[..., str]) -> None:
    text = page("/insatser/20201046", dag=DAY)
    for said in (
        "Samverkan för hållbara byggnader i en koldioxidsnål ekonomi",
        "Pågår den 30 juni 2018.",
        "3 oktober 2016",
        "31 december 2019",
        "70 %",
        "ett dokument",
        "2 174 999,00 kr",
        "Version 1.",
        "rad 2",
        "<svg",
    ):
        assert said in text, said


def test_it_tells_the_whole_record_as_json(sormland: Region, client: Client) -> None:
    told = json.loads(client.get("/insatser/20201046.json").content)
    assert told["shares"][0] == {"focus_area": "1.3", "share": "7/10", "aspects": [], "source": "document", "confirmed": False}
    assert told["grants"] == [{"financier": "ERUF", "kind": "granted", "amount": "2174999"}]
    assert told["sources"][0]["row"] == 2


def test_it_never_shows_an_unknown_amount_as_nothing(sormland: Region, page: Callable[..., str]) -> None:
    correct("20201046", "granted", "", strategy=sormland.strategy, by=sormland.viewer)
    publish(sormland.strategy, by=sormland.viewer)
    text = page("/insatser/20201046")
    assert '<td class="number">okänt</td>' in text
    assert "0,00 kr" not in text
    assert "Version 2." in text


def test_it_shows_bounds_where_days_are_unknown(sormland: Region, page: Callable[..., str]) -> None:
    correct("20201046", "start", "", strategy=sormland.strategy, by=sormland.viewer)
    correct("20201046", "not_before", "2016-01-01", strategy=sormland.strategy, by=sormland.viewer)
    publish(sormland.strategy, by=sormland.viewer)
    assert "1 januari 2016" in page("/insatser/20201046")
    assert "tidigast 2016-01-01" in page("/insatser", sok="20201046")


def test_it_hides_working_material_from_a_visitor(sormland: Region, client: Client, strategist: Callable[[], None]) -> None:
    withdraw("20201046", by=sormland.viewer, reason="Uppgifter som inte ska visas.")
    assert client.get("/insatser/20201046").status_code == 404
    assert "20201046" not in rows_of(client)[1]
    strategist()
    assert client.get("/insatser/20201046").status_code == 200
    assert "20201046" in rows_of(client)[1]


def test_it_speaks_english_at_the_english_address(sormland: Region, page: Callable[..., str]) -> None:
    text = page("/en/insatser", dag=DAY)
    assert "68 known initiatives in Södermanlands län." in text
    assert 'href="/en/insatser/20201046?dag=2018-06-30"' in text
