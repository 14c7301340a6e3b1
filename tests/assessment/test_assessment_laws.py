"""What holds for every text."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.readers import sormland_reader, sormland_terms
from samhandling.assessment.rules.answer import as_plain
from samhandling.assessment.rules.engine import assess
from samhandling.assessment.rules.judging import STEP, distribution
from samhandling.ground.faults import Refused

WORDS = sorted({term.words.strip("*-\"'=") for term in sormland_terms().terms})
PIECES = st.one_of(
    st.sampled_from(WORDS), st.text(max_size=25), st.sampled_from([". ", "\n\n", "Målet är att ", "<b>", "\u00ad", "ﬁ", "😀", "e\u0301"])
)
TEXTS = st.lists(PIECES, max_size=40).map(" ".join)


@settings(max_examples=60)
@given(TEXTS)
def test_it_answers_every_text_with_quotes_that_stand_in_it(text: str) -> None:
    try:
        answer = assess(sormland_reader(), text)
    except Refused:
        assert not any(letter.isalnum() for letter in text)
        return
    quotes = [quote for area in answer.focus_areas for quote in area.evidence]
    quotes += answer.belongs_to.evidence if answer.belongs_to else ()
    assert all(text[quote.start : quote.end] == quote.quote and quote.quote.strip() for quote in quotes)
    assert all(
        text[part.start : part.end] == part.quote or not part.quote.strip()
        for part in answer.found
        if "<" not in text and "\x00" not in text
    )
    assert (answer.verdict == "contributes") == bool(answer.focus_areas)
    assert answer.reason.sv.endswith(".")
    assert answer.reason.en
    assert {part.id for part in answer.found}.isdisjoint(part.id for part in answer.missing)


@settings(max_examples=60)
@given(TEXTS)
def test_shares_are_steps_of_five_per_cent_and_never_more_than_the_whole(text: str) -> None:
    try:
        answer = assess(sormland_reader(), text)
    except Refused:
        return
    assert all(area.share >= STEP and (area.share / STEP).denominator == 1 for area in answer.named)
    assert answer.focus_areas == (*answer.named, *answer.possible)
    assert all(area.sureness == "low" for area in answer.possible)
    assert [area.score for area in answer.focus_areas] == sorted((area.score for area in answer.focus_areas), reverse=True)
    assert 0 <= answer.outside_share <= 1
    assert as_plain(answer) == as_plain(assess(sormland_reader(), text))


CODES = st.sampled_from(["1.1", "1.2", "2.2", "3.1", "x", "y"])
WHOLES = st.dictionaries(CODES, st.floats(0.001, 1), min_size=1).map(
    lambda parts: {code: part / sum(parts.values()) for code, part in parts.items()}
)


@given(WHOLES)
def test_a_distribution_gives_the_larger_part_the_larger_share(together: dict[str, float]) -> None:
    areas = frozenset({"1.1", "1.2", "2.2", "3.1"})
    codes = sorted(set(together) & areas)
    shares = distribution(together, codes, areas)
    assert set(shares) == set(codes)
    assert sum(shares.values(), Fraction(0)) <= 1
    for one in codes:
        for other in codes:
            if together[one] > together[other]:
                assert shares[one] >= shares[other]
