"""Cubes from figures that were fetched: BAS continued backwards by RAMS with its break, and Kolada's shares where there is nothing finer."""

from pathlib import Path

import pyarrow as pa
import pytest
from business_made import cells as made_cells
from figures_made import cells, stored

from samhandling.figures.business.from_store import BAS, RAMS
from samhandling.figures.business.reading import business_life, places_known
from samhandling.figures.business.shapes import BusinessLife, Growth, Lacking, Unknown
from samhandling.figures.rules.observation import NewSeries
from samhandling.ground.places import counties
from samhandling.ground.viewer import VISITOR

pytestmark = pytest.mark.django_db

INDUSTRIES = ["A", "B+C", "G", "US"]
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
WORDS = {"A": "jordbruk", "B+C": "tillverkning och utvinning", "G": "handel", "US": "okänd verksamhet"}


def store_table(source: str, years: tuple[int, ...], seed: int, industries: list[str] = INDUSTRIES) -> None:
    rows = made_cells(list(counties()), industries, years, seed)
    whole = {(i, y): sum(int(str(v)) for _, j, z, v in rows if (j, z) == (i, y)) for _, i, y, _ in rows}
    every = [*rows, *[("00", industry, year, value) for (industry, year), value in whole.items()]]
    parts = []
    for industry in industries:
        found = [(place, str(year), float(str(value))) for place, one, year, value in every if one == industry]
        for sex in ("total", "women"):
            halved = [(place, year, value if sex == "total" else value / 2) for place, year, value in found]
            parts.append(cells(*halved, sni2007=industry, sex=sex))
    code = f"{source}:12345678"
    told = {"source": source, "producer": "SCB", "licence": "CC0", "series": [NewSeries(code)], "codelists": {"sni2007": WORDS}}
    assert stored("2026-11-01", pa.concat_tables(parts), table=code, **told).good


def life(place: str = "04", base_year: int | None = None) -> BusinessLife:
    found = business_life(place, base_year=base_year, viewer=VISITOR)
    assert isinstance(found, BusinessLife)
    return found


def test_bas_is_continued_backwards_by_rams_and_the_break_is_marked(figures_home: Path) -> None:
    store_table(BAS, (2020, 2021, 2022), 1)
    store_table(RAMS, (2017, 2018, 2019, 2020, 2021), 2)
    found = life()
    assert found.level.years == (2017, 2018, 2019, 2020, 2021, 2022)
    assert found.base_year == 2020
    assert (found.source.producer, found.source.table) == ("SCB", "ArbStDoNArNN, DagSni07KonKN")
    now = {i: v for r, i, y, v in made_cells(list(counties()), INDUSTRIES, (2020, 2021, 2022), 1) if (r, y) == ("04", 2022)}
    assert {row.code: row.count for row in found.lives_on} == now
    assert next(row.name.sv for row in found.lives_on if row.code == "B+C") == "tillverkning och utvinning"
    assert "vet inte" in str(next(row.sureness for row in found.lives_on if row.code == "US"))
    over = life(base_year=2018).growth
    assert isinstance(over, Growth)
    assert "RAMS" in over.broken[0].sv
    assert len(places_known()) == 21


def test_what_is_fetched_anew_is_read_anew(figures_home: Path) -> None:
    assert isinstance(business_life("04", viewer=VISITOR), Lacking)
    store_table(RAMS, (2018, 2019), 2)
    assert life().year == 2019
    assert life().source.table == "DagSni07KonKN"


def test_other_industries_before_the_break_are_left_out(figures_home: Path) -> None:
    store_table(BAS, (2020, 2021), 1)
    store_table(RAMS, (2018, 2019), 2, ["A", "G"])
    assert life().level.years == (2020, 2021)


def test_koladas_shares_give_a_coarse_reading_without_counts(figures_home: Path) -> None:
    for at, kpi in enumerate(KPIS):
        share = 10.0 if at == 0 else 6.0
        rows = [(place, year, share) for place in ("04", "0480") for year in ("2020", "2021")]
        nation = [("00", year, 100 / 16) for year in ("2020", "2021")]
        code = f"kolada:{kpi}"
        stored("2026-11-01", cells(*rows, *nation), table=code, source=code, producer="Kolada", series=[NewSeries(code)])
    found = life("0480")
    first = found.lives_on[0]
    assert first.code == "A"
    assert first.count is None
    assert first.share == pytest.approx(0.1)
    assert first.lq == pytest.approx(0.1 / 0.0625, rel=1e-3)
    assert isinstance(found.growth, Unknown)
    assert isinstance(found.near, Unknown)
    assert found.jobs is None
    assert any("andelar" in note.sv for note in found.notes)


def test_some_of_koladas_shares_are_not_enough(figures_home: Path) -> None:
    stored("2026-11-01", cells(("04", "2020", 10.0)), table="kolada:N02226", source="kolada:N02226", series=[NewSeries("kolada:N02226")])
    assert isinstance(business_life("04", viewer=VISITOR), Lacking)
