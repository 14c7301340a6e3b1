"""Read the plan: the one that stands, drafts, one edition, two side by side."""

from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from samhandling.files.writing import Table
from samhandling.ground.said import Language, Said
from samhandling.people.rules.permission import ANSWERS_FOR, CHANGES_ALL
from samhandling.plan.editions import EditionPage, edition, editions, hidden_since
from samhandling.plan.rules.edition_comparing import EditionDifference, compare_editions
from samhandling.plan.rules.edition_document import to_stored
from samhandling.web.editions.telling import by_priority, counted_said, state_said, table_of, told_areas
from samhandling.web.rendering import Answer, render_any
from samhandling.web.request import Asked, Request, asked_of


@require_safe
def edition_list(request: Request, form: str | None = None) -> HttpResponse:
    """Which plan stands, what is being written, and what stood before?"""
    asked = asked_of(request)
    rows = editions(asked.strategy.code, seen_by=request.viewer)
    adopted = sorted((row for row in rows if row.adopted_on), key=lambda row: (row.adopted_on, row.number), reverse=True)
    latest = found_edition(request, asked, adopted[0].number) if adopted else None
    context = {
        "asked": asked,
        "here": "plan_editions",
        "latest": latest,
        "said": state_said(latest.row) if latest else None,
        "counted": counted_said(latest) if latest else None,
        "priorities": by_priority(latest) if latest else [],
        "earlier": [(row, state_said(row)) for row in adopted[1:]],
        "drafts": [(row, state_said(row)) for row in rows if not row.is_adopted],
        "may_write": CHANGES_ALL.lets_in(request.viewer, ()),
    }
    headings = ["number", "title", "state", "valid_from", "valid_to", "adopted_on", "decided_by", "reference"]
    answer = Answer(
        "editions/list.html",
        context,
        lambda: {"strategy": asked.strategy.code, "editions": [{name: getattr(row, name) for name in headings} for row in rows]},
        lambda: (headings, [[getattr(row, name) for name in headings] for row in rows]),
    )
    return render_any(request, form, answer, "handlingsplaner")


@require_safe
def edition_page(request: Request, number: str, form: str | None = None) -> HttpResponse:
    """One edition: how each focus area is put, why, and with which initiatives."""
    asked = asked_of(request)
    page = found_edition(request, asked, int(number))
    viewer = request.viewer
    others = [row for row in editions(asked.strategy.code, seen_by=viewer) if row.number != page.row.number]
    context = {
        "asked": asked,
        "here": "plan_editions",
        "page": page,
        "document": page.document,
        "said": state_said(page.row),
        "counted": counted_said(page),
        "areas": told_areas(page, viewer),
        "priorities": by_priority(page),
        "of_whole": [one for one in page.comments if not one.focus_area],
        "others": others,
        "hidden": hidden_since(page.row.number, seen_by=viewer) if page.row.is_adopted else 0,
        "may_write": CHANGES_ALL.lets_in(viewer, ()),
        "may_comment": not page.row.is_adopted and ANSWERS_FOR.lets_in(viewer, ()) and not viewer.read_only,
        "saved": "sparat" in request.GET,
    }
    answer = Answer("editions/edition.html", context, lambda: _data(page), lambda: table_of(page, request.language))
    return render_any(request, form, answer, f"handlingsplan-{number}")


def found_edition(request: Request, asked: Asked, number: int) -> EditionPage:
    """The edition. Raises Http404 where there is none that the viewer may see."""
    page = edition(number, of_strategy=asked.strategy.code, seen_by=request.viewer)
    if page is None:
        raise Http404
    return page


def _data(page: EditionPage) -> dict[str, Any]:
    comments = [{"focus_area": one.focus_area, "actor": one.actor, "text": one.text, "answer": one.answer} for one in page.comments]
    return {
        "number": page.row.number,
        "state": page.row.state,
        "version": page.row.version,
        "sha256": page.sha256 or None,
        "comments": comments,
        "document": to_stored(page.document),
    }


@require_safe
def comparison(request: Request, number: str, other: str, form: str | None = None) -> HttpResponse:
    """What differs between two editions, from `other` to `number`?"""
    asked = asked_of(request)
    after, before = (found_edition(request, asked, int(one)) for one in (number, other))
    found = compare_editions(before.document, after.document)
    context = {
        "asked": asked,
        "here": "plan_editions",
        "after": after,
        "before": before,
        "found": found,
        "others": [row for row in editions(asked.strategy.code, seen_by=request.viewer) if str(row.number) not in (number, other)],
        "lead": comparison_lead(found),
    }
    answer = Answer("editions/comparison.html", context, lambda: _difference(found), lambda: _rows(found, request.language))
    return render_any(request, form, answer, f"jamforelse-{other}-{number}")


def comparison_lead(found: EditionDifference) -> Said:
    """How much differs, in a sentence."""
    if found.is_empty:
        return Said("De två säger samma sak.", "The two say the same.")
    areas, changed = len(found.areas), len(found.items)
    return Said(
        f"{areas} {'insatsområde' if areas == 1 else 'insatsområden'} skiljer sig. {_many(found.added).sv} har kommit till, "
        f"{_many(found.removed).sv.lower()} har tagits bort och {_many(changed).sv.lower()} har ändrats.",
        f"{areas} {'focus area differs' if areas == 1 else 'focus areas differ'}. Added: {_many(found.added).en}. "
        f"Taken away: {_many(found.removed).en}. Changed: {_many(changed).en}.",
    )


def _many(number: int) -> Said:
    """ "En insats", "4 insatser"."""
    if number == 0:
        return Said("Ingen insats", "no initiative")
    return Said("En insats", "one initiative") if number == 1 else Said(f"{number} insatser", f"{number} initiatives")


def _difference(found: EditionDifference) -> dict[str, Any]:
    def change(one: Any) -> dict[str, Any]:
        return {name: {"sv": said.sv, "en": said.en} for name, said in (("what", one.what), ("before", one.before), ("after", one.after))}

    return {
        "areas": [
            {
                "focus_area": area.focus_area,
                "changes": [change(one) for one in area.changes],
                "added": [code for code, _ in area.added],
                "removed": [code for code, _ in area.removed],
            }
            for area in found.areas
        ],
        "initiatives": [{"id": item.code, "title": item.title, "changes": [change(one) for one in item.changes]} for item in found.items],
    }


def _rows(found: EditionDifference, language: Language) -> Table:
    headings = [said.in_(language) for said in (Said("Var", "Where"), Said("Vad", "What"), Said("Förut", "Before"), Said("Nu", "Now"))]
    added, removed = Said("ny insats", "new initiative"), Said("insats som tagits bort", "initiative taken away")
    rows: list[list[Any]] = []
    for area in found.areas:
        rows += [[area.focus_area, one.what.in_(language), one.before.in_(language), one.after.in_(language)] for one in area.changes]
        rows += [[area.focus_area, added.in_(language), "", f"{code} {title}"] for code, title in area.added]
        rows += [[area.focus_area, removed.in_(language), f"{code} {title}", ""] for code, title in area.removed]
    for item in found.items:
        rows += [[item.code, one.what.in_(language), one.before.in_(language), one.after.in_(language)] for one in item.changes]
    return headings, rows
