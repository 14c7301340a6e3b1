"""Publications: when the picture was shared with the actors and published, and doing so."""

from typing import Any, Literal

from django.urls import reverse
from ninja import Router, Schema
from ninja.responses import Status

from samhandling.plan.actions.publishing import publish, share
from samhandling.plan.showing import PublicationRow, publications
from samhandling.web.api.answers import answers
from samhandling.web.api.asking import OfStrategy, strategy_of
from samhandling.web.api.shapes import Line, Listed, Part, Wanted, part_of
from samhandling.web.request import Request

router = Router(tags=["publications"])


class PublicationOut(Schema):
    """A picture that was shared or published: how many initiatives it shows, and how many differ from the one before."""

    id: int
    state: str
    at: str
    note: str
    initiatives: int
    changed: int


class PublicationsOut(Listed):
    """A part of the list of publications."""

    items: list[PublicationOut]


class PublicationNew(Wanted):
    """Shared with the actors, or published for everyone."""

    state: Literal["shared", "published"]
    note: Line = ""


@router.get("", response=answers({200: PublicationsOut}), url_name="api_publications")
def list_publications(request: Request, paging: Part, asked: OfStrategy) -> dict[str, Any]:
    """The pictures, latest first."""
    found = publications(strategy_of(request, asked).code, seen_by=request.viewer)
    return part_of(request, [_plain(row) for row in found], paging)


@router.post("", response=answers({201: PublicationOut}, writes=True), url_name="api_publications")
def show_the_picture(request: Request, asked: OfStrategy, wanted: PublicationNew) -> Any:
    """Show the working material: to the actors, with a letter to each who answers for one, or to everyone."""
    strategy, by = strategy_of(request, asked).code, request.viewer
    if wanted.state == "published":
        return Status(201, _plain(publish(strategy, by=by, note=wanted.note)))
    return Status(201, _plain(share(strategy, by=by, note=wanted.note, address=request.build_absolute_uri(reverse("mine")))))


def _plain(row: PublicationRow) -> dict[str, Any]:
    names = ("id", "state", "note", "initiatives", "changed")
    return {**{name: getattr(row, name) for name in names}, "at": row.at.isoformat()}
