"""Undo an import: every row is taken back that nobody has touched since; the others stay and are listed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from samhandling.ground.faults import refusal
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer
from samhandling.office.actions import Act, events_of, hold_stamp, raise_stamp, record_all, record_events
from samhandling.office.many import empty, remove
from samhandling.office.models import ImportRun
from samhandling.people.models import Actor
from samhandling.people.rules.permission import IMPORTS, require
from samhandling.plan.models import (
    Chain,
    Comment,
    Contribution,
    Grant,
    ImportedRow,
    Initiative,
    InitiativePlace,
    Judged,
    Participation,
    StoredDoubt,
)
from samhandling.plan.queries import strategies_of_runs, strategy_key
from samhandling.plan.rules.plain import Plain, from_plain, to_plain
from samhandling.plan.storing import batches, load, nodes_of
from samhandling.plan.storing_parts import remove_contributions, store_records


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


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the import and the initiative that it gave, in as few columns as will do: a large file has many."""

    key: int
    row: int
    did: str
    version_after: int
    initiative: int
    code: str
    version: int


COLUMNS = ("id", "row", "did", "version_after", "initiative_id", "initiative__code", "initiative__version")
CHANGED = Said("har ändrats efter importen", "has been changed since the import")
COMMENTED = Said("har fått en kommentar", "has been commented on")
HELD = Said("finns också i en senare import", "is held by a later import too")
STANDS_FOR_OTHERS = Said("en annan insats har slagits ihop med den", "another initiative has been merged into it")


def undo_import(run_id: int, *, by: Viewer) -> Undone:
    """Take an import back: a strategist any, others their own. Raises Refused where there is no such run, or it was taken back already."""
    require(IMPORTS, by)
    thought = _back(_run(run_id, by))
    told = _told(thought)
    # Made ready before others have to wait; nearly always it is what is done.
    events = events_of(by, told, known_on=thought.run.known_on)
    with transaction.atomic():
        hold_stamp()
        back = _back(_run(run_id, by, hold=True))
        if back.updated:
            _restore(back.updated, back.run, by)
        _release(back)
        Chain.objects.filter(run=back.run, state=Chain.State.PROPOSED).delete()
        _remove(back.created)
        record_events(events if _told(back) == told else events_of(by, _told(back), known_on=back.run.known_on))
        Actor.objects.filter(created_by_run=back.run.pk, participations=None, memberships=None).delete()
        back.run.state = ImportRun.State.PARTLY if back.kept else ImportRun.State.UNDONE
        back.run.undone_at = timezone.now()
        back.run.save(update_fields=["state", "undone_at"])
        record_all(by, [Act("import.undone", "import", str(back.run.pk))])
        raise_stamp()
    return Undone(len(back.created), len(back.updated), back.kept)


@dataclass(frozen=True, slots=True)
class Back:
    """What an undo takes back and what it keeps."""

    run: ImportRun
    rows: list[Row]
    kept: tuple[Kept, ...]

    @property
    def created(self) -> dict[int, str]:
        """Initiatives that the import made: database id → code."""
        return {row.initiative: row.code for row in self.rows if row.did == ImportedRow.Did.CREATED}

    @property
    def updated(self) -> list[Row]:
        """Rows that changed an initiative."""
        return [row for row in self.rows if row.did == ImportedRow.Did.UPDATED]


def _back(run: ImportRun) -> Back:
    rows = [Row(*one) for one in run.rows.exclude(initiative=None).values_list(*COLUMNS)]
    kept = _kept(run, rows)
    names = {one.code for one in kept}
    return Back(run, [row for row in rows if row.code not in names], tuple(kept))


def _told(back: Back) -> list[Act]:
    return [Act("initiative.import_undone", "initiative", code) for code in back.created.values()]


def _release(back: Back) -> None:
    """What was taken back is no longer something that this register has said: the same file may say it again, and ask again."""
    initiatives = {row.initiative for row in back.rows}
    opened = StoredDoubt.objects.filter(run=back.run, state=StoredDoubt.State.OPEN).values_list("id", "initiative_id")
    if back.rows:
        remove(StoredDoubt, "pk", [key for key, of in list(opened) if of is None or of in initiatives])
    empty(ImportedRow, "initiative", [row.key for row in back.rows])


