"""Deadlines: what the calendars tell, as a list. Of a focus area, of an actor, or of all that the caller sees."""

from datetime import date
from typing import Any

from django.utils import timezone
from ninja import Query, Router, Schema

from samhandling.coverage.queries import known_records
from samhandling.ground.viewer import Viewer
from samhandling.plan.deadlines import Deadline, deadlines_of, versions_seen
from samhandling.strategy.queries import StrategyView
from samhandling.web.api.actors import visible_actors
from samhandling.web.api.answers import answers
from samhandling.web.api.asking import AboutStrategy, strategy_of
from samhandling.web.api.problems import Problematic
from samhandling.web.api.shapes import Code, Day, Listed, Paging, SaidOut, part_of
from samhandling.web.calendars.drawn import ACTOR, AREA, KEPT, Wanted, is_of, reviews_of
from samhandling.web.request import Request

router = Router(tags=["deadlines"])


class DeadlinesAsked(AboutStrategy, Paging):
    """Those that are not past on `since`, a year ago unless told; of a focus area, of an actor, or of both at once."""

    focus_area: Code | None = None
    actor: Code | None = None
    since: Day | None = None


class DeadlineOut(Schema):
    """A day, or the days `first` to `last`, both included, where it is known roughly. `uid` stays the same for the same deadline, as in the
    calendars. `initiative` ends or has something due; of a focus area, `focus_area` has a judgement to look at again. `version`: what
    the thing's last change made it."""

    uid: str
    said: SaidOut
    more: SaidOut
    first: str
    last: str
    initiative: str | None
    focus_area: str | None
    version: int


class DeadlinesOut(Listed):
    """A part of the deadlines, by day."""

    items: list[DeadlineOut]


@router.get("", response=answers({200: DeadlinesOut}), url_name="api_deadlines")
def list_deadlines(request: Request, asked: Query[DeadlinesAsked]) -> dict[str, Any]:
    """When initiatives end, when activities are to be done, and when judgements of a focus area are to be looked at again."""
    view, viewer = strategy_of(request, asked), request.viewer
    chosen = [Wanted(kind, code) for kind, code in ((AREA, asked.focus_area), (ACTOR, asked.actor)) if code is not None]
    if any(not _is_there(one, view, viewer) for one in chosen):
        raise Problematic(404)
    since = date.fromisoformat(asked.since) if asked.since else timezone.localdate() - KEPT
    records = [record for record in known_records(view.code, seen_by=viewer) if all(is_of(record, one) for one in chosen)]
    versions = versions_seen(records, view.code, seen_by=viewer)
    rows = [_plain(one, versions.get(one.code, 0)) for one in deadlines_of(records, since=since)]
    if asked.focus_area is not None and asked.actor is None:
        rows += [_plain(one, number, of_area=True) for one, number in reviews_of(asked.focus_area, view, since, viewer)]
    return part_of(request, sorted(rows, key=lambda row: (row["last"], row["first"], row["uid"])), asked)


def _is_there(one: Wanted, view: StrategyView, viewer: Viewer) -> bool:
    if one.kind == AREA:
        return one.code in {area.code for area in view.focus_areas}
    return one.code in {row.code for row in visible_actors(viewer)}


def _plain(one: Deadline, version: int, *, of_area: bool = False) -> dict[str, Any]:
    return {
        **{name: getattr(one, name) for name in ("uid", "said", "more")},
        "first": one.first.isoformat(),
        "last": one.last.isoformat(),
        "initiative": None if of_area else one.code,
        "focus_area": one.code if of_area else None,
        "version": version,
    }
