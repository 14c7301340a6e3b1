"""Reading a file in, step by step: sent, looked at, read otherwise, written, put away."""

from typing import Any

from django.http import HttpResponse
from ninja import Query, Router
from ninja.responses import Status
from pydantic import ValidationError

from samhandling.ground.faults import Fault, Location, Refused
from samhandling.ground.said import Said
from samhandling.office.home import home
from samhandling.office.jobs.files import forget_upload
from samhandling.office.queries import stamp
from samhandling.people.rules.permission import IMPORTS, require
from samhandling.plan.actions.uploading import PlanChanged, again, begin, forget, write
from samhandling.plan.rules.mapping import Mapping, to_toml
from samhandling.plan.wizard.looked import Looked, Wanted
from samhandling.plan.wizard.queries import Look, begun, look, written
from samhandling.web.api.answers import answers
from samhandling.web.api.asking import OfStrategy, strategy_of
from samhandling.web.api.imports_shapes import (
    FileAgain,
    FileNew,
    FileOut,
    FilesBegun,
    WrittenOut,
    reading_told,
    work_told,
    written_told,
)
from samhandling.web.api.misread import misread
from samhandling.web.api.problems import Problem, Problematic
from samhandling.web.api.shapes import Number, Part, part_of
from samhandling.web.api.uploads import CSV, JSON, XLSM, XLSX, body_of, demand_room, sent_file, takes
from samhandling.web.importing.columns import MOST_LOOKS
from samhandling.web.importing.receiving import keep
from samhandling.web.importing.upload import MOST_UPLOADS, WITHIN
from samhandling.web.importing.writing import MOST_WRITES
from samhandling.web.request import Request

router = Router(tags=["imports"])

KINDS = (CSV, XLSX, XLSM, JSON)
BODY = takes(*KINDS)
"""What may be sent as a file, and at most how many bytes of it."""


@router.get("/files", response=answers({200: FilesBegun}), url_name="api_import_files")
def list_files(request: Request, paging: Part) -> dict[str, Any]:
    """The files that have been sent and not read in yet, latest first: all for strategists, else one's own."""
    require(IMPORTS, request.viewer)
    found = begun(seen_by=request.viewer, home=home())
    tells = request.viewer.sees_internal
    rows = [{"number": one.number, "name": one.name, "person": one.person_id if tells else None, "at": one.at.isoformat()} for one in found]
    return part_of(request, rows, paging)


@router.post(
    "/files",
    response=answers({201: FileOut, 202: FileOut}, writes=True),
    url_name="api_import_files",
    openapi_extra={"requestBody": body_of(*KINDS)},
)
def send_a_file(request: Request, response: HttpResponse, asked: OfStrategy, told: Query[FileNew]) -> Any:
    """Send a file to be read in: Excel (xlsx, xlsm), CSV or JSON. Nothing is written to the plan.

    201: it has been read; 202: it is long, and Location tells where to look until it has been read.
    """
    viewer, strategy = request.viewer, strategy_of(request, asked).code
    demand_room(f"upload:{viewer.person}", most=MOST_UPLOADS, within=WITHIN)
    file, name = sent_file(request, told.name)
    kept = keep(file, name)
    try:
        number = begin(kept, Wanted(name, strategy, scope=_scope(told), bytes=file.size or 0), by=viewer, home=home())
    except Refused:
        forget_upload(kept, home=home())
        raise
    return _looked_at(request, response, number)


def _scope(told: FileNew) -> dict[str, Any] | None:
    """What was told of the scope, as fields of a mapping's scope; nothing where nothing was told."""
    found: dict[str, Any] = {name: text for name in ("source", "financier", "fetched") if (text := getattr(told, name))}
    if lines := [" ".join(line.split()) for line in told.left_out if line.strip()]:
        found["left_out"] = [{"text": line} for line in lines]
    return found or None


@router.get("/files/{number}", response=answers({200: FileOut}), url_name="api_import_file")
def one_file(request: Request, number: Number) -> dict[str, Any]:
    """How a file was understood, and what each row of it would do; or how far the reading of it has come."""
    return _plain(request, _found(request, number))


@router.delete("/files/{number}", response=answers({204: None}, writes=True), url_name="api_import_file")
def put_a_file_away(request: Request, number: Number) -> Any:
    """Remove a file that was sent. What was written of it stays."""
    forget(_found(request, number), by=request.viewer, home=home())
    return Status(204, None)


@router.post(
    "/files/{number}/again", response=answers({200: FileOut, 201: FileOut, 202: FileOut}, writes=True), url_name="api_import_again"
)
def read_a_file_otherwise(request: Request, response: HttpResponse, number: Number, wanted: FileAgain) -> Any:
    """Read the same file with other columns, manners or scope, from another sheet, or on the plan as it stands now.

    Each reading has a number of its own, so that one can go back; Location tells the new one. It is answered as a file that was sent.
    """
    found = _found(request, number)
    looked = _ready(found)
    demand_room(f"look:{request.viewer.person}", most=MOST_LOOKS, within=WITHIN)
    other = _other(wanted, looked, found)
    return _looked_at(request, response, again(found, by=request.viewer, home=home(), **other))


