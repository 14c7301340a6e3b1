"""Editions of the plan: adopted ones for everyone, drafts for those who may see them; writing a draft, and adopting it."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from ninja import Router
from ninja.responses import Status

from samhandling.people.rules.permission import CHANGES_ALL, require
from samhandling.plan.actions.editions import change_area, change_edition, drop_edition, new_edition, open_edition
from samhandling.plan.actions.editions_adopting import adopt_edition
from samhandling.plan.editions import EditionPage, edition, editions
from samhandling.plan.rules.edition_comparing import compare_editions
from samhandling.plan.rules.edition_document import AreaPart, to_stored
from samhandling.web.api.answers import answers
from samhandling.web.api.asking import AboutStrategy, OfStrategy, strategy_of, tag_of, version_of
from samhandling.web.api.edition_shapes import (
    EditionAdopted,
    EditionAdoption,
    EditionAreaChange,
    EditionAreaOut,
    EditionBrief,
    EditionChange,
    EditionDifferenceOut,
    EditionNew,
    EditionOpening,
    EditionOut,
    EditionSaved,
    EditionsOut,
    area_told,
    edition_brief,
    edition_difference,
)
from samhandling.web.api.problems import Problematic
from samhandling.web.api.shapes import Number, Part, part_of
from samhandling.web.editions.proposing import proposed
from samhandling.web.request import Request

router = Router(tags=["editions"])


@router.get("", response=answers({200: EditionsOut}), url_name="api_editions")
def list_editions(request: Request, paging: Part, asked: OfStrategy) -> dict[str, Any]:
    """The editions of the plan, latest first."""
    found = editions(strategy_of(request, asked).code, seen_by=request.viewer)
    return part_of(request, [edition_brief(row) for row in found], paging)


@router.post("", response=answers({201: EditionBrief}, writes=True), url_name="api_editions")
def begin_an_edition(request: Request, response: HttpResponse, asked: OfStrategy, wanted: EditionNew) -> Any:
    """Begin a draft, with the initiatives that today's picture proposes unless told otherwise."""
    require(CHANGES_ALL, request.viewer)
    strategy = strategy_of(request, asked).code
    first, last = date.fromisoformat(wanted.valid_from), date.fromisoformat(wanted.valid_to)
    found = proposed(strategy, first, seen_by=request.viewer) if wanted.proposed else {}
    number = new_edition(wanted.title, first, last, about=wanted.about, strategy=strategy, proposed=found, by=request.viewer)
    page = found_edition(request, number, asked)
    response["Location"], response["ETag"] = f"{request.path}/{number}", tag_of(page.row.version)
    return Status(201, edition_brief(page.row))


@router.get("/{number}", response=answers({200: EditionOut}), url_name="api_edition")
def one_edition(request: Request, response: HttpResponse, number: Number, asked: OfStrategy) -> dict[str, Any]:
    """One edition, whole, as you may see it. Its ETag is what a change of its name and years, and adopting it, needs."""
    found = found_edition(request, number, asked)
    response["ETag"] = tag_of(found.row.version)
    return {**edition_brief(found.row), "document": to_stored(found.document), "sha256": found.sha256, "is_whole": found.is_whole}


@router.patch("/{number}", response=answers({200: EditionSaved}, changes=True), url_name="api_edition")
def change_an_edition(request: Request, response: HttpResponse, number: Number, asked: OfStrategy, wanted: EditionChange) -> dict[str, Any]:
    """Change a draft's name, years and introduction, in the version of If-Match."""
    row, version = _written(request, number, asked).row, version_of(request)
    sent = wanted.model_dump(exclude_unset=True)
    first = date.fromisoformat(sent["valid_from"]) if "valid_from" in sent else row.valid_from
    last = date.fromisoformat(sent["valid_to"]) if "valid_to" in sent else row.valid_to
    title, about = sent.get("title", row.title), sent.get("about", row.about)
    now = change_edition(number, title=title, first=first, last=last, about=about, by=request.viewer, version=version)
    response["ETag"] = tag_of(now)
    return {"version": now}


