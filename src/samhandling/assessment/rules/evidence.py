"""Quotes: the sentences that carry a judgement, word for word, with their places in the text."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from samhandling.assessment.rules.matching import Hit
from samhandling.language.sentences import Sentence

MOST_QUOTES = 3
LONGEST = 260
LEAST_OF_BEST = 0.2
LEAST_WEIGHT = 1.0


@dataclass(frozen=True, slots=True)
class Quote:
    """`quote` is exactly what stands from `start` to `end` of the text; `terms` the words in it that counted."""

    quote: str
    start: int
    end: int
    terms: tuple[str, ...]


def quotes_for(code: str, text: str, hits: Sequence[Hit], sentences: Sequence[Sentence]) -> tuple[Quote, ...]:
    """The sentences that speak most for `code`, in the order of the text; each brings terms that those before it did not."""
    inside = _by_sentence([hit for hit in hits if hit.term.of == code], sentences)
    told: set[str] = set()
    kept: list[Quote] = []
    most = 0.0
    while inside and len(kept) < MOST_QUOTES:
        best = max(inside, key=lambda one: (_new_weight(one[1], told), -one[0].start))
        weight = _new_weight(best[1], told)
        most = max(most, weight)
        if weight < max(LEAST_OF_BEST * most, LEAST_WEIGHT if kept else 0.0):
            break
        inside.remove(best)
        told |= {hit.term.words for hit in best[1]}
        kept.append(_quote(text, *best))
    return tuple(sorted(kept, key=lambda quote: quote.start))


def _by_sentence(hits: Sequence[Hit], sentences: Sequence[Sentence]) -> list[tuple[Sentence, list[Hit]]]:
    """The sentences that hold some of the hits, with those; a hit that runs over a sentence's end is left out."""
    found: dict[int, list[Hit]] = {}
    starts = [sentence.start for sentence in sentences]
    for hit in hits:
        number = bisect_right(starts, hit.start) - 1
        if number >= 0 and hit.end <= sentences[number].end:
            found.setdefault(number, []).append(hit)
    return [(sentences[number], inside) for number, inside in sorted(found.items())]


def _new_weight(hits: Sequence[Hit], told: set[str]) -> float:
    """The weight of the terms that have not been told yet, each once."""
    return sum({hit.term.words: hit.term.weight for hit in hits if hit.term.words not in told}.values())


def _quote(text: str, sentence: Sentence, hits: Sequence[Hit]) -> Quote:
    start, end = sentence.start, sentence.end
    if end - start > LONGEST:
        start, end = _window(text, sentence, hits)
    terms = dict.fromkeys(_whole_word(text, hit) for hit in hits if start <= hit.start and hit.end <= end)
    return Quote(text[start:end], start, end, tuple(terms))


def _window(text: str, sentence: Sentence, hits: Sequence[Hit]) -> tuple[int, int]:
    """The stretch of at most `LONGEST` characters that holds most weight, cut between words."""
    best_start, most, weight, last = sentence.start, -1.0, 0.0, 0
    for hit in hits:
        while last < len(hits) and hits[last].end <= hit.start + LONGEST * 3 // 4:
            weight += hits[last].term.weight
            last += 1
        if weight > most:
            best_start, most = hit.start, weight
        weight -= hit.term.weight
    start = max(sentence.start, best_start - LONGEST // 5)
    end = min(sentence.end, start + LONGEST)
    while start > sentence.start and not text[start - 1].isspace():
        start -= 1
    while end < sentence.end and not text[end].isspace():
        end -= 1
    return start, max(end, start + 1)


def _whole_word(text: str, hit: Hit) -> str:
    """The hit with the rest of the word that it stands in."""
    start, end = hit.start, hit.end
    while start and (text[start - 1].isalnum() or text[start - 1] == "-") and hit.start - start < 40:
        start -= 1
    while end < len(text) and text[end].isalnum() and end - hit.end < 40:
        end += 1
    return text[start:end]
