"""How far the material reaches: every import with what it covers, what it did, what is known not to be loaded."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from samhandling.files.writing import Table
from samhandling.ground.counting import capital, day_said, listed
from samhandling.ground.places import PlaceCode, place_name
from samhandling.ground.said import Language, Said, same
from samhandling.plan.lists import RunPart, ScopePart, import_runs
from samhandling.web.plan.index import index_of
from samhandling.web.plan.words import breakable
from samhandling.web.rendering import Answer, render_any
from samhandling.web.request import Request, asked_of

STATES: Mapping[str, Said] = {
    "done": Said("Gäller", "Stands"),
    "partly": Said("Delvis ångrad", "Partly undone"),
    "undone": Said("Ångrad", "Undone"),
}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that is known not to be loaded, from which source, and the focus areas that it bears on; none: all of them."""

    text: str
    source: str
    focus_areas: tuple[str, ...]


def left_out(runs: list[RunPart]) -> list[LeftOut]:
    """What the imports that stand know that they lack, each thing once."""
    found: dict[tuple[str, str], LeftOut] = {}
    for run in runs:
        for part in run.scopes if run.state != "undone" else ():
            source = str(part.scope.get("source", ""))
            for left in part.scope.get("left_out", []):
                found.setdefault((source, str(left["text"])), LeftOut(str(left["text"]), source, tuple(left.get("focus_areas", []))))
    return list(found.values())


def scope_facts(part: ScopePart) -> list[tuple[Said, Said]]:
    """What a scope says, as pairs of name and value; what it does not say is told as not told."""
    scope = part.scope
    return [
        (Said("Register", "Register"), _text(scope.get("source"))),
        (Said("Finansiär", "Financier"), _text(scope.get("financier"))),
        (Said("Program", "Programme"), _text(scope.get("programme"))),
        (Said("Beslut", "Decisions"), _decisions(scope)),
        (Said("Platser", "Places"), _places(scope)),
        (Said("Hämtat", "Fetched"), _fetched(scope)),
    ]


def scope_said(part: ScopePart) -> list[Said]:
    """A scope in words: how many initiatives from where, what was decided when, which places, when it was fetched, what is left out."""
    scope = part.scope
    count_sv = "en insats" if part.initiatives == 1 else f"{part.initiatives} insatser"
    count_en = "one initiative" if part.initiatives == 1 else f"{part.initiatives} initiatives"
    if not scope:
        told = Said("Ingen har angett register, finansiär, tid eller plats", "Nobody has told register, financier, time or place")
        return [
            Said(f"{told.sv} för {count_sv}.", f"{told.en} for {count_en}.") if part.initiatives else Said(f"{told.sv}.", f"{told.en}.")
        ]
    source = str(scope.get("source") or "")
    said = [Said(f"{source}: {count_sv}.", f"{source}: {count_en}.") if source else capital(Said(f"{count_sv}.", f"{count_en}."))]
    if money := ", ".join(str(scope[name]) for name in ("financier", "programme") if scope.get(name)):
        said.append(Said(f"Finansiär och program: {money}.", f"Financier and programme: {money}."))
    for head, value in (
        (Said("Beslut", "Decisions"), _decisions(scope)),
        (Said("Gäller", "Covers"), _places(scope)),
        (Said("Hämtat den", "Fetched on"), _fetched(scope)),
    ):
        if value is not NOT_TOLD:
            said.append(Said(f"{head.sv} {value.sv}.", f"{head.en} {value.en}."))
    if left := [str(one["text"]) for one in scope.get("left_out", [])]:
        several = listed(left)
        said.append(Said(f"Inte inläst: {several.sv}.", f"Not loaded: {several.en}."))
    return said


def _fetched(scope: Mapping[str, Any]) -> Said:
    return day_said(date.fromisoformat(scope["fetched"])) if scope.get("fetched") else NOT_TOLD


