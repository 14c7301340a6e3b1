"""Judgements: what people say of a computed status. They stand beside it."""

from typing import Any

from django.utils import timezone
from ninja import Query, Router, Schema
from ninja.responses import Status
from pydantic import Field

from samhandling.coverage.actions import judge, withdraw_judgement
from samhandling.coverage.queries import judgements
from samhandling.coverage.rules.verdict import Judged, Verdict
from samhandling.ground.places import NATION, PlaceCode
from samhandling.web.api.answers import answers
from samhandling.web.api.asking import AboutDay, AboutStrategy, OfStrategy, strategy_of, today
from samhandling.web.api.problems import Problematic
from samhandling.web.api.shapes import Code, Day, Line, Listed, Part, Place, Wanted, day, part_of
from samhandling.web.request import Request

router = Router(tags=["judgements"])


class JudgementOut(Schema):
    """Who says what of a focus area at a place, why, and when it should be looked at again."""

    focus_area: str
    place: str
    verdict: Verdict
    reason: str
    name: str
    day: str
    reference: str
    review: str | None


class JudgementsOut(Listed):
    """A part of the judgements that stand."""

    items: list[JudgementOut]


class AboutPlaceAndDay(AboutDay):
    """Of which place: the strategy's own unless told."""

    place: Place | None = None


class AboutPlace(AboutStrategy):
    """Of which place: the strategy's own unless told."""

    place: Place | None = None


class JudgementNew(Wanted):
    """A judgement. It stands instead of the one before it."""

    focus_area: Code
    place: Place
    verdict: Verdict
    reason: str = Field(max_length=4000)
    name: str = Field(max_length=200)
    reference: Line = ""
    review: Day | None = None


@router.get("", response=answers({200: JudgementsOut}), url_name="api_judgements")
def list_judgements(request: Request, paging: Part, asked: Query[AboutPlaceAndDay]) -> dict[str, Any]:
    """The judgements that stood on a day, of one place."""
    view, on = strategy_of(request, asked), day(asked.on or today())
    assert on is not None  # noqa: S101 (today, where none was asked for)
    place = PlaceCode(asked.place or view.place or NATION)
    found = judgements(view.code, place, on=on, seen_by=request.viewer)
    rows = [
        {
            **{name: getattr(one, name) for name in ("verdict", "reason", "name", "reference")},
            "focus_area": area,
            "place": place,
            "day": one.day.isoformat(),
            "review": one.review.isoformat() if one.review else None,
        }
        for area, one in sorted(found.items())
    ]
    return part_of(request, rows, paging)


@router.post("", response=answers({204: None}, writes=True), url_name="api_judgements")
def judge_a_focus_area(request: Request, asked: OfStrategy, wanted: JudgementNew) -> Any:
    """Judge a focus area at a place, from today. What is sent in becomes a public document."""
    judged = Judged(wanted.verdict, wanted.reason, wanted.name, timezone.localdate(), wanted.reference, day(wanted.review))
    judge(wanted.focus_area, PlaceCode(wanted.place), judged, strategy=strategy_of(request, asked).code, by=request.viewer)
    return Status(204, None)


@router.delete("/{focus_area}", response=answers({204: None}, writes=True), url_name="api_judgement")
def withdraw_a_judgement(request: Request, focus_area: str, asked: Query[AboutPlace]) -> Any:
    """Take back the judgement that stands."""
    view = strategy_of(request, asked)
    if focus_area not in {area.code for area in view.focus_areas}:
        raise Problematic(404)
    withdraw_judgement(focus_area, PlaceCode(asked.place or view.place or NATION), strategy=view.code, by=request.viewer)
    return Status(204, None)
