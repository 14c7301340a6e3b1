"""Days and what is known of them: a period that may lack an end, bounds around an unknown one, precision."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Precision(StrEnum):
    """How exactly a day was given."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class TimeState(StrEnum):
    """Where an effort stands on a day."""

    ACTIVE = "active"
    POSSIBLY_ACTIVE = "possibly_active"
    COMING = "coming"
    ENDED = "ended"
    UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class Period:
    """When an effort runs, both days included, or the bounds that an unknown period lies within.

    `not_before` and `not_after` bound the effort: it lies somewhere inside and need not fill it.
    `open_ended`: a standing commitment, which without an end day goes on.
    """

    start: date | None = None
    end: date | None = None
    not_before: date | None = None
    not_after: date | None = None
    open_ended: bool = False

    def state_on(self, day: date) -> TimeState:
        """Active: start <= day <= end. Possibly active: undated, within stated bounds on both sides. Else by what is known."""
        end = self.end or (date.max if self.open_ended and self.start else None)
        if self.start and end:
            return TimeState.COMING if day < self.start else TimeState.ENDED if day > end else TimeState.ACTIVE
        earliest, latest = self.start or self.not_before, self.end or self.not_after
        if earliest and day < earliest:
            return TimeState.COMING
        if latest and day > latest:
            return TimeState.ENDED
        return TimeState.POSSIBLY_ACTIVE if earliest and latest else TimeState.UNDATED

    def days_within(self, first: date, last: date) -> tuple[int, int] | None:
        """(days of the effort that fall in first..last, its days in all); `None` when start or end is not known."""
        if not (self.start and self.end):
            return None
        overlap = (min(self.end, last) - max(self.start, first)).days + 1
        return max(0, overlap), (self.end - self.start).days + 1


def months_later(day: date, months: int) -> date:
    """The same day `months` later, or the month's last day where it is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def last_day_of(year: int, month: int | None = None) -> date:
    """The last day of a month, or of a year."""
    return date(year, 12, 31) if month is None else date(year, month, monthrange(year, month)[1])
