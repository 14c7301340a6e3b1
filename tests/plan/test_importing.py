"""A file becomes initiatives: all of it, as it was read, once, with its doubts and its sources."""

import json
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from plan.plan_made import HEADINGS, ROAD, SHOP, Region, book, changed, everything, held, run_of, take_in, traces
from samhandling.files.opening import open_book
from samhandling.ground.faults import Refused
from samhandling.ground.places import PlaceCode
from samhandling.ground.viewer import OPERATOR, VISITOR
from samhandling.office.queries import runs
from samhandling.plan.actions.importing import import_portfolio, preview
from samhandling.plan.models import StoredDoubt
from samhandling.plan.queries import chains, doubts, initiative, open_world, records_of, scopes
from samhandling.plan.rules.mapping import guess
from samhandling.plan.rules.reading import read
from samhandling.plan.rules.record import InitiativeRecord

SORMLAND = "sormland-naringsliv-2022"


def in_code_order(record: InitiativeRecord) -> InitiativeRecord:
    """The database keeps places in the order of their codes."""
    return replace(record, counties=tuple(sorted(record.counties)), municipalities=tuple(sorted(record.municipalities)))


def by_name(record: InitiativeRecord) -> InitiativeRecord:
    """Without what the import itself settles: names of actors that were not known before became codes."""
    return replace(in_code_order(record), owners=(), partners=())


def test_every_row_of_the_clean_file_is_held_as_it_was_read(sormland: Region) -> None:
    opened = open_book(sormland.file)
    world = open_world(sormland.strategy, seen_by=OPERATOR)
    read_again = read(opened, guess(opened, world), world).records
    assert len(read_again) == 68
    kept = {record.id: record for record in records_of(sormland.strategy, seen_by=OPERATOR)}
    assert {record.id: kept[record.id] for record in read_again} == {record.id: in_code_order(record) for record in read_again}
    assert len(kept) == 68


def test_the_officers_workbook_gives_the_same_68_with_its_doubts_stored(sormland: Region, shared: Path) -> None:
    """On an empty plan, so that every doubt is about the file and none about what was known."""
    before = {record.id for record in records_of(sormland.strategy, seen_by=OPERATOR)}
    from samhandling.plan.actions.undoing import undo_import

    undo_import(sormland.run, by=OPERATOR)
    outcome = take_in(open_book(shared / "data" / "portfolio" / "sormland_portfolio.xlsx"), strategy=SORMLAND)
    assert len(records_of(SORMLAND, seen_by=OPERATOR)) == 68
    assert outcome.preview.intake.count(outcome.preview.intake.rows[0].did) == 68
    assert {record.id for record in records_of(SORMLAND, seen_by=OPERATOR)} & before
    stored = list(StoredDoubt.objects.values_list("kind", "field", "location", "read", "said_sv"))
    told = [(one.kind, one.field, one.location, one.read, one.said.sv) for one in outcome.preview.reading.doubts]
    assert [(kind, field, where["row"], raw, said) for kind, field, where, raw, said in stored] == [
        (kind, field, where.row, raw, said) for kind, field, where, raw, said in told
    ]
    assert len(chains(seen_by=OPERATOR)) >= 2


def test_the_doubts_of_the_workbook_are_the_ones_that_its_key_lists(sormland: Region, shared: Path) -> None:
    """Cells whose right reading is unknown or has to be asked about are open doubts at that row; amounts among them stay unknown."""
    from samhandling.plan.actions.undoing import undo_import

    undo_import(sormland.run, by=OPERATOR)
    folder = shared / "data" / "portfolio"
    take_in(open_book(folder / "sormland_portfolio.xlsx"), strategy=SORMLAND)
    expected = json.loads((folder / "messy_expected.json").read_text("utf-8"))
    asked = {(where["row"], field) for where, field in StoredDoubt.objects.values_list("location", "field")}
    cells = [(row, cell) for row in expected["rows"] for cell in row.get("messy", [])]
    flagged = [(row["excel_row"], cell) for row, cell in cells if "flag" in str(cell.get("right_reading", ""))]
    assert flagged
    missing = [(row, cell["field"], cell["raw"]) for row, cell in flagged if row not in {number for number, _ in asked}]
    assert missing == []


