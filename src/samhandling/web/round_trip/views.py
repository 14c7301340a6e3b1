"""My initiatives as a workbook: fetched, handed back, looked at difference by difference, and saved."""

import io
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from samhandling.ground.counting import capital
from samhandling.ground.faults import Fault, Refused
from samhandling.ground.said import Said
from samhandling.office.limits import require_room
from samhandling.people.queries import person_name
from samhandling.plan.round_trip.applying import apply_workbook, choice_key
from samhandling.plan.round_trip.comparing import Compared, compare_workbook
from samhandling.plan.round_trip.reading import count_for, sheets
from samhandling.plan.round_trip.writing import write_workbook
from samhandling.plan.rules.round_trip.sheets import MOST_ROWS
from samhandling.web.importing.receiving import received
from samhandling.web.office.forms import Field, shown, typed
from samhandling.web.office.going import go_to, path_to, see
from samhandling.web.people.numbers import whole
from samhandling.web.plan.index import index_of, states_of
from samhandling.web.plan.initiatives import FILTERS, wanted_of
from samhandling.web.plan.listing import listed
from samhandling.web.request import Asked, Request, asked_of
from samhandling.web.round_trip.keeping import forget, found, keep_sent, opened

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_UPLOADS, MOST_FETCHED, WITHIN = 60, 120, timedelta(hours=1)
MOST_SHOWN = 200
FILE = Field(
    "fil",
    Said("Arbetsboken som du har ändrat i", "The workbook that you have changed"),
    Said("Excelfilen (xlsx) som du hämtade här.", "The Excel file (xlsx) that you fetched here."),
    kind="file",
)


@never_cache
@require_safe
def fetch(request: Request) -> HttpResponse:
    """The workbook: one's own initiatives; for whoever may change all, those that a filter of the list finds."""
    asked, viewer = asked_of(request), request.viewer
    require_room(f"workbook:{_who(request)}", most=MOST_FETCHED, within=WITHIN)
    has_filter = any(request.GET.get(name) for name in (*FILTERS, "sok", "plats"))
    codes = _filtered(request, asked) if viewer.may_change_all and has_filter else None
    out = io.BytesIO()
    made = sheets(asked.strategy.code, by=viewer, language=request.language, codes=codes)
    write_workbook(out, made, who=person_name(viewer.person, seen_by=viewer))
    response = HttpResponse(out.getvalue(), content_type=XLSX)
    name = "arbetsbok" if request.language == "sv" else "workbook"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}-{made.day}.xlsx"'
    return response


def _filtered(request: Request, asked: Asked) -> list[str]:
    index = index_of(asked.strategy.code, seen_by=request.viewer, known_on=None)
    states = states_of(index, asked.on, (asked.strategy.code, None, request.viewer.sight))
    numbers = listed(index, states, wanted_of(request, asked), asked.strategy).numbers
    return [index.records[number].id for number in numbers]


