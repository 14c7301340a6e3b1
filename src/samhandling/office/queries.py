"""Read: the plan stamp, events, import runs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from samhandling.ground.viewer import Level, Viewer
from samhandling.office.models import Event, ImportRun, PlanStamp, Suggestion


@dataclass(frozen=True, slots=True)
class RunRow:
    """One import run."""

    id: int
    at: datetime
    file: str
    lineage: str
    state: str
    counts: dict[str, int]
    scopes: list[dict[str, Any]]
    mapping: str
    said: list[list[str]]


@dataclass(frozen=True, slots=True)
class EventRow:
    """One act, persons by id only."""

    id: int
    at: datetime
    known_on: date
    person_id: int | None
    door: str
    verb: str
    subject: str
    subject_id: str
    changes: dict[str, list[Any]]
    version: int | None


def stamp(level: Level = Level.WORKING) -> int:
    """The plan stamp now, as it is for those who see a level; 0 before the first change. Actors see their own working material."""
    key = PlanStamp.PUBLISHED if level is Level.PUBLISHED else PlanStamp.WORKING
    return PlanStamp.objects.filter(pk=key).values_list("number", flat=True).first() or 0


def last_event() -> int:
    """The latest event's number; 0 before the first."""
    return Event.objects.order_by("-id").values_list("id", flat=True).first() or 0


def runs(*, seen_by: Viewer) -> list[RunRow]:
    """All import runs, oldest first. What a source covers is public."""
    columns = ("id", "at", "file", "lineage", "state", "counts", "scopes", "mapping", "said")
    return [RunRow(*row) for row in ImportRun.objects.order_by("id").values_list(*columns)]


def events_of(
    subject: str,
    ids: Iterable[str] | None = None,
    *,
    after: date | None = None,
    after_id: int | None = None,
    up_to: int | None = None,
    changing: bool = False,
    seen_by: Viewer,
) -> list[EventRow]:
    """Acts on a kind of subject in the order that they happened.

    `ids`: of these subjects only. `after`: known after that day. `after_id`, `up_to`: events with a higher number than the one,
    and at most the other, inclusive. `changing`: only those that changed a field.
    """
    found = Event.objects.filter(subject=subject).order_by("id")
    if changing:
        found = found.exclude(changes={})
    if ids is not None:
        found = found.filter(subject_id__in=list(ids))
    if after is not None:
        found = found.filter(known_on__gt=after)
    if after_id is not None:
        found = found.filter(id__gt=after_id)
    if up_to is not None:
        found = found.filter(id__lte=up_to)
    columns = ("id", "at", "known_on", "person_id", "door", "verb", "subject", "subject_id", "changes", "version")
    return [EventRow(*row) for row in found.values_list(*columns)]


@dataclass(frozen=True, slots=True)
class SuggestionRow:
    """Something that somebody told, waiting for an answer or answered."""

    id: int
    at: datetime
    kind: str
    strategy: str
    focus_area: str
    place: str
    told: dict[str, str]
    name: str
    contact: str
    state: str
    answer: str
    version: int


def suggestions(*, seen_by: Viewer, answered: bool = False) -> list[SuggestionRow]:
    """The inbox, oldest first. Only for those who see working material."""
    if not seen_by.sees_internal:
        return []
    found = Suggestion.objects.exclude(state=Suggestion.State.OPEN) if answered else Suggestion.objects.filter(state=Suggestion.State.OPEN)
    columns = ("id", "at", "kind", "strategy", "focus_area", "place", "told", "name", "contact", "state", "answer", "version")
    return [SuggestionRow(*row) for row in found.order_by("id").values_list(*columns)]
