"""What has been done to an actor, to a focus area and its initiatives, and with an import."""

from typing import Any

from ninja import Query, Router
from pydantic import Field

from samhandling.coverage.touching import initiatives_touching
from samhandling.ground.places import all_places
from samhandling.office.history import Wanted, acts
from samhandling.people.queries import actor_names
from samhandling.people.rules.permission import ANSWERS_FOR, INTERNAL, require
from samhandling.web.api.answers import answers
from samhandling.web.api.asking import AboutStrategy, strategy_of
from samhandling.web.api.history import StreamAsked, StreamOut, events_told
from samhandling.web.api.problems import Problematic
from samhandling.web.api.shapes import Number, address_with
from samhandling.web.request import Request

router = Router(tags=["history"])


class AreaHistoryAsked(StreamAsked, AboutStrategy):
    """Events with higher numbers than `after`. `judgements`: only what was judged, not what was done to initiatives."""

    judgements: bool = Field(False)


@router.get("/events/actor/{code}", response=answers({200: StreamOut}), url_name="api_actor_events")
def history_of_an_actor(request: Request, code: str, asked: Query[StreamAsked]) -> dict[str, Any]:
    """What has been done to an actor, oldest first: for those who answer for it, and those who see working material."""
    require(ANSWERS_FOR, request.viewer, [code])
    if code not in actor_names(seen_by=request.viewer):
        raise Problematic(404)
    return _told(request, Wanted(of={"actor": (code,)}), asked)


@router.get("/events/focus-area/{code}", response=answers({200: StreamOut}), url_name="api_focus_area_events")
def history_of_a_focus_area(request: Request, code: str, asked: Query[AreaHistoryAsked]) -> dict[str, Any]:
    """Judgements of a focus area at every place, and what was done to the initiatives that contribute to it, or did; oldest first."""
    require(INTERNAL, request.viewer)
    view = strategy_of(request, asked)
    if code not in {area.code for area in view.focus_areas}:
        raise Problematic(404)
    of = {"focus_area": tuple(f"{view.code} {code} {place}" for place in all_places())}
    touching = () if asked.judgements else initiatives_touching(view.code, code, seen_by=request.viewer)
    return _told(request, Wanted(of={**of, "initiative": touching} if touching else of), asked)


@router.get("/events/import/{number}", response=answers({200: StreamOut}), url_name="api_import_events")
def history_of_an_import(request: Request, number: Number, asked: Query[StreamAsked]) -> dict[str, Any]:
    """What has been done with an import, oldest first."""
    require(INTERNAL, request.viewer)
    wanted = Wanted(of={"import": (str(number),)})
    if not acts(wanted, most=1, seen_by=request.viewer).rows:
        raise Problematic(404)
    return _told(request, wanted, asked)


def _told(request: Request, wanted: Wanted, asked: StreamAsked) -> dict[str, Any]:
    found = acts(wanted, after=asked.after, most=asked.limit, seen_by=request.viewer)
    following = address_with(request, after=str(found.newer)) if found.newer else None
    return {"items": events_told(found.rows[::-1], whole=request.viewer.sees_internal), "next": following}
