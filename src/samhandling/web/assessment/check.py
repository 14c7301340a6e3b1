"""Does this contribute? Anyone pastes a text or drops a file; the answer is the page itself, and nothing is kept."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from samhandling.assessment.queries import assessment
from samhandling.assessment.rules.answer import Assessment
from samhandling.ground.faults import Fault, Refused
from samhandling.ground.places import PlaceCode
from samhandling.ground.said import Said
from samhandling.people.rules.permission import CHANGES_OWN
from samhandling.web.assessment.answering import Read, answer_of
from samhandling.web.assessment.receiving import MOST_BYTES, posted, text_of
from samhandling.web.assessment.shares import is_told, read_distribution
from samhandling.web.editing.opened import texts_of
from samhandling.web.office.forms import Field, shown
from samhandling.web.office.places import place_choices
from samhandling.web.request import Asked, Request, asked_of

TEXT = Field(
    "text",
    Said("Klistra in en text", "Paste a text"),
    Said(
        "En idé, en ansökan, ett mötesprotokoll eller ett mejl, på svenska eller engelska. Tio meningar räcker.",
        "An idea, an application, minutes or an e-mail, in Swedish or English. Ten sentences are enough.",
    ),
    kind="long",
)
FILE = Field(
    "fil",
    Said("Eller välj en fil", "Or choose a file"),
    Said("PDF, Word (docx), ODT, Excel (xlsx) eller text.", "PDF, Word (docx), ODT, Excel (xlsx) or text."),
    kind="file",
    optional=True,
)
PLACE = Field("plats", Said("Var ska det göras?", "Where is it to be done?"), kind="choice")


# It keeps nothing and does nothing for anybody, so that a form sent from elsewhere gains nothing; without the token it needs no cookie.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: Request) -> HttpResponse:
    """The form, or the answer to what was sent."""
    asked = asked_of(request)
    if request.method != "POST":
        return _form(request, asked)
    try:
        text = text_of(request)
        found = assessment(text, strategy=asked.strategy.code, seen_by=request.viewer)
    except Refused as refused:
        return _form(request, asked, refused.faults)
    return _answer(request, asked, text, found)


def _answer(request: Request, asked: Asked, text: str, found: Assessment) -> HttpResponse:
    texts = texts_of(request)
    told = read_distribution(texts, asked.strategy) if is_told(texts) else None
    read = Read(asked, text, place_of(request, asked), found, told, texts)
    status = 400 if told and told.faults else 200
    return render(request, "assessment/answer.html", answer_of(request, read), status=status)


def place_of(request: Request, asked: Asked) -> PlaceCode:
    """The place that was chosen, else the one that the page is about."""
    wanted = posted(request).get("plats", "")
    return PlaceCode(wanted) if wanted in dict(place_choices(asked.strategy)) else asked.place


def _form(request: Request, asked: Asked, faults: Sequence[Fault] = ()) -> HttpResponse:
    values = {"text": posted(request).get("text", ""), "plats": place_of(request, asked)}
    context: dict[str, Any] = {
        "asked": asked,
        "here": "check",
        "fields": shown((TEXT, FILE, PLACE), values, {"plats": place_choices(asked.strategy)}, faults),
        "faults": faults,
        "most": MOST_BYTES // 1_000_000,
        "areas": len(asked.strategy.focus_areas),
        "may_settle": CHANGES_OWN.lets_in(request.viewer, ()),
    }
    return render(request, "assessment/check.html", context, status=400 if faults else 200)
