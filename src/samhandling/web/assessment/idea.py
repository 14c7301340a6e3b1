"""An idea of a text that was read: the form filled in, and saved only when somebody says so."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from samhandling.ground.faults import Fault, Location, Refused
from samhandling.ground.places import NATION, PlaceCode, county_of, is_municipality
from samhandling.ground.said import Said
from samhandling.plan.actions.adding import add_initiative
from samhandling.plan.rules.form.texts import LONGEST, Around, Reading, Texts, many, one
from samhandling.plan.rules.form.who import actors_in
from samhandling.plan.rules.record import Basis, ContributionSource, Reach
from samhandling.web.assessment.shares import Distribution, per_cent, read_distribution, rows_of, split
from samhandling.web.editing.drawing import names_box
from samhandling.web.editing.opened import around_of, proposed_names, texts_of
from samhandling.web.office.forms import Field, shown
from samhandling.web.office.going import go_to, path_to, see
from samhandling.web.office.places import place_choices
from samhandling.web.request import Asked, Request, asked_of

LONGEST_TITLE = 120
NOT_OF_TITLES = (",", ".", "!", "?", ":", ";")
TITLE = Field("title", Said("Vad heter idén?", "What is the idea called?"))
WHY = Field("why", Said("Vad vill ni göra, och varför?", "What do you want to do, and why?"), kind="long")
PLACE = Field("plats", Said("Var ska det göras?", "Where is it to be done?"), kind="choice")


@require_http_methods(["GET", "HEAD", "POST"])
def idea(request: Request) -> HttpResponse:
    """The form as the reading filled it in; saved when it comes back with `spara`."""
    asked = asked_of(request)
    if request.method != "POST":
        return go_to(request, "check", asked.kept)
    around, texts = around_of(request, asked.strategy), texts_of(request)
    told = read_distribution(texts, asked.strategy)
    if not one(texts, "spara"):
        return _page(request, asked, _filled(request, texts, around), told)
    wanted, faults = _read(texts, around, told, asked)
    if not faults:
        try:
            code = add_initiative(wanted, strategy=asked.strategy.code, by=request.viewer)
        except Refused as refused:
            faults = list(refused.faults)
        else:
            return see(path_to(request, "steps", {**asked.kept, "ny": "1"}, [code]))
    return _page(request, asked, texts, told, faults)


def _filled(request: Request, texts: Texts, around: Around) -> Texts:
    """A short first line is the title, if it is neither a greeting nor a sentence; the text is what one wants; a contributor's own actor stands as owner."""
    text = request.POST.get("text", "").replace("\r\n", "\n").strip()
    first = text.split("\n", 1)[0].strip()
    own = [around.names.get(code, code) for code in sorted(around.keep)[:1]]
    is_title = "\n" in text and len(first) <= LONGEST_TITLE and not first.endswith(NOT_OF_TITLES)
    title = first if is_title else ""
    return {**texts, "title": (title,), "why": (text[:LONGEST],), "owners": own, "is_cut": ("1" if len(text) > LONGEST else "",)}


def _read(texts: Texts, around: Around, told: Distribution, asked: Asked) -> tuple[Mapping[str, Any], list[Fault]]:
    into = Reading()
    title, why = " ".join(one(texts, "title").split()), one(texts, "why")
    if not title:
        into.wrong("title", "", Said("Ett namn på idén.", "A name of the idea."), Said("Skriv några ord.", "Write a few words."))
    owners = actors_in(many(texts, "owners"), "owners", around, into)
    own = set(around.keep)
    if not owners or (own and own.isdisjoint(owners)):
        names = ", ".join(sorted(around.names.get(code, code) for code in own))
        expected = (
            Said(f"Någon som du svarar för ({names}).", f"Somebody that you answer for ({names}).")
            if own
            else Said("Vem som vill göra det.", "Who wants to do it.")
        )
        into.wrong("owners", "", expected, Said("Skriv det som ägare.", "Write it as owner."))
    proposed = dict(part.split(":", 1) for part in one(texts, "forslag").split(";") if ":" in part)
    shares = [_share(area, told, proposed) for area in told.shares]
    wanted = {
        "title": title,
        "purpose_sv" if around.language == "sv" else "purpose_en": why,
        "owners": owners,
        "shares": shares,
        "basis": (Basis.JUDGED if shares else Basis.NOT_READ).value,
        **_where(one(texts, "plats"), asked),
    }
    return wanted, [*told.faults, *into.faults]


def _share(area: str, told: Distribution, proposed: Mapping[str, str]) -> dict[str, Any]:
    """Nobody has confirmed it. What stands as it was proposed is the system's; what a person has changed is that person's."""
    is_proposed = proposed.get(area) == per_cent(told.shares[area])
    source = ContributionSource.SYSTEM if is_proposed else ContributionSource.PERSON
    aspects = list(told.aspects.get(area, ()))
    return {"focus_area": area, "share": str(told.shares[area]), "aspects": aspects, "source": source.value, "confirmed": False}


def _where(wanted: str, asked: Asked) -> dict[str, Any]:
    if wanted not in dict(place_choices(asked.strategy)) or wanted == NATION:
        return {}
    place = PlaceCode(wanted)
    if is_municipality(place):
        return {"reach": Reach.NAMED.value, "municipalities": [place], "counties": [county_of(place)]}
    return {"reach": Reach.COUNTY.value, "counties": [place]}


def _page(request: Request, asked: Asked, texts: Texts, told: Distribution, faults: Sequence[Fault] = ()) -> HttpResponse:
    renamed = {"purpose_sv": "why", "purpose_en": "why", "shares": next((f"andel-{code}" for code in told.shares), "")}
    faults = [replace(fault, location=Location(column=renamed.get(fault.location.column, fault.location.column))) for fault in faults]
    rows, others = split(rows_of(asked.strategy, told, texts), list(told.shares))
    values = {name: one(texts, name) for name in ("title", "why", "plats")}
    context = {
        "asked": asked,
        "here": "check",
        "fields": shown((TITLE, WHY, PLACE), values, {"plats": place_choices(asked.strategy)}, faults),
        "rows": rows,
        "others": others,
        "owners": names_box("owners", Said("Vem vill göra det?", "Who wants to do it?"), texts, faults),
        "actors": proposed_names(request.viewer),
        "proposed": one(texts, "forslag"),
        "is_cut": one(texts, "is_cut"),
        "faults": faults,
    }
    return render(request, "assessment/idea.html", context, status=400 if faults else 200)
