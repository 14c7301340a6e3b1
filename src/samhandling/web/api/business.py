"""Business life: the places that can be read of, one place's reading, and a municipality's own choice to be named by others."""

from typing import Any

from ninja import Query, Router

from samhandling.figures.business.opening import close_comparison, may_open, open_comparison, opened_places
from samhandling.figures.business.reading import business_life, places_known
from samhandling.figures.business.shapes import Lacking
from samhandling.figures.indicators.answers import catalogue
from samhandling.ground.places import NATION
from samhandling.web.api.answers import answers
from samhandling.web.api.asking import strategy_of
from samhandling.web.api.business_shapes import (
    BusinessAsked,
    BusinessComparison,
    BusinessComparisonChoice,
    BusinessOut,
    BusinessPlaces,
)
from samhandling.web.api.problems import Problematic
from samhandling.web.api.shapes import Part, part_of
from samhandling.web.economy.choosing import is_readable
from samhandling.web.economy.plain import as_plain, lacking_plain
from samhandling.web.economy.touching import touches
from samhandling.web.request import Request

router = Router(tags=["business"])


@router.get("", response=answers({200: BusinessPlaces}), url_name="api_business")
def list_business_places(request: Request, paging: Part) -> dict[str, Any]:
    """The places that figures are known of, in Swedish order."""
    rows = [{"code": one.code, "name": one.name, "level": one.level} for one in places_known(request.viewer)]
    return part_of(request, rows, paging)


@router.get("/{place}", response=answers({200: BusinessOut}), url_name="api_business_life")
def business_life_of_a_place(request: Request, place: str, asked: Query[BusinessAsked]) -> dict[str, Any]:
    """The business life of a county or a municipality in one reading."""
    if not is_readable(place):
        raise Problematic(404)
    view = strategy_of(request, asked)
    found = business_life(place, year=asked.year, base_year=asked.base_year, viewer=request.viewer)
    if isinstance(found, Lacking):
        return {"life": None, "lacking": lacking_plain(found, request.language)}
    rows = catalogue(view.code, place=view.place or NATION, seen_by=request.viewer)
    touching = touches(view, [row.indicator for row in rows])
    return {"life": as_plain(found, touching, request.language), "lacking": None}


@router.get("/{place}/comparison", response=answers({200: BusinessComparison}), url_name="api_business_comparison")
def comparison_of_a_municipality(request: Request, place: str) -> dict[str, Any]:
    """Whether the municipality lets others see it by name: for its own people, who decide it."""
    _check_own(request, place)
    return {"place": place, "is_open": place in opened_places(seen_by=request.viewer)}


@router.post("/{place}/comparison", response=answers({200: BusinessComparison}, writes=True), url_name="api_business_comparison")
def choose_comparison(request: Request, place: str, wanted: BusinessComparisonChoice) -> dict[str, Any]:
    """Let others see the municipality by name, or no longer."""
    _check_own(request, place)
    (open_comparison if wanted.is_open else close_comparison)(place, by=request.viewer)
    return comparison_of_a_municipality(request, place)


def _check_own(request: Request, place: str) -> None:
    if not (is_readable(place) and may_open(place, request.viewer)):
        raise Problematic(404)
