"""Ordered and cancelled: work that takes longer than a page. A worker does it later (worker.py)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from samhandling.ground.faults import refusal
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer, ViewerKind
from samhandling.office.actions import record
from samhandling.office.jobs.files import uploaded_name
from samhandling.office.jobs.plain import viewer_plain
from samhandling.office.jobs.registry import kinds
from samhandling.office.models import Job

MOST_OF_ONE_PERSON = 20
"""Jobs of one person that wait or run at the same time."""

OPEN = (Job.State.WAITING, Job.State.RUNNING)


def enqueue(
    kind: str,
    arguments: Mapping[str, Any] | None = None,
    *,
    by: Viewer,
    file: str = "",
    key: str | None = None,
    not_before: datetime | None = None,
) -> int:
    """Order work, to be done with the permissions of `by`; gives the job's number. Call inside the transaction of the act that wants it.

    `arguments`: plain JSON values. `file`: the name that `files.keep_upload` gave. `key`: where it has been ordered under this key
    before, that job's number is given and nothing is ordered. Raises Refused (too many jobs of one person), ValueError (unknown kind).
    """
    if kind not in kinds():
        raise ValueError(f"nobody does {kind}")
    if file:
        uploaded_name(file)
    with transaction.atomic():
        _hold_back(by)
        fields = {
            "kind": kind,
            "arguments": dict(arguments or {}),
            "file": file,
            "person_id": by.person,
            "ordered_as": viewer_plain(by),
            "not_before": not_before or timezone.now(),
            "most_attempts": kinds()[kind].most_attempts,
        }
        if key is None:
            made, is_new = Job.objects.create(**fields), True
        else:
            made, is_new = Job.objects.get_or_create(key=key, defaults=fields)
        if is_new and by.kind is not ViewerKind.JOB:
            record(by, "job.ordered", "job", str(made.pk))
    return made.pk


def _hold_back(by: Viewer) -> None:
    if by.person is None or Job.objects.filter(person_id=by.person, state__in=OPEN).count() < MOST_OF_ONE_PERSON:
        return
    raise refusal(
        "",
        Said(
            f"Du har redan {MOST_OF_ONE_PERSON} jobb som väntar eller pågår.",
            f"You already have {MOST_OF_ONE_PERSON} jobs waiting or under way.",
        ),
        Said("Vänta tills något av dem är klart, eller avbryt ett.", "Wait until one of them is done, or cancel one."),
    )


def cancel(number: int, *, by: Viewer) -> None:
    """Cancel a job that waits or runs; what a running one has begun is rolled back. Raises Refused: not there for `by`, or ended already."""
    with transaction.atomic():
        found = Job.objects.select_for_update().filter(pk=number).first()
        if found is None or not (by.may_change_all or is_own(found.person_id, by)) or by.read_only or found.state not in OPEN:
            raise refusal(
                str(number),
                Said("Ett jobb som väntar eller pågår.", "A job that waits or is under way."),
                Said("Läs sidan på nytt; jobbet kan redan vara klart.", "Read the page again; the job may be done already."),
            )
        found.state, found.ended, found.lease_until = Job.State.CANCELLED, timezone.now(), None
        found.save(update_fields=("state", "ended", "lease_until"))
        record(by, "job.cancelled", "job", str(number))


def is_own(person: int | None, by: Viewer) -> bool:
    """The job was ordered by this person, who comes by name and not by a link."""
    return person is not None and person == by.person and by.kind in (ViewerKind.PERSON, ViewerKind.TOKEN)


JOB = Viewer(ViewerKind.JOB)
"""Work that the product orders of itself."""
