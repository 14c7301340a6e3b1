"""What is said of a draft, and what is answered."""

from collections.abc import Mapping, Sequence

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from samhandling.ground.faults import Fault, Refused
from samhandling.ground.said import Said
from samhandling.people.queries import actor_names
from samhandling.plan.actions.editions_comments import answer_comment, comment_on
from samhandling.plan.editions import CommentRow, EditionPage
from samhandling.web.editions.fields import ABOUT, FOR, TEXT
from samhandling.web.editions.pages import found_edition
from samhandling.web.office.forms import Field, Shown, shown, typed
from samhandling.web.office.going import path_to, see
from samhandling.web.people.numbers import whole
from samhandling.web.request import Asked, Request, asked_of

THE_WHOLE = Said("Hela planen", "The whole plan")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def comment(request: Request, number: int) -> HttpResponse:
    """Say something of a draft."""
    asked = asked_of(request)
    page = found_edition(request, asked, number)
    if page.row.is_adopted or request.viewer.read_only:
        raise Http404
    sent = {"focus_area": request.GET.get("omrade", ""), "actor": "", "text": ""}
    faults: Sequence[Fault] = ()
    if request.method == "POST":
        sent = {name: typed(request, name) for name in sent}
        try:
            comment_on(number, sent["text"], of_strategy=asked.strategy.code, by=request.viewer, **_about(sent))
        except Refused as refused:
            if not refused.faults[0].location.column:
                raise
            faults = refused.faults
        else:
            where = f"#omrade-{sent['focus_area']}" if sent["focus_area"] else ""
            return see(path_to(request, "edition", {"sparat": "1"}, args=[number]) + where)
    context = {"asked": asked, "here": "plan_editions", "page": page, "fields": _fields(request, page, sent, faults), "faults": faults}
    return render(request, "editions/comment.html", context, status=400 if faults else 200)


def _about(sent: Mapping[str, str]) -> dict[str, str]:
    return {"focus_area": sent["focus_area"], "actor": sent["actor"]}


def _fields(request: Request, page: EditionPage, sent: Mapping[str, str], faults: Sequence[Fault]) -> list[Shown]:
    language, viewer = request.language, request.viewer
    areas = [(area.focus_area, f"{area.focus_area} {area.name.in_(language)}") for area in page.document.areas]
    names = actor_names(seen_by=viewer)
    own = [(code, names.get(code, code)) for code in sorted(viewer.actors)]
    fields: list[Field] = [ABOUT, *([FOR] if len(own) > 1 else []), TEXT]
    choices = {"focus_area": (("", THE_WHOLE.in_(language)), *areas), "actor": (("", "–"), *own)}
    return shown(fields, sent, choices, faults)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def comments(request: Request, number: int) -> HttpResponse:
    """Every comment of a draft, those that wait for an answer first, each with a field for its answer."""
    asked = asked_of(request)
    page = found_edition(request, asked, number)
    faults: Sequence[Fault] = ()
    if request.method == "POST":
        told = whole(request.POST.get("number", ""))
        if told not in [one.id for one in page.comments] or page.row.is_adopted:
            raise Http404
        try:
            answer_comment(told, typed(request, f"answer-{told}"), by=request.viewer)
        except Refused as refused:
            faults = refused.faults
        else:
            return see(path_to(request, "edition_comments", args=[number]))
    return _comments_page(request, asked, page, faults)


def _comments_page(request: Request, asked: Asked, page: EditionPage, faults: Sequence[Fault]) -> HttpResponse:
    names = {area.focus_area: area.name for area in page.document.areas}
    ordered = sorted(page.comments, key=lambda one: (bool(one.answer), one.id))
    context = {
        "asked": asked,
        "here": "plan_editions",
        "page": page,
        "told": [(one, names.get(one.focus_area, THE_WHOLE), _answer_field(one, faults)) for one in ordered],
        "faults": faults,
    }
    return render(request, "editions/comments.html", context, status=400 if faults else 200)


def _answer_field(one: CommentRow, faults: Sequence[Fault]) -> Shown:
    name = f"answer-{one.id}"
    label = Said("Ändra svaret", "Change the answer") if one.answer else Said("Svar", "Answer")
    return shown([Field(name, label, kind="long")], {name: one.answer}, {}, faults)[0]
