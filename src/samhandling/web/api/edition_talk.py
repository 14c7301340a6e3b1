"""What is said of a draft and answered; and one initiative brought back to what an adopted edition says of it."""

from typing import Any

from django.http import HttpResponse
from ninja import Router
from ninja.responses import Status

from samhandling.people.rules.permission import CHANGES_ALL, require
from samhandling.plan.actions.editions_comments import answer_comment, comment_on
from samhandling.plan.actions.editions_restoring import Restoring, restore_item, restoring
from samhandling.web.api.answers import answers
from samhandling.web.api.asking import AboutStrategy, OfStrategy, strategy_of, tag_of, version_of
from samhandling.web.api.edition_shapes import (
    EditionCommentAnswer,
    EditionCommentMade,
    EditionCommentNew,
    EditionCommentsOut,
    EditionRestored,
    RestoringOut,
    changes_told,
    edition_comment,
)
from samhandling.web.api.editions import found_edition
from samhandling.web.api.problems import Problematic
from samhandling.web.api.shapes import Number, Part, part_of
from samhandling.web.request import Request

router = Router(tags=["editions"])


@router.get("/{number}/comments", response=answers({200: EditionCommentsOut}), url_name="api_edition_comments")
def list_comments_on_an_edition(request: Request, number: Number, paging: Part, asked: OfStrategy) -> dict[str, Any]:
    """What has been said of a draft, oldest first: all of it for those who see working material, an actor's own for the actor."""
    page = found_edition(request, number, asked)
    return part_of(request, [edition_comment(row) for row in page.comments], paging)


@router.post("/{number}/comments", response=answers({201: EditionCommentMade}, writes=True), url_name="api_edition_comments")
def comment_on_an_edition(request: Request, number: Number, asked: OfStrategy, wanted: EditionCommentNew) -> Any:
    """Say something of a draft, or of what it says of one focus area. What is sent in becomes a public document."""
    found_edition(request, number, asked)
    strategy = strategy_of(request, asked).code
    made = comment_on(number, wanted.text, of_strategy=strategy, by=request.viewer, focus_area=wanted.focus_area, actor=wanted.actor)
    return Status(201, {"id": made})


@router.post("/{number}/comments/{comment}/answer", response=answers({204: None}, writes=True), url_name="api_edition_answer")
def answer_a_comment_on_an_edition(
    request: Request, number: Number, comment: Number, asked: OfStrategy, wanted: EditionCommentAnswer
) -> Any:
    """Answer a comment, or write the answer anew while the plan is a draft."""
    require(CHANGES_ALL, request.viewer)
    if comment not in {row.id for row in found_edition(request, number, asked).comments}:
        raise Problematic(404)
    answer_comment(comment, wanted.answer, by=request.viewer)
    return Status(204, None)


@router.get("/{number}/restore/{path:code}", response=answers({200: RestoringOut}), url_name="api_edition_restore")
def what_restoring_would_change(request: Request, response: HttpResponse, number: Number, code: str, asked: OfStrategy) -> dict[str, Any]:
    """What bringing one initiative back would change. Its ETag is what doing it needs."""
    found = _restoring(request, number, code, asked)
    response["ETag"] = tag_of(found.version)
    return {"id": found.code, "title": found.title, "version": found.version, "changes": changes_told(found.changes)}


@router.post("/{number}/restore/{path:code}", response=answers({200: EditionRestored}, changes=True), url_name="api_edition_restore")
def restore_an_initiative(request: Request, response: HttpResponse, number: Number, code: str, asked: OfStrategy) -> dict[str, Any]:
    """Bring one initiative back to what an adopted edition says of it, in the initiative's version of If-Match."""
    _restoring(request, number, code, asked)
    strategy = strategy_of(request, asked).code
    saved = restore_item(number, code, strategy=strategy, by=request.viewer, version=version_of(request))
    response["ETag"] = tag_of(saved.version)
    return {"version": saved.version, "changed": list(saved.groups)}


def _restoring(request: Request, number: int, code: str, asked: AboutStrategy) -> Restoring:
    require(CHANGES_ALL, request.viewer)
    if code not in found_edition(request, number, asked).document.items():
        raise Problematic(404)
    return restoring(number, code, strategy=strategy_of(request, asked).code, by=request.viewer)
