"""Editions of the plan: drafts for those who may see them, adopted ones for everyone."""

from typing import Any

from ninja import Router, Schema

from samhandling.plan.editions import EditionRow, edition, editions
from samhandling.plan.rules.edition_document import to_stored
from samhandling.web.api.answers import answers
from samhandling.web.api.asking import OfStrategy, strategy_of
from samhandling.web.api.problems import Problematic
from samhandling.web.api.shapes import Listed, Number, Part, part_of
from samhandling.web.request import Request

router = Router(tags=["editions"])


class EditionBrief(Schema):
    """An edition: what it is called, when it is valid, and by whom it was adopted."""

    number: int
    title: str
    valid_from: str
    valid_to: str
    state: str
    is_open: bool
    adopted_on: str | None
    decided_by: str
    reference: str
    version: int


class EditionsOut(Listed):
    """A part of the list of editions."""

    items: list[EditionBrief]


class EditionOut(EditionBrief):
    """An edition with its document: priorities, focus areas and their initiatives. `sha256` of what was adopted; `is_whole`: it is still that."""

    document: dict[str, Any]
    sha256: str
    is_whole: bool


@router.get("", response=answers({200: EditionsOut}), url_name="api_editions")
def list_editions(request: Request, paging: Part, asked: OfStrategy) -> dict[str, Any]:
    """The editions of the plan, latest first."""
    found = editions(strategy_of(request, asked).code, seen_by=request.viewer)
    return part_of(request, [_brief(row) for row in found], paging)


@router.get("/{number}", response=answers({200: EditionOut}), url_name="api_edition")
def one_edition(request: Request, number: Number, asked: OfStrategy) -> dict[str, Any]:
    """One edition, whole, as you may see it."""
    found = edition(number, of_strategy=strategy_of(request, asked).code, seen_by=request.viewer)
    if found is None:
        raise Problematic(404)
    return {**_brief(found.row), "document": to_stored(found.document), "sha256": found.sha256, "is_whole": found.is_whole}


def _brief(row: EditionRow) -> dict[str, Any]:
    names = ("number", "title", "state", "is_open", "decided_by", "reference", "version")
    return {
        **{name: getattr(row, name) for name in names},
        "valid_from": row.valid_from.isoformat(),
        "valid_to": row.valid_to.isoformat(),
        "adopted_on": row.adopted_on.isoformat() if row.adopted_on else None,
    }
