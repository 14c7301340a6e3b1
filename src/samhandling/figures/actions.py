"""Written: a release taken over or refused, a refused one accepted, parts merged, leftovers swept."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pyarrow as pa

from samhandling.figures.models import Part, Snapshot, SourceTable
from samhandling.figures.rules.normalising import normalised, units_of
from samhandling.figures.rules.observation import SERIES, NewSeries, NewSnapshot
from samhandling.figures.store import originals, parts
from samhandling.figures.store.merging import merge
from samhandling.figures.store.taking import Outcome, Overtaken, refuse, release_of, row_of, take_over
from samhandling.figures.store.weighing import unread, weigh
from samhandling.ground.faults import Fault, Location, Refused, refusal
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer, ViewerKind
from samhandling.people.rules.permission import CHANGES_ALL, require

MANY_PARTS = 24
ATTEMPTS = 5
MARGIN = timedelta(hours=1)

__all__ = ["Outcome", "accept_snapshot", "compact", "store_snapshot", "sweep"]


def store_snapshot(snapshot: NewSnapshot, observations: pa.Table, *, by: Viewer, accept: str = "") -> Outcome:
    """Take over a release: keep its bytes, and write a row of the log for each cell that differs from what was last known.

    `observations`: see `rules.normalising.normalised`. A release that breaks with the last one is kept as refused, with the reasons, the
    last good one stays in use and is marked stale. `accept`: the reason of a person who has looked, and takes it over in spite of that.
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
        weighed = weigh(table, snapshot, cells) if cells is not None else unread(snapshot, faults)
        if cells is None or weighed.made is None or (weighed.breaks and not (accept and all(found.acceptable for found in weighed.breaks))):
            return refuse(table, snapshot, checksum, cells, weighed, by)
        try:
            row = row_of(table, snapshot, checksum, weighed, cells)
            return _tidied(take_over(table, snapshot, cells, weighed, by, row, accept if weighed.breaks else ""), table, by)
        except Overtaken:
            continue
    raise _busy(snapshot.table)


def accept_snapshot(snapshot: int, *, because: str, by: Viewer) -> Outcome:
    """Take over a refused release after a person has looked. Raises NotAllowed; Refused: not refused, not the latest, or not acceptable."""
    require(CHANGES_ALL, by)
    _require_person(by)
    found = Snapshot.objects.select_related("table").filter(pk=snapshot, state=Snapshot.State.REFUSED).first()
    latest = Snapshot.objects.filter(table=found.table).order_by("-id").first() if found else None
    cells = parts.from_aside(str(found.pk)) if found else None
    fit = found and latest and latest.pk == found.pk and all(kept["acceptable"] for kept in found.breaks) and because.strip()
    if not found or cells is None or not fit:
        raise refusal(
            str(snapshot),
            Said(
                "Tabellens senaste hämtning, underkänd på ett sätt som går att godkänna, och ett skäl.",
                "The latest fetch of its table, refused in a way that can be accepted, and a reason.",
            ),
            Said("Hämta tabellen igen.", "Fetch the table again."),
        )
    release = release_of(found)
    for _ in range(ATTEMPTS):
        table = SourceTable.objects.get(pk=found.table_id)
        weighed = weigh(table, release, cells)
        if weighed.made is None or not all(one.acceptable for one in weighed.breaks):
            raise Refused([one.fault(table.code) for one in weighed.breaks])
        found.known_from = weighed.known_from
        try:
            return _tidied(take_over(table, release, cells, weighed, by, found, because.strip()), table, by)
        except Overtaken:
            continue
    raise _busy(found.table.code)


def compact(table: str, *, by: Viewer, least: int = 2) -> int:
    """Merge the smaller parts of a table where there are at least `least`; gives how many were merged. Raises NotAllowed."""
    require(CHANGES_ALL, by)
    return merge(table, by=by, least=least)


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


def _tidied(outcome: Outcome, table: SourceTable, by: Viewer) -> Outcome:
    if Part.objects.filter(table=table).count() > MANY_PARTS:
        merge(table.code, by=by)
    return outcome


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
