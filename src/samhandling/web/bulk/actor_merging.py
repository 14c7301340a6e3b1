"""Two actors that are one: find the other by name, see what would happen, merge; and part them again."""

from collections.abc import Mapping

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from samhandling.ground.faults import Fault, Refused
from samhandling.ground.said import Said
from samhandling.ground.viewer import Level
from samhandling.language.stems import is_found, search_stems, search_text
from samhandling.people.merging import merged_actors
from samhandling.people.queries import ActorRow, actors
from samhandling.plan.actions.actor_merging import MergePreview, merge_actors, merge_preview, part_actors
from samhandling.web.office.forms import typed
from samhandling.web.office.going import path_to, see
from samhandling.web.request import Request, asked_of

MOST = 20
"""Names that a search shows; more are no help."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def actor_merge(request: Request, code: str) -> HttpResponse:
    """Merge an actor into another, or take back a merge into it."""
    known = {one.code: one for one in actors(seen_by=request.viewer)}
    if code not in known:
        raise Http404
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        try:
            return _done(request, code)
        except Refused as refused:
            faults = refused.faults
    words, other = request.GET.get("sok", "").strip()[:200], request.GET.get("med", "")
    preview = _preview(request, code, other) if other in known and other != code else None
    context = {
        "asked": asked_of(request),
        "here": "actors",
        "actor": known[code],
        "words": words,
        "found": _named(known, words, code)[:MOST] if words else [],
        "preview": preview,
        "told": told_of(preview) if preview else (),
        "behind": merged_actors(code, seen_by=request.viewer),
        "faults": faults,
    }
    return render(request, "bulk/actor_merge.html", context, status=400 if faults else 200)


def _named(known: dict[str, ActorRow], words: str, code: str) -> list[ActorRow]:
    needles = search_stems(words)
    return [one for one in known.values() if one.code != code and is_found(needles, search_text(*one.names))]


def _preview(request: Request, code: str, other: str) -> MergePreview:
    return merge_preview(code, other, by=request.viewer)


TODAY: Mapping[Level, Said] = {
    Level.WORKING: Said("dem som arbetar med planen och dem som har en insats ihop med den",
                        "those who work with the plan and those who have an initiative together with it"),
    Level.SHARED: Said("aktörerna", "the actors"),
}  # fmt: skip
LATER: Mapping[Level, Said] = {
    Level.SHARED: Said("alla aktörer", "all actors"),
    Level.PUBLISHED: Said("alla", "everyone"),
}


def told_of(found: MergePreview) -> tuple[Said, ...]:
    """What a merge tells to people who do not know it today."""
    told, opening = [], found.opening
    if opening.names:
        today, later = TODAY[opening.today], LATER[opening.names]
        told.append(
            Said(
                f"I dag syns {found.name} bara för {today.sv}. Följer namnet med kan {later.sv} läsa det bredvid {found.kept_name}.",
                f"Today only {today.en} see {found.name}. If the name goes over, {later.en} can read it beside {found.kept_name}.",
            )
        )
    if opening.kept:
        later = LATER[opening.kept]
        told.append(
            Said(
                f"{found.kept_name} blir känd för {later.sv}, eftersom {found.name} är det.",
                f"{found.kept_name} becomes known to {later.en}, as {found.name} is.",
            )
        )
    return tuple(told)


def _done(request: Request, code: str) -> HttpResponse:
    if request.POST.get("act") == "part":
        parted = typed(request, "parted")
        if parted not in dict(merged_actors(code, seen_by=request.viewer)):
            raise Http404
        found = part_actors(parted, by=request.viewer)
        context = {"asked": asked_of(request), "here": "actors", "code": parted, "parted": found, "kept": code}
        return render(request, "bulk/actor_parted.html", context)
    into = typed(request, "into")
    merge_actors(code, into, by=request.viewer, with_names=request.POST.get("utan_namn") != "1")
    return see(path_to(request, "actor", args=[into]))
