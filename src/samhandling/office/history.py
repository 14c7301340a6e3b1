"""Read: acts as a stream, the latest first, by who, what and when; of some things, or of all."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from samhandling.ground.viewer import Role, Viewer, ViewerKind
from samhandling.office.models import Event
from samhandling.office.queries import EventRow

PERSONAL = ("person", "invitation", "link", "token")
"""Subjects that tell of persons and their ways in: for those who look after persons, and for whoever did the act."""

COLUMNS = ("id", "at", "known_on", "person_id", "door", "verb", "subject", "subject_id", "changes", "version")
NOBODY = 0
"""Asks for acts that no person did: a link, a job, the command line."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which acts. `person`: their number, or NOBODY. `subjects`: of these kinds. `first`, `last`: days in the site's time, both included.
    `without`: verbs that are left out.

    `of`: kind of subject → ids; only acts on one of these things. Whoever asks for the history of some things answers for that the
    viewer may see their working material.
    """

    person: int | None = None
    subjects: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    without: tuple[str, ...] = ()
    of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Acts:
    """A page of acts, the latest first. `older`, `newer`: the number to go on from, where there are more."""

    rows: tuple[EventRow, ...]
    older: int | None
    newer: int | None


def acts(wanted: Wanted, *, before: int | None = None, after: int | None = None, most: int = 50, seen_by: Viewer) -> Acts:
    """Acts with a lower number than `before`, or those next above `after`. The stream of all is only for those who see working material."""
    found = _found(wanted, seen_by)
    if after is not None:
        chosen = list(found.filter(id__gt=after).order_by("id")[:most].values_list(*COLUMNS))[::-1]
    else:
        chosen = list((found.filter(id__lt=before) if before is not None else found).order_by("-id")[:most].values_list(*COLUMNS))
    rows = tuple(EventRow(*row) for row in chosen)
    if not rows:
        return Acts((), None, None)
    has_older, has_newer = found.filter(id__lt=rows[-1].id).exists(), found.filter(id__gt=rows[0].id).exists()
    return Acts(rows, rows[-1].id if has_older else None, rows[0].id if has_newer else None)


def every_act(wanted: Wanted, *, seen_by: Viewer) -> Iterator[EventRow]:
    """All acts on what is wanted, the latest first, a few at a time: for an export of any length.

    The filters of who, what and when are left to `holds`: whoever tells what an act changed has to see the later ones too.
    """
    for row in _found(Wanted(of=wanted.of), seen_by).order_by("-id").values_list(*COLUMNS).iterator(chunk_size=1000):
        yield EventRow(*row)


def holds(wanted: Wanted, row: EventRow) -> bool:
    """The act is one of those that are wanted."""
    day = timezone.localdate(row.at)
    return (
        (wanted.person is None or row.person_id == (wanted.person or None))
        and (not wanted.subjects or row.subject in wanted.subjects)
        and row.verb not in wanted.without
        and (wanted.first is None or day >= wanted.first)
        and (wanted.last is None or day <= wanted.last)
    )


def actors_of_acts(*, seen_by: Viewer) -> list[int]:
    """The numbers of all who have done something, for those who see working material."""
    if not seen_by.sees_internal:
        return []
    return sorted(key for key in _found(Wanted(), seen_by).order_by().values_list("person_id", flat=True).distinct() if key)


def _found(wanted: Wanted, viewer: Viewer) -> QuerySet[Event]:
    found = Event.objects.all()
    if wanted.of:
        chosen = Q()
        for subject, ids in wanted.of.items():
            chosen |= Q(subject=subject, subject_id__in=ids)
        found = found.filter(chosen)
    elif not viewer.sees_internal:
        return Event.objects.none()
    if not _looks_after_persons(viewer):
        allowed = ~Q(subject__in=PERSONAL)
        found = found.filter(allowed | Q(person_id=viewer.person) if viewer.person else allowed)
    return _within(found, wanted)


def _looks_after_persons(viewer: Viewer) -> bool:
    return viewer.kind is ViewerKind.OPERATOR or (viewer.kind is ViewerKind.PERSON and Role.ADMINISTRATOR in viewer.roles)


def _within(found: QuerySet[Event], wanted: Wanted) -> QuerySet[Event]:
    if wanted.person is not None:
        found = found.filter(person_id=wanted.person or None)
    if wanted.subjects:
        found = found.filter(subject__in=wanted.subjects)
    if wanted.without:
        found = found.exclude(verb__in=wanted.without)
    if wanted.first:
        found = found.filter(at__gte=_midnight(wanted.first))
    if wanted.last and wanted.last < date.max:
        found = found.filter(at__lt=_midnight(wanted.last + timedelta(days=1)))
    return found


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
