"""Write the plan: begin a draft, change its frame, put a focus area, adopt, bring one initiative back."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from samhandling.coverage.queries import known_records
from samhandling.coverage.rules.sentences import STATUS_WORDS
from samhandling.ground.counting import capital
from samhandling.ground.faults import Fault, Refused
from samhandling.language.text import sort_key
from samhandling.plan.actions.editions import change_area, change_edition, drop_edition, new_edition, open_edition
from samhandling.plan.actions.editions_adopting import adopt_edition
from samhandling.plan.actions.editions_restoring import restore_item, restoring
from samhandling.plan.editions import EditionPage
from samhandling.plan.rules.edition_document import NOT_PUT, AreaPart, priorities
from samhandling.web.editions.fields import ADOPTION, AREA, FRAME, MORE, day_of
from samhandling.web.editions.pages import found_edition
from samhandling.web.editions.proposing import proposed, statuses_today
from samhandling.web.editions.telling import counted_said
from samhandling.web.office.forms import shown, typed
from samhandling.web.office.going import path_to, see
from samhandling.web.people.numbers import whole
from samhandling.web.request import Asked, Request, asked_of

Faults = Sequence[Fault]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """Begin a draft with what the picture of today knows of."""
    asked = asked_of(request)
    year = timezone.localdate().year
    sent = {"title": "", "valid_from": f"{year + 1}-01-01", "valid_to": f"{year + 3}-12-31", "about": ""}
    faults: Faults = ()
    if request.method == "POST":
        sent = {field.name: typed(request, field.name) for field in FRAME}
        try:
            number = _begin(request, asked, sent)
        except Refused as refused:
            faults = refused.faults
        else:
            return see(path_to(request, "edition", args=[number]))
    context = {"asked": asked, "here": "plan_editions", "fields": shown(FRAME, sent, {}, faults), "faults": faults}
    return render(request, "editions/new.html", context, status=400 if faults else 200)


def _begin(request: Request, asked: Asked, sent: Mapping[str, str]) -> int:
    first, last = _years(sent)
    found = proposed(asked.strategy.code, first, seen_by=request.viewer)
    return new_edition(sent["title"], first, last, about=sent["about"], strategy=asked.strategy.code, proposed=found, by=request.viewer)


def _years(sent: Mapping[str, str]) -> tuple[date, date]:
    faults: list[Fault] = []
    first, last = day_of(sent, "valid_from", faults), day_of(sent, "valid_to", faults)
    if faults:
        raise Refused(faults)
    return first, last


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: Request, number: int) -> HttpResponse:
    """A draft's name and years; open it to the actors, close it, put it away."""
    asked = asked_of(request)
    page = _draft(request, asked, number)
    row = page.row
    sent = {"title": row.title, "valid_from": row.valid_from.isoformat(), "valid_to": row.valid_to.isoformat(), "about": row.about}
    faults: Faults = ()
    if request.method == "POST":
        act = request.POST.get("act", "")
        if act == "save":
            sent = {field.name: typed(request, field.name) for field in FRAME}
        try:
            return _changed(request, number, act, sent)
        except Refused as refused:
            faults = refused.faults
    context = {"asked": asked, "here": "plan_editions", "page": page, "fields": shown(FRAME, sent, {}, faults), "faults": faults}
    return render(request, "editions/change.html", context, status=400 if faults else 200)


def _changed(request: Request, number: int, act: str, sent: Mapping[str, str]) -> HttpResponse:
    by = request.viewer
    if act == "save":
        first, last = _years(sent)
        version = whole(request.POST.get("version", ""))
        change_edition(number, title=sent["title"], first=first, last=last, about=sent["about"], by=by, version=version)
    elif act in ("open", "close"):
        open_edition(number, act == "open", by=by)
    elif act == "drop" and request.POST.get("sure") == "1":
        drop_edition(number, by=by)
        return see(path_to(request, "plan_editions"))
    return see(path_to(request, "edition", {"sparat": "1"}, args=[number]))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def area(request: Request, number: int, where: str) -> HttpResponse:
    """How high one focus area is put, why, and which initiatives belong to it."""
    asked = asked_of(request)
    page = _draft(request, asked, number)
    part = next((one for one in page.document.areas if one.focus_area == where), None)
    if part is None:
        raise Http404
    sent = {"priority": part.priority, "decision": part.decision, "reason": part.reason, "more": ""}
    codes = [item.code for item in part.items]
    faults: Faults = ()
    if request.method == "POST":
        sent = {name: typed(request, name) for name in sent}
        codes = [code.replace("\x00", "") for code in request.POST.getlist("initiatives")]
        codes += [code.strip() for code in sent["more"].split(",") if code.strip()]
        try:
            _put(request, number, where, sent, codes)
        except Refused as refused:
            faults = refused.faults
        else:
            return see(path_to(request, "edition", {"sparat": "1"}, args=[number]) + f"#omrade-{where}")
    return _area_page(request, asked, page, part, sent, codes, faults)