NOT_TOLD = Said("inte angivet", "not told")


def _text(text: Any) -> Said:
    return same(str(text)) if text else NOT_TOLD


def _decisions(scope: Mapping[str, Any]) -> Said:
    first, last = (day_said(date.fromisoformat(scope[name])) if scope.get(name) else None for name in ("decided_from", "decided_to"))
    if first and last:
        return Said(f"från {first.sv} till {last.sv}", f"from {first.en} to {last.en}")
    if first:
        return Said(f"från {first.sv}", f"from {first.en}")
    return Said(f"till {last.sv}", f"until {last.en}") if last else NOT_TOLD


def _places(scope: Mapping[str, Any]) -> Said:
    names = [place_name(PlaceCode(code)) for code in scope.get("places", [])]
    return listed(names) if names else NOT_TOLD


@require_safe
def runs(request: Request, form: str | None = None) -> HttpResponse:
    """How far does the material reach?"""
    asked = asked_of(request)
    found = import_runs(seen_by=request.viewer)
    standing = [run for run in found if run.state != "undone"]
    lacking = left_out(found)
    index = index_of(asked.strategy.code, seen_by=request.viewer)
    context = {
        "asked": asked,
        "here": "runs",
        "lead": _lead(len(index.records), standing, lacking),
        "runs": [(run, breakable(run.file), STATES[run.state], [scope_said(part) for part in run.scopes]) for run in standing],
        "undone": [run for run in found if run.state == "undone"],
        "left_out": lacking,
    }
    answer = Answer("plan/runs.html", context, lambda: _data(found, lacking), lambda: _rows(found, request.language))
    return render_any(request, form, answer, "underlag")


def _lead(initiatives: int, standing: list[RunPart], lacking: list[LeftOut]) -> list[Said]:
    if not standing:
        return [Said("Inget underlag är inläst ännu.", "No material is loaded yet.")]
    count = len(standing)
    said = [
        Said(
            f"{initiatives} insatser är kända, ur {'en inläsning' if count == 1 else f'{count} inläsningar'}.",
            f"{initiatives} initiatives are known, from {'one import' if count == 1 else f'{count} imports'}.",
        )
    ]
    if lacking:
        several = listed([left.text for left in lacking])
        said.append(Said(f"Inte inläst: {several.sv}.", f"Not loaded: {several.en}."))
    if any(not part.scope for run in standing for part in run.scopes):
        said.append(
            Said(
                "För en del av underlaget har ingen angett hur långt det räcker.",
                "For a part of the material nobody has told how far it reaches.",
            )
        )
    said.append(Said('"Ingen känd insats" betyder inte att inget görs.', '"No known effort" does not mean that nothing is done.'))
    return said


def _data(found: list[RunPart], lacking: list[LeftOut]) -> dict[str, Any]:
    return {
        "imports": [
            {
                "id": run.id,
                "at": run.at,
                "known_on": run.known_on,
                "file": run.file,
                "state": run.state,
                "counts": dict(run.counts),
                "scopes": [{**part.scope, "initiatives": part.initiatives} for part in run.scopes],
                "said": [{"row": row, "sv": said.sv, "en": said.en} for row, said in run.said],
            }
            for run in found
        ],
        "left_out": [{"text": left.text, "source": left.source, "focus_areas": list(left.focus_areas)} for left in lacking],
    }


def _rows(found: list[RunPart], language: Language) -> Table:
    """One row for each declared scope of each import."""
    said = [Said("Import", "Import"), Said("Fil", "File"), Said("Läge", "State"), Said("Insatser", "Initiatives")]
    headings = [one.in_(language) for one in (*said, *(name for name, _ in scope_facts(ScopePart({}, 0))))]
    rows = [
        [run.id, run.file, STATES[run.state].in_(language), part.initiatives, *(value.in_(language) for _, value in scope_facts(part))]
        for run in found
        for part in run.scopes
    ]
    return headings, rows
