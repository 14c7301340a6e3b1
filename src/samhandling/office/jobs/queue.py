"""The queue: one row is claimed by one worker at a time, for as long as its lease lasts.

PostgreSQL: the row is locked and others pass it by. SQLite: the transaction takes the file's only write lock at once.
"""

import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from samhandling.ground.faults import Fault, Location
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer
from samhandling.office.jobs.plain import fault_plain, said_plain, viewer_again
from samhandling.office.models import Job


class Lost(Exception):  # noqa: N818 (what has happened to the job, no technical error)
    """The job is no longer this worker's: cancelled, or claimed by another after the lease had run out."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A job that a worker holds. `attempt` counts from 1."""

    number: int
    kind: str
    arguments: Mapping[str, Any]
    file: str
    by: Viewer
    attempt: int
    most_attempts: int
    holder: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job has come: `done` of `of`, and a sentence."""

    done: int = 0
    of: int | None = None
    said: Said | None = None


def claim(worker: str, *, lease: timedelta, kinds: Collection[str]) -> Claimed | None:
    """The oldest job that waits or whose lease has run out; `None` when there is nothing to do. `worker`: any name, for those who look."""
    wanted = Q(state=Job.State.WAITING, not_before__lte=timezone.now()) | Q(state=Job.State.RUNNING, lease_until__lt=timezone.now())
    found = Job.objects.filter(wanted, kind__in=list(kinds)).order_by("id")
    # A look without a lock first: an idle worker never holds up a writer.
    while found.exists():
        with transaction.atomic():
            row = found.select_for_update(skip_locked=True).first()
            if row is None:
                return None
            if row.attempts < row.most_attempts:
                return _take(row, worker, lease)
            _end(row, [_stopped(row.attempts)])
    return None


def _take(row: Job, worker: str, lease: timedelta) -> Claimed:
    now = timezone.now()
    row.state, row.attempts, row.lease_until = Job.State.RUNNING, row.attempts + 1, now + lease
    row.holder = f"{worker[:60]}:{secrets.token_hex(8)}"
    row.started, row.done, row.of, row.said = row.started or now, 0, None, []
    row.save()
    by = viewer_again(row.ordered_as, row.person_id)
    return Claimed(row.pk, row.kind, row.arguments, row.file, by, row.attempts, row.most_attempts, row.holder)


def _end(row: Job, faults: Sequence[Fault]) -> None:
    row.state, row.ended, row.lease_until = Job.State.FAILED, timezone.now(), None
    row.faults = [fault_plain(fault) for fault in faults]
    row.save()


def _stopped(times: int) -> Fault:
    return Fault(
        Location(),
        "",
        Said(
            f"Jobbet har startats {times} gånger och avbrutits varje gång.",
            f"The job was started {times} times and was broken off each time.",
        ),
        Said(
            "Beställ det igen. Händer det på nytt: hör av dig till den som sköter installationen.",
            "Order it again. Should it happen anew: turn to whoever looks after the installation.",
        ),
    )


def _change(claimed: Claimed, **fields: Any) -> bool:
    """Write to the row, where it is still the worker's."""
    held = Job.objects.filter(pk=claimed.number, holder=claimed.holder, state=Job.State.RUNNING)
    return held.update(**fields) == 1


def _told(progress: Progress) -> dict[str, Any]:
    return {"done": progress.done, "of": progress.of, "said": said_plain(progress.said)}


def heartbeat(claimed: Claimed, lease: timedelta, progress: Progress) -> bool:
    """Hold the job for another lease, and tell how far it has come. No: it is no longer the worker's."""
    return _change(claimed, lease_until=timezone.now() + lease, **_told(progress))


def finish(claimed: Claimed, result: Mapping[str, Any], progress: Progress) -> None:
    """Done. Raises Lost."""
    ended = {"state": Job.State.DONE, "ended": timezone.now(), "lease_until": None, "result": dict(result)}
    if not _change(claimed, **ended, **_told(progress), faults=[]):
        raise Lost(claimed.number)


def fail(claimed: Claimed, faults: Sequence[Fault], *, again_after: timedelta | None = None) -> bool:
    """Not done, and why. `again_after`: try again then, where attempts are left. No: it is no longer the worker's."""
    plain = [fault_plain(fault) for fault in faults]
    if again_after is not None and claimed.attempt < claimed.most_attempts:
        later = timezone.now() + again_after
        return _change(claimed, state=Job.State.WAITING, not_before=later, lease_until=None, holder="", faults=plain)
    return _change(claimed, state=Job.State.FAILED, ended=timezone.now(), lease_until=None, faults=plain)


def give_back(claimed: Claimed) -> bool:
    """Let another worker do it from the beginning; the attempt does not count. No: it is no longer the worker's."""
    return _change(claimed, state=Job.State.WAITING, lease_until=None, holder="", attempts=F("attempts") - 1)
