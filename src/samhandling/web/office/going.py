"""Where a page sends its reader next, in the same language."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from samhandling.web.request import Request


def path_to(request: Request, name: str, query: dict[str, str] | None = None, args: Sequence[object] = ()) -> str:
    """The address of a page in the language of this one. `args`: what stands in the address itself."""
    prefix = "/en" if request.language == "en" else ""
    kept = {key: value for key, value in (query or {}).items() if value}
    return f"{prefix}{reverse(name, args=args)}{'?' + urlencode(kept) if kept else ''}"


def go_to(request: Request, name: str, query: dict[str, str] | None = None) -> HttpResponse:
    """Send the reader on after something was done (303: the next one is read, never sent again)."""
    return see(path_to(request, name, query))


def see(path: str) -> HttpResponse:
    """303 See Other."""
    response = HttpResponseRedirect(path)
    response.status_code = 303
    return response


def own_path(path: str) -> str:
    """`path` where it leads to a page of ours, else nothing."""
    is_ours = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return path if is_ours else ""
