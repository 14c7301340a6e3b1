"""An address and its forms: /insatser, /insatser.json, /insatser.csv are one page."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import URLPattern, re_path

from samhandling.web.keeping import kept_page

View = Callable[..., HttpResponse]


def address(route: str, view: View, name: str, *, forms: str = "json|csv|xlsx") -> URLPattern:
    """A page's route; `<code>` in it takes anything, as case numbers may hold dots and slashes."""
    pattern = route
    for word in ("code", "where", "figure"):
        pattern = pattern.replace(f"<{word}>", f"(?P<{word}>.+?)" if word == "code" else f"(?P<{word}>[^/]+?)")
    ending = rf"(?:\.(?P<form>{forms}))?" if forms else ""
    kept: Any = kept_page(view)
    route_of: URLPattern = re_path(rf"^{pattern}{ending}$", kept, name=name)
    return route_of
