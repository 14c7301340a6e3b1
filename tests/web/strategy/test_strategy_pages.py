"""The strategy, its links to other goals, its editions: as pages, JSON and CSV."""

import csv
import io
import itertools
import json

import pytest
from django.test import Client

from samhandling.ground.viewer import OPERATOR
from samhandling.strategy.actions import load
from samhandling.strategy.queries import document
from samhandling.strategy.rules.check import check
from samhandling.strategy.rules.shipped import read_shipped
from strategy.strategy_texts import COUNTY, COUNTY_FILE, changed

pytestmark = pytest.mark.django_db
SORMLAND, COUNTY_ID = "sormland-naringsliv-2022", "exempellanet-2025"


@pytest.fixture
def sormland(client: Client) -> Client:
    load(read_shipped("agenda-2030"), by=OPERATOR)
    load(read_shipped(SORMLAND), by=OPERATOR)
    return client


@pytest.fixture
def county(client: Client) -> Client:
    load(check(COUNTY, COUNTY_FILE.name), by=OPERATOR)
    return client


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_the_first_sentence_tells_what_it_holds_and_until_when(sormland: Client) -> None:
    text = page(sormland, "/strategi")
    assert "14 insatsområden i tre strategiska områden." in text
    assert "Gäller från den 1 september 2022 till den 31 december 2030." in text
    assert "14 focus areas in three strategic areas." in page(sormland, "/en/strategi")


def test_every_part_of_the_strategy_is_there(sormland: Client) -> None:
    text = page(sormland, "/strategi")
    kept = document(SORMLAND, OPERATOR)
    parts = [*kept.nodes, *kept.prerequisites, *kept.models, *kept.steps, *kept.roles]
    assert [part.id for part in parts if part.name.said.sv not in text] == []
    assert [step.question.sv for step in kept.steps if step.question.sv not in text] == []
    assert [aspect.sv for node in kept.nodes for aspect in node.aspects if aspect.sv not in text] == []
    assert [said.sv for said in (*kept.bound, *kept.guided) if said.sv not in text] == []


def test_another_county_is_told_in_its_own_words(county: Client) -> None:
    kept = document(COUNTY_ID, OPERATOR)
    text = page(county, "/strategi")
    assert [node.id for node in kept.nodes if node.name.sv not in text] == []
    assert "insatsområde" not in text.split("<main", 1)[1].split("</main", 1)[0]


def test_headings_come_in_order(sormland: Client, county: Client) -> None:
    for path in ("/strategi", f"/strategi/{COUNTY_ID}", "/strategi/agenda-2030"):
        levels = [int(part[0]) for part in page(sormland, path).split("<h")[1:] if part[0].isdigit()]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_other_strategies_and_frameworks_lead_to_their_pages(sormland: Client) -> None:
    assert 'href="/strategi/agenda-2030"' in page(sormland, "/strategi")
    assert "Agenda 2030" in page(sormland, "/strategi/agenda-2030")


@pytest.mark.parametrize(
    "path", ["/strategi/nope", "/strategi/nope/ramverk", "/strategi/nope/utgavor", f"/strategi/{SORMLAND}/ramverk?ramverk=nope"]
)
def test_what_is_not_loaded_is_not_there(sormland: Client, path: str) -> None:
    assert sormland.get(path).status_code == 404


def test_json_and_csv_say_what_the_page_says(sormland: Client) -> None:
    told = json.loads(page(sormland, "/strategi.json"))
    assert told["version"] == 1
    assert {key: value for key, value in told.items() if key != "version"} == document(SORMLAND, OPERATOR).canonical()
    rows = list(csv.reader(io.StringIO(page(sormland, f"/strategi/{SORMLAND}.csv").lstrip("\ufeff")), delimiter=";"))
    assert len(rows) == 1 + len(list(document(SORMLAND, OPERATOR).entries()))


