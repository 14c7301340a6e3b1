"""Own tables: what is read, said, asked and refused, row by row."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samhandling.files.tables import Book, Row, Sheet
from samhandling.ground.places import PlaceCode
from samhandling.plan.rules.mapping import Mapping, Scope, When, guess
from samhandling.plan.rules.reading import Reading, read
from samhandling.plan.rules.record import Basis, Grant, Kind, MoneyKind, Reach, Stage
from samhandling.plan.rules.world import World

Table = Callable[..., Book]
HEAD = ["Ärendenr", "Projektnamn", "Projektägare", "Finansiär", "Beviljat belopp", "Startdatum", "Slutdatum", "Kommuner", "Insatsområde"]


def row(**cells: Any) -> list[Any]:
    usual = {"Ärendenr": "1", "Projektnamn": "Skogslyftet", "Projektägare": "Mora kommun", "Insatsområde": "A1"}
    return [cells.get(heading, usual.get(heading)) for heading in HEAD]


def reading(book: Book, world: World, **changes: Any) -> Reading:
    mapping = guess(book, world)
    return read(book, mapping.model_copy(update=changes), world)


def test_english_headings_and_words_are_read_alike(table: Table, world: World) -> None:
    head = [
        "Project title",
        "Beneficiary",
        "Funder",
        "Total grant",
        "Start date",
        "End date",
        "Municipality",
        "Type",
        "Focus area",
        "Target group",
        "Summary",
    ]
    cells = [
        "Forest lift",
        "Mora kommun",
        "ERDF",
        "SEK 1,234,567",
        "May 3, 2020",
        "June 2021",
        "Mora",
        "Feasibility study",
        "Strengthen the forest",
        "SMEs; schools",
        "Lifts the forest.",
    ]
    record = reading(table(head, cells), world).records[0]
    assert (record.title, record.owners, record.kind, record.purpose_sv) == (
        "Forest lift",
        ("mora-kommun",),
        Kind.PRE_STUDY,
        "Lifts the forest.",
    )
    assert record.grants == (Grant("ERDF", MoneyKind.GRANTED, Fraction(1_234_567)),)
    assert (record.period.start, record.period.end) == (date(2020, 5, 3), date(2021, 6, 30))
    assert (record.reach, record.municipalities, record.target_groups) == (Reach.NAMED, ("2062",), ("SMEs", "schools"))
    assert [(share.focus_area, share.share) for share in record.shares] == [("A1", 1)]
    assert record.stage is Stage.SAMHANDLING


def test_every_fault_of_a_file_is_told_at_once(table: Table, world: World) -> None:
    book = table(
        HEAD,
        row(Ärendenr=None, Projektnamn=None, Startdatum="2020-01-01"),
        row(Ärendenr="2", **{"Beviljat belopp": -5}),
        row(Ärendenr="3", Startdatum="2020-05-01", Slutdatum="2020-04-30"),
        row(Ärendenr="4", Insatsområde="A1 (70 %), A2 (40 %)"),
    )
    faults = reading(book, world).faults
    assert [(fault.location.row, fault.location.column) for fault in faults] == [
        (2, "Projektnamn"),
        (3, "Beviljat belopp"),
        (4, "Slutdatum"),
        (5, "Insatsområde"),
    ]
    assert "110 procent" in faults[3].expected.sv


def test_a_cell_that_cannot_be_read_is_a_question_and_unknown(table: Table, world: World) -> None:
    found = reading(table(HEAD, row(Startdatum="31 juni 2016", **{"Beviljat belopp": "massor"})), world)
    assert not found.faults
    assert {(doubt.kind, doubt.field, doubt.initiative) for doubt in found.doubts} == {
        ("date_impossible", "start", "1"),
        ("amount_unreadable", "granted", "1"),
    }
    assert (found.records[0].granted, found.records[0].period.start) == (None, None)


def test_an_amount_nobody_knows_is_no_grant(table: Table, world: World) -> None:
    records = reading(
        table(
            HEAD,
            row(),
            row(Ärendenr="2", Projektnamn="Annat", Finansiär="ESF"),
            row(Ärendenr="3", Projektnamn="Noll", **{"Beviljat belopp": 0}),
        ),
        world,
    ).records
    assert records[0].grants == ()
    assert records[1].grants == (Grant("ESF", MoneyKind.GRANTED, None),)
    assert records[2].grants == (Grant("", MoneyKind.GRANTED, Fraction(0)),)


def test_each_step_of_the_money_s_way_has_its_column_and_unit(table: Table, world: World) -> None:
    book = table(
        ["Projektnamn", "Sökt belopp (tkr)", "Beviljat belopp (mnkr)", "Medfinansiering", "Utbetalt"], ["A", 900, "0,5", 100000, None]
    )
    grants = {grant.kind: grant.amount for grant in reading(book, world).records[0].grants}
    assert grants == {MoneyKind.APPLIED_FOR: 900_000, MoneyKind.GRANTED: 500_000, MoneyKind.CO_FINANCED: 100_000}


def test_several_financiers_of_one_amount_are_kept_together_with_a_question(table: Table, world: World) -> None:
    found = reading(table(HEAD, row(Finansiär="ERUF|Mora kommun", **{"Beviljat belopp": 10})), world)
    assert found.records[0].grants == (Grant("ERUF | mora-kommun", MoneyKind.GRANTED, Fraction(10)),)
    assert [doubt.kind for doubt in found.doubts] == ["several_financiers"]


def test_a_financier_comes_from_the_scope_only_where_it_is_declared(table: Table, world: World) -> None:
    book = table(["Register", "Projektnamn", "Belopp"], ["Fonden", "A", 1], ["Annat", "B", 2])
    assert {grant.financier for record in reading(book, world).records for grant in record.grants} == {""}
    scopes = [Scope(source="Fondens register", financier="ERUF", when=When(column="Register", equals="Fonden"))]
    records = reading(book, world, scopes=scopes).records
    assert [record.grants[0].financier for record in records] == ["ERUF", ""]


def test_defaults_are_read_where_a_row_has_nothing(table: Table, world: World) -> None:
    records = reading(
        table(["Projektnamn", "Finansiär"], ["A", None], ["B", "ESF"]), world, defaults={"financier": "ERUF", "kind": "förstudie"}
    ).records
    assert [record.grants[0].financier for record in records] == ["ERUF", "ESF"]
    assert {record.kind for record in records} == {Kind.PRE_STUDY}


def test_no_column_of_contributions_is_not_read_and_an_empty_cell_is_insufficient(table: Table, world: World) -> None:
    assert reading(table(["Projektnamn", "Ägare"], ["A", "B"]), world).records[0].basis is Basis.NOT_READ
    bases = [record.basis for record in reading(table(HEAD, row(), row(Ärendenr="2", Projektnamn="B", Insatsområde="")), world).records]
    assert bases == [Basis.STATED, Basis.INSUFFICIENT]


def test_own_columns_are_kept_with_their_headings_and_said(table: Table, world: World) -> None:
    found = reading(table(["Projektnamn", "Ägare", "Fas", "Storlek"], ["A", "B", "Uppstart", 12], ["C", "D", None, 1.5]), world)
    assert [record.fields for record in found.records] == [(("Fas", "Uppstart"), ("Storlek", "12")), (("Storlek", "1.5"),)]
    assert any(
        said.sv.startswith('Två kolumner motsvarar inget fält och behålls som egna fält: "Fas" och "Storlek"') for said in found.notices
    )


def test_every_row_is_an_effort_or_is_said_to_be_something_else(table: Table, world: World) -> None:
    book = table(
        ["Våra insatser 2020"],
        ["OBS: bara beviljade"],
        [],
        HEAD,
        ["PÅGÅENDE"],
        row(),
        HEAD,
        [None, "Bara ett namn"],
        ["Avslutade:"],
        row(Ärendenr="2", Projektnamn="Annat", **{"Beviljat belopp": 5}),
        [None, "Delsumma", None, None, 5],
        row(Ärendenr="9", Projektnamn="Summa av allt", **{"Beviljat belopp": 6}),
        [None, None, None, "Totalt", 99],
        ["* Källa: registret"],
        hidden=[10],
    )
    found = reading(book, world)
    assert [(one.row, one.kind) for one in found.skipped] == [
        (1, "title"), (2, "note"), (3, "blank"), (5, "subheading"), (7, "header"), (9, "subheading"), (10, "hidden"), (11, "sum"), (13, "sum"), (14, "note"),
    ]  # fmt: skip
    assert [row.location.row for row in found.rows] == [6, 8, 10, 12]
    below, last = (one.said.sv for one in found.skipped if one.kind == "sum")
    assert below.startswith("Rad 11 är en summarad och läses inte in. Den visar 5 kr, men de två projekt som har belopp ger 11 kr.")
    assert below.endswith("Skillnaden beror på att den bara gäller raderna ovanför.")
    assert last.startswith("Rad 13 är en summarad och läses inte in. Den visar 99 kr, men de två projekt som har belopp ger 11 kr.")
    assert last.endswith("Varför de skiljer sig vet vi inte.")


@pytest.mark.parametrize(
    ("amounts", "shown", "sv", "en"),
    [
        ((5, "6 kr"), 5, "de två projekt som har belopp ger 11 kr. Skillnaden beror på att flera belopp är skrivna som text.",
         "the two projects that have an amount give SEK 11. They differ because several amounts are written as text."),
        ((5, 6), 99, "de två projekt som har belopp ger 11 kr. Varför de skiljer sig vet vi inte.",
         "the two projects that have an amount give SEK 11. We do not know why they differ."),
        ((5, None), 7, "det enda projekt som har belopp ger 5 kr. Varför de skiljer sig vet vi inte.",
         "the only project that has an amount gives SEK 5. We do not know why they differ."),
        ((None, None), 7, "inget projekt har ett belopp som går att läsa. Varför de skiljer sig vet vi inte.",
         "no project has an amount that can be read. We do not know why they differ."),
    ],
    ids=["a reason", "no reason", "one project", "no project"],
)  # fmt: skip
def test_one_reason_is_told_in_both_languages_and_unknown_only_where_it_is(
    table: Table, world: World, amounts: tuple[Any, Any], shown: int, sv: str, en: str
) -> None:
    first, second = (row(Ärendenr=str(number), **{"Beviljat belopp": amount}) for number, amount in enumerate(amounts, 1))
    (one,) = reading(table(HEAD, first, second, [None, "Summa", None, None, shown]), world).skipped
    assert one.said.sv == f"Rad 4 är en summarad och läses inte in. Den visar {shown} kr, men {sv}"
    assert one.said.en == f"Row 4 is a sum row and is not imported. It shows SEK {shown}, but {en}"


def test_what_stands_below_a_sum_row_is_the_reason_in_both_languages(table: Table, world: World) -> None:
    second = row(Ärendenr="2", **{"Beviljat belopp": 6})
    (one,) = reading(table(HEAD, row(**{"Beviljat belopp": 5}), [None, "Summa", None, None, 5], second), world).skipped
    assert one.said.sv.endswith("Skillnaden beror på att den bara gäller raderna ovanför.")
    assert one.said.en.endswith("They differ because it covers only the rows above.")
    assert "do not know" not in one.said.en


def test_a_sum_that_agrees_is_said_to_agree(table: Table, world: World) -> None:
    book = table(HEAD, row(**{"Beviljat belopp": 7}), [None, "Summa", None, None, 7])
    (one,) = reading(book, world).skipped
    assert one.said.sv == "Rad 2 är en summarad och läses inte in. Den visar 7 kr, lika mycket som projekten ger.".replace("Rad 2", "Rad 3")


def test_other_sheets_are_said(world: World) -> None:
    def sheet(name: str, *rows: list[Any]) -> Sheet:
        return Sheet(name, tuple(Row(number, tuple(cells)) for number, cells in enumerate(rows, 1)))

    book = Book(
        "x.xlsx",
        "xlsx",
        "",
        (
            sheet("Lista", ["Projektnamn", "Ägare"], ["A", "B"]),
            sheet("Koder", ["Kod"], ["A1"], ["A2"]),
            sheet("Tomt"),
            sheet("Gammalt", ["x"], ["y"]),
        ),
    )
    said = [one.said.sv for one in reading(book, world).skipped]
    assert [text.split('"')[1] for text in said] == ["Koder", "Tomt", "Gammalt"]
    assert ["lista över insatsområden" in said[0], "är tomt" in said[1], "har 2 rader" in said[2]] == [True, True, True]


def test_an_effort_without_a_case_number_gets_one_that_lasts(table: Table, world: World) -> None:
    first = reading(table(["Projektnamn", "Ägare"], ["A", "X"], ["B", "X"]), world)
    second = reading(table(["Projektnamn", "Ägare"], ["B", "X"], ["A", "X"]), world)
    ids = {record.title: record.id for record in first.records}
    assert len(set(ids.values())) == 2
    assert ids == {record.title: record.id for record in second.records}
    assert any("saknar ärendenummer" in said.sv for said in first.notices)


def test_efforts_without_case_numbers_are_never_taken_for_one(table: Table, world: World) -> None:
    book = table(["Projektnamn", "Ägare", "Start", "Insatsområde"], ["A", "X", "2020", "A1"], ["A", "X", "2020", "A2"])
    found = reading(book, world)
    assert len({record.id for record in found.records}) == 2
    assert [doubt.kind for doubt in found.doubts] == ["same_project"]


def test_a_question_about_an_effort_without_a_number_names_the_effort(table: Table, world: World) -> None:
    found = reading(table(["Projektnamn", "Ägare", "Start"], ["A", "Mora komun", "hösten 2020"]), world)
    assert {doubt.kind for doubt in found.doubts} == {"same_actor", "date_season"}
    assert {doubt.initiative for doubt in found.doubts} == {found.records[0].id}


def test_same_id_and_equal_after_normalisation_is_one_project(table: Table, world: World) -> None:
    book = table(
        HEAD,
        row(**{"Beviljat belopp": 5000, "Startdatum": date(2020, 1, 31)}),
        row(Projektnamn="SKOGSLYFTET", **{"Beviljat belopp": "5 tkr", "Startdatum": "200131"}),
    )
    found = reading(book, world)
    assert (len(found.rows), found.doubts, [one.kind for one in found.skipped]) == (1, [], ["duplicate"])


def test_same_id_with_other_content_is_a_question_that_names_the_difference(table: Table, world: World) -> None:
    found = reading(table(HEAD, row(**{"Beviljat belopp": 5}), row(**{"Beviljat belopp": 6})), world)
    assert len(found.rows) == 1
    (doubt,) = found.doubts
    assert (doubt.kind, doubt.location.row) == ("same_id_other_content", 3)
    assert "skiljer sig i belopp och finansiär" in doubt.said.sv


def test_one_id_on_two_quite_different_projects_is_a_fault(table: Table, world: World) -> None:
    found = reading(table(HEAD, row(), row(Projektnamn="Fiber till byn", Projektägare="Falu kommun")), world)
    assert [(fault.location.row, fault.read) for fault in found.faults] == [(3, "1")]


def test_same_name_and_other_owner_is_two_projects(table: Table, world: World) -> None:
    found = reading(table(HEAD, row(), row(Ärendenr="2", Projektägare="Falu kommun")), world)
    assert (len(found.rows), found.doubts) == (2, [])
    assert any("Raderna 2 och 3 har samma namn" in said.sv and "olika ägare" in said.sv for said in found.notices)


def test_nearly_the_same_project_under_another_id_is_a_question(table: Table, world: World) -> None:
    same = {"Beviljat belopp": 5000, "Startdatum": "2020-01-01", "Slutdatum": "2021-01-01"}
    found = reading(
        table(HEAD, row(**same), row(Ärendenr="2", Projektnamn="Skogslyfet", **same), row(Ärendenr="3", Projektnamn="Fiber i byn", **same)),
        world,
    )
    assert [(doubt.kind, doubt.location.row) for doubt in found.doubts] == [("same_project", 3)]
    assert len(found.rows) == 3


def test_damaged_characters_are_asked_about_and_kept(table: Table, world: World) -> None:
    book = table(["Projektnamn", "Beskrivning"], ["Lyft¿et", "Ett Ã¥r av ¿lyft¿"])
    found = reading(book, world)
    assert [(doubt.kind, doubt.field) for doubt in found.doubts] == [("damaged_characters", "title"), ("damaged_characters", "purpose_sv")]
    assert found.records[0].purpose_sv == "Ett Ã¥r av ¿lyft¿"
    assert any(said.sv.startswith("Två texter har skadade tecken") for said in found.notices)


def test_a_typing_slip_in_an_owner_is_asked_about_once_a_row(table: Table, world: World) -> None:
    found = reading(table(HEAD, row(Projektägare="Skogsbolagt i Dalarna AB")), world)
    assert [(doubt.kind, doubt.field) for doubt in found.doubts] == [("same_actor", "owner")]


def test_the_whole_county_is_the_default_one(table: Table, world: World) -> None:
    record = reading(table(HEAD, row(Kommuner="Hela länet")), world).records[0]
    assert (record.reach, record.counties, record.municipalities) == (Reach.COUNTY, (PlaceCode("20"),), ())


@pytest.mark.parametrize("field", ["not_before", "not_after"])
def test_bounds_are_read_with_what_they_rest_on(table: Table, world: World, field: str) -> None:
    book = table(["Projektnamn", "Tidigast", "Senast", "Tidsgränserna bygger på"], ["A", "maj 2021", "2023", "prioriterat i maj"])
    record = reading(book, world).records[0]
    assert getattr(record.period, field) == {"not_before": date(2021, 5, 1), "not_after": date(2023, 12, 31)}[field]
    assert record.bounds_basis == "prioriterat i maj"


CELL = st.none() | st.text(max_size=12) | st.integers(-(10**9), 10**9) | st.floats() | st.dates() | st.booleans()


@settings(max_examples=60, deadline=None)
@given(cells=st.lists(st.lists(CELL, min_size=len(HEAD), max_size=len(HEAD)), max_size=6))
def test_any_table_is_read_and_no_row_is_lost(table: Table, world: World, cells: list[list[Any]]) -> None:
    book = table(HEAD, *cells)
    mapping = Mapping(sheet="Blad1", header_row=1, columns=guess(table(HEAD, row()), world).columns)
    found = read(book, mapping, world)
    read_rows = {one.location.row for one in found.rows}
    told = {one.row for one in found.skipped}
    assert read_rows | told >= set(range(2, len(cells) + 2))
