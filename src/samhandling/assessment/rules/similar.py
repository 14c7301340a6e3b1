"""Initiatives that lie near a text: by rare words in common, place, target group and owner."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from samhandling.language.stems import stem_of
from samhandling.language.text import fold

MOST = 5
LEAST_LIKENESS = 0.12
PLACE_BONUS = 0.05
GROUP_BONUS = 0.05
OWNER_BONUS = 0.08
SHORTEST_WORD = 4
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


def similar_to(text: str, known: Sequence[Known], most: int = MOST) -> tuple[Similar, ...]:
    """The nearest initiatives, nearest first; none where nothing lies near.

    Likeness: cosine of the words' stems, each weighed by how rare it is among `known`; a place, target group or owner of the
    initiative that the text names adds a little.
    """
    stems = [_stems(f"{one.title} {one.purpose}") for one in known]
    spread = Counter(stem for found in stems for stem in found)
    rarity = {stem: math.log((1 + len(known)) / count) for stem, count in spread.items()}
    mine = _stems(text)
    length = math.sqrt(sum(rarity[stem] ** 2 for stem in mine if stem in rarity))
    folded = f" {fold(text)} "
    found = [_similar(one, theirs, mine, rarity, length, folded) for one, theirs in zip(known, stems, strict=True)] if length else []
    near = [one for one in found if one.score >= LEAST_LIKENESS and (one.words or one.owners)]
    return tuple(sorted(near, key=lambda one: (-one.score, one.id))[:most])


def _similar(one: Known, theirs: dict[str, str], mine: dict[str, str], rarity: dict[str, float], length: float, folded: str) -> Similar:
    common = sorted((stem for stem in theirs if stem in mine), key=lambda stem: (-rarity[stem], stem))
    own_length = math.sqrt(sum(rarity[stem] ** 2 for stem in theirs))
    cosine = sum(rarity[stem] ** 2 for stem in common) / (own_length * length) if own_length else 0.0
    places, groups, owners = (
        tuple(name for name in names if _is_named(name, folded)) for names in (one.places, one.target_groups, one.owners)
    )
    bonus = PLACE_BONUS * bool(places) + GROUP_BONUS * bool(groups) + OWNER_BONUS * bool(owners)
    words = tuple(mine[stem] for stem in common[:_SIGNIFICANT_COMMON])
    return Similar(one.id, one.title, round(min(1.0, cosine + bonus), 3), words, places, groups, owners)


def _stems(text: str) -> dict[str, str]:
    """Each stem of a text with the first word that has it; short words are left out."""
    found: dict[str, str] = {}
    for word in fold(text).split():
        if len(word) >= SHORTEST_WORD and not word.isdigit():
            found.setdefault(stem_of(word), word)
    return found


def _is_named(name: str, folded: str) -> bool:
    wanted = fold(name)
    return bool(wanted) and (f" {wanted} " in folded or f" {wanted}s " in folded)
