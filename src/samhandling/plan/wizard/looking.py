"""A file looked into for the wizard: opened under its owner's name, understood, planned, and told in pieces that a page can show."""

import json
from collections.abc import Mapping as MappingOf
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from samhandling.files.limits import LIMITS, Limits
from samhandling.files.opening import open_book
from samhandling.files.tables import Book
from samhandling.ground.faults import Fault, Location, Refused, refusal
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer
from samhandling.office.queries import stamp
from samhandling.plan.actions.importing import Preview, preview
from samhandling.plan.intake.suggesting import lacks_distribution, suggested_in, suggester
from samhandling.plan.opening import Opened, lineage_of, understood
from samhandling.plan.queries import open_world
from samhandling.plan.rules.choosing import Table, table_at
from samhandling.plan.rules.intake import Did
from samhandling.plan.rules.mapping import Mapping, Scope, from_toml, guess_table, to_toml
from samhandling.plan.rules.plain import to_plain
from samhandling.plan.wizard.columns import columns_of
from samhandling.plan.wizard.looked import FIRST_ROWS, MOST_SHOWN, ChainSeen, DoubtSeen, Looked, RowSeen, SheetSeen, SkippedSeen, Wanted


def open_named(path: Path, name: str, limits: Limits = LIMITS) -> Book:
    """The book under the name that its owner knows it by. Raises Refused in that name."""
    try:
        return replace(open_book(path, limits), file=name)
    except Refused as refused:
        raise Refused([_named(fault, path.name, name) for fault in refused.faults]) from None


def _named(fault: Fault, kept: str, name: str) -> Fault:
    place = replace(fault.location, file=name) if fault.location.file == kept else fault.location
    return replace(fault, location=place, read=fault.read.replace(kept, name))


def look_into(book: Book, wanted: Wanted, *, by: Viewer) -> Looked:
    """Understand and plan a file. Its faults are part of the answer, with as much of the file as is needed to mend them."""
    seen = Looked(stamp(), book.sha256, book.kind, sheets=tuple(_sheet(one, book) for one in range(len(book.sheets[:50]))))
    try:
        opened = understood_as(book, wanted, by=by)
    except Refused as refused:
        return replace(seen, faults=refused.faults[:MOST_SHOWN], fault_count=len(refused.faults))
    seen = replace(seen, lineage=opened.lineage, guessed=opened.guessed, mapping=to_toml(opened.mapping))
    if table := _table(book, opened.mapping):
        seen = replace(seen, columns=columns_of(table, opened.mapping))
    try:
        suggest = suggester(wanted.strategy, by) if wanted.suggest else None
        planned = preview(book, opened.mapping, strategy=wanted.strategy, lineage=opened.lineage, by=by, suggest=suggest)
    except Refused as refused:
        return replace(seen, faults=refused.faults[:MOST_SHOWN], fault_count=len(refused.faults))
    return _with_plan(seen, planned, book)


def _sheet(index: int, book: Book) -> SheetSeen:
    sheet = book.sheets[index]
    filled = [row for row in sheet.rows[:60] if any(cell not in (None, "") for cell in row.cells)]
    texts = ((row.number, " | ".join(str(cell) for cell in row.cells[:30] if cell not in (None, ""))[:200]) for row in filled)
    return SheetSeen(sheet.name, len(sheet.rows), tuple(texts)[:FIRST_ROWS])


def _table(book: Book, mapping: Mapping) -> Table | None:
    sheet = next((sheet for sheet in book.sheets if sheet.name == mapping.sheet), None)
    return table_at(sheet, mapping.header_row) if sheet else None


def understood_as(book: Book, wanted: Wanted, *, by: Viewer) -> Opened:
    """The file with its mapping: the one wanted, the one at the row of headings that was pointed out, else the one it speaks for.

    Raises Refused where no table is found.
    """
    if wanted.mapping:
        mapping, guessed = from_toml(wanted.mapping, wanted.name), False
    elif wanted.header_row:
        table = _pointed_out(book, wanted)
        mapping, guessed = guess_table(table, open_world(wanted.strategy, seen_by=by)), True
    else:
        opened = understood(book, strategy=wanted.strategy, by=by)
        mapping, guessed = opened.mapping, opened.guessed
    mapping = with_scope(mapping, wanted.scope)
    return Opened(book, mapping, lineage_of(book, mapping), guessed)


def _pointed_out(book: Book, wanted: Wanted) -> Table:
    sheet = next((sheet for sheet in book.sheets if sheet.name == wanted.sheet), None)
    table = table_at(sheet, wanted.header_row) if sheet else None
    if table is None or not any(cell not in (None, "") for cell in table.header.cells):
        raise refusal(
            str(wanted.header_row),
            Said("En rad med rubriker i det valda bladet.", "A row of headings in the chosen sheet."),
            Said("Skriv numret på raden där rubrikerna står.", "Write the number of the row where the headings stand."),
            Location(column="rubrikrad"),
        )
    return table


def with_scope(mapping: Mapping, told: MappingOf[str, Any] | None) -> Mapping:
    """The mapping with what was told of its scope. Several scopes, each of some rows, stand as the mapping has them."""
    if not told or len(mapping.scopes) > 1:
        return mapping
    before = mapping.scopes[0].model_dump() if mapping.scopes else {}
    return mapping.model_copy(update={"scopes": [Scope.model_validate({**before, **told})]})


def _with_plan(seen: Looked, planned: Preview, book: Book) -> Looked:
    intake, skipped = planned.intake, planned.reading.skipped
    rows = tuple(
        RowSeen(
            plan.row.location.row or 0,
            plan.did.value,
            plan.code,
            plan.record.title[:200],
            (plain := to_plain(plan.record))["start"] or "",
            plain["end"] or "",
            str(plan.record.granted) if plan.record.granted is not None else "",
            tuple(plan.merged.changes) if plan.merged and plan.did is Did.UPDATED else (),
            suggested_in(plan.record),
        )
        for plan in intake.rows[:MOST_SHOWN]
    )
    doubts = tuple(
        DoubtSeen(0 if one.kind == "difference" else one.location.row or 0, one.kind, one.initiative, one.said, tuple(one.answers))
        for one in intake.doubts[:MOST_SHOWN]
    )
    return replace(
        seen,
        counts={did.value: intake.count(did) for did in Did},
        rows=rows,
        skipped=tuple(SkippedSeen(*one) for one in skipped[:MOST_SHOWN]),
        skipped_count=len(skipped),
        doubts=doubts,
        doubt_count=len(intake.doubts),
        chains=tuple(ChainSeen(one.before, one.after, one.reason) for one in planned.chains[:MOST_SHOWN]),
        chain_count=len(planned.chains),
        notices=(*book.notes, *intake.notices)[:MOST_SHOWN],
        digest=digest_of(planned),
        unplaced=sum(lacks_distribution(plan) or bool(suggested_in(plan.record)) for plan in intake.rows),
    )


def digest_of(planned: Preview) -> str:
    """One word for all that a plan would do: the same where the plan and what it would change are the same."""
    made = sha256(f"{planned.lineage}\n{to_toml(planned.mapping)}\n".encode())
    for plan in planned.intake.rows:
        changes = plan.merged.changes if plan.merged else to_plain(plan.record)
        made.update(json.dumps([plan.did.value, plan.code, changes], sort_keys=True, default=str).encode())
    for doubt in planned.intake.doubts:
        made.update(f"{doubt.kind}\x1f{doubt.initiative}\x1f{doubt.read}\n".encode())
    return made.hexdigest()
