"""New and revised since a day: what one may have missed since one last looked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from samhandling.figures.rules.calendar.periods import between_said, span_of
from samhandling.figures.rules.movement.numbers import written
from samhandling.ground.said import Said


@dataclass(frozen=True, slots=True)
class Seen:
    """A value as it became known on a day. `before`: the value that it replaced; `first`: nothing was known of the cell until then."""

    series: str
    place: str
    period: str
    known: date
    value: Decimal | None
    before: Decimal | None = None
    first: bool = True


@dataclass(frozen=True, slots=True)
class NewsOf:
    """One series' news. `revised` holds changed and vanished values, the largest change first; `periods`: the new ones in order."""

    series: str
    new: tuple[Seen, ...]
    revised: tuple[Seen, ...]
    periods: tuple[str, ...]
    said: Said
    rule: str = "calendar.since"


def news_since(day: date, seen: Sequence[Seen]) -> list[NewsOf]:
    """What became known after `day`, one answer a series that has any, in the order of the series' keys.

    A value that was new and then revised within the time counts as new once, with its last value.
    """
    by_series: dict[str, list[Seen]] = {}
    for item in seen:
        if item.known > day:
            by_series.setdefault(item.series, []).append(item)
    return [_news(series, sorted(items, key=lambda item: item.known)) for series, items in sorted(by_series.items())]


def _news(series: str, items: Sequence[Seen]) -> NewsOf:
    cells: dict[tuple[str, str], tuple[Seen, Seen]] = {}
    for item in items:
        key = (item.place, item.period)
        cells[key] = (cells.get(key, (item, item))[0], item)
    new = [last for first, last in cells.values() if first.first]
    revised = [
        Seen(series, last.place, last.period, last.known, last.value, first.before, first=False)
        for first, last in cells.values()
        if not first.first and first.before != last.value
    ]
    revised.sort(key=_size, reverse=True)
    periods = sorted({item.period for item in new}, key=lambda period: span_of(period).first)
    return NewsOf(series, tuple(new), tuple(revised), tuple(periods), _said(len(new), len(revised), periods))


def _size(item: Seen) -> Decimal:
    """Values that appeared or vanished have no size, and stand first: they are what one looks at."""
    return Decimal("Infinity") if item.value is None or item.before is None else abs(item.value - item.before)


def _said(new: int, revised: int, periods: Sequence[str]) -> Said:
    count, changed = written(new), written(revised)
    if not new and not revised:
        return Said("Inget är nytt och inget är ändrat.", "Nothing is new and nothing has changed.")
    if not new:
        return Said(f"Ändrade värden: {changed.sv}.", f"Revised values: {changed.en}.")
    span = between_said(periods[0], periods[-1])
    if not revised:
        return Said(f"Nya värden: {count.sv} ({span.sv}).", f"New values: {count.en} ({span.en}).")
    return Said(
        f"Nya värden: {count.sv} ({span.sv}). Ändrade värden: {changed.sv}.",
        f"New values: {count.en} ({span.en}). Revised values: {changed.en}.",
    )
