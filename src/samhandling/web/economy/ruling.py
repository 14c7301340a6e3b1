"""Which of the reading's rules stand under which part of the page."""

from collections.abc import Sequence

from samhandling.figures.business.shapes import Rule

PARTS = ("lives_on", "growth", "breadth", "near", "resembles")
"""The parts of the page, in their order."""

OTHERS = "others"


def by_part(rules: Sequence[Rule]) -> dict[str, tuple[Rule, ...]]:
    """The rules of each part; those of no part of the page stand under "others", so that none is left out."""
    found = {part: tuple(rule for rule in rules if rule.part == part) for part in PARTS}
    return {**found, OTHERS: tuple(rule for rule in rules if rule.part not in PARTS)}
