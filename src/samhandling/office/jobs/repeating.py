"""Work that comes again by itself: every day, or every week on a day; ordered at most once a period, however many workers there are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol


class Period(Protocol):
    """When something is due."""

    @property
    def catch_up(self) -> timedelta:
        """How late it may still begin, where no worker was running."""
        ...

    def latest(self, now: datetime) -> datetime:
        """The latest moment, not after `now`, at which it was due. `now` carries the time zone that the clock is read in."""
        ...


@dataclass(frozen=True, slots=True)
class Daily:
    """Every day at `at`, by the clock on the wall."""

    at: time
    catch_up: timedelta = timedelta(hours=12)

    def latest(self, now: datetime) -> datetime:
        """Today's moment, or yesterday's."""
        today = _moment(now.date(), self.at, now)
        return today if today <= now else _moment(now.date() - timedelta(days=1), self.at, now)


@dataclass(frozen=True, slots=True)
class Weekly:
    """Every week on `weekday` (0 Monday to 6 Sunday) at `at`, by the clock on the wall."""

    weekday: int
    at: time
    catch_up: timedelta = timedelta(hours=24)

    def latest(self, now: datetime) -> datetime:
        """This week's moment, or last week's."""
        day = now.date() - timedelta(days=(now.weekday() - self.weekday) % 7)
        found = _moment(day, self.at, now)
        return found if found <= now else _moment(day - timedelta(days=7), self.at, now)


def _moment(day: date, at: time, now: datetime) -> datetime:
    return datetime.combine(day, at, tzinfo=now.tzinfo)


def due(periods: Iterable[tuple[str, Period]], now: datetime) -> list[tuple[str, str]]:
    """(kind, key) of what is due now: the key is the same for the whole period, so that a second order is none."""
    found = []
    for kind, period in periods:
        moment = period.latest(now)
        if now - moment <= period.catch_up:
            found.append((kind, f"{kind}:{moment:%Y-%m-%dT%H:%M}"))
    return found
