"""One field of many initiatives at once: look at what it would do, do it in the versions that were looked at, take it back."""

from collections.abc import Iterable
from typing import Any, Literal

from ninja import Router, Schema
from ninja.responses import Status
from pydantic import Field, model_validator

from samhandling.ground.periods import Precision
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer
from samhandling.plan.actions.bulk import Bulk, bulk_change, undo_bulk
from samhandling.plan.bulk import BatchRow, batch, batches_of, bulk_preview
from samhandling.plan.rules.bulk_wish import MOST, Wish
from samhandling.web.api.answers import answers
from samhandling.web.api.asking import AboutStrategy, OfStrategy, strategy_of
from samhandling.web.api.problems import Problematic
from samhandling.web.api.shapes import Code, Listed, Number, Part, SaidOut, Wanted, day_text, part_of, said_out
from samhandling.web.request import Request

router = Router(tags=["bulk"])

BulkField = Literal["stage", "kind", "owner", "target_group", "openness", "end", "share", "told"]


class BulkWish(Wanted):
    """The field and its new value.

    `value`: a word, an actor's code, a text, a day (empty: unknown), a focus area, or a status (empty: none).
    `mode`: of owners and target groups. `percent`: of `share`; empty takes the focus area away. `reason`, `instead`: of `told`.
    """

    field: BulkField
    value: str = Field("", max_length=300)
    mode: Literal["add", "remove", "replace"] = "replace"
    percent: str = Field("", pattern=r"^(\d{1,3}([.,]\d{1,6})?)?$")
    reason: str = Field("", max_length=2000)
    instead: str = Field("", max_length=255)
    precision: Precision = Precision.DAY

    @model_validator(mode="after")
    def _end_is_a_day(self) -> "BulkWish":
        if self.field == "end" and self.value:
            day_text(self.value)
        return self

    def wish(self) -> Wish:
        """The same as the plan's own."""
        return Wish(self.field, self.value, self.mode, self.percent, self.reason, self.instead, self.precision.value)


class BulkLook(Wanted):
    """What would be done, and to which initiatives."""

    wish: BulkWish
    initiatives: list[Code] = Field(min_length=1, max_length=MOST)


class BulkItem(Wanted):
    """An initiative, in the version that the preview showed."""

    id: Code
    version: int = Field(ge=1, le=2**31 - 1, strict=True)


class BulkDoing(Wanted):
    """What is to be done, and to which initiatives; one that somebody has saved since is left as it is, and told."""

    wish: BulkWish
    initiatives: list[BulkItem] = Field(min_length=1, max_length=MOST)


class BulkLine(Schema):
    """What would be done to one initiative. `changes`: it would be changed. `reason`: why it cannot be done."""

    id: str
    title: str
    version: int
    changes: bool
    before: SaidOut
    after: SaidOut
    reason: SaidOut | None


class BulkPreview(Schema):
    """One line for each initiative, in the order that they were sent."""

    items: list[BulkLine]


class BulkLeft(Schema):
    """One that was left as it is, and why."""

    id: str
    reason: SaidOut


class BulkDone(Schema):
    """What was done. `number` is null where nothing changed."""

    number: int | None
    changed: list[str]
    left: list[BulkLeft]


class BulkChange(Schema):
    """What was done to one initiative."""

    id: str
    title: str
    before: SaidOut
    after: SaidOut


class BulkOut(Schema):
    """A change of many. `person` is an id, told only to those who see working material. `undone_left`: those that somebody had changed when it was taken back."""

    number: int
    at: str
    person: int | None
    field: str
    changed: list[BulkChange]
    left: list[BulkLeft]
    undone_at: str | None
    undone_left: list[BulkLeft]


class BulksOut(Listed):
    """A part of the latest changes of many."""

    items: list[BulkOut]


@router.post("/preview", response=answers({200: BulkPreview}, writes=True), url_name="api_bulk_preview")
def look_at_a_bulk_change(request: Request, asked: OfStrategy, wanted: BulkLook) -> dict[str, Any]:
    """What a wish would do to each of the initiatives. Nothing is changed; the versions are what doing it needs."""
    lines = bulk_preview(wanted.initiatives, wanted.wish.wish(), strategy=strategy_of(request, asked).code, by=request.viewer)
    return {
        "items": [
            {
                "id": line.code,
                **{name: getattr(line, name) for name in ("title", "version", "changes")},
                "before": said_out(line.before),
                "after": said_out(line.after),
                "reason": said_out(line.reason) if line.reason else None,
            }
            for line in lines
        ]
    }


@router.get("", response=answers({200: BulksOut}), url_name="api_bulk")
def list_bulk_changes(request: Request, paging: Part, asked: OfStrategy) -> dict[str, Any]:
    """The latest changes of many, latest first: all for those who see working material, else one's own."""
    found = batches_of(strategy_of(request, asked).code, seen_by=request.viewer)
    return part_of(request, [_plain(row, request.viewer) for row in found], paging)


@router.post("", response=answers({200: BulkDone, 201: BulkDone}, writes=True), url_name="api_bulk")
def do_a_bulk_change(request: Request, asked: OfStrategy, wanted: BulkDoing) -> Any:
    """Change one field of many, all that can be changed together. 201: it was done, and has a number; 200: nothing was to be changed."""
    versions = {one.id: one.version for one in wanted.initiatives}
    done = bulk_change(versions, wanted.wish.wish(), strategy=strategy_of(request, asked).code, by=request.viewer)
    return Status(200 if done.number is None else 201, _done(done))


@router.get("/{number}", response=answers({200: BulkOut}), url_name="api_bulk_one")
def one_bulk_change(request: Request, number: Number, asked: OfStrategy) -> dict[str, Any]:
    """What one change of many did."""
    return _plain(_row(request, number, asked), request.viewer)


@router.post("/{number}/undo", response=answers({200: BulkDone}, writes=True), url_name="api_bulk_undo")
def undo_a_bulk_change(request: Request, number: Number, asked: OfStrategy) -> dict[str, Any]:
    """Take a change of many back, whole. What somebody has changed since is left as it is, and told."""
    _row(request, number, asked)
    return _done(undo_bulk(number, by=request.viewer))


def _row(request: Request, number: int, asked: AboutStrategy) -> BatchRow:
    found = batch(number, of_strategy=strategy_of(request, asked).code, seen_by=request.viewer)
    if found is None:
        raise Problematic(404)
    return found


def _done(done: Bulk) -> dict[str, Any]:
    return {"number": done.number, "changed": list(done.changed), "left": _left(done.left)}


def _left(rows: Iterable[tuple[str, Said]]) -> list[dict[str, Any]]:
    return [{"id": code, "reason": said_out(why)} for code, why in rows]


def _plain(row: BatchRow, viewer: Viewer) -> dict[str, Any]:
    return {
        **{name: getattr(row, name) for name in ("number", "field")},
        "person": row.person if viewer.sees_internal else None,
        "at": row.at.isoformat(),
        "changed": [
            {"id": code, "title": title, "before": said_out(before), "after": said_out(after)} for code, title, before, after in row.rows
        ],
        "left": _left(row.left),
        "undone_at": row.undone_at.isoformat() if row.undone_at else None,
        "undone_left": _left(row.undone_left),
    }
