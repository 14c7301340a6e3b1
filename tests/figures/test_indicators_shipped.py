"""What is shipped: every series that the strategy asks for, checked against the sources' own metadata."""

import csv
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from samhandling.figures.rules.indicator import document as document
from samhandling.figures.rules.indicator.check import check
from samhandling.figures.rules.indicator.document import Indicator, Origin, Part
from samhandling.figures.rules.indicator.measures import measure_of
from samhandling.figures.rules.indicator.shipped import Catalogue, shipped, shipped_files, shipped_strategies
from samhandling.strategy.rules.document import StrategyDocument
from samhandling.strategy.rules.shipped import read_shipped

STRATEGIES = shipped_strategies()
LEVELS = {"K": {"municipality"}, "L": {"county"}, "A": {"county", "municipality"}}


@pytest.fixture(params=STRATEGIES)
def catalogue(request: pytest.FixtureRequest) -> Catalogue:
    return shipped(request.param)


@pytest.fixture
def strategy(catalogue: Catalogue) -> StrategyDocument:
    return read_shipped(catalogue.strategy)


def origins(catalogue: Catalogue, kind: str) -> list[tuple[Indicator, Origin]]:
    return [
        (found, series.source) for found in catalogue.indicators.values() for series in found.every_series if series.source.kind == kind
    ]


def test_there_are_some() -> None:
    assert STRATEGIES
    assert shipped_files("no-such-strategy") == ()


def test_every_focus_area_and_every_prerequisite_is_followed(catalogue: Catalogue, strategy: StrategyDocument) -> None:
    assert [node.id for node in strategy.focus_areas if not catalogue.of_focus_area(node.id)] == []
    assert [found.id for found in strategy.prerequisites if not catalogue.of_prerequisite(found.id)] == []


def test_every_series_that_the_strategy_names_is_in_its_focus_area(catalogue: Catalogue, strategy: StrategyDocument) -> None:
    for node in strategy.focus_areas:
        keys = {key for found in catalogue.of_focus_area(node.id) for key in found.keys}
        assert set(node.indicators) - keys == set(), node.id


def test_every_indicator_has_both_languages_and_a_stated_direction(catalogue: Catalogue) -> None:
    for found in catalogue.indicators.values():
        for text in (found.title, found.definition, found.unit, found.note, found.unsure):
            assert text is None or (text.sv and text.en), found.id
        assert found.definition.sv.endswith("."), found.id
        assert found.stated
        assert len(found.title.sv) < 80, found.id


def test_what_counts_people_says_whether_it_is_split_by_sex(catalogue: Catalogue) -> None:
    people = [found for found in catalogue.indicators.values() if found.unit.sv.startswith("personer")]
    assert people
    assert [found.id for found in people if not found.persons or found.by_sex is None] == []


def test_no_target_is_invented(catalogue: Catalogue) -> None:
    assert [found.id for found in catalogue.indicators.values() if found.targets] == []


def test_what_has_no_open_series_says_so_and_has_a_producer(catalogue: Catalogue) -> None:
    for kind in ("file", "local"):
        for found, origin in origins(catalogue, kind):
            assert origin.producer is not None, found.id
            assert found.unsure or found.note, found.id


def test_what_is_computed_is_computed_by_a_rule_that_exists(catalogue: Catalogue) -> None:
    computed = origins(catalogue, "computed")
    assert computed
    for found, origin in computed:
        assert measure_of(origin.rule) is not None, found.id
        assert origin.of in catalogue.indicators


@pytest.fixture(scope="module")
def kolada(shared: Path) -> Mapping[str, Mapping[str, Any]]:
    return {row["id"]: row for row in pq.read_table(shared / "data" / "statistics" / "kolada" / "kpi_metadata.parquet").to_pylist()}


def test_every_key_figure_is_koladas_with_its_level_and_its_sexes(catalogue: Catalogue, kolada: Mapping[str, Mapping[str, Any]]) -> None:
    every = origins(catalogue, "kolada")
    assert len(every) > 80
    for found, origin in every:
        facts = kolada[origin.kpi]
        assert set(found.levels) <= LEVELS[facts["municipality_type"]], found.id
        assert found.by_sex is None or found.by_sex <= facts["is_divided_by_gender"], found.id
        assert found.persons or not facts["is_divided_by_gender"], found.id


