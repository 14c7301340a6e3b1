"""What every template knows."""

from typing import Any

from django.http import HttpRequest

from samhandling import __version__
from samhandling.web.request import Request


def page(request: HttpRequest) -> dict[str, Any]:
    """Language, viewer, version."""
    asked = Request.of(request)
    return {
        "request": request,
        "language": getattr(asked, "language", "sv"),
        "viewer": getattr(asked, "viewer", None),
        "product_version": __version__,
    }
