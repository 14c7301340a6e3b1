"""Suggestions for the plan, confirmed one after the other, by keyboard if one likes."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from samhandling.assessment.rules import telling
from samhandling.assessment.rules.marking import marked, spans_of
from samhandling.assessment.suggesting import Queue, Suggested, next_suggestion, settle_suggestion, suggestion_of, take_back
from samhandling.ground.faults import Fault, Location, Refused
from samhandling.ground.said import Said
from samhandling.people.rules.permission import NotAllowed
from samhandling.plan.actions.editing import held
from samhandling.plan.queries import initiative
from samhandling.plan.rules.form.texts import Texts, one
from samhandling.web.assessment.answering import quotes_led, quotes_of
from samhandling.web.assessment.shares import Distribution, per_cent, read_distribution, rows_of, split
from samhandling.web.editing.opened import texts_of
from samhandling.web.office.going import go_to
from samhandling.web.request import Asked, Request, asked_of

SAVE, OUTSIDE, UNDO = "spara", "utanfor", "angra"
LONGEST_CODE = 200


@require_http_methods(["GET", "HEAD", "POST"])
def suggestions(request: Request) -> HttpResponse:
    """One initiative, what it seems to contribute to, and the sentences that say so."""
    asked = asked_of(request)
    if request.method == "POST":
        return _settled(request, asked)
    after, before = request.GET.get("efter", ""), request.GET.get("fore", "")
    if max(len(after), len(before)) > LONGEST_CODE:
        raise Http404
    queue = next_suggestion(asked.strategy.code, after=after, before=before, seen_by=request.viewer)
    return _page(request, asked, queue, queue.now)


def _settled(request: Request, asked: Asked) -> HttpResponse:
    """Take the answer, and go on to the next; else show the same one with what was wrong."""
    texts = texts_of(request)
    code, number = one(texts, "insats"), number_in(one(texts, "version"))
    if one(texts, "svar") == UNDO:
        return _taken_back(request, asked, code, number_in(one(texts, "fran")), number)
    suggested = suggestion_of(code, asked.strategy.code, seen_by=request.viewer)
    if suggested is None:
        return _page(request, asked, next_suggestion(asked.strategy.code, seen_by=request.viewer), None, ALREADY, status=409)
    told = _told(texts, suggested, asked)
    faults = [*told.faults, *_no_answer(one(texts, "svar"), told, suggested)]
    if not faults:
        try:
            shares: dict[str, Fraction | None] = {} if one(texts, "svar") == OUTSIDE else _exact(told, suggested)
            saved = settle_suggestion(code, shares, told.aspects, strategy=asked.strategy.code, by=request.viewer, version=number)
            return go_to(request, "share_suggestions", {**asked.kept, "efter": code, "klar": code, "fran": str(number), "till": str(saved)})
        except Refused as refused:
            faults = list(refused.faults)
    queue = next_suggestion(asked.strategy.code, seen_by=request.viewer)
    return _page(request, asked, queue, suggested, faults, (told, texts), status=422)


def _taken_back(request: Request, asked: Asked, code: str, before: int, version: int) -> HttpResponse:
    """Take the last answer back, and show its initiative again."""
    try:
        take_back(code, before, strategy=asked.strategy.code, by=request.viewer, version=version)
    except NotAllowed:
        raise Http404 from None
    except Refused as refused:
        queue = next_suggestion(asked.strategy.code, seen_by=request.viewer)
        return _page(request, asked, queue, None, [replace(one, location=Location()) for one in refused.faults], status=422)
    suggested = suggestion_of(code, asked.strategy.code, seen_by=request.viewer)
    queue = next_suggestion(asked.strategy.code, seen_by=request.viewer)
    return _page(request, asked, queue, suggested, undone=code)


def number_in(text: str) -> int:
    """A version as a form holds it; 0 where it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


ALREADY = [
    Fault(
        Location(),
        "",
        Said("Insatsen är redan klar, kanske har en kollega hunnit före.", "It has been settled already, perhaps by a colleague."),
        Said("Här är nästa.", "Here is the next one."),
    )
]


def _told(texts: Texts, suggested: Suggested, asked: Asked) -> Distribution:
    """What the form says; where only aspects are asked for, the shares stay as they are."""
    told = read_distribution(texts, asked.strategy)
    return Distribution({}, told.aspects) if suggested.what == "aspects" else told


