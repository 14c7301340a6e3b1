"""What codes mean, at which level they stand, and which of them are totals."""

import pytest

from samhandling.figures.business.classifications import (
    DETAIL,
    DIVISION,
    SECTION,
    SECTIONS_JOINED,
    classification,
    groups_above,
    is_total,
    is_unknown_industry,
    level_of,
    name_of,
    sections_in,
)
from samhandling.ground.faults import Refused


def test_sni_has_every_section_and_division_and_each_division_a_section() -> None:
    sni = classification("sni", "2007")
    sections, divisions = sni.level(SECTION), sni.level(DIVISION)
    assert "".join(one.code for one in sections) == "ABCDEFGHIJKLMNOPQRSTU"
    assert len(divisions) == 88
    assert {one.parent for one in divisions} == {one.code for one in sections}
    assert all(one.name.sv and one.name.en for one in sni.entries.values())
    assert sni.entries["62"].parent == "J"
    assert sni.title == "SNI 2007"


@pytest.mark.parametrize(("name", "version", "count"), [("sun-niva", "2020", 8), ("sun-inriktning", "2020", 10), ("ssyk", "2012", 10)])
def test_education_and_occupation_have_their_top_levels(name: str, version: str, count: int) -> None:
    assert len(classification(name, version).entries) == count


def test_a_version_that_is_not_here_is_refused_with_those_that_are() -> None:
    with pytest.raises(Refused) as refused:
        classification("sni", "1969")
    assert "sni 2007" in refused.value.faults[0].expected.sv


@pytest.mark.parametrize(
    ("code", "sections"),
    [("B+C", "BC"), ("R+S+T+U", "RSTU"), ("M-N", "MN"), ("B05-C33", "BC"), ("A-01-03", "A"), ("A01-03", "A"), ("C", "C"), ("62", "")],
)
def test_joined_sections_are_told_apart(code: str, sections: str) -> None:
    assert "".join(sections_in(code)) == sections


@pytest.mark.parametrize(
    ("codes", "level"),
    [
        (["A", "C", "00"], SECTION),
        (["A", "B+C", "US"], SECTIONS_JOINED),
        (["01", "62"], DIVISION),
        (["62010", "62.020"], DETAIL),
        (["62", "62010"], ""),
        (["I1", "I2"], ""),
    ],
)
def test_the_level_is_read_from_the_codes(codes: list[str], level: str) -> None:
    assert level_of(codes) == level


def test_totals_and_what_is_not_known_are_recognised_by_code_or_by_word() -> None:
    assert is_total("0010")
    assert is_total("X1", "samtliga näringsgrenar")
    assert is_total("Totalt")
    assert is_unknown_industry("US")
    assert is_unknown_industry("00000")
    assert is_unknown_industry("X9", "uppgift saknas")
    assert not is_total("C", "tillverkning")
    assert not is_unknown_industry("U")


def test_a_name_comes_from_the_classification_or_the_source() -> None:
    assert name_of("62").en.startswith("Computer programming")
    assert name_of("B+C", "tillverkning och utvinning").sv == "tillverkning och utvinning"
    assert name_of("B+C").sv == "Utvinning av mineral; Tillverkning"
    assert name_of("62010", "Dataprogrammering").sv == "Dataprogrammering"
    assert name_of("I7").sv == "I7"


def test_groups_for_variety_stand_above_the_industries() -> None:
    assert groups_above(["62010", "62020"]) == {"62010": "62", "62020": "62"}
    assert groups_above(["10", "62"]) == {"10": "C", "62": "J"}
    assert groups_above(["A", "B"]) is None
