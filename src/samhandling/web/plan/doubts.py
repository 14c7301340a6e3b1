"""Doubts: settled one after the other, by keyboard if one likes. Only for those who see working material."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from samhandling.ground.faults import Fault, Refused, refusal
from samhandling.ground.said import Said
from samhandling.people.rules.permission import CHANGES_ALL, require
from samhandling.plan.actions.settling import settle
from samhandling.plan.lists import OpenDoubt, count_open, open_doubt, settled_doubts
from samhandling.plan.queries import DoubtRow
from samhandling.plan.queries import doubts as open_doubts
from samhandling.web.plan.answers import HINTS, answer_said
from samhandling.web.plan.words import field_said
from samhandling.web.rendering import Answer, render_any
from samhandling.web.request import Asked, Request, asked_of


@dataclass(frozen=True, slots=True)
class Option:
    """An answer to choose: its number on the keyboard, its words, and whether it needs a value."""

    number: int
    answer: str
    said: Said
    needs_value: bool


@dataclass(frozen=True, slots=True)
class Given:
    """What a person has filled in, so that nothing is lost when it cannot be taken."""

    answer: str = ""
    value: str = ""
    faults: tuple[Fault, ...] = ()


@require_http_methods(["GET", "HEAD", "POST"])
def doubts(request: Request, form: str | None = None) -> HttpResponse:
    """One doubt, its answers, and the row that it came from."""
    viewer = request.viewer
    if not viewer.sees_internal:
        raise Http404
    asked = asked_of(request)
    if request.method == "POST":
        require(CHANGES_ALL, viewer)
        return _settled(request, asked)
    settled = request.GET.get("avgjorda") == "1"
    if form or settled:
        return _list(request, asked, form, settled=settled)
    found = _wanted(request)
    if found is None and "fraga" in request.GET:
        raise Http404
    return _page(request, asked, found, Given())


def _number(request: Request, name: str) -> int:
    """A doubt's number in the address, 0 where there is none. Raises Http404 for what is no number."""
    text = request.GET.get(name, "") or "0"
    if not (text.isascii() and text.isdigit()) or len(text) > 12:
        raise Http404
    return int(text)


def _wanted(request: Request) -> OpenDoubt | None:
    number = _number(request, "fraga")
    return open_doubt(number or None, after=_number(request, "efter"), seen_by=request.viewer)


def _settled(request: Request, asked: Asked) -> HttpResponse:
    """Take the answer, and go on to the next doubt; else show the same one with what was wrong."""
    text = request.POST.get("fraga", "")
    found = open_doubt(int(text), seen_by=request.viewer) if text.isascii() and text.isdigit() and len(text) <= 12 else None
    given = Given(request.POST.get("svar", ""), request.POST.get("varde", "").strip())
    if found is None:
        told = Given(faults=ALREADY.faults)
        return _page(request, asked, open_doubt(seen_by=request.viewer), told, status=409)
    try:
        _check(found, given)
        value = given.value if given.answer in found.needing else None
        settle(found.id, given.answer, strategy=asked.strategy.code, by=request.viewer, value=value)
    except Refused as refused:
        return _page(request, asked, found, Given(given.answer, given.value, refused.faults), status=422)
    prefix = "/en" if request.language == "en" else ""
    return HttpResponseRedirect(f"{prefix}{reverse('doubts')}?efter={found.id}&klar={found.id}")


ALREADY = refusal(
    "",
    Said("Frågan är redan avgjord, kanske av en kollega.", "The doubt has been settled already, perhaps by a colleague."),
    Said("Här är nästa.", "Here is the next one."),
)


def _check(found: OpenDoubt, given: Given) -> None:
    """What can be said before anything is tried, in the words of the page."""
    if given.answer not in found.answers:
        raise refusal(
            "",
            Said("Du har inte valt något svar.", "You have chosen no answer."),
            Said("Välj ett av svaren.", "Choose one of the answers."),
        )
    if given.answer in found.needing and not given.value:
        said = answer_said(found.kind, given.answer)
        raise refusal(
            "",
            Said(f"Svaret ”{said.sv}” behöver ett värde.", f"The answer “{said.en}” needs a value."),
            Said("Skriv det i fältet under svaren.", "Write it in the field below the answers."),
        )


def options_of(found: OpenDoubt) -> list[Option]:
    """The answers in their order, numbered from 1."""
    return [
        Option(number, answer, answer_said(found.kind, answer), answer in found.needing) for number, answer in enumerate(found.answers, 1)
    ]


def _page(request: Request, asked: Asked, found: OpenDoubt | None, given: Given, status: int = 200) -> HttpResponse:
    context = {
        "asked": asked,
        "here": "doubts",
        "doubt": found,
        "given": given,
        "open": count_open(seen_by=request.viewer),
        "done": _number(request, "klar"),
        "skipped": _number(request, "efter") > 0,
    }
    if found:
        context |= {
            "options": options_of(found),
            "hints": [HINTS[answer] for answer in found.needing if answer in HINTS],
            "wrong_value": bool(given.faults) and given.answer in found.needing,
            "needing": [str(option.number) for option in options_of(found) if option.needs_value],
            "field": field_said(found.field) if found.field else None,
            "raw": [(field_said(field), heading, text, heading == found.location.column) for field, heading, text in found.raw],
            "where": found.location.said(),
        }
    return render(request, "plan/doubt.html", context, status=status)


def _list(request: Request, asked: Asked, form: str | None, *, settled: bool) -> HttpResponse:
    """All doubts, open or settled: as a page only the settled ones, which nobody goes through one by one."""
    rows: list[DoubtRow] = open_doubts(seen_by=request.viewer, settled=settled)
    shown = [(one, answer_said(one.kind, one.answer)) for one in settled_doubts(seen_by=request.viewer)] if settled and not form else []
    context = {"asked": asked, "here": "doubts", "settled": shown, "open": count_open(seen_by=request.viewer)}
    plain = [_plain(row, request) for row in rows]
    answer = Answer("plan/settled.html", context, lambda: {"doubts": plain}, lambda: (list(COLUMNS), [_cells(row) for row in plain]))
    return render_any(request, form, answer, "fragor")


COLUMNS = ("id", "kind", "field", "initiative", "said", "read", "answers", "answer")


def _plain(row: DoubtRow, request: Request) -> dict[str, Any]:
    said = row.said.in_(request.language)
    values = (row.id, row.kind, row.field, row.initiative, said, row.read, list(row.answers), row.answer)
    return dict(zip(COLUMNS, values, strict=True))


def _cells(row: dict[str, Any]) -> list[Any]:
    return [" | ".join(value) if isinstance(value, list) else value for value in row.values()]
