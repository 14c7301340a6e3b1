"""The way in and out, and the day's picture that a reader asks us to remember."""

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from samhandling.ground.faults import Fault, Refused
from samhandling.people.actions import sign_in as let_in
from samhandling.web.coverage.views import found_for
from samhandling.web.office import seen
from samhandling.web.office.going import go_to, own_path, see
from samhandling.web.office.sender import machine_of
from samhandling.web.request import Request, asked_of


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: Request) -> HttpResponse:
    """E-mail address and password; then to where one was going."""
    onward = own_path(request.POST.get("next", "") or request.GET.get("next", ""))
    email = request.POST.get("email", "")
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        try:
            person = let_in(email, request.POST.get("password", ""), machine=machine_of(request))
        except Refused as refused:
            faults = refused.faults
        else:
            login(request, person)
            return see(onward) if onward else go_to(request, "start")
    context = {"onward": onward, "email": email, "faults": faults}
    return render(request, "office/sign_in.html", context, status=400 if faults else 200)


@require_POST
def sign_out(request: Request) -> HttpResponse:
    """Out, and back to the start."""
    logout(request)
    return go_to(request, "start")


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
