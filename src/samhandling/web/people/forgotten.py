"""A forgotten password: asked for by mail, chosen anew by the link in it."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from samhandling.ground.faults import Fault, Refused
from samhandling.office.limits import take
from samhandling.people.passwords import choose_password, forgotten_password, is_good_word
from samhandling.web.office.forms import shown, typed
from samhandling.web.office.going import go_to, path_to
from samhandling.web.office.sender import machine_of
from samhandling.web.people.fields import EMAIL, NEW
from samhandling.web.people.mailing import can_send, send_password_link
from samhandling.web.request import Request

WORD = "password_word"
"""Where the session keeps the word that came by mail, so that it stays in no address."""

MOST_LETTERS = 5
"""Letters that may be asked for, to one address or from one machine, within an hour."""

WITHIN = timedelta(hours=1)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def forgotten(request: Request) -> HttpResponse:
    """Ask for a letter. The answer is the same whoever asks, and whether or not there is such a person."""
    is_asked = request.method == "POST"
    if is_asked and can_send():
        _send(request, typed(request, "email").lower())
    context = {"fields": shown([EMAIL], {}, {}), "asked_for": is_asked, "can_send": can_send()}
    return render(request, "people/forgotten.html", context)


def _send(request: Request, email: str) -> None:
    """A letter, unless too many have been asked for; whoever asks is not told which."""
    for key in (f"forgotten:{email}", f"forgotten:{machine_of(request)}"):
        if not take(key, most=MOST_LETTERS, within=WITHIN).is_given:
            return
    word = forgotten_password(email)
    if word:
        address = request.build_absolute_uri(path_to(request, "new_password_word", args=[word]))
        minutes = settings.PASSWORD_RESET_TIMEOUT // 60
        send_password_link(email, int(word.split("-")[0]), address, minutes=minutes, language=request.language)


@never_cache
@require_http_methods(["GET", "HEAD"])
def from_letter(request: Request, word: str) -> HttpResponse:
    """The link in the letter: its word goes into the session, and out of the address."""
    request.session[WORD] = word[:200]
    return go_to(request, "new_password")


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_password(request: Request) -> HttpResponse:
    """Choose a new password."""
    word = request.session.get(WORD, "")
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        try:
            choose_password(word, request.POST.get("password", ""))
        except Refused as refused:
            faults = refused.faults
        else:
            request.session.flush()
            return go_to(request, "sign_in", {"ny": "1"})
    is_good = is_good_word(word)
    context = {"fields": shown([NEW], {}, {}, faults), "faults": faults, "is_good": is_good}
    return render(request, "people/new_password.html", context, status=400 if faults or not is_good else 200)
