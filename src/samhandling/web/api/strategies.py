"""Strategies and frameworks: their trees, their words, how they are linked."""

from typing import Any

from ninja import Router, Schema

from samhandling.ground.faults import Refused
from samhandling.strategy.queries import StrategyView, links, strategies
from samhandling.strategy.queries import strategy as open_strategy
from samhandling.web.api.answers import answers
from samhandling.web.api.problems import Problematic
from samhandling.web.api.shapes import Listed, Part, SaidOut, part_of
from samhandling.web.request import Request

router = Router(tags=["strategies"])


class StrategyBrief(Schema):
    """A loaded strategy, or a framework that strategies are linked to."""

    id: str
    kind: str
    edition: str
    title: SaidOut
    valid_from: str | None
    valid_to: str | None
    place: str


class StrategiesOut(Listed):
    """A part of the list of strategies."""

    items: list[StrategyBrief]


class LevelOut(Schema):
    """A level of the tree, in the strategy's own words."""

    code: str
    name: SaidOut
    plural: SaidOut
    is_focus: bool
    is_aspect: bool


class AreaOut(Schema):
    """A node above the focus areas; `parent` is empty for the topmost."""

    code: str
    level: str
    parent: str
    name: SaidOut


class AspectOut(Schema):
    """One of the things that a focus area's intention consists of."""

    code: str
    name: SaidOut


class FocusAreaOut(Schema):
    """A focus area with its aspects; `area` is the node above it."""

    code: str
    name: SaidOut
    short: SaidOut
    area: str
    summary: SaidOut
    aspects: list[AspectOut]
    indicators: list[str]


class NamedOut(Schema):
    """A step or a role of carrying out, in the strategy's own words."""

    id: str
    name: SaidOut


class StrategyOut(StrategyBrief):
    """A strategy with its tree in the order of its document."""

    owner: SaidOut
    levels: list[LevelOut]
    areas: list[AreaOut]
    focus_areas: list[FocusAreaOut]
    steps: list[NamedOut]
    roles: list[NamedOut]


class FrameworkLink(Schema):
    """A tie from a node of the strategy to a node of a framework. `weight` is exact."""

    node: str
    framework: str
    target: str
    name: SaidOut
    kind: str
    weight: str


class FrameworkLinksOut(Listed):
    """A part of the links."""

    items: list[FrameworkLink]


@router.get("", response=answers({200: StrategiesOut}), url_name="api_strategies")
def list_strategies(request: Request, paging: Part) -> dict[str, Any]:
    """What is loaded."""
    rows = [
        {
            **{name: getattr(row, name) for name in ("kind", "edition", "title", "place")},
            "id": row.code,
            "valid_from": row.valid_from and row.valid_from.isoformat(),
            "valid_to": row.valid_to and row.valid_to.isoformat(),
        }
        for row in strategies(request.viewer)
    ]
    return part_of(request, rows, paging)


@router.get("/{code}", response=answers({200: StrategyOut}), url_name="api_strategy")
def one_strategy(request: Request, code: str) -> dict[str, Any]:
    """A strategy with its areas, focus areas and aspects."""
    return _whole(found_strategy(request, code))


@router.get("/{code}/links", response=answers({200: FrameworkLinksOut}), url_name="api_links")
def links_of_a_strategy(request: Request, code: str, paging: Part) -> dict[str, Any]:
    """How it is linked to frameworks."""
    found_strategy(request, code)
    rows = [
        {**{name: getattr(one, name) for name in ("node", "framework", "target", "name", "kind")}, "weight": str(one.weight)}
        for one in links(code, request.viewer)
    ]
    return part_of(request, rows, paging)


def found_strategy(request: Request, code: str) -> StrategyView:
    """The strategy or framework. Raises Problematic 404."""
    try:
        return open_strategy(code, request.viewer)
    except Refused:
        raise Problematic(404) from None


def _whole(view: StrategyView) -> dict[str, Any]:
    same = ("kind", "edition", "title", "place", "owner", "levels", "areas", "focus_areas")
    return {
        **{name: getattr(view, name) for name in same},
        "id": view.code,
        "valid_from": view.valid_from and view.valid_from.isoformat(),
        "valid_to": view.valid_to and view.valid_to.isoformat(),
        "steps": [{"id": one.id, "name": one.name.said} for one in view.steps],
        "roles": [{"id": one.id, "name": one.name.said} for one in view.roles],
    }
