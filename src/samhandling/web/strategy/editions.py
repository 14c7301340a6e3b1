"""A strategy's editions: when each was loaded and what changed; and whether the shipped file says something else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from samhandling.files.writing import Table
from samhandling.ground.counting import listed
from samhandling.ground.said import Said
from samhandling.office.queries import EventRow, events_of
from samhandling.strategy.queries import document, read_shipped, shipped_ids
from samhandling.strategy.rules.diff import Difference, diff
from samhandling.strategy.rules.document import StrategyDocument
from samhandling.web.rendering import Answer, render_any
from samhandling.web.request import Request, asked_of
from samhandling.web.strategy.views import loaded

KEYS = ("added", "removed", "moved", "reworded", "relinked", "changed")
WORDS = {
    "added": Said("Tillagt: {ids}.", "Added: {ids}."),
    "removed": Said("Borttaget: {ids}.", "Removed: {ids}."),
    "moved": Said("Flyttat: {ids}.", "Moved: {ids}."),
    "reworded": Said("Omformulerat: {ids}.", "Reworded: {ids}."),
    "relinked": Said("Ändrade kopplingar till ramverk: {ids}.", "Links to frameworks changed: {ids}."),
    "changed": Said("Övrigt som har ändrats: {ids}.", "Other things changed: {ids}."),
}
PARTS = {
    "edition": Said("utgåvans beteckning", "the edition's name"),
    "place": Said("platsen", "the place"),
    "source": Said("källan", "the source"),
    "title": Said("titeln", "the title"),
    "owner": Said("ägaren", "the owner"),
    "valid": Said("giltigheten", "the validity"),
    "note": Said("anmärkningen", "the note"),
    "bound": Said("vilka den styr", "whom it binds"),
    "guided": Said("vilka den vägleder", "whom it guides"),
    "levels": Said("nivåerna", "the levels"),
    "prerequisites": Said("förutsättningarna", "the prerequisites"),
    "models": Said("modellen", "the model"),
    "steps": Said("stegen", "the steps"),
    "roles": Said("rollerna", "the roles"),
}


@dataclass(frozen=True, slots=True)
class EditionRow:
    """One loading: the version it gave, when, and what it changed, in sentences."""

    version: int
    day: date
    is_first: bool
    said: tuple[Said, ...]


@require_safe
def editions(request: Request, code: str, form: str | None = None) -> HttpResponse:
    """Every version that has been loaded, latest first."""
    asked = asked_of(request)
    view = loaded(code, request)
    rows = [edition_of(event) for event in reversed(events_of("strategy", [code], seen_by=request.viewer))]
    differs = shipped_difference(code, document(code, request.viewer))
    context = {
        "asked": asked,
        "here": "strategy",
        "view": view,
        "editions": rows,
        "is_shipped": code in shipped_ids(),
        "shipped": sentences(told(differs)),
        "rewordings": differs.reworded if differs else (),
    }
    answer = Answer("strategy/editions.html", context, lambda: _plain(rows, differs, request), lambda: _rows(rows, request))
    return render_any(request, form, answer, f"{code}-utgavor")


def shipped_difference(code: str, kept: StrategyDocument) -> Difference | None:
    """From the loaded document to the one that comes with the product; `None` where none does, or where both say the same."""
    return diff(kept, read_shipped(code)) or None if code in shipped_ids() else None


def told(differs: Difference | None) -> dict[str, list[str]]:
    """The ids concerned by each kind of change."""
    if differs is None:
        return {}
    found: dict[str, Sequence[Any]] = {key: getattr(differs, key) for key in KEYS}
    return {key: _once([str(getattr(one, "id", "") or getattr(one, "field", "")) for one in some]) for key, some in found.items() if some}


def sentences(changes: dict[str, list[str]]) -> tuple[Said, ...]:
    """Each kind of change as a sentence that names what it concerns."""
    found = []
    for key in KEYS:
        if ids := changes.get(key):
            parts = [PARTS.get(one, Said(one, one)) for one in ids]
            sv, en = listed([part.sv for part in parts]).sv, listed([part.en for part in parts]).en
            found.append(Said(WORDS[key].sv.format(ids=sv), WORDS[key].en.format(ids=en)))
    return tuple(found)


def edition_of(event: EventRow) -> EditionRow:
    """What a loading gave and changed."""
    changes = {key: _once(_ids(event.changes[key])) for key in KEYS if key in event.changes}
    version = event.changes.get("version", [None, 0])[1]
    return EditionRow(int(version or 0), timezone.localdate(event.at), event.verb == "strategy.loaded", sentences(changes))


def _ids(pair: list[Any]) -> list[str]:
    """An event tells ids, or lists that begin with one, before or after."""
    return [str(one[0] if isinstance(one, list) else one) for one in pair[1] or pair[0] or []]


def _once(ids: list[str]) -> list[str]:
    return list(dict.fromkeys(ids))


def _plain(rows: list[EditionRow], differs: Difference | None, request: Request) -> dict[str, Any]:
    return {
        "editions": [
            {"version": row.version, "day": row.day, "first": row.is_first, "changes": [said.in_(request.language) for said in row.said]}
            for row in rows
        ],
        "shipped_differs": told(differs),
    }


def _rows(rows: list[EditionRow], request: Request) -> Table:
    headings = [Said(sv, en).in_(request.language) for sv, en in (("Version", "Version"), ("Dag", "Day"), ("Ändringar", "Changes"))]
    return headings, [[row.version, row.day.isoformat(), " ".join(said.in_(request.language) for said in row.said)] for row in rows]
