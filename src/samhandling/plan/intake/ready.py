"""A planned import made ready before anybody has to wait, and written in one short transaction."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django.utils import timezone

from samhandling.ground.faults import Doubt
from samhandling.ground.viewer import Viewer
from samhandling.office.actions import Act, events_of, record_events
from samhandling.office.many import Rows, add, changed_rows, insert, replace_rows, rows_of
from samhandling.office.models import ImportRun
from samhandling.people.actions import codes_for, ensure_actors
from samhandling.people.models import Actor
from samhandling.plan.intake.planning import Planned, Preview
from samhandling.plan.models import Chain, ImportedRow, Initiative, StoredDoubt
from samhandling.plan.rules.intake import Did, RowPlan, with_actors
from samhandling.plan.rules.mapping import Mapping as ColumnMapping
from samhandling.plan.rules.plain import from_plain, to_plain
from samhandling.plan.storing import Nodes, batches, fill
from samhandling.plan.storing_parts import Parts, confirmations_of, insert_parts, parts_of, remove_parts


@dataclass(frozen=True)
class Ready:
    """All that an import writes. An initiative's stand-in is the position of its row among the planned ones; a run's is 0.

    `names` are the actors' names that it is written with, and `codes` what they led to when it was made.
    """

    planned: Planned
    doubts: Sequence[Doubt]
    names: Sequence[str]
    codes: Mapping[str, str]
    created: Rows
    created_parts: Parts
    changed: Rows
    changed_ids: Sequence[int]
    changed_parts: Parts
    events: Rows
    imported: Rows
    asked: Rows


def make_ready(planned: Planned, nodes: Nodes, by: Viewer, codes: Mapping[str, str] | None = None) -> Ready:
    """Make a planned import ready. Reads, writes nothing. `codes`: the codes of the actors' names, looked up unless told."""
    rows, preview = planned.preview.intake.rows, planned.preview
    names = _names(rows)
    codes = codes_for(names) if codes is None else codes
    doubts = _fresh_doubts(preview.intake.doubts, preview.lineage)
    new = [(at, plan, with_actors(plan.record, codes)) for at, plan in enumerate(rows) if plan.did is Did.CREATED]
    changed = _changed(rows, codes)
    parts = [(one.pk, record) for one, record in changed]
    ids = [one.pk for one, _ in changed]
    return Ready(
        planned,
        doubts,
        names,
        codes,
        rows_of(Initiative, _initiatives([(plan, record) for _, plan, record in new], preview.mapping)),
        parts_of([(at, record) for at, _, record in new], nodes),
        changed_rows(Initiative, (one for one, _ in changed)),
        ids,
        parts_of(parts, nodes, confirmations_of(ids, nodes.strategy_id)),
        events_of(by, _acts(planned), known_on=known_on(preview.mapping)),
        rows_of(ImportedRow, _imported(planned, codes)),
        rows_of(StoredDoubt, _asked(doubts, preview)),
    )


def _names(rows: Sequence[RowPlan]) -> list[str]:
    """The actors that new initiatives name, and those that changed ones name now."""
    names = [name for plan in rows if plan.did is Did.CREATED for name in (*plan.record.owners, *plan.record.partners)]
    return names + [name for plan in rows if plan.merged for key in ("owners", "partners") for name in plan.merged.values[key]]


def _initiatives(new: Sequence[tuple[RowPlan, Any]], mapping: ColumnMapping) -> Iterable[Initiative]:
    today = timezone.localdate()
    for plan, record in new:
        fetched = mapping.scopes[plan.row.scope].fetched if plan.row.scope is not None else None
        initiative = Initiative(known_since=fetched or today)
        fill(initiative, record)
        yield initiative


def _changed(rows: Sequence[RowPlan], codes: Mapping[str, str]) -> list[tuple[Initiative, Any]]:
    """Known initiatives as they will be, one version up."""
    found = []
    for some in batches([plan for plan in rows if plan.did is Did.UPDATED]):
        known = {one.code: one for one in Initiative.objects.filter(code__in=[plan.code for plan in some])}
        for plan in some:
            if plan.merged and (one := known.get(plan.code)):
                record = with_actors(from_plain(plan.merged.values), codes)
                fill(one, record)
                one.version += 1
                found.append((one, record))
    return found


def _acts(planned: Planned) -> Iterable[Act]:
    for plan in planned.preview.intake.rows:
        if plan.did is Did.CREATED:
            yield Act("initiative.imported", "initiative", plan.code, version=1)
        elif plan.did is Did.UPDATED and plan.merged:
            yield Act("initiative.updated", "initiative", plan.code, plan.merged.changes, _version_after(plan, planned))


