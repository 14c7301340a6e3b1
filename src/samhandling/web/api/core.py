"""The API as one: its subjects, how its problems are told, and the document that describes it."""

import json
import re
from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.operation import Operation
from ninja.parser import Parser
from ninja.renderers import JSONRenderer

from samhandling.ground.faults import Refused
from samhandling.people.rules.permission import NotAllowed
from samhandling.plan.actions.editing import Conflict
from samhandling.web.api.answers import mended
from samhandling.web.api.misread import is_of_path, misread
from samhandling.web.api.problems import Problematic, problem, refused
from samhandling.web.request import Request

PREFIX = "/api/v1/"
NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
DESCRIPTION = (
    "What the pages read and write, with the same permissions. Without a token you are a visitor and see what is published. "
    "With `Authorization: Bearer ...` you are the person whose token it is; make one on the page Account, Tokens."
)


class ReadsText(Parser):
    """JSON whose texts any database can keep: neither NUL nor half a surrogate pair."""

    def parse_body(self, request: HttpRequest) -> Any:
        found = json.loads(request.body)
        written = json.dumps(found, ensure_ascii=False, allow_nan=False).encode()
        if NUL.search(written):
            raise ValueError("NUL")
        return found


class WritesText(JSONRenderer):
    """JSON with Swedish letters as they are."""

    json_dumps_params: Mapping[str, Any] = {"ensure_ascii": False}


class Api(NinjaAPI):
    """Operations are named by their functions, as every function has a name of its own."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        return operation.view_func.__name__


def document(api: NinjaAPI) -> dict[str, Any]:
    """The OpenAPI document, plain JSON values, the same each time."""
    made: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix=PREFIX)))
    made["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    made["security"] = [{"token": []}, {}]
    return mended(made)


def tell_problems(api: NinjaAPI) -> None:
    """What operations raise, as problem+json."""

    def told(request: HttpRequest, exception: Exception | type[Exception]) -> HttpResponse:
        assert isinstance(exception, Exception)  # noqa: S101 (ninja's own type allows a class too, and never sends one)
        return answer_of(Request.of(request), exception)

    for kind in (Refused, Problematic, Http404, HttpError, ValidationError):
        api.add_exception_handler(kind, told)


def answer_of(request: Request, exception: Exception) -> HttpResponse:
    """The problem that an exception tells of."""
    language = request.language
    if isinstance(exception, NotAllowed | Http404):
        return problem(404, language)
    if isinstance(exception, Conflict):
        return problem(412, language, exception.faults, clashes=exception.clashes, version=exception.version)
    if isinstance(exception, Refused):
        return refused(exception, language)
    if isinstance(exception, Problematic):
        return problem(exception.status, language, exception.faults, headers=exception.headers, version=exception.version)
    if isinstance(exception, ValidationError):
        return problem(404, language) if is_of_path(exception.errors) else problem(422, language, misread(exception.errors))
    assert isinstance(exception, HttpError)  # noqa: S101 (the only one left: a body that is no JSON)
    return problem(exception.status_code if exception.status_code in (400, 401) else 400, language)
