"""Read: what was revised of an indicator, what is new since a day, when the next figures come and which are late."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from samhandling.figures.indicators.files import catalogue_of
from samhandling.figures.indicators.rows import Release, RevisedCell
from samhandling.figures.indicators.series import SEX, TOTAL, code_of, period_read
from samhandling.figures.indicators.sources import awaited, fetching_command
from samhandling.figures.indicators.values import cells_of, codes_of, decimal_of, held_series
from samhandling.figures.queries import SeriesRow, known_rows, revisions, vintages
from samhandling.figures.rules.calendar.due import Due, calendar
from samhandling.figures.rules.calendar.since import NewsOf, Seen, news_since
from samhandling.figures.rules.changes import Change
from samhandling.figures.rules.indicator.document import Indicator
from samhandling.figures.rules.revision_words import CellChange, ReleaseRevision, release_revision, revised
from samhandling.figures.rules.target_path import path_on
from samhandling.ground.places import NATION, PlaceCode, place_name
from samhandling.ground.viewer import Viewer


@dataclass(frozen=True, slots=True)
class DueRow:
    """An indicator in the calendar. `command`: what fetches it; "" where it cannot be fetched."""

    indicator: Indicator
    due: Due
    command: str


@dataclass(frozen=True, slots=True)
class News:
    """What is new and revised of an indicator since a day, of some places."""

    indicator: Indicator
    news: NewsOf


def revisions_of(
    indicator: Indicator, *, seen_by: Viewer, places: Collection[str] | None = None, since: date | None = None, on: date | None = None
) -> list[RevisedCell]:
    """Values that a release changed, the newest first; of everyone where there are sexes. Places: all where None."""
    held = held_series(seen_by=seen_by)
    keys = {code_of(series.source): series.source.key for series in indicator.every_series if code_of(series.source) in held}
    found = revisions(list(keys), seen_by=seen_by, since=since, on=on, places=places) if keys else []
    rows = []
    for one in found:
        decimals = held[one.now.series].decimals
        before, after = decimal_of(one.value_before, decimals), decimal_of(one.now.value, decimals)
        if before == after or one.now.dimensions.get(SEX, TOTAL) != TOTAL:
            continue
        path = path_on(indicator.paths, one.now.known_from, one.now.place) if indicator.algebra is None else None
        target = path.levels[path.last_year] if path else None
        told = revised(one.now.known_from, before, after, target, indicator.stated if indicator.algebra is None else None)
        rows.append(RevisedCell(keys[one.now.series], one.now.place, period_read(one.now.period), one.change, one.known_before, told))
    return sorted(rows, key=lambda row: (row.revised.day, row.place, row.period), reverse=True)


def revising_releases(
    indicator: Indicator, *, seen_by: Viewer, places: Collection[str] | None = None, since: date | None = None
) -> list[tuple[Release, ReleaseRevision]]:
    """Each release that changed values of some places (all where None), the newest first, with how much of what was there it changed."""
    changed: dict[tuple[str, date], list[RevisedCell]] = {}
    for row in revisions_of(indicator, seen_by=seen_by, places=places, since=since):
        changed.setdefault((row.series, row.revised.day), []).append(row)
    codes = {series.source.key: code_of(series.source) for series in indicator.every_series}
    found = []
    for release in releases_of(indicator, seen_by=seen_by):
        rows = changed.get((release.series, release.known_from), [])
        if rows:
            before = known_rows(codes[release.series], seen_by=seen_by, on=release.known_from - timedelta(days=1), places=places)
            there = sum(cell.value is not None and cell.dimensions.get(SEX, TOTAL) == TOTAL for cell in before)
            found.append((release, _told(rows, there)))
    return found


def _told(rows: Sequence[RevisedCell], there: int) -> ReleaseRevision:
    """`there`: values that were known before the release, the revised ones among them."""
    cells = [CellChange(place_name(PlaceCode(row.place)), row.period, row.revised.before, row.revised.after) for row in rows]
    present = sum(cell.before is not None for cell in cells)
    same = CellChange("", "", Decimal(0), Decimal(0))
    return release_revision([*cells, *[same] * (there - present)])


def releases_of(indicator: Indicator, *, seen_by: Viewer) -> list[Release]:
    """Every release of its series that changed something, the newest first."""
    held = held_series(seen_by=seen_by)
    found = [
        Release(series.source.key, one.known_from, one.published, one.accessed, one.counts)
        for series in indicator.every_series
        if code_of(series.source) in held
        for one in vintages(code_of(series.source), seen_by=seen_by)
        if one.counts
    ]
    return sorted(found, key=lambda one: (one.known_from, one.series), reverse=True)


def release_calendar(
    strategy: str, place: str, *, seen_by: Viewer, today: date, until: date | None = None, focus_area: str | None = None
) -> list[DueRow]:
    """When the next figures of a strategy's indicators come: late ones first, then by day; those whose day is not known stand last.

    What is held is told from the place's own values and the nation's.
    """
    return calendar_of(_chosen(strategy, focus_area, seen_by), place, seen_by=seen_by, today=today, until=until)


def calendar_of(indicators: Sequence[Indicator], place: str, *, seen_by: Viewer, today: date, until: date | None = None) -> list[DueRow]:
    """As `release_calendar`, of some indicators."""
    cells = cells_of(indicators, {place, NATION}, seen_by=seen_by)
    by_id = {indicator.id: indicator for indicator in indicators}
    waits = [awaited(indicator, cells, {place, NATION}) for indicator in indicators]
    return [DueRow(by_id[due.series], due, fetching_command(by_id[due.series])) for due in calendar(waits, today, until)]


def late_sources(strategy: str, place: str, *, seen_by: Viewer, today: date) -> list[DueRow]:
    """Indicators whose figures should have come and are not held, the latest first."""
    found = [row for row in release_calendar(strategy, place, seen_by=seen_by, today=today) if row.due.late_days]
    return sorted(found, key=lambda row: -row.due.late_days)


def news_of(strategy: str, places: Collection[str], since: date, *, seen_by: Viewer, focus_area: str | None = None) -> list[News]:
    """What became known after a day, of each indicator that has any news for the places; of everyone where there are sexes."""
    held = held_series(seen_by=seen_by)
    indicators = _chosen(strategy, focus_area, seen_by)
    codes = sorted({code for indicator in indicators for code in codes_of(indicator) if code in held})
    seen: dict[str, list[Seen]] = {}
    for item in _seen(codes, held, places, since, seen_by) if codes else ():
        seen.setdefault(item.series, []).append(item)
    found = []
    for indicator in indicators:
        items = [
            Seen(indicator.id, one.place, one.period, one.known, one.value, one.before, one.first)
            for code in codes_of(indicator)
            for one in seen.get(code, ())
        ]
        found += [News(indicator, news) for news in news_since(since, items)]
    return found


def _chosen(strategy: str, focus_area: str | None, seen_by: Viewer) -> list[Indicator]:
    catalogue = catalogue_of(strategy, seen_by=seen_by)
    if focus_area is None:
        return list(catalogue.indicators.values())
    return [*catalogue.of_focus_area(focus_area), *catalogue.of_prerequisite(focus_area)]


def _seen(codes: Sequence[str], held: Mapping[str, SeriesRow], places: Collection[str], since: date, seen_by: Viewer) -> list[Seen]:
    """Each value that became known after `since`, and what it took over from."""
    after = since + timedelta(days=1)
    found, told = [], set()
    for one in revisions(codes, seen_by=seen_by, since=after, places=places):
        cell, decimals = one.now, held[one.now.series].decimals
        if cell.dimensions.get(SEX, TOTAL) != TOTAL or one.change is Change.MARKED:
            continue
        key, period = (cell.series, cell.place, cell.period), period_read(cell.period)
        before, value = decimal_of(one.value_before, decimals), decimal_of(cell.value, decimals)
        if one.known_before > since and key not in told:
            found.append(Seen(cell.series, cell.place, period, one.known_before, before))
        told.add(key)
        found.append(Seen(cell.series, cell.place, period, cell.known_from, value, before, first=False))
    for cell in known_rows(codes, seen_by=seen_by, places=places):
        if cell.known_from > since and (cell.series, cell.place, cell.period) not in told and cell.dimensions.get(SEX, TOTAL) == TOTAL:
            value = decimal_of(cell.value, held[cell.series].decimals)
            found.append(Seen(cell.series, cell.place, period_read(cell.period), cell.known_from, value))
    return found