def _run(run_id: int, by: Viewer, *, hold: bool = False) -> ImportRun:
    mine = ImportRun.objects.all() if by.may_change_all else ImportRun.objects.filter(person_id=by.person)
    run = (mine.select_for_update() if hold else mine).filter(pk=run_id).first()
    if run is None or run.state == ImportRun.State.UNDONE:
        numbers = [str(number) for number in mine.exclude(state=ImportRun.State.UNDONE).values_list("id", flat=True)]
        listed = ", ".join(numbers) or "–"
        raise refusal(
            str(run_id),
            Said(f"Det finns ingen sådan import att ångra. Importer: {listed}.", f"There is no such import to undo. Imports: {listed}."),
            Said("Se importerna med: samhandling portfolio runs.", "See the imports with: samhandling portfolio runs."),
        )
    return run


def _kept(run: ImportRun, rows: Sequence[Row]) -> list[Kept]:
    later = set(
        ImportedRow.objects.filter(run_id__gt=run.pk, initiative__isnull=False)
        .exclude(run__state=ImportRun.State.UNDONE)
        .values_list("initiative_id", flat=True)
    )
    stands_for_others = set(Initiative.objects.exclude(merged_into=None).values_list("merged_into_id", flat=True))
    commented = set(Comment.objects.values_list("initiative_id", flat=True))
    kept = []
    for row in rows:
        if row.did == ImportedRow.Did.SAME:
            continue
        if row.version != row.version_after:
            kept.append(Kept(row.code, row.row, CHANGED))
        elif row.initiative in commented:
            # Also one that was only changed: what was said was said of the values that the import brought.
            kept.append(Kept(row.code, row.row, COMMENTED))
        elif row.initiative in later:
            kept.append(Kept(row.code, row.row, HELD))
        elif row.initiative in stands_for_others:
            kept.append(Kept(row.code, row.row, STANDS_FOR_OTHERS))
    return kept


def _restore(rows: Sequence[Row], run: ImportRun, by: Viewer) -> None:
    key = strategy_key(strategies_of_runs(seen_by=by)[run.pk])
    nodes, actors = nodes_of(key), dict(Actor.objects.values_list("code", "id"))
    for batch in batches(rows):
        told = ImportedRow.objects.filter(pk__in=[row.key for row in batch]).values_list("initiative_id", "before")
        before: dict[int, Plain] = {one: values or {} for one, values in told if one is not None}
        known = {one.pk: one for one in Initiative.objects.filter(pk__in=list(before))}
        now = {one: to_plain(record) for one, record in load(Initiative.objects.filter(pk__in=list(before)), key)}
        store_records({one: from_plain({**now[pk], **before[pk]}) for pk, one in known.items()}, nodes, actors)
        record_all(by, [_act_of_undo(one, now[pk], before[pk]) for pk, one in known.items()], known_on=run.known_on)


def _act_of_undo(one: Initiative, now: Plain, before: Plain) -> Act:
    changes = {name: (now[name], old) for name, old in before.items()}
    return Act("initiative.import_undone", "initiative", one.code, changes, one.version)


def _remove(initiatives: Mapping[int, str]) -> None:
    """Initiatives (database id → code) and all that belongs to them: what is many in few statements, the rest as its own table says."""
    for model in (InitiativePlace, Grant, Participation, Judged):
        remove(model, "initiative", initiatives)
    remove_contributions([key for key, of in Contribution.objects.values_list("id", "initiative_id") if of in initiatives])
    # An answer outlives its row, so that the same file does not ask again.
    settled = StoredDoubt.objects.filter(state=StoredDoubt.State.SETTLED).values_list("id", "initiative_id")
    empty(StoredDoubt, "initiative", [key for key, of in settled if of in initiatives])
    pointed_at = _pointed_at() & set(initiatives)
    for some in batches(sorted(pointed_at)):
        Initiative.objects.filter(pk__in=some).delete()
    remove(Initiative, "pk", set(initiatives) - pointed_at)


def _pointed_at() -> set[int]:
    """Initiatives that any table, of this room or another, points at."""
    found: set[int] = set()
    for relation in Initiative._meta.related_objects:
        name = f"{relation.field.name}_id"
        found |= set(relation.related_model._base_manager.exclude(**{name: None}).values_list(name, flat=True).distinct())
    return found
