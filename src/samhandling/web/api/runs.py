"""Imports: what was read in, how far each source reaches, what is known to be left out."""

from typing import Any

from ninja import Router, Schema

from samhandling.plan.lists import RunPart, import_runs
from samhandling.web.api.answers import answers
from samhandling.web.api.shapes import Listed, Part, SaidOut, part_of
from samhandling.web.request import Request

router = Router(tags=["imports"])


class ScopeOut(Schema):
    """How far a source reaches, as it was declared; empty where nobody has told. `initiatives`: how many came with it."""

    declared: dict[str, Any]
    initiatives: int


class RunSaid(Schema):
    """What was said of a row, or of the whole (null)."""

    row: int | None
    said: SaidOut


class RunOut(Schema):
    """One import."""

    id: int
    at: str
    known_on: str
    file: str
    state: str
    counts: dict[str, int]
    scopes: list[ScopeOut]
    said: list[RunSaid]
    open_doubts: int


class RunsOut(Listed):
    """A part of the list of imports."""

    items: list[RunOut]


@router.get("", response=answers({200: RunsOut}), url_name="api_imports")
def list_imports(request: Request, paging: Part) -> dict[str, Any]:
    """The imports that stand behind what you see, latest first."""
    return part_of(request, [_plain(run) for run in import_runs(seen_by=request.viewer)], paging)


def _plain(run: RunPart) -> dict[str, Any]:
    return {
        **{name: getattr(run, name) for name in ("id", "file", "state", "counts", "open_doubts")},
        "at": run.at.isoformat(),
        "known_on": run.known_on.isoformat(),
        "scopes": [{"declared": part.scope, "initiatives": part.initiatives} for part in run.scopes],
        "said": [{"row": row, "said": said} for row, said in run.said],
    }
