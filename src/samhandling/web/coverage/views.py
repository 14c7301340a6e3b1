"""The coverage pages: start, a focus area, any number opened, two days compared."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from samhandling.coverage.answer import CELL_COLUMNS, as_plain, opened
from samhandling.coverage.queries import Coverage, CoverageQuestion, coverage, history
from samhandling.coverage.rules.opening import TOTALS, figures_of
from samhandling.coverage.rules.sentences import STATUS_WORDS
from samhandling.coverage.rules.status import Status
from samhandling.drawing.strips import picture_strip, status_strip
from samhandling.figures.rules.comparing.need import Effort
from samhandling.files.writing import Table
from samhandling.ground.faults import Refused
from samhandling.ground.places import NATION, PlaceCode, all_places, county_of, is_county, municipalities_of
from samhandling.ground.said import Said
from samhandling.people.rules.permission import CHANGES_OWN
from samhandling.plan.rules.record import InitiativeRecord
from samhandling.strategy.queries import links
from samhandling.web.coverage.figures import FIGURE_WORDS
from samhandling.web.coverage.pages import (
    blocks,
    doers,
    grouped,
    money_by_year,
    money_chart,
    opened_and_closing,
    owners_said,
    picture_counts,
    reach_map,
    sentences,
    what_would_change,
)
from samhandling.web.figures.area import area_figures, plain_figures
from samhandling.web.office.seen import since_last
from samhandling.web.publishing.standing import standing_of
from samhandling.web.rendering import Answer, render_any
from samhandling.web.request import Asked, Request, asked_of, day_in


def found_for(request: Request, asked: Asked, compare: date | None = None) -> Coverage:
    """The picture that a page is about."""
    question = CoverageQuestion(asked.strategy.code, asked.on, asked.place, asked.known_on, compare=compare)
    return coverage(question, seen_by=request.viewer)


@require_safe
def start(request: Request, form: str | None = None) -> HttpResponse:
    """Where are efforts missing? The picture of a day and a place, with how far it reaches in the same view."""
    asked = asked_of(request)
    faults: list[Any] = []
    compare = day_in(request, "jamfor", faults)
    if faults:
        raise Refused(faults)
    found = found_for(request, asked, compare)
    said, reach = sentences(found)
    kept = history(asked.strategy.code, asked.place, until=max(asked.on, timezone.localdate()), seen_by=request.viewer)
    began, closing = opened_and_closing(found)
    strip = picture_strip(
        kept.days,
        picture_counts(kept),
        marked=asked.on,
        title=Said("Så har bilden ändrats", "How the picture has changed").in_(request.language),
        key="years",
        width=900,
        height=96,
        language=request.language,
        href=lambda day: f"?dag={day.isoformat()}" + (f"&plats={asked.place}" if "plats" in asked.kept else ""),
    )
    context = {
        "asked": asked,
        "found": found,
        "headline": said,
        "reach": reach,
        "may_confirm": CHANGES_OWN.lets_in(request.viewer, ()),
        "blocks": blocks(found, request.language),
        "strip": strip,
        "strip_rows": list(zip(kept.days, picture_counts(kept), strict=True)),
        "opened": began,
        "closing": closing,
        "places": _places(asked),
        "is_municipality": len(asked.place) == 4,
        "named_here": any(asked.place in cell.municipalities_named for cell in found.picture.cells),
        "since": since_last(request, found, asked),
        "changes": [change for change in found.comparison.changes if change.is_change] if found.comparison else [],
        "compared": compare,
        "words": STATUS_WORDS,
        "standing": standing_of(asked.strategy.code, seen_by=request.viewer),
    }
    answer = Answer("coverage/start.html", context, lambda: as_plain(found, request.language), lambda: _rows(found, request))
    return render_any(request, form, answer, f"lagesbild-{asked.on}")


def _places(asked: Asked) -> list[tuple[str, str]]:
    """The nation, the strategy's county, its municipalities; all counties where the strategy has no place of its own."""
    own = PlaceCode(asked.strategy.place)
    inside = (
        [county_of(own), *municipalities_of(county_of(own))]
        if own and own != NATION
        else [code for code in all_places() if is_county(code)]
    )
    return [(code, all_places()[code].name) for code in (*inside, NATION)]


def _rows(found: Coverage, request: Request) -> Table:
    cells = as_plain(found, request.language)["focus_areas"]
    headings = [said.in_(request.language) for _, said in CELL_COLUMNS]
    return headings, [[_cell_text(name, cell[name], request) for name, _ in CELL_COLUMNS] for cell in cells]


def _cell_text(name: str, value: Any, request: Request) -> Any:
    return STATUS_WORDS[Status(value)].in_(request.language) if name == "status" else value


