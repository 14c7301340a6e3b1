"""Calendars of deadlines: the page that gives their addresses, and the calendars themselves."""

from hashlib import blake2b
from typing import Any

from django.core import signing
from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from samhandling.ground.viewer import VISITOR, Viewer, ViewerKind
from samhandling.office.queries import stamp
from samhandling.people.queries import actor_names
from samhandling.people.ways import LINK
from samhandling.people.wishes import calendar_number, calendar_viewer, change_calendar_number
from samhandling.web.calendars.drawn import ACTOR, AREA, Wanted, calendar_of
from samhandling.web.office.going import go_to, path_to
from samhandling.web.request import Request, asked_of, chosen_strategy
from samhandling.web.site import site_address

# Without a time in it: an address stays the same for as long as it is open.
SIGNER = signing.Signer(salt="samhandling.calendar", sep=".")
LONGEST = 500


def _link(request: Request) -> int | None:
    return request.session.get(LINK) if request.viewer.kind is ViewerKind.LINK else None


def _has_own(viewer: Viewer) -> bool:
    return viewer.kind in (ViewerKind.PERSON, ViewerKind.LINK)


def word_of(person: int | None, link: int | None, number: int, wanted: Wanted) -> str:
    """The word in a calendar's address: whose it is, which calendar, and the number that has to be the latest."""
    return SIGNER.sign_object([person, link, number, wanted.kind, wanted.code])


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def calendars(request: Request) -> HttpResponse:
    """Which calendars there are, and their addresses; one's own are closed here."""
    asked, viewer = asked_of(request), request.viewer
    if request.method == "POST":
        if not _has_own(viewer):
            raise Http404
        change_calendar_number(by=viewer, link=_link(request))
        return go_to(request, "calendars", {"bytta": "1"})
    names = actor_names(seen_by=viewer)
    own = sorted(viewer.actors, key=lambda code: names.get(code, code))
    chosen = request.GET.get("aktor", "")
    codes = dict.fromkeys([*own, *([chosen] if chosen in names else [])])
    context: dict[str, Any] = {
        "asked": asked,
        "here": "calendars",
        "areas": [(area, _public(request, area.code)) for area in asked.strategy.focus_areas],
        "has_own": _has_own(viewer),
        "changed": "bytta" in request.GET,
        "actors": sorted(names.items(), key=lambda pair: pair[1]) if viewer.sees_internal else [],
        "chosen": chosen,
    }
    if _has_own(viewer):
        number = calendar_number(by=viewer, link=_link(request))
        context["own_areas"] = [
            (f"{area.code} {area.short.in_(request.language)}", _signed(request, number, Wanted(AREA, area.code)))
            for area in asked.strategy.focus_areas
        ]
        context["own_actors"] = [(names.get(code, code), _signed(request, number, Wanted(ACTOR, code))) for code in codes]
    return render(request, "calendars/calendars.html", context)


def _public(request: Request, code: str) -> str:
    return site_or_host(request) + path_to(request, "calendar_area", args=[code])


def _signed(request: Request, number: int, wanted: Wanted) -> str:
    person = request.viewer.person if request.viewer.kind is ViewerKind.PERSON else None
    return site_or_host(request) + path_to(request, "calendar", args=[word_of(person, _link(request), number, wanted)])


def site_or_host(request: Request) -> str:
    """Where this page was read, so that an address works from where its reader is."""
    return request.build_absolute_uri("/").rstrip("/") or site_address()


@require_safe
def area_calendar(request: Request, code: str) -> HttpResponse:
    """A focus area's deadlines as visitors see them, whoever asks."""
    return _answer(request, Wanted(AREA, code), VISITOR)


@require_safe
def signed_calendar(request: Request, word: str) -> HttpResponse:
    """The calendar of a signed word, as its holder sees the plan now. A closed or foreign word opens nothing."""
    if len(word) > LONGEST:
        raise Http404
    try:
        person, link, number, kind, code = SIGNER.unsign_object(word)
    except (signing.BadSignature, ValueError):
        raise Http404 from None
    viewer = calendar_viewer(person, link, number)
    if viewer is None:
        raise Http404
    return _answer(request, Wanted(kind, code), viewer)


def _answer(request: Request, wanted: Wanted, viewer: Viewer) -> HttpResponse:
    strategy = chosen_strategy(request).code
    day = timezone.localdate()
    seen = [strategy, wanted.kind, wanted.code, request.language, str(viewer.sight[0]), *sorted(viewer.sight[1])]
    mark = blake2b("\x1f".join(seen).encode(), digest_size=6).hexdigest()
    tag = f'"{stamp(viewer.level)}-{day:%Y%m%d}-{mark}"'
    if request.headers.get("If-None-Match") == tag:
        response: HttpResponse = HttpResponseNotModified()
    else:
        content = calendar_of(wanted, strategy, request.language, seen_by=viewer)
        if content is None:
            raise Http404
        response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
        response.headers["Content-Disposition"] = 'inline; filename="samhandling.ics"'
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "no-cache" if viewer == VISITOR else "private, no-cache"
    return response
