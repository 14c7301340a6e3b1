"""Working material: how it differs from what others see, what to think of before it is shown, and whom a shared picture asks."""

from typing import Any, Literal

from ninja import Query, Router, Schema

from samhandling.coverage.in_force import rules_now
from samhandling.ground.viewer import VISITOR, Level
from samhandling.people.queries import actor_names
from samhandling.people.rules.permission import INTERNAL, require
from samhandling.plan.actions.publishing_letters import reached
from samhandling.plan.comments import count_unanswered
from samhandling.plan.differing import CHANGED, GONE, NEW, differences, differing, kept_back
from samhandling.plan.lists import count_open
from samhandling.web.api.answers import answers
from samhandling.web.api.asking import AboutStrategy, OfStrategy, strategy_of
from samhandling.web.api.shapes import Listed, Part, SaidOut, next_of
from samhandling.web.publishing.waiting import waiting
from samhandling.web.request import Request

router = Router(tags=["working material"])


class WorkingChange(Schema):
    """A field that others would see otherwise."""

    field: str
    name: SaidOut
    before: SaidOut
    after: SaidOut


class WorkingDifference(Schema):
    """An initiative that a new picture would show otherwise: new, changed, gone; and why it is gone."""

    id: str
    title: str
    kind: str
    why: SaidOut | None
    changes: list[WorkingChange]


class WorkingOut(Listed):
    """A part of what differs. `counts`: how many are new, changed, gone. `kept_back`: how many are kept from others, internal and shared.

    `rules_waiting`: versions of the rules that the next picture will be computed by and visitors' is not.
    """

    items: list[WorkingDifference]
    against: str
    counts: dict[str, int]
    kept_back: dict[str, int]
    open_doubts: int
    unanswered_comments: int
    rules_waiting: list[int]


class WorkingAsked(AboutStrategy):
    """Compared with what visitors see, or with what the actors see."""

    against: Literal["published", "shared"] = "published"


class WorkingReader(Schema):
    """Somebody who is asked whether the shared picture is right, and for which actors. `person` is an id."""

    person: int
    actors: list[str]
    initiatives: list[str]


class WorkingReached(Schema):
    """Whom the shared picture asks, and the names of actors in it that nobody answers for."""

    readers: list[WorkingReader]
    without_reader: list[str]


@router.get("", response=answers({200: WorkingOut}), url_name="api_working")
def what_waits_to_be_shown(request: Request, paging: Part, asked: Query[WorkingAsked]) -> dict[str, Any]:
    """What a new picture would show otherwise. `POST /publications` shares or publishes it; `/initiatives/{id}/withdraw` hides one."""
    viewer = request.viewer
    require(INTERNAL, viewer)
    strategy, level = strategy_of(request, asked).code, Level(asked.against)
    every = differing(strategy, level, seen_by=viewer)
    chosen = every[paging.offset : paging.offset + paging.limit]
    told = waiting(differences(chosen, strategy, level, seen_by=viewer), actor_names(seen_by=viewer))
    return {
        "items": [{"id": one.code, **{name: getattr(one, name) for name in ("title", "kind", "why", "changes")}} for one in told],
        "count": len(every),
        "next": next_of(request, len(every), paging),
        "against": asked.against,
        "counts": {kind: sum(one == kind for _, one in every) for kind in (NEW, CHANGED, GONE)},
        "kept_back": kept_back(seen_by=viewer),
        "open_doubts": count_open(seen_by=viewer),
        "unanswered_comments": count_unanswered(seen_by=viewer),
        "rules_waiting": [row.number for row in rules_now(strategy, seen_by=VISITOR).waiting],
    }


@router.get("/reached", response=answers({200: WorkingReached}), url_name="api_working_reached")
def whom_sharing_reaches(request: Request, asked: OfStrategy) -> dict[str, Any]:
    """Who is asked whether the picture that was shared last is right."""
    require(INTERNAL, request.viewer)
    found = reached(strategy_of(request, asked), seen_by=request.viewer)
    readers = [
        {"person": one.person.id, "actors": list(one.actors), "initiatives": [record.id for record in one.records]} for one in found.readers
    ]
    return {"readers": readers, "without_reader": list(found.unanswered)}
