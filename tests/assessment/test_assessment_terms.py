"""The term file: what it may hold, what its faults say, and that the shipped one covers its strategy."""

from dataclasses import replace

import pytest

from assessment.readers import sormland_subject, sormland_terms
from samhandling.assessment import shipping
from samhandling.assessment.rules.engine import assess, reader_of
from samhandling.assessment.rules.matching import Matcher
from samhandling.assessment.rules.terms import Term, read_terms
from samhandling.assessment.rules.weighing import MOST_COUNTED, scores_of
from samhandling.ground.faults import Refused


def test_the_shipped_file_has_terms_in_both_languages_for_every_focus_area_and_aspect() -> None:
    terms, subject = sormland_terms().terms, sormland_subject()
    for language in ("sv", "en"):
        spoken = {term.of for term in terms if term.language == language} | {term.aspect for term in terms if term.language == language}
        for area in subject.areas:
            assert area.code in spoken
            assert [aspect.code for aspect in area.aspects if aspect.code not in spoken] == []


def test_the_shipped_file_is_of_the_strategy_s_edition() -> None:
    assert (sormland_terms().strategy, sormland_terms().edition) == (sormland_subject().code, sormland_subject().edition)


FAULTY = {
    "x = ": "TOML",
    'a = 1\n[[concepts]]\nsv = { 3 = ["ord"] }': "of = kod",
    '[[concepts]]\nof = "9.9"\nsv = { 3 = ["ord"] }': "ingen sådan kod",
    '[[concepts]]\nof = "1.1"\naspect = "1.1.finns-inte"\nsv = { 3 = ["ord"] }': "delområde",
    '[[concepts]]\nof = "1.1"\nkind = "hobby"\nsv = { 3 = ["ord"] }': "kind är ett av",
    '[[concepts]]\nof = "1.1"\nsv = { 9 = ["ord"] }': "vikt",
    '[[concepts]]\nof = "1.1"\nsv = { 3 = ["", "**"] }': "tomt",
    '[[concepts]]\nof = "1.1"\nsv = ["ord"]': "per vikt",
    "a = 1": "inga ord",
}


@pytest.mark.parametrize(("text", "said"), FAULTY.items())
def test_it_says_what_is_wrong_with_a_term_file(text: str, said: str) -> None:
    with pytest.raises(Refused) as refused:
        read_terms(text, "ord.toml", sormland_subject())
    assert any(said in fault.expected.sv for fault in refused.value.faults)
    assert all(fault.location.file == "ord.toml" for fault in refused.value.faults)


def test_it_tells_every_fault_at_once() -> None:
    text = '[[concepts]]\nof = "1.1"\nsv = { 9 = ["ord"], 3 = [""] }\n[[concepts]]\nof = "9.9"\nen = { 1 = ["word"] }'
    with pytest.raises(Refused) as refused:
        read_terms(text, "ord.toml", sormland_subject())
    assert len(refused.value.faults) == 3


def test_a_half_weight_is_a_weight() -> None:
    found = read_terms('[[concepts]]\nof = "1.1"\nsv = { 0.5 = ["erfarenhetsutbyte"] }', "ord.toml", sormland_subject())
    assert [term.weight for term in found.terms] == [0.5]


FORMS = [
    ("testbädd", "Två testbäddar byggs.", ["testbäddar"]),
    ("kompetens", "Kompetensförsörjningen brister.", ["Kompetens"]),
    ("energikartlägg*", "energikartläggningarna", ["energikartläggningarna"]),
    ("-export", "Livsmedelsexporten ökar", ["exporten"]),
    ("en väg in", "Företagen får en väg in.", ["en väg in"]),
    ("en väg in", "En väg. In i skogen.", []),
    ('"it"', "Itziar äter", []),
]


@pytest.mark.parametrize(("words", "text", "found"), FORMS)
def test_it_finds_a_term_in_its_forms(words: str, text: str, found: list[str]) -> None:
    hits = Matcher([Term(words, "sv", 1.0, "focus_area", "x")]).hits(text, english=False)
    assert [text[hit.start : hit.end] for hit in hits] == found


def test_a_score_opens_to_its_terms() -> None:
    terms = [Term("testbädd", "sv", 3.0, "focus_area", "a", "a.1"), Term("robot*", "sv", 2.0, "focus_area", "a")]
    score = scores_of(Matcher(terms).hits("En testbädd för robotar och en testbädd till.", english=False))["a"]
    assert score.points == pytest.approx(sum(one.points for one in score.contributions))
    assert [(one.words, one.count) for one in score.contributions] == [("testbädd", 2), ("robot*", 1)]
    assert score.aspects["a.1"] == pytest.approx(score.contributions[0].points)


def test_a_word_that_is_repeated_counts_less_each_time_and_in_the_end_no_more() -> None:
    matcher = Matcher([Term("export", "sv", 3.0, "focus_area", "a")])
    points = [scores_of(matcher.hits("export " * count, english=False))["a"].points for count in (1, 2, 3, MOST_COUNTED, 100)]
    assert points[1] - points[0] > points[2] - points[1] > 0
    assert points[3] == points[4]


def test_an_owner_s_changed_strategy_is_read_with_what_still_fits_and_says_so() -> None:
    """Focus area 2.6 is gone, and so are the aspects of 2.2; the edition is a later one."""
    old = sormland_subject()
    areas = tuple(replace(area, aspects=()) if area.code == "2.2" else area for area in old.areas if area.code != "2.6")
    changed = replace(old, edition="2030-01", areas=areas)
    reader = reader_of(changed, shipping.shipped_terms(changed), shipping.shipped_model(changed.code), shipping.parts())
    answer = assess(reader, "Vi bygger en testbädd för robotar, en inkubator för nystartade företag och hjälper dem att starta eget.")
    told = {area.code for area in changed.areas}
    assert {area.id for area in answer.focus_areas} <= told
    assert answer.focus_areas[0].id == "2.2"
    assert any("utgåva 2022-09" in note.sv for note in answer.notes)
