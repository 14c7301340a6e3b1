"""Indicators: the catalogue; one of a place as known on a day, with its values, vintages and revisions, and on the map."""

from typing import Any

from ninja import Query, Router

from samhandling.figures.indicators import answers as indicators
from samhandling.figures.indicators.rows import CatalogueRow, IndicatorAnswer
from samhandling.figures.releases.days import known_days
from samhandling.figures.rules.comparing.places import together
from samhandling.ground.faults import Refused
from samhandling.ground.places import NATION, PlaceCode, counties, county_of, municipalities_of
from samhandling.strategy.queries import StrategyView
from samhandling.web.api.answers import answers
from samhandling.web.api.asking import strategy_of, today
from samhandling.web.api.figure_shapes import (
    AboutFigures,
    FigurePart,
    IndicatorMaps,
    IndicatorOut,
    IndicatorRevisions,
    IndicatorsAsked,
    IndicatorsOut,
    IndicatorValues,
    IndicatorVintages,
    brief,
    map_value,
    revision_told,
    text,
    whole,
)
from samhandling.web.api.problems import Problematic
from samhandling.web.api.shapes import day, part_of
from samhandling.web.figures.plain import values_of
from samhandling.web.request import Request

router = Router(tags=["figures"])


@router.get("", response=answers({200: IndicatorsOut}), url_name="api_indicators")
def list_indicators(request: Request, asked: Query[IndicatorsAsked]) -> dict[str, Any]:
    """The catalogue in the order of its files, with the latest value for a place."""
    view = strategy_of(request, asked)
    place = place_of(view, asked.place)
    rows = [row for row in indicators.catalogue(view.code, place=place, seen_by=request.viewer) if _is_asked(row, asked)]
    return {**part_of(request, [brief(row) for row in rows], asked), "place": place}


def _is_asked(row: CatalogueRow, asked: IndicatorsAsked) -> bool:
    one = row.indicator
    return (
        (asked.focus_area is None or asked.focus_area in (*one.focus_areas, *one.prerequisites))
        and (asked.role is None or asked.role == one.role)
        and (asked.missing is None or asked.missing == (row.latest is None))
    )


@router.get("/{code}", response=answers({200: IndicatorOut}), url_name="api_indicator")
def one_indicator(request: Request, code: str, asked: Query[AboutFigures]) -> dict[str, Any]:
    """What an indicator tells of a place: its sentence, its sources, what is missing. The values stand at /values."""
    return whole(_found(request, code, asked))


@router.get("/{code}/values", response=answers({200: IndicatorValues}), url_name="api_indicator_values")
def values_of_an_indicator(request: Request, code: str, asked: Query[FigurePart]) -> dict[str, Any]:
    """Every value that the page rests on, in order of time, of the place and then of those that it is compared with."""
    return part_of(request, values_of(_found(request, code, asked)), asked)


@router.get("/{code}/vintages", response=answers({200: IndicatorVintages}), url_name="api_indicator_vintages")
def vintages_of_an_indicator(request: Request, code: str, asked: Query[FigurePart]) -> dict[str, Any]:
    """The days on which something became known of a place; up to `known_on`."""
    found = _found(request, code, asked)
    days = [one for one in known_days(found.indicator, found.place, seen_by=request.viewer) if _is_known(found, one.day)]
    return part_of(request, [{"day": text(one.day), "new": one.new, "changed": one.changed} for one in days], asked)


def _is_known(found: IndicatorAnswer, when: Any) -> bool:
    return found.known_on is None or when <= found.known_on


@router.get("/{code}/revisions", response=answers({200: IndicatorRevisions}), url_name="api_indicator_revisions")
def revisions_of_an_indicator(request: Request, code: str, asked: Query[FigurePart]) -> dict[str, Any]:
    """Every value of the place that a release has changed, newest first."""
    return part_of(request, [revision_told(cell) for cell in _found(request, code, asked).revisions], asked)


@router.get("/{code}/map", response=answers({200: IndicatorMaps}), url_name="api_indicator_map")
def map_of_an_indicator(request: Request, code: str, asked: Query[AboutFigures]) -> dict[str, Any]:
    """The values of the counties, and of the municipalities of the place's county, each at one and the same period."""
    view = strategy_of(request, asked)
    place, own, on = PlaceCode(place_of(view, asked.place)), PlaceCode(view.place or NATION), known_on_of(asked)
    county = county_of(place if place != NATION else own)
    kinds = {"counties": counties(), "municipalities": municipalities_of(county) if county != NATION else ()}
    every = [one for places in kinds.values() for one in places]
    try:
        one = indicators.named(view.code, code, seen_by=request.viewer)
        lines = indicators.across(code, strategy=view.code, places=every, seen_by=request.viewer, on=day(on)).lines
    except Refused:
        raise Problematic(404) from None
    maps = []
    for kind, places in kinds.items():
        at = together({place: lines[place].points if place in lines else () for place in places})
        if at is not None:
            values = [map_value(place, at.values.get(place)) for place in places]
            maps.append({"kind": kind, "period": at.period, "middle": str(at.middle), "values": values})
    return {"id": one.id, "unit": one.unit.said, "known_on": on, "county": county, "maps": maps}


def _found(request: Request, code: str, asked: AboutFigures) -> IndicatorAnswer:
    view = strategy_of(request, asked)
    place, on = place_of(view, asked.place), day(known_on_of(asked))
    try:
        return indicators.indicator(code, strategy=view.code, place=place, seen_by=request.viewer, on=on)
    except Refused:
        raise Problematic(404) from None


def place_of(view: StrategyView, place: str | None) -> str:
    """The place that is asked for: the strategy's own unless told."""
    return place or view.place or NATION


def known_on_of(asked: AboutFigures) -> str | None:
    """The day that is asked for; none where it is today or later, as nothing more than today's is known then."""
    return asked.known_on if asked.known_on and asked.known_on < today() else None
