"""Organisations and titles as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samhandling.plan.rules.kinds import kind_in_title, kind_word, read_kind
from samhandling.plan.rules.owners import OwnerReader
from samhandling.plan.rules.record import Kind
from samhandling.plan.rules.titles import is_sentence_in_capitals, learn_casing
from samhandling.plan.rules.world import ActorName

ACTORS = (
    ActorName("n", ("Nyköpings kommun",)),
    ActorName("o", ("Oxelösunds kommun",)),
    ActorName("bolaget", ("Kraft & Ljus AB", "KoL")),
    ActorName("mora", ("Mora kommun, Utbildningsförvaltningen",)),
)


def owners(cell: str) -> tuple[str, ...]:
    return OwnerReader(ACTORS).read(cell).value


@pytest.mark.parametrize(
    ("cell", "ids"),
    [
        ("Nyköpings kommun", ("n",)),
        ("nyköpings Kommun ", ("n",)),
        ("Nyköpings kommun|Oxelösunds kommun", ("n", "o")),
        ("Nyköpings kommun; Ny Aktör AB", ("n", "Ny Aktör AB")),
        ("Nyköpings och Oxelösunds kommuner", ("n", "o")),
        ("Nyköpings kommun och Oxelösunds kommun", ("n", "o")),
        ("Nyköpings kommun, KoL", ("n", "bolaget")),
        ("Kraft & Ljus", ("bolaget",)),
        ("Mora kommun, Utbildningsförvaltningen", ("mora",)),
        ("Salt och Peppar AB", ("Salt och Peppar AB",)),
        ("Sala och Heby kommuner", ("Sala och Heby kommuner",)),
        ("-", ()),
        ("", ()),
    ],
)
def test_it_knows_the_owners(cell: str, ids: tuple[str, ...]) -> None:
    assert owners(cell) == ids


def test_a_new_name_is_spelt_as_it_was_the_first_time() -> None:
    reader = OwnerReader()
    assert reader.read("Luleå Tekniska Universitet").value == ("Luleå Tekniska Universitet",)
    assert reader.read("Luleå tekniska universitet").value == ("Luleå Tekniska Universitet",)


def test_two_funds_that_differ_by_a_plus_are_two() -> None:
    reader = OwnerReader()
    assert (reader.read("ESF").value, reader.read("ESF+").value) == (("ESF",), ("ESF+",))


@pytest.mark.parametrize("misspelt", ["Nyköpngs kommun", "Nyköopings kommun", "Nykpöings kommun", "Nyköpings komnun"])
def test_a_name_one_letter_off_is_asked_about_and_kept(misspelt: str) -> None:
    found = OwnerReader(ACTORS).read(misspelt)
    assert found.unclear is not None
    assert (found.value, found.unclear.kind) == ((misspelt,), "same_actor")


def test_names_that_differ_in_a_number_are_not_alike() -> None:
    reader = OwnerReader()
    reader.read("Utvecklingsbolag 1")
    assert reader.read("Utvecklingsbolag 2").unclear is None


@given(st.lists(st.text(max_size=30), max_size=10))
def test_any_names_are_read(cells: list[str]) -> None:
    reader = OwnerReader(ACTORS)
    for cell in cells:
        assert all(reader.read(cell).value) or not reader.read(cell).value


@pytest.mark.parametrize(
    "title", ["ISERV", "3DTC", "ADMA 2016-18", "MATLUST", "DESTINATION SVEG", "CROSSOVER - FREE SPACE", "Vanlig titel här i filen", ""]
)
def test_a_short_name_in_capitals_is_a_name(title: str) -> None:
    assert not is_sentence_in_capitals(title)


def test_a_sentence_in_capitals_is_spelt_as_the_rest_of_the_file_spells() -> None:
    title = "ENERGIN I ESKILSTUNA MED SMF FÖR HÅLLBAR FRAMTID 2020"
    casing = learn_casing([title], ["Arbetet i Eskilstuna hjälper SMF med energin", "HÅLLBAR FRAMTID", "Energin är viktig"])
    assert is_sentence_in_capitals(title)
    assert casing.sentence_case(title) == "Energin i Eskilstuna med SMF för hållbar framtid 2020"


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("förstudie ", Kind.PRE_STUDY),
        ("Genomförandeprojekt", Kind.IMPLEMENTATION),
        ("Tekn. stöd", Kind.TECHNICAL_ASSISTANCE),
        ("Ordinarie uppdrag", Kind.STANDING),
        ("Feasibility study", Kind.PRE_STUDY),
        (None, Kind.UNKNOWN),
        ("", Kind.UNKNOWN),
    ],
)
def test_it_knows_words_for_kinds(cell: str | None, kind: Kind) -> None:
    assert (read_kind(cell).value, read_kind(cell).unclear) == (kind, None)


def test_an_unknown_kind_is_suggested_to_be_implementation() -> None:
    found = read_kind("Tillägg")
    assert found.unclear is not None
    assert (found.value, found.unclear.kind) == (Kind.IMPLEMENTATION, "kind_unknown")


def test_only_words_that_are_no_themes_tell_a_kind_in_another_column() -> None:
    assert kind_word("Tekniskt stöd") is Kind.TECHNICAL_ASSISTANCE
    assert kind_word("Projekt") is None
    assert kind_in_title("Förstudie: Digitalisering") is Kind.PRE_STUDY
    assert kind_in_title("Efter förstudien") is None
