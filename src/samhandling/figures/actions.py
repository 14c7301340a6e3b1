"""Written: a release taken over or refused, a refused one accepted, parts merged, leftovers swept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import pyarrow as pa
from django.db import transaction
from django.utils import timezone

from samhandling.figures.models import Part, Series, Snapshot, SourceTable
from samhandling.figures.rules.asking import Asked
from samhandling.figures.rules.breaks import (
    Break,
    breaks_of_cells,
    breaks_of_faults,
    breaks_of_lists,
    breaks_of_order,
    breaks_of_shape,
    shape_of,
)
from samhandling.figures.rules.changes import Change, Compared, compared, known_from
from samhandling.figures.rules.normalising import normalised, units_of
from samhandling.figures.rules.observation import SERIES, NewSeries, NewSnapshot, common_frequency
from samhandling.figures.store import engine, originals, parts
from samhandling.ground.faults import Fault, Location, Refused, refusal
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer, ViewerKind
from samhandling.office.actions import raise_stamp, record
from samhandling.people.rules.permission import CHANGES_ALL, require

MANY_PARTS = 24
MOST_MERGED_ROWS = 2_000_000
ATTEMPTS = 5
# Numbers of rows are told apart by table: no table has 2**40 rows.
ROWS_OF_A_TABLE = 2**40
MARGIN = timedelta(hours=1)
_TOLD = ("title", "unit", "decimals", "note", "frequency")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a release. `number` and `counts` only where it was taken over; `breaks` why it was refused, or was accepted in spite of."""

    snapshot: int
    state: str
    known_from: date
    number: int | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    breaks: tuple[Break, ...] = ()

    @property
    def good(self) -> bool:
        """It is in use."""
        return self.state == Snapshot.State.GOOD

    @property
    def changed(self) -> int:
        """Cells whose value or status is another than before."""
        return sum(count for change, count in self.counts.items() if change in set(Change))


