"""What initiatives that nobody has placed seem to contribute to: proposed by the reading, settled by a person. Nothing counts before that."""

from fractions import Fraction
from typing import Any, Literal

from django.http import HttpResponse
from ninja import Router, Schema
from pydantic import Field

from samhandling.assessment.rules.judging import Sureness, Verdict
from samhandling.assessment.suggesting import Suggested, settle_suggestion, suggestion_of, take_back, waiting
from samhandling.ground.faults import Fault, Location, Refused
from samhandling.ground.said import Said
from samhandling.people.rules.permission import CHANGES_OWN, require
from samhandling.plan.actions.editing import held
from samhandling.plan.queries import initiative
from samhandling.web.api.answers import answers
from samhandling.web.api.asking import OfStrategy, strategy_of, tag_of, version_of
from samhandling.web.api.assess_shapes import AssessedQuote
from samhandling.web.api.initiative_shapes import ShareOut
from samhandling.web.api.problems import Problematic
from samhandling.web.api.shapes import Code, Exact, Listed, Part, SaidOut, Wanted, Yes, part_of
from samhandling.web.request import Request

router = Router(tags=["proposed contributions"])

What = Literal["distribution", "aspects", "confirm"]
MOST = 50


class ProposalBrief(Schema):
    """An initiative that waits: for a distribution, for aspects, or for shares that the system stored to be confirmed."""

    id: str
    title: str
    what: What


class ProposalsOut(Listed):
    """A part of those that wait."""

    items: list[ProposalBrief]


class ProposalArea(Schema):
    """A focus area that is read out of the text: how sure, and the sentences that say so."""

    id: str
    name: SaidOut
    sureness: Sureness
    evidence: list[AssessedQuote]


class ProposalOut(ProposalBrief):
    """What is proposed for an initiative, of which text, and why."""

    version: int
    shares: list[ShareOut]
    text: str
    verdict: Verdict | None
    reason: SaidOut | None
    areas: list[ProposalArea]


class ProposalShare(Wanted):
    """A share as a person decides it; no share where a focus area is named without one."""

    focus_area: Code
    share: Exact | None = None
    aspects: list[Code] = Field(default_factory=list, max_length=MOST)


class ProposalAnswer(Wanted):
    """The person's answer: `shares` left out accepts what is proposed, told ones change it; `outside`: it belongs to no focus area."""

    outside: Yes = False
    shares: list[ProposalShare] | None = Field(None, min_length=1, max_length=MOST)


class ProposalUndo(Wanted):
    """The version that the distribution is to stand as in again: the one before the answer."""

    version_before: int = Field(ge=1, le=2**31 - 1, strict=True)


class ProposalSettled(Schema):
    """The version now."""

    version: int


@router.get("", response=answers({200: ProposalsOut}), url_name="api_proposals")
def list_proposed_contributions(request: Request, paging: Part, asked: OfStrategy) -> dict[str, Any]:
    """The initiatives that wait for a person's answer, those that you may change. Some of them say too little to be read."""
    rows = waiting(strategy_of(request, asked).code, seen_by=request.viewer)
    return part_of(request, [{"id": record.id, "title": record.title, "what": what} for record, what in rows], paging)


@router.post("/{path:code}/undo", response=answers({200: ProposalSettled}, changes=True), url_name="api_proposal_undo")
def undo_a_proposed_contribution(
    request: Request, response: HttpResponse, code: str, asked: OfStrategy, wanted: ProposalUndo
) -> dict[str, Any]:
    """Take an answer back: the distribution stands again as it did. If-Match: the version that the answer gave."""
    _check_own(request, code)
    strategy, version = strategy_of(request, asked).code, version_of(request)
    now = take_back(code, wanted.version_before, strategy=strategy, by=request.viewer, version=version)
    response["ETag"] = tag_of(now)
    return {"version": now}


