"""Working material: how it differs from what others see, and the ways to show it: share, publish, hide."""

from collections.abc import Sequence
from dataclasses import replace
from math import ceil
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from samhandling.coverage.in_force import rules_now
from samhandling.ground.counting import capital, in_letters
from samhandling.ground.faults import Fault, Refused
from samhandling.ground.said import Said
from samhandling.ground.viewer import VISITOR, Level
from samhandling.office.outbox.queries import is_mail_sent
from samhandling.people.queries import actor_names
from samhandling.people.rules.permission import CHANGES_ALL, INVITES
from samhandling.plan.actions.publishing import publish, share, withdraw
from samhandling.plan.actions.publishing_letters import reached
from samhandling.plan.comments import count_unanswered
from samhandling.plan.differing import CHANGED, GONE, NEW, differences, differing, kept_back
from samhandling.plan.lists import count_open
from samhandling.plan.showing import PublicationRow, publications
from samhandling.web.history.who import everybody
from samhandling.web.office.forms import Field, shown, typed
from samhandling.web.office.going import go_to
from samhandling.web.people.numbers import whole
from samhandling.web.publishing.standing import standing_of
from samhandling.web.publishing.waiting import COLUMNS, Waiting, plain, rows, waiting
from samhandling.web.rendering import Answer, render_any
from samhandling.web.request import Asked, Request, asked_of

PAGE = 50
LEVELS = {"publicerat": Level.PUBLISHED, "delat": Level.SHARED}
NOTE = Said("Anteckning", "Note")
SHARE_NOTE = Field(
    "note",
    NOTE,
    Said("Till exempel vad som är nytt. Aktörerna kan läsa den.", "For instance what is new. The actors can read it."),
    optional=True,
)
PUBLISH_NOTE = Field(
    "note",
    NOTE,
    Said(
        "Till exempel vad som är nytt. Den följer med i öppna data, så alla kan läsa den.",
        "For instance what is new. It comes along in the open data, so everyone can read it.",
    ),
    optional=True,
)
CODE = Field("code", Said("Ärendenummer", "Case number"))
REASON = Field("reason", Said("Varför ska den döljas?", "Why is it to be hidden?"))


@never_cache
@require_safe
def working(request: Request, form: str | None = None) -> HttpResponse:
    """What differs between the working material and what others see."""
    return _page(request, form)


@require_POST
def share_now(request: Request) -> HttpResponse:
    """Show it to the actors, with a letter to each who answers for one."""
    asked = asked_of(request)
    address = request.build_absolute_uri(reverse("mine"))
    made = share(asked.strategy.code, by=request.viewer, note=typed(request, "note")[:2000], address=address)
    return go_to(request, "working", {**asked.kept, "delad": str(made.id)})


@require_POST
def publish_now(request: Request) -> HttpResponse:
    """Show it to everyone."""
    asked = asked_of(request)
    made = publish(asked.strategy.code, by=request.viewer, note=typed(request, "note")[:2000])
    return go_to(request, "working", {**asked.kept, "publicerad": str(made.id)})


@require_POST
def hide(request: Request) -> HttpResponse:
    """Take one out of what others see, at once."""
    code = typed(request, "code")
    try:
        withdraw(code, by=request.viewer, reason=typed(request, "reason")[:2000])
    except Refused as refused:
        return _page(request, None, faults=_placed(refused, code))
    return go_to(request, "working", {**asked_of(request).kept, "dold": code})


def _placed(refused: Refused, code: str) -> list[Fault]:
    """Each fault at the field that it is about."""
    return [
        replace(fault, location=replace(fault.location, column="code" if fault.read == code and code else "reason"))
        for fault in refused.faults
    ]


def _page(request: Request, form: str | None, faults: Sequence[Fault] = ()) -> HttpResponse:
    asked, viewer = asked_of(request), request.viewer
    word = request.GET.get("mot", "") if request.GET.get("mot", "") in LEVELS else "publicerat"
    level, strategy = LEVELS[word], asked.strategy.code
    every = differing(strategy, level, seen_by=viewer)
    names = actor_names(seen_by=viewer)

    def told(chosen: Sequence[tuple[str, str]]) -> list[Waiting]:
        return waiting(differences(chosen, strategy, level, seen_by=viewer), names)

    last = max(1, ceil(len(every) / PAGE))
    page = min(max(1, whole(request.GET.get("sida", ""))), last)
    context = {
        "asked": asked,
        "here": "working",
        "word": word,
        "counts": {kind: sum(one == kind for _, one in every) for kind in (NEW, CHANGED, GONE)},
        "number": len(every),
        "letters": capital(in_letters(len(every))),
        "items": told(every[(page - 1) * PAGE : page * PAGE]) if not form else [],
        "page": page,
        "last": last,
        **_around(request, asked, faults),
    }
    answer = Answer(
        "publishing/working.html",
        context,
        lambda: {"against": level.value, "differences": [plain(one, request.language) for one in told(every)]},
        lambda: ([said.in_(request.language) for said in COLUMNS], rows(told(every), request.language)),
    )
    response = render_any(request, form, answer, f"arbetsmaterial-{timezone.localdate()}")
    if faults:
        response.status_code = 400
    return response


def _around(request: Request, asked: Asked, faults: Sequence[Fault]) -> dict[str, Any]:
    """What stands around the differences: earlier pictures, what to think of first, whom it reaches."""
    viewer = request.viewer
    found = publications(asked.strategy.code, seen_by=viewer)
    told = everybody(asked.strategy.owner, seen_by=viewer)
    is_shared = "delad" in request.GET
    sent = {name: typed(request, name) for name in ("code", "reason")}
    values = sent if faults else {"code": request.GET.get("dolj", "")[:255], "reason": ""}
    return {
        "standing": standing_of(asked.strategy.code, seen_by=viewer),
        "publications": [(row, told.said(row.person_id, "operator")) for row in found],
        "latest": _latest(found),
        "may_publish": CHANGES_ALL.lets_in(viewer, ()),
        "may_invite": INVITES.lets_in(viewer, ()),
        "unanswered": count_unanswered(seen_by=viewer),
        "doubts": count_open(seen_by=viewer),
        "kept_back": kept_back(seen_by=viewer),
        "new_rules": rules_now(asked.strategy.code, seen_by=VISITOR).waiting if found else (),
        "reached": reached(asked.strategy, seen_by=viewer) if is_shared else None,
        "is_mail_sent": is_mail_sent(),
        "done": next((name for name in ("delad", "publicerad", "dold") if name in request.GET), ""),
        "hidden": request.GET.get("dold", ""),
        "share_fields": shown([SHARE_NOTE], {}, {}, suffix="-dela"),
        "publish_fields": shown([PUBLISH_NOTE], {}, {}, suffix="-publicera"),
        "hide_fields": shown([CODE, REASON], values, {}, faults),
        "faults": faults,
    }


def _latest(found: Sequence[PublicationRow]) -> dict[str, PublicationRow]:
    """The latest picture of each kind."""
    return {row.state: row for row in reversed(found)}
