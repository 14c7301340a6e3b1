"""Read: an indicator with all that is known of it, the catalogue, whether the strategy's statements still hold, a map's values."""

from collections.abc import Collection, Hashable, Mapping
from datetime import date

from django.utils import timezone

from samhandling.figures.indicators.beside import beside, notes_on_vintages, places_asked
from samhandling.figures.indicators.files import catalogue_of, files_of, files_stamp
from samhandling.figures.indicators.rows import Across, CatalogueRow, IndicatorAnswer, Line, Part, StatementAnswer
from samhandling.figures.indicators.series import code_of
from samhandling.figures.indicators.sources import awaited, fetching_command, missing, source_lines, source_names
from samhandling.figures.indicators.values import Cells, cells_of, codes_of, line_of, main_line, sexes
from samhandling.figures.queries import labels, last_fetch
from samhandling.figures.releases.told import revisions_of
from samhandling.figures.rules.calendar.due import due_of
from samhandling.figures.rules.comparing.statements import Answer, StillHolds, still_holds
from samhandling.figures.rules.indicator.document import Indicator, IndicatorFile, Statement
from samhandling.figures.rules.movement.told import Told, told
from samhandling.ground.faults import Location, Refused, refusal
from samhandling.ground.places import NATION
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer
from samhandling.office.kept import Kept

# Figures are the same to everybody, so one answer serves all; the stamp of working material is raised by every new release.
_answers: Kept[IndicatorAnswer] = Kept(256)
_told: Kept[tuple[Told, Line]] = Kept(64)
_catalogues: Kept[tuple[CatalogueRow, ...]] = Kept(32)
_statements: Kept[tuple[StatementAnswer, ...]] = Kept(32)


def named(strategy: str, indicator: str, *, seen_by: Viewer) -> Indicator:
    """An indicator of a strategy by its id. Raises Refused where there is none."""
    known = catalogue_of(strategy, seen_by=seen_by).indicators
    if indicator in known:
        return known[indicator]
    raise _no_indicator(indicator, strategy)


def indicator(code: str, *, strategy: str, place: str, seen_by: Viewer, on: date | None = None) -> IndicatorAnswer:
    """All that is known of an indicator for a place, as known on the day `on` (today where None). Raises Refused: no such indicator.

    Nothing held is an answer too: its lines are empty, and `missing` says what fetches them.
    """
    found, today = named(strategy, code, seen_by=seen_by), timezone.localdate()
    return _answers.get((strategy, code, place, on, today, _now(strategy)), lambda: _answer(found, strategy, place, on, today, seen_by))


def told_on(code: str, *, strategy: str, place: str, seen_by: Viewer, on: date) -> tuple[Told, Line]:
    """Only the sentence with its numbers, and the values, as known on a day: to tell what a release did to them. Raises Refused."""
    found = named(strategy, code, seen_by=seen_by)
    return _told.get((strategy, code, place, on, _now(strategy)), lambda: _told_on(found, place, on, seen_by))


def catalogue(strategy: str, *, place: str, seen_by: Viewer) -> tuple[CatalogueRow, ...]:
    """Every indicator of a strategy in the order of its files, with the latest value for the place."""
    today = timezone.localdate()
    return _catalogues.get((strategy, place, today, _now(strategy)), lambda: _catalogue(strategy, place, today, seen_by))


def of_focus_area(strategy: str, code: str, *, place: str, seen_by: Viewer) -> tuple[CatalogueRow, ...]:
    """The indicators that follow a focus area or a prerequisite."""
    rows = catalogue(strategy, place=place, seen_by=seen_by)
    return tuple(row for row in rows if code in (*row.indicator.focus_areas, *row.indicator.prerequisites))


def statements(strategy: str, *, seen_by: Viewer, place: str | None = None, on: date | None = None) -> tuple[StatementAnswer, ...]:
    """What the strategy says of its region, each with whether it still holds. `place`: another than the one that they were said of."""
    return _statements.get((strategy, place, on, _now(strategy)), lambda: _all_statements(strategy, place, on, seen_by))


def across(code: str, *, strategy: str, places: Collection[str], seen_by: Viewer, on: date | None = None) -> Across:
    """The values of many places, for a map or small charts; a place that nothing is held of is left out. Raises Refused."""
    found = named(strategy, code, seen_by=seen_by)
    cells = cells_of([found], places, seen_by=seen_by, on=on)
    lines = {place: main_line(found, cells, place) for place in places}
    return Across({place: line for place, line in lines.items() if line.latest is not None}, source_names(found, cells))


def _now(strategy: str) -> Hashable:
    """What an answer rests on: the figures and the definitions as they stand."""
    return last_fetch(), files_stamp(strategy)