@pytest.mark.parametrize("order", [("register", "portfolio"), ("portfolio", "register")])
def test_register_and_portfolio_give_404_in_either_order_with_the_38_common_ones_once(
    order: tuple[str, str], shared: Path, db: Any
) -> None:
    from samhandling.strategy.actions import load
    from samhandling.strategy.rules.shipped import read_shipped

    load(read_shipped(SORMLAND), by=OPERATOR)
    files = {
        "register": next((shared / "data" / "erdf").glob("*.csv")),
        "portfolio": shared / "data" / "portfolio" / "sormland_portfolio.csv",
    }
    codes: list[set[str]] = []
    for name in order:
        take_in(open_book(files[name]), strategy=SORMLAND, source=name)
        codes.append({record.id for record in records_of(SORMLAND, seen_by=OPERATOR)})
    assert len(codes[1]) == 404
    assert len(codes[1] - codes[0]) == {"register": 336, "portfolio": 30}[order[1]]
    assert not [code for code in codes[1] if "@" in code]


def test_the_second_register_fills_what_the_first_did_not_know(shared: Path, sormland: Region) -> None:
    """The register has no focus areas; what the portfolio says of them stands, whichever came first."""
    before = {record.id: record for record in records_of(SORMLAND, seen_by=OPERATOR)}
    take_in(open_book(next((shared / "data" / "erdf").glob("*.csv"))), strategy=SORMLAND, source="Projektbanken")
    after = {record.id: record for record in records_of(SORMLAND, seen_by=OPERATOR)}
    assert {code: after[code].shares for code in before} == {code: one.shares for code, one in before.items()}
    assert {code: after[code].granted for code in before} == {code: one.granted for code, one in before.items()}
    difference = [one.said.sv for one in doubts(seen_by=OPERATOR) if one.kind == "difference"]
    assert len(difference) <= 3, difference


def test_no_difference_says_the_same_on_both_sides(sormland: Region, shared: Path) -> None:
    take_in(open_book(shared / "data" / "portfolio" / "sormland_portfolio.xlsx"), strategy=SORMLAND, source="Handläggarens lista")
    take_in(open_book(next((shared / "data" / "erdf").glob("*.csv"))), strategy=SORMLAND, source="Projektbanken")
    for one in doubts(seen_by=OPERATOR):
        if one.kind == "difference":
            theirs, ours = one.said.sv.partition(" är ")[2].removesuffix(" Vi har behållt det som står i planen.").split(" i filen och ")
            assert theirs != ours.removesuffix(" i planen."), one.said.sv


@pytest.mark.parametrize("name", ["sormland_portfolio.csv", "sormland_portfolio.xlsx"])
def test_the_same_file_again_writes_nothing(sormland: Region, shared: Path, name: str) -> None:
    again = shared / "data" / "portfolio" / name
    take_in(open_book(again), strategy=SORMLAND)
    before, left = everything(SORMLAND), traces()
    outcome = take_in(open_book(again), strategy=SORMLAND)
    assert (outcome.run, outcome.new_doubts, outcome.new_chains) == (None, 0, 0)
    assert (everything(SORMLAND), traces()) == (before, left)


def test_the_same_file_with_a_scope_is_taken_in_so_that_the_scope_is_known(county: str) -> None:
    take_in(book(ROAD), source="Listan")
    assert take_in(book(ROAD), source="Listan").run is None
    second = take_in(book(ROAD), source="Listan", fetched=date(2025, 9, 1))
    assert second.run is not None
    assert [row.scope["fetched"] for row in scopes(seen_by=OPERATOR)] == ["2025-09-01"]


def test_each_value_keeps_its_file_row_and_what_stood_there(county: str) -> None:
    run = run_of(take_in(book(changed(SHOP, granted="1,2 mnkr"), ROAD, file="listan.csv")))
    page = initiative("A2", of_strategy=county, seen_by=OPERATOR)
    (source,) = page.sources
    assert (source.run, source.file, source.row) == (run, "listan.csv", 2)
    assert ("granted", "granted", "1,2 mnkr") in source.raw
    assert page.record.granted == 1_200_000


def test_an_unknown_amount_is_unknown_and_never_zero(county: str) -> None:
    take_in(book(SHOP, changed(ROAD, granted=0)))
    assert held("A2").granted is None
    assert held("A1").granted == 0


def test_new_owners_become_actors_once(county: str) -> None:
    take_in(book(ROAD, changed(ROAD, id="A3", title="En annan sak", owner="REGION  Exempel"), SHOP))
    assert held("A1").owners == held("A3").owners == ("region-exempel",)
    assert sorted(name for _, name in everything()["actors"]) == ["Region Exempel", "Åre kommun"]


