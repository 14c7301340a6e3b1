"""Indicators computed from employment by industry: values with reasons, breaks, releases and revisions, in the store like any other."""

import json
from datetime import date
from pathlib import Path

import pytest
from business_made import YEARS, cells, counties_file, divisions, write

from samhandling.economy import cube_from_array
from samhandling.figures.business.coarsening import Coarse, as_nation, at_level, split_at
from samhandling.figures.business.computed import NOTHING_HELD, STORED, UNCHANGED, compute
from samhandling.figures.business.cubes import CubeFile, forget_cube, load_cube
from samhandling.figures.business.reading import business_life
from samhandling.figures.business.shapes import BusinessLife
from samhandling.figures.fetching.series import fetch
from samhandling.figures.indicators.answers import indicator, statements
from samhandling.figures.indicators.series import code_of
from samhandling.figures.models import Snapshot
from samhandling.figures.queries import known_rows
from samhandling.figures.rules.indicator.document import Origin
from samhandling.figures.store import originals
from samhandling.ground.places import counties
from samhandling.ground.viewer import OPERATOR, VISITOR

pytestmark = pytest.mark.django_db
STRATEGY = "sormland-naringsliv-2022"
PUBLISHED = date(2025, 11, 28)
FILE = CubeFile(producer="SCB", table="AM0210", licence="CC0", published=PUBLISHED)
SHARE = Origin(kind="computed", rule="economy.share", of="sysselsatta-per-bransch", industries=("M", "N"))
KRUGMAN = Origin(kind="computed", rule="economy.krugman", of="sysselsatta-per-bransch", level="sections_joined")


def values(origin: Origin, place: str = "04", on: date | None = None) -> dict[str, tuple[float | None, str]]:
    rows = known_rows(code_of(origin), seen_by=VISITOR, places=[place], on=on)
    return {row.period: (row.value, row.status) for row in rows}


def test_a_loaded_cube_answers_indicators_and_statements(figures_home: Path, tmp_path: Path) -> None:
    assert {one.state for one in compute(by=OPERATOR)} == {NOTHING_HELD}
    load_cube(counties_file(tmp_path), FILE, by=OPERATOR)
    rows = cells(list(counties()), divisions())
    jobs = {r: [v for q, i, y, v in rows if (q, y) == (r, 2021)] for r in ("04",)}["04"]
    asked = sum(int(str(v)) for r, i, y, v in rows if (r, y) == ("04", 2021) and 69 <= int(i) <= 82)
    assert values(SHARE)["2021"] == (pytest.approx(100 * asked / sum(int(str(v)) for v in jobs), abs=0.005), "")
    assert values(KRUGMAN, "00")["2021"] == (0.0, "")
    found = indicator("krugman", strategy=STRATEGY, place="04", seen_by=VISITOR)
    assert [value.period for value in found.line.values] == [str(year) for year in YEARS]
    assert found.line.latest
    assert found.line.latest.known_from == PUBLISHED
    assert "SCB" in found.sources[0].said.sv
    answers = {one.statement.id: one for one in statements(STRATEGY, seen_by=VISITOR)}
    for name in ("branschstruktur-som-riket", "stor-tillverkningsindustri", "svaga-foretagstjanster", "svag-finans-och-forsakring"):
        assert answers[name].answer.answer != "cannot_be_told", name
    assert indicator("lokaliseringskvot", strategy=STRATEGY, place="04", seen_by=VISITOR).parts
    assert len(indicator("shift-share", strategy=STRATEGY, place="04", seen_by=VISITOR).missing) >= 1  # four years are too few for five
    life = business_life("04", viewer=VISITOR)
    assert isinstance(life, BusinessLife)
    same = Origin(kind="computed", rule="economy.equivalent_number", of="sysselsatta-per-bransch", level="division")
    assert compute([same], by=OPERATOR)[0].state == STORED
    assert values(same)["2021"][0] == pytest.approx(life.breadth.equivalent_number, abs=0.005)


def test_a_release_tells_its_rule_source_and_checksum_and_is_stored_once(figures_home: Path, tmp_path: Path) -> None:
    loaded = load_cube(counties_file(tmp_path), FILE, by=OPERATOR)
    (row,) = Snapshot.objects.filter(table__code=code_of(KRUGMAN))
    assert (row.published, row.known_from, row.producer, row.licence) == (PUBLISHED, PUBLISHED, "SCB", "CC0")
    told = json.loads(originals.read(row.sha256))
    assert (told["rule"], told["options"], told["of"][0]["sha256"]) == ("economy.krugman", {"level": "sections_joined"}, loaded.checksum)
    assert {one.state for one in compute([KRUGMAN, SHARE], by=OPERATOR)} == {UNCHANGED}
    assert Snapshot.objects.filter(table__code=code_of(KRUGMAN)).count() == 1


