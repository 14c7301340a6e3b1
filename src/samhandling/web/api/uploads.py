"""A file that a program sends: as the body itself, or in the field `file` of a form; kept within the limits of the pages."""

from collections.abc import Mapping
from datetime import timedelta
from math import ceil
from typing import IO, Any, cast

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.core.files.uploadedfile import UploadedFile
from django.http.multipartparser import MultiPartParserError
from ninja import Schema
from pydantic import Field

from samhandling.ground.faults import Fault, Location, Refused
from samhandling.ground.said import Said
from samhandling.office.limits import take
from samhandling.web.api.problems import Problematic
from samhandling.web.importing.receiving import ROOM_FOR_THE_FORM, name_of, received
from samhandling.web.request import Request

FIELD = "file"
FORM, BYTES = "multipart/form-data", "application/octet-stream"
CSV, JSON = "text/csv", "application/json"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLSM = "application/vnd.ms-excel.sheet.macroEnabled.12"
ENDINGS: Mapping[str, str] = {CSV: ".csv", XLSX: ".xlsx", XLSM.lower(): ".xlsm", JSON: ".json"}


class FileAsked(Schema):
    """What the file is called, where it is sent as the body itself."""

    name: str = Field("", max_length=300, description="What the file is called: list.csv. A file in a form brings its own name.")


def takes(*kinds: str) -> Mapping[str, int]:
    """The types that a body may have, and at most how many bytes of each."""
    most = settings.UPLOAD_BYTES
    return {**{kind.lower(): most for kind in kinds}, BYTES: most, FORM: most + ROOM_FOR_THE_FORM}


def body_of(*kinds: str) -> dict[str, Any]:
    """The same, as OpenAPI tells it."""
    whole = {"schema": {"type": "string", "format": "binary"}}
    form = {"schema": {"type": "object", "properties": {FIELD: {"type": "string", "format": "binary"}}, "required": [FIELD]}}
    return {"required": True, "content": {**dict.fromkeys((*kinds, BYTES), whole), FORM: form}}


def sent_file(request: Request, told_name: str) -> "tuple[UploadedFile[Any], str]":
    """The file that was sent, and its name. Raises Refused: none, an empty one, one that is too large; Problematic: no readable form."""
    if request.content_type != FORM:
        return _as_body(request, told_name)
    try:
        return received(request, FIELD)
    except (MultiPartParserError, TooManyFieldsSent, TooManyFilesSent):
        raise Problematic(400) from None
    except RequestDataTooBig:
        raise Problematic(413) from None


def _as_body(request: Request, told_name: str) -> "tuple[UploadedFile[Any], str]":
    size = int(request.META.get("CONTENT_LENGTH") or 0)
    if size == 0:
        expected = Said("En fil i anropet.", "A file in the call.")
        way_out = Said("Skicka filen som den är, eller i ett formulär.", "Send the file as it is, or in a form.")
        raise Refused([Fault(Location(column=FIELD), "", expected, way_out)])
    # What its type says comes last, where its name says nothing: readers go by the ending.
    name = name_of(told_name or "fil")
    name = name if "." in name else name + ENDINGS.get(request.content_type or "", "")
    return UploadedFile(cast("IO[Any]", request), name, size=size), name


def demand_room(key: str, *, most: int, within: timedelta) -> None:
    """Take one of what the pages count too. Raises Problematic 429 with when to come back."""
    answer = take(key, most=most, within=within)
    if not answer.is_given:
        raise Problematic(429, {"Retry-After": str(max(1, ceil(answer.again.total_seconds())))})