def _who(request: Request) -> str:
    viewer = request.viewer
    return str(viewer.person) if viewer.person else ",".join(sorted(viewer.actors))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def workbook_page(request: Request) -> HttpResponse:
    """Fetch the workbook, or hand it back."""
    asked = asked_of(request)
    faults: Sequence[Fault] = ()
    if request.method == "POST":
        try:
            require_room(f"upload:{_who(request)}", most=MOST_UPLOADS, within=WITHIN)
            file, name = received(request, FILE.name)
            return see(path_to(request, "workbook_differences", args=[keep_sent(file, name, by=request.viewer)]))
        except Refused as refused:
            faults = refused.faults
    context = {
        "asked": asked,
        "here": "workbook",
        "file": shown([FILE], {}, {}, faults)[0],
        "faults": faults,
        "count": count_for(by=request.viewer),
        "most": MOST_ROWS,
        "saved": "sparat" in request.GET,
        "changed": whole(request.GET.get("sparat", "0")),
        "added": whole(request.GET.get("nya", "0")),
        "removed": "borta" in request.GET,
    }
    return render(request, "round_trip/workbook.html", context, status=422 if faults else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def differences(request: Request, word: str) -> HttpResponse:
    """What the workbook would change, field by field; saved when one says so."""
    asked, sent = asked_of(request), found(word, by=request.viewer)
    if request.method == "POST" and request.POST.get("act") == "forget":
        forget(sent)
        return go_to(request, "workbook", {"borta": "1"})
    try:
        book = opened(sent)
    except Refused as refused:
        return _unread(request, asked, sent.name, refused.faults)
    faults: Sequence[Fault] = ()
    if request.method == "POST":
        choices = {name: typed(request, name) for name in request.POST if "|" in name}
        mark = typed(request, "mark")
        try:
            done = apply_workbook(book, choices, strategy=asked.strategy.code, by=request.viewer, mark=mark, language=request.language)
        except Refused as refused:
            faults = refused.faults
        else:
            forget(sent)
            return go_to(request, "workbook", {"sparat": str(len(done.changed)), "nya": str(len(done.added))})
    compared = compare_workbook(book, strategy=asked.strategy.code, by=request.viewer, language=request.language)
    if compared.faults:
        return _unread(request, asked, sent.name, compared.faults)
    context = {"asked": asked, "here": "workbook", "word": word, "name": sent.name, "faults": faults, **_told(request, compared)}
    return render(request, "round_trip/differences.html", context, status=422 if faults else 200)


def _unread(request: Request, asked: Asked, name: str, faults: Sequence[Fault]) -> HttpResponse:
    """What cannot be read, all at once; nothing is saved."""
    context = {
        "asked": asked,
        "here": "workbook",
        "name": name,
        "wrong": [(capital(fault.location.said()), fault, fault.read not in fault.expected.sv) for fault in faults[:MOST_SHOWN]],
        "more": max(0, len(faults) - MOST_SHOWN),
        "count": len(faults),
    }
    return render(request, "round_trip/not_read.html", context, status=422)


def _told(request: Request, compared: Compared) -> dict[str, Any]:
    """The differences as the page tells them, those that need a choice first."""
    ordered = sorted(compared.changed, key=lambda one: not one.clashes)
    rows: list[dict[str, Any]] = []
    for one in ordered:
        if len(rows) >= MOST_SHOWN and not one.clashes:
            break
        fields = []
        for part in one.differences:
            key = choice_key(one.code, part.group)
            fields.append({"part": part, "key": key, "chosen": typed(request, key), "id": f"val-{len(rows)}-{part.group}"})
        rows.append({"one": one, "fields": fields})
    return {
        "compared": compared,
        "rows": rows,
        "unshown": len(ordered) - len(rows),
        "clashes": sum(len(one.clashes) for one in compared.changed),
        "lead": lead(compared),
        "gone": compared.gone[:MOST_SHOWN],
        "left": [(capital(fault.location.said()), fault) for fault in compared.left[:MOST_SHOWN]],
    }


def lead(compared: Compared) -> Said:
    """What saving would do, in a sentence."""
    changed, ideas, same = len(compared.changed), len(compared.ideas), compared.same
    if compared.is_empty:
        return Said(
            f"Arbetsboken säger inget nytt. {_rows_sv(same)} som i planen.",
            f"The workbook says nothing new. {_rows_en(same)} as in the plan.",
        )
    sv = {0: "Ingen insats ändras", 1: "En insats ändras"}.get(changed, f"{changed} insatser ändras")
    en = {0: "No initiative changes", 1: "One initiative changes"}.get(changed, f"{changed} initiatives change")
    if ideas:
        sv += " och en ny idé läggs till" if ideas == 1 else f" och {ideas} nya idéer läggs till"
        en += " and one new idea is added" if ideas == 1 else f" and {ideas} new ideas are added"
    return Said(f"{sv}. {_rows_sv(same)} som i planen.", f"{en}. {_rows_en(same)} as in the plan.")


def _rows_sv(count: int) -> str:
    return {0: "Inget annat står", 1: "En annan insats står"}.get(count, f"{count} insatser står")


def _rows_en(count: int) -> str:
    return {0: "Nothing else stands", 1: "One other initiative stands"}.get(count, f"{count} initiatives stand")
