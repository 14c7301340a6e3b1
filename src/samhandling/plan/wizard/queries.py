"""Read: begun imports, what was written of one, what an undo did. Only for those who may change the plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from samhandling.ground.faults import Fault
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer
from samhandling.office.jobs.files import uploaded
from samhandling.office.jobs.queries import JobRow
from samhandling.office.jobs.queries import job as job_row
from samhandling.office.models import ImportRun, Job
from samhandling.people.rules.permission import IMPORTS
from samhandling.plan.wizard.looked import Looked, Wanted, looked_again, wanted_again

LOOK, WRITE, UNDO = "portfolio.look", "portfolio.write", "portfolio.undo"
MOST_LISTED = 20


@dataclass(frozen=True, slots=True)
class Look:
    """One way of reading one upload. `looked` is `None` while it is being read, and where it could not be."""

    number: int
    file: str
    wanted: Wanted
    looked: Looked | None
    row: JobRow

    def is_kept(self, home: Path) -> bool:
        """The file has not been removed."""
        return bool(self.file) and uploaded(self.file, home=home).exists()


def look(number: int, *, seen_by: Viewer) -> Look | None:
    """A begun import; `None` where there is none that this viewer may see."""
    row = _row(number, LOOK, seen_by)
    return _look(row) if row else None


def _row(number: int, kind: str, seen_by: Viewer) -> JobRow | None:
    row = job_row(number, seen_by=seen_by)
    return row if row and row.kind == kind and (seen_by.may_change_all or _is_own(row.person_id, seen_by)) else None


def _is_own(person: int | None, viewer: Viewer) -> bool:
    """A strategist sees every begun import, others only their own."""
    return person is not None and person == viewer.person and IMPORTS.lets_in(viewer, ())


def _look(row: JobRow) -> Look:
    file = Job.objects.filter(pk=row.number).values_list("file", flat=True).get()
    looked = looked_again(row.result) if row.state == Job.State.DONE else None
    return Look(row.number, file, wanted_again(row.arguments), looked, row)


@dataclass(frozen=True, slots=True)
class Begun:
    """A file that is kept and not yet read in: the latest way in which it was read."""

    number: int
    name: str
    person_id: int | None
    at: datetime


def begun(*, seen_by: Viewer, home: Path) -> list[Begun]:
    """Begun imports whose file is kept, one a file, the latest first."""
    if not IMPORTS.lets_in(seen_by, ()):
        return []
    found: dict[str, Begun] = {}
    mine = Job.objects.filter(kind=LOOK) if seen_by.may_change_all else Job.objects.filter(kind=LOOK, person_id=seen_by.person)
    rows = mine.exclude(file__in=_read_in()).order_by("-id")[:200]
    for number, file, arguments, person, made in rows.values_list("id", "file", "arguments", "person_id", "made"):
        if file not in found and uploaded(file, home=home).exists():
            found[file] = Begun(number, str(arguments["name"]), person, made)
    return list(found.values())[:MOST_LISTED]


def _read_in() -> set[str]:
    """The files that have been read in; they are kept until they are swept away, but wait for nothing."""
    return set(Job.objects.filter(kind=WRITE, state=Job.State.DONE).values_list("file", flat=True))


def files_of(person: int, *, home: Path) -> set[str]:
    """The kept files of a person's begun imports that are not read in yet."""
    names = Job.objects.filter(kind=LOOK, person_id=person).exclude(file__in=_read_in()).values_list("file", flat=True).distinct()
    return {name for name in names if uploaded(name, home=home).exists()}


@dataclass(frozen=True, slots=True)
class Written:
    """What was written of a look, or how far the writing has come. `run` is `None` where the file said nothing new."""

    row: JobRow
    run: int | None
    counts: Mapping[str, int]
    doubts: int
    chains: int


def written(number: int, *, seen_by: Viewer) -> Written | None:
    """The writing of a look (its number); `None` where nobody has asked for it."""
    found = Job.objects.filter(key=f"{WRITE}:{number}").values_list("id", flat=True).first()
    row = _row(found, WRITE, seen_by) if found is not None else None
    if row is None:
        return None
    result = row.result
    return Written(row, result.get("run"), result.get("counts", {}), int(result.get("doubts", 0)), int(result.get("chains", 0)))


@dataclass(frozen=True, slots=True)
class UndoneSeen:
    """What an undo did, or how far it has come. `kept`: (code, row, why) of rows that were not taken back, as many as are kept."""

    row: JobRow
    run: int
    removed: int
    restored: int
    kept: tuple[tuple[str, int, Said], ...]
    kept_count: int

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Why it was not done."""
        return self.row.faults


def undone(number: int, *, seen_by: Viewer) -> UndoneSeen | None:
    """An undo by the number of its job."""
    row = _row(number, UNDO, seen_by)
    if row is None:
        return None
    result: Mapping[str, Any] = row.result
    kept = tuple((str(code), int(at), Said(sv, en)) for code, at, sv, en in result.get("kept", ()))
    removed, restored, kept_count = (int(result.get(name, 0)) for name in ("removed", "restored", "kept_count"))
    return UndoneSeen(row, int(row.arguments["run"]), removed, restored, kept, kept_count)


@dataclass(frozen=True, slots=True)
class Run:
    """An import that can be taken back."""

    id: int
    file: str
    at: datetime
    state: str
    counts: Mapping[str, int]


def run(number: int, *, seen_by: Viewer) -> Run | None:
    """An import by its number; `None` where there is none."""
    mine = ImportRun.objects.all() if seen_by.may_change_all else ImportRun.objects.filter(person_id=seen_by.person)
    if not IMPORTS.lets_in(seen_by, ()):
        return None
    found = mine.filter(pk=number).values_list("id", "file", "at", "state", "counts").first()
    return Run(*found) if found else None