@router.delete("/{number}", response=answers({204: None}, writes=True), url_name="api_edition")
def drop_an_edition(request: Request, number: Number, asked: OfStrategy) -> Any:
    """Put a draft away. What was said of it stays in the history."""
    _written(request, number, asked)
    drop_edition(number, by=request.viewer)
    return Status(204, None)


@router.post("/{number}/open", response=answers({200: EditionSaved}, writes=True), url_name="api_edition_open")
def open_an_edition(request: Request, response: HttpResponse, number: Number, asked: OfStrategy, wanted: EditionOpening) -> dict[str, Any]:
    """Let the actors read the draft and comment on it, or close it to them again."""
    _written(request, number, asked)
    now = open_edition(number, wanted.is_open, by=request.viewer)
    response["ETag"] = tag_of(now)
    return {"version": now}


@router.post("/{number}/adopt", response=answers({200: EditionAdopted}, changes=True), url_name="api_edition_adopt")
def adopt_an_edition(request: Request, number: Number, asked: OfStrategy, wanted: EditionAdoption) -> dict[str, Any]:
    """Adopt a draft in the version of If-Match. It then stands as it is, for everyone."""
    _written(request, number, asked)
    checksum = adopt_edition(
        number,
        adopted_on=date.fromisoformat(wanted.adopted_on),
        decided_by=wanted.decided_by,
        reference=wanted.reference,
        anyway=wanted.anyway,
        by=request.viewer,
        version=version_of(request),
    )
    return {"sha256": checksum, "version": found_edition(request, number, asked).row.version}


@router.get("/{number}/areas/{focus_area}", response=answers({200: EditionAreaOut}), url_name="api_edition_area")
def one_area_of_an_edition(request: Request, response: HttpResponse, number: Number, focus_area: str, asked: OfStrategy) -> dict[str, Any]:
    """What an edition says of one focus area. In a draft its ETag is what a change of the focus area needs."""
    page = found_edition(request, number, asked)
    told = area_told(page, _area(page, focus_area))
    if told["version"] is not None:
        response["ETag"] = tag_of(told["version"])
    return told


@router.patch("/{number}/areas/{focus_area}", response=answers({200: EditionSaved}, changes=True), url_name="api_edition_area")
def change_an_area_of_an_edition(
    request: Request, response: HttpResponse, number: Number, focus_area: str, asked: OfStrategy, wanted: EditionAreaChange
) -> dict[str, Any]:
    """How high a focus area is put, by which decision, why, and with which initiatives; in the focus area's version of If-Match."""
    page, version = _written(request, number, asked), version_of(request)
    told = area_told(page, _area(page, focus_area))
    stands = {name: told[name] for name in ("priority", "decision", "reason", "initiatives")}
    sent = {**stands, **wanted.model_dump(exclude_unset=True)}
    now = change_area(number, focus_area, **sent, by=request.viewer, version=version)
    response["ETag"] = tag_of(now)
    return {"version": now}


@router.get("/{number}/compare/{other}", response=answers({200: EditionDifferenceOut}), url_name="api_edition_comparison")
def compare_two_editions(request: Request, number: Number, other: Number, asked: OfStrategy) -> dict[str, Any]:
    """What differs from the edition `other` to the edition `number`."""
    after, before = (found_edition(request, one, asked) for one in (number, other))
    return edition_difference(compare_editions(before.document, after.document), other, number)


def found_edition(request: Request, number: int, asked: AboutStrategy) -> EditionPage:
    """The edition as the caller sees it. Raises Problematic 404."""
    found = edition(number, of_strategy=strategy_of(request, asked).code, seen_by=request.viewer)
    if found is None:
        raise Problematic(404)
    return found


def _written(request: Request, number: int, asked: AboutStrategy) -> EditionPage:
    """The edition, for whoever writes plans; to others there is nothing to change here."""
    require(CHANGES_ALL, request.viewer)
    return found_edition(request, number, asked)


def _area(page: EditionPage, focus_area: str) -> AreaPart:
    found = next((part for part in page.document.areas if part.focus_area == focus_area), None)
    if found is None:
        raise Problematic(404)
    return found
