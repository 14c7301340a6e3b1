"""A strategy, or a framework that strategies are tied to: what it wants, for whom, until when."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from samhandling.files.writing import Table
from samhandling.ground.counting import capital, day_said, in_letters
from samhandling.ground.faults import Refused
from samhandling.ground.said import Said
from samhandling.strategy.queries import FocusAreaView, NodeView, StrategyView, document, links, strategies
from samhandling.strategy.queries import strategy as open_strategy
from samhandling.web.rendering import Answer, render_any
from samhandling.web.request import Asked, Request, asked_of


@dataclass(frozen=True, slots=True)
class Block:
    """An area with its focus areas; `number` picks one of the three accents. No area: those that hang under none."""

    area: NodeView | None
    depth: int
    number: int
    focus_areas: tuple[FocusAreaView, ...]


@require_safe
def strategy(request: Request, form: str | None = None) -> HttpResponse:
    """The strategy that the site shows."""
    asked = asked_of(request)
    return _answer(request, asked, asked.strategy, form)


@require_safe
def strategy_of(request: Request, code: str, form: str | None = None) -> HttpResponse:
    """Any strategy or framework that is loaded."""
    asked = asked_of(request)
    return _answer(request, asked, loaded(code, request), form)


def loaded(code: str, request: Request) -> StrategyView:
    """A loaded strategy or framework. Raises Http404 where there is none."""
    try:
        return open_strategy(code, request.viewer)
    except Refused:
        raise Http404 from None


def _answer(request: Request, asked: Asked, view: StrategyView, form: str | None) -> HttpResponse:
    context = {
        "asked": asked,
        "here": "strategy",
        "view": view,
        "lead": lead(view),
        "validity": validity(view),
        "blocks": blocks(view),
        "is_own": view.code == asked.strategy.code,
        "has_links": bool(links(view.code, request.viewer)),
        "others": [row for row in strategies(request.viewer) if row.code != view.code],
    }
    answer = Answer("strategy/strategy.html", context, lambda: _plain(view, request), lambda: _rows(view, request))
    return render_any(request, form, answer, view.code)


def lead(view: StrategyView) -> Said:
    """What it holds, in a sentence with numbers."""
    focus = next((level for level in view.levels if level.is_focus), None)
    number = len(view.focus_areas)
    name = (focus.name if number == 1 else focus.plural) if focus else Said("delar", "parts")
    counted = capital(in_letters(number, common=False))
    if not view.areas:
        return Said(f"{counted.sv} {name.sv}.", f"{counted.en} {name.en}.")
    tops = [area for area in view.areas if not area.parent]
    level = next(level for level in view.levels if level.code == tops[0].level)
    over = in_letters(len(tops), common=False)
    above = level.name if len(tops) == 1 else level.plural
    return Said(f"{counted.sv} {name.sv} i {over.sv} {above.sv}.", f"{counted.en} {name.en} in {over.en} {above.en}.")


def validity(view: StrategyView) -> Said:
    """From when to when it is in force."""
    if view.valid_from is None:
        return Said("Ingen giltighetstid är angiven.", "No time of validity is given.")
    first = day_said(view.valid_from)
    if view.valid_to is None:
        return Said(f"Gäller från den {first.sv}.", f"In force from {first.en}.")
    last = day_said(view.valid_to)
    return Said(f"Gäller från den {first.sv} till den {last.sv}.", f"In force from {first.en} to {last.en}.")


def blocks(view: StrategyView) -> list[Block]:
    """The tree in its order: every area, deeper ones under their own, with the focus areas that hang directly under it."""
    below: dict[str, list[NodeView]] = {}
    for area in view.areas:
        below.setdefault(area.parent, []).append(area)
    orphans = tuple(one for one in view.focus_areas if not one.area)
    found = [Block(None, 0, 1, orphans)] if orphans else []
    for index, top in enumerate(below.get("", [])):
        found += _under(top, 0, index % 3 + 1, below, view)
    return found


def _under(area: NodeView, depth: int, number: int, below: dict[str, list[NodeView]], view: StrategyView) -> list[Block]:
    own = tuple(one for one in view.focus_areas if one.area == area.code)
    deeper = [block for child in below.get(area.code, []) for block in _under(child, depth + 1, number, below, view)]
    return [Block(area, depth, number, own), *deeper]


def _plain(view: StrategyView, request: Request) -> dict[str, Any]:
    return {"version": view.version, **document(view.code, request.viewer).canonical()}


def _rows(view: StrategyView, request: Request) -> Table:
    headings = [
        Said(sv, en).in_(request.language)
        for sv, en in (("Id", "Id"), ("Nivå", "Level"), ("Under", "Under"), ("Namn", "Name"), ("Mål eller avsikt", "Goal or intention"))
    ]
    names = {level.code: level.name.in_(request.language) for level in view.levels}
    rows = []
    for entry in document(view.code, request.viewer).entries():
        meant = entry.goal or entry.summary
        text = meant.said.in_(request.language) if meant else ""
        rows.append([entry.id, names.get(entry.level, entry.level), entry.parent or "", entry.name.said.in_(request.language), text])
    return headings, rows
