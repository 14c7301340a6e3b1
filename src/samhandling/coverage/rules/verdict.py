"""What people may judge of a computed status. It stands beside the status; neither overwrites the other."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Verdict(StrEnum):
    """No effort is needed now; it is handled elsewhere; we disagree with the computed status."""

    NOT_NEEDED_NOW = "not_needed_now"
    HANDLED_ELSEWHERE = "handled_elsewhere"
    DISAGREE = "disagree"


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement: who says what, why, resting on what, and when it should be looked at again."""

    verdict: Verdict
    reason: str
    name: str
    day: date
    reference: str = ""
    review: date | None = None

    def is_due(self, on: date) -> bool:
        """It should have been looked at again by `on`."""
        return self.review is not None and self.review <= on
