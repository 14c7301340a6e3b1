"""A release taken over in one transaction, or kept as refused; the catalogue's row is what makes a part visible."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import pyarrow as pa
from django.db import transaction
from django.utils import timezone

from samhandling.figures.models import Part, Series, Snapshot, SourceTable
from samhandling.figures.rules.breaks import Break
from samhandling.figures.rules.changes import Change
from samhandling.figures.rules.observation import NewSeries, NewSnapshot, common_frequency
from samhandling.figures.store import parts
from samhandling.figures.store.weighing import Weighed
from samhandling.ground.viewer import Viewer
from samhandling.office.actions import raise_stamp, record

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


class Overtaken(Exception):  # noqa: N818 (what happened)
    """Another release of the same table was taken over meanwhile."""


def take_over(
    table: SourceTable, snapshot: NewSnapshot, cells: pa.Table, weighed: Weighed, by: Viewer, row: Snapshot, because: str
) -> Outcome:
    """Write the part, then name it together with its snapshot in one short transaction. `row`: the snapshot's row, saved or not.

    Raises Overtaken: `table` is no longer what the catalogue says, so that the comparison does not hold.
    """
    made = weighed.made
    assert made is not None  # noqa: S101 (the caller has looked)
    number = table.number + 1
    written = parts.write(parts.dated(made.rows, weighed.known_from, number)) if made.rows.num_rows else None
    try:
        with transaction.atomic():
            if not _move_on(table, snapshot, made.rows.num_rows):
                raise Overtaken
            if written:
                name, size = written
                Part.objects.create(table=table, name=name, rows=made.rows.num_rows, size=size, first_known=weighed.known_from)
            Snapshot.objects.filter(table=table, state=Snapshot.State.STALE).update(state=Snapshot.State.GOOD)
            row.number, row.state, row.accepted_because = number, Snapshot.State.GOOD, because
            row.accepted_by = by.person if because else None
            row.counts = {change.value: count for change, count in made.counts.items()} | {"unchanged": made.unchanged}
            row.save()
            _tell_series(table, snapshot, cells)
            record(by, "snapshot.accepted" if because else "snapshot.stored", "table", table.code, {"snapshot": [table.number, number]})
            if written or table.stale_since:
                raise_stamp(public=True)
    except Overtaken:
        # Any other fault may have come after the commit: then the part is named, and if not, the sweep takes it.
        parts.remove([written[0]] if written else [])
        raise
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
            _describe(series, new)
        series.frequency = frequency
        if series.pk is None:
            fresh.append(series)
        elif before != [getattr(series, name) for name in _TOLD]:
            changed.append(series)
    Series.objects.bulk_create(fresh, batch_size=500)
    Series.objects.bulk_update(changed, _TOLD, batch_size=500)


def _describe(series: Series, new: NewSeries) -> None:
    """What a release does not say stays as an earlier one said it."""
    series.title, series.unit, series.note = new.title or series.title, new.unit or series.unit, new.note or series.note
    series.decimals = series.decimals if new.decimals is None else new.decimals


def _periods_of(cells: pa.Table) -> dict[str, set[str]]:
    pairs = cells.select(["series", "period"]).group_by(["series", "period"]).aggregate([]).to_pylist()
    found: dict[str, set[str]] = {}
    for pair in pairs:
        found.setdefault(pair["series"], set()).add(pair["period"])
    return found


def refuse(table: SourceTable, snapshot: NewSnapshot, checksum: str, cells: pa.Table | None, weighed: Weighed, by: Viewer) -> Outcome:
    """Keep a release as refused, with the reasons; the last good one is marked stale. The same one again is told once."""
    breaks = [one.kept() for one in weighed.breaks]
    latest = Snapshot.objects.filter(table=table).order_by("-id").first()
    if latest and latest.state == Snapshot.State.REFUSED and latest.sha256 == checksum and latest.breaks == breaks:
        return Outcome(latest.pk, latest.state, latest.known_from, breaks=weighed.breaks)
    row = row_of(table, snapshot, checksum, weighed, cells)
    with transaction.atomic():
        row.save()
        Snapshot.objects.filter(table=table, number=table.number, state=Snapshot.State.GOOD).update(state=Snapshot.State.STALE)
        SourceTable.objects.filter(pk=table.pk, stale_since=None, number__gt=0).update(stale_since=timezone.localdate(snapshot.accessed))
        record(by, "snapshot.refused", "table", table.code, {"breaks": [None, [one.kind for one in weighed.breaks]]})
        raise_stamp(public=True)
        if cells is not None and all(one.acceptable for one in weighed.breaks):
            parts.put_aside(str(row.pk), cells)
    return Outcome(row.pk, row.state, row.known_from, breaks=weighed.breaks)


def row_of(table: SourceTable, snapshot: NewSnapshot, checksum: str, weighed: Weighed, cells: pa.Table | None) -> Snapshot:
    """A row of the catalogue for a release, refused until it is taken over."""
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


def release_of(row: Snapshot) -> NewSnapshot:
    """A kept release as it described itself; without its bytes, which are kept already."""
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
