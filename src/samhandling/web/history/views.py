"""History: what has been done, the latest first; as a stream, and of one thing."""

from collections.abc import Mapping
from typing import Any, cast
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from samhandling.coverage.touching import initiatives_touching
from samhandling.ground.faults import Refused, refusal
from samhandling.ground.places import all_places
from samhandling.ground.said import Said, same
from samhandling.office.history import NOBODY, Acts, Wanted, actors_of_acts, acts
from samhandling.people.rules.permission import CHANGES_ALL, CHANGES_OWN
from samhandling.plan.actions.reverting import undo
from samhandling.plan.comments import numbers_beside
from samhandling.plan.queries import initiative as open_initiative
from samhandling.web.history.exporting import export
from samhandling.web.history.told import Teller, teller, together
from samhandling.web.history.verbs import KINDS, QUIET
from samhandling.web.office.going import own_path, see
from samhandling.web.people.numbers import whole
from samhandling.web.request import Asked, Request, asked_of, day_in

MOST = 50


@never_cache
@require_safe
def stream(request: Request, form: str | None = None) -> HttpResponse:
    """All that has been done, by who, what and when."""
    asked = asked_of(request)
    filters = {name: text for name in ("vem", "vad", "fran", "till", "ocksa") if (text := request.GET.get(name, "").strip())}
    wanted = _wanted(request, filters)
    heading = Said("Historik", "History")
    return _answer(request, asked, wanted, form, "historik", filters=filters, heading=heading, is_quiet=bool(wanted.without))


def _wanted(request: Request, filters: Mapping[str, str]) -> Wanted:
    """What the address asks for. Raises Refused with every day that cannot be read; a word that there is none of asks for nothing."""
    faults: list[Any] = []
    first, last = day_in(request, "fran", faults), day_in(request, "till", faults)
    if first and last and last < first:
        expected = Said("Slutet får inte komma före början.", "The end may not come before the beginning.")
        faults += refusal(f"{first} – {last}", expected, Said("Byt plats på dagarna.", "Change places of the days.")).faults
    if faults:
        raise Refused(faults)
    who, kind = filters.get("vem", ""), filters.get("vad", "")
    person = NOBODY if who == "ingen" else whole(who) or None
    # Whoever asks for jobs or figures by name wants them.
    without = () if filters.get("ocksa") == "allt" or kind in ("jobb", "statistik") else QUIET
    return Wanted(person, KINDS[kind][1] if kind in KINDS else (), first, last, without)


@never_cache
@require_safe
def of_initiative(request: Request, code: str, form: str | None = None) -> HttpResponse:
    """What has been done to one initiative and said beside it, for whoever sees its working material."""
    asked = asked_of(request)
    try:
        page = open_initiative(code, of_strategy=asked.strategy.code, seen_by=request.viewer)
    except Refused:
        raise Http404 from None
    if not page.is_working:
        raise Http404
    beside = numbers_beside(code, seen_by=request.viewer)
    wanted = Wanted(of={"initiative": (code,), "comment": tuple(map(str, beside))})
    crumbs = [("initiatives", "", Said("Insatser", "Initiatives")), ("initiative", code, same(page.record.title))]
    return _answer(request, asked, wanted, form, _file(code), heading=same(page.record.title), crumbs=crumbs, here="initiatives")


@never_cache
@require_safe
def of_actor(request: Request, code: str, form: str | None = None) -> HttpResponse:
    """What has been done to an actor, for whoever answers for it."""
    asked = asked_of(request)
    told = teller(asked.strategy, seen_by=request.viewer)
    if code not in told.everybody.actors:
        raise Http404
    name = same(told.everybody.actors[code])
    crumbs = [("actors", "", Said("Aktörer", "Actors")), ("actor", code, name)]
    return _answer(request, asked, Wanted(of={"actor": (code,)}), form, _file(code), heading=name, crumbs=crumbs, here="actors")


