"""Undo an import: every row is taken back that nobody has touched since; the others stay and are listed."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from samhandling.ground.faults import refusal
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer
from samhandling.office.actions import Act, hold_stamp, raise_stamp, record_all
from samhandling.office.models import ImportRun
from samhandling.people.actions import require_change
from samhandling.people.models import Actor
from samhandling.plan.actions.importing import store_records
from samhandling.plan.models import Chain, ImportedRow, Initiative, StoredDoubt
from samhandling.plan.rules.plain import from_plain, to_plain
from samhandling.plan.storing import BATCH, load, nodes_of
from samhandling.strategy.models import Strategy


@dataclass(frozen=True, slots=True)
class Kept:
    """A row that was not taken back, and why."""

    code: str
    row: int
    reason: Said


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo did."""

    removed: int
    restored: int
    kept: tuple[Kept, ...]


CHANGED = Said("har ändrats efter importen", "has been changed since the import")
HELD = Said("finns också i en senare import", "is held by a later import too")


def undo_import(run_id: int, *, by: Viewer) -> Undone:
    """Take an import back. Raises Refused where there is no such run, or it has been taken back already."""
    require_change(by)
    with transaction.atomic():
        hold_stamp()
        run = _run(run_id)
        rows = list(run.rows.select_related("initiative").exclude(initiative=None))
        kept = _kept(run, rows)
        names = {one.code for one in kept}
        created = [
            row.initiative for row in rows if row.did == ImportedRow.Did.CREATED and row.initiative and row.initiative.code not in names
        ]
        updated = [row for row in rows if row.did == ImportedRow.Did.UPDATED and row.initiative and row.initiative.code not in names]
        _restore(updated, run, by)
        _remove(created, run, by)
        Chain.objects.filter(run=run, state=Chain.State.PROPOSED).delete()
        StoredDoubt.objects.filter(run=run, state=StoredDoubt.State.OPEN).exclude(initiative__code__in=names).delete()
        Actor.objects.filter(created_by_run=run.pk, participations=None, memberships=None).delete()
        run.state = ImportRun.State.PARTLY if kept else ImportRun.State.UNDONE
        run.undone_at = timezone.now()
        run.save(update_fields=["state", "undone_at"])
        record_all(by, [Act("import.undone", "import", str(run.pk))])
        raise_stamp()
    return Undone(len(created), len(updated), tuple(kept))


def _run(run_id: int) -> ImportRun:
    run = ImportRun.objects.select_for_update().filter(pk=run_id).first()
    if run is None or run.state == ImportRun.State.UNDONE:
        numbers = [str(number) for number in ImportRun.objects.exclude(state=ImportRun.State.UNDONE).values_list("id", flat=True)]
        listed = ", ".join(numbers) or "–"
        raise refusal(
            str(run_id),
            Said(f"Det finns ingen sådan import att ångra. Importer: {listed}.", f"There is no such import to undo. Imports: {listed}."),
            Said("Se importerna med: samhandling portfolio runs.", "See the imports with: samhandling portfolio runs."),
        )
    return run


def _kept(run: ImportRun, rows: Sequence[ImportedRow]) -> list[Kept]:
    later = set(
        ImportedRow.objects.filter(run_id__gt=run.pk, initiative__isnull=False)
        .exclude(run__state=ImportRun.State.UNDONE)
        .values_list("initiative_id", flat=True)
    )
    kept = []
    for row in rows:
        if row.did == ImportedRow.Did.SAME or row.initiative is None:
            continue
        if row.initiative.version != row.version_after:
            kept.append(Kept(row.initiative.code, row.row, CHANGED))
        elif row.did == ImportedRow.Did.CREATED and row.initiative_id in later:
            kept.append(Kept(row.initiative.code, row.row, HELD))
    return kept


def _restore(rows: Sequence[ImportedRow], run: ImportRun, by: Viewer) -> None:
    for strategy_id in (
        Strategy.objects.filter(bases__initiative__in=[row.initiative_id for row in rows]).distinct().values_list("id", flat=True)
    ):
        nodes = nodes_of(strategy_id)
        actors = dict(Actor.objects.values_list("code", "id"))
        for start in range(0, len(rows), BATCH):
            some = {row.initiative_id: row for row in rows[start : start + BATCH] if row.initiative_id}
            known = {one.pk: one for one in Initiative.objects.filter(pk__in=list(some))}
            now = {key: to_plain(record) for key, record in load(Initiative.objects.filter(pk__in=list(some)), strategy_id)}
            before = {key: {**now[key], **(some[key].before or {})} for key in known}
            store_records({known[key]: from_plain(values) for key, values in before.items()}, nodes, actors)
            acts = [
                Act(
                    "initiative.import_undone",
                    "initiative",
                    one.code,
                    {name: (now[key][name], old) for name, old in (some[key].before or {}).items()},
                )
                for key, one in known.items()
            ]
            record_all(by, acts, known_on=run.known_on)


def _remove(initiatives: Sequence[Initiative], run: ImportRun, by: Viewer) -> None:
    record_all(by, (Act("initiative.import_undone", "initiative", one.code) for one in initiatives), known_on=run.known_on)
    for start in range(0, len(initiatives), BATCH):
        Initiative.objects.filter(pk__in=[one.pk for one in initiatives[start : start + BATCH]]).delete()
