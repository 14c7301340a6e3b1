"""Swedish text: the same word found however it is written, and sorted as Swedes sort."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samhandling.language.text import clean, fold, is_shouted, likeness, sort_key

IN_ORDER = ["Vik", "Wik", "Zorn", "Åker", "Älvsjö", "ärlig", "Öland"]


def test_names_stand_in_swedish_order_whatever_their_capitals() -> None:
    mixed = IN_ORDER[:]
    random.Random(1).shuffle(mixed)
    assert mixed != IN_ORDER
    assert sorted(mixed, key=sort_key) == IN_ORDER


@pytest.mark.parametrize(
    "names",
    [["Zara", "Åre", "Ängelholm", "Örebro"], ["idé", "idéer", "Ideon"], ["Flen", "Flens kommun"], ["ab", "a c"][::-1], ["9", "A"], ["Ø", "Öar"]],
)  # fmt: skip
def test_letters_after_z_accents_and_spaces_fall_into_place(names: list[str]) -> None:
    turned = names[::-1]
    assert sorted(turned, key=sort_key) == names


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ÅKER", "åker"),
        ("A\u030aker", "åker"),
        ("Idé", "ide"),
        ("Müller & Söner AB", "muller söner ab"),
        ("  Flens\u00a0kommun ", "flens kommun"),
        ("Straße", "strasse"),
        ("Ærø", "ärö"),
        ("små- och medelstora", "små och medelstora"),
        ("2014–2020", "2014 2020"),
        ("¿?", ""),
        ("", ""),
    ],
)
def test_folding_keeps_swedish_letters_and_leaves_the_rest_plain(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert set(fold(text)) <= set("abcdefghijklmnopqrstuvwxyzåäö0123456789 ")


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert clean(text) == clean(text).strip()


def test_cleaning_keeps_every_word_and_one_space_between() -> None:
    assert clean(" Region\u00a0 \tSo\u0308rmland\n\ufeff") == "Region Sörmland"


@given(st.text(max_size=20), st.text(max_size=20))
def test_likeness_is_between_nothing_and_the_same(one: str, other: str) -> None:
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, one) == 1


def test_likeness_sees_past_case_and_punctuation() -> None:
    assert likeness("Tillväxtlyftet", "TILLVÄXT-LYFTET") > 0.9
    assert likeness("Flens kommun", "Uppsala universitet") < 0.6


@pytest.mark.parametrize(
    ("text", "shouted"),
    [
        ("ENERGIKONTOR I MÄLARDALEN", True),
        ("Energikontor", False),
        ("EU SMF", False),
        ("ÖMS 2020", False),
        ("", False),
        ("ENERGI för alla", False),
    ],
)
def test_a_title_in_capitals_is_known_from_an_abbreviation(text: str, shouted: bool) -> None:
    assert is_shouted(text) is shouted