def _exact(told: Distribution, suggested: Suggested) -> dict[str, Fraction | None]:
    """The shares as they were, where the field still says the same: a third stays a third."""
    was = {share.focus_area: share.share for share in suggested.shares}
    if suggested.what == "aspects":
        return was
    return {code: was[code] if code in was and per_cent(was[code]) == per_cent(share) else share for code, share in told.shares.items()}


def _no_answer(answer: str, told: Distribution, suggested: Suggested) -> list[Fault]:
    if answer not in (SAVE, OUTSIDE) or (answer == OUTSIDE and suggested.what == "aspects"):
        expected = Said("Du har inte valt något svar.", "You have chosen no answer.")
        return [Fault(Location(column="svar-1"), "", expected, Said("Välj ett av dem.", "Choose one of them."))]
    if answer == SAVE and suggested.what != "aspects" and not told.shares:
        expected = Said("Ingen andel är ifylld.", "No share is filled in.")
        return [
            Fault(
                Location(column="svar-1"),
                "",
                expected,
                Said("Fyll i en andel, eller välj det andra svaret.", "Fill in one, or choose the other answer."),
            )
        ]
    if answer == SAVE and suggested.what == "aspects" and not told.aspects:
        expected = Said("Inget delområde är valt.", "No aspect is chosen.")
        return [Fault(Location(column="svar-1"), "", expected, Said("Välj minst ett, eller gå vidare.", "Choose at least one, or go on."))]
    return []


def _page(
    request: Request,
    asked: Asked,
    queue: Queue,
    now: Suggested | None,
    faults: Sequence[Fault] = (),
    sent: tuple[Distribution, Texts] | None = None,
    status: int = 200,
    undone: str = "",
) -> HttpResponse:
    now = now or queue.now
    context: dict[str, Any] = {
        "asked": asked,
        "here": "share_suggestions",
        "queue": queue,
        "now": now,
        "faults": faults,
        "done": _last(request, asked),
        "undone": undone,
        "skipped": "efter" in request.GET or "fore" in request.GET,
    }
    if now:
        context |= _shown(request, asked, now, sent)
    return render(request, "assessment/suggestions.html", context, status=status)


def _last(request: Request, asked: Asked) -> dict[str, Any] | None:
    """What was answered last, with what is needed to take it back: only what the viewer may change."""
    code, before = request.GET.get("klar", "")[:LONGEST_CODE], number_in(request.GET.get("fran", ""))
    if request.method == "POST" or not code:
        return None
    try:
        held(code, by=request.viewer)
    except Refused:
        return None
    version = initiative(code, of_strategy=asked.strategy.code, seen_by=request.viewer).version
    is_last = version == number_in(request.GET.get("till", ""))
    return {"code": code, "before": before, "version": version, "may_undo": is_last and 0 < before < version}


def _shown(request: Request, asked: Asked, now: Suggested, sent: tuple[Distribution, Texts] | None) -> dict[str, Any]:
    shares = {share.focus_area: share.share for share in now.shares if share.share}
    aspects = {share.focus_area: share.aspects for share in now.shares}
    told, texts = sent or (Distribution(shares, aspects), None)
    order = [share.focus_area for share in now.shares]
    rows, others = split(rows_of(asked.strategy, told, None if now.what == "aspects" else texts), order)
    quotes = quotes_of(now.found) if now.found else []
    return {
        "version": initiative(now.record.id, of_strategy=asked.strategy.code, seen_by=request.viewer).version,
        "reason": now.found.reason if now.found else None,
        "evidence": _evidence(now, spans_of(quotes)),
        "pieces": marked(now.text, spans_of(quotes)),
        "rows": [row for row in rows if row.area.code in order] if now.what == "aspects" else rows,
        "shares": {share.focus_area: share.share for share in now.shares},
        "others": others,
        "nothing": not now.shares,
    }


def _evidence(now: Suggested, spans: list[tuple[int, int]]) -> list[tuple[str, Said, list[tuple[int, str]]]]:
    """Each focus area that is read out of the text: its id, how sure, and the sentences that say so, led into the text."""
    found = now.found.named if now.found else ()
    return [(area.id, telling.SURENESS[area.sureness], quotes_led(area.evidence, spans)) for area in found]
