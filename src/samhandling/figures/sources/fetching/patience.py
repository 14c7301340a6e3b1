"""How long to wait before the next attempt: doubling with jitter, or what the source asks for."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


@dataclass(frozen=True, slots=True)
class Patience:
    """At most `attempts` attempts; waits of `first_seconds`, twice that, and so on, none longer than `longest_seconds`.

    The jitter takes off up to half of a wait, so that many clients that failed together do not come back together.
    `asked_seconds` is the longest wait that a source may ask for (Retry-After) before we give up for this time.
    """

    attempts: int = 5
    first_seconds: float = 1.0
    longest_seconds: float = 60.0
    asked_seconds: float = 120.0

    def seconds_before(self, attempt: int, chance: Callable[[], float]) -> float:
        """The wait before attempt number `attempt` (2, 3, ...); `chance` gives a number from 0 to 1."""
        whole = min(self.longest_seconds, self.first_seconds * 2.0 ** (attempt - 2))
        return whole * (0.5 + 0.5 * chance())


def asked_wait(header: str | None, now: datetime) -> float | None:
    """The seconds that a Retry-After header asks for, in either form of RFC 9110; None where there is none that can be read."""
    text = (header or "").strip()
    if not text:
        return None
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())
