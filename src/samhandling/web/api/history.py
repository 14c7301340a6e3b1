"""History: who changed what, when, from what to what. Whole for those who see working material; of one's own to its actors."""

from collections.abc import Iterable
from typing import Any

from ninja import Query, Router, Schema
from pydantic import Field

from samhandling.ground.faults import Refused
from samhandling.office.history import Wanted, acts
from samhandling.office.queries import EventRow, events_of
from samhandling.people.rules.permission import INTERNAL, require
from samhandling.plan.actions.reverting import undo
from samhandling.plan.queries import initiative as open_initiative
from samhandling.web.api.answers import answers
from samhandling.web.api.asking import OfStrategy, strategy_of
from samhandling.web.api.problems import Problematic
from samhandling.web.api.shapes import Listed, Number, Part, address_with, part_of
from samhandling.web.request import Request

router = Router(tags=["history"])

SUBJECTS = ("initiative", "comment", "focus_area", "doubt", "suggestion", "import", "picture", "strategy")
"""What the plan's history is of. What is done with persons, links and tokens is for those who look after them, on their pages."""

OTHERS = frozenset({"merged_into"})
"""Changes that name another initiative, which an actor may not see."""

LARGEST = 2**53


class ChangeOut(Schema):
    """A field before and after an act."""

    field: str
    before: Any
    after: Any


class EventOut(Schema):
    """One act. `person` is an id, told only to those who see working material."""

    id: int
    at: str
    known_on: str
    person: int | None
    door: str
    verb: str
    subject: str
    subject_id: str
    changes: list[ChangeOut]
    version: int | None


class EventsOut(Listed):
    """A part of an object's history."""

    items: list[EventOut]


class StreamOut(Schema):
    """Some of the stream, oldest first; go on at `next` until it is null."""

    items: list[EventOut]
    next: str | None


class StreamAsked(Schema):
    """Events with higher numbers than `after`."""

    after: int = Field(0, ge=0, le=LARGEST)
    limit: int = Field(200, ge=1, le=200)


class UndoneOut(Schema):
    """What was put back; `left` names the fields that somebody has changed since, which stay as they are."""

    version: int
    changed: list[str]
    left: list[str]


@router.get("/events", response=answers({200: StreamOut}), url_name="api_events")
def stream_of_events(request: Request, asked: Query[StreamAsked]) -> dict[str, Any]:
    """All that is done with the plan, as a stream."""
    require(INTERNAL, request.viewer)
    found = acts(Wanted(subjects=SUBJECTS), after=asked.after, most=asked.limit, seen_by=request.viewer)
    following = address_with(request, after=str(found.newer)) if found.newer else None
    return {"items": events_told(found.rows[::-1], whole=True), "next": following}


@router.post("/events/{number}/undo", response=answers({200: UndoneOut}, writes=True), url_name="api_undo")
def undo_an_act(request: Request, number: Number, asked: OfStrategy) -> dict[str, Any]:
    """Put back what a change of an initiative changed."""
    saved = undo(number, strategy=strategy_of(request, asked).code, by=request.viewer)
    return {"version": saved.version, "changed": list(saved.groups), "left": [clash.group for clash in saved.clashes]}


@router.get("/events/initiative/{path:code}", response=answers({200: EventsOut}), url_name="api_initiative_events")
def history_of_an_initiative(request: Request, code: str, paging: Part, asked: OfStrategy) -> dict[str, Any]:
    """What has been done with an initiative, oldest first. Others than its actors see what is published, and not how it came to be."""
    try:
        page = open_initiative(code, of_strategy=strategy_of(request, asked).code, seen_by=request.viewer)
    except Refused:
        raise Problematic(404) from None
    if not page.is_working:
        raise Problematic(404)
    events = events_of("initiative", [code], seen_by=request.viewer)
    return part_of(request, events_told(events, whole=request.viewer.sees_internal), paging)


def events_told(rows: Iterable[EventRow], *, whole: bool) -> list[dict[str, Any]]:
    """Acts as `EventOut`; `whole`: with who did them, and the other initiatives that they name."""
    return [
        {
            **{name: getattr(row, name) for name in ("id", "door", "verb", "subject", "subject_id", "version")},
            "at": row.at.isoformat(),
            "known_on": row.known_on.isoformat(),
            "person": row.person_id if whole else None,
            "changes": [
                {"field": name, "before": pair[0], "after": pair[1]}
                for name, pair in row.changes.items()
                if len(pair) == 2 and (whole or name not in OTHERS)
            ],
        }
        for row in rows
    ]
