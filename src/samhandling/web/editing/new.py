"""A new idea: what it is called, why, what it contributes to and who. The rest comes step by step."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from samhandling.ground.faults import Fault, Location, Refused
from samhandling.ground.said import Said
from samhandling.plan.actions.adding import add_initiative
from samhandling.plan.rules.form.texts import Around, Reading, Texts, many, one
from samhandling.plan.rules.form.who import actors_in
from samhandling.plan.rules.record import Basis, ContributionSource
from samhandling.web.editing.drawing import at, names_box
from samhandling.web.editing.keeping_words import sign
from samhandling.web.editing.opened import around_of, proposed_names, texts_of
from samhandling.web.office.forms import Field, shown
from samhandling.web.office.going import path_to, see
from samhandling.web.request import Asked, Request, asked_of

TITLE = Field("title", Said("Vad heter idén?", "What is the idea called?"), Said("Några ord räcker.", "A few words will do."))
WHY = Field(
    "why",
    Said("Vad vill ni göra, och varför?", "What do you want to do, and why?"),
    Said("Några meningar. Resten kommer steg för steg.", "A few sentences. The rest comes step by step."),
    kind="long",
)


@require_http_methods(["GET", "HEAD", "POST"])
def new_idea(request: Request) -> HttpResponse:
    """The form of an idea."""
    asked = asked_of(request)
    around = around_of(request, asked.strategy)
    if request.method != "POST":
        area = request.GET.get("insatsomrade", "")
        return _page(request, asked, around, {"area": (area,), "owners": _own(request, around)})
    texts = texts_of(request)
    wanted, faults = _read(texts, request, around)
    if not faults:
        try:
            code = add_initiative(wanted, strategy=asked.strategy.code, by=request.viewer)
        except Refused as refused:
            faults = list(refused.faults)
        else:
            return see(path_to(request, "steps", {**asked.kept, "ny": "1"}, [code]))
    return _page(request, asked, around, texts, faults)


def _own(request: Request, around: Around) -> tuple[str, ...]:
    """A contributor's own actor stands as owner."""
    own = sorted(request.viewer.actors) if not request.viewer.may_change_all else []
    return tuple(around.names.get(code, code) for code in own[:1])


def _read(texts: Texts, request: Request, around: Around) -> tuple[Mapping[str, Any], list[Fault]]:
    into = Reading()
    title, why = " ".join(one(texts, "title").split()), one(texts, "why")
    if not title:
        into.wrong("title", "", Said("Ett namn på idén.", "A name of the idea."), Said("Skriv några ord.", "Write a few words."))
    if not why:
        into.wrong("why", "", Said("Vad ni vill göra, och varför.", "What you want to do, and why."), Said("Skriv det.", "Write it."))
    areas = [area for area in many(texts, "area") if area in around.aspects]
    owners = actors_in(many(texts, "owners"), "owners", around, into)
    own = set(around.keep)
    if own and own.isdisjoint(owners):
        names = ", ".join(sorted(around.names.get(code, code) for code in own))
        expected = Said(f"Någon som du svarar för ({names}).", f"Somebody that you answer for ({names}).")
        into.wrong("owners", "", expected, Said("Skriv det som ägare.", "Write it as owner."))
    if not own and not owners:
        into.wrong("owners", "", Said("Vem som vill göra det.", "Who wants to do it."), Said("Skriv ett namn.", "Write a name."))
    shares: list[dict[str, Any]] = [
        {
            "focus_area": area,
            "share": "1" if len(areas) == 1 else None,
            "aspects": [],
            "source": ContributionSource.PERSON.value,
            "confirmed": False,
        }
        for area in areas
    ]
    purpose = "purpose_sv" if around.language == "sv" else "purpose_en"
    wanted = {"title": title, purpose: why, "owners": owners, "shares": shares}
    return {**wanted, "basis": (Basis.JUDGED if shares else Basis.NOT_READ).value}, _at_fields(into.faults)


def _at_fields(faults: Sequence[Fault]) -> list[Fault]:
    moved = {"purpose_sv": "why", "purpose_en": "why"}
    return [
        Fault(Location(column=moved.get(fault.location.column, fault.location.column)), fault.read, fault.expected, fault.way_out)
        for fault in faults
    ]


def _page(request: Request, asked: Asked, around: Around, texts: Texts, faults: Sequence[Fault] = ()) -> HttpResponse:
    faults, chosen = _at_fields(faults), set(many(texts, "area"))
    names = {area.code: area.name for area in asked.strategy.areas}
    areas: dict[str, dict[str, Any]] = {}
    for area in asked.strategy.focus_areas:
        told = areas.setdefault(area.area, {"name": names.get(area.area), "rows": []})
        told["rows"].append((area, area.code in chosen))
    context = {
        "asked": asked,
        "here": "initiatives",
        "fields": shown((TITLE, WHY), {name: one(texts, name) for name in ("title", "why")}, {}, faults),
        "areas": list(areas.values()),
        "owners": names_box("owners", Said("Vem vill göra det?", "Who wants to do it?"), texts, faults),
        "actors": proposed_names(request.viewer),
        "area_faults": at(faults, "shares"),
        "signed": sign(request.path),
        "faults": faults,
    }
    return render(request, "editing/new.html", context, status=400 if faults else 200)