def test_a_preview_writes_nothing_and_tells_what_the_import_then_does(county: str) -> None:
    take_in(book(ROAD))
    left = traces()
    second = book(changed(ROAD, end="2027-01-31"), SHOP)
    mapping = guess(second, open_world(county, seen_by=OPERATOR))
    shown = preview(second, mapping, strategy=county, lineage="lista.csv", by=OPERATOR)
    assert traces() == left
    done = import_portfolio(second, mapping, strategy=county, lineage="lista.csv", by=OPERATOR)
    assert [(plan.code, plan.did) for plan in shown.intake.rows] == [(plan.code, plan.did) for plan in done.preview.intake.rows]
    assert Counter(plan.did.value for plan in shown.intake.rows) == {"updated": 1, "created": 1}


def test_faults_stop_the_whole_file_and_are_told_at_once(county: str) -> None:
    left = traces()
    with pytest.raises(Refused) as refused:
        take_in(book(ROAD, changed(ROAD, id="A4", end="2024-01-01"), changed(SHOP, id="", title="")))
    assert sorted(fault.location.row or 0 for fault in refused.value.faults) == [3, 4]
    assert traces() == left


def test_only_those_who_may_change_the_plan_import(county: str) -> None:
    one = book(ROAD)
    with pytest.raises(Refused):
        import_portfolio(one, guess(one, open_world(county, seen_by=OPERATOR)), strategy=county, lineage="x", by=VISITOR)
    assert records_of(county, seen_by=OPERATOR) == []


def test_a_run_tells_its_file_its_scope_and_what_it_did(county: str) -> None:
    take_in(book(ROAD, SHOP, file="listan.csv"), source="Länets register", fetched=date(2025, 5, 1))
    (run,) = runs(seen_by=OPERATOR)
    assert (run.file, run.lineage, run.state) == ("listan.csv", "Länets register", "done")
    assert run.counts == {"created": 2, "updated": 0, "same": 0}
    assert (run.scopes[0]["source"], run.scopes[0]["fetched"]) == ("Länets register", "2025-05-01")


def test_rows_belong_to_the_scope_whose_words_they_carry(county: str) -> None:
    from samhandling.plan.rules.mapping import Scope, When

    one = book(changed(ROAD, note="ur registret"), changed(SHOP, note="från webben"), changed(SHOP, id="A3", title="Tredje"))
    mapping = guess(one, open_world(county, seen_by=OPERATOR)).model_copy(
        update={
            "scopes": [
                Scope(source="Registret", fetched=date(2025, 1, 1), when=When(column="note", equals="ur registret")),
                Scope(source="Webben", when=When(column="note", equals="från webben")),
            ]
        }
    )
    take_in(one, mapping=mapping)
    assert {row.scope.get("source", ""): row.initiatives for row in scopes(seen_by=OPERATOR)} == {"Registret": 1, "Webben": 1, "": 1}
    assert initiative("A1", of_strategy=county, seen_by=OPERATOR).known_since == date(2025, 1, 1)


def test_two_registers_with_one_number_on_different_projects_are_kept_apart_with_a_word(county: str) -> None:
    take_in(book(ROAD), source="Register A")
    other = changed(SHOP, id="A1", title="Slalombacke för alla")
    outcome = take_in(book(other), source="Register B")
    assert {record.id: record.title for record in records_of(county, seen_by=OPERATOR)} == {
        "A1": "Bussen som väntar",
        "A1@Register B": "Slalombacke för alla",
    }
    assert any("finns redan" in said.sv and "Bussen som väntar" in said.sv for said in outcome.preview.intake.notices)
    left = everything()
    assert take_in(book(changed(other, end="2027-01-31")), source="Register B").preview.intake.rows[0].code == "A1@Register B"
    assert everything()["initiatives"]["A1"] == left["initiatives"]["A1"]


def test_a_project_that_was_merged_into_another_is_still_found_by_its_rows(county: str) -> None:
    from samhandling.plan.actions.uniting import merge_into, part

    take_in(book(ROAD, SHOP))
    merge_into("A2", "A1", by=OPERATOR)
    take_in(book(ROAD, changed(SHOP, end="2027-06-30")))
    assert [record.id for record in records_of(county, seen_by=OPERATOR)] == ["A1"]
    part("A2", by=OPERATOR)
    assert held("A2").period.end == date(2027, 6, 30)


def test_places_are_kept_as_the_source_names_them(county: str) -> None:
    take_in(book(changed(ROAD, municipalities="Åre och Östersund")))
    assert held("A1").municipalities == (PlaceCode("2321"), PlaceCode("2380"))


def test_the_headings_of_these_tests_are_understood_without_a_mapping(county: str) -> None:
    columns = guess(book(ROAD), open_world(county, seen_by=OPERATOR)).columns
    assert tuple(columns.values()) == HEADINGS