def test_the_crossing_marks_exactly_the_links_in_words(sormland: Client) -> None:
    text = page(sormland, f"/strategi/{SORMLAND}/ramverk?ramverk=agenda-2030")
    links = [link for node in document(SORMLAND, OPERATOR).nodes for link in node.links if link.framework == "agenda-2030"]
    goals = {link.node for link in links}
    assert "Alla 14 insatsområden" in text
    assert f"nio av {len(document('agenda-2030', OPERATOR).focus_areas)} mål" in text
    assert len(goals) == 9
    table = text.split("<table", 1)[1].split("</table", 1)[0]
    assert table.count("bidrar ") == len([link for link in links if link.kind == "contributes"])
    assert table.count("beror ") == len([link for link in links if link.kind == "depends"])
    assert table.count("<td>") == 14 * len(goals)


def test_the_list_says_what_the_table_says(sormland: Client) -> None:
    text = page(sormland, f"/strategi/{SORMLAND}/ramverk?ramverk=agenda-2030")
    as_list = text.split("<details", 1)[1].split("</details", 1)[0]
    links = [link for node in document(SORMLAND, OPERATOR).nodes for link in node.links if link.framework == "agenda-2030"]
    assert as_list.count("(bidrar ") + as_list.count("(beror ") == len(links)
    assert as_list.count("<li>") == 14


def test_a_framework_that_is_not_loaded_is_shown_by_its_ids(sormland: Client) -> None:
    text = page(sormland, f"/strategi/{SORMLAND}/ramverk?ramverk=oms-smart-specialisering")
    assert "energilosningar" in text


def test_all_links_are_in_the_data(sormland: Client) -> None:
    links = [link for node in document(SORMLAND, OPERATOR).nodes for link in node.links]
    told = json.loads(page(sormland, f"/strategi/{SORMLAND}/ramverk.json"))
    assert len(told) == len(links)
    assert {"focus_area": "1.3", "framework": "agenda-2030", "goal": "13", "kind": "contributes", "weight": "0.5"}.items() <= next(
        row for row in told if row["focus_area"] == "1.3" and row["goal"] == "13"
    ).items()


def test_editions_tell_what_changed_latest_first(county: Client) -> None:
    assert "Första inläsningen." in page(county, f"/strategi/{COUNTY_ID}/utgavor")
    newer = changed(COUNTY, ('name.sv = "Fiber ända fram"', 'name.sv = "Fiber till <alla>"'), ('parent = "B2"', 'parent = "A1"'))
    load(check(newer, "ny.toml"), by=OPERATOR)
    text = page(county, f"/strategi/{COUNTY_ID}/utgavor")
    assert "Texten är inläst 2 gånger" in text
    assert text.index("Omformulerat:") < text.index("Första inläsningen.")
    assert "Flyttat: B2a." in text
    told = json.loads(page(county, f"/en/strategi/{COUNTY_ID}/utgavor.json"))
    assert [row["version"] for row in told["editions"]] == [2, 1]
    assert "Moved: B2a." in told["editions"][0]["changes"]


def test_a_loaded_text_that_differs_from_the_shipped_one_is_told(sormland: Client) -> None:
    assert "densamma som den som följer med" in page(sormland, f"/strategi/{SORMLAND}/utgavor")
    own = read_shipped(SORMLAND).model_dump(by_alias=True)
    own["nodes"][0]["name"]["sv"] = "Vår <egen> rubrik"
    load(type(read_shipped(SORMLAND)).model_validate(own), by=OPERATOR)
    text = page(sormland, f"/strategi/{SORMLAND}/utgavor")
    assert "skiljer sig från den inlästa" in text
    assert "Vår &lt;egen&gt; rubrik" in text
    assert json.loads(page(sormland, f"/strategi/{SORMLAND}/utgavor.json"))["shipped_differs"] == {"reworded": ["1"]}


def test_the_other_language_keeps_the_place(sormland: Client) -> None:
    path = f"/strategi/{SORMLAND}/ramverk?ramverk=agenda-2030"
    assert f'href="/en{path}"' in page(sormland, path)
    assert f'href="{path}"' in page(sormland, f"/en{path}")
