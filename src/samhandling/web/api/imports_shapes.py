"""What a file that is being read in looks like to a program: how it was understood, what it would do, what was written and taken back."""

from dataclasses import asdict
from typing import Any

from ninja import Schema
from pydantic import Field

from samhandling.ground.said import Language
from samhandling.office.jobs.queries import JobRow
from samhandling.plan.wizard.looked import Looked
from samhandling.plan.wizard.queries import UndoneSeen, Written
from samhandling.web.api.initiative_shapes import ChainOut
from samhandling.web.api.problems import ProblemFault, fault_told
from samhandling.web.api.shapes import Code, Day, Line, Listed, Place, SaidOut, Wanted, Yes, left_out
from samhandling.web.api.uploads import FileAsked

MOST_COLUMNS = 2000


class FileNew(FileAsked):
    """What is known of where a file comes from. `left_out`: what it is known to lack, one thing each. `suggest`: propose distributions."""

    source: str = Field("", max_length=250)
    financier: str = Field("", max_length=250)
    fetched: Day | None = None
    left_out: list[Line] = Field(default_factory=list, max_length=50)


class ScopeGap(Wanted):
    """Something that the file is known to lack, and the focus areas that it bears on (none: all)."""

    text: Line = Field(min_length=1)
    focus_areas: list[Code] = Field(default_factory=list, max_length=200)


class ScopeRows(Wanted):
    """Of the rows only where a column (its heading) reads so."""

    column: Line
    equals: Line


class FileScope(Wanted):
    """How far a file reaches, or some of its rows."""

    source: Line = ""
    financier: Line = ""
    programme: Line = ""
    decided_from: Day | None = None
    decided_to: Day | None = None
    places: list[Place] = Field(default_factory=list, max_length=400)
    fetched: Day | None = None
    left_out: list[ScopeGap] = Field(default_factory=list, max_length=50)
    when: ScopeRows | None = None


class FileAgain(Wanted):
    """How the file is to be read instead; what is left out stays as it was.

    `columns`: heading → field, "own" or "left_out". `units`: heading → kr, tkr, mnkr or foreign. `manners`: heading → how its amounts or
    days are written. `scopes`: how far the file reaches, instead of what was told before. `sheet` with `header_row`: another table of
    the file, which is then understood anew.
    """

    columns: dict[str, Code] = left_out(max_length=MOST_COLUMNS)
    units: dict[str, Code] = left_out(max_length=MOST_COLUMNS)
    manners: dict[str, Code] = left_out(max_length=MOST_COLUMNS)
    scopes: list[FileScope] = left_out(max_length=50)
    sheet: str = left_out(max_length=255)
    header_row: int = left_out(strict=True, ge=1, le=1_048_576)
    suggest: Yes = left_out()


class FileBegun(Schema):
    """A file that waits to be read in: the latest reading of it. `person` is an id, told only to those who see working material."""

    number: int
    name: str
    person: int | None
    at: str


class FilesBegun(Listed):
    """A part of the files that wait."""

    items: list[FileBegun]


class SheetOut(Schema):
    """A sheet of the file: how many rows it has."""

    name: str
    rows: int


class SampleOut(Schema):
    """A cell as it stands, and what it is read as where it could be otherwise; `unclear`: it becomes a doubt."""

    text: str
    read: SaidOut | None
    unclear: bool


class ColumnOut(Schema):
    """A heading and how it is understood. `manner_is_open`: its cells are other things in another manner of writing."""

    label: str
    field: str
    unit: str
    manner: str
    manner_is_open: bool
    samples: list[SampleOut]


class SuggestedOut(Schema):
    """A focus area that the system proposes for a row, with its exact share."""

    focus_area: str
    share: str


class FileRow(Schema):
    """A row and what it would do: created, updated, same. `changes`: the fields that it changes."""

    row: int
    does: str
    id: str
    title: str
    start: str
    end: str
    granted: str
    changes: list[str]
    suggested: list[SuggestedOut]


class FileDoubt(Schema):
    """A doubt that would be written down; `row` is null where its sentence tells the place."""

    row: int | None
    kind: str
    id: str
    said: SaidOut
    answers: list[str]


class FileSkipped(Schema):
    """A row, or a sheet (null), that is told of apart: not read, read once, hidden."""

    row: int | None
    kind: str
    said: SaidOut


class FileChain(Schema):
    """Two projects that may belong together."""

    before: str
    after: str
    said: SaidOut


