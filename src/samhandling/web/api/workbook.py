"""My initiatives as a workbook: fetched, handed back, its differences looked at, and saved."""

import io
from typing import Any, Literal

from django.http import HttpResponse
from ninja import Query, Router, Schema
from ninja.responses import Status
from pydantic import Field

from samhandling.ground.faults import Refused
from samhandling.people.queries import person_name
from samhandling.people.rules.permission import CHANGES_OWN, require
from samhandling.plan.round_trip.applying import DifferencesMoved, apply_workbook, choice_key
from samhandling.plan.round_trip.comparing import Changed, Compared, compare_workbook
from samhandling.plan.round_trip.reading import sheets
from samhandling.plan.round_trip.writing import write_workbook
from samhandling.web.api.answers import answers
from samhandling.web.api.asking import OfStrategy, strategy_of
from samhandling.web.api.problems import Problem, Problematic, ProblemClash, ProblemFault, clash_told, fault_told
from samhandling.web.api.shapes import Code, SaidOut, Wanted
from samhandling.web.api.uploads import XLSX, FileAsked, body_of, demand_room, sent_file, takes
from samhandling.web.request import Request
from samhandling.web.round_trip.keeping import Sent, forget, found, keep_sent, opened
from samhandling.web.round_trip.views import MOST_FETCHED, MOST_UPLOADS, WITHIN

router = Router(tags=["workbook"])

BODY = takes(XLSX)
"""What may be sent as a workbook, and at most how many bytes of it."""

MOST_SAID = 200
AS_FILE: dict[str, Any] = {"responses": {200: {"content": {XLSX: {"schema": {"type": "string", "format": "binary"}}}}}}


class WorkbookDifference(Schema):
    """One field that would become another. `theirs` and `clash`: what somebody else has saved of it meanwhile; then it needs a choice."""

    field: str
    name: SaidOut
    before: SaidOut
    after: SaidOut
    theirs: SaidOut | None
    clash: ProblemClash | None


class WorkbookChange(Schema):
    """An initiative that the workbook changes, in the version as it stands now."""

    id: str
    title: str
    row: int
    version: int
    differences: list[WorkbookDifference]


class WorkbookIdea(Schema):
    """A new idea."""

    row: int
    title: str


class WorkbookUnread(Schema):
    """A column that nothing is read from."""

    sheet: str
    heading: str


class WorkbookOut(Schema):
    """What a workbook says against the plan as it stands. `word` stands in its address; `mark` is of these differences.

    `left`: rows that are left alone, and why, at most 200. `missing`: initiatives of yours that it does not hold; they stay as they are.
    """

    word: str
    name: str
    mark: str
    changed: list[WorkbookChange]
    ideas: list[WorkbookIdea]
    same: int
    left: list[ProblemFault]
    missing: list[str]
    unread: list[WorkbookUnread]


class WorkbookChoice(Wanted):
    """Whose is to count of a field that two have changed differently."""

    id: Code
    field: Code
    keep: Literal["mine", "theirs"]


class WorkbookApply(Wanted):
    """The mark of the differences that were looked at, and a choice for each clash in them."""

    mark: str = Field(min_length=1, max_length=64)
    choices: list[WorkbookChoice] = Field(default_factory=list, max_length=10_000)


class WorkbookDone(Schema):
    """What was saved: initiatives that were changed, ideas that were added."""

    changed: list[str]
    added: list[str]


class WorkbookAsked(Schema):
    """Which initiatives, for whoever may change all; one's own, or all, unless told."""

    initiative: list[Code] = Field(default_factory=list, max_length=900)


@router.get("", response=answers({200: None}), url_name="api_workbook", openapi_extra=AS_FILE)
def fetch_the_workbook(request: Request, asked: OfStrategy, wanted: Query[WorkbookAsked]) -> Any:
    """The initiatives that you may change, as an Excel workbook with lists to choose from. What you change in it can be sent back."""
    viewer, language = request.viewer, request.language
    require(CHANGES_OWN, viewer)
    demand_room(f"workbook:{_who(request)}", most=MOST_FETCHED, within=WITHIN)
    codes = wanted.initiative if wanted.initiative else None
    made, out = sheets(strategy_of(request, asked).code, by=viewer, language=language, codes=codes), io.BytesIO()
    write_workbook(out, made, who=person_name(viewer.person, seen_by=viewer))
    name = "arbetsbok" if language == "sv" else "workbook"
    headers = {"Content-Disposition": f'attachment; filename="{name}-{made.day}.xlsx"'}
    return HttpResponse(out.getvalue(), content_type=XLSX, headers=headers)


