"""A municipality's own choice: may it be named on other municipalities' pages?"""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from samhandling.figures.business.opening import close_comparison, may_open, open_comparison, opened_places
from samhandling.ground.faults import Fault, Location
from samhandling.ground.places import PlaceCode, is_municipality, place_name
from samhandling.ground.said import Said
from samhandling.web.economy.choosing import is_readable
from samhandling.web.office.forms import Field, shown, typed
from samhandling.web.office.going import path_to, see
from samhandling.web.request import Request, asked_of

OPEN, CLOSED = "ja", "nej"
CHOICE = Field(
    "val",
    Said("Får kommunen nämnas på andra kommuners sidor?", "May the municipality be named on other municipalities' pages?"),
    kind="radio",
)
CHOICES = (
    (OPEN, Said("Ja, den får nämnas vid namn", "Yes, it may be named")),
    (CLOSED, Said("Nej, den ska inte nämnas", "No, it is not to be named")),
)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def comparison(request: Request, where: str) -> HttpResponse:
    """Read the choice, or make it. For others than the municipality's own people it does not exist."""
    if not (is_readable(where) and is_municipality(PlaceCode(where)) and may_open(where, request.viewer)):
        raise Http404
    faults: list[Fault] = []
    if request.method == "POST":
        chosen = typed(request, "val")
        if chosen in (OPEN, CLOSED):
            (open_comparison if chosen == OPEN else close_comparison)(where, by=request.viewer)
            asked = asked_of(request)
            return see(f"{path_to(request, 'business_life', {**asked.kept, 'valt': chosen}, [where])}#resembles")
        expected = Said("Välj ja eller nej.", "Choose yes or no.")
        faults.append(Fault(Location(column="val"), chosen[:40], expected, Said("Inget är ändrat.", "Nothing has been changed.")))
    return _form(request, where, faults)


def _form(request: Request, where: str, faults: list[Fault]) -> HttpResponse:
    opened = where in opened_places(seen_by=request.viewer)
    choices = {"val": tuple((word, said.in_(request.language)) for word, said in CHOICES)}
    context = {
        "asked": asked_of(request),
        "here": "business",
        "place": where,
        "place_name": place_name(PlaceCode(where)),
        "is_open": opened,
        "fields": shown([CHOICE], {"val": OPEN if opened else CLOSED}, choices, faults),
        "faults": faults,
    }
    return render(request, "economy/comparison.html", context, status=400 if faults else 200)
