"""One name spelt in several ways within a column: told, not changed."""

from collections import Counter
from collections.abc import Mapping

from samhandling.ground.said import Said
from samhandling.language.text import fold
from samhandling.plan.rules.phrases import number_en, number_sv, quoted
from samhandling.plan.rules.vocabulary import folded_set

_MOST_VALUES = 200
_LEAST_WORDS = 3
_STEM_LETTERS = 6


def spelling_groups(values: Counter[str]) -> list[list[str]]:
    """Values that have the same words, apart from order, endings and small words; the most used first.

    Only for columns with few different values (a code list); only values of at least three words that carry meaning.
    """
    if not 1 < len(values) <= _MOST_VALUES:
        return []
    groups: dict[frozenset[str], list[str]] = {}
    for value, _ in values.most_common():
        key = _stems(value)
        if len(key) >= _LEAST_WORDS:
            groups.setdefault(key, []).append(value)
    return [group for group in groups.values() if len(group) > 1]


def _stems(value: str) -> frozenset[str]:
    small = folded_set("rows", "function_words")
    return frozenset(word[:_STEM_LETTERS] for word in fold(value).split() if word not in small)


def said_of_spellings(heading: str, group: list[str], values: Mapping[str, int]) -> Said:
    """One sentence about one group."""
    rows = sum(values[value] for value in group)
    return Said(
        f'Kolumn "{heading}": samma sak skrivs på {number_sv(len(group))} sätt i {rows} rader: {quoted(group, "och", 6)}. '
        "Vi har inte slagit ihop dem.",
        f'Column "{heading}": the same thing is written in {number_en(len(group))} ways in {rows} rows: {quoted(group, "and", 6)}. '
        "We have not merged them.",
    )
