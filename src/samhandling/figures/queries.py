"""Read: series and their releases, what was known on a day, what was revised when."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

import pyarrow as pa

from samhandling.figures.models import Part, Series, Snapshot, SourceTable
from samhandling.figures.rules.asking import Asked, Question, asked
from samhandling.figures.rules.breaks import Break
from samhandling.figures.rules.changes import Change
from samhandling.figures.rules.observation import dimensions_of
from samhandling.figures.store import engine, originals
from samhandling.ground.faults import Location, refusal
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer

Codes = Collection[str]
Dims = Mapping[str, str | Collection[str]]


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """One series, with what its table says of where it comes from. `fetched`: the last good release."""

    code: str
    table: str
    source: str
    title: str
    unit: str
    decimals: int | None
    frequency: str
    note: str
    producer: str
    licence: str
    url: str
    stale_since: date | None
    next_update: date | None
    snapshot: int
    fetched: datetime
    published: date | None


@dataclass(frozen=True, slots=True)
class SnapshotRow:
    """One fetch of a table, good or refused. `number` counts the good ones."""

    id: int
    table: str
    number: int | None
    state: str
    accessed: datetime
    published: date | None
    next_update: date | None
    known_from: date
    sha256: str
    size: int
    url: str
    licence: str
    producer: str
    whole: bool
    cells: int
    counts: Mapping[str, int]
    breaks: tuple[Break, ...]
    accepted_because: str


@dataclass(frozen=True, slots=True)
class Observation:
    """One cell as it was known. `value` None with the status that says why; "gone": its source no longer gives it."""

    series: str
    place: str
    period: str
    dimensions: Mapping[str, str]
    value: float | None
    status: str
    known_from: date
    snapshot: int


@dataclass(frozen=True, slots=True)
class Revision:
    """A cell that changed: what was known until then, since when, and what took its place."""

    now: Observation
    value_before: float | None
    status_before: str
    known_before: date
    change: Change


@dataclass(frozen=True, slots=True)
class Vintage:
    """One release of a series: the day from which it is known and what it changed; `counts` is empty where it changed nothing."""

    snapshot: int
    known_from: date
    published: date | None
    accessed: datetime
    counts: Mapping[Change, int]


def series_list(*, seen_by: Viewer, table: str | None = None) -> list[SeriesRow]:
    """Every series that has figures, by code."""
    rows = Series.objects.visible_to(seen_by).select_related("table")
    found = list(rows.filter(table__code=table) if table is not None else rows)
    last = {(one.table_id, one.number): one for one in _last_good({series.table_id for series in found})}
    return [_series_row(series, last[series.table_id, series.table.number]) for series in found]


def one_series(code: str, *, seen_by: Viewer) -> SeriesRow | None:
    """One series, or None."""
    found = Series.objects.visible_to(seen_by).select_related("table").filter(code=code).first()
    return _series_row(found, *_last_good({found.table_id})) if found else None


def snapshots(table: str, *, seen_by: Viewer) -> list[SnapshotRow]:
    """Every fetch of a table, the oldest first."""
    rows = Snapshot.objects.visible_to(seen_by).filter(table__code=table)
    columns = [name for name in SnapshotRow.__slots__ if name not in ("table", "breaks")]
    return [
        SnapshotRow(**row, table=table, breaks=tuple(Break.of_kept(one) for one in breaks))
        for row in rows.values(*columns, "breaks")
        for breaks in [row.pop("breaks")]
    ]


def last_fetch() -> int:
    """The number of the latest fetch, good or refused; 0 before the first. What is computed from figures is kept for as long as it stands."""
    return Snapshot.objects.order_by("-id").values_list("id", flat=True).first() or 0


def original(snapshot: int, *, seen_by: Viewer) -> bytes | None:
    """The bytes of a fetch as they came, or None. Raises originals.Damaged."""
    checksum = Snapshot.objects.visible_to(seen_by).filter(pk=snapshot).values_list("sha256", flat=True).first()
    return originals.read(checksum) if checksum else None


def labels(series: str, *, seen_by: Viewer) -> dict[str, dict[str, str]]:
    """Dimension (and "place") → code → label, as the source of the series last gave them."""
    found = SourceTable.objects.visible_to(seen_by).filter(series__code=series).values_list("codelists", flat=True).first()
    return dict(found or {})


def known(
    series: str | Codes,
    *,
    seen_by: Viewer,
    on: date | None = None,
    places: Codes | None = None,
    periods: Codes | None = None,
    dims: Dims | None = None,
) -> pa.Table:
    """The latest row of each cell with `known_from` <= `on` (today's state where None), as an Arrow table with `expressions.KNOWN`, in no order.

    `dims`: dimension → code or codes; a cell must fit all. Vanished cells are rows with a null value and the status "gone".
    Raises Refused: an ill-formed code, no such series.
    """
    return _answer("known", asked(series, on=on, places=places, periods=periods, dims=dims), seen_by)


def known_rows(
    series: str | Codes,
    *,
    seen_by: Viewer,
    on: date | None = None,
    places: Codes | None = None,
    periods: Codes | None = None,
    dims: Dims | None = None,
) -> list[Observation]:
    """As `known`, in the order (series, place, period, dimensions)."""
    table = known(series, seen_by=seen_by, on=on, places=places, periods=periods, dims=dims)
    return _observations(table.sort_by([(name, "ascending") for name in ("series", "place", "period", "dims")]))


def revisions(
    series: str | Codes,
    *,
    seen_by: Viewer,
    since: date | None = None,
    on: date | None = None,
    places: Codes | None = None,
    periods: Codes | None = None,
    dims: Dims | None = None,
) -> list[Revision]:
    """What changed when, from what to what, between two days (both included), in the order of days. Raises Refused as `known`."""
    question = asked(series, on=on, since=since, places=places, periods=periods, dims=dims)
    table = _answer("revisions", question, seen_by)
    table = table.sort_by([(name, "ascending") for name in ("known_from", "snapshot", "series", "place", "period", "dims")])
    before = zip(*(table[name].to_pylist() for name in ("old_value", "old_status", "old_known_from", "change")), strict=True)
    return [
        Revision(now, value, status, day, Change(change))
        for now, (value, status, day, change) in zip(_observations(table), before, strict=True)
    ]


def vintages(series: str, *, seen_by: Viewer) -> list[Vintage]:
    """Every good release of a series' table, the oldest first, with what it changed in this series. Raises Refused as `known`."""
    counted: dict[int, dict[Change, int]] = {}
    for row in _answer("vintages", asked(series), seen_by).to_pylist():
        counted.setdefault(row["snapshot"], {})[Change(row["change"])] = row["cells"]
    rows = Snapshot.objects.visible_to(seen_by).filter(table__series__code=series, number__isnull=False).order_by("number")
    return [
        Vintage(number or 0, day, published, accessed, counted.get(number or 0, {}))
        for number, day, published, accessed in rows.values_list("number", "known_from", "published", "accessed")
    ]


def parts_of(series: Codes, *, seen_by: Viewer, on: date | None = None) -> list[str]:
    """Names of the parts of the log that hold the series; None of them younger than `on`. Raises Refused: no such series."""
    found = dict(Series.objects.visible_to(seen_by).filter(code__in=series).values_list("code", "table_id"))
    missing = sorted(set(series) - found.keys())
    if missing:
        raise refusal(
            ", ".join(missing[:10]),
            Said("En serie som är hämtad.", "A series that has been fetched."),
            Said("Hämta den, eller välj en serie ur listan.", "Fetch it, or choose a series from the list."),
            Location(column="series"),
        )
    rows = Part.objects.filter(table__in=set(found.values()))
    return list((rows.filter(first_known__lte=on) if on else rows).values_list("name", flat=True))


def _answer(question: Question, of: Asked, seen_by: Viewer) -> pa.Table:
    try:
        return engine.answer(question, of, parts_of(of.series, seen_by=seen_by, on=of.on))
    except engine.PartGone:
        # Parts were merged and swept between the catalogue's answer and the engine's: ask both again, once.
        return engine.answer(question, of, parts_of(of.series, seen_by=seen_by, on=of.on))


def _observations(table: pa.Table) -> list[Observation]:
    # The same few codes stand in many rows.
    parsed = {code: dimensions_of(code) for code in set(table["dims"].to_pylist())}
    names = ("series", "place", "period", "dims", "value", "status", "known_from", "snapshot")
    rows = zip(*(table[name].to_pylist() for name in names), strict=True)
    return [Observation(series, place, period, parsed[dims], *rest) for series, place, period, dims, *rest in rows]


def _last_good(tables: Collection[int]) -> list[Snapshot]:
    rows = Snapshot.objects.filter(table__in=tables, number__isnull=False)
    return list({one.table_id: one for one in rows.order_by("number")}.values())


def _series_row(series: Series, last: Snapshot) -> SeriesRow:
    table = series.table
    return SeriesRow(
        series.code,
        table.code,
        table.source,
        series.title,
        series.unit,
        series.decimals,
        series.frequency,
        series.note,
        table.producer,
        table.licence,
        table.url,
        table.stale_since,
        table.next_update,
        last.pk,
        last.accessed,
        last.published,
    )
