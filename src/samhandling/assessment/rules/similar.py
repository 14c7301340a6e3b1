"""Initiatives that lie near a text: by rare words in common, place, target group and owner."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from samhandling.language.stems import stem_of
from samhandling.language.text import fold

MOST = 5
LEAST_LIKENESS = 0.12
PLACE_BONUS = 0.05
GROUP_BONUS = 0.05
OWNER_BONUS = 0.08
SHORTEST_WORD = 4
# Words that say nothing of what a text is about; among few initiatives rarity alone does not tell.
_COMMON = (
    "alla allt andra annan arbeta arbete arbetet arbetar bara behov behöver behövs bidra blir båda deras detta dessa eftersom ett eller "
    "flera finns fram från fyra genom gemensam gemensamt genomföra göra helt hålla insats insatser inför inom inte kommer komma "
    "kommun kommunen kommuner kring kunna länet mellan medan mera många målet också olika projekt projektet redan samma samt sedan "
    "skall skulle stora stöd större tidigare till tillsammans tre tänker under upp utan utveckla utveckling vara varit vilka vill vilken "
    "våra året även about also been from have into more other project that their they this through together what which will with work"
)
_SAYS_NOTHING = frozenset(stem_of(word) for word in _COMMON.split())
_SIGNIFICANT_COMMON = 4


@dataclass(frozen=True, slots=True)
class Known:
    """An initiative as this rule needs it: names, not codes, for what a text may mention."""

    id: str
    title: str
    purpose: str = ""
    places: tuple[str, ...] = ()
    target_groups: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Similar:
    """An initiative that lies near, how near (0 to 1), and what they have in common."""

    id: str
    title: str
    score: float
    words: tuple[str, ...]
    places: tuple[str, ...]
    target_groups: tuple[str, ...]
    owners: tuple[str, ...]


class Near:
    """Initiatives made ready to be compared with texts: their stems, and how rare each stem is among them."""

    def __init__(self, known: Sequence[Known]) -> None:
        self._known = tuple(known)
        self._stems = [_stems(f"{one.title} {one.purpose}") for one in self._known]
        spread = Counter(stem for found in self._stems for stem in found)
        self._rarity = {stem: math.log((1 + len(self._known)) / count) for stem, count in spread.items()}
        self._lengths = [self._length(found) for found in self._stems]

    def _length(self, stems: Iterable[str]) -> float:
        return math.sqrt(math.fsum(self._rarity[stem] ** 2 for stem in stems if stem in self._rarity))

    def to(self, text: str, most: int = MOST) -> tuple[Similar, ...]:
        """The nearest initiatives, nearest first; none where nothing lies near.

        Likeness: cosine of the words' stems, each weighed by how rare it is among the initiatives; a place, target group or owner of
        the initiative that the text names adds a little.
        """
        mine = _stems(text)
        length, folded = self._length(mine), f" {fold(text)} "
        found = [self._similar(number, mine, length, folded) for number in range(len(self._known))] if length else []
        near = [one for one in found if one and one.score >= LEAST_LIKENESS]
        return tuple(sorted(near, key=lambda one: (-one.score, one.id))[:most])

    def _similar(self, number: int, mine: dict[str, str], length: float, folded: str) -> Similar | None:
        one, theirs = self._known[number], self._stems[number]
        common = sorted(theirs.keys() & mine.keys(), key=lambda stem: (-self._rarity[stem], stem))
        if not common or not self._lengths[number]:
            return None
        cosine = math.fsum(self._rarity[stem] ** 2 for stem in common) / (self._lengths[number] * length)
        places, groups, owners = (_named(names, folded) for names in (one.places, one.target_groups, one.owners))
        bonus = PLACE_BONUS * bool(places) + GROUP_BONUS * bool(groups) + OWNER_BONUS * bool(owners)
        words = tuple(mine[stem] for stem in common[:_SIGNIFICANT_COMMON])
        return Similar(one.id, one.title, round(min(1.0, cosine + bonus), 3), words, places, groups, owners)


def _stems(text: str) -> dict[str, str]:
    """Each stem of a text with the first word that has it; short words are left out."""
    found: dict[str, str] = {}
    for word in fold(text).split():
        if len(word) >= SHORTEST_WORD and not word.isdigit() and (stem := stem_of(word)) not in _SAYS_NOTHING:
            found.setdefault(stem, word)
    return found


def _named(names: Sequence[str], folded: str) -> tuple[str, ...]:
    """Those of `names` that a folded text names, with or without a genitive's s."""
    return tuple(name for name in names if (wanted := fold(name)) and (f" {wanted} " in folded or f" {wanted}s " in folded))
