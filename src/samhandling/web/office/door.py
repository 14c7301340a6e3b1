"""The day's picture that a reader asks us to remember."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from samhandling.web.coverage.views import found_for
from samhandling.web.office import seen
from samhandling.web.office.going import go_to
from samhandling.web.request import Request, asked_of


@require_http_methods(["GET", "HEAD", "POST"])
def remember(request: Request) -> HttpResponse:
    """Keep the day's picture in the reader's own browser, or forget it. The form has a page of its own, so that reading sets no cookie."""
    asked = asked_of(request)
    if request.method != "POST":
        return render(request, "office/remember.html", {"asked": asked, "kept": seen.COOKIE in request.COOKIES})
    response = go_to(request, "start", asked.kept)
    if request.POST.get("glom"):
        seen.forget(response)
    else:
        seen.remember(response, found_for(request, asked), asked, secure=settings.HTTPS)
    return response