def _answer(found: Indicator, strategy: str, place: str, on: date | None, today: date, seen_by: Viewer) -> IndicatorAnswer:
    cells = cells_of([found], places_asked(found, place), seen_by=seen_by, on=on)
    line, parts = _own(found, cells, place, seen_by)
    women, men = sexes(found, cells, place)
    others = beside(found, cells, place)
    due = due_of(awaited(found, cells, {place, NATION}), today)
    compared = {one.key: (one.name, one.points) for one in others}
    return IndicatorAnswer(
        strategy,
        found,
        place,
        today,
        on,
        line,
        women,
        men,
        parts,
        others,
        told(found, line.points, compared, on or today, place=place, breaks=line.breaks),
        tuple(revisions_of(found, seen_by=seen_by, places=[place], on=on)),
        source_lines(found, cells, place, None if on else due),
        missing(found, cells, place),
        notes_on_vintages(found, cells, place, line),
        due,
    )


def _told_on(found: Indicator, place: str, on: date, seen_by: Viewer) -> tuple[Told, Line]:
    cells = cells_of([found], places_asked(found, place), seen_by=seen_by, on=on)
    line = main_line(found, cells, place)
    compared = {one.key: (one.name, one.points) for one in beside(found, cells, place)}
    return told(found, line.points, compared, on, place=place, breaks=line.breaks), line


def _own(found: Indicator, cells: Cells, place: str, seen_by: Viewer) -> tuple[Line, tuple[Part, ...]]:
    """The one line where each series has one combination of other dimensions, else a part for each combination."""
    rests = cells.rests(codes_of(found), place)
    if len(rests) < 2:
        return main_line(found, cells, place), ()
    words = _words(found, cells, seen_by)
    parts = [Part(rest, ", ".join(words.get(pair, pair[1]) for pair in rest), line_of(found, cells, place, rest=rest)) for rest in rests]
    return Line(), tuple(parts)


def _words(found: Indicator, cells: Cells, seen_by: Viewer) -> Mapping[tuple[str, str], str]:
    """(dimension, code) → the word of the source for it."""
    known = [labels(code, seen_by=seen_by) for code in codes_of(found) if code in cells.series]
    return {(name, code): word for lists in reversed(known) for name, codes in lists.items() for code, word in codes.items()}


def _catalogue(strategy: str, place: str, today: date, seen_by: Viewer) -> tuple[CatalogueRow, ...]:
    every = list(catalogue_of(strategy, seen_by=seen_by).indicators.values())
    cells = cells_of(every, {place, NATION}, seen_by=seen_by)
    return tuple(_row(one, cells, place, today) for one in every)


def _row(one: Indicator, cells: Cells, place: str, today: date) -> CatalogueRow:
    codes = codes_of(one)
    waits = awaited(one, cells, {place, NATION})
    stale = [row.stale_since for code in codes if (row := cells.series.get(code)) and row.stale_since]
    return CatalogueRow(
        one,
        tuple(dict.fromkeys(series.source.key for series in one.every_series)),
        tuple(dict.fromkeys(series.source.key for series in one.every_series if code_of(series.source) in cells.series)),
        main_line(one, cells, place).latest,
        waits.latest_period,
        min(stale, default=None),
        due_of(waits, today),
        fetching_command(one),
    )


def _all_statements(strategy: str, place: str | None, on: date | None, seen_by: Viewer) -> tuple[StatementAnswer, ...]:
    files = [file for file in files_of(strategy, seen_by=seen_by) if file.statements]
    names = {name for file in files for one in file.statements for name in (one.indicator, one.otherwise) if name}
    wanted = {name: named(strategy, name, seen_by=seen_by) for name in sorted(names)}
    places = {place or file.place or NATION for file in files} | {NATION}
    cells = cells_of(wanted.values(), places, seen_by=seen_by, on=on)
    return tuple(_statement(file, one, wanted, cells, place or file.place or NATION) for file in files for one in file.statements)


def _statement(file: IndicatorFile, one: Statement, known: Mapping[str, Indicator], cells: Cells, place: str) -> StatementAnswer:
    found = known[one.indicator]
    answer, lacks = _held_against(one, found, cells, place), missing(found, cells, place)
    if answer.answer is Answer.CANNOT_BE_TOLD and one.otherwise:
        other = _held_against(one, known[one.otherwise], cells, place)
        if other.answer is not Answer.CANNOT_BE_TOLD:
            where = file.place or NATION
            return StatementAnswer(one, file.title.said, file.source, where, place, known[one.otherwise], other, lacks, found)
    return StatementAnswer(one, file.title.said, file.source, file.place or NATION, place, found, answer, lacks)


def _held_against(one: Statement, found: Indicator, cells: Cells, place: str) -> StillHolds:
    own, nation = main_line(found, cells, place), main_line(found, cells, NATION)
    return still_holds(one, own.points, nation.points, [*found.break_marks, *own.breaks])


def _no_indicator(indicator: str, strategy: str) -> Refused:
    return refusal(
        indicator,
        Said(f"Id:t på en indikator i {strategy}.", f"The id of an indicator of {strategy}."),
        Said("Se listan: samhandling figures list.", "See the list: samhandling figures list."),
        Location(column="indicator"),
    )
