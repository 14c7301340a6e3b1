"""Read: the days that matter in a plan: when initiatives end, when activities are to be done; as spans where a day is known roughly."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from samhandling.ground.counting import when_said
from samhandling.ground.periods import Precision
from samhandling.ground.said import Said, same
from samhandling.ground.viewer import Viewer
from samhandling.plan.comments import versions_of
from samhandling.plan.models import Shown
from samhandling.plan.queries import strategy_key
from samhandling.plan.rules.record import ActivityKind, InitiativeRecord, ToldStatus

OVER = frozenset({ToldStatus.DONE, ToldStatus.CANCELLED, ToldStatus.SUPERSEDED})
"""Told statuses whose days no longer matter."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day, or the days `first` to `last` both included, of an initiative. `uid` is the same for as long as it is the same deadline."""

    uid: str
    said: Said
    more: Said
    first: date
    last: date
    code: str


def deadlines_of(records: Iterable[InitiativeRecord], *, since: date) -> list[Deadline]:
    """Every deadline that is not past on `since`, by day. What is done, cancelled or superseded has none."""
    found = [one for record in records if not (record.told and record.told.status in OVER) for one in _of_record(record)]
    return sorted((one for one in found if one.last >= since), key=lambda one: (one.last, one.first, one.uid))


def _of_record(record: InitiativeRecord) -> Iterator[Deadline]:
    if record.period.end is not None:
        end, precision = record.period.end, record.end_precision
        said = Said(f"Slutar: {record.title}", f"Ends: {record.title}")
        yield Deadline(uid_of("end", record.id), said, _roughly(end, precision), *span_of(end, precision), record.id)
    for one in record.activities:
        if one.end is not None and one.done is None:
            word = Said("Milstolpe", "Milestone") if one.kind is ActivityKind.MILESTONE else Said("Klart", "Due")
            said = Said(f"{word.sv}: {one.title} ({record.title})", f"{word.en}: {one.title} ({record.title})")
            span = span_of(one.end, one.end_precision)
            yield Deadline(uid_of("activity", record.id, one.id), said, _roughly(one.end, one.end_precision), *span, record.id)


def span_of(last: date, precision: Precision) -> tuple[date, date]:
    """The days that a roughly known last day may be: its month, its quarter. A year stands on its last day: a bar of a year hides the rest."""
    if precision is Precision.MONTH:
        return last.replace(day=1), last
    if precision is Precision.QUARTER:
        return date(last.year, (last.month - 1) // 3 * 3 + 1, 1), last
    return last, last


def _roughly(day: date, precision: Precision) -> Said:
    if precision is Precision.DAY:
        return same("")
    when = when_said(day, precision)
    return Said(f"Dagen är inte känd närmare: någon gång {when.sv}.", f"The day is not known more closely: some time {when.en}.")


def uid_of(*parts: str) -> str:
    """A name that is the same for the same deadline, in every calendar and for ever."""
    return f"{sha256(chr(31).join(parts).encode()).hexdigest()[:32]}@samhandling"


def versions_seen(records: Iterable[InitiativeRecord], strategy: str, *, seen_by: Viewer) -> Mapping[str, int]:
    """The version of each initiative as the viewer sees it: of now, else of the latest picture."""
    codes = [record.id for record in records]
    if seen_by.sees_internal:
        return versions_of(codes, seen_by=seen_by)
    shown = Shown.objects.filter(strategy_id=strategy_key(strategy), level=seen_by.level.value, code__in=codes)
    own = versions_of(codes, seen_by=seen_by) if seen_by.actors else {}
    return {**dict(shown.values_list("code", "version")), **own}
