"""Terms are found in any form, in compounds, over line breaks, and at their exact places; the longest at a place wins."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samhandling.language.vocabulary import Term, Vocabulary, term_of
from samhandling.language.vocabulary_text import normal

FOUND = [
    ("företag", "Stöd till företagen.", "företagen"),
    ("företagen", "Ett litet FÖRETAG", "FÖRETAG"),
    ("innovation", "Innovationer behövs", "Innovationer"),
    ("digital omställning", "den digitala omställningen", "digitala omställningen"),
    ("försörjning", "kompetensförsörjningen", "försörjningen"),
    ("kompetens", "Kompetensförsörjning", "Kompetens"),
    ("kompetensförsörjning", "en kompetensförsörjningsstrategi", "kompetensförsörjnings"),
    ("omställning", "klimatomställningen", "omställningen"),
    ("kompetens-", "kompetensutveckling", "kompetens"),
    ("-utveckling", "kompetensutveckling", "utveckling"),
    ("=SMF", "små företag (smf)", "smf"),
    ("robot*", "Robotiken växer", "Robotiken"),
    ('"nät"', "ett nät finns", "nät"),
    ("life science", "inom Life Science.", "Life Science"),
    ("innovation", "inno\u00advation", "inno\u00advation"),
    ("omställning", "omställ-\nningen är här", "omställ-\nningen"),
    ("små företag", "små\nföretag", "små\nföretag"),
    ("Åker", "A\u030aker styckebruk", "A\u030aker"),
    ("idé", "en ide\u0301 växer", "ide\u0301"),
    ("finansiering", "ﬁnansiering", "ﬁnansiering"),
]
NOT_FOUND = [
    ("=SMF", "SMFer"),
    ('"företag"', "robotföretag"),
    ("kompetens-", "spetskompetens"),
    ("-kompetens", "kompetensutveckling"),
    ("bi", "bidrag"),
    ("sats", "insatser"),
    ("drag", "bidrag"),
    ("digital omställning", "det är digitalt. Omställning sker"),
    ("ål", "målet"),
    ("ring", "utvärdering"),
]


@pytest.mark.parametrize(("term", "text", "surface"), FOUND)
def test_a_term_is_found_at_its_exact_place(term: str, text: str, surface: str) -> None:
    (hit,) = Vocabulary([term]).hits(text)
    assert hit.surface == text[hit.start : hit.end] == surface


@pytest.mark.parametrize(("term", "text"), NOT_FOUND)
def test_letters_inside_other_words_are_no_hits(term: str, text: str) -> None:
    assert Vocabulary([term]).hits(text) == ()


def test_the_longest_term_at_a_place_wins_and_the_covered_ones_can_be_asked_for() -> None:
    vocabulary = Vocabulary(["kompetens", "kompetensförsörjning", "försörjning"])
    assert [hit.term.text for hit in vocabulary.hits("Kompetensförsörjningsplan")] == ["kompetensförsörjning"]
    assert len(vocabulary.hits("Kompetensförsörjningsplan", nested=True)) == 3


def test_terms_that_come_to_the_same_are_each_found() -> None:
    hits = Vocabulary([Term("företag", meaning="a"), Term("företagen", meaning="b")]).hits("Ett företag")
    assert [hit.term.meaning for hit in hits] == ["a", "b"]


def test_a_beginning_hides_no_part_of_the_word() -> None:
    assert {hit.term.text for hit in Vocabulary(["robot*", "företag"]).hits("robotikföretag")} == {"robot", "företag"}


def test_a_hit_in_a_compound_tells_the_whole_word() -> None:
    (hit,) = Vocabulary(["företag"]).hits("Våra robotikföretag växer")
    assert (hit.surface, hit.word) == ("företag", "robotikföretag")


@pytest.mark.parametrize(
    ("term", "text", "surface"),
    [("small company", "Small companies grow", "Small companies"), ("innovate", "innovating regions", "innovating")],
)
def test_english_terms_are_found_in_english_forms(term: str, text: str, surface: str) -> None:
    (hit,) = Vocabulary([term], "en").hits(text)
    assert hit.surface == surface


@pytest.mark.parametrize(
    ("written", "term"),
    [
        ("=SMF", Term("SMF", "exact", "word", "x")),
        ("robot*", Term("robot", "beginning", "word", "x")),
        ("kompetens-", Term("kompetens", "stem", "first", "x")),
        ("-försörjning", Term("försörjning", "stem", "last", "x")),
        ('"digital mognad"', Term("digital mognad", "stem", "word", "x")),
        ("hållbar tillväxt", Term("hållbar tillväxt", "stem", "any", "x")),
    ],
)
def test_a_term_file_writes_its_terms_shortly(written: str, term: Term) -> None:
    assert term_of(written, "x") == term


def test_no_terms_and_terms_of_no_letters_find_nothing() -> None:
    assert Vocabulary([]).hits("text") == ()
    assert Vocabulary(["", "--", "=", "*"]).hits("text -- = *") == ()


@given(st.text(st.sampled_from("Åaåöé\u030a\u0308\u00ad\u200bﬁß½İ -\n\rKkompetens") | st.characters(), max_size=60))
@settings(max_examples=150)
def test_places_in_the_normal_text_lead_back_to_the_original(text: str) -> None:
    made = normal(text)
    places = [(made.start(at), made.end(at + 1)) for at in range(len(made.text))]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert all(one[0] <= other[0] and one[1] <= other[1] for one, other in pairwise(places))


@given(st.text(st.sampled_from("åäö ab\u00ad\u0301ﬁ\n.,"), max_size=20), st.text(st.sampled_from("åäö ab\u00adﬁ\n.,"), max_size=20))
@settings(max_examples=80)
def test_a_word_between_spaces_is_found_whatever_stands_around(before: str, after: str) -> None:
    text = f"{before} kompetens {after}"
    hits = Vocabulary(["kompetens"]).hits(text)
    assert [(hit.start, hit.end) for hit in hits] == [(len(before) + 1, len(before) + 10)]
