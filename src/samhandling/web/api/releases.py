"""When the next figures come and which are late; what is new and revised since a day; whether the strategy's statements still hold."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from ninja import Query, Router, Schema

from samhandling.figures.indicators import answers as indicators
from samhandling.figures.releases import told as releases
from samhandling.figures.releases.told import DueRow, News
from samhandling.figures.rules.calendar.since import Seen
from samhandling.figures.rules.comparing.statements import Seen as Then
from samhandling.figures.rules.comparing.statements_tally import tally_of
from samhandling.ground.places import NATION
from samhandling.web.api.answers import answers
from samhandling.web.api.asking import AboutStrategy, strategy_of
from samhandling.web.api.figure_shapes import FigureMissing, FigurePart, missing_told, text
from samhandling.web.api.figures import known_on_of, place_of
from samhandling.web.api.shapes import Code, Day, Listed, Paging, Place, SaidOut, day, part_of
from samhandling.web.figures.statements import Row, row_of
from samhandling.web.request import Request

router = Router(tags=["figures"])
BACK = timedelta(days=365)
"""How far back "new" reaches where no day is asked for: as on the page."""


class ReleasesAsked(AboutStrategy, Paging):
    """Of which place; of one focus area or prerequisite only."""

    place: Place | None = None
    focus_area: Code | None = None


class ReleaseDue(Schema):
    """When an indicator's next figures come. `known_by`: source, declared, computed or unknown. `late_days`: 0 where they are not late."""

    id: str
    title: SaidOut
    focus_areas: list[str]
    day: str | None
    known_by: str
    period: str | None
    late_days: int
    said: SaidOut
    command: str


class ReleasesOut(Listed):
    """A part of the calendar: late ones first, then by day, then those whose day is not known."""

    place: str
    items: list[ReleaseDue]


class NewsAsked(AboutStrategy, Paging):
    """What became known after `since`, a year ago unless told, of a place and of the nation."""

    place: Place | None = None
    since: Day | None = None


class FigureNews(Schema):
    """A value that is new (`is_new`), or another than before."""

    id: str
    title: SaidOut
    place: str
    period: str
    known: str
    before: str | None
    value: str | None
    is_new: bool


class FigureNewsOut(Listed):
    """A part of the news, indicator by indicator."""

    since: str
    items: list[FigureNews]


class StatementSeen(Schema):
    """A statement at one period: the own value, what it is held against, and whether it held; null where that cannot be told."""

    period: str | None
    value: str | None
    against: str | None
    held: bool | None


class StatementOut(Schema):
    """Something that the strategy said of its region, in our words, and whether it still holds. `instead_of`: the indicator that it names,
    where that one has no figures and `indicator` answers in its place."""

    id: str
    focus_areas: list[str]
    prerequisites: list[str]
    statement: SaidOut
    said_of: str
    number: str | None
    page: int
    section: str
    source: str
    indicator: str
    instead_of: str | None
    unit: SaidOut
    place: str
    then: StatementSeen
    now: StatementSeen
    answer: str
    said: SaidOut
    missing: list[FigureMissing]


class StatementsOut(Listed):
    """A part of the statements; `said` counts them all by their answers."""

    said: SaidOut
    items: list[StatementOut]


@router.get("/releases", response=answers({200: ReleasesOut}), url_name="api_releases")
def list_releases(request: Request, asked: Query[ReleasesAsked]) -> dict[str, Any]:
    """The calendar of releases."""
    view = strategy_of(request, asked)
    place, now = place_of(view, asked.place), timezone.localdate()
    rows = releases.release_calendar(view.code, place, seen_by=request.viewer, today=now, focus_area=asked.focus_area)
    return {**part_of(request, [_due(row) for row in rows], asked), "place": place}


@router.get("/releases/new", response=answers({200: FigureNewsOut}), url_name="api_figure_news")
def list_new_figures(request: Request, asked: Query[NewsAsked]) -> dict[str, Any]:
    """What is new and revised since a day."""
    view = strategy_of(request, asked)
    since = date.fromisoformat(asked.since) if asked.since else timezone.localdate() - BACK
    places = list(dict.fromkeys((place_of(view, asked.place), NATION)))
    found = releases.news_of(view.code, places, since, seen_by=request.viewer)
    rows = [_item(one, item) for one in found for item in (*one.news.new, *one.news.revised)]
    return {**part_of(request, rows, asked), "since": since.isoformat()}


@router.get("/statements", response=answers({200: StatementsOut}), url_name="api_statements")
def list_statements(request: Request, asked: Query[FigurePart]) -> dict[str, Any]:
    """What the strategy said of its region when it was written, and whether it still holds; of another place where one is asked for."""
    view = strategy_of(request, asked)
    found = indicators.statements(view.code, seen_by=request.viewer, place=asked.place, on=day(known_on_of(asked)))
    tally = tally_of(one.answer.answer for one in found)
    return {**part_of(request, [_statement(row_of(one)) for one in found], asked), "said": tally.said}


def _due(row: DueRow) -> dict[str, Any]:
    due = row.due
    return {
        **{name: getattr(due, name) for name in ("focus_areas", "period", "late_days", "said")},
        "id": row.indicator.id,
        "title": row.indicator.title.said,
        "day": text(due.day),
        "known_by": due.known_by.value,
        "command": row.command,
    }


def _item(one: News, item: Seen) -> dict[str, Any]:
    return {
        "id": one.indicator.id,
        "title": one.indicator.title.said,
        "place": item.place,
        "period": item.period,
        "known": item.known.isoformat(),
        "before": text(item.before),
        "value": text(item.value),
        "is_new": item.first,
    }


def _statement(row: Row) -> dict[str, Any]:
    found = row.found
    one, indicator = found.statement, found.indicator
    return {
        **{name: getattr(one, name) for name in ("id", "page", "section")},
        **{name: getattr(indicator, name) for name in ("focus_areas", "prerequisites")},
        **{name: getattr(found, name) for name in ("source", "place")},
        "statement": one.said.said,
        "said_of": one.as_of,
        "number": text(one.number),
        "indicator": indicator.id,
        "instead_of": found.instead_of.id if found.instead_of else None,
        "unit": row.unit,
        "then": _seen(found.answer.then),
        "now": _seen(found.answer.now),
        "answer": found.answer.answer.value,
        "said": found.answer.said,
        "missing": missing_told(row.lacks),
    }


def _seen(seen: Then) -> dict[str, Any]:
    return {"period": seen.period, "value": text(seen.own), "against": text(seen.other), "held": seen.held}