@require_safe
def focus_area(request: Request, code: str, form: str | None = None) -> HttpResponse:
    """One focus area: its intention, what goes on, who does what, why this status, what would change it."""
    asked = asked_of(request)
    if code not in {area.code for area in asked.strategy.focus_areas}:
        raise Http404
    found = found_for(request, asked)
    parts = blocks(found, request.language)
    row = next(row for block in parts for row in block.rows if row.view.code == code)
    groups = grouped(found, row.cell)
    kept = history(asked.strategy.code, asked.place, until=max(asked.on, timezone.localdate()), seen_by=request.viewer)
    years = money_by_year(found, code)
    effort = Effort(row.cell.active.value, row.cell.main.value, row.cell.main_left.value)
    figures = area_figures(asked, code, effort, seen_by=request.viewer)
    context = {
        "asked": asked,
        "found": found,
        "row": row,
        "number": next(block.number for block in parts if row in block.rows),
        "area": next((area for area in asked.strategy.areas if area.code == row.view.area), None),
        "groups": groups,
        "doers": doers(found, [found.records[one.id] for one in row.cell.active.rows]),
        "map": reach_map(found, row.cell, request.language, width=180),
        "years": years,
        "years_from": kept.days[0].year,
        "years_to": kept.days[-1].year,
        "chart": money_chart(years, request.language),
        "strip": status_strip(
            kept.days,
            [status.value for status in kept.statuses[code]],
            marked=asked.on,
            title=Said("Läget över åren", "The status over the years").in_(request.language),
            key="status",
            language=request.language,
            width=620,
            height=24,
        ),
        "changes": what_would_change(row, found),
        "overlaps": [one for one in found.overlaps if one.focus_area == code],
        "links": [link for link in links(asked.strategy.code, request.viewer) if link.node == code],
        "figures": figures,
    }
    plain = next(cell for cell in as_plain(found, request.language)["focus_areas"] if cell["id"] == code)
    listed = [{"id": one.record.id, "title": one.record.title, "state": state.value, "start": one.record.period.start, "end": one.record.period.end,
               "owners": list(one.record.owners), "share": str(one.share) if one.share is not None else None, "main": one.is_main}
              for state, _, some in groups for one in some]  # fmt: skip
    answer = Answer(
        "coverage/focus_area.html",
        context,
        lambda: {**plain, "initiatives_listed": listed, "indicators": plain_figures(figures, request.language)},
        lambda: (
            list(listed[0]) if listed else ["id"],
            [[", ".join(value) if isinstance(value, list) else value for value in one.values()] for one in listed],
        ),
    )
    return render_any(request, form, answer, f"insatsomrade-{code}")


@require_safe
def why(request: Request, where: str, figure: str, form: str | None = None) -> HttpResponse:
    """Any number → its rows, its rule, its sources."""
    asked = asked_of(request)
    found = found_for(request, asked)
    try:
        number = opened(found, where, figure)
    except Refused:
        raise Http404 from None
    evidence = number.evidence
    rows = [_row_behind(found, row.id, number.parts.get(row.id)) for row in evidence.rows]
    area = next((area for area in asked.strategy.focus_areas if area.code == where), None)
    context = {
        "asked": asked,
        "where": where,
        "area": area,
        "figure": figure,
        "word": FIGURE_WORDS[figure],
        "value": number.value,
        "evidence": evidence,
        "rows": rows,
        "others": [
            (name, FIGURE_WORDS[name]) for name in figures_of(found.picture.totals if where == TOTALS else found.picture.cell(where))
        ],
        "scopes": found.scopes,
    }
    plain = [{"id": row.id, "name": row.name, "part": str(row.part) if row.part is not None else None} for row in rows]
    answer = Answer(
        "coverage/why.html",
        context,
        lambda: {
            "where": where,
            "figure": figure,
            "value": str(context["value"]),
            "unit": evidence.unit,
            "rule": evidence.rule.in_(request.language),
            "rows": plain,
        },
        lambda: (["id", "name", "part"], [list(row.values()) for row in plain]),
    )
    return render_any(request, form, answer, f"varfor-{where}-{figure}")


@dataclass(frozen=True, slots=True)
class RowBehind:
    """One row behind a number; `record` is `None` where the row is an actor."""

    id: str
    name: str
    owners: str
    record: InitiativeRecord | None
    part: Decimal | None


def _row_behind(found: Coverage, key: str, part: Decimal | None) -> RowBehind:
    record = found.records.get(key)
    if record is None:
        return RowBehind(key, found.actors.get(key, key), "", None, part)
    return RowBehind(key, record.title, owners_said(found, record), record, part)
