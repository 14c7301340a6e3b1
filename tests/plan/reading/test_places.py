"""Places as people write them, and how wide they reach."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samhandling.ground.places import PlaceCode, all_places, counties, is_county, is_municipality, municipalities_of
from samhandling.plan.rules.place_words import PlaceReader, Places
from samhandling.plan.rules.reaching import counties_missing, extent_of
from samhandling.plan.rules.record import Reach

HOME = PlaceReader(PlaceCode("04"))
EVERY = counties()


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("Nyköping", ["0480"]),
        ("Nyköpings kommun", ["0480"]),
        ("Eskilstunas", ["0484"]),
        ("Nyköping & Oxelösund", ["0480", "0481"]),
        ("Nyköpings och Oxelösunds kommuner", ["0480", "0481"]),
        ("0480|0481", ["0480", "0481"]),
        ("0484", ["0484"]),
        (484, ["0484"]),
        (484.0, ["0484"]),
        ("LillaEdet, UpplandsVäsby, ÖstraGöinge", ["0114", "1256", "1462"]),
        ("Malung-Sälen", ["2023"]),
        ("Upplands-Bro", ["0139"]),
        ("STRÄNGNÄS", ["0486"]),
    ],
)
def test_it_reads_municipalities(cell: str | float, codes: list[str]) -> None:
    found = HOME.municipalities(cell)
    assert (list(found.value.municipalities), found.unclear) == (codes, None)


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("Södermanland", ["04"]),
        ("Södermanlands län", ["04"]),
        ("Sörmland", ["04"]),
        ("D, T och U län", ["04", "18", "19"]),
        ("D", ["04"]),
        ("AB, BD", ["01", "25"]),
        ("4", ["04"]),
        (4, ["04"]),
        ("03|04|05|18|19", ["03", "04", "05", "18", "19"]),
        ("ÖMS", ["03", "04", "05", "18", "19"]),
        ("Östra Mellansverige", ["03", "04", "05", "18", "19"]),
        ("Småland med öarna", ["06", "07", "08", "09"]),
        ("Stockholm", ["01"]),
        ("Gotland, Stockholm", ["01", "09"]),
        ("Hela länet", ["04"]),
        ("Hela landet", list(EVERY)),
    ],
)
def test_it_reads_counties(cell: str | int, codes: list[str]) -> None:
    found = HOME.counties(cell)
    assert (list(found.value.counties), found.unclear) == (codes, None)


def test_a_name_of_both_levels_is_of_the_column_s_own() -> None:
    assert HOME.municipalities("Gotland").value.municipalities == ("0980",)
    assert HOME.municipalities("Uppsala").value.municipalities == ("0380",)
    assert HOME.counties("Uppsala").value.counties == ("03",)
    assert HOME.municipalities("Uppsala län").value.counties == ("03",)


def test_the_whole_county_in_a_column_of_municipalities_is_the_county() -> None:
    assert HOME.municipalities("Hela länet").value == Places(counties=(PlaceCode("04"),))
    assert HOME.municipalities("04").value == Places(counties=(PlaceCode("04"),))


def test_it_asks_where_more_places_are_not_named() -> None:
    found = HOME.municipalities("Katrineholm m.fl.")
    assert found.unclear is not None
    assert (found.value.municipalities, found.unclear.kind) == (("0483",), "municipality_and_others")


def test_places_besides_that_lie_elsewhere_are_asked_about() -> None:
    found = HOME.municipalities("Eskilstuna (även Västerås, Malmö)")
    assert found.unclear is not None
    assert (found.value.municipalities, found.unclear.kind) == (("0484",), "municipality_outside_county")
    near = HOME.municipalities("Eskilstuna (även Flen)")
    assert (near.value.municipalities, near.unclear) == (("0482", "0484"), None)


def test_a_number_of_places_elsewhere_is_noted() -> None:
    found = HOME.municipalities("Nyköping (+ 7 kommuner utanför länet)")
    assert (found.value.municipalities, found.unclear, len(found.noted)) == (("0480",), None, 1)


def test_an_unknown_place_is_asked_about_and_the_rest_is_read() -> None:
    found = HOME.municipalities("Flen, Atlantis")
    assert found.unclear is not None
    assert (found.value.municipalities, found.unclear.kind) == (("0482",), "place_unknown")
    assert '"Atlantis"' in found.unclear.said.sv
    assert "Vi känner inte igen" in (HOME.counties("Atlantis").unclear or found.unclear).said.sv


def test_a_misspelling_by_a_letter_is_read_and_noted() -> None:
    found = HOME.municipalities("Stenungssund, Kristinhamn")
    assert found.value.municipalities == ("1415", "1781")
    assert [said.sv for said in found.noted] == ['"Stenungssund" läses som Stenungsund.', '"Kristinhamn" läses som Kristinehamn.']


def test_the_whole_county_without_a_county_is_a_question() -> None:
    found = PlaceReader(None).municipalities("Hela länet")
    assert found.unclear is not None
    assert found.unclear.kind == "place_unknown"


def extent(municipalities: str, county_text: str, *, told: Reach | None = None, column: bool = True) -> tuple[Reach, list[str], list[str]]:
    found = extent_of(
        HOME.municipalities(municipalities).value, HOME.counties(county_text).value, told=told, has_municipality_column=column
    )
    return found.reach, list(found.counties), list(found.municipalities)


def test_reach_follows_from_the_places() -> None:
    every = ", ".join(municipalities_of(PlaceCode("04")))
    assert extent("Flen", "Södermanland") == (Reach.NAMED, ["04"], ["0482"])
    assert extent("Flen", "") == (Reach.NAMED, ["04"], ["0482"])
    assert extent("Hela länet", "Södermanland, Uppsala") == (Reach.COUNTY, ["03", "04"], [])
    assert extent(every, "Södermanland") == (Reach.COUNTY, ["04"], [])
    assert extent(every, "Södermanland, Uppsala")[0] is Reach.NAMED
    assert extent("Hela länet", "Hela landet") == (Reach.NATION, list(EVERY), [])
    assert extent("", "Södermanland") == (Reach.UNKNOWN, ["04"], [])
    assert extent("", "Södermanland", column=False) == (Reach.COUNTY, ["04"], [])
    assert extent("", "") == (Reach.UNKNOWN, [], [])
    assert extent("Flen", "Södermanland", told=Reach.UNKNOWN) == (Reach.UNKNOWN, ["04"], ["0482"])


def test_a_municipality_outside_the_counties_that_are_listed_is_asked_about() -> None:
    municipalities, listed = HOME.municipalities("Flen, Solna").value, HOME.counties("Södermanland").value
    question = counties_missing(municipalities, listed)
    assert question is not None
    assert "Stockholms län" in question.said.sv
    assert extent("Flen, Solna", "Södermanland") == (Reach.NAMED, ["01", "04"], ["0184", "0482"])
    assert counties_missing(municipalities, Places()) is None


@given(
    st.sets(st.sampled_from([code for code in all_places() if is_municipality(code)]), min_size=1, max_size=20),
    st.sampled_from([", ", "|", "; ", "\n"]),
)
def test_every_municipality_is_known_by_name_and_code(codes: set[PlaceCode], mark: str) -> None:
    by_name = HOME.municipalities(mark.join(all_places()[code].name for code in codes))
    assert set(by_name.value.municipalities) == codes
    assert set(HOME.municipalities(mark.join(codes)).value.municipalities) == codes


@pytest.mark.parametrize("code", [code for code in all_places() if is_county(code)])
def test_every_county_is_known_by_name_code_and_letter(code: PlaceCode) -> None:
    place = all_places()[code]
    for cell in (place.name, place.name.removesuffix(" län"), code, place.letter):
        assert HOME.counties(cell).value.counties == (code,), cell


@given(st.text())
def test_any_text_is_read_or_asked_about(cell: str) -> None:
    HOME.municipalities(cell)
    HOME.counties(cell)
