"""Terms looked for in a text: whole words in any form, parts of Swedish compounds, phrases. The longest term at a place wins.

All terms are looked for at once (Aho-Corasick, overlapping), in the text's words brought to their stems, with the joints of
compounds open; then what does not begin and end at a word's or a part's boundary falls away; then what a longer hit covers.
Stems: Snowball's Swedish and English (PyStemmer), the same on both sides.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import Stemmer
from ahocorasick_rs import AhoCorasick

from samhandling.language.compounds import Part, compound_parts
from samhandling.language.vocabulary_text import Normal, normal

Language = Literal["sv", "en"]
Form = Literal["stem", "exact", "beginning"]
Place = Literal["any", "word", "first", "last"]

_SNOWBALL = {"sv": "swedish", "en": "english"}
_WORD = re.compile(r"[^\W_]+(?:['’.:](?=[^\W\d_])[^\W_]+)*")
_BREAK = re.compile(r"[.!?;:]\s|\n\s*\n|[•·|]")
# In a haystack words are parted by a space, parts of a compound by a bar, sentences by a full stop.
_WORD_EDGE, _PART_EDGE, _STOP = " ", "|", ". "


@dataclass(frozen=True, slots=True)
class Term:
    """What to look for. `form`: by stem, exactly as written, or as the beginning of a word. `place`: as a word of its own, as the
    first or the last part of a compound too, or as any part. `meaning` is the asker's own (a code); it is only handed back.
    """

    text: str
    form: Form = "stem"
    place: Place = "any"
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A term in a text: `surface` is what stands from `start` to `end` of the original (a compound's part with its joint), `word`
    the whole words that it stands in.
    """

    term: Term
    start: int
    end: int
    surface: str
    word: str


@dataclass(frozen=True, slots=True)
class _Edge:
    """A place in a haystack where a term may begin or end: the place in the normal text, and that of the word it belongs to."""

    at: int
    word: int


@dataclass(frozen=True, slots=True)
class _Haystack:
    text: str
    starts: dict[int, _Edge]
    ends: dict[int, _Edge]


def term_of(written: str, meaning: str = "") -> Term:
    """A term as a term file writes it: `=SMF` exactly so, `robot*` the beginning of a word, `kompetens-` the first part of a
    compound or a word, `-försörjning` the last part or a word, `"digital mognad"` no part of a compound; else any part.
    """
    text = written.strip()
    if text.startswith("="):
        return Term(text[1:].strip(), "exact", "word", meaning)
    if text.startswith('"') and text.endswith('"') and len(text) > 2:
        return Term(text[1:-1].strip(), "stem", "word", meaning)
    if text.endswith("*"):
        return Term(text[:-1].strip(), "beginning", "word", meaning)
    if text.startswith("-"):
        return Term(text.strip("-").strip(), "stem", "any" if text.endswith("-") else "last", meaning)
    if text.endswith("-"):
        return Term(text[:-1].strip(), "stem", "first", meaning)
    return Term(text, "stem", "any", meaning)


class Vocabulary:
    """A set of terms, compiled once. Terms that come to the same needle are all found, each as a hit of its own."""

    def __init__(self, terms: Iterable[Term | str], language: Language = "sv") -> None:
        given = (term_of(term) if isinstance(term, str) else term for term in terms)
        self.terms = tuple(term for term in given if _WORD.search(term.text))
        self._language = language
        self._by_stem = _Needles((_stem_needle(term, language), term) for term in self.terms if term.form == "stem")
        self._as_written = _Needles((_plain_needle(term), term) for term in self.terms if term.form != "stem")

    def hits(self, text: str, *, nested: bool = False) -> tuple[Hit, ...]:
        """The terms in `text` in their order; with `nested` also those that a longer hit covers."""
        normal_text = normal(text)
        words = [(found.start(), found.end()) for found in _WORD.finditer(normal_text.text)]
        found: list[Hit] = []
        if self._by_stem:
            found.extend(self._by_stem.hits(_of_stems(normal_text.text, words, self._language), normal_text))
        if self._as_written:
            found.extend(self._as_written.hits(_as_they_stand(normal_text.text, words), normal_text))
        found.sort(key=lambda hit: (hit.start, -hit.end))
        return tuple(found if nested else _longest(found))


