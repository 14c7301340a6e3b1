"""The places of the nation: codes that nest, names that are known, none missing."""

from collections import Counter

import pytest

from samhandling.ground.places import (
    NATION,
    PlaceCode,
    all_places,
    counties,
    county_groups,
    county_of,
    is_county,
    is_municipality,
    is_nation_wide,
    municipalities_of,
    place_name,
)


def test_there_are_21_counties_and_290_municipalities() -> None:
    assert (len(counties()), len(municipalities_of(NATION)), len(all_places())) == (21, 290, 312)


def test_every_place_is_of_one_kind() -> None:
    assert all((code == NATION) + is_county(code) + is_municipality(code) == 1 for code in all_places())


def test_every_municipality_lies_in_one_county() -> None:
    found = [code for county in counties() for code in municipalities_of(county)]
    assert sorted(found) == sorted(municipalities_of(NATION))
    assert len(set(found)) == 290
    assert all(county_of(code) in counties() for code in found)
    assert all(county_of(county) == county for county in counties())


@pytest.mark.parametrize(("county", "number"), [("01", 26), ("04", 9), ("09", 1), ("14", 49), ("25", 14), ("99", 0)])
def test_a_county_has_its_municipalities(county: str, number: int) -> None:
    assert len(municipalities_of(PlaceCode(county))) == number


def test_places_stand_in_code_order() -> None:
    for codes in (counties(), municipalities_of(NATION)):
        assert list(codes) == sorted(codes)


@pytest.mark.parametrize(
    ("code", "name"), [("00", "Riket"), ("04", "Södermanlands län"), ("0482", "Flen"), ("2584", "Kiruna"), ("9999", "9999")]
)
def test_a_place_has_its_name_and_an_unknown_code_stands_for_itself(code: str, name: str) -> None:
    assert place_name(PlaceCode(code)) == name


def test_only_names_that_are_shared_by_nature_are_shared() -> None:
    names = Counter(place.name for place in all_places().values())
    assert [name for name, number in names.items() if number > 1] == []


def test_every_county_has_a_letter_of_its_own() -> None:
    letters = [all_places()[county].letter for county in counties()]
    assert all(letters)
    assert len(set(letters)) == 21


def test_groups_hold_counties_and_their_other_names_the_same_ones() -> None:
    groups = county_groups()
    assert groups["Östra Mellansverige"] == groups["ÖMS"] == ("03", "04", "05", "18", "19")
    assert all(set(codes) <= set(counties()) for codes in groups.values())


def test_nation_wide_is_every_county_and_no_fewer() -> None:
    assert is_nation_wide(counties())
    assert is_nation_wide((*counties(), PlaceCode("0482")))
    assert not is_nation_wide(counties()[1:])
    assert not is_nation_wide(municipalities_of(NATION))
    assert not is_nation_wide((NATION,))
