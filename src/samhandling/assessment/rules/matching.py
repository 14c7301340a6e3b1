"""Where a strategy's terms stand in a text. Compiled once for a term file."""

from collections.abc import Sequence
from dataclasses import dataclass

from samhandling.assessment.rules.terms import Term
from samhandling.language.vocabulary import Term as Sought
from samhandling.language.vocabulary import Vocabulary, term_of


@dataclass(frozen=True, slots=True)
class Hit:
    """A term in the text: what stands from `start` to `end` of it."""

    term: Term
    start: int
    end: int
    surface: str


class Matcher:
    """The terms of a file, ready to be looked for in Swedish and in English texts."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._terms = tuple(terms)
        self._swedish = Vocabulary(self._sought("sv"), "sv")
        self._english = Vocabulary(self._sought("en"), "en")

    def _sought(self, language: str) -> list[Sought]:
        return [term_of(term.words, str(number)) for number, term in enumerate(self._terms) if term.language == language]

    def hits(self, text: str, *, english: bool) -> list[Hit]:
        """The terms of the text's language, in their order."""
        found = (self._english if english else self._swedish).hits(text)
        hits = [Hit(self._terms[int(hit.term.meaning)], hit.start, hit.end, hit.surface) for hit in found]
        return sorted(hits, key=lambda hit: (hit.start, hit.end))
