"""Mine: what stands about one's own actors and whether it is right; for those who work with the plan, what waits."""

from collections.abc import Sequence
from itertools import zip_longest

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samhandling.ground.counting import capital, in_letters
from samhandling.ground.faults import Fault, Refused
from samhandling.ground.said import Said
from samhandling.people.rules.permission import CHANGES_ALL, COMMENTS, NotAllowed
from samhandling.plan.actions.commenting import answer_comment, comment
from samhandling.plan.comments import unanswered
from samhandling.plan.queries import initiative as open_initiative
from samhandling.plan.showing import publications
from samhandling.web.history.who import everybody
from samhandling.web.mine.lines import OfActor, beside, of_actors
from samhandling.web.mine.waiting import heaps, late_activities
from samhandling.web.office.forms import Field, shown, typed
from samhandling.web.office.going import go_to, own_path, see
from samhandling.web.people.numbers import whole
from samhandling.web.request import Asked, Request, asked_of

MOST = 20
"""Comments and late activities that the page lists."""

MOST_AT_ONCE = 200
"""Initiatives that one press of a button confirms."""

KIND = Field("kind", Said("Vad gäller det?", "What is it about?"), kind="radio")
TEXT = Field("text", Said("Vad vill du säga?", "What do you want to say?"), Said("En mening räcker.", "A sentence is enough."), kind="long")
ANSWER = Field("answer", Said("Ditt svar", "Your answer"), Said("Den som skrev läser det.", "Whoever wrote reads it."), kind="long")
KINDS = (
    ("wrong", Said("Något är fel", "Something is wrong")),
    ("comment", Said("En kommentar", "A comment")),
)


@never_cache
@require_safe
def mine(request: Request) -> HttpResponse:
    """What stands about us, is it right? And what waits?"""
    asked, viewer = asked_of(request), request.viewer
    told = everybody(asked.strategy.owner, seen_by=viewer)
    code = asked.strategy.code
    late = late_activities(code, asked.on, dict(told.actors), seen_by=viewer) if viewer.sees_internal else []
    actors = of_actors(asked.strategy, told, asked.on, seen_by=viewer) if viewer.actors else []
    pictures = publications(code, seen_by=viewer)
    context = {
        "asked": asked,
        "here": "mine",
        "actors": actors,
        **_counted(actors),
        "shared": next((row for row in pictures if row.state == "shared"), None),
        "newest": pictures[0] if pictures else None,
        "may_comment": COMMENTS.lets_in(viewer, viewer.actors),
        "may_change": not viewer.read_only,
        "may_answer": CHANGES_ALL.lets_in(viewer, ()),
        "heaps": heaps(code, seen_by=viewer) if viewer.sees_internal else [],
        "comments": beside(unanswered(seen_by=viewer, most=MOST), told),
        "late": late[:MOST],
        "late_number": len(late),
        "said": request.GET.get("sagt", ""),
        "answered": "svarat" in request.GET,
        "path": ("/en" if request.language == "en" else "") + request.path_info,
    }
    return render(request, "mine/mine.html", context)


def _counted(actors: Sequence[OfActor]) -> dict[str, object]:
    """How many initiatives, each once, and how many of them wait; also in letters."""
    every = {line.record.id for one in actors for line in one.lines}
    waiting = {line.record.id for one in actors for line in one.waiting}
    letters = {"letters": capital(in_letters(len(every))), "waiting_letters": capital(in_letters(len(waiting)))}
    return {"number": len(every), "waiting": len(waiting), **letters, "number_letters": in_letters(len(every))}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def say(request: Request, code: str) -> HttpResponse:
    """Say something of one initiative: that it is right, at once; that something is wrong or else, with words."""
    asked = asked_of(request)
    back = own_path(request.POST.get("path", "") or request.GET.get("path", ""))
    kind = request.POST.get("kind", "") or request.GET.get("slag", "wrong")
    faults: Sequence[Fault] = ()
    if request.method == "POST":
        try:
            version = whole(request.POST.get("version", "")) or None
            comment(code, kind, typed(request, "text"), strategy=asked.strategy.code, by=request.viewer, version=version)
        except Refused as refused:
            if isinstance(refused, NotAllowed):
                raise
            faults = refused.faults
        else:
            return see(f"{back.split('?')[0]}?sagt={kind}") if back else go_to(request, "mine", {**asked.kept, "sagt": kind})
    return _form(request, asked, code, kind, back, faults)


def _form(request: Request, asked: Asked, code: str, kind: str, back: str, faults: Sequence[Fault]) -> HttpResponse:
    try:
        page = open_initiative(code, of_strategy=asked.strategy.code, seen_by=request.viewer)
    except Refused:
        raise Http404 from None
    if not page.is_working:
        raise Http404
    choices = {"kind": tuple((word, said.in_(request.language)) for word, said in KINDS)}
    context = {
        "asked": asked,
        "here": "mine",
        "record": page.record,
        "version": page.version,
        "fields": shown([KIND, TEXT], {"kind": kind, "text": typed(request, "text")}, choices, faults),
        "faults": faults,
        "back": back,
    }
    return render(request, "mine/say.html", context, status=400 if faults else 200)


@require_POST
def all_right(request: Request) -> HttpResponse:
    """Say of several at once that they are right, each in the version that was read."""
    asked = asked_of(request)
    codes, versions = request.POST.getlist("code")[:MOST_AT_ONCE], request.POST.getlist("version")
    with transaction.atomic():
        for code, version in zip_longest(codes, versions[: len(codes)], fillvalue=""):
            comment(code, "confirmed", strategy=asked.strategy.code, by=request.viewer, version=whole(version) or None)
    return go_to(request, "mine", {**asked.kept, "sagt": "confirmed"})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: Request, number: int) -> HttpResponse:
    """Answer a comment."""
    asked = asked_of(request)
    faults: Sequence[Fault] = ()
    if request.method == "POST":
        try:
            answer_comment(number, typed(request, "answer"), by=request.viewer)
        except Refused as refused:
            faults = refused.faults
        else:
            return go_to(request, "mine", {**asked.kept, "svarat": str(number)})
    told = everybody(asked.strategy.owner, seen_by=request.viewer)
    found = next((one for one in beside(unanswered(seen_by=request.viewer, most=10_000), told) if one.row.id == number), None)
    if found is None and not faults:
        raise Http404
    context = {
        "asked": asked,
        "here": "mine",
        "one": found,
        "number": number,
        "fields": shown([ANSWER], {"answer": typed(request, "answer")}, {}, faults),
        "faults": faults,
    }
    return render(request, "mine/answer.html", context, status=400 if faults else 200)
