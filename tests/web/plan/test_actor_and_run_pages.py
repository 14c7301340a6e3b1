"""Actors, and how far the material reaches."""

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from regions import Region
from samhandling.coverage.queries import CoverageQuestion, coverage
from samhandling.ground.viewer import OPERATOR, VISITOR
from samhandling.language.text import sort_key
from samhandling.office.models import ImportRun
from samhandling.people.actions import NewActor, load_actors
from samhandling.plan.actions.undoing import undo_import

DAY = "2018-06-30"
NAMES = ["Vik", "Wik", "Zorn", "Åker", "Älvsjö", "ärlig", "Öland"]


def names_on(text: str) -> list[str]:
    return re.findall(r'<th scope="row"><a href="/aktorer/[^"]+">([^<]+)</a>', text)


def test_it_lists_actors_in_swedish_order_and_never_by_number(sormland: Region, client: Client, page: Callable[..., str]) -> None:
    load_actors([NewActor(f"test-{number}", f"{name} prov") for number, name in enumerate(reversed(NAMES))], by=OPERATOR)
    shown = names_on(page("/aktorer", sok="prov", dag=DAY))
    assert shown == [f"{name} prov" for name in NAMES]
    told = [one["name"] for one in json.loads(client.get("/aktorer.json", {"dag": DAY}).content)["actors"]]
    assert told == sorted(told, key=sort_key)


def test_it_tells_the_same_actors_on_the_page_in_json_and_in_csv(sormland: Region, client: Client, page: Callable[..., str]) -> None:
    query = {"dag": DAY, "sok": "kommun"}
    told = json.loads(client.get("/aktorer.json", query).content)["actors"]
    written = list(csv.DictReader(io.StringIO(client.get("/aktorer.csv", query).content.decode("utf-8-sig")), delimiter=";"))
    assert names_on(page("/aktorer", **query)) == [one["name"] for one in told] == [row["Namn"] for row in written]
    assert [str(one["active"]) for one in told] == [row["Pågående insatser"] for row in written]
    assert told


def test_it_counts_the_actors_that_the_picture_counts(sormland: Region, client: Client) -> None:
    found = coverage(CoverageQuestion(sormland.strategy, date(2018, 6, 30)), seen_by=VISITOR)
    active = {row.id for row in found.picture.totals.active.rows}
    told = json.loads(client.get("/aktorer.json", {"dag": DAY}).content)["actors"]
    assert {one["id"]: one["active"] for one in told if one["active"]} == {
        code: number
        for code in found.actors
        if (number := sum(code in (*found.records[key].owners, *found.records[key].partners) for key in active))
    }


def test_it_tells_what_an_actor_does_by_time_and_within_what(sormland: Region, page: Callable[..., str]) -> None:
    text = page("/aktorer/eskilstuna-kommun", dag=DAY)
    assert re.search(r"1 av \d kända insatser pågår den 30 juni 2018.", text)
    assert text.index("Pågår (1)") < text.index("Avslutade (")
    assert '<a href="/insatsomrade/3.1?dag=2018-06-30">' in text


def test_it_invites_an_actor_that_nothing_is_loaded_for(sormland: Region, page: Callable[..., str]) -> None:
    load_actors([NewActor("ny", "Ny aktör")], by=OPERATOR)
    text = page("/aktorer/ny")
    assert "Inget inläst ännu." in text
    assert "Lägg till det ni redan gör." in text


@pytest.mark.parametrize("path", ["/aktorer/finns-inte", "/aktorer/finns-inte.json", "/aktorer?sida=99"])
def test_it_answers_404_for_an_actor_that_is_not_there(sormland: Region, client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(("path", "number"), [("/aktorer", 5), ("/aktorer/eskilstuna-kommun", 5), ("/underlag", 7)])
def test_it_asks_the_database_a_fixed_number_of_times(
    sormland: Region, client: Client, path: str, number: int, django_assert_num_queries: Callable[[int], Any]
) -> None:
    client.get(path, {"dag": DAY, "drawn": "before"})
    with django_assert_num_queries(number):
        client.get(path, {"dag": DAY})


SCOPE = {
    "source": "Projektbanken",
    "financier": "ERUF",
    "programme": "Regionalfonden 2014-2020",
    "decided_from": None,
    "decided_to": "2016-10-14",
    "places": ["04"],
    "fetched": "2016-10-14",
    "left_out": [{"text": "Socialfonden 2014-2020", "focus_areas": ["3.1"]}],
}


def test_it_tells_in_words_how_far_an_import_reaches(
    sormland: Region, client: Client, page: Callable[..., str], strategist: Callable[[], None]
) -> None:
    ImportRun.objects.filter(pk=sormland.run).update(scopes=[SCOPE])
    text = page("/underlag")
    for said in (
        "68 insatser är kända, ur en inläsning.",
        "Finansiär och program: ERUF, Regionalfonden 2014-2020.",
        "Beslut till 14 oktober 2016.",
        "Gäller Södermanlands län.",
        "Hämtat den 14 oktober 2016.",
        "Inte inläst: Socialfonden 2014-2020.",
        '<a href="/insatsomrade/3.1">3.1</a>',
    ):
        assert said in text, said
    told = json.loads(client.get("/underlag.json").content)
    assert told["left_out"] == [{"text": "Socialfonden 2014-2020", "source": "Projektbanken", "focus_areas": ["3.1"]}]
    assert "Det som sades vid inläsningen" not in text
    strategist()
    inside = page("/underlag")
    assert "Det som sades vid inläsningen" in inside
    assert "Kolumnerna skiljs åt med semikolon." in inside


def test_it_says_that_nobody_has_told_how_far_an_import_reaches(sormland: Region, page: Callable[..., str]) -> None:
    text = page("/underlag")
    assert "Ingen har angett register, finansiär, tid eller plats för 68 insatser." in text
    assert "Det betyder inte att allt finns med." in text


def test_it_tells_an_undone_import_only_to_those_who_see_working_material(
    sormland: Region, client: Client, page: Callable[..., str], strategist: Callable[[], None]
) -> None:
    undo_import(sormland.run, by=OPERATOR)
    assert "portfolio.csv" not in page("/underlag")
    assert json.loads(client.get("/underlag.json").content)["imports"] == []
    strategist()
    assert "Ångrade inläsningar" in page("/underlag")
