"""What the import wizard shows of a file before anything is written: columns with samples, rows, doubts, chains, all with limits.

`Looked` is kept as the result of a job, so that the next page, or a colleague, sees what was planned. `Wanted` is what was asked for.
"""

import json
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from samhandling.files.limits import LIMITS, Limits
from samhandling.files.opening import open_book
from samhandling.files.tables import Book
from samhandling.ground.faults import Fault, Location, Refused, refusal
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer
from samhandling.office.queries import stamp
from samhandling.plan.actions.importing import Preview, preview
from samhandling.plan.opening import Opened, lineage_of, understood
from samhandling.plan.queries import open_world
from samhandling.plan.rules.choosing import Table, table_at
from samhandling.plan.rules.intake import Did
from samhandling.plan.rules.mapping import Mapping, Scope, from_toml, guess_table, to_toml
from samhandling.plan.rules.plain import to_plain
from samhandling.plan.wizard_columns import Column, columns_of

MOST_SHOWN = 200
"""Rows, doubts and chains of a plan that are kept for the pages; the counts tell of all."""

FIRST_ROWS = 12


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody asks to be read, and how. `mapping`: TOML, or "" for the one that the file speaks for. `header_row`: 0 to look for it."""

    name: str
    strategy: str
    mapping: str = ""
    sheet: str = ""
    header_row: int = 0
    scope: dict[str, Any] | None = None
    bytes: int = 0


@dataclass(frozen=True, slots=True)
class SheetSeen:
    """A sheet to choose: its name, how many rows it has, and its first rows as text by number."""

    name: str
    rows: int
    first: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class RowSeen:
    """A row and what it does. `granted` in kronor, "" where it is unknown; `groups`: what changes."""

    row: int
    did: str
    code: str
    title: str
    start: str
    end: str
    granted: str
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DoubtSeen:
    """A question that will be asked; `row` is 0 where its sentence tells the place itself."""

    row: int
    kind: str
    code: str
    said: Said
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SkippedSeen:
    """A row (0: a sheet) that is told of apart, and why."""

    row: int
    kind: str
    said: Said


@dataclass(frozen=True, slots=True)
class ChainSeen:
    """Two projects that may belong together."""

    before: str
    after: str
    said: Said


@dataclass(frozen=True, slots=True)
class Looked:
    """A file as it was understood and planned. With `faults` nothing can be written. `digest` tells one plan from another."""

    stamp: int
    sha256: str
    kind: str
    lineage: str = ""
    guessed: bool = True
    mapping: str = ""
    sheets: tuple[SheetSeen, ...] = ()
    columns: tuple[Column, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    rows: tuple[RowSeen, ...] = ()
    skipped: tuple[SkippedSeen, ...] = ()
    skipped_count: int = 0
    doubts: tuple[DoubtSeen, ...] = ()
    doubt_count: int = 0
    chains: tuple[ChainSeen, ...] = ()
    chain_count: int = 0
    notices: tuple[Said, ...] = ()
    faults: tuple[Fault, ...] = ()
    fault_count: int = 0
    digest: str = ""

    @property
    def efforts(self) -> int:
        """How many rows are efforts."""
        return sum(self.counts.values())

    @property
    def read_by(self) -> Mapping:
        """The mapping itself; an empty one where no table was found."""
        return from_toml(self.mapping) if self.mapping else Mapping()


_LOOKED = TypeAdapter(Looked)
_WANTED = TypeAdapter(Wanted)


def looked_plain(looked: Looked) -> dict[str, Any]:
    """As plain JSON values."""
    plain: dict[str, Any] = storable(_LOOKED.dump_python(looked, mode="json"))
    return plain


def storable(value: Any) -> Any:
    """Without what no database takes in a text: the null character and halves of characters."""
    if isinstance(value, str):
        return value.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {storable(key): storable(one) for key, one in value.items()}
    return [storable(one) for one in value] if isinstance(value, list) else value


def looked_again(plain: MappingOf[str, Any]) -> Looked:
    """What `looked_plain` wrote."""
    return _LOOKED.validate_python(plain)


def wanted_plain(wanted: Wanted) -> dict[str, Any]:
    """As plain JSON values."""
    plain: dict[str, Any] = _WANTED.dump_python(wanted, mode="json")
    return plain


def wanted_again(plain: MappingOf[str, Any]) -> Wanted:
    """What `wanted_plain` wrote; other keys are let be."""
    return _WANTED.validate_python(plain)


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
        planned = preview(book, opened.mapping, strategy=wanted.strategy, lineage=opened.lineage, by=by)
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
