"""An initiative opened for change: what stands in it now, and all that its forms are read by."""

from collections.abc import Collection
from dataclasses import dataclass

from django.http import Http404
from django.utils import timezone

from samhandling.ground.faults import Refused
from samhandling.ground.viewer import Viewer
from samhandling.people.queries import actor_names
from samhandling.plan.comments import actors_of
from samhandling.plan.queries import InitiativePage, open_world
from samhandling.plan.queries import initiative as open_initiative
from samhandling.plan.rules.form.texts import Around, Texts
from samhandling.plan.rules.plain import Plain, to_plain
from samhandling.strategy.queries import StrategyView
from samhandling.web.request import Asked, Request, asked_of

NOBODY = ("",)
"""The owner of what nobody owns: a rule about owners lets only those in who may change all."""


@dataclass(frozen=True)
class Opened:
    """What a page of editing needs. `values` as they stand now, at `page.version`. `proposed`: the actors' names that the writer may know."""

    asked: Asked
    code: str
    page: InitiativePage
    values: Plain
    around: Around
    proposed: tuple[str, ...]

    @property
    def strategy(self) -> str:
        """The strategy that it is edited under."""
        return self.asked.strategy.code


def open_for_change(request: Request, code: str) -> Opened:
    """The initiative, for whoever may change it; to everybody else it does not exist."""
    asked = asked_of(request)
    try:
        page = open_initiative(code, of_strategy=asked.strategy.code, seen_by=request.viewer)
    except Refused:
        raise Http404 from None
    if not (page.is_working and may_be_changed(page, request.viewer)):
        raise Http404
    return Opened(asked, code, page, to_plain(page.record), around_of(request, asked.strategy), proposed_names(request.viewer))


def may_be_changed(page: InitiativePage, viewer: Viewer) -> bool:
    """The viewer may change this initiative."""
    return viewer.may_change_all or (bool(page.record.actors) and viewer.may_change(page.record.actors))


def around_of(request: Request, view: StrategyView) -> Around:
    """What forms are read by, for this reader and strategy."""
    viewer = request.viewer
    return Around(
        language=request.language,
        today=timezone.localdate().isoformat(),
        world=open_world(view.code, seen_by=viewer),
        aspects={area.code: [aspect.code for aspect in area.aspects] for area in view.focus_areas},
        roles=[role.id for role in view.roles],
        steps=[step.id for step in view.steps],
        keep=() if viewer.may_change_all else viewer.actors,
    )


def proposed_names(viewer: Viewer) -> tuple[str, ...]:
    """The names that a form proposes: of the actors that the viewer may know of. Any other name is still read as the actor that has it."""
    return tuple(sorted(actor_names(seen_by=viewer).values()))


def texts_of(request: Request) -> Texts:
    """What a form sent."""
    return {name: tuple(str(text) for text in found) for name, found in request.POST.lists()}


def owners_of(code: str, **captured: str) -> Collection[str]:
    """The actors with a part in the initiative that an address names, for the rule that guards it."""
    return actors_of(code) or NOBODY
