"""The figures that come with the product: real, release by release, and of series that the indicators ask for."""

from collections import Counter
from datetime import date, datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from samhandling.figures.indicators.answers import across, catalogue, indicator
from samhandling.figures.indicators.near import neighbours_of, similar_to
from samhandling.figures.indicators.series import TOTAL, code_of
from samhandling.figures.queries import known_rows, snapshots
from samhandling.figures.releases.told import news_of, releases_of, revising_releases, revisions_of
from samhandling.figures.rules.changes import Change
from samhandling.figures.rules.indicator.shipped import shipped, shipped_strategies
from samhandling.figures.shipped_figures import load_shipped, shipped_tables
from samhandling.ground.places import all_places, counties
from samhandling.ground.viewer import OPERATOR, VISITOR
from samhandling.people.rules.permission import NotAllowed

STRATEGY = "sormland-naringsliv-2022"


def test_every_shipped_table_is_a_series_of_an_indicator() -> None:
    asked = {
        code_of(series.source) for name in shipped_strategies() for one in shipped(name).indicators.values() for series in one.every_series
    }
    assert {code_of(table.source) for table in shipped_tables()} <= asked
    assert len({code_of(table.source) for table in shipped_tables()}) == len(shipped_tables()) == 4


@pytest.mark.django_db
def test_it_shows_real_figures_with_their_vintages(shared: Path, figures_home: Path) -> None:
    load_shipped(by=OPERATOR, names=["arbetsloshet"])
    dalarna = indicator("arbetsloshet-20-64", strategy=STRATEGY, place="20", seen_by=VISITOR, on=date(2026, 5, 1))
    june = {value.period: value for value in dalarna.line.values}["2020M06"]
    assert (str(june.value), june.known_from, june.preliminary) == ("6.2", date(2023, 6, 9), True)
    later = indicator("arbetsloshet-20-64", strategy=STRATEGY, place="20", seen_by=VISITOR, on=date(2026, 7, 2))
    june = {value.period: value for value in later.line.values}["2020M06"]
    assert (str(june.value), june.known_from) == ("6.1", date(2026, 5, 28))
    assert {(one.revised.day, one.place) for one in later.revisions} == {(date(2026, 5, 28), "20")}
    assert "Reviderad 28 maj 2026: 6,2 blev 6,1." in {one.revised.said.sv for one in later.revisions}

    rows = _given(shared, "bas_arbetsloshet_lan_manad", "regionkod")
    code = code_of(shipped_tables()[0].source)
    stored = {(row.place, row.period): row.value for row in known_rows(code, seen_by=VISITOR, on=date(2024, 4, 3))}
    assert stored == rows
    assert len(across("arbetsloshet-20-64", strategy=STRATEGY, places=counties(), seen_by=VISITOR).lines) == 21

    own = indicator("arbetsloshet-20-64", strategy=STRATEGY, place="04", seen_by=VISITOR)
    assert own.line.latest
    assert (own.line.latest.period, str(own.line.latest.value)) == ("2024M01", "7.6")
    assert "januari 2024" in own.sources[0].said.sv
    assert "3 april 2024" in own.sources[0].said.sv
    assert [one.series for one in own.missing] == ["scb:ZArbStatusM", "scb:ArbStatusM"]
    assert all(one.command == "samhandling figures fetch arbetsloshet-20-64" for one in own.missing)
    assert any("blandar två publiceringar" in note.sv for note in own.notes)
    assert dalarna.notes == later.notes == ()

    chosen = shipped(STRATEGY).indicators["arbetsloshet-20-64"]
    ((release, told),) = revising_releases(chosen, seen_by=VISITOR, places=["20"])
    assert (release.known_from, told.cells, told.changed) == (date(2026, 5, 28), 74, 74)
    assert release.counts[Change.REVISED] == len(revisions_of(chosen, seen_by=VISITOR))
    assert [one.known_from for one in releases_of(chosen, seen_by=VISITOR)][-1] == date(2023, 6, 9)

    (news,) = news_of(STRATEGY, ["20"], date(2026, 5, 27), seen_by=VISITOR)
    assert (news.indicator.id, news.news.periods, len(news.news.revised)) == ("arbetsloshet-20-64", ("2026M03", "2026M04"), 74)
    assert news_of(STRATEGY, ["20"], date(2026, 6, 26), seen_by=VISITOR) == []
    assert news_of(STRATEGY, ["04"], date(2026, 5, 27), seen_by=VISITOR) == []

    held = [row for row in catalogue(STRATEGY, place="04", seen_by=VISITOR) if row.is_held]
    assert [(row.indicator.id, row.held) for row in held] == [("arbetsloshet-20-64", ("scb:ArbStatusM",))]


def _given(shared: Path, name: str, place: str) -> dict[tuple[str, str], float]:
    path = shared / "data" / "statistics" / "vintages" / f"{name}.parquet"
    rows = sorted(pq.read_table(path).to_pylist(), key=lambda row: datetime.fromisoformat(row["vintage"]))
    return {(str(row[place]).zfill(2), str(row["period"]).replace("-", "M")): row["value"] for row in rows}


@pytest.mark.django_db
def test_prices_stand_as_they_were_given_and_revised(shared: Path, figures_home: Path) -> None:
    (loaded,) = load_shipped(by=OPERATOR, names=["smahuspriser"])
    assert (loaded.releases, loaded.passed_over) == (11, 0)
    path = shared / "data" / "statistics" / "vintages" / "smahuspriser_lan_manad.parquet"
    rows = pq.read_table(path).to_pylist()
    chosen = shipped(STRATEGY).indicators["smahuspriser"]
    found = revisions_of(chosen, seen_by=VISITOR)
    assert len(found) == sum(row["revision_no"] > 0 for row in rows)
    assert Counter(one.revised.day.isoformat() for one in found) == Counter(row["vintage"][:10] for row in rows if row["revision_no"])
    moments = {datetime.fromisoformat(row["vintage"]) for row in rows}
    assert {one.accessed for one in snapshots(loaded.series, seen_by=VISITOR)} == moments
    cells = known_rows(loaded.series, seen_by=VISITOR)
    assert {row.dimensions.get("sex", TOTAL) for row in cells} == {TOTAL}
    assert len({row.place for row in cells}) == 22
    again = load_shipped(by=OPERATOR, names=["smahuspriser"])
    assert [(one.releases, one.passed_over) for one in again] == [(0, 11)]


@pytest.mark.django_db
def test_a_visitor_loads_nothing(figures_home: Path) -> None:
    with pytest.raises(NotAllowed):
        load_shipped(by=VISITOR)


def test_neighbours_are_each_others() -> None:
    for place in all_places():
        for other in neighbours_of(place):
            assert place in neighbours_of(other)
            assert len(place) == len(other)
            assert place != other
    assert neighbours_of("04") == ("01", "05", "18", "19")
    assert neighbours_of("09") == neighbours_of("00") == ()


def test_similar_places_are_found_by_how_their_groups_begin() -> None:
    region = similar_to("04", ["Liknande regioner socioekonomi", "Liknande kommuner, övergripande"])
    assert region
    assert (region.family, len(region.members), "04" in region.members) == ("Liknande regioner socioekonomi", 7, False)
    municipality = similar_to("0484", ["Liknande regioner socioekonomi", "Liknande kommuner, övergripande"])
    assert municipality
    assert municipality.family == "Liknande kommuner, övergripande"
    assert set(municipality.members) <= set(all_places())
    assert similar_to("00", ["Liknande regioner socioekonomi"]) is None
    assert similar_to("04", ["Liknande kommuner"]) is None