@router.get("/{path:code}", response=answers({200: ProposalOut}), url_name="api_proposal")
def one_proposed_contribution(request: Request, response: HttpResponse, code: str, asked: OfStrategy) -> dict[str, Any]:
    """What is proposed for one initiative. 404 where it does not wait, and where its text says too little. Its ETag is what an answer needs."""
    strategy = strategy_of(request, asked).code
    found = _found(request, code, strategy)
    version = initiative(code, of_strategy=strategy, seen_by=request.viewer).version
    response["ETag"] = tag_of(version)
    return {**_plain(found), "version": version}


@router.post("/{path:code}", response=answers({200: ProposalSettled}, changes=True), url_name="api_proposal")
def settle_a_proposed_contribution(
    request: Request, response: HttpResponse, code: str, asked: OfStrategy, wanted: ProposalAnswer
) -> dict[str, Any]:
    """Accept, change or set aside what is proposed, in the version of If-Match. What is answered is confirmed by you."""
    strategy, version = strategy_of(request, asked).code, version_of(request)
    found = suggestion_of(code, strategy, seen_by=request.viewer)
    if found is None:
        raise Problematic(412 if _was_saved_since(request, code, strategy, version) else 404)
    _check(wanted, found)
    shares, aspects = _decided(wanted, found)
    now = settle_suggestion(code, shares, aspects, strategy=strategy, by=request.viewer, version=version)
    response["ETag"] = tag_of(now)
    return {"version": now}


def _found(request: Request, code: str, strategy: str) -> Suggested:
    found = suggestion_of(code, strategy, seen_by=request.viewer)
    if found is None:
        raise Problematic(404)
    return found


def _was_saved_since(request: Request, code: str, strategy: str, version: int) -> bool:
    """It waited in `version`, or nobody knows, and a colleague has been there: that is something else than not being there."""
    _check_own(request, code)
    return initiative(code, of_strategy=strategy, seen_by=request.viewer).version != version


def _check_own(request: Request, code: str) -> None:
    """An initiative that the caller may change; to others it is not there."""
    require(CHANGES_OWN, request.viewer)
    try:
        held(code, by=request.viewer)
    except Refused:
        raise Problematic(404) from None


def _check(wanted: ProposalAnswer, found: Suggested) -> None:
    """Raises Refused: two answers at once; outside, of one that a person has placed already; nothing proposed to accept."""
    if wanted.outside and (wanted.shares or found.what == "aspects"):
        expected = Said("Antingen en fördelning eller utanför.", "Either a distribution or outside.")
        if found.what == "aspects":
            expected = Said("Insatsen är redan placerad; bara delområden saknas.", "It is placed already; only aspects are missing.")
        raise Refused([Fault(Location(column="outside"), "true", expected, Said("Skicka shares.", "Send shares."))])


def _decided(wanted: ProposalAnswer, found: Suggested) -> tuple[dict[str, Fraction | None], dict[str, tuple[str, ...]]]:
    if wanted.outside:
        return {}, {}
    if wanted.shares is None:
        return {one.focus_area: one.share for one in found.shares}, {one.focus_area: one.aspects for one in found.shares}
    shares = {one.focus_area: None if one.share is None else Fraction(one.share) for one in wanted.shares}
    return shares, {one.focus_area: tuple(one.aspects) for one in wanted.shares}


def _plain(found: Suggested) -> dict[str, Any]:
    read = found.found
    return {
        "id": found.record.id,
        "title": found.record.title,
        "what": found.what,
        "shares": [
            {
                **{name: getattr(one, name) for name in ("focus_area", "aspects", "source", "confirmed")},
                "share": None if one.share is None else str(one.share),
            }
            for one in found.shares
        ],
        "text": found.text,
        "verdict": read.verdict if read else None,
        "reason": read.reason if read else None,
        "areas": [
            {
                "id": area.id,
                "name": area.name,
                "sureness": area.sureness,
                "evidence": [{"quote": one.quote, "start": one.start, "end": one.end, "terms": list(one.terms)} for one in area.evidence],
            }
            for area in (read.named if read else ())
        ],
    }
