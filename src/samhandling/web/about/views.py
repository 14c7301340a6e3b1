"""What the site says of itself: how accessible it is; and its colours."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import condition, require_safe

from samhandling.web.about.rules import asked_or_none
from samhandling.web.request import Request
from samhandling.web.theme import theme_css

TESTED = date(2026, 11, 23)
"""When the pages were last gone through for accessibility."""


@require_safe
def accessibility(request: Request) -> HttpResponse:
    """The accessibility statement."""
    asked = asked_or_none(request)
    owner = asked.strategy.owner if asked else None
    return render(request, "about/accessibility.html", {"asked": asked, "owner": owner, "tested": TESTED})


def _fingerprint(request: HttpRequest) -> str:
    return f'"{theme_css()[1]}"'


@require_safe
@condition(etag_func=_fingerprint)
def theme(request: HttpRequest) -> HttpResponse:
    """The region's colours as a style sheet."""
    response = HttpResponse(theme_css()[0], content_type="text/css; charset=utf-8")
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response
