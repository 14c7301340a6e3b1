"""What one wants to be told of every Monday: chosen, looked at, ended; ended from a letter too, without signing in."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from samhandling.ground.said import Said
from samhandling.office.outbox.queries import is_mail_sent
from samhandling.people.queries import actor_names, person
from samhandling.people.wishes import Wish, own_wish, set_wish, stop_mail, wish_of
from samhandling.web.calendars.letters import person_of, preview
from samhandling.web.office.forms import Field, shown, typed
from samhandling.web.office.going import go_to
from samhandling.web.request import Request, asked_of

WANTED = Field("vill", Said("Vill du ha brevet?", "Do you want the letter?"), kind="radio")
LANGUAGE = Field("sprak", Said("Språk i brevet", "Language of the letter"), kind="radio")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def monday_page(request: Request) -> HttpResponse:
    """Choose focus areas, and see how the letter would look today."""
    asked, viewer = asked_of(request), request.viewer
    wish, row = own_wish(seen_by=viewer), person(viewer.person or 0, seen_by=viewer)
    if wish is None or row is None:
        raise Http404
    if request.method == "POST":
        known = {area.code for area in asked.strategy.focus_areas}
        set_wish(
            [code for code in request.POST.getlist("area") if code in known],
            is_wanted=typed(request, "vill") == "ja",
            with_own=typed(request, "egna") == "1",
            language="en" if typed(request, "sprak") == "en" else "sv",
            by=viewer,
        )
        return go_to(request, "monday", {"sparat": "1"})
    is_new = wish_of(wish.person) is None
    looked = Wish(
        wish.person,
        row.email,
        row.name,
        True,
        wish.focus_areas,
        wish.with_own,
        request.language if is_new else wish.language,
        wish.told_until,
    )
    names = actor_names(seen_by=viewer)
    sv = request.language == "sv"
    choices = {
        "vill": (("ja", "Ja, varje måndag" if sv else "Yes, every Monday"), ("nej", "Nej" if sv else "No")),
        "sprak": (("sv", "Svenska"), ("en", "English")),
    }
    values = {"vill": "ja" if wish.is_wanted else "nej", "sprak": looked.language}
    context = {
        "asked": asked,
        "here": "account",
        "wish": wish,
        "email": row.email,
        "areas": asked.strategy.focus_areas,
        "own": [names.get(code, code) for code in sorted(viewer.actors)],
        "fields": shown([WANTED, LANGUAGE], values, choices),
        "letter": preview(looked, asked.strategy.code, timezone.now(), seen_by=viewer),
        "has_chosen": bool(wish.focus_areas) or (wish.with_own and bool(viewer.actors)),
        "is_mail_sent": is_mail_sent(),
        "saved": "sparat" in request.GET,
    }
    return render(request, "calendars/monday.html", context)


# A mail program that ends a subscription (RFC 8058) has neither cookie nor token; the signed word is what lets it.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def end_letters(request: Request, word: str) -> HttpResponse:
    """No more letters, for whoever holds one. Looking ends nothing: programs that check links in mail look at all of them."""
    number = person_of(word)
    if number is None:
        raise Http404
    if request.method == "POST":
        stop_mail(number)
    return render(
        request, "calendars/ended.html", {"asked": asked_of(request), "here": "", "word": word, "ended": request.method == "POST"}
    )
