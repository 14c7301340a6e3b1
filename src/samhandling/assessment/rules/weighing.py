"""The first signal: what a text's words speak for, as scores that can be opened to words and weights."""

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samhandling.assessment.rules.matching import Hit

TITLE_WEIGHT = 2.0
AIM_WEIGHT = 1.4
MOST_COUNTED = 6


@dataclass(frozen=True, slots=True)
class Contribution:
    """A term's part of a score: how often it stands there, and what it gave in all."""

    words: str
    count: int
    points: float


@dataclass(frozen=True, slots=True)
class Score:
    """What the words say for one code (a focus area, a prerequisite, another kind), with the terms that gave it, most first."""

    code: str
    kind: str
    points: float
    contributions: tuple[Contribution, ...]
    aspects: Mapping[str, float]


Stretch = tuple[int, int, float]
"""From, up to, and how much a word there counts: what a text says that it aims at counts more than its background."""


def scores_of(hits: Sequence[Hit], stretches: Sequence[Stretch] = ()) -> dict[str, Score]:
    """A score for each code that some term speaks for.

    A term that stands there n times gives its weight times 1 + ln(n), n at most `MOST_COUNTED`, so that one word repeated does not outweigh
    many; a place
    where the text tells its aim counts more, by `stretches` (in order, not overlapping). Of terms on the same words for the same code the heaviest counts.
    """
    groups: dict[str, dict[str, list[tuple[Hit, float]]]] = defaultdict(lambda: defaultdict(list))
    starts = [stretch[0] for stretch in stretches]
    for hit in _heaviest(hits):
        number = bisect_right(starts, hit.start) - 1
        is_inside = number >= 0 and hit.start < stretches[number][1]
        groups[hit.term.of][hit.term.words].append((hit, stretches[number][2] if is_inside else 1.0))
    return {code: _score(code, by_words) for code, by_words in groups.items()}


def _heaviest(hits: Sequence[Hit]) -> list[Hit]:
    best: dict[tuple[int, int, str], Hit] = {}
    for hit in hits:
        key = (hit.start, hit.end, hit.term.of)
        if key not in best or hit.term.weight > best[key].term.weight:
            best[key] = hit
    return list(best.values())


def _score(code: str, by_words: Mapping[str, Sequence[tuple[Hit, float]]]) -> Score:
    contributions = []
    aspects: dict[str, float] = defaultdict(float)
    for words, found in by_words.items():
        term = found[0][0].term
        points = term.weight * max(weight for _, weight in found) * (1 + math.log(min(len(found), MOST_COUNTED)))
        contributions.append(Contribution(words, len(found), points))
        if term.aspect:
            aspects[term.aspect] += points
    contributions.sort(key=lambda one: (-one.points, one.words))
    kind = next(iter(by_words.values()))[0][0].term.kind
    return Score(code, kind, math.fsum(one.points for one in contributions), tuple(contributions), dict(aspects))
