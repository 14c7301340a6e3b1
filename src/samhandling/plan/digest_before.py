"""Read: the initiatives as a viewer saw them at a moment: as they stand now, with what has happened since taken back."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from samhandling.ground.viewer import Level, Viewer
from samhandling.office.models import Event
from samhandling.office.queries import EventRow, events_of
from samhandling.plan.comments import versions_of
from samhandling.plan.queries import records_of
from samhandling.plan.rules.plain import from_plain, to_plain
from samhandling.plan.rules.record import InitiativeRecord, Openness
from samhandling.plan.showing import publications, taken_back

Records = Mapping[str, InitiativeRecord]

MADE = frozenset({"initiative.added", "initiative.imported"})
"""Acts before which there was no such initiative."""

SHOWN = {Level.SHARED: (Openness.SHARED, Openness.PUBLIC), Level.PUBLISHED: (Openness.PUBLIC,)}


def then_and_now(strategy: str, since: datetime, *, seen_by: Viewer) -> tuple[Records, Records]:
    """(the initiatives as the viewer saw them at `since`, as the viewer sees them now), by code.

    By when something was done, not by the day from which it counts as known: an old list that was read in yesterday is news.
    Of others' initiatives somebody who sees pictures saw what stood in the picture of then; before the first one, nothing.
    """
    now = {record.id: record for record in records_of(strategy, seen_by=seen_by)}
    working = set(now) if seen_by.sees_internal else set(versions_of(list(now), seen_by=seen_by)) if seen_by.actors else set()
    then = _back(now, working, _grouped(_event_at(since), None))
    pictured = None if seen_by.sees_internal else _pictures(strategy, since, seen_by)
    if pictured is None:
        return then, now
    shown = _back(now, now.keys() - working, _grouped(*pictured))
    allowed = SHOWN[seen_by.level]
    return {**then, **{code: record for code, record in shown.items() if record.openness in allowed}}, now


def _event_at(since: datetime) -> int:
    """The last event that had happened by then."""
    return Event.objects.filter(at__lte=since).order_by("-id").values_list("id", flat=True).first() or 0


def _pictures(strategy: str, since: datetime, viewer: Viewer) -> tuple[int, int] | None:
    """(last event of the picture of then, of the picture of now); none where there was no picture then."""
    every = publications(strategy, seen_by=viewer)
    of_then = next((one.last_event for one in every if one.at <= since), None)
    return None if of_then is None else (of_then, every[0].last_event)


def _grouped(after: int, up_to: int | None) -> Mapping[str, Sequence[EventRow]]:
    found: dict[str, list[EventRow]] = defaultdict(list)
    for event in events_of("initiative", after_id=after, up_to=up_to, seen_by=Viewer()):
        found[event.subject_id].append(event)
    return found


def _back(now: Records, codes: "set[str]", later: Mapping[str, Sequence[EventRow]]) -> dict[str, InitiativeRecord]:
    found = {}
    for code in codes:
        events = later.get(code, ())
        if any(event.verb in MADE for event in events):
            continue
        changes = [event.changes for event in events if event.changes]
        found[code] = from_plain(taken_back(to_plain(now[code]), changes)) if changes else now[code]
    return found
