"""What releases have changed in an indicator's figures, release by release, in words and cell by cell."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from samhandling.figures.indicators.answers import told_on
from samhandling.figures.indicators.rows import IndicatorAnswer, Line, RevisedCell
from samhandling.figures.releases.told import revising_releases
from samhandling.figures.rules.calendar.periods import period_said
from samhandling.figures.rules.movement.numbers import decimals_of, written
from samhandling.ground.places import NATION
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Cell:
    """One changed value: its period, what it was and became, and by how much (nothing where either is unknown)."""

    period: Said
    before: Said
    after: Said
    difference: Said
    bearing: Said | None


@dataclass(frozen=True, slots=True)
class Revision:
    """A release that changed values: its day, how much in words, what it means, the day before it, and its cells, largest change first.

    `sentence`: what it did to the sentence at the top of the page; `None` where that is not told (older ones).
    """

    day: date
    day_before: date
    series: str
    said: Said
    explained: tuple[Said, ...]
    cells: tuple[Cell, ...]
    sentence: "Sentence | None" = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """The page's sentence as it stood the day before a release, and on its day, with the values of both."""

    before: Said
    after: Said
    values_before: Line
    values_after: Line

    @property
    def is_other(self) -> bool:
        """The release changed it."""
        return self.before != self.after


SENTENCES = 3
"""For so many of the newest releases it is told what they did to the sentence."""


_NO_VALUE = Said("saknas", "missing")


def revisions_told(found: IndicatorAnswer, *, seen_by: Viewer) -> list[Revision]:
    """Each release that changed values of the place, the newest first, as known on the day that the answer is of."""
    rows = _told(found, found.place, found.revisions, seen_by)
    return [replace(row, sentence=_sentence(found, row, seen_by)) for row in rows[:SENTENCES]] + rows[SENTENCES:]


def _sentence(found: IndicatorAnswer, row: Revision, seen_by: Viewer) -> Sentence:
    (before, old), (after, new) = (
        told_on(found.indicator.id, strategy=found.strategy, place=found.place, seen_by=seen_by, on=day)
        for day in (row.day_before, row.day)
    )
    return Sentence(before.said, after.said, old, new)


def of_the_nation(found: IndicatorAnswer, *, seen_by: Viewer) -> list[Revision]:
    """The same of the nation that the place is compared with, without cells; none where the page is the nation's own."""
    if found.place == NATION or not any(one.key == "nation" for one in found.beside):
        return []
    return _told(found, NATION, (), seen_by)


def _told(found: IndicatorAnswer, place: str, cells: Sequence[RevisedCell], seen_by: Viewer) -> list[Revision]:
    rows = []
    for release, told in revising_releases(found.indicator, seen_by=seen_by, places=[place]):
        day = release.known_from
        if found.known_on is None or day <= found.known_on:
            own = [cell for cell in cells if cell.revised.day == day and cell.series == release.series]
            explained = _explained(own, told.cells, told.changed)
            rows.append(
                Revision(day, day - timedelta(days=1), release.series, told.said, explained, tuple(_cell(cell) for cell in _by_size(own)))
            )
    return rows


def _by_size(cells: Sequence[RevisedCell]) -> list[RevisedCell]:
    """The largest change first; before them what appeared or vanished, whose size nobody knows."""
    return sorted(cells, key=lambda cell: (cell.revised.difference is not None, -abs(cell.revised.difference or Decimal(0))))


def _explained(cells: Sequence[RevisedCell], there: int, changed: int) -> tuple[Said, ...]:
    """Which way the values went, and what it means that a whole series changed at once."""
    up = sum((cell.revised.difference or 0) > 0 for cell in cells)
    down = sum((cell.revised.difference or 0) < 0 for cell in cells)
    said = []
    if up:
        said.append(_moved(up, Said("höjdes", "raised")))
    if down:
        said.append(_moved(down, Said("sänktes", "lowered")))
    if there > 1 and changed == there:
        said.append(
            Said(
                "Alla värden som fanns ändrades på samma gång: källan publicerade hela serien på nytt. Det är källans beräkning som har "
                "ändrats, inte det som hände under perioderna. Varför står i källans egen information om tabellen.",
                "All values that were there changed at once: the source published the whole series anew. It is the source's calculation "
                "that has changed, not what happened in those periods. Why is told in the source's own information on the table.",
            )
        )
    return tuple(said)


def _moved(count: int, how: Said) -> Said:
    shown = written(count)
    return Said(
        f"{shown.sv} {'värde' if count == 1 else 'värden'} {how.sv}.",
        f"{shown.en} {'value was' if count == 1 else 'values were'} {how.en}.",
    )


def _cell(cell: RevisedCell) -> Cell:
    one = cell.revised
    places = decimals_of(one.before, one.after)
    before, after = (_NO_VALUE if value is None else written(value, places) for value in (one.before, one.after))
    difference = Said("–", "–")
    if one.difference is not None:
        size = written(one.difference, places)
        difference = Said(f"+{size.sv}", f"+{size.en}") if one.difference > 0 else size
    return Cell(period_said(cell.period), before, after, difference, one.bearing)
