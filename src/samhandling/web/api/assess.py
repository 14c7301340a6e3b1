"""Does this contribute: a text or a file is read and answered; nothing is stored, and nobody needs to sign in."""

from collections.abc import Mapping
from datetime import date
from math import ceil
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http.multipartparser import MultiPartParserError
from ninja import Query, Router
from pydantic import ValidationError

from samhandling.assessment.filling import assessed
from samhandling.assessment.rules.answer import as_plain
from samhandling.ground.places import PlaceCode
from samhandling.office.limits import take
from samhandling.web.api.answers import answers
from samhandling.web.api.asking import strategy_of, today
from samhandling.web.api.assess_shapes import AssessAsked, AssessmentOut, AssessText
from samhandling.web.api.core import ReadsText
from samhandling.web.api.misread import misread
from samhandling.web.api.problems import Problematic
from samhandling.web.assessment.receiving import MOST_BYTES, MOST_FILES, ROOM_FOR_THE_FORM, WITHIN, sent_text
from samhandling.web.office.sender import sender_of
from samhandling.web.request import Request

router = Router(tags=["assess"])

JSON, FORM = "application/json", "multipart/form-data"
LARGEST_JSON = 1_000_000
BODY: Mapping[str, int] = {JSON: LARGEST_JSON, FORM: MOST_BYTES + ROOM_FOR_THE_FORM}
"""What may be sent here, and at most how many bytes of it."""

REQUEST: dict[str, Any] = {
    "required": True,
    "content": {
        JSON: {"schema": AssessText.model_json_schema()},
        FORM: {
            "schema": {
                "type": "object",
                "properties": {
                    "text": {"type": "string"},
                    "file": {"type": "string", "format": "binary", "description": "PDF, DOCX, ODT, XLSX or TXT; at most 20 MB."},
                },
            }
        },
    },
}


@router.post("", response=answers({200: AssessmentOut}, writes=True), url_name="api_assess", openapi_extra={"requestBody": REQUEST})
def assess_text(request: Request, asked: Query[AssessAsked]) -> dict[str, Any]:
    """Does this contribute? A text as JSON, or a text and a file as a form. Nothing is stored."""
    strategy = strategy_of(request, asked).code
    text = _in_form(request) if request.content_type == FORM else _in_json(request)
    place = PlaceCode(asked.place) if asked.place else None
    return as_plain(assessed(text, strategy=strategy, on=date.fromisoformat(asked.on or today()), place=place, seen_by=request.viewer))


def _in_json(request: Request) -> str:
    """The text exactly as it was sent, so that quotes stand where the sender has them. Raises Problematic."""
    try:
        told = ReadsText().parse_body(request)
    except ValueError:
        raise Problematic(400) from None
    try:
        return AssessText.model_validate(told).text
    except ValidationError as error:
        errors = [{**one, "loc": ("body", *one["loc"])} for one in error.errors()]
        raise Problematic(422, faults=misread(errors)) from None


def _in_form(request: Request) -> str:
    try:
        return sent_text(request, "file", lambda: _room_for_file(request))
    except (MultiPartParserError, TooManyFieldsSent, TooManyFilesSent):
        raise Problematic(400) from None
    except RequestDataTooBig:
        raise Problematic(413) from None


def _room_for_file(request: Request) -> None:
    """Files cost more than texts. Raises Problematic 429 with when to come back. The page counts the same."""
    answer = take(f"check-file:{sender_of(request)}", most=MOST_FILES, within=WITHIN)
    if not answer.is_given:
        raise Problematic(429, {"Retry-After": str(max(1, ceil(answer.again.total_seconds())))})
