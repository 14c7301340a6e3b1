"""Imports: what was read in, how far each source reaches, what is known to be left out; taking one back; the chains that were found."""

from typing import Any

from django.http import HttpResponse
from ninja import Router, Schema
from ninja.responses import Status

from samhandling.people.rules.permission import CHANGES_ALL, require
from samhandling.plan.actions.settling import answer_chain
from samhandling.plan.actions.uploading import undo
from samhandling.plan.lists import RunPart, import_runs
from samhandling.plan.queries import chains
from samhandling.plan.wizard.queries import run, undone
from samhandling.web.api.answers import answers
from samhandling.web.api.imports_shapes import ChainAnswer, ChainsOut, ImportUndone, undone_told
from samhandling.web.api.problems import Problematic
from samhandling.web.api.shapes import Listed, Number, Part, SaidOut, part_of
from samhandling.web.api.uploads import demand_room
from samhandling.web.importing.upload import WITHIN
from samhandling.web.importing.writing import MOST_WRITES
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


@router.get("/chains", response=answers({200: ChainsOut}), url_name="api_import_chains")
def list_chains(request: Request, paging: Part) -> dict[str, Any]:
    """Projects that may belong together (proposed) or do (confirmed), of those that you see."""
    return part_of(request, chains(seen_by=request.viewer), paging)


@router.post("/chains/answer", response=answers({204: None}, writes=True), url_name="api_import_chain_answer")
def answer_a_chain(request: Request, wanted: ChainAnswer) -> Any:
    """Say whether two projects belong together."""
    require(CHANGES_ALL, request.viewer)
    answer_chain(wanted.before, wanted.after, confirm=wanted.belong_together, by=request.viewer)
    return Status(204, None)


@router.get("/undone/{number}", response=answers({200: ImportUndone}), url_name="api_import_undone")
def what_was_undone(request: Request, number: Number) -> dict[str, Any]:
    """What taking an import back did, or how far it has come."""
    found = undone(number, seen_by=request.viewer)
    if found is None:
        raise Problematic(404)
    return undone_told(found, request.language)


@router.get("/{number}", response=answers({200: RunOut}), url_name="api_import")
def one_import(request: Request, number: Number) -> dict[str, Any]:
    """One import."""
    found = next((one for one in import_runs(seen_by=request.viewer) if one.id == number), None)
    if found is None:
        raise Problematic(404)
    return _plain(found)


@router.post("/{number}/undo", response=answers({200: ImportUndone, 202: ImportUndone}, writes=True), url_name="api_import_undo")
def undo_an_import(request: Request, response: HttpResponse, number: Number) -> Any:
    """Take an import back, row by row; rows that somebody has touched since stay and are told.

    200: it is done; 202: it is long, and Location tells where to look.
    """
    if run(number, seen_by=request.viewer) is None:
        raise Problematic(404)
    demand_room(f"write:{request.viewer.person}", most=MOST_WRITES, within=WITHIN)
    found = undone(undo(number, by=request.viewer), seen_by=request.viewer)
    assert found is not None  # noqa: S101 (it has just been ordered)
    response["Location"] = f"{request.path.removesuffix(f'{number}/undo')}undone/{found.row.number}"
    return Status(202 if found.row.is_open else 200, undone_told(found, request.language))


def _plain(run: RunPart) -> dict[str, Any]:
    return {
        **{name: getattr(run, name) for name in ("id", "file", "state", "counts", "open_doubts")},
        "at": run.at.isoformat(),
        "known_on": run.known_on.isoformat(),
        "scopes": [{"declared": part.scope, "initiatives": part.initiatives} for part in run.scopes],
        "said": [{"row": row, "said": said} for row, said in run.said],
    }
