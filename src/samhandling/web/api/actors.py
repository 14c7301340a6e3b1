"""Actors: who there is."""

from typing import Any

from ninja import Router, Schema

from samhandling.coverage.queries import known_records
from samhandling.ground.viewer import VISITOR, Level, Viewer
from samhandling.people.queries import ActorRow
from samhandling.people.queries import actors as known_actors
from samhandling.people.rules.permission import CHANGES_ALL, require
from samhandling.plan.actions.actor_merging import merge_actors, part_actors
from samhandling.strategy.queries import strategies
from samhandling.web.api.answers import answers
from samhandling.web.api.problems import Problematic
from samhandling.web.api.shapes import Code, Listed, Part, SaidOut, Wanted, Yes, part_of
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


class ActorMergedInto(Wanted):
    """The actor that is kept. `with_names`: the other's names are shown beside it, to all who see it."""

    into: Code
    with_names: Yes = True


class ActorsMerged(Schema):
    """The initiatives that were rewritten."""

    initiatives: list[str]


class InitiativeLeft(Schema):
    """An initiative that stays as it is, and why."""

    initiative: str
    why: SaidOut


class ActorsParted(Schema):
    """The initiatives that were taken back, and those that were left."""

    initiatives: list[str]
    left: list[InitiativeLeft]


@router.get("", response=answers({200: ActorsOut}), url_name="api_actors")
def list_actors(request: Request, paging: Part) -> dict[str, Any]:
    """The actors, in Swedish order."""
    return part_of(request, visible_actors(request.viewer), paging)


@router.get("/{code}", response=answers({200: ActorOut}), url_name="api_actor")
def one_actor(request: Request, code: str) -> ActorRow:
    """One actor. What it does: /initiatives?owner= and ?partner=."""
    found = next((row for row in visible_actors(request.viewer) if row.code == code), None)
    if found is None:
        raise Problematic(404)
    return found


@router.post("/{code}/merge", response=answers({200: ActorsMerged}, writes=True), url_name="api_merge_actors")
def merge_two_actors(request: Request, code: str, wanted: ActorMergedInto) -> dict[str, Any]:
    """Two that are one organisation: the other is kept, and stands wherever this one stood."""
    require(CHANGES_ALL, request.viewer)
    return {"initiatives": merge_actors(code, wanted.into, by=request.viewer, with_names=wanted.with_names).initiatives}


@router.post("/{code}/part", response=answers({200: ActorsParted}, writes=True), url_name="api_part_actors")
def part_two_actors(request: Request, code: str) -> dict[str, Any]:
    """Two organisations after all. What somebody has changed since stays as it is, and is told with the reason."""
    require(CHANGES_ALL, request.viewer)
    found = part_actors(code, by=request.viewer)
    return {"initiatives": found.restored, "left": [{"initiative": one, "why": why} for one, why in found.left]}


def visible_actors(viewer: Viewer) -> list[ActorRow]:
    """The actors that a viewer may know of. Whoever answers for an actor knows of those that are public and of those in what it sees."""
    every = known_actors(seen_by=viewer)
    if viewer.level is not Level.SHARED:
        return every
    known = {row.code for row in known_actors(seen_by=VISITOR)} | viewer.actors
    for row in strategies(viewer):
        if row.kind == "strategy":
            known.update(code for record in known_records(row.code, seen_by=viewer) for code in record.actors)
    return [row for row in every if row.code in known]
