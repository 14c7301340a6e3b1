"""A published register: columns, traps and damage as they come."""

from collections import Counter
from fractions import Fraction

from samhandling.files.tables import Book
from samhandling.plan.rules.chains import propose_chains
from samhandling.plan.rules.mapping import guess
from samhandling.plan.rules.reading import Reading
from samhandling.plan.rules.record import InitiativeRecord
from samhandling.plan.rules.world import World


def by_id(reading: Reading) -> dict[str, InitiativeRecord]:
    return {row.record.id: row.record for row in reading.rows}


def said(reading: Reading, part: str) -> list[str]:
    return [one.sv for one in reading.notices if part in one.sv]


def test_it_guesses_the_columns_unattended(register_book: Book, real_world: World) -> None:
    mapping = guess(register_book, real_world)
    assert mapping.columns == {
        "_source": "source",
        "ärende-id": "id",
        "stödmottagare": "owner",
        "beviljat_belopp_sek": "granted",
        "beviljat_belopp_eur": "left_out",
        "projektnamn": "title",
        "projektbeskrivning": "purpose_sv",
        "projekt_starttid": "start",
        "projekt_sluttid": "end",
        "län": "counties",
        "kommuner": "municipalities",
        "uppdateringsdatum": "own",
        "område": "own",
        "insatsområde": "own",
        "tematiskt_mål": "own",
    }


def test_it_reads_all_of_it_without_a_fault(register: Reading) -> None:
    assert (len(register.rows), register.faults) == (374, [])
    assert sum((record.granted or Fraction(0) for record in register.records), Fraction(0)) == 4_354_438_151
    assert {record.basis.value for record in register.records} == {"not_read"}
    assert {grant.financier for record in register.records for grant in record.grants} == {""}


def test_it_says_that_a_column_of_zeros_is_not_money(register: Reading) -> None:
    assert said(register, 'Kolumn "beviljat_belopp_eur" är 0 på alla 374 rader')


def test_it_keeps_the_programme_s_priorities_as_own_fields(register: Reading) -> None:
    fields = dict(by_id(register)["20200940"].fields)
    assert set(fields) == {"uppdateringsdatum", "område", "insatsområde", "tematiskt_mål"}
    assert said(register, 'Kolumn "insatsområde" innehåller inget av strategins insatsområden')


def test_it_says_which_spellings_are_of_one_priority(register: Reading) -> None:
    assert len(said(register, "skrivs på tre sätt")) == 2
    assert len(said(register, "skrivs på två sätt")) == 2


def test_it_knows_reach_from_lists_of_places(register: Reading) -> None:
    assert Counter(record.reach.value for record in register.records) == {"county": 268, "named": 93, "nation": 13}
    records = by_id(register)
    assert records["20201046"].municipalities == ()
    assert len(records["20200487"].counties) == 21
    assert records["20200940"].municipalities == ("2506",)
    assert {len(record.municipalities) for record in register.records if record.reach.value != "named"} == {0}


def test_it_reads_names_that_a_system_has_glued_or_misspelt(register: Reading) -> None:
    assert not [doubt for doubt in register.doubts if doubt.kind == "place_unknown"]
    assert said(register, '"Stenungssund" läses som Stenungsund.')


def test_it_finds_every_damaged_text_and_changes_none(register: Reading) -> None:
    damaged = [doubt for doubt in register.doubts if doubt.kind == "damaged_characters"]
    assert len(damaged) == 44
    assert said(register, "44 texter har skadade tecken")
    assert sum("¿" in record.purpose_sv for record in register.records) == 44


def test_it_suggests_a_kind_where_a_theme_or_a_name_tells_it(register: Reading) -> None:
    kinds = Counter(record.kind.value for record in register.records)
    assert kinds["technical_assistance"] == 17
    suggested = {doubt.initiative for doubt in register.doubts if doubt.kind == "kind_suggested"}
    assert suggested == {record.id for record in register.records if record.kind.value != "unknown"}


def test_it_leaves_names_in_capitals_alone_and_turns_the_one_sentence(register: Reading) -> None:
    titles = {record.title for record in register.records}
    assert {"ISERV", "3DTC", "ADMA 2016-18", "MATLUST", "CROSSOVER - FREE SPACE", "FÖRSTUDIEPROJEKT LEK3"} <= titles
    assert "Lokalt klimatarbete, regionalt lärande och färdplaner mot en koldioxidsnål ekonomi" in titles


def test_it_asks_about_two_rows_that_are_nearly_one_project(register: Reading) -> None:
    assert [(doubt.location.row, doubt.field) for doubt in register.doubts if doubt.kind == "same_project"] == [(33, "id")]
    assert said(register, "Tekniskt stöd för Östra Mellansverige")


def test_it_proposes_chains_by_name_owner_and_dates(register: Reading) -> None:
    found = {(one.before, one.after) for one in propose_chains(register.records)}
    assert {("20200491", "20201004"), ("20200294", "20200654"), ("20200749", "20200942")} <= found
    assert len(found) < 12