def _put(request: Request, number: int, where: str, sent: Mapping[str, str], codes: Sequence[str]) -> None:
    change_area(
        number,
        where,
        priority=sent["priority"],
        decision=sent["decision"],
        reason=sent["reason"],
        initiatives=codes,
        by=request.viewer,
        version=whole(request.POST.get("version", "")),
    )


def _area_page(
    request: Request, asked: Asked, page: EditionPage, part: AreaPart, sent: Mapping[str, str], codes: Sequence[str], faults: Faults
) -> HttpResponse:
    language = request.language
    words = [(one.id, capital(one.said).in_(language)) for one in priorities()] + [("", capital(NOT_PUT).in_(language))]
    status = statuses_today(asked.strategy.code, seen_by=request.viewer)[part.focus_area]
    context = {
        "asked": asked,
        "here": "plan_editions",
        "page": page,
        "part": part,
        "status": status.value,
        "status_said": STATUS_WORDS[status],
        "version": page.versions.get(part.focus_area, 1),
        "fields": shown(AREA, sent, {"priority": tuple(words)}, faults),
        "more": shown([MORE], sent, {}, [])[0],
        "candidates": _candidates(request, asked, part, codes),
        "wrong": [fault for fault in faults if fault.location.column == "initiatives"],
        "faults": faults,
    }
    return render(request, "editions/area.html", context, status=400 if faults else 200)


def _candidates(request: Request, asked: Asked, part: AreaPart, codes: Sequence[str]) -> list[tuple[str, str, bool]]:
    """(code, name, chosen): those that are chosen, and every one that contributes to the focus area."""
    known = {record.id: record for record in known_records(asked.strategy.code, seen_by=request.viewer)}
    near = [code for code, record in known.items() if any(share.focus_area == part.focus_area for share in record.shares)]
    every = dict.fromkeys([*(code for code in codes if code in known), *near])
    return sorted(((code, known[code].title, code in codes) for code in every), key=lambda one: (not one[2], sort_key(one[1])))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def adopt(request: Request, number: int) -> HttpResponse:
    """Adopt a draft, after a look at what then stands for everyone."""
    asked = asked_of(request)
    page = _draft(request, asked, number)
    sent = {"adopted_on": timezone.localdate().isoformat(), "decided_by": "", "reference": ""}
    faults: Faults = ()
    if request.method == "POST":
        sent = {field.name: typed(request, field.name) for field in ADOPTION}
        try:
            _adopted(request, number, sent)
        except Refused as refused:
            faults = refused.faults
        else:
            return see(path_to(request, "edition", {"sparat": "1"}, args=[number]))
    context = {
        "asked": asked,
        "here": "plan_editions",
        "page": page,
        "counted": counted_said(page),
        "open_questions": [part for part in page.document.areas if not (part.priority or part.decision)],
        "fields": shown(ADOPTION, sent, {}, faults),
        "faults": faults,
    }
    return render(request, "editions/adopt.html", context, status=400 if faults else 200)


def _adopted(request: Request, number: int, sent: Mapping[str, str]) -> None:
    faults: list[Fault] = []
    day = day_of(sent, "adopted_on", faults)
    if faults:
        raise Refused(faults)
    adopt_edition(
        number,
        adopted_on=day,
        decided_by=sent["decided_by"],
        reference=sent["reference"],
        by=request.viewer,
        version=whole(request.POST.get("version", "")),
        anyway=request.POST.get("anyway") == "1",
    )


def _draft(request: Request, asked: Asked, number: int) -> EditionPage:
    page = found_edition(request, asked, number)
    if page.row.is_adopted:
        raise Http404
    return page


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def restore(request: Request, number: int, code: str) -> HttpResponse:
    """Bring one initiative back to what an adopted plan says of it: first what would change, then done."""
    asked = asked_of(request)
    page = found_edition(request, asked, number)
    if code not in page.document.items():
        raise Http404
    faults: Faults = ()
    if request.method == "POST":
        try:
            restore_item(number, code, strategy=asked.strategy.code, by=request.viewer, version=whole(request.POST.get("version", "")))
        except Refused as refused:
            faults = refused.faults
        else:
            return see(f"{'/en' if request.language == 'en' else ''}{reverse('initiative', args=[code])}")
    found = restoring(number, code, strategy=asked.strategy.code, by=request.viewer)
    context = {"asked": asked, "here": "plan_editions", "page": page, "found": found, "faults": faults}
    return render(request, "editions/restore.html", context, status=400 if faults else 200)
