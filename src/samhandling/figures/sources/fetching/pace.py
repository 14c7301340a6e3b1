"""A polite rate: at most so many calls to a host within a window of time."""

from collections import deque
from dataclasses import dataclass
from threading import Lock

from samhandling.figures.sources.fetching.clock import Clock


@dataclass(frozen=True, slots=True)
class Rate:
    """At most `calls` calls in any window of `seconds`."""

    calls: int
    seconds: float


# Half of what Statistics Sweden allows (30 calls in 10 seconds, for all users behind one address).
POLITE = Rate(15, 10.0)


class Pace:
    """Waits before a call where its host has had its share. Safe to share between threads."""

    def __init__(self, clock: Clock, rate: Rate = POLITE) -> None:
        self._clock = clock
        self._default = rate
        self._rates: dict[str, Rate] = {}
        self._calls: dict[str, deque[float]] = {}
        self._lock = Lock()

    def keep_to(self, host: str, rate: Rate) -> None:
        """From now on `host` is asked at most at `rate`, which a host may have said itself. Never faster than it says, never without bound."""
        with self._lock:
            self._rates[host] = Rate(max(1, rate.calls), max(0.0, rate.seconds))

    def wait_for(self, host: str) -> float:
        """Let time pass until `host` may be asked, count the call, and give the seconds that were waited."""
        waited = 0.0
        while seconds := self._seconds_left(host):
            self._clock.sleep(seconds)
            waited += seconds
        return waited

    def _seconds_left(self, host: str) -> float:
        with self._lock:
            rate = self._rates.get(host, self._default)
            calls = self._calls.setdefault(host, deque())
            now = self._clock.monotonic()
            while calls and calls[0] + rate.seconds <= now:
                calls.popleft()
            if len(calls) < rate.calls:
                calls.append(now)
                return 0.0
            return calls[0] + rate.seconds - now