def test_every_day_of_publication_is_the_one_that_kolada_names(catalogue: Catalogue, kolada: Mapping[str, Mapping[str, Any]]) -> None:
    for found in catalogue.indicators.values():
        first = next(iter(found.series), None)
        if first is None or first.source.kind != "kolada" or kolada[first.source.kpi]["publication_date"] is None:
            continue
        facts = kolada[first.source.kpi]
        assert found.release is not None, found.id
        assert found.release.declared[facts["publ_period"]].isoformat() == facts["publication_date"], found.id


def test_groups_of_similar_regions_are_koladas(catalogue: Catalogue, shared: Path) -> None:
    titles = set(pq.read_table(shared / "data" / "statistics" / "kolada" / "municipality_groups.parquet")["group_title"].to_pylist())
    asked = {prefix for found in catalogue.indicators.values() for prefix in found.comparators.similar}
    assert asked
    assert [prefix for prefix in asked if not any(title.startswith(prefix) for title in titles)] == []


@pytest.fixture(scope="module")
def tables(shared: Path) -> Mapping[str, set[str]]:
    """Folders ("AM/AM0210/AM0210A") by table, "" where only its name is known."""
    folder, known = shared / "data" / "statistics" / "scb_meta", dict[str, set[str]]()
    with (folder / "tables_used_by_region_dalarna.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            at = re.search(r"/ssd/(?:START/)?(.+)/[^/]+$|/v1/sv/[^/]+/(.+)/[^/]+$", row["url"] or "")
            known.setdefault(row["table"], set()).add((at[1] or at[2]) if at else "")
    with (folder / "scb_tables_on_product_pages_2026-10-10.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            known.setdefault(row["table"], set()).add("")
    return known


def test_every_table_is_one_that_the_sources_have_and_stands_in_its_folder(catalogue: Catalogue, tables: Mapping[str, set[str]]) -> None:
    every = origins(catalogue, "pxwebapi2")
    assert len(every) > 40
    for found, origin in every:
        assert origin.table in tables, (found.id, origin.table)
        assert origin.path in tables[origin.table] or not origin.path or found.unsure, (found.id, origin.path)


def test_labels_that_are_chosen_are_the_sources_own(catalogue: Catalogue, shared: Path) -> None:
    with (shared / "data" / "statistics" / "scb_meta" / "codelist_values_in_region_dalarna_scripts.csv").open(encoding="utf-8") as file:
        known = {(row["variable"], row["value_label"]) for row in csv.DictReader(file)}
    chosen = {
        (variable, label, bool(found.unsure))
        for found, origin in origins(catalogue, "pxwebapi2")
        for variable, labels in origin.select.items()
        for label in labels
        if label != "*"
    }
    assert len(chosen) > 10
    assert [(variable, label) for variable, label, unsure in chosen if (variable, label) not in known and not unsure] == []


def test_every_id_of_the_map_is_shipped(catalogue: Catalogue, shared: Path) -> None:
    text = (shared / "data" / "indicator_map.md").read_text("utf-8")
    rows = [line for line in text.splitlines() if line.startswith("|") and "(K)" in line]
    named = {code for row in rows for code in re.findall(r"\b[NU]\d{5}\b", row)}
    assert len(named) > 40
    keys = {key for found in catalogue.indicators.values() for key in found.keys}
    # N02242 ends a range in which every second key figure is by residence; those by workplace are the ones that are followed.
    assert {code for code in named if f"kolada:{code}" not in keys} <= {"N02242"}


PAGE = Path(__file__).parents[2] / "docs" / "indicators.md"
FENCED = re.compile(r"```toml\n(.+?)```", re.DOTALL)


def test_every_key_is_on_the_page() -> None:
    page = PAGE.read_text("utf-8")
    written = set(re.findall(r"[a-z_]+", " ".join([*FENCED.findall(page), *re.findall(r"`([^`]+)`", FENCED.sub("", page))])))
    parts = [
        found
        for found in vars(document).values()
        if isinstance(found, type) and issubclass(found, Part) and found.__module__ == document.__name__
    ]
    assert len(parts) >= 9
    for part in parts:
        assert {field.alias or name for name, field in part.model_fields.items()} - written == set(), part.__name__


def test_the_examples_of_the_page_are_read() -> None:
    whole, *pieces = FENCED.findall(PAGE.read_text("utf-8"))
    assert check(whole, "page.toml").indicators[0].keys == ("scb:ZArbStatusM", "scb:ArbStatusM")
    assert check(whole + pieces[0], "page.toml").indicators[0].paths[0].last_year == 2030
    computed = whole.split("[[indicators.series]]")[0] + pieces[1]
    assert check(computed, "page.toml").indicators[0].algebra is not None