class FileReading(Schema):
    """How a file was understood, and what writing it would do. Of rows, doubts, chains and faults at most 200 are told; the counts tell of all.

    `scopes`: as they are sent to
    another reading. With `faults` nothing can be written. `plan_has_moved`: somebody has changed the plan since the file was read.
    """

    kind: str
    sheet: str
    header_row: int
    is_guessed: bool
    plan_has_moved: bool
    sheets: list[SheetOut]
    columns: list[ColumnOut]
    scopes: list[dict[str, Any]]
    counts: dict[str, int]
    rows: list[FileRow]
    doubts: list[FileDoubt]
    doubt_count: int
    skipped: list[FileSkipped]
    skipped_count: int
    chains: list[FileChain]
    chain_count: int
    notices: list[SaidOut]
    faults: list[ProblemFault]
    fault_count: int
    without_distribution: int


class WorkOut(Schema):
    """How far the work has come: waiting, running, done, failed, cancelled; `done` of `of`, null where nobody knows; why it failed."""

    number: int
    state: str
    done: int
    of: int | None
    said: SaidOut | None
    faults: list[ProblemFault]


class FileOut(Schema):
    """One way of reading one file. `reading` is null until it has been read. `is_kept`: the file is still here. `written`: it has been ordered."""

    number: int
    name: str
    is_kept: bool
    is_written: bool
    work: WorkOut
    reading: FileReading | None


class WrittenOut(Schema):
    """What was written of a file. `run` is null until it is done, and where the file said nothing new."""

    work: WorkOut
    run: int | None
    counts: dict[str, int]
    doubts: int
    chains: int


class KeptOut(Schema):
    """A row that was not taken back, and why."""

    id: str
    row: int
    reason: SaidOut


class ImportUndone(Schema):
    """What an undo took back: so many initiatives removed, so many put back as they were; of those kept at most 500 are told."""

    work: WorkOut
    run: int
    removed: int
    restored: int
    kept: list[KeptOut]
    kept_count: int


class ChainsOut(Listed):
    """A part of the chains."""

    items: list[ChainOut]


class ChainAnswer(Wanted):
    """Do the two belong together?"""

    before: Code
    after: Code
    belong_together: Yes


def work_told(row: JobRow, language: Language) -> dict[str, Any]:
    """A job, as `WorkOut`."""
    names = ("number", "state", "done", "of", "said")
    return {**{name: getattr(row, name) for name in names}, "faults": [fault_told(one, language) for one in row.faults]}


def reading_told(looked: Looked, stamp: int, language: Language) -> dict[str, Any]:
    """What was understood, as `FileReading`. `stamp`: of the plan as it stands."""
    mapping = looked.read_by
    same = ("kind", "counts", "doubt_count", "skipped_count", "chains", "chain_count", "notices", "fault_count")
    return {
        **{name: getattr(looked, name) for name in same},
        "sheet": mapping.sheet,
        "header_row": mapping.header_row,
        "is_guessed": looked.guessed,
        "plan_has_moved": looked.stamp != stamp,
        "sheets": looked.sheets,
        "columns": [{**asdict(one), "manner_is_open": one.is_open} for one in looked.columns],
        "scopes": [one.model_dump(mode="json") for one in mapping.scopes],
        "rows": [_row(asdict(one)) for one in looked.rows],
        "doubts": [
            {"row": one.row or None, "kind": one.kind, "id": one.code, "said": one.said, "answers": one.answers} for one in looked.doubts
        ],
        "skipped": [{"row": one.row or None, "kind": one.kind, "said": one.said} for one in looked.skipped],
        "faults": [fault_told(one, language) for one in looked.faults],
        "without_distribution": looked.unplaced,
    }


def _row(one: dict[str, Any]) -> dict[str, Any]:
    suggested = [{"focus_area": area, "share": share} for area, share in one["suggested"]]
    return {**one, "does": one["did"], "id": one["code"], "changes": one["groups"], "suggested": suggested}


def written_told(found: Written, language: Language) -> dict[str, Any]:
    """What was written, as `WrittenOut`."""
    names = ("run", "counts", "doubts", "chains")
    return {**{name: getattr(found, name) for name in names}, "work": work_told(found.row, language)}


def undone_told(found: UndoneSeen, language: Language) -> dict[str, Any]:
    """What was taken back, as `ImportUndone`."""
    names = ("run", "removed", "restored", "kept_count")
    kept = [{"id": code, "row": row, "reason": reason} for code, row, reason in found.kept]
    return {**{name: getattr(found, name) for name in names}, "kept": kept, "work": work_told(found.row, language)}
