"""Around every call: in which language, as whom, how often, how large, of which type; and the answer's tag."""

import logging
from collections.abc import Callable, Mapping
from functools import wraps
from hashlib import blake2b
from typing import Any

from django.conf import settings
from django.core.exceptions import TooManyFieldsSent
from django.db import OperationalError
from django.http import HttpResponse, HttpResponseNotAllowed, HttpResponseNotModified

from samhandling.ground.faults import Fault, Location
from samhandling.ground.said import Language, Said
from samhandling.ground.viewer import VISITOR, Viewer
from samhandling.people.rules.permission import EVERYONE, Rule
from samhandling.people.ways import viewer_of_token
from samhandling.web.api.calls import count, count_wrong_token
from samhandling.web.api.problems import Problematic, problem
from samhandling.web.request import Request

logger = logging.getLogger("django.request")
View = Callable[..., HttpResponse]

READING = ("GET", "HEAD")
LARGEST = 1_000_000
"""Bytes of a body."""

JSON_ONLY: Mapping[str, int] = {"application/json": LARGEST}

VARY = "Authorization, Cookie, Accept-Language"


def opened(view: View, rule: Rule = EVERYONE, takes: Mapping[str, int] = JSON_ONLY) -> View:
    """The view as programs call it, for those whom the rule lets in; to others there is nothing at the address.

    `takes`: the types that a body may have, and at most how many bytes of each.

    Problems with the call itself are answered here; the view is then never run.
    """

    @wraps(view)
    def around(request: Request, *args: Any, **words: Any) -> HttpResponse:
        request.language, asked_as = language_of(request), request.method
        try:
            request.viewer = viewer_of(request)
            count(request, request.viewer, writes=request.method not in READING)
            if not rule.lets_in(request.viewer, ()):
                raise Problematic(404)
            _check_body(request, takes)
            _check_query(request)
            request.method = "GET" if asked_as == "HEAD" else asked_as
            response = _answered(request, view, args, words)
        except Problematic as trouble:
            response = problem(trouble.status, request.language, trouble.faults, headers=trouble.headers)
        except OperationalError:
            logger.exception("The database failed: %s", request.path)
            response = problem(503, request.language, headers={"Retry-After": "5"})
        except Exception:
            logger.exception("Internal Server Error: %s", request.path)
            response = problem(500, request.language)
        return _finished(request, response, without_body=asked_as == "HEAD")

    around.csrf_exempt, around.rule = True, rule  # type: ignore[attr-defined]
    return around


def language_of(request: Request) -> Language:
    """English where the address or Accept-Language asks for it before Swedish, else Swedish."""
    if request.language == "en":
        return "en"
    best: tuple[float, Language] = (0.0, "sv")
    for part in request.headers.get("Accept-Language", "")[:200].split(","):
        name, _, weight = part.strip().partition(";q=")
        try:
            liking = float(weight or 1)
        except ValueError:
            continue
        if (code := name.lower()[:2]) in ("sv", "en") and liking > best[0]:
            best = (liking, "en" if code == "en" else "sv")
    return best[1]


def viewer_of(request: Request) -> Viewer:
    """By the token. A browser's session counts for reading only, so that no other site can write through it."""
    header = request.headers.get("Authorization", "")
    if not header:
        return request.viewer if request.method in READING else VISITOR
    found = viewer_of_token(header)
    if found is None:
        count_wrong_token(request)
        raise Problematic(401, {"WWW-Authenticate": 'Bearer error="invalid_token"'})
    return found


def _check_body(request: Request, takes: Mapping[str, int]) -> None:
    if request.method in READING:
        return
    length = request.META.get("CONTENT_LENGTH") or "0"
    size, kind = int(length) if length.isascii() and length.isdigit() else 0, request.content_type or ""
    if size > takes.get(kind, LARGEST):
        raise Problematic(413, faults=[_too_large(size, takes.get(kind, LARGEST))])
    if size and kind not in takes:
        raise Problematic(415, faults=[] if takes is JSON_ONLY else [_other_type(kind, takes)])


def _too_large(size: int, most: int) -> Fault:
    expected = Said(f"Högst {most} byte.", f"At most {most} bytes.")
    return Fault(Location(), str(size), expected, Said("Dela upp det.", "Divide it."))


def _other_type(kind: str, takes: Mapping[str, int]) -> Fault:
    expected = Said(f"Något av {', '.join(takes)}.", f"One of {', '.join(takes)}.")
    return Fault(Location(), kind[:100], expected, Said("Tala om typen i Content-Type.", "Tell the type in Content-Type."))


def _check_query(request: Request) -> None:
    """No database takes the character NUL, and no address holds values without end."""
    if "\x00" in request.path_info:
        raise Problematic(404)
    try:
        request.GET  # noqa: B018 (read here for the first time)
    except TooManyFieldsSent:
        most = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
        expected = Said(f"Högst {most} värden i adressen.", f"At most {most} values in the address.")
        raise Problematic(422, faults=[Fault(Location(), "", expected, Said("Dela upp det.", "Divide it."))]) from None
    faults = [
        Fault(
            Location(column=name), "", Said("Text utan tecknet NUL.", "Text without the character NUL."), Said("Ta bort det.", "Remove it.")
        )
        for name, values in request.GET.lists()
        if any("\x00" in text for text in (name, *values))
    ]
    if faults:
        raise Problematic(422, faults=faults)


def _answered(request: Request, view: View, args: tuple[Any, ...], words: dict[str, Any]) -> HttpResponse:
    response = view(request, *args, **words)
    if isinstance(response, HttpResponseNotAllowed):
        allowed = response.headers["Allow"]
        return problem(405, request.language, headers={"Allow": f"{allowed}, HEAD" if "GET" in allowed else allowed})
    return response


def _finished(request: Request, response: HttpResponse, *, without_body: bool) -> HttpResponse:
    """With its tag; 304 to whoever has the answer already; without its body where only the headers were asked for."""
    if request.method in READING and response.status_code == 200:
        _tag(response)
        if response.headers["ETag"] in [one.strip() for one in request.headers.get("If-None-Match", "").split(",")]:
            tag = response.headers["ETag"]
            response = HttpResponseNotModified(headers={"ETag": tag})
    if without_body:
        response.headers["Content-Length"] = str(len(response.content))
        response.content = b""
    response.headers["Vary"] = VARY
    response.headers["Cache-Control"] = "no-cache, private" if request.headers.get("Authorization") or request.COOKIES else "no-cache"
    response.headers["Content-Language"] = request.language
    return response


def _tag(response: HttpResponse) -> None:
    """A hash of the answer; after the version, where the view told one, so that the tag can be sent back as If-Match."""
    if response.status_code == 200:
        version = response.headers.get("ETag", "").strip('"')
        digest = blake2b(response.content, digest_size=8).hexdigest()
        response.headers["ETag"] = f'"{version}-{digest}"' if version else f'"{digest}"'
