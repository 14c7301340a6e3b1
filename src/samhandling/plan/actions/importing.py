"""Import: a planned intake becomes initiatives, all of it or nothing."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils import timezone

from samhandling.files.tables import Book
from samhandling.ground.faults import Doubt, Refused
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer
from samhandling.office.actions import Act, hold_stamp, raise_stamp, record_all
from samhandling.office.models import ImportRun
from samhandling.people.actions import ensure_actors
from samhandling.people.models import Actor
from samhandling.people.rules.permission import IMPORTS, require
from samhandling.plan.models import Chain, ImportedRow, Initiative, StoredDoubt
from samhandling.plan.queries import known_for, open_world, strategy_key
from samhandling.plan.rules.chains import ChainProposal, propose_chains
from samhandling.plan.rules.intake import Did, Intake, RowPlan, groups_read, plan_intake, with_actors
from samhandling.plan.rules.mapping import Mapping as ColumnMapping
from samhandling.plan.rules.mapping import to_toml
from samhandling.plan.rules.plain import Plain, from_plain, parts_in, to_plain
from samhandling.plan.rules.reading import Reading, read
from samhandling.plan.rules.record import InitiativeRecord
from samhandling.plan.storing import (
    BATCH,
    Confirmations,
    Nodes,
    add_parts,
    batches,
    confirmations_of,
    fill,
    nodes_of,
    remove_parts,
)


@dataclass(frozen=True)
class Preview:
    """What an import would do. Nothing is written."""

    reading: Reading
    intake: Intake
    chains: Sequence[ChainProposal]
    mapping: ColumnMapping
    lineage: str


@dataclass(frozen=True)
class Outcome:
    """What an import did. `run` is `None` where there was nothing new."""

    run: int | None
    preview: Preview
    new_doubts: int
    new_chains: int


def preview(book: Book, mapping: ColumnMapping, *, strategy: str, lineage: str, by: Viewer) -> Preview:
    """Read a file and plan its import. Raises Refused with all faults of the file at once."""
    reading = read(book, mapping, open_world(strategy, seen_by=by))
    if reading.faults:
        raise Refused(reading.faults)
    return _plan(reading, mapping, strategy, lineage, by)


def _plan(reading: Reading, mapping: ColumnMapping, strategy: str, lineage: str, by: Viewer) -> Preview:
    known, held = known_for([row.record.id for row in reading.rows], lineage, strategy=strategy, seen_by=by)
    intake = plan_intake(reading, known, held, groups_read(_fields_of(mapping)), lineage, lambda values: by.may_change(parts_in(values)))
    chains = propose_chains([plan.record for plan in intake.rows])
    return Preview(reading, intake, chains, mapping, lineage)


def _fields_of(mapping: ColumnMapping) -> Collection[str]:
    declared = {"financier"} if any(scope.financier for scope in mapping.scopes) else set()
    return {*mapping.columns.values(), *mapping.defaults, *declared}


def import_portfolio(
    book: Book,
    mapping: ColumnMapping,
    *,
    strategy: str,
    lineage: str,
    by: Viewer,
    finish: Callable[[Outcome], None] = lambda outcome: None,
) -> Outcome:
    """Import a file: one transaction, so that a crash at any moment leaves all of it or nothing.

    Whoever answers for an actor may import too: new initiatives become working material, its own are changed, and what the file says of
    others' is left as doubts for a strategist. Raises Refused with all faults. A file that says nothing new writes nothing, not even a run. `finish` is called inside the
    transaction with what was done; what it writes stands or falls with the import, and what it raises takes the import back.
    """
    require(IMPORTS, by)
    reading = read(book, mapping, open_world(strategy, seen_by=by))
    if reading.faults:
        raise Refused(reading.faults)
    with transaction.atomic():
        hold_stamp()
        planned = _plan(reading, mapping, strategy, lineage, by)
        doubts = _fresh_doubts(planned.intake.doubts, lineage)
        if not doubts and all(plan.did is Did.SAME for plan in planned.intake.rows) and _spoke_before(book, planned):
            nothing = Outcome(None, planned, 0, 0)
            finish(nothing)
            return nothing
        run = _open_run(book, planned, by)
        ids = _write(planned, run, nodes_of(strategy_key(strategy)), by)
        _store_doubts(doubts, planned.intake.proposals, run, ids, lineage)
        chains = _store_chains(planned.chains, run, {plan.record.id: ids[plan.code] for plan in planned.intake.rows})
        record_all(by, [Act("import.done", "import", str(run.pk), {"strategy": (None, strategy)})])
        raise_stamp()
        done = Outcome(run.pk, planned, len(doubts), chains)
        finish(done)
    return done


def _spoke_before(book: Book, planned: Preview) -> bool:
    """This very file has been imported before with this very scope, and not taken back."""
    said = (
        ImportRun.objects.filter(lineage=planned.lineage, sha256=book.sha256)
        .exclude(state=ImportRun.State.UNDONE)
        .values_list("scopes", flat=True)
    )
    return _scopes(planned.mapping) in list(said)


def _scopes(mapping: ColumnMapping) -> list[dict[str, Any]]:
    return [scope.model_dump(mode="json") for scope in mapping.scopes]


def _open_run(book: Book, planned: Preview, by: Viewer) -> ImportRun:
    skipped = [[str(one.row), one.said.sv, one.said.en] for one in planned.reading.skipped]
    notices = [["", said.sv, said.en] for said in (*book.notes, *planned.intake.notices)]
    return ImportRun.objects.create(
        known_on=_known_on(planned.mapping),
        person_id=by.person,
        file=book.file,
        sha256=book.sha256,
        lineage=planned.lineage,
        mapping=to_toml(planned.mapping),
        scopes=_scopes(planned.mapping),
        counts={did.value: planned.intake.count(did) for did in Did},
        said=skipped + notices,
    )


def _known_on(mapping: ColumnMapping) -> date:
    """The day that the file was fetched, where all its scopes tell one; else today."""
    fetched = [scope.fetched for scope in mapping.scopes]
    return max((day for day in fetched if day), default=timezone.localdate()) if all(fetched) else timezone.localdate()


def _write(planned: Preview, run: ImportRun, nodes: Nodes, by: Viewer) -> dict[str, int]:
    """Write every row; gives code → database id."""
    rows = planned.intake.rows
    names = [name for plan in rows if plan.did is Did.CREATED for name in (*plan.record.owners, *plan.record.partners)]
    names += [name for plan in rows if plan.merged for key in ("owners", "partners") for name in plan.merged.values[key]]
    codes = ensure_actors(names, by=by, run=run.pk)
    actors = dict(Actor.objects.values_list("code", "id"))
    ids = _create([plan for plan in rows if plan.did is Did.CREATED], planned, codes, nodes, actors, run, by)
    versions = _update([plan for plan in rows if plan.did is not Did.CREATED], codes, nodes, actors, ids, run, by)
    ImportedRow.objects.bulk_create(_imported(rows, planned, run, codes, ids, versions), batch_size=BATCH)
    return ids


def _create(
    plans: Sequence[RowPlan],
    planned: Preview,
    codes: Mapping[str, str],
    nodes: Nodes,
    actors: Mapping[str, int],
    run: ImportRun,
    by: Viewer,
) -> dict[str, int]:
    ids: dict[str, int] = {}
    today = timezone.localdate()
    for some in batches(plans):
        records = [with_actors(plan.record, codes) for plan in some]
        initiatives = []
        for plan, record in zip(some, records, strict=True):
            initiative = Initiative(known_since=_fetched(plan, planned.mapping) or today)
            fill(initiative, record)
            initiatives.append(initiative)
        made = Initiative.objects.bulk_create(initiatives)
        add_parts([(one.pk, record) for one, record in zip(made, records, strict=True)], nodes, actors)
        record_all(by, (Act("initiative.imported", "initiative", one.code, version=1) for one in made), known_on=run.known_on)
        ids.update({one.code: one.pk for one in made})
    return ids


def _fetched(plan: RowPlan, mapping: ColumnMapping) -> date | None:
    return mapping.scopes[plan.row.scope].fetched if plan.row.scope is not None else None


def _update(
    plans: Sequence[RowPlan],
    codes: Mapping[str, str],
    nodes: Nodes,
    actors: Mapping[str, int],
    ids: dict[str, int],
    run: ImportRun,
    by: Viewer,
) -> dict[str, int]:
    """Bring known initiatives up to date; gives code → version for all of them."""
    versions: dict[str, int] = {}
    for batch in batches(plans):
        some = {plan.code: plan for plan in batch}
        known = {one.code: one for one in Initiative.objects.filter(code__in=some)}
        ids.update({code: one.pk for code, one in known.items()})
        changed = [code for code, plan in some.items() if plan.did is Did.UPDATED]
        store_records({known[code]: _after(some[code], codes) for code in changed}, nodes, actors)
        versions.update({code: one.version for code, one in known.items()})
        acts = (
            Act("initiative.updated", "initiative", code, merged.changes, known[code].version)
            for code in changed
            if (merged := some[code].merged)
        )
        record_all(by, acts, known_on=run.known_on)
    return versions


def _after(plan: RowPlan, codes: Mapping[str, str]) -> InitiativeRecord:
    assert plan.merged is not None  # noqa: S101 (only new rows lack it, and they are not updated)
    return with_actors(from_plain(plan.merged.values), codes)


def store_records(
    changed: Mapping[Initiative, InitiativeRecord], nodes: Nodes, actors: Mapping[str, int], confirmed: Confirmations | None = None
) -> None:
    """Store initiatives anew with all that belongs to them, one version up. Inside the caller's transaction.

    `confirmed`: contributions that are confirmed by this very act; those that were confirmed before stay so.
    """
    for initiative, record in changed.items():
        fill(initiative, record)
        initiative.version += 1
        initiative.save()
    ids = [initiative.pk for initiative in changed]
    kept = {**confirmations_of(ids, nodes.strategy_id), **(confirmed or {})}
    remove_parts(ids, nodes.strategy_id)
    add_parts([(initiative.pk, record) for initiative, record in changed.items()], nodes, actors, kept)


def _imported(
    rows: Iterable[RowPlan],
    planned: Preview,
    run: ImportRun,
    codes: Mapping[str, str],
    ids: Mapping[str, int],
    versions: Mapping[str, int],
) -> Iterable[ImportedRow]:
    for plan in rows:
        yield ImportedRow(
            run=run,
            initiative_id=ids[plan.code],
            sheet=plan.row.location.sheet,
            row=plan.row.location.row or 0,
            scope=plan.row.scope,
            values=to_plain(with_actors(plan.row.record, codes)),
            raw=[[field, planned.reading.columns.get(field, field), text] for field, text in plan.row.raw],
            did=plan.did.value,
            before={name: pair[0] for name, pair in plan.merged.changes.items()} if plan.merged and plan.did is Did.UPDATED else None,
            version_after=versions.get(plan.code, 1),
        )


def fingerprint(doubt: Doubt, lineage: str) -> str:
    """One doubt, however often its file is imported."""
    return sha256("\x1f".join((lineage, doubt.kind, doubt.field, doubt.initiative, doubt.read)).encode()).hexdigest()


def _fresh_doubts(doubts: Iterable[Doubt], lineage: str) -> list[Doubt]:
    by_print = {fingerprint(doubt, lineage): doubt for doubt in doubts}
    seen: set[str] = set()
    prints = list(by_print)
    for some in batches(prints):
        seen |= set(StoredDoubt.objects.filter(fingerprint__in=some).values_list("fingerprint", flat=True))
    return [doubt for key, doubt in by_print.items() if key not in seen]


def _store_doubts(doubts: Sequence[Doubt], proposals: Mapping[Doubt, Plain], run: ImportRun, ids: Mapping[str, int], lineage: str) -> None:
    StoredDoubt.objects.bulk_create(
        (
            StoredDoubt(
                run=run,
                initiative_id=ids.get(doubt.initiative),
                kind=doubt.kind,
                field=doubt.field,
                location=_location(doubt),
                read=doubt.read,
                said_sv=doubt.said.sv,
                said_en=doubt.said.en,
                answers=list(doubt.answers),
                proposal=proposals.get(doubt, {}),
                fingerprint=fingerprint(doubt, lineage),
            )
            for doubt in doubts
        ),
        batch_size=BATCH,
    )


def _location(doubt: Doubt) -> dict[str, Any]:
    place = doubt.location
    return {"file": place.file, "sheet": place.sheet, "row": place.row, "column": place.column}


def _store_chains(proposals: Iterable[ChainProposal], run: ImportRun, ids: Mapping[str, int]) -> int:
    known = set(Chain.objects.values_list("before_id", "after_id"))
    fresh = [
        Chain(
            before_id=ids[one.before],
            after_id=ids[one.after],
            kind=one.kind.value,
            reason_sv=one.reason.sv,
            reason_en=one.reason.en,
            run=run,
        )
        for one in proposals
        if one.before in ids and one.after in ids and (ids[one.before], ids[one.after]) not in known
    ]
    Chain.objects.bulk_create(fresh, batch_size=BATCH)
    return len(fresh)


def said_of_scope(mapping: ColumnMapping) -> Said | None:
    """A word to whoever imports a file without saying how far it reaches."""
    if mapping.scopes:
        return None
    return Said(
        "Filens underlag är inte angivet: register, finansiär, beslut från och till, platser, hämtad, vad som saknas. "
        "Lägesbilden kan då inte säga hur långt den räcker. Ange det i mappningen eller med --source och --fetched.",
        "The file's scope is not stated: register, financier, decisions from and to, places, fetched, what is left out. "
        "The picture can then not say how far it reaches. State it in the mapping, or with --source and --fetched.",
    )
