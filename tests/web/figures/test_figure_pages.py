"""The pages of figures: real numbers with their vintages, what is missing shown as missing, the same at every form of the address."""

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client
from icalendar import Calendar

from figures.figures_made import cells, release
from samhandling.figures.actions import store_snapshot
from samhandling.figures.indicators.series import code_of
from samhandling.figures.rules.indicator.shipped import shipped
from samhandling.figures.shipped_figures import load_shipped
from samhandling.ground.viewer import OPERATOR
from samhandling.office.kept import forget_all
from samhandling.strategy.actions import load
from samhandling.strategy.rules.shipped import read_shipped

PAGE = "/indikatorer/arbetsloshet-20-64"
EMPTY = "/indikatorer/bredband-1-gbit"


@pytest.fixture
def bare(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The strategy, and no figures at all."""
    monkeypatch.setenv("SAMHANDLING_HOME", str(tmp_path))
    load(read_shipped("sormland-naringsliv-2022"), by=OPERATOR)


@pytest.fixture
def filled(bare: None) -> Iterator[None]:
    """The strategy, and the shipped figures of unemployment."""
    from samhandling.figures.store import engine

    load_shipped(by=OPERATOR, names=["arbetsloshet"])
    forget_all()
    yield
    engine.close()


def text(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode().replace("\u00a0", " ")


def test_it_tells_what_was_known_on_a_day_and_what_was_revised(filled: None, client: Client) -> None:
    now, before = json.loads(text(client, f"{PAGE}.json?plats=20")), json.loads(text(client, f"{PAGE}.json?plats=20&kant=2026-05-01"))
    june = [{row["period"]: row["value"] for row in found["values"] if row["whose"] == "total"}["2020M06"] for found in (before, now)]
    assert june == ["6.2", "6.1"]
    said = text(client, f"{PAGE}?plats=20")
    assert "<h3>28 maj 2026</h3>" in said
    assert "74 av 74 värden ändrades." in said
    assert "74 värden sänktes. Alla värden som fanns ändrades" in said
    assert "källan publicerade hela serien på nytt" in said
    assert "kant=2026-05-27" in said
    assert "Dagen innan: <q>Arbetslöshet, månad för månad: 4,5 procent (februari 2026)." in said
    assert "Den dagen: <q>Arbetslöshet, månad för månad: 4,3 procent (mars 2026)." in said
    assert "känt 27 maj 2026" in said
    table = said[said.index("Varje ändrat värde") :]
    sizes = [Decimal(one.replace("−", "").replace(",", ".")) for one in re.findall(r'<td class="number">([−+0-9,]+)</td></tr>', table)]
    assert len(sizes) == 74
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > sizes[-1] > 0
    earlier = text(client, f"{PAGE}?plats=20&kant=2026-05-01")
    assert "Enligt vad som var känt den 1 maj 2026." in earlier
    assert "74 av 74" not in earlier


def test_the_page_has_sentence_chart_table_source_and_says_what_the_chart_is_not(filled: None, client: Client) -> None:
    said = text(client, f"{PAGE}?plats=20")
    assert "Arbetslöshet, månad för månad: 4,1 procent (april 2026)." in said
    # Both widths of the development, and of the revision.
    assert said.count('<svg xmlns="http://www.w3.org/2000/svg" class="d d-') == 4
    assert "Visar utvecklingen, inte vad insatserna har orsakat." in said
    assert "Källa: SCB, ArbStatusM. Avser april 2026" in said
    assert "<caption>Arbetslöshet, månad för månad, procent, Dalarnas län</caption>" in said
    assert "samhandling figures fetch" not in said
    english = text(client, f"/en{PAGE}?plats=20")
    assert "74 of 74 values changed." in english
    assert "Visar utvecklingen" not in english


def test_the_chart_and_the_values_are_files_too(filled: None, client: Client) -> None:
    picture = client.get(f"{PAGE}.svg?plats=20")
    assert picture["Content-Type"] == "image/svg+xml"
    assert picture.content.startswith(b"<svg")
    assert "Dalarnas län" in picture.content.decode()
    assert "Källa: SCB, ArbStatusM" in picture.content.decode()
    image = client.get(f"{PAGE}.png?plats=20")
    assert (image["Content-Type"], image.content[:8]) == ("image/png", b"\x89PNG\r\n\x1a\n")
    wide, high = (int.from_bytes(image.content[at : at + 4], "big") for at in (16, 20))
    assert wide > 1200
    assert high > 600
    assert client.get(f"{EMPTY}.png").status_code == 404
    assert "total;20;2026M04;4.1" in text(client, f"{PAGE}.csv?plats=20")


def test_one_steps_through_what_was_known_without_javascript(filled: None, client: Client) -> None:
    now = text(client, f"{PAGE}?plats=20")
    assert "Värdena har kommit i 36 omgångar. Du ser läget efter omgång 36, 26 juni 2026: 1 nytt värde." in now
    assert '<input type="range" id="omgang" name="omgang" min="1" max="36" step="1" value="36"' in now
    assert '<option value="35" label="28 maj 2026: 74 värden ändrade och 1 nytt värde">' in now
    assert re.search(r'<strong aria-current="true">26 juni 2026', now)
    assert client.get(f"{PAGE}?plats=20&omgang=35").headers["Location"] == f"{PAGE}?plats=20&kant=2026-05-28"
    assert client.get(f"{PAGE}?plats=20&omgang=36&kant=2020-01-01").headers["Location"] == f"{PAGE}?plats=20"
    assert [client.get(f"{PAGE}?plats=20&omgang={wrong}").status_code for wrong in ("0", "37", "", "x", "9" * 30)] == [400] * 5
    assert 'rel="next"' not in now
    ways = dict(re.findall(r'rel="(prev|next)" href="([^"#]+)', text(client, f"{PAGE}?plats=20&kant=2026-05-03").replace("&amp;", "&")))
    assert ways == {"prev": f"{PAGE}?plats=20&kant=2026-03-31", "next": f"{PAGE}?plats=20&kant=2026-05-28"}
    assert "Du ser läget efter omgång 35" in text(client, ways["next"])
    before = text(client, f"{PAGE}?plats=20&kant=2020-01-01")
    assert "De första värdena kom 9 juni 2023, så här är inget känt ännu." in before


def test_lists_show_the_newest_value_and_what_is_missing(filled: None, client: Client) -> None:
    assert "7,6 procent (januari 2024), preliminärt" in text(client, "/indikatorer")
    assert "7,6 procent (januari 2024), preliminärt" in text(client, "/insatsomrade/3.1")
    rows = {row["id"]: row for row in json.loads(text(client, "/indikatorer.json"))["indicators"]}
    assert rows["arbetsloshet-20-64"]["value"] == "7.6"
    assert (rows["bredband-1-gbit"]["held"], rows["bredband-1-gbit"]["value"]) == (False, None)
    assert "arbetsloshet-20-64;" in text(client, "/indikatorer.csv")


def test_news_since_a_day(filled: None, client: Client) -> None:
    said = text(client, "/indikatorer/nytt?plats=20&sedan=2026-05-01")
    assert "Ändrade värden: 148." in said
    assert text(client, "/indikatorer/nytt.csv?plats=20&sedan=2026-05-01").count("2026-05-28") >= 148
    assert "Inga nya eller ändrade siffror är inlästa sedan dess." in text(client, "/indikatorer/nytt?plats=20&sedan=2199-01-01")


def test_the_calendar_is_a_page_and_a_file(filled: None, client: Client) -> None:
    assert "Finns hos källan, inte inläst här" in text(client, "/indikatorer/kalender")
    response = client.get("/indikatorer/kalender.ics?omrade=3.1")
    events = Calendar.from_ical(response.content).walk("VEVENT")
    due = json.loads(text(client, "/indikatorer/kalender.json?omrade=3.1"))["due"]
    assert len(events) == sum(row["day"] is not None for row in due) > 0
    assert all("3.1" in row["focus_areas"] for row in due)


def test_without_figures_every_page_says_so(bare: None, client: Client) -> None:
    assert "Ingen av dem har ännu ett värde för Södermanlands län" in text(client, "/indikatorer")
    said = text(client, EMPTY)
    assert "Inga siffror för Södermanlands län är hämtade ännu." in said
    assert "<svg" not in said
    assert client.get(f"{EMPTY}.svg").status_code == 404
    assert text(client, "/indikatorer/nytt").count("<table") == 0
    assert "Ingen källa är sen." in text(client, "/indikatorer/kalender")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/indikatorer/finns-inte", 404),
        (f"{PAGE}.xlsx", 404),
        (f"{PAGE}?kant=2026-02-31", 400),
        (f"{PAGE}?plats=99", 400),
        ("/indikatorer/kalender?omrade=9.9", 400),
        ("/indikatorer/nytt?sedan=igår", 400),
    ],
)
def test_what_is_not_there_or_cannot_be_read_is_refused(bare: None, client: Client, path: str, status: int) -> None:
    assert client.get(path).status_code == status


def test_a_focus_area_shows_how_its_indicators_move_and_where_little_is_done(
    filled: None, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = text(client, "/insatsomrade/3.1")
    assert "1 av 15 indikatorer har ett värde för platsen. Det senaste året: 0 bättre, 1 sämre." in said
    assert "0,2 procentenheter högre än januari 2023 (7,4). Det är en försämring." in said
    assert "<polyline" in said
    assert "Visar utvecklingen, inte vad insatserna har orsakat." in said
    assert "Gapet är stort för den enda indikator som det kan räknas för, och ingen känd insats" in said
    assert "14 till utan värde" in said
    rows = {row["id"]: row for row in json.loads(text(client, "/insatsomrade/3.1.json"))["indicators"]}
    assert (len(rows), rows["arbetsloshet-20-64"]["value"], rows["arbetsloshet-20-64"]["course"]) == (15, "7.6", "worse")
    then = text(client, "/insatsomrade/3.1?dag=2018-06-30&kant=2024-12-31")
    assert "Gapet kan inte räknas för någon av" in then
    unknown = text(client, "/insatsomrade/3.1?dag=2018-06-30")
    assert "0 av 15 indikatorer har ett värde för platsen." in unknown
    assert "Inget värde för platsen var känt den 30 juni 2018." in unknown
    assert "januari 2024" not in text(client, "/insatsomrade/3.1?dag=2023-07-01")
    assert "7,6 procent (januari 2024)" not in text(client, "/insatsomrade/3.1?kant=2023-07-01")
    from samhandling.figures.indicators import values as indicators_values
    from samhandling.figures.indicators.followed import followed

    asked: list[object] = []
    plain = indicators_values.known_rows
    monkeypatch.setattr(indicators_values, "known_rows", lambda *args, **words: asked.append(args) or plain(*args, **words))
    forget_all()
    every = followed("sormland-naringsliv-2022", "3.1", place="04", seen_by=OPERATOR)
    assert (len(every), len(asked)) == (15, 1)


def test_the_map_shows_all_counties_at_one_period_and_names_them_in_alphabetical_order(filled: None, client: Client) -> None:
    said = text(client, f"{PAGE}/karta")
    assert "21 län har ett värde för januari 2024: från 3,0 till 7,6 procent, i mitten 4,9. Södermanlands län: 7,6." in said
    names = re.findall(r'<th scope="row"><a href="[^"]+">([^<]+)</a>', said)
    assert (len(names), names[0], names[-1]) == (21, "Blekinge län", "Östergötlands län")
    assert said.count('class="d-named"') == 21
    rows = json.loads(text(client, f"{PAGE}/karta.json"))["values"]
    assert {row["period"] for row in rows} == {"2024M01"}
    assert {row["place"]: row["value"] for row in rows}["04"] == "7.6"
    assert "counties;04;Södermanlands län;2024M01;7.6;procent" in text(client, f"{PAGE}/karta.csv")
    assert f"{PAGE}/karta" in text(client, PAGE)


def test_the_map_is_a_picture_of_its_own_that_says_where_its_values_are_from(filled: None, client: Client) -> None:
    answer = client.get(f"{PAGE}/karta.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    picture = " ".join(re.findall(r"<text[^>]*>([^<]+)</text>", answer.content.decode()))
    for words in (
        "Källa: SCB, ArbStatusM.",
        "Avser januari 2024",
        "21 län har ett värde",
        "kartan är ingen rangordning",
        "6,5 till 7,6",
        "orsakat",
    ):
        assert words in picture
    assert answer.content.decode().count('class="d-named"') == 21
    assert "Källa: SCB, ArbStatusM." in text(client, f"{PAGE}/karta")
    english = client.get(f"/en{PAGE}/karta.svg").content.decode()
    assert "Source: SCB, ArbStatusM." in english
    assert "known on 28 May 2026" in english
    assert "Avser" not in english
    image = client.get(f"{PAGE}/karta.png")
    assert (image["Content-Type"], image.content[:8]) == ("image/png", b"\x89PNG\r\n\x1a\n")
    assert client.get(f"{EMPTY}/karta.png").status_code == 404


def test_a_map_of_what_is_computed_from_two_series_names_both(bare: None, client: Client) -> None:
    name = "arbetsloshet-andel-ur-antal"
    chain = shipped("sormland-naringsliv-2022").indicators[name].algebra
    assert chain is not None
    for series, value in ((chain.numerator[1], 7.0), (chain.denominator[1], 100.0)):
        code = code_of(series.source)
        table = cells(*[(place, "2025M01", value) for place in ("04", "05")], sex="total")
        assert store_snapshot(release("2026-01-10", code), table, by=OPERATOR).good
    assert re.search("Källa: [^.]*ArbStatusM", text(client, f"/indikatorer/{name}/karta"))
    assert client.get(f"/indikatorer/{name}/karta.svg").status_code == 200


def test_a_map_without_values_says_so(bare: None, client: Client) -> None:
    said = text(client, f"{EMPTY}/karta")
    assert "En karta behöver värden för minst två län eller kommuner" in said
    assert "<path" not in said
    assert json.loads(text(client, f"{EMPTY}/karta.json"))["values"] == []
    assert client.get("/indikatorer/finns-inte/karta").status_code == 404
