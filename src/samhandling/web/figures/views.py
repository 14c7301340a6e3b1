"""The catalogue of indicators, and the page of one."""

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from samhandling.drawing.lines import line_chart, line_picture
from samhandling.figures.indicators import answers as indicators
from samhandling.figures.indicators.rows import IndicatorAnswer
from samhandling.ground.faults import Refused
from samhandling.web.figures.listing import as_table, groups_of, places_for, plain_row, row_of, value_said
from samhandling.web.figures.pictures import PICTURES, breaks_of, chart, notes_under, picture_file, revision_chart, sexes_chart
from samhandling.web.figures.plain import COLUMNS, as_plain, table_of, values_of
from samhandling.web.figures.revising import of_the_nation, revisions_told
from samhandling.web.figures.stepping import steps_of, way_to_release
from samhandling.web.rendering import Answer, render_any
from samhandling.web.request import Asked, Request, asked_of

LISTED = ("id", "title", "unit", "role", "focus_areas", "prerequisites", "held", "period", "value", "preliminary", "known_from")


@require_safe
def catalogue(request: Request, form: str | None = None) -> HttpResponse:
    """Every indicator by focus area and prerequisite, with its latest value for the place."""
    asked = asked_of(request)
    rows = indicators.catalogue(asked.strategy.code, place=asked.place, seen_by=request.viewer)
    context = {
        "asked": asked,
        "here": "indicators",
        "groups": groups_of(asked.strategy, rows),
        "count": len(rows),
        "with_value": sum(row.latest is not None for row in rows),
        "places": places_for(asked.strategy, asked.place),
    }
    plain = [plain_row(row_of(row), request.language) for row in rows]
    answer = Answer("figures/catalogue.html", context, lambda: {"place": asked.place, "indicators": plain}, lambda: as_table(plain, LISTED))
    return render_any(request, form, answer, f"indikatorer-{asked.place}")


@require_safe
def indicator(request: Request, code: str, form: str | None = None) -> HttpResponse:
    """One indicator of a place, as known today or on a day that is asked for."""
    asked = asked_of(request)
    found = _found(request, asked, code)
    if "omgang" in request.GET:
        return HttpResponseRedirect(way_to_release(request, asked, code))
    name = f"{found.indicator.id}-{asked.place}"
    if form in PICTURES:
        return _picture(request, found, f"{name}.{form}", form)
    answer = Answer(
        "figures/indicator.html",
        {} if form else _context(request, asked, found),
        lambda: as_plain(found, request.language),
        lambda: as_table(values_of(found), COLUMNS),
    )
    return render_any(request, form, answer, name)


def _found(request: Request, asked: Asked, code: str) -> IndicatorAnswer:
    today = timezone.localdate()
    on = asked.known_on if asked.known_on and asked.known_on < today else None
    try:
        return indicators.indicator(code, strategy=asked.strategy.code, place=asked.place, seen_by=request.viewer, on=on)
    except Refused:
        raise Http404 from None


def _picture(request: Request, found: IndicatorAnswer, name: str, form: str) -> HttpResponse:
    """The chart as a file. Raises Http404 where there is nothing to draw."""
    drawn = chart(found, request.language, partial(line_picture, notes=notes_under(found, request.language)))
    if not drawn:
        raise Http404
    return picture_file(drawn, name, form)


def _context(request: Request, asked: Asked, found: IndicatorAnswer) -> dict[str, Any]:
    names, rows = table_of(found)
    revisions = revisions_told(found, seen_by=request.viewer)
    one, viewer = found.indicator, request.viewer
    return {
        "asked": asked,
        "here": "indicators",
        "found": found,
        "one": one,
        "areas": [area for area in asked.strategy.focus_areas if area.code in one.focus_areas],
        "prerequisites": [need for need in asked.strategy.prerequisites if need.id in one.prerequisites],
        "chart": chart(found, request.language, line_chart),
        "sexes_chart": sexes_chart(found, request.language, line_chart),
        "breaks": breaks_of(found),
        "names": names,
        "rows": rows,
        "parts": [(part.name, value_said(one, part.line.latest)) for part in found.parts if part.line.latest],
        "revisions": revisions,
        "revision_charts": revision_chart(revisions, request.language, line_chart),
        "of_nation": of_the_nation(found, seen_by=viewer),
        "places": places_for(asked.strategy, asked.place),
        "steps": steps_of(found, seen_by=viewer),
    }
