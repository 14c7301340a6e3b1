"""A county's or a municipality's business life: choose a place, and read about it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from samhandling.figures.business.opening import may_open, opened_places
from samhandling.figures.business.reading import business_life, places_known
from samhandling.figures.business.shapes import BusinessLife, Growth, Lacking, Near, Unknown
from samhandling.figures.indicators.answers import catalogue
from samhandling.ground.places import PlaceCode, is_municipality
from samhandling.web.economy import pictures, tables
from samhandling.web.economy.choosing import groups, is_readable, near_places, years_asked, years_to_choose
from samhandling.web.economy.comparing import CLOSED, OPEN
from samhandling.web.economy.numbers import whole
from samhandling.web.economy.plain import as_plain, as_rows, lacking_plain
from samhandling.web.economy.ruling import by_part
from samhandling.web.economy.touching import Touch, touches
from samhandling.web.office.going import path_to, see
from samhandling.web.rendering import Answer, render_any
from samhandling.web.request import Asked, Request, asked_of

PLACE_HEADINGS = ("code", "name", "level")


@require_safe
def choose(request: Request, form: str | None = None) -> HttpResponse:
    """Choose a county or a municipality, and what there is to read."""
    asked = asked_of(request)
    chosen = request.GET.get("valj", "")
    if is_readable(chosen):
        return see(path_to(request, "business_life", asked.kept, [chosen]))
    known = places_known(request.viewer)
    context = {"asked": asked, "here": "business", "groups": groups(request.viewer), "near": near_places(asked.place), "known": known}
    answer = Answer(
        "economy/choose.html",
        context,
        lambda: {"places": [{"code": one.code, "name": one.name, "level": one.level} for one in known]},
        lambda: (list(PLACE_HEADINGS), [[one.code, one.name, one.level] for one in known]),
    )
    return render_any(request, form, answer, "naringsliv")


@require_safe
def life(request: Request, where: str, form: str | None = None) -> HttpResponse:
    """One place's business life in one reading; or what is missing, and how to get it."""
    if not is_readable(where):
        raise Http404
    asked = asked_of(request)
    year, base_year = years_asked(request)
    found = business_life(where, year=year, base_year=base_year, viewer=request.viewer)
    if isinstance(found, Lacking):
        return _lacking(request, asked, found, form)
    touching = _touching(request, asked)
    answer = Answer(
        "economy/life.html",
        {} if form else _context(request, asked, found, touching),
        lambda: as_plain(found, touching, request.language),
        lambda: as_rows(found, request.language),
    )
    return render_any(request, form, answer, f"naringsliv-{found.place}-{found.year}")


def _lacking(request: Request, asked: Asked, found: Lacking, form: str | None) -> HttpResponse:
    context = {
        "asked": asked,
        "here": "business",
        "found": found,
        "groups": groups(request.viewer),
        "place": found.place,
        "chosen": _has_chosen(request, found.place),
        "is_open": found.place in opened_places(seen_by=request.viewer),
    }
    headings = ["missing", "way", "command", "tables"]
    told = found.said.in_(request.language)
    answer = Answer(
        "economy/lacking.html",
        context,
        lambda: lacking_plain(found, request.language),
        lambda: (headings, [[told, way.said.in_(request.language), way.command, ", ".join(way.tables)] for way in found.ways]),
    )
    return render_any(request, form, answer, f"naringsliv-{found.place}")


def _has_chosen(request: Request, place: str) -> bool:
    """Whoever made the choice comes here from it, and is told that it is saved."""
    return request.GET.get("valt", "") in (OPEN, CLOSED) and may_open(place, request.viewer)


def _touching(request: Request, asked: Asked) -> dict[str, tuple[Touch, ...]]:
    rows = catalogue(asked.strategy.code, place=asked.place, seen_by=request.viewer)
    return touches(asked.strategy, [row.indicator for row in rows])


def _context(request: Request, asked: Asked, found: BusinessLife, touching: dict[str, tuple[Touch, ...]]) -> dict[str, Any]:
    years, base_years = years_to_choose(found.level.years, found.year)
    return {
        "asked": asked,
        "here": "business",
        "life": found,
        "place": found.place,
        "groups": groups(request.viewer),
        "years": years,
        "base_years": base_years,
        "touching": touching,
        "rules": by_part(found.rules),
        "jobs": None if found.jobs is None else whole(found.jobs),
        "notes": [note for note in found.notes if not (found.source.marked_generated and note == found.source.note)],
        "is_municipality": is_municipality(PlaceCode(found.place)),
        "may_decide": may_open(found.place, request.viewer),
        "chosen": _has_chosen(request, found.place),
        **_lives_on(request, found),
        **_growth(request, found),
        **_breadth(request, found),
        **_near(request, found),
        "alike": () if isinstance(found.resembles, Unknown) else tables.alike(found.resembles),
        "alike_unknown": found.resembles.reason if isinstance(found.resembles, Unknown) else None,
        "resilience_unknown": found.resilience.reason if isinstance(found.resilience, Unknown) else None,
    }


def _lives_on(request: Request, found: BusinessLife) -> dict[str, Any]:
    return {
        "lives_picture": pictures.lives_on(found, request.language),
        "lives": tables.lives_on(found.lives_on),
        "caution": tables.repeated(found.lives_on),
        "lives_unknown": tables.why_no_shares(found.lives_on),
    }


def _growth(request: Request, found: BusinessLife) -> dict[str, Any]:
    if not isinstance(found.growth, Growth):
        return {"growth": None, "growth_unknown": found.growth.reason}
    return {
        "growth": found.growth,
        "more_breaks": found.growth.broken[1:],
        "growth_picture": pictures.growth_parts(found, found.growth, request.language),
        "own_picture": pictures.own_by_industry(found, found.growth, request.language),
        "growth_sums": tables.growth_sums(found.growth),
        "growths": tables.growth(found.growth.by_industry),
    }


def _breadth(request: Request, found: BusinessLife) -> dict[str, Any]:
    return {
        "breadth_unknown": isinstance(found.breadth.equivalent_number, Unknown),
        "breadth_line": pictures.breadth_line(found, found.breadth, request.language),
        "breadths": tables.breadth(found.breadth.series),
        "measures": tables.measures(found.breadth, found.beside),
    }


def _near(request: Request, found: BusinessLife) -> dict[str, Any]:
    if not isinstance(found.near, Near):
        return {"near": None, "near_unknown": found.near.reason}
    return {
        "near": found.near,
        "near_picture": pictures.near_picture(found, found.near, request.language) if found.near.rows else None,
        "nearest": tables.nearest(found.near.rows),
        "nears": tables.near(found.near.rows),
    }
