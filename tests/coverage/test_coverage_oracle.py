"""The real portfolio gives the numbers that were worked out by hand and by another program."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from samhandling.coverage.rules.attribution import counties_of, is_effort
from samhandling.coverage.rules.matrix import matrix
from samhandling.coverage.rules.picture import Cell, FocusArea, Picture, Question
from samhandling.coverage.rules.presentation import shown_money
from samhandling.coverage.rules.rulebook import default_rulebook
from samhandling.coverage.rules.status import Status
from samhandling.ground.evidence import Evidence
from samhandling.ground.money import to_ore
from samhandling.ground.places import NATION, PlaceCode, counties
from samhandling.plan.rules.record import InitiativeRecord
from samhandling.plan.rules.world import ActorName

Draw = Callable[..., Picture]
DAYS = ("2009-12-31", "2016-09-01", "2018-06-30", "2022-09-01")
CODES = ("1.1", "1.2", "1.3", "2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "3.1", "3.2", "3.3", "3.4", "3.5")
REASONS = {
    "ingen har området som huvudområde": "no_main",
    "en enda ägare": "one_owner",
    "alla är förstudier": "pre_studies_only",
    "färre än två kvar om 12 månader": "few_left",
}
ANY_DAY = date(2018, 6, 30)

each_day = pytest.mark.parametrize("day", DAYS)
each_area = pytest.mark.parametrize("code", CODES)


def ids(evidence: Evidence[int]) -> list[str]:
    return sorted(row.id for row in evidence.rows)


def expected(oracle: dict[str, Any], day: str, code: str) -> dict[str, Any]:
    found: dict[str, Any] = oracle["as_of"]["dates"][day]["focus_areas"][code]
    return found


def cell(draw: Draw, day: str, code: str) -> Cell:
    return draw(date.fromisoformat(day)).cell(code)


@each_day
@each_area
def test_it_knows_which_efforts_are_under_way(oracle: dict[str, Any], draw: Draw, day: str, code: str) -> None:
    wanted, found = expected(oracle, day, code), cell(draw, day, code)
    assert ids(found.active) == sorted(wanted["active_ids"])
    assert ids(found.main) == sorted(wanted["main_ids"])
    assert ids(found.main_left) == sorted(wanted["remaining_ids"])
    assert found.numbers.main_owners == wanted["main_owners"]
    counts = (found.active.value, found.main.value, found.main_left.value)
    assert counts == (wanted["active"], wanted["main"], wanted["remaining_after_12_months"])


@each_day
@each_area
def test_it_requires_both_bounds_of_what_is_possibly_under_way(oracle: dict[str, Any], draw: Draw, day: str, code: str) -> None:
    wanted, found = expected(oracle, day, code), cell(draw, day, code)
    assert found.possibly_active.value == wanted["both_bounds_required"]["possibly_active"]
    assert set(ids(found.possibly_active)) <= set(wanted["possibly_active_ids"])
    # Those with one bound only are listed, not passed by.
    assert set(wanted["possibly_active_ids"]) <= {*ids(found.possibly_active), *ids(found.undated)}


@each_day
@each_area
def test_it_gives_the_status_and_every_reason(oracle: dict[str, Any], draw: Draw, day: str, code: str) -> None:
    wanted, found = expected(oracle, day, code), cell(draw, day, code)
    assert found.status == wanted["both_bounds_required"]["status"]
    assert [finding.rule for finding in found.reasons] == [REASONS[reason] for reason in wanted["reasons"]]


@each_day
def test_the_whole_of_a_day_agrees(oracle: dict[str, Any], draw: Draw, day: str) -> None:
    wanted, drawn = oracle["as_of"]["dates"][day], draw(date.fromisoformat(day))
    assert drawn.totals.active.value == wanted["projects_active"]
    outside = set(ids(drawn.totals.active)) - set(ids(drawn.totals.active_contributing))
    assert sorted(outside) == sorted(wanted["active_without_contributions_ids"])
    statuses = Counter(area["both_bounds_required"]["status"] for area in wanted["focus_areas"].values())
    assert {status: len(drawn.with_status(status)) for status in Status} == {status: statuses[status] for status in Status}


@each_day
def test_the_matrix_gives_the_same_for_the_county(
    oracle: dict[str, Any], real: tuple[InitiativeRecord, ...], areas: tuple[FocusArea, ...], day: str
) -> None:
    every = matrix(real, areas, Question(date.fromisoformat(day), NATION, default_rulebook()))
    found = {code: every.status_of(PlaceCode("04"), code).value for code in CODES}
    assert found == {code: expected(oracle, day, code)["both_bounds_required"]["status"] for code in CODES}
    assert {code: every.sek_of(PlaceCode("04"), code) for code in CODES} == {
        code: Fraction(oracle["focus_areas"][code]["sormland"]["exact"]) for code in CODES
    }


def test_shown_money_is_the_conserving_one_to_the_ore(oracle: dict[str, Any], draw: Draw) -> None:
    shown = shown_money(draw(ANY_DAY))
    found = {**{code: str(amount) for code, amount in shown.focus_areas.items()}, "outside": str(shown.outside)}
    assert found == oracle["sormland_conserving"]


def test_totals_are_the_oracles(oracle: dict[str, Any], draw: Draw) -> None:
    totals, money = draw(ANY_DAY).totals, oracle["money"]
    included = Fraction(money["sormland_included"]["exact"])
    assert totals.attributed.value + totals.outside.value + totals.insufficient.value == included
    assert totals.outside.value + totals.insufficient.value == Fraction(oracle["outside"]["sormland"]["exact"])
    assert totals.excluded.value == Fraction(money["sormland_excluded"]["exact"])
    assert totals.granted.value + totals.elsewhere.value == Fraction(money["granted_all_rows"])
    projects = oracle["projects"]
    assert (totals.initiatives.value, totals.without_amount.value, totals.unjudged.value) == (
        projects["included"],
        projects["included_without_amount"],
        projects["insufficient"],
    )


@pytest.mark.parametrize("county", counties())
def test_every_county_has_its_part_exactly(oracle: dict[str, Any], draw: Draw, county: PlaceCode) -> None:
    totals = draw(ANY_DAY, county).totals
    wanted = oracle["counties_included"][county]
    found = totals.granted.value - totals.excluded.value
    assert (found, str(to_ore(found))) == (Fraction(wanted["exact"]), wanted["rounded"])


@each_area
def test_the_nation_wide_part_is_told_apart(oracle: dict[str, Any], draw: Draw, code: str) -> None:
    found, wanted = draw(ANY_DAY).cell(code), oracle["focus_areas"][code]
    assert found.sek.value == Fraction(wanted["sormland"]["exact"])
    assert found.sek.value - found.nation_wide_sek.value == Fraction(wanted["sormland_regional_only"]["exact"])
    assert found.initiatives.value == wanted["contributing"]
    assert len(found.sek.rows) == wanted["with_amount"]


@each_area
def test_the_nation_has_the_whole_amount(oracle: dict[str, Any], draw: Draw, code: str) -> None:
    assert draw(ANY_DAY, NATION).cell(code).sek.value == Fraction(oracle["focus_areas"][code]["granted_by_share"]["exact"])


def test_each_project_gives_its_parts(oracle: dict[str, Any], draw: Draw) -> None:
    drawn = draw(ANY_DAY)
    for area in drawn.cells:
        wanted = {
            key: Fraction(project["areas"][area.focus_area]["exact"])
            for key, project in oracle["per_project"].items()
            if area.focus_area in project["areas"]
        }
        assert {row.id: row.part for row in area.sek.rows} == wanted
    outside = {row.id: row.part for row in drawn.totals.outside.rows}
    assert outside == {key: Fraction(project["outside"]["exact"]) for key, project in oracle["per_project"].items()}


def test_money_by_how_many_counties_it_reaches(oracle: dict[str, Any], real: tuple[InitiativeRecord, ...], draw: Draw) -> None:
    def reach(record: InitiativeRecord) -> str:
        number = len(counties_of(record))
        return "1 county" if number == 1 else f"{number} counties" if number == 21 else "2-5 counties"

    money = {row.id: row.part or Fraction(0) for row in draw(ANY_DAY).totals.granted.rows}
    efforts = [record for record in real if is_effort(record)]
    for group, wanted in oracle["reach"].items():
        chosen = [record for record in efforts if reach(record) == group]
        assert len(chosen) == wanted["projects"]
        assert sum(record.granted or 0 for record in chosen) == Fraction(wanted["granted"])
        assert sum(money.get(record.id, 0) for record in chosen) == Fraction(wanted["sormland"]["exact"])


def test_money_by_financier(oracle: dict[str, Any], real: tuple[InitiativeRecord, ...], draw: Draw, actors: tuple[ActorName, ...]) -> None:
    ids_of = {name: actor.id for actor in actors for name in actor.names}
    money = {row.id: row.part or Fraction(0) for row in draw(ANY_DAY).totals.granted.rows}
    efforts = [record for record in real if is_effort(record)]
    for financier, wanted in oracle["financiers"].items():
        name = "" if financier == "(okänd)" else ids_of.get(financier, financier)
        chosen = [record for record in efforts if name in ({grant.financier for grant in record.grants} or {""})]
        assert len(chosen) == wanted["projects"], financier
        assert sum(record.granted is not None for record in chosen) == wanted["with_amount"], financier
        assert sum(record.granted or 0 for record in chosen) == Fraction(wanted["granted"]), financier
        assert sum(money.get(record.id, 0) for record in chosen) == Fraction(wanted["sormland"]["exact"]), financier