class _Needles:
    """Needles with the terms that come to them."""

    def __init__(self, needles: Iterable[tuple[str, Term]]) -> None:
        terms: dict[str, list[Term]] = {}
        for needle, term in needles:
            terms.setdefault(needle, []).append(term)
        self._terms = list(terms.values())
        self._search = AhoCorasick(list(terms), store_patterns=False) if terms else None

    def __bool__(self) -> bool:
        return self._search is not None

    def hits(self, haystack: _Haystack, text: Normal) -> Iterator[Hit]:
        """Every term of every needle that stands at the edges where it may."""
        if self._search is None:
            return
        for number, start, end in self._search.find_matches_as_indexes(haystack.text, overlapping=True):
            before = haystack.starts.get(start)
            for term in self._terms[number] if before else ():
                after = haystack.ends.get(end if term.form != "beginning" else _word_end(haystack.text, end))
                if before and after and _may_stand(term, before, after):
                    yield _hit(term, before, after, text)


def _word_end(haystack: str, at: int) -> int:
    found = haystack.find(_WORD_EDGE, at)
    return found if found >= 0 else len(haystack)


def _may_stand(term: Term, before: _Edge, after: _Edge) -> bool:
    begins, ends = before.at == before.word, after.at == after.word
    return {"word": begins and ends, "first": begins, "last": ends, "any": True}[term.place]


def _hit(term: Term, before: _Edge, after: _Edge, text: Normal) -> Hit:
    start, end = text.start(before.at), text.end(after.at)
    return Hit(term, start, end, text.original[start:end], text.original[text.start(before.word) : text.end(after.word)])


def _words_of(term: Term) -> list[str]:
    return [found.group() for found in _WORD.finditer(normal(term.text).text)]


def _stem_needle(term: Term, language: Language) -> str:
    return _WORD_EDGE.join(_stemmed(word, language)[0] for word in _words_of(term))


def _plain_needle(term: Term) -> str:
    return _WORD_EDGE.join(_words_of(term))


def _of_stems(text: str, words: Sequence[tuple[int, int]], language: Language) -> _Haystack:
    """The text's words as stems, compounds with their joints open."""
    pieces: list[str] = []
    starts: dict[int, _Edge] = {}
    ends: dict[int, _Edge] = {}
    at = before = 0
    for start, end in words:
        if before and _BREAK.search(text, before, start):
            pieces.append(_STOP)
            at += len(_STOP)
        stems, parts = _stemmed(text[start:end], language)
        for stem, part in zip(stems.split(_PART_EDGE), parts, strict=True):
            starts[at] = _Edge(start + part.start, start)
            ends[at + len(stem)] = _Edge(start + part.end, end)
            at += len(stem) + 1
        pieces.append(stems + _WORD_EDGE)
        before = end
    return _Haystack("".join(pieces), starts, ends)


def _as_they_stand(text: str, words: Sequence[tuple[int, int]]) -> _Haystack:
    """The text's words, normal but unstemmed."""
    pieces: list[str] = []
    starts: dict[int, _Edge] = {}
    ends: dict[int, _Edge] = {}
    at = before = 0
    for start, end in words:
        if before and _BREAK.search(text, before, start):
            pieces.append(_STOP)
            at += len(_STOP)
        starts[at] = _Edge(start, start)
        ends[at + end - start] = _Edge(end, end)
        pieces.append(text[start:end] + _WORD_EDGE)
        at += end - start + 1
        before = end
    return _Haystack("".join(pieces), starts, ends)


@lru_cache(maxsize=65_536)
def _stemmed(word: str, language: Language) -> tuple[str, tuple[Part, ...]]:
    """(the stems of a word's parts with bars between, the parts). English words are never taken apart."""
    stem = _snowball(language).stemWord
    parts = compound_parts(word) if language == "sv" else (Part(word, 0, len(word)),)
    return _PART_EDGE.join([*(stem(part.word) for part in parts[:-1]), stem(word[parts[-1].start :])]), parts


@lru_cache(maxsize=2)
def _snowball(language: Language) -> Any:
    return Stemmer.Stemmer(_SNOWBALL[language])


def _longest(hits: Sequence[Hit]) -> list[Hit]:
    """Without those that stand inside a longer one. Hits are sorted by their start, the longest first."""
    kept: list[Hit] = []
    reach, reach_start = -1, -1
    for hit in hits:
        if hit.end <= reach and (hit.start, hit.end) != (reach_start, reach):
            continue
        kept.append(hit)
        # The beginning of a word says nothing of its other parts, so it hides none of them.
        if hit.term.form != "beginning":
            reach, reach_start = hit.end, hit.start
    return kept
