"""The step of the scope: how far the list reaches, which the picture then says."""

from collections.abc import Mapping, Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from samhandling.ground.faults import Fault, Location, Refused
from samhandling.ground.places import PlaceCode, all_places, place_name
from samhandling.ground.said import Said
from samhandling.language.text import fold
from samhandling.office.home import home
from samhandling.office.limits import require_room
from samhandling.plan.actions.uploading import again
from samhandling.plan.lists import ScopePart
from samhandling.plan.rules.mapping import Scope, to_toml
from samhandling.plan.wizard.looked import Looked
from samhandling.plan.wizard.queries import Look
from samhandling.web.importing.columns import MOST_LOOKS
from samhandling.web.importing.steps import context_of, found, not_ready, step_to
from samhandling.web.importing.upload import FETCHED, FINANCIER, LEFT_OUT, SOURCE, WITHIN, day_of, scope_told
from samhandling.web.office.forms import Field, shown, typed
from samhandling.web.plan.runs import scope_facts
from samhandling.web.request import Request

PROGRAMME = Field(
    "programme",
    Said("Vilket program?", "Which programme?"),
    Said(
        "Det program som pengarna kommer ur, om listan bara gäller ett.",
        "The programme that the money comes from, where the list is about one only.",
    ),
    optional=True,
)
DECIDED_FROM = Field(
    "decided_from", Said("Beslut från och med", "Decisions from"), Said("Den första dag som listan täcker.", "The first day that the list covers."),
    kind="date", optional=True,
)  # fmt: skip
DECIDED_TO = Field(
    "decided_to", Said("Beslut till och med", "Decisions until"), Said("Den sista dag som listan täcker.", "The last day that the list covers."),
    kind="date", optional=True,
)  # fmt: skip
PLACES = Field(
    "places",
    Said("Vilka kommuner eller län täcker listan?", "Which municipalities or counties does the list cover?"),
    Said("Namn med komma emellan.", "Names with commas between."),
    optional=True,
)
FIELDS = (SOURCE, FINANCIER, PROGRAMME, DECIDED_FROM, DECIDED_TO, PLACES, FETCHED, LEFT_OUT)


@require_http_methods(["GET", "HEAD", "POST"])
def scope(request: Request, number: int) -> HttpResponse:
    """How far does the list reach?"""
    look = found(request, number)
    if (page := not_ready(request, look, "import_scope")) is not None:
        return page
    looked = look.looked
    assert looked is not None  # noqa: S101 (not_ready has answered else)
    if not looked.columns:
        return step_to(request, "import_columns", number)
    scopes = looked.read_by.scopes
    if request.method != "POST":
        return _page(request, look, values_of(scopes[0] if scopes else Scope()))
    if len(scopes) > 1:
        return step_to(request, "import_write", number)
    values = {field.name: typed(request, field.name) for field in FIELDS}
    try:
        number = _again(request, look, looked, values)
    except Refused as refused:
        return _page(request, look, values, refused.faults)
    return step_to(request, "import_write", number)


def _again(request: Request, look: Look, looked: Looked, values: Mapping[str, str]) -> int:
    """The number of the reading with this scope: this one where it is the same."""
    before = looked.read_by
    fresh = scope_of(values, before.scopes[0] if before.scopes else Scope())
    scopes = [fresh] if fresh != Scope() else []
    if scopes == before.scopes:
        return look.number
    require_room(f"look:{request.viewer.person}", most=MOST_LOOKS, within=WITHIN)
    mapping = to_toml(before.model_copy(update={"scopes": scopes}))
    return again(look, by=request.viewer, home=home(), mapping=mapping, scope=None)


def scope_of(values: Mapping[str, str], before: Scope) -> Scope:
    """The scope that is filled in; what a thing left out bears on is kept where its words are. Raises Refused with every fault."""
    faults: list[Fault] = []
    told = scope_told(values, faults) or {}
    if len(values["programme"]) > 250:
        faults.append(
            Fault(Location(column="programme"), "", Said("Texten är för lång.", "The text is too long."), Said("Korta den.", "Shorten it."))
        )
    first, last = (day_of(values[name], name, faults) for name in ("decided_from", "decided_to"))
    if first and last and last < first:
        expected = Said("Den sista dagen är före den första.", "The last day is before the first.")
        faults.append(Fault(Location(column="decided_to"), values["decided_to"], expected, Said("Ändra en av dem.", "Change one of them.")))
    places = places_of(values["places"], faults)
    if faults:
        raise Refused(faults)
    areas = {left.text: left.focus_areas for left in before.left_out}
    told["left_out"] = [{**one, "focus_areas": areas.get(one["text"], [])} for one in told.get("left_out", [])]
    return Scope.model_validate(
        {**told, "programme": values["programme"], "decided_from": first, "decided_to": last, "places": places, "when": before.when}
    )


def places_of(text: str, faults: list[Fault]) -> list[str]:
    """Codes of the places that are named, or written as codes."""
    by_name = {fold(place_name(code)): str(code) for code in sorted(all_places(), reverse=True)}
    by_name |= {str(code): str(code) for code in all_places()}
    names = [name.strip() for name in text.replace(";", ",").replace("\n", ",").split(",") if name.strip()]
    for name in names[:400]:
        if fold(name) not in by_name:
            expected = Said(f"{name[:60]} är ingen kommun och inget län.", f"{name[:60]} is no municipality and no county.")
            way_out = Said(
                "Kontrollera stavningen. Län skrivs med ordet län.", "Check the spelling. Counties are written with the word län."
            )
            faults.append(Fault(Location(column="places"), name[:60], expected, way_out))
    return list(dict.fromkeys(by_name[fold(name)] for name in names[:400] if fold(name) in by_name))


def values_of(one: Scope) -> dict[str, str]:
    """A scope as it is filled in."""
    return {
        "source": one.source,
        "financier": one.financier,
        "programme": one.programme,
        "decided_from": one.decided_from.isoformat() if one.decided_from else "",
        "decided_to": one.decided_to.isoformat() if one.decided_to else "",
        "places": ", ".join(place_name(PlaceCode(code)) for code in one.places),
        "fetched": one.fetched.isoformat() if one.fetched else "",
        "left_out": "\n".join(left.text for left in one.left_out),
    }


def _page(request: Request, look: Look, values: Mapping[str, str], faults: Sequence[Fault] = ()) -> HttpResponse:
    scopes = look.looked.read_by.scopes if look.looked else []
    several = [scope_facts(ScopePart(one.model_dump(mode="json"), 0)) for one in scopes] if len(scopes) > 1 else []
    context = {
        **context_of(request, look, "import_scope"),
        "fields": shown(FIELDS, values, {}, faults),
        "faults": faults,
        "several": several,
    }
    return render(request, "importing/scope.html", context, status=422 if faults else 200)
