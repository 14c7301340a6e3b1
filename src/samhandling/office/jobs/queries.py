"""Read: how a job goes, for whoever ordered it and for those who see working material."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from samhandling.ground.faults import Fault
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer
from samhandling.office.jobs.ordering import OPEN, is_own
from samhandling.office.jobs.plain import fault_again, said_again
from samhandling.office.models import Job


@dataclass(frozen=True, slots=True)
class JobRow:
    """One job. `done` of `of`: how far it has come, `of` is `None` where nobody knows how much there is. `not_before`: when it may begin."""

    number: int
    kind: str
    state: str
    arguments: dict[str, Any]
    attempts: int
    most_attempts: int
    done: int
    of: int | None
    said: Said | None
    result: dict[str, Any]
    faults: tuple[Fault, ...]
    person_id: int | None
    made: datetime
    started: datetime | None
    ended: datetime | None
    not_before: datetime

    @property
    def is_open(self) -> bool:
        """It waits or is under way."""
        return self.state in OPEN


_COLUMNS = (
    "id", "kind", "state", "arguments", "attempts", "most_attempts", "done", "of", "said", "result", "faults",
    "person_id", "made", "started", "ended", "not_before",
)  # fmt: skip


def job(number: int, *, seen_by: Viewer) -> JobRow | None:
    """One job; `None` where there is none for this viewer."""
    found = _rows(Job.objects.filter(pk=number))
    return next((row for row in found if _may_see(row, seen_by)), None)


def jobs(*, seen_by: Viewer, open_only: bool = False, most: int = 100) -> list[JobRow]:
    """The latest jobs, newest first: all of them for those who see working material, else one's own."""
    found = Job.objects.order_by("-id")
    if open_only:
        found = found.filter(state__in=OPEN)
    if not seen_by.sees_internal:
        if seen_by.person is None:
            return []
        found = found.filter(person_id=seen_by.person)
    return [row for row in _rows(found[:most]) if _may_see(row, seen_by)]


def _may_see(row: JobRow, viewer: Viewer) -> bool:
    return viewer.sees_internal or is_own(row.person_id, viewer)


def _rows(found: "QuerySet[Job]") -> Iterable[JobRow]:
    for row in found.values_list(*_COLUMNS):
        values = dict(zip(("number", *_COLUMNS[1:]), row, strict=True))
        said, faults = said_again(values.pop("said")), tuple(fault_again(one) for one in values.pop("faults"))
        yield JobRow(**values, said=said, faults=faults)
