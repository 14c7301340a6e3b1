"""The rules of coverage: those of your picture, the versions that they have had, what a change would do, and changing them."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from ninja import Query, Router
from pydantic import Field

from samhandling.coverage.changing_rules import RulesConflict, change_rules, revert_rules
from samhandling.coverage.in_force import RulesNow, RulesRow, rules_now
from samhandling.coverage.queries import CoverageQuestion
from samhandling.coverage.rule_effect import effect_of_terms
from samhandling.coverage.rules.terms import changes_between, read_terms, terms_of
from samhandling.ground.faults import Fault, Location, Refused
from samhandling.ground.places import NATION
from samhandling.ground.said import Said
from samhandling.people.rules.permission import CHANGES_ALL, require
from samhandling.web.about.ruling import merged, texts_of
from samhandling.web.api.answers import answers
from samhandling.web.api.asking import AboutStrategy, OfStrategy, strategy_of, tag_of, today, version_of
from samhandling.web.api.coverage import Picture
from samhandling.web.api.problems import Problematic
from samhandling.web.api.rules_shapes import (
    RulesBack,
    RulesChange,
    RulesEffect,
    RulesLook,
    RulesNumber,
    RulesStated,
    RulesVersionsOut,
    changes_told,
    rules_told,
    version_told,
)
from samhandling.web.api.shapes import Part, day, part_of, place_code
from samhandling.web.request import Request

router = Router(tags=["rules"])


class RulesAsked(AboutStrategy):
    """Which version: that of your picture unless told."""

    version: int | None = Field(None, ge=0, le=2**31 - 1)


@router.get("", response=answers({200: RulesStated}), url_name="api_rules")
def rules_of_coverage(request: Request, response: HttpResponse, asked: Query[RulesAsked]) -> dict[str, Any]:
    """The rules that your picture is computed by. Its ETag is of the version that was decided last, which a change is made from."""
    now = _now(request, asked)
    return _told(request, response, now.current if asked.version is None else _row(now, asked.version), now)


@router.get("/versions", response=answers({200: RulesVersionsOut}), url_name="api_rules_versions")
def versions_of_the_rules(request: Request, paging: Part, asked: OfStrategy) -> dict[str, Any]:
    """Every version that the rules have had, latest first: when, why, from what to what. The product's own stand last."""
    now = _now(request, asked)
    return part_of(request, [version_told(row, now, request.viewer) for row in now.versions], paging)


@router.post("/preview", response=answers({200: RulesEffect}, writes=True), url_name="api_rules_preview")
def look_at_other_rules(request: Request, asked: Query[Picture], wanted: RulesLook) -> dict[str, Any]:
    """What other rules would make of the picture of a day and place. Nothing is changed."""
    require(CHANGES_ALL, request.viewer)
    view, now = strategy_of(request, asked), _now(request, asked)
    before = terms_of(now.latest.book)
    if wanted.terms is None:
        terms = terms_of(_row(now, wanted.back_to or 0).book)
    else:
        read = read_terms(wanted.terms.items(), before)
        if read.faults:
            raise Refused(read.faults)
        terms = read.terms
    on, place = date.fromisoformat(asked.on or today()), place_code(asked.place)
    effect = effect_of_terms(CoverageQuestion(view.code, on, place, day(asked.known_on)), terms, seen_by=request.viewer)
    return {
        "on": on.isoformat(),
        "place": place or view.place or NATION,
        "changes": changes_told(changes_between(before, terms)),
        "moved": [{"focus_area": one.focus_area, "before": one.before.value, "after": one.after.value} for one in effect.moved],
    }


@router.patch("", response=answers({200: RulesStated}, changes=True), url_name="api_rules")
def change_the_rules(request: Request, response: HttpResponse, asked: OfStrategy, wanted: RulesChange) -> dict[str, Any]:
    """Change the rules, in the version of If-Match. They hold at once for working material, for others from the next picture."""
    require(CHANGES_ALL, request.viewer)
    strategy, version = strategy_of(request, asked).code, version_of(request)
    try:
        row = change_rules(strategy, wanted.terms.items(), wanted.reason, by=request.viewer, version=version, answers=wanted.answers)
    except RulesConflict as conflict:
        raise Problematic(412, faults=_both(conflict, wanted.terms, version), version=conflict.now.latest.number) from None
    return _told(request, response, row, _now(request, asked))


@router.get("/versions/{number}", response=answers({200: RulesStated}), url_name="api_rules_version")
def one_version_of_the_rules(request: Request, response: HttpResponse, number: RulesNumber, asked: OfStrategy) -> dict[str, Any]:
    """The rules as they stood in a version; 0 is the product's own."""
    now = _now(request, asked)
    return _told(request, response, _row(now, number), now)


@router.post("/versions/{number}/restore", response=answers({200: RulesStated}, changes=True), url_name="api_rules_restore")
def restore_the_rules(
    request: Request, response: HttpResponse, number: RulesNumber, asked: OfStrategy, wanted: RulesBack
) -> dict[str, Any]:
    """Put the rules back as they stood in a version, as a new version; made from the version of If-Match."""
    require(CHANGES_ALL, request.viewer)
    strategy, version = strategy_of(request, asked).code, version_of(request)
    _row(_now(request, asked), number)
    try:
        row = revert_rules(strategy, number, wanted.reason, by=request.viewer, version=version)
    except RulesConflict as conflict:
        raise Problematic(412, faults=conflict.faults, version=conflict.now.latest.number) from None
    return _told(request, response, row, _now(request, asked))


def _now(request: Request, asked: AboutStrategy) -> RulesNow:
    return rules_now(strategy_of(request, asked).code, seen_by=request.viewer)


def _row(now: RulesNow, number: int) -> RulesRow:
    try:
        return now.row(number)
    except Refused:
        raise Problematic(404) from None


def _told(request: Request, response: HttpResponse, row: RulesRow, now: RulesNow) -> dict[str, Any]:
    response["ETag"] = tag_of(now.latest.number)
    return rules_told(row, now, request.viewer)


def _both(conflict: RulesConflict, texts: dict[str, str], version: int) -> list[Fault]:
    """That somebody has changed the rules; and each field that both have changed differently, as the other saved it."""
    try:
        opened = conflict.now.row(version)
    except Refused:
        return list(conflict.faults)
    before = texts_of(terms_of(opened.book))
    mine = {**before, **{field: text for field, text in texts.items() if field in before}}
    way_out = Said("Läs reglerna på nytt och välj.", "Read the rules anew and choose.")
    return [
        *conflict.faults,
        *(
            Fault(Location(column=one.field), texts[one.field], Said(f"Någon annan har sparat: {one.theirs.sv}.", f"Somebody else has saved: {one.theirs.en}."), way_out)
            for one in merged(mine, opened, conflict.now).clashes
        ),
    ]  # fmt: skip
