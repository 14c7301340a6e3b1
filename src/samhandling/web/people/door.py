"""The way in and out."""

from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from samhandling.ground.faults import Fault, Refused
from samhandling.people.signing_in import sign_in as let_in
from samhandling.web.office.going import go_to, own_path, see
from samhandling.web.office.sender import machine_of
from samhandling.web.people.entering import enter
from samhandling.web.people.oidc import service_name, way_in_faults
from samhandling.web.request import Request


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: Request) -> HttpResponse:
    """E-mail address and password, or the organisation's own service; then to where one was going."""
    onward = own_path(request.POST.get("next", "") or request.GET.get("next", ""))
    email = request.POST.get("email", "")
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        try:
            person = let_in(email, request.POST.get("password", ""), machine=machine_of(request))
        except Refused as refused:
            faults = refused.faults
        else:
            enter(request, person)
            return see(onward) if onward else go_to(request, "start")
    context = {
        "onward": onward,
        "email": email,
        "faults": faults,
        "told": way_in_faults(request.GET.get("fel", "")),
        "service": service_name(),
        "changed": "ny" in request.GET,
    }
    return render(request, "people/sign_in.html", context, status=400 if faults else 200)


@require_POST
def sign_out(request: Request) -> HttpResponse:
    """Out, and back to the start."""
    logout(request)
    return go_to(request, "start")
