"""A text with its quotes marked loses nothing, and every quote stands in its mark."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from assessment.readers import sormland_reader, sormland_subject
from samhandling.assessment.rules.adjusting import adjusted
from samhandling.assessment.rules.engine import assess
from samhandling.assessment.rules.evidence import Quote
from samhandling.assessment.rules.marking import mark_of, marked, spans_of

TEXT = "Robotlyftet\nVi bygger en testbädd där små företag får pröva robotar. Arbetet sker med universitetet."


@st.composite
def quoted(draw: st.DrawFn) -> tuple[str, list[Quote]]:
    text = draw(st.text(min_size=1, max_size=120))
    ends = st.integers(0, len(text))
    pairs = draw(st.lists(st.tuples(ends, ends).filter(lambda pair: pair[0] != pair[1]).map(sorted), max_size=6))
    return text, [Quote(text[start:end], start, end, ()) for start, end in pairs]


@given(quoted())
def test_a_marked_text_is_the_text_and_each_quote_stands_in_its_mark(given_: tuple[str, list[Quote]]) -> None:
    text, quotes = given_
    spans = spans_of(quotes)
    pieces = marked(text, spans)
    assert "".join(piece.text for piece in pieces) == text
    by_number = {piece.number: piece.text for piece in pieces if piece.number}
    assert list(by_number) == list(range(1, len(spans) + 1))
    assert all(quote.quote in by_number[mark_of(quote, spans)] for quote in quotes)


@given(quoted())
def test_of_a_long_text_every_mark_is_kept(given_: tuple[str, list[Quote]]) -> None:
    text, quotes = given_
    long = f"{'x' * 3_000}{text}{'y' * 3_000}"
    moved = spans_of([Quote(one.quote, one.start + 3_000, one.end + 3_000, ()) for one in quotes])
    pieces = marked(long, moved, whole=100)
    assert [piece.text for piece in pieces if piece.number] == [long[start:end] for start, end in moved]
    assert sum(len(piece.text) for piece in pieces) < len(long)


def test_a_person_s_distribution_stands_in_place_of_the_proposed_one() -> None:
    found = assess(sormland_reader(), TEXT)
    changed = adjusted(found, {"3.4": Fraction(3, 5), "2.2": Fraction(1, 4)}, sormland_subject())
    assert [(area.id, area.share) for area in changed.named] == [("3.4", Fraction(3, 5)), ("2.2", Fraction(1, 4))]
    assert changed.named[0].evidence == ()
    assert changed.named[1].evidence == next(area for area in found.focus_areas if area.id == "2.2").evidence
    assert changed.outside_share == Fraction(3, 20)
    assert changed.reason == found.reason
