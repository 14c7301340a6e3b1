"""Change one field of many initiatives: choose in the list, choose the value, look at what it does, do it, take it back."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from samhandling.ground.faults import Fault, Refused
from samhandling.people.queries import person_name
from samhandling.plan.actions.bulk import bulk_change, undo_bulk
from samhandling.plan.bulk import Line, batch, batches_of, bulk_preview, check_number
from samhandling.plan.rules.bulk_wish import FIELDS
from samhandling.web.bulk.chosen import chosen_codes
from samhandling.web.bulk.wishes import FIELD_WORDS, field_choices, sent_of, shown_fields, wish_of
from samhandling.web.office.going import path_to, see
from samhandling.web.people.numbers import whole
from samhandling.web.people.words import moment
from samhandling.web.request import Asked, Request, asked_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def bulk(request: Request) -> HttpResponse:
    """The latest changes of many; and each step of a new one, which is sent to this same address."""
    if request.method == "POST":
        return _step(request)
    asked = asked_of(request)
    found = batches_of(asked.strategy.code, seen_by=request.viewer)
    context = {
        "asked": asked,
        "here": "initiatives",
        "batches": [(one, FIELD_WORDS[one.field], moment(one.at), person_name(one.person, seen_by=request.viewer)) for one in found],
    }
    return render(request, "bulk/latest.html", context)


def _step(request: Request) -> HttpResponse:
    act, field = request.POST.get("act", ""), request.POST.get("field", "")
    codes = chosen_codes(request)
    check_number(codes)
    asked = asked_of(request)
    if act == "do":
        return _do(request, asked, field, codes)
    sent = sent_of(request)
    if act != "preview" or field not in FIELDS:
        return _value_page(request, asked, field, codes, sent)
    try:
        lines = bulk_preview(codes, wish_of(field, sent), strategy=asked.strategy.code, by=request.viewer)
    except Refused as refused:
        return _value_page(request, asked, field, codes, sent, refused.faults)
    return _preview_page(request, asked, field, lines, sent)


def _value_page(
    request: Request, asked: Asked, field: str, codes: list[str], sent: Mapping[str, str], faults: tuple[Fault, ...] = ()
) -> HttpResponse:
    known = field if field in FIELDS else FIELDS[0]
    fields = shown_fields(known, sent, asked.strategy, request.viewer, request.language, faults)
    context = {
        "asked": asked,
        "here": "initiatives",
        "field": known,
        "field_said": FIELD_WORDS[known],
        "others": [one for one in field_choices(request.language) if one[0] != known],
        "codes": codes,
        "fields": fields,
        "faults": faults,
    }
    return render(request, "bulk/value.html", context, status=400 if faults else 200)


def _preview_page(request: Request, asked: Asked, field: str, lines: list[Line], sent: Mapping[str, str]) -> HttpResponse:
    doing = [line for line in lines if line.changes]
    context: dict[str, Any] = {
        "asked": asked,
        "here": "initiatives",
        "field": field,
        "field_said": FIELD_WORDS[field],
        "doing": doing,
        "cannot": [line for line in lines if line.reason],
        "same": sum(not line.changes and line.reason is None for line in lines),
        "sent": sent,
        "lines": lines,
    }
    return render(request, "bulk/preview.html", context)


def _do(request: Request, asked: Asked, field: str, codes: list[str]) -> HttpResponse:
    sent = sent_of(request)
    read = request.POST.getlist("version")
    versions = {code: whole(version) for code, version in zip(codes, read, strict=False)}
    done = bulk_change(versions, wish_of(field, sent), strategy=asked.strategy.code, by=request.viewer)
    if done.number is None:
        lines = bulk_preview(codes, wish_of(field, sent), strategy=asked.strategy.code, by=request.viewer)
        return _preview_page(request, asked, field, lines, sent)
    return see(path_to(request, "bulk_done", args=[done.number]))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def bulk_done(request: Request, number: int) -> HttpResponse:
    """What one change of many did, and the way back."""
    asked = asked_of(request)
    found = batch(number, of_strategy=asked.strategy.code, seen_by=request.viewer)
    if found is None:
        raise Http404
    if request.method == "POST":
        undo_bulk(number, by=request.viewer)
        return see(path_to(request, "bulk_done", args=[number]))
    context = {
        "asked": asked,
        "here": "initiatives",
        "batch": found,
        "field_said": FIELD_WORDS[found.field],
        "at": moment(found.at),
        "undone_at": moment(found.undone_at),
        "person": person_name(found.person, seen_by=request.viewer),
        "may_undo": found.undone_at is None and (request.viewer.may_change_all or found.person == request.viewer.person),
        "restored": len(found.rows) - len(found.undone_left),
    }
    return render(request, "bulk/done.html", context)
