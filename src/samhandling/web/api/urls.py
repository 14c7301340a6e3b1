"""Addresses of the API: subject by subject, each address once, all of them through the door."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.urls import URLPattern, path, re_path
from ninja import Router

from samhandling.people.rules.permission import ANSWERS_FOR, CHANGES_ALL, CHANGES_OWN, EVERYONE, IMPORTS, INTERNAL, OWN_WISHES, Rule
from samhandling.web.api import (
    actors,
    assess,
    bulk,
    business,
    comments,
    coverage,
    deadlines,
    doubts,
    edition_talk,
    editions,
    figures,
    histories,
    history,
    imports,
    inbox,
    initiatives,
    judgements,
    mail,
    me,
    proposals,
    publications,
    releases,
    rules,
    runs,
    strategies,
    strategy_parts,
    workbook,
    working,
)
from samhandling.web.api.core import DESCRIPTION, PREFIX, Api, ReadsText, WritesText, answer_of, document, tell_problems
from samhandling.web.api.door import JSON_ONLY, opened
from samhandling.web.request import Request

SUBJECTS: tuple[tuple[str, Router], ...] = (
    ("me", me.router),
    ("me", mail.router),
    ("strategies", strategies.router),
    ("strategies", strategy_parts.router),
    ("coverage", coverage.router),
    ("initiatives", initiatives.router),
    ("actors", actors.router),
    ("imports", imports.router),
    ("imports", runs.router),
    ("doubts", doubts.router),
    ("judgements", judgements.router),
    ("suggestions", inbox.router),
    ("publications", publications.router),
    ("editions", editions.router),
    ("editions", edition_talk.router),
    ("bulk", bulk.router),
    ("assess", assess.router),
    ("workbook", workbook.router),
    ("rules", rules.router),
    ("working", working.router),
    ("indicators", figures.router),
    ("business", business.router),
    ("", releases.router),
    ("proposed-contributions", proposals.router),
    ("deadlines", deadlines.router),
    ("", comments.router),
    ("", history.router),
    ("", histories.router),
)

RULES: Mapping[str | None, Rule] = {
    "api_confirm": CHANGES_OWN,
    "api_withdraw": CHANGES_ALL,
    "api_merge": CHANGES_ALL,
    "api_part": CHANGES_ALL,
    "api_merge_actors": CHANGES_ALL,
    "api_part_actors": CHANGES_ALL,
    "api_import_files": IMPORTS,
    "api_import_file": IMPORTS,
    "api_import_again": IMPORTS,
    "api_import_write": IMPORTS,
    "api_import_written": IMPORTS,
    "api_import_undo": IMPORTS,
    "api_import_undone": IMPORTS,
    "api_import_chain_answer": CHANGES_ALL,
    "api_doubts": INTERNAL,
    "api_settle": CHANGES_ALL,
    "api_judgement": CHANGES_ALL,
    "api_suggestion": CHANGES_ALL,
    "api_answer": CHANGES_ALL,
    "api_comments": INTERNAL,
    "api_answer_comment": CHANGES_ALL,
    "api_comments_beside": ANSWERS_FOR,
    "api_events": INTERNAL,
    "api_undo": CHANGES_OWN,
    "api_initiative_events": ANSWERS_FOR,
    "api_actor_events": ANSWERS_FOR,
    "api_focus_area_events": INTERNAL,
    "api_import_events": INTERNAL,
    "api_proposals": CHANGES_OWN,
    "api_proposal": CHANGES_OWN,
    "api_proposal_undo": CHANGES_OWN,
    "api_mail": OWN_WISHES,
    "api_mail_letter": OWN_WISHES,
    "api_edition_open": CHANGES_ALL,
    "api_edition_adopt": CHANGES_ALL,
    "api_edition_comments": ANSWERS_FOR,
    "api_edition_answer": CHANGES_ALL,
    "api_edition_restore": CHANGES_ALL,
    "api_workbook": CHANGES_OWN,
    "api_workbook_differences": CHANGES_OWN,
    "api_workbook_apply": CHANGES_OWN,
    "api_rules_preview": CHANGES_ALL,
    "api_rules_restore": CHANGES_ALL,
    "api_working": INTERNAL,
    "api_working_reached": INTERNAL,
    "api_bulk": ANSWERS_FOR,
    "api_bulk_preview": CHANGES_OWN,
    "api_bulk_one": ANSWERS_FOR,
    "api_bulk_undo": CHANGES_OWN,
}
"""Whom an address lets in at all, whatever is done there. What each act allows stands in the act."""

TAKES: Mapping[str | None, Mapping[str, int]] = {
    "api_assess": assess.BODY,
    "api_import_files": imports.BODY,
    "api_workbook": workbook.BODY,
}
"""What else than JSON an address takes, and how much of it."""


def made() -> Api:
    """The API with all its subjects."""
    found = Api(
        title="Samhandling",
        version="1",
        description=DESCRIPTION,
        docs_url=None,
        openapi_url=None,
        parser=ReadsText(),
        renderer=WritesText(),
    )
    for prefix, router in SUBJECTS:
        found.add_router(prefix, router)
    tell_problems(found)
    return found


api = made()


@cache
def description() -> dict[str, Any]:
    """The OpenAPI document; made when it is first asked for, as it takes longer than a page."""
    return document(api)


def described(request: Request) -> HttpResponse:
    """The OpenAPI document."""
    if request.method != "GET":
        return HttpResponse(status=405, headers={"Allow": "GET"})
    return JsonResponse(description(), json_dumps_params={"ensure_ascii": False})


def nothing(request: Request, rest: str = "") -> HttpResponse:
    """No such address."""
    return answer_of(request, Http404())


def _addresses() -> Iterator[URLPattern]:
    seen: set[str] = set()
    for pattern in api.urls[0]:
        route = str(pattern.pattern)
        if isinstance(pattern, URLPattern) and route not in seen and pattern.name != "api-root":
            seen.add(route)
            view = opened(pattern.callback, RULES.get(pattern.name, EVERYONE), TAKES.get(pattern.name, JSON_ONLY))
            yield path(PREFIX.lstrip("/") + route, view, name=pattern.name)


urlpatterns: list[URLPattern] = [
    path(f"{PREFIX.lstrip('/')}openapi.json", opened(described), name="api_document"),
    *_addresses(),
    re_path(r"^api(?:/(?P<rest>[\s\S]*))?\Z", opened(nothing), name="api_nothing"),
]
