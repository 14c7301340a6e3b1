"""The inbox: what people have told, oldest first, and a strategist's answer."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from samhandling.coverage.actions import judge
from samhandling.coverage.rules.sentences import VERDICT_WORDS
from samhandling.coverage.rules.verdict import Judged, Verdict
from samhandling.ground.counting import capital, in_letters
from samhandling.ground.faults import Fault, Location, Refused
from samhandling.ground.places import NATION, PlaceCode
from samhandling.ground.said import Said
from samhandling.office.inbox import answer_suggestion
from samhandling.office.queries import SuggestionRow, suggestions
from samhandling.plan.actions.taking_up import ideas_made
from samhandling.plan.actions.taking_up import take_up as make_idea
from samhandling.web.office.forms import ANSWER, FORMS, JUDGING, shown, typed
from samhandling.web.office.going import go_to
from samhandling.web.request import Asked, Request, asked_of

FIELDS = (*JUDGING, ANSWER)
LONGEST_NAME = 200


@require_http_methods(["GET", "HEAD", "POST"])
def inbox(request: Request) -> HttpResponse:
    """What waits for an answer, and what has had one."""
    if not request.viewer.sees_internal:
        raise Http404
    asked = asked_of(request)
    if request.method != "POST":
        return _page(request, asked)
    number = _whole(request.POST.get("number", ""))
    row = next((one for one in suggestions(seen_by=request.viewer) if one.id == number), None)
    try:
        _answer(request, row, number)
    except Refused as refused:
        return _page(request, asked, refused, number)
    return go_to(request, "inbox", {**asked.kept, "besvarad": str(number)})


def _page(request: Request, asked: Asked, refused: Refused | None = None, number: int = 0) -> HttpResponse:
    waiting = suggestions(seen_by=request.viewer)
    faults = refused.faults if refused else ()
    ideas = ideas_made(seen_by=request.viewer)
    context = {
        "asked": asked,
        "here": "inbox",
        "items": [_item(row, request, asked, faults if row.id == number else None) for row in waiting],
        "number": capital(in_letters(len(waiting))),
        "answered": [
            {**_told(row, asked), "idea": ideas.get(row.id, "")}
            for row in reversed(suggestions(seen_by=request.viewer, answered=True)[-20:])
        ],
        "faults": faults,
        "gone": bool(faults) and number not in {row.id for row in waiting},
        "done": _whole(request.GET.get("besvarad", "")),
        "made": ideas.get(_whole(request.GET.get("besvarad", "")), ""),
    }
    return render(request, "office/inbox.html", context, status=400 if refused else 200)


def _told(row: SuggestionRow, asked: Asked) -> dict[str, Any]:
    form = FORMS[row.kind]
    area = next((one for one in asked.strategy.focus_areas if one.code == row.focus_area), None)
    told = [(field.label, row.told[field.name]) for field in form.fields if field.name in row.told]
    return {"row": row, "form": form, "area": area, "told": told}


def _item(row: SuggestionRow, request: Request, asked: Asked, faults: Sequence[Fault] | None) -> dict[str, Any]:
    """What somebody told with the form that answers it. `faults`: of the answer just sent; `None` where none was."""
    values = {"reason": row.told.get("reason", ""), "name": row.name}
    if faults is not None:
        values = {field.name: typed(request, field.name) for field in FIELDS}
    choices = {"verdict": tuple((verdict.value, word.in_(request.language)) for verdict, word in VERDICT_WORDS.items())}
    fields = shown(FIELDS, values, choices, faults or (), "" if faults else f"-{row.id}")
    return {**_told(row, asked), "judging": fields[:-1] if row.kind == "judgement" else [], "answering": fields[-1]}


def _answer(request: Request, row: SuggestionRow | None, number: int) -> None:
    """Answer; where an effort is taken up, make it an idea, and where a judgement is, judge: both or neither, every fault at once."""
    take_up = request.POST.get("act") == "take_up"
    version = _whole(request.POST.get("version", ""))
    with transaction.atomic():
        faults: list[Fault] = []
        try:
            if row and row.kind == "effort" and take_up:
                make_idea(number, answer=typed(request, "answer"), by=request.viewer, version=version)
            else:
                answer_suggestion(number, take_up=take_up, answer=typed(request, "answer"), by=request.viewer, version=version)
        except Refused as refused:
            faults += refused.faults
        if row and row.kind == "judgement" and take_up:
            faults += _judged(request, row)
        if faults:
            raise Refused(faults)


def _judged(request: Request, row: SuggestionRow) -> list[Fault]:
    faults: list[Fault] = []
    verdict = _verdict(typed(request, "verdict"), faults)
    review = _review(typed(request, "review"), faults)
    judged = Judged(
        verdict or Verdict.DISAGREE,
        typed(request, "reason"),
        _name(typed(request, "name"), faults),
        timezone.localdate(),
        typed(request, "reference"),
        review,
    )
    try:
        judge(row.focus_area, PlaceCode(row.place or NATION), judged, strategy=row.strategy, by=request.viewer)
    except Refused as refused:
        faults += refused.faults
    return faults


def _verdict(text: str, faults: list[Fault]) -> Verdict | None:
    if text in list(Verdict):
        return Verdict(text)
    expected = Said("Här ska stå vad bedömningen är.", "Here should stand what the judgement is.")
    faults.append(Fault(Location(column="verdict"), text, expected, Said("Välj en av de tre.", "Choose one of the three.")))
    return None


def _name(text: str, faults: list[Fault]) -> str:
    if len(text) > LONGEST_NAME:
        expected = Said(f"Högst {LONGEST_NAME} tecken.", f"At most {LONGEST_NAME} characters.")
        faults.append(Fault(Location(column="name"), f"{text[:40]}…", expected, Said("Korta namnet.", "Shorten the name.")))
        return text[:LONGEST_NAME]
    return text


def _review(text: str, faults: list[Fault]) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        expected = Said("Det är ingen dag som finns.", "This is no day that exists.")
        faults.append(Fault(Location(column="review"), text, expected, Said("Skriv den som 2026-06-30.", "Write it as 2026-06-30.")))
        return None


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0
