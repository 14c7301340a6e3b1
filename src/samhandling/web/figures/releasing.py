"""When the next figures come, which are late, and what is new and revised since a day."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from samhandling.figures.releases import told as releases
from samhandling.figures.releases.ics import as_ics
from samhandling.figures.releases.told import DueRow, News
from samhandling.figures.rules.calendar.periods import period_said
from samhandling.figures.rules.calendar.since import Seen
from samhandling.figures.rules.movement.numbers import decimals_of, written
from samhandling.ground.faults import Fault, Location, Refused
from samhandling.ground.places import NATION, PlaceCode, place_name
from samhandling.ground.said import Language, Said
from samhandling.web.figures.listing import as_table, places_for
from samhandling.web.rendering import Answer, render_any
from samhandling.web.request import Asked, Request, asked_of, day_in

DUE = ("id", "title", "focus_areas", "day", "known_by", "period", "late_days", "said")
NEWS = ("id", "title", "place", "period", "known", "before", "value", "is_new")
BACK = timedelta(days=365)
"""How far back "new" reaches where no day is asked for."""
SHOWN = 12
"""Revised values of each indicator on the page, the largest changes first; the data forms have all."""


@require_safe
def release_calendar(request: Request, form: str | None = None) -> HttpResponse:
    """Late sources first, then what comes and when; also as a calendar file."""
    asked, today = asked_of(request), timezone.localdate()
    area = _area(request, asked)
    rows = releases.release_calendar(asked.strategy.code, asked.place, seen_by=request.viewer, today=today, focus_area=area or None)
    if form == "ics":
        return _file(rows, request.language)
    context = {
        "asked": asked,
        "here": "indicators",
        "area": area,
        "late": sorted((row for row in rows if row.due.late_days), key=lambda row: -row.due.late_days),
        "coming": [row for row in rows if row.due.day and row.due.day > today],
        "to_fetch": [row for row in rows if row.due.day and row.due.day <= today and not row.due.late_days],
        "unknown": [row for row in rows if row.due.day is None],
        "places": places_for(asked.strategy, asked.place),
    }
    plain = [_due(row, request.language) for row in rows]
    answer = Answer("figures/calendar.html", context, lambda: {"place": asked.place, "due": plain}, lambda: as_table(plain, DUE))
    return render_any(request, form, answer, "publiceringar")


def _area(request: Request, asked: Asked) -> str:
    """The focus area or prerequisite that is asked for; "" for all. Raises Refused."""
    code = request.GET.get("omrade", "")
    if not code or code in {area.code for area in asked.strategy.focus_areas} | {one.id for one in asked.strategy.prerequisites}:
        return code
    expected = Said("Det är inget insatsområde.", "That is no focus area.")
    raise Refused([Fault(Location(column="omrade"), code, expected, Said("Välj ett i listan.", "Choose one in the list."))])


def _file(rows: list[DueRow], language: Language) -> HttpResponse:
    response = HttpResponse(as_ics(rows, language=language, made=timezone.now()), content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'inline; filename="publiceringar.ics"'
    return response


def _due(row: DueRow, language: Language) -> dict[str, Any]:
    due = row.due
    return {
        "id": row.indicator.id,
        "title": row.indicator.title.said.in_(language),
        "focus_areas": list(due.focus_areas),
        "day": due.day.isoformat() if due.day else None,
        "known_by": due.known_by.value,
        "period": due.period,
        "late_days": due.late_days,
        "said": due.said.in_(language),
    }


@require_safe
def news(request: Request, form: str | None = None) -> HttpResponse:
    """What became known after a day, of the place and the nation that it is compared with."""
    asked = asked_of(request)
    since = _since(request)
    found = releases.news_of(asked.strategy.code, list(dict.fromkeys((asked.place, NATION))), since, seen_by=request.viewer)
    context = {
        "asked": asked,
        "here": "indicators",
        "since": since,
        "news": [
            (one.indicator, one.news.said, [_told(item) for item in one.news.revised[:SHOWN]], len(one.news.revised)) for one in found
        ],
        "shown": SHOWN,
        "places": places_for(asked.strategy, asked.place),
    }
    plain = [_item(one, item, request.language) for one in found for item in (*one.news.new, *one.news.revised)]
    answer = Answer("figures/news.html", context, lambda: {"since": since.isoformat(), "news": plain}, lambda: as_table(plain, NEWS))
    return render_any(request, form, answer, f"nytt-sedan-{since}")


def _since(request: Request) -> date:
    faults: list[Fault] = []
    since = day_in(request, "sedan", faults)
    if faults:
        raise Refused(faults)
    return since or timezone.localdate() - BACK


def _told(item: Seen) -> tuple[str, Said, Said, Said, date]:
    """(place, period, before, after, day)."""
    places = decimals_of(item.before, item.value)
    before, after = (Said("saknas", "missing") if value is None else written(value, places) for value in (item.before, item.value))
    return place_name(PlaceCode(item.place)), period_said(item.period), before, after, item.known


def _item(one: News, item: Seen, language: Language) -> dict[str, Any]:
    return {
        "id": one.indicator.id,
        "title": one.indicator.title.said.in_(language),
        "place": item.place,
        "period": item.period,
        "known": item.known.isoformat(),
        "before": None if item.before is None else str(item.before),
        "value": None if item.value is None else str(item.value),
        "is_new": item.first,
    }