@router.post("", response=answers({201: WorkbookOut}, writes=True), url_name="api_workbook", openapi_extra={"requestBody": body_of(XLSX)})
def send_the_workbook(request: Request, response: HttpResponse, asked: OfStrategy, told: Query[FileAsked]) -> Any:
    """Send the workbook back. Nothing is saved: the answer tells what it would change, and Location where to say so.

    What cannot be read is told whole, each fault at its sheet, row and column, and the workbook is then not kept.
    """
    demand_room(f"upload:{_who(request)}", most=MOST_UPLOADS, within=WITHIN)
    file, name = sent_file(request, told.name)
    word = keep_sent(file, name, by=request.viewer)
    sent = found(word, by=request.viewer)
    try:
        compared = _compared(request, sent, strategy_of(request, asked).code)
    except Refused:
        forget(sent)
        raise
    response["Location"] = f"{request.path}/{word}"
    return Status(201, _plain(request, compared, word, sent.name))


@router.get("/{word}", response=answers({200: WorkbookOut}), url_name="api_workbook_differences")
def differences_of_a_workbook(request: Request, word: str, asked: OfStrategy) -> dict[str, Any]:
    """What a workbook that you have sent would change now. It is kept for a day."""
    sent = found(word, by=request.viewer)
    return _plain(request, _compared(request, sent, strategy_of(request, asked).code), word, sent.name)


@router.delete("/{word}", response=answers({204: None}, writes=True), url_name="api_workbook_differences")
def put_a_workbook_away(request: Request, word: str) -> Any:
    """Remove a workbook that you have sent. Nothing of it is saved."""
    forget(found(word, by=request.viewer))
    return Status(204, None)


@router.post(
    "/{word}/apply",
    response={**answers({200: WorkbookDone}, writes=True), 412: Problem},
    url_name="api_workbook_apply",
)
def apply_a_workbook(request: Request, word: str, asked: OfStrategy, wanted: WorkbookApply) -> dict[str, Any]:
    """Save what a workbook says, all or nothing. 412: the differences are no longer those of the mark; read them again."""
    sent = found(word, by=request.viewer)
    choices = {choice_key(one.id, one.field): one.keep for one in wanted.choices}
    strategy, language = strategy_of(request, asked).code, request.language
    try:
        done = apply_workbook(opened(sent), choices, strategy=strategy, by=request.viewer, mark=wanted.mark, language=language)
    except DifferencesMoved as moved:
        raise Problematic(412, faults=moved.faults) from None
    forget(sent)
    return {"changed": [code for code, _ in done.changed], "added": [code for code, _ in done.added]}


def _who(request: Request) -> str:
    viewer = request.viewer
    return str(viewer.person) if viewer.person else ",".join(sorted(viewer.actors))


def _compared(request: Request, sent: Sent, strategy: str) -> Compared:
    """Raises Refused with every fault."""
    compared = compare_workbook(opened(sent), strategy=strategy, by=request.viewer, language=request.language)
    if compared.faults:
        raise Refused(compared.faults)
    return compared


def _plain(request: Request, compared: Compared, word: str, name: str) -> dict[str, Any]:
    return {
        "word": word,
        "name": name,
        "mark": compared.mark,
        "changed": [_change(one, request) for one in compared.changed],
        "ideas": [{"row": one.row, "title": one.title} for one in compared.ideas],
        "same": compared.same,
        "left": [fault_told(one, request.language) for one in compared.left[:MOST_SAID]],
        "missing": list(compared.gone),
        "unread": [{"sheet": sheet, "heading": heading} for sheet, heading in compared.unread],
    }


def _change(one: Changed, request: Request) -> dict[str, Any]:
    parts = [
        {
            "field": part.group,
            **{name: getattr(part, name) for name in ("name", "before", "after", "theirs")},
            "clash": clash_told(part.clash, request.language) if part.clash else None,
        }
        for part in one.differences
    ]
    return {"id": one.code, "title": one.title, "row": one.row, "version": one.version, "differences": parts}
