"""Telling without a login: an effort that we know of, our judgement, a conversation."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from samhandling.ground.faults import Fault, Location, Refused
from samhandling.ground.places import all_places
from samhandling.ground.said import Said
from samhandling.office.inbox import Told, suggest
from samhandling.web.office.forms import CONVERSATION, EFFORT, FORMS, JUDGEMENT, TellForm, shown, typed
from samhandling.web.office.going import go_to
from samhandling.web.office.places import area_choices, place_choices
from samhandling.web.office.sender import OLDEST, SOONEST, age_seconds, opened_now, sender_of
from samhandling.web.request import Asked, Request, asked_of

APART = frozenset({"insatsomrade", "plats", "name", "contact"})
TRAP = "webbplats"


@require_http_methods(["GET", "HEAD", "POST"])
def tell_effort(request: Request) -> HttpResponse:
    """We know of an effort."""
    return _form(request, EFFORT)


@require_http_methods(["GET", "HEAD", "POST"])
def tell_judgement(request: Request) -> HttpResponse:
    """Our judgement of a focus area."""
    return _form(request, JUDGEMENT)


@require_http_methods(["GET", "HEAD", "POST"])
def tell_conversation(request: Request) -> HttpResponse:
    """A wish to talk."""
    return _form(request, CONVERSATION)


@require_safe
def thanks(request: Request) -> HttpResponse:
    """What happens next."""
    form = FORMS.get(request.GET.get("om", ""), EFFORT)
    return render(request, "office/thanks.html", {"asked": asked_of(request), "form": form})


def _form(request: Request, form: TellForm) -> HttpResponse:
    asked = asked_of(request)
    if request.method == "POST":
        return _sent(request, asked, form)
    values = {"insatsomrade": request.GET.get("insatsomrade", ""), "plats": asked.place}
    return _page(request, asked, form, values, opened_now())


def _sent(request: Request, asked: Asked, form: TellForm) -> HttpResponse:
    values = {one.name: typed(request, one.name) for one in form.fields}
    opened = request.POST.get("oppnad", "")
    told = Told(
        kind=form.kind,
        strategy=asked.strategy.code,
        focus_area=values["insatsomrade"],
        place=values["plats"],
        told={name: text for name, text in values.items() if name not in APART and text},
        name=values["name"],
        contact=values["contact"],
    )
    try:
        _leave(told, request, [*_unlikely(request.POST.get(TRAP, ""), opened), *_no_choice(values, asked, form)])
    except Refused as refused:
        # A form opened too long ago, or not by us, is opened anew; else the reader need not wait again.
        age = age_seconds(opened)
        kept = opened if age is not None and age < OLDEST else opened_now()
        return _page(request, asked, form, values, kept, refused.faults)
    return go_to(request, "thanks", {**asked.kept, "om": form.kind})


def _leave(told: Told, request: Request, faults: list[Fault]) -> None:
    """Into the inbox. Raises Refused with the page's own faults and the inbox's, all at once; nothing is then left behind."""
    with transaction.atomic():
        try:
            suggest(told, sender=sender_of(request), by=request.viewer)
        except Refused as refused:
            faults = [*faults, *refused.faults]
        if faults:
            raise Refused(faults)


def _page(
    request: Request, asked: Asked, form: TellForm, values: Mapping[str, str], opened: str, faults: Sequence[Fault] = ()
) -> HttpResponse:
    choices = {"insatsomrade": area_choices(asked.strategy, request.language), "plats": place_choices(asked.strategy)}
    context = {
        "asked": asked,
        "form": form,
        "fields": shown(form.fields, values, choices, faults),
        "faults": faults,
        "opened": opened,
        "trap": TRAP,
    }
    return render(request, "office/tell.html", context, status=400 if faults else 200)


def _unlikely(trapped: str, opened: str) -> list[Fault]:
    """Signs of a machine. A person who shows them is asked to send once more, and loses nothing."""
    if trapped.strip():
        expected = Said("Ett dolt fält som ska vara tomt var ifyllt.", "A hidden field that should be empty was filled in.")
        return [Fault(Location(), "", expected, Said("Vi har tömt det. Skicka en gång till.", "We have emptied it. Send once more."))]
    age = age_seconds(opened)
    if age is None or age > OLDEST:
        expected = Said("Formuläret har stått öppet för länge.", "The form has been open for too long.")
        return [Fault(Location(), "", expected, Said("Texten står kvar. Skicka en gång till.", "The text is still there. Send once more."))]
    if age < SOONEST:
        expected = Said("Det gick fortare än någon hinner skriva.", "That was faster than anyone can write.")
        way_out = Said("Vänta ett ögonblick och skicka en gång till.", "Wait a moment and send once more.")
        return [Fault(Location(), "", expected, way_out)]
    return []


def _no_choice(values: Mapping[str, str], asked: Asked, form: TellForm) -> list[Fault]:
    """A focus area or a place that is not in the list; a judgement is always of one focus area."""
    faults = []
    area, codes = values["insatsomrade"], {one.code for one in asked.strategy.focus_areas}
    if (area and area not in codes) or (not area and form is JUDGEMENT):
        expected = Said("Här ska stå vilket insatsområde det gäller.", "Here should stand which focus area it concerns.")
        faults.append(Fault(Location(column="insatsomrade"), area, expected, Said("Välj ett i listan.", "Choose one in the list.")))
    if values["plats"] not in all_places():
        expected = Said("Här ska stå vilken plats det gäller.", "Here should stand which place it concerns.")
        faults.append(Fault(Location(column="plats"), values["plats"], expected, Said("Välj en i listan.", "Choose one in the list.")))
    return faults
