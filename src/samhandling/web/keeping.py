"""A page that anyone may read is drawn once for as long as the plan stands, and answered with 304 to whoever has it already."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from hashlib import blake2b

from django.http import HttpResponse, HttpResponseNotModified
from django.utils import timezone

from samhandling.ground.viewer import ViewerKind
from samhandling.office.kept import Kept
from samhandling.web.request import Request

View = Callable[..., HttpResponse]

PERSONAL = ("sessionid", "senast", "csrftoken")
"""Cookies of readers who get pages of their own."""

LONGEST = 200
"""Characters of an address; a longer one is not kept, so that nobody fills the memory with searches."""

LARGEST = 250_000
"""Bytes of a page; a larger one (a whole list as a workbook) is drawn each time, so that 400 of them stay under 100 MB."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page as it was sent: its bytes, what kind it is, its name when saved, its tag, and where it leads."""

    status: int
    content: bytes
    kind: str
    disposition: str
    tag: str
    leads_to: str = ""


_pages: Kept[Drawn] = Kept(400)


def kept_page(view: View) -> View:
    """Keep the view's answers to visitors. What depends on the reader must stand in a cookie of `PERSONAL`, or not be kept."""

    @wraps(view)
    def around(request: Request, *args: object, **words: object) -> HttpResponse:
        if not is_common(request):
            return view(request, *args, **words)
        key = (request.language, request.get_full_path(), timezone.localdate())
        found = _pages.get(
            key, lambda: _drawn(view(request, *args, **words)), lambda drawn: len(drawn.content) <= LARGEST, level=request.viewer.level
        )
        if found.status == 200 and request.headers.get("If-None-Match") == found.tag:
            response: HttpResponse = HttpResponseNotModified()
        else:
            response = HttpResponse(found.content, status=found.status, content_type=found.kind)
            if found.disposition:
                response.headers["Content-Disposition"] = found.disposition
            if found.leads_to:
                response.headers["Location"] = found.leads_to
        response.headers["ETag"] = found.tag
        response.headers["Cache-Control"] = "no-cache"
        response.headers["Vary"] = "Cookie"
        return response

    return around


def is_common(request: Request) -> bool:
    """A visitor without a cookie of ours reads an address of ordinary length."""
    return (
        request.method in ("GET", "HEAD")
        and request.viewer.kind is ViewerKind.VISITOR
        and not any(name in request.COOKIES for name in PERSONAL)
        and len(request.get_full_path()) <= LONGEST
    )


def _drawn(response: HttpResponse) -> Drawn:
    content = response.content
    tag = f'"{blake2b(content, digest_size=12).hexdigest()}"'
    headers = response.headers
    return Drawn(
        response.status_code, content, headers["Content-Type"], headers.get("Content-Disposition", ""), tag, headers.get("Location", "")
    )
