"""Done by the worker: long files are read and planned, planned ones are written, large imports are taken back."""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import transaction

from samhandling.ground.faults import refusal
from samhandling.ground.said import Said
from samhandling.office.jobs.registry import job
from samhandling.office.jobs.running import Running
from samhandling.people.actions import require_change
from samhandling.plan.actions.undoing import undo_import
from samhandling.plan.actions.uploading import rows_in, undone_plain, write_looked
from samhandling.plan.wizard.looked import looked_plain, wanted_again
from samhandling.plan.wizard.looking import look_into, open_named
from samhandling.plan.wizard.queries import LOOK, UNDO, WRITE, look


@job(LOOK)
def read_file(running: Running) -> Mapping[str, Any]:
    """Read and plan a file; its result is what the pages show."""
    require_change(running.by)
    wanted = wanted_again(running.arguments)
    if running.file is None or not running.file.exists():
        raise _gone()
    with _uncollected():
        running.tell(0, None, Said("Läser filen.", "Reading the file."))
        book = open_named(running.file, wanted.name)
        rows = rows_in(book)
        running.tell(0, rows, Said(f"Jämför {rows} rader med planen.", f"Comparing {rows} rows with the plan."))
        looked = look_into(book, wanted, by=running.by)
        running.tell(rows, rows)
    return looked_plain(looked)


@job(WRITE)
def write_file(running: Running) -> None:
    """Write a planned file: the import and the job's `done` are one transaction, so a worker that is killed has written nothing."""
    planned = look(int(running.arguments["look"]), seen_by=running.by)
    if planned is None or planned.looked is None or running.file is None or not running.file.exists():
        raise _gone()
    count = planned.looked.efforts
    running.tell(0, count, Said(f"Läser in {count} rader.", f"Reading {count} rows in."))

    def finish(result: dict[str, Any]) -> None:
        running.tell(count, count, Said("Klart.", "Done."))
        running.finish(result)

    with _uncollected():
        write_looked(planned, running.file, finish, by=running.by)


@job(UNDO)
def take_back(running: Running) -> None:
    """Take an import back: the undo and the job's `done` are one transaction."""
    running.tell(0, None, Said("Tar tillbaka raderna.", "Taking the rows back."))
    with transaction.atomic():
        running.finish(undone_plain(undo_import(int(running.arguments["run"]), by=running.by)))


@contextmanager
def _uncollected() -> Iterator[None]:
    # A quarter of the time for 100,000 rows would go to looking for circles among what is read, where there are none.
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.collect()


def _gone() -> Exception:
    return refusal(
        "",
        Said("Filen finns inte kvar hos oss.", "We no longer have the file."),
        Said("Släpp den en gång till.", "Drop it once more."),
    )
