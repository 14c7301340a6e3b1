"""Which of the reading's rules belong to which part of the page, by the names of their measures."""

from collections.abc import Mapping, Sequence

from samhandling.figures.business.shapes import Rule

WORDS: Mapping[str, tuple[str, ...]] = {
    "lives_on": ("location quotient",),
    "growth": ("shift-share", "shift share", "growth", "resistance", "resilience", "downturn"),
    "breadth": ("equally", "equivalent", "herfindahl", "entropy", "hachman", "variety", "breadth", "spread"),
    "near": ("nearness", "relatedness", "density", "complexity", "near", "demanding"),
    "resembles": ("hoover", "distance", "alike", "resembl", "likeness", "similar"),
}
OTHERS = "others"


def by_part(rules: Sequence[Rule]) -> dict[str, tuple[Rule, ...]]:
    """The rules of each part; those that belong to none stand under "others", so that none is left out."""
    found: dict[str, list[Rule]] = {part: [] for part in (*WORDS, OTHERS)}
    for rule in rules:
        found[_part(rule)].append(rule)
    return {part: tuple(some) for part, some in found.items()}


def _part(rule: Rule) -> str:
    text = f"{rule.name.en} {rule.source}".casefold()
    named = rule.name.en.casefold()
    parts = [part for part, words in WORDS.items() if any(word in named for word in words)]
    parts += [part for part, words in WORDS.items() if any(word in text for word in words)]
    return parts[0] if parts else OTHERS
