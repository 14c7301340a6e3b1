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
from samhandling.people.models import Actor
from samhandling.people.rules.permission import IMPORTS, require
from samhandling.plan.actions.importing import store_records
from samhandling.plan.models import Chain, ImportedRow, Initiative, StoredDoubt
from samhandling.plan.queries import strategies_of_runs, strategy_key
from samhandling.plan.rules.plain import Plain, from_plain, to_plain
from samhandling.plan.storing import batches, load, nodes_of


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
STANDS_FOR_OTHERS = Said("en annan insats har slagits ihop med den", "another initiative has been merged into it")


def undo_import(run_id: int, *, by: Viewer) -> Undone:
    """Take an import back: a strategist any, others their own. Raises Refused where there is no such run, or it was taken back already."""
    require(IMPORTS, by)
    with transaction.atomic():
        hold_stamp()
        run = _run(run_id, by)
        rows = list(run.rows.select_related("initiative").exclude(initiative=None))
        kept = _kept(run, rows)
        names = {one.code for one in kept}
        back = [row for row in rows if row.initiative and row.initiative.code not in names]
        created = [row.initiative for row in back if row.initiative and row.did == ImportedRow.Did.CREATED]
        updated = [row for row in back if row.did == ImportedRow.Did.UPDATED]
        if updated:
            _restore(updated, run, by)
        _release(back)
        _remove(created, run, by)
        Chain.objects.filter(run=run, state=Chain.State.PROPOSED).delete()
        Actor.objects.filter(created_by_run=run.pk, participations=None, memberships=None).delete()
        run.state = ImportRun.State.PARTLY if kept else ImportRun.State.UNDONE
        run.undone_at = timezone.now()
        run.save(update_fields=["state", "undone_at"])
        record_all(by, [Act("import.undone", "import", str(run.pk))])
        raise_stamp()
    return Undone(len(created), len(updated), tuple(kept))


def _release(rows: Sequence[ImportedRow]) -> None:
    """What was taken back is no longer something that this register has said: the same file may say it again, and ask again."""
    for some in batches(rows):
        ids = [row.initiative_id for row in some]
        StoredDoubt.objects.filter(run=some[0].run_id, state=StoredDoubt.State.OPEN, initiative__in=ids).delete()
        ImportedRow.objects.filter(pk__in=[row.pk for row in some]).update(initiative=None)
    if rows:
        StoredDoubt.objects.filter(run=rows[0].run_id, state=StoredDoubt.State.OPEN, initiative=None).delete()


def _run(run_id: int, by: Viewer) -> ImportRun:
    mine = ImportRun.objects.all() if by.may_change_all else ImportRun.objects.filter(person_id=by.person)
    run = mine.select_for_update().filter(pk=run_id).first()
    if run is None or run.state == ImportRun.State.UNDONE:
        numbers = [str(number) for number in mine.exclude(state=ImportRun.State.UNDONE).values_list("id", flat=True)]
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
    stands_for_others = set(Initiative.objects.exclude(merged_into=None).values_list("merged_into_id", flat=True))
    kept = []
    for row in rows:
        if row.did == ImportedRow.Did.SAME or row.initiative is None:
            continue
        if row.initiative.version != row.version_after:
            kept.append(Kept(row.initiative.code, row.row, CHANGED))
        elif row.initiative_id in later:
            kept.append(Kept(row.initiative.code, row.row, HELD))
        elif row.initiative_id in stands_for_others:
            kept.append(Kept(row.initiative.code, row.row, STANDS_FOR_OTHERS))
    return kept


def _restore(rows: Sequence[ImportedRow], run: ImportRun, by: Viewer) -> None:
    key = strategy_key(strategies_of_runs(seen_by=by)[run.pk])
    nodes, actors = nodes_of(key), dict(Actor.objects.values_list("code", "id"))
    for batch in batches(rows):
        before = {row.initiative_id: row.before or {} for row in batch}
        known = {one.pk: one for one in Initiative.objects.filter(pk__in=list(before))}
        now = {one: to_plain(record) for one, record in load(Initiative.objects.filter(pk__in=list(before)), key)}
        store_records({one: from_plain({**now[pk], **before[pk]}) for pk, one in known.items()}, nodes, actors)
        record_all(by, [_act_of_undo(one, now[pk], before[pk]) for pk, one in known.items()], known_on=run.known_on)


def _act_of_undo(one: Initiative, now: Plain, before: Plain) -> Act:
    changes = {name: (now[name], old) for name, old in before.items()}
    return Act("initiative.import_undone", "initiative", one.code, changes, one.version)


def _remove(initiatives: Sequence[Initiative], run: ImportRun, by: Viewer) -> None:
    record_all(by, (Act("initiative.import_undone", "initiative", one.code) for one in initiatives), known_on=run.known_on)
    for some in batches(initiatives):
        # An answer outlives its row, so that the same file does not ask again.
        StoredDoubt.objects.filter(initiative__in=[one.pk for one in some], state=StoredDoubt.State.SETTLED).update(initiative=None)
        Initiative.objects.filter(pk__in=[one.pk for one in some]).delete()