def _other(wanted: FileAgain, looked: Looked, found: Look) -> dict[str, Any]:
    """The fields of the plan's own wish that become others. Raises Problematic with every fault."""
    told = wanted.model_dump(exclude_unset=True)
    suggest = {"suggest": told["suggest"]} if "suggest" in told else {}
    before = looked.read_by
    scopes = told.get("scopes", [one.model_dump(mode="json") for one in before.scopes])
    if "sheet" in told or "header_row" in told:
        if set(told) & {"columns", "units", "manners"}:
            raise Problematic(422, faults=[_first_the_table()])
        scope = scopes[0] if len(scopes) == 1 else found.wanted.scope
        table = {"sheet": told.get("sheet", before.sheet), "header_row": told.get("header_row", 0)}
        return {"mapping": "", "scope": scope, **table, **suggest}
    if not looked.columns and set(told) - {"suggest"}:
        raise Problematic(422, faults=[_no_table()])
    plain = before.model_dump(mode="json")
    parts = {name: {**plain[name], **told.get(name, {})} for name in ("columns", "units", "manners")}
    faults = [_no_column(name, heading) for name in parts for heading in told.get(name, {}) if heading not in _headings(looked)]
    if faults:
        raise Problematic(422, faults=faults)
    try:
        mapping = Mapping.model_validate({**plain, **parts, "scopes": scopes})
    except ValidationError as error:
        raise Problematic(422, faults=misread([{**one, "loc": ("body", *one["loc"])} for one in error.errors()])) from None
    return {"mapping": to_toml(mapping) if looked.mapping else "", "scope": None, **suggest}


def _headings(looked: Looked) -> set[str]:
    return {*(one.label for one in looked.columns), *looked.read_by.columns}


def _no_column(part: str, heading: str) -> Fault:
    expected = Said("En rubrik som finns i filen.", "A heading that is in the file.")
    return Fault(Location(column=f"{part}.{heading[:80]}"), heading[:80], expected, Said("Läs rubrikerna i columns.", "Read the headings in columns."))  # fmt: skip


def _no_table() -> Fault:
    expected = Said("Ett blad och en rad med rubriker.", "A sheet and a row of headings.")
    return Fault(Location(column="header_row"), "", expected, Said("Peka ut tabellen först.", "Point out the table first."))


def _first_the_table() -> Fault:
    expected = Said("Antingen en annan tabell eller andra kolumner.", "Either another table or other columns.")
    way_out = Said("Peka ut tabellen först, och ändra kolumnerna sedan.", "Point out the table first, then change the columns.")
    return Fault(Location(column="columns"), "", expected, way_out)


@router.post(
    "/files/{number}/write",
    response={**answers({201: WrittenOut, 202: WrittenOut}, writes=True), 412: Problem},
    url_name="api_import_write",
)
def write_a_file(request: Request, response: HttpResponse, number: Number) -> Any:
    """Write what the reading showed, once however often it is asked for.

    201: it is written; 202: it is long, and Location tells where to look. 412: the plan has changed, so that the file would no longer do
    what was shown; read it again, look, and write that reading.
    """
    found = _found(request, number)
    _ready(found)
    demand_room(f"write:{request.viewer.person}", most=MOST_WRITES, within=WITHIN)
    try:
        write(found, by=request.viewer, home=home())
    except PlanChanged as changed:
        raise Problematic(412, faults=changed.faults) from None
    outcome = written(number, seen_by=request.viewer)
    assert outcome is not None  # noqa: S101 (it has just been ordered)
    response["Location"] = request.path.removesuffix("/write") + "/written"
    return Status(202 if outcome.row.is_open else 201, written_told(outcome, request.language))


@router.get("/files/{number}/written", response=answers({200: WrittenOut}), url_name="api_import_written")
def what_was_written(request: Request, number: Number) -> dict[str, Any]:
    """What was written of a file, or how far the writing has come; `run` is the import's number."""
    _found(request, number)
    outcome = written(number, seen_by=request.viewer)
    if outcome is None:
        raise Problematic(404)
    return written_told(outcome, request.language)


def _found(request: Request, number: int) -> Look:
    found = look(number, seen_by=request.viewer)
    if found is None:
        raise Problematic(404)
    return found


def _ready(found: Look) -> Looked:
    """The reading, once there is one. Raises Refused: it is still being read, or could not be."""
    if found.looked is not None:
        return found.looked
    if found.row.faults:
        raise Refused(found.row.faults)
    expected = Said("En fil som är läst.", "A file that has been read.")
    raise Refused([Fault(Location(), found.row.state, expected, Said("Vänta tills den är läst.", "Wait until it has been read."))])


def _looked_at(request: Request, response: HttpResponse, number: int) -> Any:
    found = _found(request, number)
    response["Location"] = f"{request.path.split('/files')[0]}/files/{number}"
    return Status(202 if found.row.is_open else 201, _plain(request, found))


def _plain(request: Request, found: Look) -> dict[str, Any]:
    language = request.language
    return {
        "number": found.number,
        "name": found.wanted.name,
        "is_kept": found.is_kept(home()),
        "is_written": written(found.number, seen_by=request.viewer) is not None,
        "work": work_told(found.row, language),
        "reading": reading_told(found.looked, stamp(), language) if found.looked else None,
    }
