"""Swedish words are found in any of their forms, and inside the compounds that are built on them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samhandling.language.stems import SHORTEST, is_found, search_stems, search_text, stem_of


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("företag", "Stöd till företagen"),
        ("företagen", "Stöd till företag"),
        ("företagens", "Små företagare"),
        ("kompetens", "Regional kompetensförsörjning"),
        ("försörjning", "Regional kompetensförsörjning"),
        ("åker", "Åker styckebruk"),
        ("ÅKER", "Vingåkers kommun"),
        ("kvinnor", "Företagande bland kvinnorna"),
        ("skolorna", "Förskola och skola"),
        ("utbildningar", "En ny utbildning"),
        ("fonder", "Riskkapitalfond"),
        ("möjligheter", "Möjligheterna finns"),
        ("ung", "Unga företagare"),
        ("smf", "SMF inom life science"),
        ("hållbar energi", "Energieffektiva och hållbara hus"),
        ("life-science", "SMF inom life science"),
        ("ide", "Från idé till marknad"),
        ("20201046", "Byggnader 20201046"),
    ],
)
def test_it_finds_a_word_in_another_form_or_inside_a_compound(asked: str, text: str) -> None:
    assert is_found(search_stems(asked), search_text(text))


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("åker", "Aker brygge"),
        ("öland", "Oland"),
        ("ring", "Digitalisering i företag"),
        ("ung", "Lungsjukvård"),
        ("barn", "Bara vuxna"),
        ("energi vatten", "Energi i hus"),
    ],
)
def test_it_does_not_find_what_only_looks_alike(asked: str, text: str) -> None:
    assert not is_found(search_stems(asked), search_text(text))


def test_it_asks_for_nothing_where_nothing_is_asked() -> None:
    assert search_stems("  –  ") == ()
    assert is_found((), search_text("vad som helst"))


def test_it_asks_once_for_a_word_that_is_repeated() -> None:
    assert search_stems("företag företagen") == ("företag",)


@given(st.text(alphabet="abdefghiklmnoprstuvyåäö", min_size=1, max_size=20))
def test_it_finds_every_word_that_begins_with_what_was_asked(word: str) -> None:
    """A word finds itself, and itself with anything after it."""
    assert is_found(search_stems(word), search_text(f"en {word}sfråga"))


@given(st.text(alphabet="aehnorst", max_size=14))
def test_it_keeps_a_stem_of_four_letters_or_the_word(word: str) -> None:
    stem = stem_of(word)
    assert word.startswith(stem)
    assert stem == word or len(stem) >= SHORTEST