def _version_after(plan: RowPlan, planned: Planned) -> int:
    _, version = planned.basis.initiatives.get(plan.code, (0, 0))
    return version if plan.did is Did.SAME else version + 1


def _imported(planned: Planned, codes: Mapping[str, str]) -> Iterable[ImportedRow]:
    columns = planned.preview.reading.columns
    for at, plan in enumerate(planned.preview.intake.rows):
        changed = plan.merged if plan.did is Did.UPDATED else None
        yield ImportedRow(
            run_id=0,
            initiative_id=at,
            sheet=plan.row.location.sheet,
            row=plan.row.location.row or 0,
            scope=plan.row.scope,
            values=to_plain(with_actors(plan.row.record, codes)),
            raw=[[field, columns.get(field, field), text] for field, text in plan.row.raw],
            did=plan.did.value,
            before={name: pair[0] for name, pair in changed.changes.items()} if changed else None,
            version_after=_version_after(plan, planned),
        )


def fingerprint(doubt: Doubt, lineage: str) -> str:
    """One doubt, however often its file is imported."""
    return sha256("\x1f".join((lineage, doubt.kind, doubt.field, doubt.initiative, doubt.read)).encode()).hexdigest()


def _fresh_doubts(doubts: Iterable[Doubt], lineage: str) -> list[Doubt]:
    by_print = {fingerprint(doubt, lineage): doubt for doubt in doubts}
    seen: set[str] = set()
    for some in batches(list(by_print)):
        seen |= set(StoredDoubt.objects.filter(fingerprint__in=some).values_list("fingerprint", flat=True))
    return [doubt for key, doubt in by_print.items() if key not in seen]


def _asked(doubts: Sequence[Doubt], preview: Preview) -> Iterable[StoredDoubt]:
    at = {plan.code: position for position, plan in enumerate(preview.intake.rows)}
    for doubt in doubts:
        place = doubt.location
        yield StoredDoubt(
            run_id=0,
            initiative_id=at.get(doubt.initiative),
            kind=doubt.kind,
            field=doubt.field,
            location={"file": place.file, "sheet": place.sheet, "row": place.row, "column": place.column},
            read=doubt.read,
            said_sv=doubt.said.sv,
            said_en=doubt.said.en,
            answers=list(doubt.answers),
            proposal=preview.intake.proposals.get(doubt, {}),
            fingerprint=fingerprint(doubt, preview.lineage),
        )


def known_on(mapping: ColumnMapping) -> date:
    """The day that the file was fetched, where all its scopes tell one; else today."""
    fetched = [scope.fetched for scope in mapping.scopes]
    return max((day for day in fetched if day), default=timezone.localdate()) if all(fetched) else timezone.localdate()


def write_ready(ready: Ready, run: ImportRun, nodes: Nodes, by: Viewer) -> int:
    """Write what was made ready; gives how many chains were new. Inside the transaction, where its basis still stands."""
    codes = ensure_actors(ready.names, by=by, run=run.pk)
    if codes != ready.codes:
        # Somebody has named an actor meanwhile: rare, and then it is made ready once more while others wait.
        ready = make_ready(ready.planned, nodes, by, codes)
    insert(ready.created)
    every, rows = dict(Initiative.objects.order_by().values_list("code", "id")), ready.planned.preview.intake.rows
    ids = {at: every[plan.code] for at, plan in enumerate(rows)}
    actors = dict(Actor.objects.values_list("code", "id"))
    insert_parts(ready.created_parts, actors, ids)
    replace_rows(ready.changed)
    remove_parts(ready.changed_ids, nodes.strategy_id)
    insert_parts(ready.changed_parts, actors)
    record_events(ready.events)
    for of_run in (ready.imported, ready.asked):
        insert(of_run.with_keys("initiative", ids).with_value("run", run.pk))
    return _store_chains(ready.planned.preview, run, {plan.record.id: ids[at] for at, plan in enumerate(rows)})


def _store_chains(preview: Preview, run: ImportRun, ids: Mapping[str, int]) -> int:
    known = set(Chain.objects.values_list("before_id", "after_id"))
    pairs = [(ids[one.before], ids[one.after], one) for one in preview.chains if one.before in ids and one.after in ids]
    fresh = [
        Chain(before_id=before, after_id=after, kind=one.kind.value, reason_sv=one.reason.sv, reason_en=one.reason.en, run=run)
        for before, after, one in pairs
        if (before, after) not in known
    ]
    add(Chain, fresh)
    return len(fresh)
