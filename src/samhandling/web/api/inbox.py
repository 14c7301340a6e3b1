"""The inbox: anybody may leave a suggestion; strategists read and answer them."""

from typing import Any, Literal

from django.http import HttpResponse
from ninja import Query, Router, Schema
from ninja.responses import Status
from pydantic import Field

from samhandling.ground.places import NATION
from samhandling.office.inbox import Told, answer_suggestion, suggest
from samhandling.office.queries import SuggestionRow, suggestions
from samhandling.people.rules.permission import CHANGES_ALL, require
from samhandling.web.api.answers import answers
from samhandling.web.api.asking import OfStrategy, strategy_of, tag_of, version_of
from samhandling.web.api.problems import Problematic
from samhandling.web.api.shapes import Listed, Name, Number, Paging, Place, Wanted, Yes, part_of
from samhandling.web.office.sender import sender_of
from samhandling.web.request import Request

router = Router(tags=["suggestions"])


class SuggestionOut(Schema):
    """Something that somebody told, waiting for an answer or answered."""

    id: int
    at: str
    kind: str
    strategy: str
    focus_area: str
    place: str
    told: dict[str, str]
    name: str
    contact: str
    state: str
    answer: str
    version: int


class SuggestionsOut(Listed):
    """A part of the inbox."""

    items: list[SuggestionOut]


class SuggestionsAsked(Paging):
    """Those that wait, or those that are answered."""

    answered: bool = False


class SuggestionNew(Wanted):
    """What somebody tells. `title` of an effort, `reason` of a judgement or a wish to talk."""

    kind: Literal["effort", "judgement", "conversation"]
    focus_area: Name = ""
    place: Place | None = None
    title: str = Field("", max_length=4000)
    reason: str = Field("", max_length=4000)
    name: str = Field(max_length=200)
    contact: str = Field("", max_length=254)


class SuggestionAnswer(Wanted):
    """Taken up or declined, with a word why."""

    take_up: Yes
    answer: str = Field(max_length=4000)


class LeftOut(Schema):
    """The number that the suggestion got."""

    id: int


@router.get("", response=answers({200: SuggestionsOut}), url_name="api_suggestions")
def list_suggestions(request: Request, asked: Query[SuggestionsAsked]) -> dict[str, Any]:
    """The inbox, oldest first."""
    require(CHANGES_ALL, request.viewer)
    found = suggestions(seen_by=request.viewer, answered=asked.answered)
    return part_of(request, [_plain(row) for row in found], asked)


@router.post("", response=answers({201: LeftOut}, writes=True), url_name="api_suggestions")
def leave_a_suggestion(request: Request, asked: OfStrategy, wanted: SuggestionNew) -> Any:
    """Leave a suggestion, with or without a token. What is sent in becomes a public document."""
    view = strategy_of(request, asked)
    told = {name: text for name in ("title", "reason") if (text := getattr(wanted, name).strip())}
    place = wanted.place or view.place or NATION
    sent = Told(wanted.kind, view.code, wanted.focus_area, place, told, wanted.name, wanted.contact)
    return Status(201, {"id": suggest(sent, sender=sender_of(request), by=request.viewer)})


@router.get("/{number}", response=answers({200: SuggestionOut}), url_name="api_suggestion")
def one_suggestion(request: Request, response: HttpResponse, number: Number) -> dict[str, Any]:
    """One suggestion; its ETag is what an answer needs."""
    row = _row(request, number)
    response["ETag"] = tag_of(row.version)
    return _plain(row)


@router.post("/{number}/answer", response=answers({204: None}, changes=True), url_name="api_answer")
def answer_a_suggestion(request: Request, number: Number, wanted: SuggestionAnswer) -> Any:
    """Answer a suggestion in the version of If-Match."""
    row, version = _row(request, number), version_of(request)
    if row.version != version:
        raise Problematic(412)
    answer_suggestion(number, take_up=wanted.take_up, answer=wanted.answer, by=request.viewer, version=version)
    return Status(204, None)


def _row(request: Request, number: int) -> SuggestionRow:
    require(CHANGES_ALL, request.viewer)
    every = (*suggestions(seen_by=request.viewer), *suggestions(seen_by=request.viewer, answered=True))
    found = next((row for row in every if row.id == number), None)
    if found is None:
        raise Problematic(404)
    return found


def _plain(row: SuggestionRow) -> dict[str, Any]:
    names = ("id", "kind", "strategy", "focus_area", "place", "told", "name", "contact", "state", "answer", "version")
    return {**{name: getattr(row, name) for name in names}, "at": row.at.isoformat()}
