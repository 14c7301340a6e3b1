"""A file that somebody sends in: planned, planned anew with other columns or another scope, written, forgotten.

Small files are planned and written at once; long ones are ordered as jobs (plan/jobs.py). Each way of reading a file is a job of its
own, so that one can go back, and what a page showed is what is written.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from samhandling.files.limits import LIMITS
from samhandling.files.tables import Book
from samhandling.ground.faults import Refused, refusal
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer
from samhandling.office.actions import record
from samhandling.office.jobs.files import forget_upload, uploaded
from samhandling.office.jobs.ordering import enqueue
from samhandling.office.jobs.plain import viewer_plain
from samhandling.office.models import Job
from samhandling.people.rules.permission import IMPORTS, require
from samhandling.plan.actions.importing import Outcome, import_portfolio
from samhandling.plan.actions.undoing import Undone, undo_import
from samhandling.plan.intake.suggesting import suggester
from samhandling.plan.models import ImportedRow
from samhandling.plan.wizard.looked import Looked, Wanted, looked_plain, wanted_plain
from samhandling.plan.wizard.looking import digest_of, look_into, open_named, understood_as
from samhandling.plan.wizard.queries import LOOK, UNDO, WRITE, Look, files_of

SMALL_BYTES = 2_000_000
SMALL_ROWS = 2_000
"""A file within both is read and written while its sender waits."""

SMALL_ROWS_READ = 300
"""As many, where the text of each is read to suggest what it contributes to."""

SMALL_LIMITS = replace(LIMITS, seconds=20.0)
MOST_FILES = 10
"""Files of one person that are kept at the same time."""

KEPT_ROWS = 500


def begin(file: str, wanted: Wanted, *, by: Viewer, home: Path) -> int:
    """Plan an upload (a name that `keep_upload` gave); gives the job's number. Raises Refused: too many files, a file that cannot be read."""
    require(IMPORTS, by)
    if by.person is not None and len(files_of(by.person, home=home)) >= MOST_FILES:
        raise refusal(
            "",
            Said(f"Du har redan {MOST_FILES} filer som väntar.", f"You already have {MOST_FILES} files waiting."),
            Said("Läs in någon av dem eller ta bort den, och försök igen.", "Read one of them in or remove it, and try again."),
        )
    return plan_file(file, wanted, by=by, home=home)


def plan_file(file: str, wanted: Wanted, *, by: Viewer, home: Path) -> int:
    """Plan a kept file in the way that is wanted: at once where it is small, else as a job. Raises Refused."""
    require(IMPORTS, by)
    path = uploaded(file, home=home)
    if wanted.bytes <= SMALL_BYTES:
        book = open_named(path, wanted.name, SMALL_LIMITS)
        if rows_in(book) <= (SMALL_ROWS_READ if wanted.suggest else SMALL_ROWS):
            return _done(LOOK, wanted_plain(wanted), looked_plain(look_into(book, wanted, by=by)), by=by, file=file)
    return enqueue(LOOK, wanted_plain(wanted), by=by, file=file)


def rows_in(book: Book) -> int:
    """The rows of all sheets."""
    return sum(len(sheet.rows) for sheet in book.sheets)


def again(look: Look, *, by: Viewer, home: Path, **other: Any) -> int:
    """Plan the same file in another way. `other`: fields of Wanted. Raises Refused: the file is not kept any more."""
    if not look.is_kept(home):
        raise _not_kept()
    return plan_file(look.file, replace(look.wanted, **other), by=by, home=home)


def write(look: Look, *, by: Viewer, home: Path) -> int:
    """Write what was planned, once however often it is asked for; gives the number of the job that writes or has written.

    Raises PlanChanged where the plan would no longer do what was shown, Refused where there is nothing that can be written.
    """
    require(IMPORTS, by)
    looked = look.looked
    if looked is None or looked.faults:
        raise refusal(
            "",
            Said("En fil utan fel.", "A file without faults."),
            Said("Rätta felen i filen eller i kolumnerna, och läs filen på nytt.", "Mend the faults in the file or the columns, and read the file again."),
        )  # fmt: skip
    key, arguments = f"{WRITE}:{look.number}", {"look": look.number}
    if (before := Job.objects.filter(key=key).values_list("id", flat=True).first()) is not None:
        return before
    if not look.is_kept(home):
        raise _not_kept()
    if look.wanted.bytes > SMALL_BYTES or looked.efforts > (SMALL_ROWS_READ if look.wanted.suggest else SMALL_ROWS):
        return enqueue(WRITE, arguments, by=by, file=look.file, key=key)
    numbers: list[int] = []

    def finish(result: dict[str, Any]) -> None:
        numbers.append(_done(WRITE, arguments, result, by=by, file=look.file, key=key))

    try:
        write_looked(look, uploaded(look.file, home=home), finish, by=by)
    except IntegrityError:
        # The same button twice at the same time: the other one has written.
        return Job.objects.get(key=key).pk
    return numbers[0]


