"""A company that speaks of itself is heard whatever it is called; an effort that speaks of companies is not taken for one."""

import pytest

from assessment.readers import sormland_reader
from samhandling.assessment.rules.engine import assess
from samhandling.assessment.rules.own_voice import own_voice


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("Jag heter Mats och driver Lindgrens Plåt AB med min bror.", False),
        ("Vi är nio anställda.", False),
        ("Vi på Svets & Smide AB behöver en fräs.", False),
        ("We at Lakeside Joinery Ltd need a saw.", True),
        ("I run Lakeside Joinery Ltd with my sister.", True),
        ("We have twelve employees.", True),
    ],
    ids=["owner", "size", "at", "English at", "English owner", "English size"],
)
def test_it_hears_a_company_speak_of_itself(text: str, english: bool) -> None:
    assert [hit.term.kind for hit in own_voice(text, english=english)] == ["company_matter"]
    hit = own_voice(text, english=english)[0]
    assert text[hit.start : hit.end] == hit.surface


@pytest.mark.parametrize(
    "text",
    [
        "Vi vill att fler driver företag i länet.",
        "Almi Företagspartner AB driver projektet.",
        "Vi söker medel. Bolaget Nordan AB är partner och driver en testbädd.",
        "Deltagande bolag är små: de har tio anställda.",
    ],
    ids=["others", "an organisation", "a partner", "participants"],
)
def test_it_does_not_take_an_effort_for_a_company(text: str) -> None:
    assert own_voice(text, english=False) == []


def test_a_name_repeated_for_ever_is_read_at_once() -> None:
    assert own_voice("jag driver " * 40_000, english=False) == []


def test_a_company_in_few_words_is_told_who_helps_and_never_that_it_is_too_little() -> None:
    text = (
        "Vi på Svets AB behöver köpa en ny fräsmaskin och anställa två svetsare för att klara våra ordrar. Vi söker bidrag till maskinen."
    )
    assert assess(sormland_reader(), text).verdict == "company_matter"


def test_one_weak_word_is_never_sure() -> None:
    answer = assess(
        sormland_reader(), "Huset ligger vid torget. " * 8 + "Där kan man samlas om sitt lärande om en förnyelse av samverkan på orten."
    )
    assert {area.sureness for area in answer.focus_areas} <= {"low"}
