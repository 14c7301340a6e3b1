"""Actors: who there is, in alphabetical order and never as a ranking; an actor, what it does and with whom."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from samhandling.ground.counting import day_said
from samhandling.ground.places import NATION, PlaceCode, place_name
from samhandling.ground.said import Said
from samhandling.language.stems import is_found, search_stems, search_text
from samhandling.language.text import sort_key
from samhandling.people.merging import kept_actor
from samhandling.people.queries import ActorRow
from samhandling.people.rules.permission import CHANGES_ALL
from samhandling.strategy.queries import FocusAreaView
from samhandling.web.plan.index import Index, Mask, index_of, states_of
from samhandling.web.plan.listing import ListRow, place_said, row_of
from samhandling.web.plan.words import GROUPS
from samhandling.web.rendering import Answer, render_any
from samhandling.web.request import Asked, Request, asked_of

PAGE = 100


@dataclass(frozen=True, slots=True)
class ActorLine:
    """An actor in the list: how many efforts it owns or takes part in at the place, now and in all."""

    actor: ActorRow
    active: int
    initiatives: int


def _found(request: Request, asked: Asked) -> tuple[Index, Mapping[str, Mask]]:
    viewer, strategy = request.viewer, asked.strategy.code
    index = index_of(strategy, seen_by=viewer, known_on=asked.known_on)
    return index, states_of(index, asked.on, (strategy, asked.known_on, viewer.sight))


def lines(index: Index, states: Mapping[str, Mask], place: PlaceCode, words: str) -> list[ActorLine]:
    """The actors whose names or municipality hold every word, in Swedish order."""
    needles, here = search_stems(words), index.at(place)
    found = []
    for actor in index.actors.values():
        if is_found(needles, search_text(*actor.names, place_name(PlaceCode(actor.municipality)))):
            mine = index.having("owner", actor.code) | index.having("partner", actor.code)
            found.append(ActorLine(actor, (mine & here & states["active"]).bit_count(), (mine & here).bit_count()))
    return sorted(found, key=lambda line: (sort_key(line.actor.name), line.actor.code))


@require_safe
def actors(request: Request, form: str | None = None) -> HttpResponse:
    """Which actors are known, and which of them have efforts under way?"""
    asked = asked_of(request)
    index, states = _found(request, asked)
    words = request.GET.get("sok", "").strip()[:200]
    found = lines(index, states, asked.place, words)
    page, last = _page(request, len(found))
    path = ("/en" if request.language == "en" else "") + reverse("actors")
    query = {**asked.kept, **({"sok": words} if words else {})}
    context = {
        "asked": asked,
        "here": "actors",
        "words": words,
        "lead": _lead(found, asked),
        "lines": found[(page - 1) * PAGE : page * PAGE],
        "count": len(found),
        "first": (page - 1) * PAGE + 1,
        "last_shown": min(page * PAGE, len(found)),
        "page": page,
        "pages": [(number, f"{path}?{urlencode({**query, 'sida': number})}") for number in range(1, last + 1)],
        "forms": [
            (word, f"{path}.{form}?{urlencode(query)}".rstrip("?")) for form, word in (("csv", "CSV"), ("xlsx", "Excel"), ("json", "JSON"))
        ],
    }
    answer = Answer(
        "plan/actors.html",
        context,
        lambda: {"on": asked.on, "place": asked.place, "actors": [_plain(line) for line in found]},
        lambda: ([said.in_(request.language) for said in COLUMNS], [_cells(line) for line in found]),
    )
    return render_any(request, form, answer, f"aktorer-{asked.on}")


COLUMNS = (
    Said("Kod", "Code"),
    Said("Namn", "Name"),
    Said("Typ", "Type"),
    Said("Kommun", "Municipality"),
    Said("Pågående insatser", "Efforts under way"),
    Said("Insatser i underlaget", "Initiatives in the material"),
)


def _plain(line: ActorLine) -> dict[str, Any]:
    names = ("id", "name", "type", "municipality", "active", "initiatives")
    return dict(zip(names, _cells(line), strict=True))


def _cells(line: ActorLine) -> list[Any]:
    actor = line.actor
    home = place_name(PlaceCode(actor.municipality)) if actor.municipality else ""
    return [actor.code, actor.name, actor.type, home, line.active, line.initiatives]


def _page(request: Request, count: int) -> tuple[int, int]:
    last = max(1, ceil(count / PAGE))
    text = request.GET.get("sida", "") or "1"
    if not (text.isascii() and text.isdigit()) or not 1 <= int(text) <= last:
        raise Http404
    return int(text), last


def _lead(found: list[ActorLine], asked: Asked) -> Said:
    active = sum(line.active > 0 for line in found)
    where = Said("hela landet", "the whole nation") if asked.place == NATION else place_said(asked.place)
    noun_sv, noun_en = ("känd aktör", "known actor") if len(found) == 1 else ("kända aktörer", "known actors")
    day = day_said(asked.on)
    return Said(
        f"{len(found)} {noun_sv}. {active} av dem har en insats i {where.sv} som pågår den {day.sv}.",
        f"{len(found)} {noun_en}. {active} of them {'has' if active == 1 else 'have'} an effort in {where.en} under way on {day.en}.",
    )


@require_safe
def actor(request: Request, code: str, form: str | None = None) -> HttpResponse:
    """One actor: what it does, within which focus areas, with whom."""
    asked = asked_of(request)
    index, states = _found(request, asked)
    found = index.actors.get(code)
    if found is None:
        return _to_kept(request, code, form)
    owns, takes_part, pays = (index.having(name, code) for name in ("owner", "partner", "financier"))
    mine = owns | takes_part
    active = mine & states["active"]
    context = {
        "asked": asked,
        "here": "actors",
        "actor": found,
        "home": place_name(PlaceCode(found.municipality)) if found.municipality else "",
        "active": active.bit_count(),
        "count": mine.bit_count(),
        "pays": pays.bit_count(),
        "groups": [
            (said, [(row_of(index, number, states), bool(owns >> number & 1)) for number in index.numbered(mine & states[state])])
            for state, said in GROUPS.items()
            if mine & states[state]
        ],
        "areas": areas_with(index, mine, active, asked),
        "partners": partners_of(index, mine, code),
        "may_merge": CHANGES_ALL.lets_in(request.viewer, ()),
    }
    answer = Answer(
        "plan/actor.html",
        context,
        lambda: {**_actor_plain(found), "on": asked.on, "initiatives": [_effort(row, is_owner) for row, is_owner in _all(context)]},
        lambda: (list(EFFORT_COLUMNS), [list(_effort(row, is_owner).values()) for row, is_owner in _all(context)]),
    )
    return render_any(request, form, answer, f"aktor-{code}")


def _to_kept(request: Request, code: str, form: str | None) -> HttpResponse:
    """The address of an actor that has been merged leads to the one that is kept. Raises Http404 for one that there is none of."""
    kept = kept_actor(code, seen_by=request.viewer)
    if kept is None:
        raise Http404
    prefix, query = "/en" if request.language == "en" else "", request.GET.urlencode()
    path = f"{prefix}{reverse('actor', args=[kept])}{'.' + form if form else ''}"
    return HttpResponsePermanentRedirect(f"{path}?{query}" if query else path)


EFFORT_COLUMNS = ("id", "title", "role", "state", "start", "end")


def _all(context: dict[str, Any]) -> list[tuple[ListRow, bool]]:
    return [one for _, rows in context["groups"] for one in rows]


def _effort(row: ListRow, is_owner: bool) -> dict[str, Any]:
    period = row.record.period
    values = (row.record.id, row.record.title, "owner" if is_owner else "partner", row.state, period.start, period.end)
    return dict(zip(EFFORT_COLUMNS, values, strict=True))


def _actor_plain(found: ActorRow) -> dict[str, Any]:
    return {"id": found.code, "name": found.name, "type": found.type, "municipality": found.municipality, "aliases": list(found.aliases)}


def areas_with(index: Index, mine: Mask, active: Mask, asked: Asked) -> list[tuple[FocusAreaView, int, int]]:
    """(focus area, initiatives under way, initiatives in all) where the actor has any, in the strategy's order."""
    counted = (
        (area, (active & index.having("area", area.code)).bit_count(), (mine & index.having("area", area.code)).bit_count())
        for area in asked.strategy.focus_areas
    )
    return [one for one in counted if one[2]]


def partners_of(index: Index, mine: Mask, code: str) -> list[tuple[str, str, int]]:
    """(code, name, initiatives together) of the actors that share an initiative with it, in Swedish order."""
    together: Counter[str] = Counter()
    for number in index.numbered(mine):
        record = index.records[number]
        together.update({*record.owners, *record.partners} - {code})
    return sorted(((other, index.actor_name(other), count) for other, count in together.items()), key=lambda one: sort_key(one[1]))
