"""Take back one act on an initiative: the values before it come back, and what has been changed since is told."""

from samhandling.ground.faults import Location, refusal
from samhandling.ground.said import Said
from samhandling.ground.viewer import OPERATOR, Viewer
from samhandling.office.queries import EventRow, events_of
from samhandling.plan.actions.editing import Saved, change, held, values_at
from samhandling.plan.models import Initiative
from samhandling.plan.queries import strategy_key
from samhandling.plan.rules.merging import GROUPS
from samhandling.plan.rules.plain import Plain, to_plain
from samhandling.plan.storing import load

FIELDS = frozenset(name for names in GROUPS.values() for name in names)


def undo(event_id: int, *, strategy: str, by: Viewer, of: str = "") -> Saved:
    """Put back what an act changed, as it was before. What somebody has changed since comes back in `clashes`, and is left.

    `of`: only where the act is on this initiative. Raises NotAllowed; Refused: no such act, or one that cannot be taken back (an arrival,
    a merge).
    """
    event = _event(event_id)
    if event is not None and of and event.subject_id != of:
        event = None
    if event is not None:
        held(event.subject_id, by=by)
    if event is None or not can_be_undone(event):
        raise refusal(
            str(event_id),
            Said("Den ändringen går inte att ångra.", "That change cannot be undone."),
            Said("Ändra insatsen för hand i stället.", "Change the initiative by hand instead."),
            Location(column="event"),
        )
    wanted = {name: pair[0] for name, pair in event.changes.items()}
    version = event.version or 0
    return change(event.subject_id, wanted, strategy=strategy, by=by, version=version, verb="initiative.reverted")


def can_be_undone(event: EventRow) -> bool:
    """It changed fields of an initiative that stood before, and tells which version came of it."""
    return event.subject == "initiative" and bool(event.changes) and event.version not in (None, 1) and event.changes.keys() <= FIELDS


def last_act(code: str, version: int, *, by: Viewer) -> int | None:
    """The number of the act that gave an initiative a version, where it can be undone. Raises NotAllowed."""
    held(code, by=by)
    every = events_of("initiative", [code], changing=True, seen_by=OPERATOR)
    return next((event.id for event in reversed(every) if event.version == version and can_be_undone(event)), None)


def acts_since(code: str, version: int, *, by: Viewer) -> list[EventRow]:
    """What others and oneself have changed after a version, in order. Raises NotAllowed."""
    held(code, by=by)
    every = events_of("initiative", [code], changing=True, seen_by=OPERATOR)
    return [event for event in every if event.version is not None and event.version > version]


def values_when(code: str, version: int, *, strategy: str, by: Viewer) -> Plain:
    """What an initiative said when it had a version, for whoever may change it. Raises NotAllowed."""
    initiative = held(code, by=by)
    now = to_plain(load(Initiative.objects.filter(pk=initiative.pk), strategy_key(strategy))[0][1])
    return now if version >= initiative.version else values_at(initiative, version, now)


def version_of_act(event_id: int) -> int:
    """The version that an act gave its initiative; 0 where there is no such act."""
    event = _event(event_id)
    return (event.version if event else None) or 0


def _event(number: int) -> EventRow | None:
    found = events_of("initiative", after_id=number - 1, up_to=number, seen_by=OPERATOR)
    return found[0] if found else None
