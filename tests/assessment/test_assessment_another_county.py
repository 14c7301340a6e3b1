"""The same machinery on an invented county: with its own term file, and without one."""

import pytest

from assessment.readers import county_reader
from samhandling.assessment.rules.engine import assess

SHOP = "Föreningen öppnar en obemannad butik med mat och drivmedel i byn, så att ingen på landsbygden behöver åka långt för att handla."
VISITORS = "Turistföretagen tar fram paket så att besökare kommer året om, också på hösten och våren, till fjällen och byarna."
STUDIES = "Distansutbildning till sjuksköterska på hemorten via lärcentrum, så att fler kan läsa vidare utan att flytta från länet."
MATCH = "Domaren blåste av matchen efter tre mål i andra halvlek och publiken jublade. Nästa säsong spelar laget i en högre division."


@pytest.mark.parametrize(("text", "code"), [(SHOP, "A1a"), (VISITORS, "B1b"), (STUDIES, "B2a")])
@pytest.mark.parametrize("with_terms", [True, False])
def test_it_finds_the_priority(text: str, code: str, with_terms: bool) -> None:
    answer = assess(county_reader(with_terms=with_terms), text)
    assert answer.verdict == "contributes"
    assert answer.focus_areas[0].id == code
    assert answer.focus_areas[0].evidence


def test_without_a_term_file_it_says_that_it_is_less_sure() -> None:
    told, untold = assess(county_reader(), SHOP), assess(county_reader(with_terms=False), SHOP)
    assert told.focus_areas[0].sureness == "medium"
    assert untold.focus_areas[0].sureness == "low"
    assert any("ingen ordlista" in note.sv for note in untold.notes)
    assert any("ingen inlärd modell" in note.sv for note in told.notes)


@pytest.mark.parametrize("with_terms", [True, False])
def test_what_has_nothing_to_do_with_the_county_is_outside(with_terms: bool) -> None:
    answer = assess(county_reader(with_terms=with_terms), MATCH)
    assert answer.verdict in ("outside", "insufficient")


def test_it_speaks_with_the_county_s_own_words() -> None:
    both = SHOP + " " + VISITORS
    assert "prioriteringar" in assess(county_reader(), both).reason.sv
