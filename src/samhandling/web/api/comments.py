"""Comments beside initiatives: that one is right, that something is wrong, or something else; and their answers. Never published."""

from typing import Any, Literal

from ninja import Router, Schema
from ninja.responses import Status
from pydantic import Field

from samhandling.ground.faults import Refused
from samhandling.people.rules.permission import CHANGES_ALL, INTERNAL, require
from samhandling.plan.actions.commenting import answer_comment, comment
from samhandling.plan.comments import CommentRow, comments_beside, unanswered
from samhandling.plan.queries import initiative as open_initiative
from samhandling.web.api.answers import answers
from samhandling.web.api.asking import OfStrategy, strategy_of
from samhandling.web.api.problems import Problematic
from samhandling.web.api.shapes import Listed, Number, Part, Wanted, part_of
from samhandling.web.request import Request

router = Router(tags=["comments"])

Kind = Literal["confirmed", "wrong", "comment"]
MOST = 200


class CommentOut(Schema):
    """What somebody said of a version, and what was answered. `actor` is empty for those who work with the plan."""

    id: int
    initiative: str
    actor: str
    kind: str
    text: str
    about_version: int
    at: str
    answer: str
    answered_at: str | None


class CommentsOut(Listed):
    """A part of the comments."""

    items: list[CommentOut]


class CommentNew(Wanted):
    """What somebody says; all but `confirmed` needs words. `version`: the one that was read, the one of now unless told."""

    kind: Kind
    text: str = Field("", max_length=4000)
    version: int | None = Field(None, ge=1, le=2**31 - 1, strict=True)


class CommentAnswer(Wanted):
    """The answer."""

    answer: str = Field(max_length=4000)


class CommentMade(Schema):
    """The number that the comment got."""

    id: int


@router.get("/comments", response=answers({200: CommentsOut}), url_name="api_comments")
def list_waiting_comments(request: Request, paging: Part) -> dict[str, Any]:
    """Comments that wait for an answer, oldest first; the first 200 of them."""
    require(INTERNAL, request.viewer)
    return part_of(request, [_plain(row) for row in unanswered(seen_by=request.viewer, most=MOST)], paging)


@router.post("/comments/{number}/answer", response=answers({204: None}, writes=True), url_name="api_answer_comment")
def answer_a_comment(request: Request, number: Number, wanted: CommentAnswer) -> Any:
    """Answer a comment."""
    require(CHANGES_ALL, request.viewer)
    answer_comment(number, wanted.answer, by=request.viewer)
    return Status(204, None)


@router.get("/comments/initiative/{path:code}", response=answers({200: CommentsOut}), url_name="api_comments_beside")
def list_comments_beside(request: Request, code: str, paging: Part, asked: OfStrategy) -> dict[str, Any]:
    """What stands beside an initiative, oldest first: for those who see it as working material."""
    _check_seen(request, code, asked)
    return part_of(request, [_plain(row) for row in comments_beside([code], seen_by=request.viewer)], paging)


@router.post("/comments/initiative/{path:code}", response=answers({201: CommentMade}, writes=True), url_name="api_comments_beside")
def comment_on_an_initiative(request: Request, code: str, asked: OfStrategy, wanted: CommentNew) -> Any:
    """Say something beside an initiative. What is sent in becomes a public document."""
    _check_seen(request, code, asked)
    strategy = strategy_of(request, asked).code
    number = comment(code, wanted.kind, wanted.text, strategy=strategy, by=request.viewer, version=wanted.version)
    return Status(201, {"id": number})


def _check_seen(request: Request, code: str, asked: OfStrategy) -> None:
    """As working material; else it does not exist here."""
    try:
        page = open_initiative(code, of_strategy=strategy_of(request, asked).code, seen_by=request.viewer)
    except Refused:
        raise Problematic(404) from None
    if not page.is_working:
        raise Problematic(404)


def _plain(row: CommentRow) -> dict[str, Any]:
    names = ("id", "initiative", "actor", "kind", "text", "about_version", "answer")
    told = {name: getattr(row, name) for name in names}
    return {**told, "at": row.at.isoformat(), "answered_at": row.answered_at.isoformat() if row.answered_at else None}