class PlanChanged(Refused):
    """Between the showing and the writing somebody changed what this file touches, or the file."""


def write_looked(look: Look, path: Path, finish: Callable[[dict[str, Any]], None], *, by: Viewer) -> None:
    """Import what was shown, and `finish` with the result inside the same transaction. Raises PlanChanged, Refused."""
    looked = look.looked
    assert looked is not None  # noqa: S101 (`write` orders nothing else)
    book = open_named(path, look.wanted.name)
    if book.sha256 != looked.sha256:
        raise _changed(Said("Filen är en annan än den som visades.", "The file is another than the one that was shown."))
    opened = understood_as(book, replace(look.wanted, mapping=looked.mapping, scope=None), by=by)

    def check(outcome: Outcome) -> None:
        if digest_of(outcome.preview) != looked.digest:
            raise _changed(Said("Planen har ändrats sedan filen lästes.", "The plan has changed since the file was read."))
        finish(_result(outcome, looked))

    import_portfolio(
        opened.book,
        opened.mapping,
        strategy=look.wanted.strategy,
        lineage=opened.lineage,
        by=by,
        finish=check,
        suggest=suggester(look.wanted.strategy, by) if look.wanted.suggest else None,
    )


def _result(outcome: Outcome, looked: Looked) -> dict[str, Any]:
    counts = looked.counts if outcome.run is not None else {**dict.fromkeys(looked.counts, 0), "same": looked.efforts}
    return {"run": outcome.run, "counts": counts, "doubts": outcome.new_doubts, "chains": outcome.new_chains}


def _changed(said: Said) -> PlanChanged:
    way_out = Said("Inget är inläst. Planera om och titta igen.", "Nothing has been read in. Plan anew and look again.")
    return PlanChanged(refusal("", said, way_out).faults)


def _not_kept() -> Refused:
    return refusal(
        "",
        Said("Filen finns inte kvar hos oss.", "We no longer have the file."),
        Said("Släpp den en gång till.", "Drop it once more."),
    )


def forget(look: Look, *, by: Viewer, home: Path) -> None:
    """Remove the file of a begun import; what was written stays."""
    require(IMPORTS, by)
    forget_upload(look.file, home=home)
    with transaction.atomic():
        record(by, "upload.removed", "job", str(look.number))


def undo(run: int, *, by: Viewer) -> int:
    """Take an import back, a large one as a job; gives the job's number. Raises Refused: there is no such import to take back."""
    require(IMPORTS, by)
    if ImportedRow.objects.filter(run=run).count() > SMALL_ROWS:
        return enqueue(UNDO, {"run": run}, by=by)
    with transaction.atomic():
        return _done(UNDO, {"run": run}, undone_plain(undo_import(run, by=by)), by=by)


def undone_plain(undone: Undone) -> dict[str, Any]:
    """What an undo did, as plain JSON values; rows beyond `KEPT_ROWS` are only counted."""
    kept = [[one.code, one.row, one.reason.sv, one.reason.en] for one in undone.kept[:KEPT_ROWS]]
    return {"removed": undone.removed, "restored": undone.restored, "kept": kept, "kept_count": len(undone.kept)}


def _done(kind: str, arguments: Mapping[str, Any], result: Mapping[str, Any], *, by: Viewer, file: str = "", key: str | None = None) -> int:
    """A job that was done while its orderer waited. Raises IntegrityError where there is one under its key."""
    now = timezone.now()
    with transaction.atomic():
        made = Job.objects.create(
            kind=kind,
            arguments=dict(arguments),
            result=dict(result),
            file=file,
            key=key,
            person_id=by.person,
            ordered_as=viewer_plain(by),
            state=Job.State.DONE,
            not_before=now,
            started=now,
            ended=now,
            attempts=1,
        )
        record(by, "job.ordered", "job", str(made.pk))
    return made.pk