@never_cache
@require_safe
def of_focus_area(request: Request, code: str, form: str | None = None) -> HttpResponse:
    """Judgements of a focus area, at every place, given and taken back; and what was done to the initiatives that contribute to it, or did."""
    asked = asked_of(request)
    area = next((one for one in asked.strategy.focus_areas if one.code == code), None)
    if area is None:
        raise Http404
    judged = {"focus_area": tuple(f"{asked.strategy.code} {code} {place}" for place in all_places())}
    only = request.GET.get("vad", "") == "bedomningar"
    touching = () if only else initiatives_touching(asked.strategy.code, code, seen_by=request.viewer)
    wanted = Wanted(of={**judged, "initiative": touching} if touching else judged)
    name = Said(f"{code} {area.short.sv}", f"{code} {area.short.en}")
    crumbs = [("start", "", Said("Lägesbild", "Coverage")), ("focus_area", code, name)]
    words: dict[str, Any] = {
        "heading": name,
        "crumbs": crumbs,
        "here": "start",
        "of_area": code,
        "filters": {"vad": "bedomningar"} if only else {},
    }
    return _answer(request, asked, wanted, form, _file(code), **words)


@never_cache
@require_safe
def of_import(request: Request, code: str, form: str | None = None) -> HttpResponse:
    """What has been done with an import."""
    asked = asked_of(request)
    wanted = Wanted(of={"import": (code,)})
    if not acts(wanted, most=1, seen_by=request.viewer).rows:
        raise Http404
    name = Said(f"Inläsning {code}", f"Import {code}")
    return _answer(request, asked, wanted, form, _file(code), heading=name, crumbs=[("runs", "", Said("Underlag", "Sources"))])


def _file(code: str) -> str:
    return f"historik-{''.join(letter if letter.isalnum() else '-' for letter in code)}"


def _answer(request: Request, asked: Asked, wanted: Wanted, form: str | None, name: str, **context: Any) -> HttpResponse:
    told = teller(asked.strategy, seen_by=request.viewer)
    if form:
        # Guards and addresses speak of HttpResponse; Django sends a streamed one just as well.
        return cast("HttpResponse", export(told, wanted, form, name, seen_by=request.viewer, language=request.language))
    found = acts(wanted, before=whole(request.GET.get("fore", "")) or None, after=_after(request), most=MOST, seen_by=request.viewer)
    context = {
        "asked": asked,
        "here": "history",
        "acts": together(told.tell_page(found.rows)),
        "older": found.older,
        "newer": found.newer,
        "is_stream": not wanted.of,
        "may_undo": CHANGES_ALL.lets_in(request.viewer, ()) or (bool(wanted.of) and CHANGES_OWN.lets_in(request.viewer, ())),
        "undone": whole(request.GET.get("angrat", "")),
        "left": whole(request.GET.get("kvar", "")),
        **_choices(request, told, wanted),
        "filters": {},
        **context,
        "path": _path(request),
        **_links(found, context.get("filters", {}), asked),
    }
    return render(request, "history/acts.html", context)


def _after(request: Request) -> int | None:
    return whole(request.GET.get("efter", "")) or None


def _path(request: Request) -> str:
    return ("/en" if request.language == "en" else "") + request.path_info


def _links(found: Acts, filters: Mapping[str, str], asked: Asked) -> dict[str, str]:
    """The ways on, with what they carry along."""
    kept = {**asked.kept, **filters}
    return {
        "query": f"?{urlencode(kept)}" if kept else "",
        "with_quiet": urlencode({**kept, "ocksa": "allt"}),
        "without_quiet": urlencode({name: text for name, text in kept.items() if name != "ocksa"}),
        "to_older": urlencode({**kept, "fore": found.older}),
        "to_newer": urlencode({**kept, "efter": found.newer}),
    }


def _choices(request: Request, told: Teller, wanted: Wanted) -> dict[str, Any]:
    """What the stream can be asked for."""
    if wanted.of:
        return {}
    language = request.language
    people = [(str(key), told.everybody.said(key, "").in_(language)) for key in actors_of_acts(seen_by=request.viewer)]
    nobody = ("ingen", Said("Ingen person: jobb, länkar, kommandoraden", "No person: jobs, links, the command line").in_(language))
    return {
        "people": [*sorted(people, key=lambda one: one[1].casefold()), nobody],
        "kinds": [(word, name.in_(language)) for word, (name, _) in KINDS.items()],
    }


@require_POST
def undo_act(request: Request, number: int) -> HttpResponse:
    """Take an act back, and return to the history that one came from. What has been changed since is left, and told of."""
    saved = undo(number, strategy=asked_of(request).strategy.code, by=request.viewer)
    path = own_path(request.POST.get("path", "")) or _stream_path(request)
    return see(f"{path}?{'kvar' if saved.clashes else 'angrat'}={number}")


def _stream_path(request: Request) -> str:
    return ("/en" if request.language == "en" else "") + reverse("history")