def test_other_figures_are_a_revision_and_a_forgotten_cube_leaves_what_was_known(figures_home: Path, tmp_path: Path) -> None:
    load_cube(counties_file(tmp_path), FILE, by=OPERATOR, code="k")
    before = values(KRUGMAN)
    other = write(tmp_path / "lan2.csv", cells(list(counties()), divisions(), seed=9))
    load_cube(other, FILE, by=OPERATOR, code="k")
    after = values(KRUGMAN)
    assert before != after
    found = indicator("krugman", strategy=STRATEGY, place="04", seen_by=VISITOR)
    assert {row.revised.before for row in found.revisions} != {None}
    forget_cube("k", by=OPERATOR)
    assert values(KRUGMAN) == after


def test_a_hidden_cell_gives_a_reason_and_never_a_number(figures_home: Path, tmp_path: Path) -> None:
    def hide(rows: list[tuple[str, str, int, object]]) -> list[tuple[str, str, int, object]]:
        return [(r, i, y, ".." if (r, i, y) == ("04", "70", 2020) else v) for r, i, y, v in rows]

    load_cube(counties_file(tmp_path, hide), FILE, by=OPERATOR)
    assert values(SHARE)["2020"][0] is None
    assert values(SHARE)["2020"][1] in ("suppressed_cell", "missing_cell")
    assert values(SHARE)["2021"][0] is not None
    assert values(KRUGMAN)["2020"][0] is None
    found = indicator("krugman", strategy=STRATEGY, place="04", seen_by=VISITOR)
    assert next(value for value in found.line.values if value.period == "2020").value is None


def test_a_break_in_the_figures_is_a_break_in_the_line_and_growth_never_crosses_it(figures_home: Path, tmp_path: Path) -> None:
    load_cube(counties_file(tmp_path), CubeFile(producer="SCB", breaks=(2020,)), by=OPERATOR)
    found = indicator("krugman", strategy=STRATEGY, place="04", seen_by=VISITOR)
    assert [mark.period for mark in found.line.breaks] == ["2020"]
    assert values(KRUGMAN)["2020"][1] == "b"
    growth = Origin(kind="computed", rule="economy.shift_share", of="x", level="section", years=1, part="regional")
    compute([growth], by=OPERATOR)
    found_growth = values(growth)
    assert found_growth["2020"] == (None, "across_a_break b")
    assert found_growth["2018"] == (None, "no_start_year")
    assert found_growth["2021"][0] is not None


def test_figures_that_are_too_coarse_are_refused_by_name(figures_home: Path, tmp_path: Path) -> None:
    load_cube(write(tmp_path / "grov.csv", cells(list(counties()), ["A", "B+C", "G", "M+N"])), FILE, by=OPERATOR)
    fine = Origin(kind="computed", rule="economy.related_variety", of="sysselsatta-per-bransch", level="division")
    (made,) = compute([fine], by=OPERATOR)
    assert [fault.read for fault in made.faults] == ["too_coarse"]
    assert values(fine)["2021"] == (None, "too_coarse")
    found = indicator("slaktskap-inom-grupper", strategy=STRATEGY, place="04", seen_by=VISITOR)
    assert "grövre branscher" in found.missing[0].said.sv
    assert values(SHARE)["2021"][0] is not None


def test_some_places_without_the_nation_are_not_held_against_it(figures_home: Path, tmp_path: Path) -> None:
    load_cube(write(tmp_path / "nagra.csv", cells(["04", "05"], divisions())), FILE, by=OPERATOR)
    assert values(KRUGMAN)["2021"] == (None, "no_nation")
    assert values(SHARE)["2021"][0] is not None
    assert values(SHARE, "00") == {}


def test_invented_figures_are_never_computed_from(figures_home: Path, tmp_path: Path) -> None:
    load_cube(counties_file(tmp_path), CubeFile(generated=True), by=OPERATOR)
    assert not Snapshot.objects.exists()


def test_fetching_a_computed_indicator_computes_what_is_held(figures_home: Path, tmp_path: Path) -> None:
    load_cube(counties_file(tmp_path), FILE, by=OPERATOR)
    (found,) = fetch("krugman", strategy=STRATEGY, by=OPERATOR)
    assert (found.series, found.state) == ("computed:economy.krugman", "unchanged")


def test_industries_are_gathered_and_what_holds_more_than_was_asked_is_refused() -> None:
    cube = cube_from_array(
        [[[1.0], [2.0], [4.0]], [[8.0], [16.0], [32.0]]], regions=["01", "03"], industries=["25", "26", "69"], years=[2020]
    )
    assert at_level(cube, "section").industries == ("C", "M")
    assert at_level(cube, "sections_joined").industries == ("B+C", "M+N")
    assert at_level(cube, "section").stack[0].tolist() == [[3.0, 4.0], [24.0, 32.0]]
    assert split_at(cube, ["C"]).stack[0].tolist() == [[3.0, 4.0], [24.0, 32.0]]
    assert as_nation(cube).stack[0].tolist() == [[9.0, 18.0, 36.0]]
    with pytest.raises(Coarse):
        at_level(cube, "detail")
    with pytest.raises(Coarse):
        split_at(cube, ["261"])
