"""A focus area's status: covered, partly, insufficient or missing; the first that fits."""

from enum import StrEnum
from typing import Any

from samhandling.coverage.rules.conditions import CONDITIONS, Numbers
from samhandling.coverage.rules.rulebook import Rulebook, Use


class Status(StrEnum):
    """In the order of the rule. Pages say Insatser pågår, Saknas delvis, Kan inte bedömas, Ingen känd insats."""

    COVERED = "covered"
    PARTLY = "partly"
    INSUFFICIENT = "insufficient"
    MISSING = "missing"


def has_reason(numbers: Numbers, rulebook: Rulebook) -> Any:
    """Some rule that counts fires (truth, or an array of truths)."""
    found: Any = False
    for rule in rulebook.rules:
        if rule.use is Use.REASON:
            found = CONDITIONS[rule.id].fires(numbers, rule.threshold) | found
    return found


def cannot_be_judged(numbers: Numbers, rulebook: Rulebook) -> Any:
    """Some effort is possibly under way, or too much of what goes on at the place has not been placed by anyone."""
    limit = rulebook.max_unjudged
    mostly_unjudged = numbers.unjudged * limit.denominator > numbers.at_place * limit.numerator
    return (numbers.possibly_active > 0) | mostly_unjudged


def status_of(numbers: Numbers, rulebook: Rulebook) -> Status:
    """The status of one focus area."""
    if numbers.active > 0:
        return Status.PARTLY if has_reason(numbers, rulebook) else Status.COVERED
    return Status.INSUFFICIENT if cannot_be_judged(numbers, rulebook) else Status.MISSING
