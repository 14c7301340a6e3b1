"""Nothing of what somebody wrote is lost when the sign-in has ended: the page asks for it again, and sends the same words."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core import signing
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from samhandling.ground.faults import Fault, Refused
from samhandling.ground.viewer import VISITOR, ViewerKind
from samhandling.people.queries import viewer_of_person
from samhandling.people.signing_in import sign_in
from samhandling.web.office.sender import machine_of
from samhandling.web.people.entering import enter
from samhandling.web.request import Request

View = Callable[..., HttpResponse]

SALT = "samhandling.form"
LONGEST = 12 * 3600
"""Seconds that a form may have been open."""

OWN = frozenset({"csrfmiddlewaretoken", "signin-email", "signin-password"})


def sign(path: str) -> str:
    """The mark of a form that was given to somebody who might have it."""
    return signing.dumps(path, salt=SALT)


def is_ours(request: Request) -> bool:
    """The form that was sent is one that we gave, at this address, to somebody who was let in then."""
    try:
        return bool(signing.loads(request.POST.get("signed", ""), salt=SALT, max_age=LONGEST) == request.path)
    except signing.BadSignature:
        return False


def kept_words(view: View) -> View:
    """A form of ours that arrives without a sign-in is held, with all that was written, until its sender has signed in again.

    The sign-in stands in the same form, since a way round over another page would lose the words.
    """

    @wraps(view)
    @sensitive_post_parameters("signin-password")
    @never_cache
    def around(request: Request, *args: Any, **captured: Any) -> HttpResponse:
        if request.method != "POST" or request.viewer.kind is not ViewerKind.VISITOR or not is_ours(request):
            return view(request, *args, **captured)
        email, password = request.POST.get("signin-email", ""), request.POST.get("signin-password", "")
        if not password:
            return _held(request, email)
        try:
            person = sign_in(email, password, machine=machine_of(request))
        except Refused as refused:
            return _held(request, email, refused.faults)
        enter(request, person)
        request.viewer = viewer_of_person(person.pk) or VISITOR
        return view(request, *args, **captured)

    return around


def _held(request: Request, email: str, faults: tuple[Fault, ...] = ()) -> HttpResponse:
    fields = [(name, str(text)) for name, found in request.POST.lists() if name not in OWN for text in found]
    written = [text for name, text in fields if name not in ("signed", "version", "act") and text.strip()]
    context = {"fields": fields, "written": written, "email": email, "faults": faults, "path": request.get_full_path()}
    return render(request, "editing/signed_out.html", context, status=403)
