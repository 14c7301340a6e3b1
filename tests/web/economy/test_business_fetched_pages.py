"""From the command that an empty page names to the page with figures: the tables are fetched over the network from a server on loopback.

The figures are made with a generator, which stands as the producer of the tables: the source line of the page says it.
"""

import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client

# The servers in small lie with the tests of figures; their folder is on the path only when those tests run.
sys.path.insert(0, str(Path(__file__).parents[2] / "figures"))

from fetching_served import Asked, KoladaInSmall, Loopback, Older, Ways
from loopback_server import Reply

from figures.business.business_made import cells
from samhandling.figures.business.classifications import name_of
from samhandling.figures.fetching.asking import Asking, Sites
from samhandling.figures.fetching.series import STORED, FetchedSeries, fetch
from samhandling.figures.sources.fetching import Web
from samhandling.ground.places import NATION, counties, place_name
from samhandling.ground.viewer import OPERATOR
from web.economy.test_business_pages import data, section, swedish_in, text

STRATEGY, GENERATOR = "sormland-naringsliv-2022", "En generator för prov, påhittade siffror"
BAS, RAMS = "START/AM/AM0210/AM0210B/ArbStDoNArNN", "START/AM/AM0207/AM0207Z/DagSni07KonKN"
INDUSTRIES = ["A", "B+C", "D+E", "F", "G", "H", "I", "J", "K", "L", "M+N", "O", "P", "Q", "R+S+T+U", "US"]
KPIS = [
    "N02226",
    "N02235",
    "N02212",
    "N02210",
    "N02220",
    "N02237",
    "N02222",
    "N02224",
    "N02216",
    "N02214",
    "N02218",
    "N02231",
    "N02239",
    "N02241",
    "N02228",
    "N02233",
]
TOTAL = "TOT"


