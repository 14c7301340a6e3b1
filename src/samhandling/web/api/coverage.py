"""The coverage picture, any of its numbers opened, and how it has changed."""

from datetime import date
from typing import Any

from django.utils import timezone
from ninja import Query, Router
from pydantic import Field

from samhandling.coverage.answer import as_plain, opened
from samhandling.coverage.queries import Coverage, CoverageQuestion, coverage, history
from samhandling.ground.faults import Refused
from samhandling.ground.places import NATION, PlaceCode
from samhandling.web.api.answers import answers
from samhandling.web.api.asking import AboutDay, strategy_of, today
from samhandling.web.api.coverage_shapes import CoverageOut, HistoryOut, WhyOut
from samhandling.web.api.problems import Problematic
from samhandling.web.api.shapes import Day, Place, day, place_code
from samhandling.web.request import Request

router = Router(tags=["coverage"])


class Picture(AboutDay):
    """Which picture: of which day and place, as it was known on which day."""

    place: Place | None = None
    known_on: Day | None = None


class HistoryAsked(AboutDay):
    """Of which place; up to which day, where that is later than today."""

    place: Place | None = None


class Compared(Picture):
    """And compared with which other day."""

    compare: Day | None = Field(None, description="Another day to compare with")


@router.get("", response=answers({200: CoverageOut}), url_name="api_coverage")
def coverage_picture(request: Request, asked: Query[Compared]) -> dict[str, Any]:
    """Where are efforts missing?"""
    return as_plain(_found(request, asked, day(asked.compare)), request.language)


@router.get("/history", response=answers({200: HistoryOut}), url_name="api_coverage_history")
def coverage_history(request: Request, asked: Query[HistoryAsked]) -> dict[str, Any]:
    """How the picture has changed: the statuses on 1 January and 1 July, up to today or a later day."""
    view = strategy_of(request, asked)
    place = PlaceCode(asked.place or view.place or NATION)
    until = max(date.fromisoformat(asked.on or today()), timezone.localdate())
    found = history(view.code, place, until=until, seen_by=request.viewer)
    days = [
        {"on": when.isoformat(), "statuses": {area: statuses[index] for area, statuses in found.statuses.items()}}
        for index, when in enumerate(found.days)
    ]
    return {"strategy": view.code, "place": place, "days": days}


@router.get("/{where}/{figure}", response=answers({200: WhyOut}), url_name="api_why")
def why_a_number(request: Request, where: str, figure: str, asked: Query[Picture]) -> dict[str, Any]:
    """Any number of the picture, of a focus area or of `totals`: its rule and its rows."""
    found = _found(request, asked)
    try:
        number = opened(found, where, figure)
    except Refused:
        raise Problematic(404) from None
    parts = number.parts
    rows = [{"id": row.id, "part": str(parts[row.id]) if row.id in parts else None} for row in number.evidence.rows]
    rule = number.evidence.rule.in_(request.language)
    value = number.value if isinstance(number.value, int) else str(number.value)
    return {"where": where, "figure": figure, "value": value, "unit": number.evidence.unit, "rule": rule, "rows": rows}


def _found(request: Request, asked: Picture, compare: date | None = None) -> Coverage:
    on = date.fromisoformat(asked.on or today())
    question = CoverageQuestion(strategy_of(request, asked).code, on, place_code(asked.place), day(asked.known_on), compare=compare)
    return coverage(question, seen_by=request.viewer)
