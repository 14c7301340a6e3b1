"""Read: the days on which something of an indicator became known of a place, with how much was new and how much was revised."""

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date

from samhandling.figures.indicators.series import SEX, TOTAL
from samhandling.figures.indicators.values import codes_of, held_series
from samhandling.figures.queries import known_rows, last_fetch, revisions
from samhandling.figures.rules.changes import Change
from samhandling.figures.rules.indicator.document import Indicator
from samhandling.ground.viewer import Viewer
from samhandling.office.kept import Kept


@dataclass(frozen=True, slots=True)
class KnownDay:
    """A day from which more was known than the day before. `new`: values of periods that had none; `changed`: others than before."""

    day: date
    new: int
    changed: int


_days: Kept[tuple[KnownDay, ...]] = Kept(64)


def known_days(indicator: Indicator, place: str, *, seen_by: Viewer) -> tuple[KnownDay, ...]:
    """Every such day of an indicator's series for a place, the oldest first; of everyone where there are sexes."""
    key: Hashable = (indicator.id, codes_of(indicator), place, last_fetch())
    return _days.get(key, lambda: _read(indicator, place, seen_by))


def _read(indicator: Indicator, place: str, seen_by: Viewer) -> tuple[KnownDay, ...]:
    held = held_series(seen_by=seen_by)
    codes = [code for code in codes_of(indicator) if code in held]
    if not codes:
        return ()
    first: dict[Hashable, date] = {}
    changed: Counter[date] = Counter()
    for one in revisions(codes, seen_by=seen_by, places=[place]):
        if one.now.dimensions.get(SEX, TOTAL) != TOTAL:
            continue
        cell = (one.now.series, one.now.period, tuple(sorted(one.now.dimensions.items())))
        first[cell] = min(first.get(cell, one.known_before), one.known_before)
        if one.change is not Change.MARKED:
            changed[one.now.known_from] += 1
    for row in known_rows(codes, seen_by=seen_by, places=[place]):
        if row.dimensions.get(SEX, TOTAL) == TOTAL:
            first.setdefault((row.series, row.period, tuple(sorted(row.dimensions.items()))), row.known_from)
    new = Counter(first.values())
    return tuple(KnownDay(day, new[day], changed[day]) for day in sorted({*new, *changed}))
