"""Written: events and the plan stamp, always inside the transaction of the act that they tell of."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from samhandling.ground.viewer import Viewer
from samhandling.office.many import Rows, insert, rows_of
from samhandling.office.models import Event, PlanStamp


@dataclass(frozen=True, slots=True)
class Act:
    """What an event tells: `changes` is field → [before, after], plain JSON values; `version` the subject's after the act."""

    verb: str
    subject: str
    subject_id: str
    changes: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    version: int | None = None


def record_all(by: Viewer, acts: Iterable[Act], *, known_on: date | None = None) -> None:
    """Record many acts of one viewer. `known_on`: the day from which it counts as known; today unless told."""
    insert(events_of(by, acts, known_on=known_on))


def events_of(by: Viewer, acts: Iterable[Act], *, known_on: date | None = None) -> Rows:
    """The events of acts that are about to be done, made ready before the transaction; `record_events` writes them inside it."""
    day = known_on or timezone.localdate()
    return rows_of(
        Event,
        (
            Event(
                known_on=day,
                person_id=by.person,
                door=by.kind.value,
                verb=act.verb,
                subject=act.subject,
                subject_id=act.subject_id,
                changes={name: list(pair) for name, pair in act.changes.items()},
                version=act.version,
            )
            for act in acts
        ),
    )


def record_events(events: Rows) -> None:
    """Write what `events_of` made ready, as of now."""
    insert(events.with_value("at", timezone.now()))


def record(
    by: Viewer,
    verb: str,
    subject: str,
    subject_id: str,
    changes: Mapping[str, Sequence[Any]] | None = None,
    known_on: date | None = None,
    version: int | None = None,
) -> None:
    """Record one act."""
    record_all(by, [Act(verb, subject, subject_id, changes or {}, version)], known_on=known_on)


def raise_stamp(*, public: bool = False) -> int:
    """Raise the plan stamp by one and give it; `public`: visitors too see something else now. Call inside the transaction of the change."""
    with transaction.atomic():
        for key in (PlanStamp.WORKING, PlanStamp.PUBLISHED) if public else (PlanStamp.WORKING,):
            PlanStamp.objects.get_or_create(pk=key)
            PlanStamp.objects.filter(pk=key).update(number=F("number") + 1)
        return PlanStamp.objects.get(pk=PlanStamp.WORKING).number


def hold_stamp() -> None:
    """Wait until nobody else changes the plan, and keep others waiting until this transaction ends."""
    PlanStamp.objects.get_or_create(pk=1)
    PlanStamp.objects.select_for_update().get(pk=1)