def jobs(years: tuple[int, ...], seed: int) -> dict[tuple[str, str, str], int]:
    """Jobs by region, industry and year, in every county, in two municipalities, and in the nation."""
    every = {(region, one, str(year)): int(str(value)) for region, one, year, value in cells(list(counties()), INDUSTRIES, years, seed)}
    for (region, one, year), value in list(every.items()):
        every[NATION, one, year] = every.get((NATION, one, year), 0) + value
        if region == "04":
            every |= {("0480", one, year): value // 3, ("0482", one, year): value // 9}
    return every


def table(path: str, years: tuple[int, ...], seed: int, *, states_total: bool) -> Older:
    """A table as Statistics Sweden has it: two sexes and no sum of them, and in the newer one a code for all industries."""
    made = jobs(years, seed)
    industries = {code: name_of(code).sv for code in INDUSTRIES} | ({TOTAL: "Total"} if states_total else {})

    def cell(of: Mapping[str, str]) -> float:
        asked = INDUSTRIES if of["SNI2007"] == TOTAL else [of["SNI2007"]]
        men = [made[of["Region"], one, of["Tid"]] // 2 for one in asked]
        women = [made[of["Region"], one, of["Tid"]] - half for one, half in zip(asked, men, strict=True)]
        return float(sum(men if of["Kon"] == "1" else women))

    regions = {code: place_name(code) for code in (NATION, *counties(), "0480", "0482")}
    variables = {
        "Region": ("region", regions),
        "SNI2007": ("näringsgren SNI 2007", industries),
        "Kon": ("kön", {"1": "män", "2": "kvinnor"}),
        "ContentsCode": ("tabellinnehåll", {"N1": "sysselsatta, antal"}),
        "Tid": ("år", {str(year): str(year) for year in years}),
    }
    return Older(path, variables, cell, left_out=("Kon",), most_cells=100_000)


class Source:
    """Both tables and Kolada, below the addresses that the product asks."""

    def __init__(self) -> None:
        self._tables = (
            table(BAS, (2020, 2021, 2022), 1, states_total=True),
            table(RAMS, (2017, 2018, 2019, 2020), 2, states_total=False),
        )

    def __call__(self, asked: Asked) -> Reply:
        if asked.path.startswith("/kolada"):
            return KoladaInSmall(_kpi(asked.path), _share_of(_kpi(asked.path)), ("0000", "0004", "0480"))(asked)
        return next((one for one in self._tables if asked.path.endswith(one.path)), self._tables[0])(asked)


def _kpi(path: str) -> str:
    return re.findall(r"[A-Z]\d{5}", path)[0]


def _share_of(kpi: str) -> Callable[[str, str, str], float]:
    at = KPIS.index(kpi) if kpi in KPIS else 0
    return lambda place, year, sex: 100 / 16 if place == "0000" else (10.0 if at == 0 else 6.0)


@pytest.fixture
def source(bare: None) -> Iterator[Loopback]:
    with Loopback(Source()) as server:
        yield server


def fetched(page: str, which: int, server: Loopback) -> list[FetchedSeries]:
    """What the page's own command fetches, from the server on loopback; its producer says that the figures are made."""
    what = re.findall(r"<code>samhandling figures fetch ([^<]+)</code>", page)[which]
    ways = Ways(server)

    def asking(web: Web) -> Asking:
        px = {"scb": replace(Sites().px["scb"], newer="", older=f"{server.url}/v1/ssd/START", producer=GENERATOR)}
        return Asking(web, Sites(px, f"{server.url}/kolada", f"{server.url}/eurostat"))

    return fetch(what, strategy=STRATEGY, by=OPERATOR, through=ways, asking=asking)


def test_the_command_of_the_empty_page_fills_it_and_the_break_is_told(source: Loopback, client: Client) -> None:
    outcomes = fetched(text(client, "/naringsliv/04"), 0, source)
    states = {one.series: one.state for one in outcomes}
    assert (states["scb:ArbStDoNArNN"], states["scb:DagSni07KonKN"]) == (STORED, STORED)
    page, found = text(client, "/naringsliv/04"), data(client, "/naringsliv/04.json")
    assert f"Källa: {GENERATOR}, ArbStDoNArNN, DagSni07KonKN." in page
    now = {one: value for (region, one, year), value in jobs((2020, 2021, 2022), 1).items() if (region, year) == ("04", "2022")}
    assert {one["code"]: one["jobs"] for one in found["lives_on"]["industries"]} == now
    assert (found["year"], found["base_year"]) == (2022, 2020)
    assert [point["year"] for point in found["breadth"]["years"]] == [2017, 2018, 2019, 2020, 2021, 2022]
    told = "Från 2020 kommer uppgifterna ur BAS, dessförinnan ur RAMS."
    assert told in section(page, "breadth")
    assert section(page, "breadth").count('class="d-marked"') == 1
    assert told in section(text(client, "/naringsliv/04?fran=2018"), "growth")
    assert told not in section(page, "growth"), "2020 to 2022 crosses no break"


def test_a_municipality_is_held_against_the_nation_that_was_fetched(source: Loopback, client: Client) -> None:
    fetched(text(client, "/naringsliv/0480"), 0, source)
    page = text(client, "/naringsliv/0480")
    assert "Andel i riket" in page
    assert "underlaget" not in section(page, "lives-on")
    own = jobs((2020, 2021, 2022), 1)
    whole, place = (sum(own[region, one, "2022"] for one in INDUSTRIES) for region in (NATION, "0480"))
    for one in data(client, "/naringsliv/0480.json")["lives_on"]["industries"]:
        assert one["share"] == pytest.approx(own["0480", one["code"], "2022"] / place)
        assert one["nation_share"] == pytest.approx(own[NATION, one["code"], "2022"] / whole)
    english = text(client, "/en/naringsliv/0480")
    assert "Mining and quarrying; Manufacturing" in english
    assert not swedish_in(english.replace(GENERATOR, ""))


def test_koladas_shares_are_fetched_where_there_is_nothing_finer(source: Loopback, client: Client) -> None:
    outcomes = fetched(text(client, "/naringsliv/0480"), 1, source)
    assert {f"kolada:{kpi}" for kpi in KPIS} <= {one.series for one in outcomes if one.state == STORED}
    page = text(client, "/naringsliv/0480")
    assert "Källa: Kolada, RKA, N02210–N02241." in page
    assert "Kolada ger branschernas andelar, inte antal" in page
    assert "Hur många som är sysselsatta är inte känt." in page
    assert "Det går inte att räkna ut." in section(page, "growth")
    assert data(client, "/naringsliv/0480.json")["lives_on"]["industries"][0]["share"] == pytest.approx(0.1)
