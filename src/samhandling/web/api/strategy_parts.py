"""More of a strategy: its whole document, the frameworks that it is linked to with their goals, and every version that was loaded."""

from typing import Any

from ninja import Router, Schema

from samhandling.office.queries import events_of
from samhandling.strategy.queries import document, links
from samhandling.web.api.answers import answers
from samhandling.web.api.shapes import Listed, Part, SaidOut, part_of
from samhandling.web.api.strategies import found_strategy
from samhandling.web.request import Request
from samhandling.web.strategy.crossing import crossed
from samhandling.web.strategy.editions import edition_of, shipped_difference, told

router = Router(tags=["strategies"])


class StrategyDocumentOut(Schema):
    """The document in the form of a strategy file, and the version that it was loaded as."""

    version: int
    document: dict[str, Any]


class FrameworkGoal(Schema):
    """A goal of a framework, and whether anything of the strategy is linked to it."""

    code: str
    name: SaidOut
    is_linked: bool


class FrameworkOut(Schema):
    """A framework. `level`: what it calls its goals; `focus_areas`: how many of the strategy's are linked to it. The links stand at /links."""

    id: str
    title: SaidOut
    level: SaidOut
    focus_areas: int
    goals: list[FrameworkGoal]


class FrameworksOut(Listed):
    """A part of the frameworks."""

    items: list[FrameworkOut]


class LoadedVersion(Schema):
    """A loading: the version that it gave, the day, and what it changed, in sentences."""

    version: int
    day: str
    is_first: bool
    changes: list[SaidOut]


class LoadedVersionsOut(Listed):
    """A part of the versions, latest first. `shipped_differs`: what the file that comes with the product has otherwise, by kind of change."""

    shipped_differs: dict[str, list[str]]
    items: list[LoadedVersion]


@router.get("/{code}/document", response=answers({200: StrategyDocumentOut}), url_name="api_strategy_document")
def document_of_a_strategy(request: Request, code: str) -> dict[str, Any]:
    """The whole document: goals, intentions, prerequisites, roles, steps."""
    view = found_strategy(request, code)
    return {"version": view.version, "document": document(view.code, request.viewer).canonical()}


@router.get("/{code}/frameworks", response=answers({200: FrameworksOut}), url_name="api_frameworks")
def frameworks_of_a_strategy(request: Request, code: str, paging: Part) -> dict[str, Any]:
    """The frameworks that it is linked to, each with its goals: those that are linked, and then those that nothing leads to."""
    view = found_strategy(request, code)
    found = links(view.code, request.viewer)
    rows = [crossed(view, framework, found, request) for framework in dict.fromkeys(link.framework for link in found)]
    return part_of(
        request,
        [
            {
                **{name: getattr(row, name) for name in ("title", "level")},
                "id": row.code,
                "focus_areas": row.tied_areas,
                "goals": [
                    {"code": goal.code, "name": goal.name, "is_linked": is_linked}
                    for goals, is_linked in ((row.goals, True), (row.untied, False))
                    for goal in goals
                ],
            }
            for row in rows
        ],
        paging,
    )


@router.get("/{code}/versions", response=answers({200: LoadedVersionsOut}), url_name="api_strategy_versions")
def versions_of_a_strategy(request: Request, code: str, paging: Part) -> dict[str, Any]:
    """Every version that has been loaded, latest first."""
    view = found_strategy(request, code)
    rows = [edition_of(event) for event in reversed(events_of("strategy", [view.code], seen_by=request.viewer))]
    plain = [{"version": row.version, "day": row.day.isoformat(), "is_first": row.is_first, "changes": row.said} for row in rows]
    differs = shipped_difference(view.code, document(view.code, request.viewer))
    return {**part_of(request, plain, paging), "shipped_differs": told(differs)}
