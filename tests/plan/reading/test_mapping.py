"""The mapping: guessed, shown, edited, refused."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samhandling.files.tables import Book
from samhandling.ground.faults import Refused
from samhandling.plan.rules.headings import fields, heading_of
from samhandling.plan.rules.mapping import LeftOut, Mapping, Scope, When, from_toml, guess, to_toml
from samhandling.plan.rules.reading import read
from samhandling.plan.rules.world import World

Table = Callable[..., Book]


@pytest.mark.parametrize(
    ("heading", "field", "unit"),
    [
        ("Ärendenr", "id", ""),
        ("ärende-id", "id", ""),
        ("Projektnamn", "title", ""),
        ("Project title", "title", ""),
        ("Beneficiary", "owner", ""),
        ("Stödmottagare", "owner", ""),
        ("Beviljat belopp\n(kr)", "granted", "kr"),
        ("Beviljat belopp (tkr)", "granted", "tkr"),
        ("Sökt belopp, mnkr", "applied_for", "mnkr"),
        ("Total grant", "granted", ""),
        ("beviljat_belopp_eur", "granted", "foreign"),
        ("Start date", "start", ""),
        ("projekt_sluttid", "end", ""),
        ("Focus area", "contributions", ""),
        ("Målgrupp", "target_group", ""),
    ],
)
def test_it_understands_headings(heading: str, field: str, unit: str) -> None:
    found = heading_of(heading)
    assert found is not None
    assert (found.field, found.unit) == (field, unit)


def test_it_does_not_understand_what_it_does_not_know() -> None:
    assert heading_of("Handläggarens favoritfärg") is None


def test_it_finds_the_headings_below_other_rows_and_on_another_sheet(table: Table, world: World) -> None:
    small = table(["Kod", "Namn"], ["A1", "Skog"]).sheets[0]
    big = table(["Våra projekt"], [], ["Projektnamn", "Ägare", "Start"], ["Skogslyftet", "Mora kommun", "2020-01-01"]).sheets[0]
    book = Book("x.xlsx", "xlsx", "", (type(small)("Koder", small.rows), type(big)("Lista", big.rows)))
    mapping = guess(book, world)
    assert (mapping.sheet, mapping.header_row) == ("Lista", 3)


def test_a_file_without_headings_is_refused_and_told_which_ones_are_understood(table: Table, world: World) -> None:
    with pytest.raises(Refused) as refused:
        guess(table(["Skogslyftet", "Mora kommun", "2020-01-01"]), world)
    (fault,) = refused.value.faults
    assert "projektnamn" in fault.way_out.sv.lower() or "titel" in fault.way_out.sv
    assert fault.location.row == 1


def test_an_empty_file_is_refused(table: Table, world: World) -> None:
    with pytest.raises(Refused):
        guess(table(), world)
    with pytest.raises(Refused):
        guess(Book("x.xlsx", "xlsx", "", ()), world)


def test_what_stands_under_a_heading_goes_before_the_heading(table: Table, world: World) -> None:
    rows = [["A", "Regionalt", "B1", "Skåne", 0, 5], ["B", "Lokalt", "A1 (40 %)", "Dalarna", 0, 6], ["C", "Lokalt", "A2", "W", 0, 7]]
    mapping = guess(table(["Projektnamn", "Region", "Tema", "Län", "Belopp EUR", "Belopp (tkr)"], *rows), world)
    assert mapping.columns == {
        "Projektnamn": "title",
        "Region": "own",
        "Tema": "contributions",
        "Län": "counties",
        "Belopp EUR": "left_out",
        "Belopp (tkr)": "granted",
    }
    assert mapping.units == {"Belopp (tkr)": "tkr"}


def test_a_second_column_for_a_field_is_kept_as_own(table: Table, world: World) -> None:
    book = table(["Projektnamn", "Belopp", "Belopp", "Beviljat"], ["A", 1, 2, 3])
    mapping = guess(book, world)
    assert mapping.columns == {"Projektnamn": "title", "Belopp (kolumn B)": "own", "Belopp (kolumn C)": "own", "Beviljat": "granted"}
    record = read(book, mapping, world).records[0]
    assert record.granted == 3
    assert record.fields == (("Belopp (kolumn B)", "1"), ("Belopp (kolumn C)", "2"))


def test_every_fault_of_a_mapping_is_told_at_once() -> None:
    with pytest.raises(Refused) as refused:
        from_toml('header_row = 0\nshet = "x"\n[columns]\n"A" = "titel"\n[[scopes]]\nplaces = ["99"]\n', "m.toml")
    read_ = " ".join(fault.read for fault in refused.value.faults)
    assert all(word in read_ for word in ("header_row", "shet", "columns", "scopes.0.places"))
    assert {fault.location.file for fault in refused.value.faults} == {"m.toml"}


def test_a_mapping_that_is_no_toml_is_refused() -> None:
    with pytest.raises(Refused):
        from_toml("sheet = ", "m.toml")


def test_a_mapping_that_does_not_fit_the_file_is_refused(table: Table, world: World) -> None:
    book = table(["Projektnamn", "Ägare"], ["A", "B"])
    mapping = guess(book, world)
    for wrong in ({"sheet": "Annat"}, {"header_row": 9}, {"columns": {"Projektnamn": "title", "Borta": "owner", "Också borta": "start"}}):
        with pytest.raises(Refused) as refused:
            read(book, mapping.model_copy(update=wrong), world)
        assert len(refused.value.faults) == (2 if "columns" in wrong else 1)


def test_two_columns_of_one_field_are_refused() -> None:
    with pytest.raises(Refused):
        from_toml('[columns]\nA = "title"\nB = "title"\n')


TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=20).map(str.strip)
SCOPES = st.builds(
    Scope,
    source=TEXT,
    financier=TEXT,
    programme=TEXT,
    decided_from=st.none() | st.dates(),
    fetched=st.none() | st.dates(date(1900, 1, 1)),
    places=st.lists(st.sampled_from(["00", "04", "0480"]), max_size=2),
    left_out=st.lists(st.builds(LeftOut, text=TEXT, focus_areas=st.lists(TEXT, max_size=2)), max_size=2),
    when=st.none() | st.builds(When, column=TEXT, equals=TEXT),
)


@given(
    sheet=TEXT,
    row=st.integers(1, 99),
    columns=st.lists(st.tuples(TEXT, st.sampled_from(fields())), unique_by=(lambda one: one[0], lambda one: one[1]), max_size=5),
    defaults=st.dictionaries(st.sampled_from(fields()), TEXT, max_size=3),
    scopes=st.lists(SCOPES, max_size=2),
)
def test_a_mapping_survives_being_written_and_read(
    sheet: str, row: int, columns: list[tuple[str, str]], defaults: dict[str, str], scopes: list[Scope]
) -> None:
    mapping = Mapping(sheet=sheet, header_row=row, columns=dict(columns), defaults=defaults, scopes=scopes)
    assert from_toml(to_toml(mapping)) == mapping
