"""A place's business life as a reader meets it: what is known in sentences, pictures and tables; what is not known in words."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pytest
from django.test import Client

from figures.business.business_made import cells as business_cells
from figures.figures_made import cells as stored_cells
from figures.figures_made import stored
from samhandling.figures.business.cubes import CubeFile, forget_cube, load_cube
from samhandling.figures.business.from_store import BAS
from samhandling.figures.business.reading import business_life
from samhandling.figures.business.shapes import BusinessLife, Growth
from samhandling.figures.rules.indicator.document import Indicator
from samhandling.figures.rules.indicator.shipped import shipped
from samhandling.figures.rules.observation import NewSeries
from samhandling.ground.places import counties
from samhandling.ground.viewer import OPERATOR, VISITOR
from samhandling.strategy.queries import strategy as open_strategy
from samhandling.web.economy.touching import touches
from web.economy.conftest import FLORA
from web.economy.generated import COUNTY, HIDDEN, MUNICIPALITY
from web.people.made import signed_in

LIFE = f"/naringsliv/{COUNTY}"


def text(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status, path
    return response.content.decode().replace("\u00a0", " ")


def data(client: Client, path: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text(client, path))
    return found


def section(page: str, name: str) -> str:
    """One section of the page by the id of its heading."""
    found = re.search(rf'<section aria-labelledby="{name}">.*?</section>', page, re.DOTALL)
    assert found, name
    return found[0]


def test_without_figures_the_page_says_what_is_missing_and_the_command(bare: None, client: Client) -> None:
    page = text(client, LIFE)
    assert "inga siffror om sysselsatta efter bransch för Södermanlands län" in page
    assert "<code>samhandling figures fetch sysselsatta-per-bransch</code>" in page
    assert "ArbStDoNArNN" in page
    assert "<svg" not in page
    assert not re.search(r"\d+,\d %", page), "no number is invented"
    assert "There are no figures" in text(client, f"/en{LIFE}")
    assert "figures fetch" in data(client, f"{LIFE}.json")["ways"][0]["command"]
    assert "figures fetch" in text(client, f"{LIFE}.csv")
    assert "Inga siffror om jobb i olika branscher är inlästa ännu." in text(client, "/naringsliv")


def test_a_place_is_chosen_and_the_choice_leads_to_its_page(figures: Path, client: Client) -> None:
    page = text(client, "/naringsliv")
    assert "Det finns siffror för 30 platser." in page
    assert f'<option value="{MUNICIPALITY}">Nyköping</option>' in page
    assert 'aria-current="page">Näringsliv<' in page
    answer = client.get("/naringsliv?valj=0480&dag=2018-06-30")
    assert (answer.status_code, answer["Location"]) == (303, "/naringsliv/0480?dag=2018-06-30")
    assert {one["code"] for one in data(client, "/naringsliv.json")["places"]} >= {COUNTY, MUNICIPALITY}
    assert "0480;Nyköping;municipality" in text(client, "/naringsliv.csv")


@pytest.mark.parametrize("place", ["00", "99", "0499", "flen", "04800"])
def test_what_is_no_county_or_municipality_has_no_page(figures: Path, client: Client, place: str) -> None:
    assert client.get(f"/naringsliv/{place}").status_code == 404


def test_each_section_has_sentence_picture_table_source_rule_and_focus_areas(figures: Path, client: Client) -> None:
    page = text(client, LIFE)
    said = business_life(COUNTY, viewer=VISITOR)
    assert isinstance(said, BusinessLife)
    sentences = {
        "growth": said.sentences.growth,
        "breadth": said.sentences.breadth,
        "near": said.sentences.near,
        "resembles": said.sentences.resembles,
    }
    assert said.sentences.lives_on.sv.replace("\u00a0", " ") in page
    for name, sentence in sentences.items():
        plain = sentence.sv.replace("\u00a0", " ").replace('"', "&quot;")
        assert plain in section(page, name), name
    for name, pictures in {"lives-on": 2, "growth": 4, "breadth": 1, "near": 2, "resembles": 0}.items():
        part = section(page, name)
        assert part.count('<svg class="d" role="img"') == pictures, name
        assert "<caption" in part
        assert "Källa: En generator, lan.csv." in part
        assert "<summary>Så räknades det</summary>" in part
        assert 'href="/insatsomrade/2.1"' in part
    assert page.count("<h1") == 1


def test_the_strategy_says_which_focus_area_a_measure_follows(figures: Path, client: Client) -> None:
    page = text(client, LIFE)
    assert 'href="/indikatorer/lokaliseringskvot' in section(page, "lives-on")
    assert "/indikatorer/sysselsatta-per-bransch" in section(page, "near"), "no indicator is computed by nearness: what it rests on counts"
    found = data(client, f"{LIFE}.json")["focus_areas"]
    assert found.pop("lives_on") == ["1.2", "2.1"], "the number of jobs follows 1.2"
    assert set(map(tuple, found.values())) == {("2.1",)}
    assert "sysselsatta-tillverkning" in linked(section(page, "lives-on"))
    assert "andra indikatorer." in section(page, "lives-on"), "a few are named, the others counted"


def test_indicators_of_every_measure_of_breadth_are_known_by_it(bare: None) -> None:
    strategy = open_strategy("sormland-naringsliv-2022", seen_by=VISITOR)
    (touch,) = touches(strategy, list(shipped(strategy.code).indicators.values()))["breadth"]
    assert {one.id for one in touch.indicators} >= {one.id for one in of_breadth()}
    assert len(touch.named) + touch.others == len(touch.indicators)


def linked(part: str) -> set[str]:
    """The indicators that a part of the page links to."""
    return set(re.findall(r'href="/indikatorer/([^"?]+)', part))


def of_breadth() -> list[Indicator]:
    every = shipped("sormland-naringsliv-2022").indicators.values()
    rules = {"economy.largest_share", "economy.fewest_industries", "economy.related_variety", "economy.unrelated_variety"}
    found = [one for one in every if any(series.source.rule in rules for series in one.every_series)]
    assert len(found) == len(rules)
    return found


def test_where_the_nation_is_not_known_no_number_is_said_to_be_the_nations(figures: Path, client: Client) -> None:
    place, nation = f"/naringsliv/{MUNICIPALITY}", re.compile(r"\briket", re.IGNORECASE)
    page = text(client, place)
    told = [section(page, name) for name in ("lives-on", "growth", "breadth", "near", "resembles")]
    assert "Andel i underlaget" in told[0]
    assert "Som i underlaget" in told[1]
    assert ">Underlaget<" in told[2]
    assert not [line for part in told for line in part.splitlines() if nation.search(line) and "/indikatorer/" not in line]
    assert "Andel i riket" in section(text(client, LIFE), "lives-on")


def test_invented_figures_are_called_so_on_the_page_and_in_the_file(figures: Path, client: Client) -> None:
    page = text(client, LIFE)
    assert "Siffrorna på den här sidan är påhittade." in page
    assert page.count("Påhittade siffror.") == 5
    assert data(client, f"{LIFE}.json")["source"]["generated"] is True


def test_real_figures_are_not_called_invented(figures: Path, client: Client) -> None:
    load_cube(figures / "lan.csv", CubeFile(producer="SCB", table="ArbStDoNArNN"), by=OPERATOR, code="akta")
    page = text(client, LIFE)
    assert "Källa: SCB, ArbStDoNArNN." in page
    assert "åhittade" not in page


def test_numbers_agree_on_the_page_and_in_json_csv_and_workbook(figures: Path, client: Client) -> None:
    page, found = text(client, LIFE), data(client, f"{LIFE}.json")
    rows = list(csv.DictReader(io.StringIO(text(client, f"{LIFE}.csv").removeprefix("\ufeff")), delimiter=";"))
    told = {(row["part"], row["code"], row["measure"], row["year"]): row["value"] for row in rows}
    for one in found["lives_on"]["industries"]:
        for measure in ("jobs", "share", "nation_share", "times_the_nation"):
            assert number(told["lives_on", one["code"], measure, "2021"]) == pytest.approx(one[measure])
    top = found["lives_on"]["industries"][0]
    cells = [
        f"{top['jobs']:,.0f}".replace(",", " "),
        f"{100 * top['share']:.1f} %".replace(".", ","),
        f"{top['times_the_nation']:.1f}".replace(".", ","),
    ]
    row = re.search(rf"<tr><th scope=\"row\">{re.escape(top['name'])}.*?</tr>", section(page, "lives-on"))
    assert row
    assert all(f">{cell}<" in row[0] for cell in cells), (cells, row[0])
    parts = [found["growth"][name] for name in ("nation_part", "industry_part", "own_part")]
    assert sum(parts) == pytest.approx(found["growth"]["total"])
    assert number(told["growth", "", "own_part", "2021"]) == pytest.approx(parts[2])
    for point in found["breadth"]["years"]:
        assert number(told["breadth by year", "", "equivalent_number", str(point["year"])]) == pytest.approx(point["equivalent_number"])
    for one in found["near"]["industries"]:
        assert number(told["near", one["code"], "nearness", "2021"]) == pytest.approx(one["nearness"])
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{LIFE}.xlsx").content)).active
    assert book is not None
    assert book.max_row == len(rows) + 1


def number(cell: str) -> float:
    return float(cell.replace(",", "."))


def test_the_years_are_chosen_in_the_address_and_kept_by_the_files(figures: Path, client: Client) -> None:
    page = text(client, f"{LIFE}?ar=2019&fran=2018")
    assert '<span class="where">2019</span>' in page
    assert "Från 2018 till 2019" in section(page, "growth")
    assert f'href="{LIFE}.json?ar=2019&amp;fran=2018"' in page
    growth = business_life(COUNTY, year=2019, base_year=2018, viewer=VISITOR)
    assert isinstance(growth, BusinessLife)
    assert isinstance(growth.growth, Growth)
    assert data(client, f"{LIFE}.json?ar=2019&fran=2018")["growth"]["total"] == pytest.approx(growth.growth.total)


@pytest.mark.parametrize("query", ["ar=snart", "ar=1066", "ar=2019&fran=2021", "ar=1999", "ar=²", "ar=99999999999999999999"])
def test_years_that_cannot_be_read_are_faults_with_a_way_out(figures: Path, client: Client, query: str) -> None:
    answer = client.get(f"{LIFE}?{query}")
    assert answer.status_code == 400
    assert "år" in answer.content.decode().lower()


def test_a_break_is_told_and_the_line_is_cut_there(figures: Path, client: Client) -> None:
    across = section(text(client, f"{LIFE}?fran=2018"), "growth")
    assert "Från 2020 räknas det på ett annat sätt." in across
    assert "Från 2020 räknas det på ett annat sätt." not in section(text(client, LIFE), "growth"), "2020 to 2021 crosses no break"
    breadth = section(text(client, LIFE), "breadth")
    assert "Från 2020 räknas det på ett annat sätt." in breadth
    assert breadth.count('class="d-curve"') == 4
    assert breadth.count('class="d-marked"') == 1


def test_hidden_figures_are_told_and_never_zero(figures: Path, client: Client) -> None:
    page, found = text(client, f"/naringsliv/{HIDDEN}"), data(client, f"/naringsliv/{HIDDEN}.json")
    assert "Källan döljer 2 uppgifter för platsen. De räknas inte som noll" in page
    assert "Vad Flen lever av går inte att räkna ut för 2021." in page
    assert "Det går inte att räkna ut." in section(page, "growth")
    hidden = [one for one in found["lives_on"]["industries"] if one["jobs"] is None]
    assert len(hidden) == 2
    assert all("döljer" in one["reason"] for one in hidden)
    assert section(page, "lives-on").count("Källan döljer en uppgift") == 2, "said where it occurs, and not in every row"
    earlier = text(client, f"/naringsliv/{HIDDEN}?ar=2020")
    assert "går inte att räkna ut" not in section(earlier, "lives-on")
    assert section(earlier, "lives-on").count("<svg") == 2


def test_what_is_too_coarse_says_so_in_place_of_a_picture(figures: Path, client: Client) -> None:
    part = section(text(client, f"/naringsliv/{MUNICIPALITY}"), "near")
    assert "Det går inte att räkna ut." in part
    assert "<svg" not in part
    assert "unknown" in data(client, f"/naringsliv/{MUNICIPALITY}.json")["near"]


def test_no_term_of_art_stands_outside_the_folded_rules(figures: Path, client: Client) -> None:
    page = re.sub(r"<details>.*?</details>", "", text(client, LIFE), flags=re.DOTALL)
    page = re.sub(r'<p class="note">Har att göra med:.*?</p>', "", page, flags=re.DOTALL)
    for term in ("lokaliseringskvot", "shift-share", "Herfindahl", "entropi", "Hachman", "komplexitet", "density", "Hoover", "LQ"):
        assert term.casefold() not in page.casefold(), term


SWEDISH = re.compile(
    r"\b(och|inte|som|eller|för|med|till|branscher?|bransch|kommun(er)?|siffror|jobb(en)?|riket|underlaget|här|av|den|det|är|okänt?|"
    r"tillverkning|utvinning|verksamhet|Källa|räknades|Avser|procent|år)\b",
    re.IGNORECASE,
)


def swedish_in(page: str) -> set[str]:
    """Swedish words that a reader of the page would meet, in its text, pictures and labels."""
    body = page[page.index("<main") : page.index("</main>")]
    # A source's own names are as the source writes them.
    plain = re.sub(r'(href|action|id|for|name|class)="[^"]*"|\b\w+\.csv|<code>.*?</code>', "", body, flags=re.DOTALL)
    return {found[0] for found in SWEDISH.finditer(plain)}


@pytest.mark.parametrize(
    "path",
    ["", "/04", "/04?fran=2018", "/04?ar=2018", f"/{MUNICIPALITY}", f"/{HIDDEN}", f"/{HIDDEN}?ar=2020", "/0180", "/04?ar=snart", "/9999"],
)
def test_english_is_english(figures: Path, client: Client, path: str) -> None:
    assert swedish_in(client.get(f"/en/naringsliv{path}").content.decode()) == set()
    swedish = client.get(f"/naringsliv{path}").content.decode()
    assert swedish_in(swedish), "the search finds Swedish where there is some"


def test_the_choice_of_being_named_is_in_english_too(figures: Path) -> None:
    client = signed_in(FLORA)
    choice = f"/en/naringsliv/{HIDDEN}/jamforelse"
    assert swedish_in(client.get(choice).content.decode()) == set()
    assert swedish_in(client.post(choice, {}).content.decode()) == set()


def test_the_page_is_drawn_anew_when_figures_have_been_loaded_or_forgotten(figures: Path, client: Client) -> None:
    first = text(client, LIFE)
    load_cube(figures / "lan.csv", CubeFile(producer="En annan", generated=True), by=OPERATOR, code="lan")
    assert "Källa: En annan" in text(client, LIFE)
    assert "Källa: En annan" not in first
    forget_cube("lan", by=OPERATOR)
    assert "inga siffror" in text(client, LIFE)


def test_figures_that_are_fetched_stand_on_the_page_at_once(bare: None, client: Client) -> None:
    assert "inga siffror" in text(client, LIFE)
    made = business_cells(list(counties()), ["A", "B+C", "G"], (2020, 2021), 1)
    whole = [("00", one, year, sum(int(str(v)) for _, i, y, v in made if (i, y) == (one, year))) for one in "AG" for year in (2020, 2021)]
    parts = [
        stored_cells(*[(place, str(year), float(str(v))) for place, i, year, v in (*made, *whole) if i == one], sni2007=one, sex="total")
        for one in ("A", "B+C", "G")
    ]
    outcome = stored("2026-11-01", pa.concat_tables(parts), table=f"{BAS}:12345678", source=BAS, producer="SCB", licence="CC0",
                     series=[NewSeries(f"{BAS}:12345678")], codelists={"sni2007": {"B+C": "tillverkning"}})  # fmt: skip
    assert outcome.good
    page = text(client, LIFE)
    assert "Källa: SCB, ArbStDoNArNN" in page
    assert "åhittade" not in page
