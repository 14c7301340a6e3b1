"""For administrators: which rule lets whom read an address, and why."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer
from samhandling.people.queries import actor_names, persons
from samhandling.people.rules.permission import Decision, decide
from samhandling.people.ways import may_become, viewer_of_key
from samhandling.web.office.forms import Field, shown
from samhandling.web.people.guard import owners_of, rule_of
from samhandling.web.people.words import roles_said
from samhandling.web.request import Request

ADDRESS = Field(
    "adress", Said("Adress", "Address"), Said("Till exempel /inkorg eller /personer/3.", "For instance /inkorg or /personer/3.")
)
WHO = Field("vem", Said("Vem läser?", "Who reads?"), kind="choice")
LEVELS = {
    "working": Said("Ser arbetsmaterial.", "Sees working material."),
    "shared": Said(
        "Ser det som är publicerat, det som är delat med aktörerna och sitt eget.", "Sees what is published, shared, and its own."
    ),
    "published": Said("Ser bara det som är publicerat.", "Sees only what is published."),
}


@dataclass(frozen=True, slots=True)
class Told:
    """What the page answers: the address by name, the rule's decision, and who the reader is to the rules."""

    address: str
    name: str
    decision: Decision
    roles: str
    actors: str
    level: Said
    read_only: bool


@never_cache
@require_safe
def access(request: Request) -> HttpResponse:
    """Choose an address and a reader; read which rule decided."""
    path, who = request.GET.get("adress", "").strip()[:400], request.GET.get("vem", "visitor")
    viewer = viewer_of_key(who, seen_by=request.viewer)
    told = _told(request, path, viewer) if path and viewer else None
    people = [(f"person-{row.id}", f"{row.email} ({roles_said(row.roles, request.language)})") for row in persons(seen_by=request.viewer)]
    visitor = ("visitor", "Besökare" if request.language == "sv" else "Visitor")
    context = {
        "fields": shown([ADDRESS, WHO], {"adress": path, "vem": who}, {"vem": (visitor, *people, *may_become(seen_by=request.viewer))}),
        "told": told,
        "nowhere": bool(path) and told is None,
        "nobody": viewer is None,
        "path": path,
        "here": "persons",
    }
    return render(request, "people/access.html", context)


def _told(request: Request, path: str, viewer: Viewer) -> Told | None:
    """What the rule of the address says of the viewer; nothing for an address that leads nowhere."""
    plain = path.split("?")[0].removeprefix("/en") or "/"
    try:
        match = resolve(plain)
    except Resolver404:
        return None
    owners = owners_of(match.func)(**match.kwargs)
    names = actor_names(seen_by=request.viewer)
    return Told(
        plain,
        match.url_name or "",
        decide(rule_of(match.func), viewer, owners),
        roles_said(viewer.roles, request.language),
        ", ".join(names.get(code, code) for code in sorted(viewer.actors)),
        LEVELS[viewer.level.value],
        viewer.read_only,
    )
