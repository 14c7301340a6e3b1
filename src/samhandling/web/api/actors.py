"""Actors: who there is."""

from typing import Any

from ninja import Router, Schema

from samhandling.people.queries import ActorRow
from samhandling.people.queries import actors as known_actors
from samhandling.web.api.answers import answers
from samhandling.web.api.problems import Problematic
from samhandling.web.api.shapes import Listed, Part, part_of
from samhandling.web.request import Request

router = Router(tags=["actors"])


class ActorOut(Schema):
    """An organisation. `municipality` is SCB's code, empty where it is not known."""

    code: str
    name: str
    type: str
    municipality: str


class ActorsOut(Listed):
    """A part of the list of actors."""

    items: list[ActorOut]


@router.get("", response=answers({200: ActorsOut}), url_name="api_actors")
def list_actors(request: Request, paging: Part) -> dict[str, Any]:
    """The actors, in Swedish order."""
    return part_of(request, known_actors(seen_by=request.viewer), paging)


@router.get("/{code}", response=answers({200: ActorOut}), url_name="api_actor")
def one_actor(request: Request, code: str) -> ActorRow:
    """One actor. What it does: /initiatives?owner= and ?partner=."""
    found = next((row for row in known_actors(seen_by=request.viewer) if row.code == code), None)
    if found is None:
        raise Problematic(404)
    return found
