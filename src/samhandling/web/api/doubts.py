"""Doubts: what an import could not decide, for those who work with the plan."""

from typing import Any

from ninja import Query, Router, Schema
from ninja.responses import Status
from pydantic import Field

from samhandling.people.rules.permission import INTERNAL, require
from samhandling.plan.actions.settling import settle
from samhandling.plan.lists import needs_value
from samhandling.plan.queries import DoubtRow
from samhandling.plan.queries import doubts as known_doubts
from samhandling.web.api.answers import answers
from samhandling.web.api.asking import OfStrategy, strategy_of
from samhandling.web.api.problems import Problematic
from samhandling.web.api.shapes import Code, Line, Listed, Number, Paging, SaidOut, Wanted, part_of
from samhandling.web.request import Request

router = Router(tags=["doubts"])


class DoubtOut(Schema):
    """A doubt. The first of `answers` keeps what was done meanwhile; those of `needing` need a value."""

    id: int
    kind: str
    field: str
    initiative: str
    said: SaidOut
    read: str
    answers: list[str]
    needing: list[str]
    state: str
    answer: str
    run: int | None


class DoubtsOut(Listed):
    """A part of the list of doubts."""

    items: list[DoubtOut]


class DoubtsAsked(Paging):
    """Which doubts: open ones, or settled ones; of an import; of an initiative."""

    settled: bool = False
    run: int | None = Field(None, ge=1, le=2**53)
    initiative: Code | None = None


class Settlement(Wanted):
    """One of the doubt's answers, and the value that some of them need."""

    answer: Code
    value: Line | None = None


@router.get("", response=answers({200: DoubtsOut}), url_name="api_doubts")
def list_doubts(request: Request, asked: Query[DoubtsAsked]) -> dict[str, Any]:
    """The doubts, in the order that they arose."""
    require(INTERNAL, request.viewer)
    found = known_doubts(seen_by=request.viewer, settled=asked.settled, run=asked.run, initiative=asked.initiative)
    return part_of(request, [_plain(row) for row in found], asked)


@router.post("/{number}/settle", response=answers({204: None}, writes=True), url_name="api_settle")
def settle_a_doubt(request: Request, number: Number, asked: OfStrategy, wanted: Settlement) -> Any:
    """Settle an open doubt with one of its answers."""
    require(INTERNAL, request.viewer)
    if number not in {row.id for row in known_doubts(seen_by=request.viewer)}:
        raise Problematic(404)
    settle(number, wanted.answer, strategy=strategy_of(request, asked).code, by=request.viewer, value=wanted.value)
    return Status(204, None)


def _plain(row: DoubtRow) -> dict[str, Any]:
    names = ("id", "kind", "field", "initiative", "said", "read", "answers", "state", "answer", "run")
    needing = [answer for answer in row.answers[1:] if needs_value(row.kind, row.field, answer)]
    return {**{name: getattr(row, name) for name in names}, "needing": needing}