class _Overtaken(Exception):  # noqa: N818 (what happened)
    """Another release of the same table was taken over meanwhile."""


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A release compared with what was known."""

    known_from: date
    made: Compared | None
    breaks: tuple[Break, ...]


def store_snapshot(snapshot: NewSnapshot, observations: pa.Table, *, by: Viewer, accept: bool = False) -> Outcome:
    """Take over a release: keep its bytes, and write a row of the log for each cell that differs from what was last known.

    `observations`: see `rules.observation.normalised`. A release that breaks with the last one is kept as refused, with the reasons, the
    last good one stays in use and is marked stale. `accept`: a person who has looked takes it over in spite of that.
    Raises NotAllowed; Refused: the description of the release is unusable, or others store the same table all the time.
    """
    require(CHANGES_ALL, by)
    if accept:
        _require_person(by)
    _check(snapshot)
    checksum = originals.keep(snapshot.content)
    cells, faults = normalised(observations, snapshot.table)
    if cells is not None:
        snapshot = _with_units(snapshot, units_of(observations, snapshot.table))
    SourceTable.objects.get_or_create(code=snapshot.table)
    for _ in range(ATTEMPTS):
        table = SourceTable.objects.get(code=snapshot.table)
        weighed = _weigh(table, snapshot, cells) if cells is not None else _unread(snapshot, faults)
        if cells is None or weighed.made is None or (weighed.breaks and not (accept and all(found.acceptable for found in weighed.breaks))):
            return _refuse(table, snapshot, checksum, cells, weighed, by)
        try:
            because = "accept" if weighed.breaks else ""
            return _take_over(table, snapshot, cells, weighed, by, _row_of(table, snapshot, checksum, weighed, cells), because)
        except _Overtaken:
            continue
    raise _busy(snapshot.table)


def accept_snapshot(snapshot: int, *, because: str, by: Viewer) -> Outcome:
    """Take over a refused release after a person has looked. Raises NotAllowed; Refused: not refused, not the latest, or not acceptable."""
    require(CHANGES_ALL, by)
    _require_person(by)
    found = Snapshot.objects.select_related("table").filter(pk=snapshot, state=Snapshot.State.REFUSED).first()
    latest = Snapshot.objects.filter(table=found.table).order_by("-id").first() if found else None
    if not found or not latest or latest.pk != found.pk or not all(kept["acceptable"] for kept in found.breaks) or not because.strip():
        raise refusal(
            str(snapshot),
            Said(
                "Tabellens senaste hämtning, underkänd på ett sätt som går att godkänna, och ett skäl.",
                "The latest fetch of its table, refused in a way that can be accepted, and a reason.",
            ),
            Said("Hämta tabellen igen.", "Fetch the table again."),
        )
    cells = parts.from_aside(str(found.pk))
    release = _release_of(found)
    for _ in range(ATTEMPTS):
        table = SourceTable.objects.get(pk=found.table_id)
        weighed = _weigh(table, release, cells)
        if weighed.made is None or not all(one.acceptable for one in weighed.breaks):
            raise Refused([one.fault(table.code) for one in weighed.breaks])
        found.accepted_by, found.known_from = by.person, weighed.known_from
        try:
            return _take_over(table, release, cells, weighed, by, found, because.strip())
        except _Overtaken:
            continue
    raise _busy(found.table.code)


def compact(table: str, *, by: Viewer, least: int = 2) -> int:
    """Merge the smaller parts of a table into one where there are at least `least`; gives how many were merged. The picture does not change."""
    require(CHANGES_ALL, by)
    chosen, rows = [], 0
    for part in Part.objects.filter(table__code=table).order_by("rows", "id"):
        if rows + part.rows > MOST_MERGED_ROWS:
            break
        chosen.append(part)
        rows += part.rows
    if len(chosen) < max(2, least):
        return 0
    names = [part.name for part in chosen]
    merged = parts.merged(names)
    name, size = parts.write(merged)
    with transaction.atomic():
        taken, _ = Part.objects.filter(name__in=names).delete()
        if taken == len(names):
            first = min(part.first_known for part in chosen)
            Part.objects.create(table_id=chosen[0].table_id, name=name, rows=merged.num_rows, size=size, first_known=first)
            record(by, "parts.merged", "table", table, {"parts": [len(names), 1]})
        else:
            transaction.set_rollback(True)
    if taken != len(names):
        parts.remove([name])
        return 0
    parts.retire(names)
    return len(names)


def sweep(*, by: Viewer, older_than: timedelta = MARGIN) -> list[str]:
    """Remove files that nothing names and nobody has touched for `older_than`; gives their names."""
    require(CHANGES_ALL, by)
    named = set(Part.objects.values_list("name", flat=True))
    refused = Snapshot.objects.filter(state=Snapshot.State.REFUSED).values_list("pk", "table_id")
    last_good: dict[int, int] = {}
    for key, table in Snapshot.objects.filter(number__isnull=False).values_list("pk", "table_id"):
        last_good[table] = max(key, last_good.get(table, 0))
    waiting = {str(key) for key, table in refused if key > last_good.get(table, 0)}
    return parts.sweep(named, waiting, older_than=older_than)


def _with_units(snapshot: NewSnapshot, units: Mapping[str, tuple[str, int | None]]) -> NewSnapshot:
    """Units and decimals that stand in the figures themselves, for series that say nothing else of them."""
    told = {series.code: series for series in snapshot.series}
    for code, (unit, decimals) in units.items():
        series = told.get(code, NewSeries(code))
        told[code] = replace(series, unit=series.unit or unit, decimals=decimals if series.decimals is None else series.decimals)
    return replace(snapshot, series=tuple(told.values()))


def _check(snapshot: NewSnapshot) -> None:
    faults = []
    way_out = Said("Rätta beskrivningen av hämtningen.", "Mend the description of the fetch.")
    if not SERIES.fullmatch(snapshot.table):
        faults.append(Fault(Location(column="table"), snapshot.table[:200], Said("En kod för tabellen.", "A code of the table."), way_out))
    if snapshot.accessed.tzinfo is None:
        said = Said("En tidpunkt med tidszon.", "A time with its zone.")
        faults.append(Fault(Location(column="accessed"), snapshot.accessed.isoformat(), said, way_out))
    if len(snapshot.content) > originals.MOST_BYTES:
        said = Said(f"Högst {originals.MOST_BYTES} byte.", f"At most {originals.MOST_BYTES} bytes.")
        faults.append(Fault(Location(column="content"), str(len(snapshot.content)), said, way_out))
    if faults:
        raise Refused(faults)


def _require_person(by: Viewer) -> None:
    if by.kind not in (ViewerKind.PERSON, ViewerKind.OPERATOR):
        raise refusal(
            by.kind.value,
            Said("En person godkänner det som bryter mot förra hämtningen.", "A person accepts what breaks with the last fetch."),
            Said("Logga in och titta på skillnaden.", "Sign in and look at the difference."),
        )


def _busy(table: str) -> Refused:
    return refusal(
        table,
        Said("En hämtning av tabellen i taget.", "One fetch of the table at a time."),
        Said("Försök igen när den andra är klar.", "Try again when the other is done."),
    )


def _unread(snapshot: NewSnapshot, faults: Sequence[Fault]) -> _Weighed:
    return _Weighed(timezone.localdate(snapshot.accessed), None, tuple(breaks_of_faults(faults)))


def _weigh(table: SourceTable, snapshot: NewSnapshot, cells: pa.Table) -> _Weighed:
    last = _last_good(table)
    day = timezone.localdate(snapshot.accessed)
    since = known_from(snapshot.published, day, timezone.localdate(last.accessed) if last else None)
    before = engine.answer("state", Asked(), list(Part.objects.filter(table=table).values_list("name", flat=True)))
    old, new = shape_of(before), shape_of(cells)
    made = compared(before, cells, whole=snapshot.whole, first_row=table.pk * ROWS_OF_A_TABLE + table.row)
    elsewhere = Series.objects.filter(code__in=new.codes["series"]).exclude(table=table).values_list("code", flat=True)
    breaks = [
        *breaks_of_order(last.accessed if last else None, snapshot.accessed, tuple(elsewhere)),
        *breaks_of_cells(made, old, made.counts.get(Change.VANISHED, 0)),
        *breaks_of_shape(old, new, whole=snapshot.whole),
        *breaks_of_lists(table.codelists, snapshot.codelists),
    ]
    return _Weighed(since, made, tuple(breaks))


def _last_good(table: SourceTable) -> Snapshot | None:
    return Snapshot.objects.filter(table=table, number=table.number).first() if table.number else None


def _take_over(
    table: SourceTable, snapshot: NewSnapshot, cells: pa.Table, weighed: _Weighed, by: Viewer, row: Snapshot, because: str
) -> Outcome:
    made = weighed.made
    assert made is not None  # noqa: S101 (the caller has looked)
    number = table.number + 1
    written = parts.write(parts.dated(made.rows, weighed.known_from, number)) if made.rows.num_rows else None
    try:
        with transaction.atomic():
            if not _move_on(table, snapshot, made.rows.num_rows):
                raise _Overtaken
            if written:
                name, size = written
                Part.objects.create(table=table, name=name, rows=made.rows.num_rows, size=size, first_known=weighed.known_from)
            Snapshot.objects.filter(table=table, state=Snapshot.State.STALE).update(state=Snapshot.State.GOOD)
            row.number, row.state, row.accepted_because = number, Snapshot.State.GOOD, because
            row.counts = {change.value: count for change, count in made.counts.items()} | {"unchanged": made.unchanged}
            row.save()
            _tell_series(table, snapshot, cells)
            record(by, "snapshot.accepted" if because else "snapshot.stored", "table", table.code, {"snapshot": [table.number, number]})
            if written:
                raise_stamp()
    except _Overtaken:
        # Any other fault may have come after the commit: then the part is named, and if not, the sweep takes it.
        parts.remove([written[0]] if written else [])
        raise
    if Part.objects.filter(table=table).count() > MANY_PARTS:
        compact(table.code, by=by)
    return Outcome(row.pk, row.state, row.known_from, number, row.counts, weighed.breaks)


def _move_on(table: SourceTable, snapshot: NewSnapshot, rows: int) -> bool:
    told = {name: getattr(snapshot, name) for name in ("source", "title", "url", "producer", "licence") if getattr(snapshot, name)}
    codelists = {name: dict(codes) for name, codes in snapshot.codelists.items()}
    if not snapshot.whole:
        codelists = {name: table.codelists.get(name, {}) | codes for name, codes in codelists.items()}
    return bool(
        SourceTable.objects.filter(pk=table.pk, number=table.number, row=table.row).update(
            number=table.number + 1,
            row=table.row + rows,
            codelists=table.codelists | codelists,
            stale_since=None,
            next_update=snapshot.next_update,
            **told,
        )
    )


def _tell_series(table: SourceTable, snapshot: NewSnapshot, cells: pa.Table) -> None:
    told = {series.code: series for series in snapshot.series}
    known = {series.code: series for series in Series.objects.filter(table=table)}
    periods = {word: common_frequency(found) for word, found in _periods_of(cells).items()}
    fresh: list[Series] = []
    changed: list[Series] = []
    for code, frequency in periods.items():
        series = known.get(code) or Series(code=code, table=table)
        before = [getattr(series, name) for name in _TOLD]
        if new := told.get(code):
            series.title, series.unit, series.decimals, series.note = new.title, new.unit, new.decimals, new.note
        series.frequency = frequency
        if series.pk is None:
            fresh.append(series)
        elif before != [getattr(series, name) for name in _TOLD]:
            changed.append(series)
    Series.objects.bulk_create(fresh, batch_size=500)
    Series.objects.bulk_update(changed, _TOLD, batch_size=500)


def _periods_of(cells: pa.Table) -> dict[str, set[str]]:
    pairs = cells.select(["series", "period"]).group_by(["series", "period"]).aggregate([]).to_pylist()
    found: dict[str, set[str]] = {}
    for pair in pairs:
        found.setdefault(pair["series"], set()).add(pair["period"])
    return found


def _refuse(table: SourceTable, snapshot: NewSnapshot, checksum: str, cells: pa.Table | None, weighed: _Weighed, by: Viewer) -> Outcome:
    breaks = [one.kept() for one in weighed.breaks]
    latest = Snapshot.objects.filter(table=table).order_by("-id").first()
    if latest and latest.state == Snapshot.State.REFUSED and latest.sha256 == checksum and latest.breaks == breaks:
        return Outcome(latest.pk, latest.state, latest.known_from, breaks=weighed.breaks)
    row = _row_of(table, snapshot, checksum, weighed, cells)
    with transaction.atomic():
        row.save()
        Snapshot.objects.filter(table=table, number=table.number, state=Snapshot.State.GOOD).update(state=Snapshot.State.STALE)
        SourceTable.objects.filter(pk=table.pk, stale_since=None, number__gt=0).update(stale_since=timezone.localdate(snapshot.accessed))
        record(by, "snapshot.refused", "table", table.code, {"breaks": [None, [one.kind for one in weighed.breaks]]})
        raise_stamp()
        if cells is not None and all(one.acceptable for one in weighed.breaks):
            parts.put_aside(str(row.pk), cells)
    return Outcome(row.pk, row.state, row.known_from, breaks=weighed.breaks)


def _row_of(table: SourceTable, snapshot: NewSnapshot, checksum: str, weighed: _Weighed, cells: pa.Table | None) -> Snapshot:
    return Snapshot(
        table=table,
        state=Snapshot.State.REFUSED,
        sha256=checksum,
        size=len(snapshot.content),
        url=snapshot.url,
        licence=snapshot.licence,
        producer=snapshot.producer,
        accessed=snapshot.accessed,
        published=snapshot.published,
        next_update=snapshot.next_update,
        known_from=weighed.known_from,
        whole=snapshot.whole,
        cells=cells.num_rows if cells is not None else 0,
        breaks=[one.kept() for one in weighed.breaks],
        told=_told(snapshot),
    )


def _told(snapshot: NewSnapshot) -> dict[str, object]:
    """What a refused release said of itself, so that it can be accepted later."""
    return {
        "source": snapshot.source,
        "title": snapshot.title,
        "codelists": {name: dict(codes) for name, codes in snapshot.codelists.items()},
        "series": [[one.code, one.title, one.unit, one.decimals, one.note] for one in snapshot.series],
    }


def _release_of(row: Snapshot) -> NewSnapshot:
    told = row.told
    return NewSnapshot(
        table=row.table.code,
        content=b"",
        accessed=row.accessed,
        source=told["source"],
        title=told["title"],
        url=row.url,
        licence=row.licence,
        producer=row.producer,
        published=row.published,
        next_update=row.next_update,
        whole=row.whole,
        series=[NewSeries(*one) for one in told["series"]],
        codelists=told["codelists"],
    )
