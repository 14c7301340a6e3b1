"""Initiatives: the list, one of them, adding, changing, confirming, hiding, and how it goes."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from ninja import Query, Router
from ninja.responses import Status
from pydantic import Field

from samhandling.ground.faults import Refused
from samhandling.ground.places import NATION
from samhandling.ground.viewer import Viewer
from samhandling.office.actions import hold_stamp
from samhandling.plan.actions.adding import add_initiative
from samhandling.plan.actions.editing import change, confirm
from samhandling.plan.actions.publishing import withdraw
from samhandling.plan.actions.uniting import merge_into, part
from samhandling.plan.queries import InitiativePage, existing_codes
from samhandling.plan.queries import initiative as open_initiative
from samhandling.plan.rules.plain import to_plain
from samhandling.plan.rules.progress import standing
from samhandling.web.api.answers import answers
from samhandling.web.api.asking import AboutDay, OfDay, OfStrategy, strategy_of, tag_of, today, version_of
from samhandling.web.api.initiative_shapes import InitiativeOut, InitiativesOut, ProgressOut, SavedOut
from samhandling.web.api.initiative_wishes import ContributionsConfirmed, InitiativeChange, InitiativeNew, MergedInto, Withdrawal
from samhandling.web.api.problems import Problematic
from samhandling.web.api.shapes import Day, Part, Place, day, next_of, place_code
from samhandling.web.plan.index import index_of, states_of
from samhandling.web.plan.listing import ListRow, Wanted, listed, row_of
from samhandling.web.plan.words import STATE_WORDS
from samhandling.web.request import Request

router = Router(tags=["initiatives"])

STATES = {state: word for word, state in STATE_WORDS.items()}
FILTERS: Mapping[str, str] = {
    "focus_area": "insatsomrade",
    "kind": "typ",
    "owner": "agare",
    "partner": "medverkande",
    "financier": "finansiar",
    "reach": "rackvidd",
    "target_group": "malgrupp",
}
ORDERS: Mapping[str, str] = {"title": "namn", "start": "start", "end": "slut", "granted": "belopp"}


class Filters(AboutDay):
    """Which initiatives: the same choices as on the page. `sort` may have a minus before it, to turn the list round."""

    q: str = Field("", max_length=200, description="Words that the name, number, description or actors hold")
    place: Place | None = None
    known_on: Day | None = Field(None, description="As it was known on this day")
    state: str = Field("", description="active, coming, ended, undated ...", max_length=40)
    focus_area: str = Field("", max_length=100)
    kind: str = Field("", max_length=100)
    owner: str = Field("", max_length=300)
    partner: str = Field("", max_length=300)
    financier: str = Field("", max_length=300)
    reach: str = Field("", max_length=100)
    target_group: str = Field("", max_length=300)
    sort: str = Field("title", pattern=r"^-?(title|start|end|granted)$")


@router.get("", response=answers({200: InitiativesOut}), url_name="api_initiatives")
def list_initiatives(request: Request, paging: Part, asked: Query[Filters]) -> dict[str, Any]:
    """Which initiatives are known, and which of them fit what one looks for."""
    view, on, known_on = strategy_of(request, asked), day(asked.on or today()), day(asked.known_on)
    assert on is not None  # noqa: S101 (today, where none was asked for)
    index = index_of(view.code, seen_by=request.viewer, known_on=known_on)
    states = states_of(index, on, (view.code, known_on, request.viewer.sight))
    chosen = {word: value for name, word in FILTERS.items() if (value := getattr(asked, name))}
    if asked.state:
        chosen["lage"] = STATES.get(asked.state, "-")
    order = asked.sort.removeprefix("-")
    wanted = Wanted(place_code(asked.place) or NATION, on, asked.q.strip(), chosen, ("-" if asked.sort[0] == "-" else "") + ORDERS[order])
    numbers = listed(index, states, wanted, view).numbers
    shown = numbers[paging.offset : paging.offset + paging.limit]
    return {
        "items": [_brief(row_of(index, number, states), on) for number in shown],
        "count": len(numbers),
        "next": next_of(request, len(numbers), paging),
    }


@router.post("", response=answers({201: SavedOut}, writes=True), url_name="api_initiatives")
def add_an_initiative(request: Request, response: HttpResponse, asked: OfStrategy, wanted: InitiativeNew) -> Any:
    """Add an initiative that nobody has told of before. What is sent in becomes a public document."""
    code = add_initiative(wanted.wanted(), strategy=strategy_of(request, asked).code, by=request.viewer)
    response["Location"], response["ETag"] = f"{request.path}/{code}", tag_of(1)
    return Status(201, {"id": code, "version": 1, "changed": sorted(wanted.wanted())})


@router.get("/{path:code}/progress", response=answers({200: ProgressOut}), url_name="api_progress")
def how_an_initiative_goes(request: Request, code: str, asked: OfDay) -> dict[str, Any]:
    """How it goes on a day: the rule's answer, and what a person has told instead."""
    on = day(asked.on or today())
    assert on is not None  # noqa: S101 (today, where none was asked for)
    found = standing(_page(request, code, strategy_of(request, asked).code).record, on)
    told = {name: getattr(found, name) for name in ("status", "computed", "is_told", "reasons", "late", "done", "activities")}
    return {**told, "on": on.isoformat(), "next_day": found.next_day.isoformat() if found.next_day else None}


@router.post("/{path:code}/confirm", response=answers({200: SavedOut}, changes=True), url_name="api_confirm")
def confirm_contributions(
    request: Request, response: HttpResponse, code: str, asked: OfStrategy, wanted: ContributionsConfirmed
) -> dict[str, Any]:
    """Say that contributions are right as they stand in the version of If-Match."""
    strategy, version = strategy_of(request, asked).code, version_of(request)
    with transaction.atomic():
        hold_stamp()
        page = _page(request, code, strategy)
        if page.version != version:
            raise Problematic(412)
        now = confirm(code, wanted.focus_areas, strategy=strategy, by=request.viewer)
    response["ETag"] = tag_of(now)
    return {"id": code, "version": now, "changed": ["shares"] if now != version else []}


@router.post("/{path:code}/withdraw", response=answers({204: None}, writes=True), url_name="api_withdraw")
def withdraw_an_initiative(request: Request, code: str, wanted: Withdrawal) -> Any:
    """Hide it from everybody but those who work with the plan, at once."""
    withdraw(code, by=request.viewer, reason=wanted.reason)
    return Status(204, None)


@router.post("/{path:code}/merge", response=answers({204: None}, writes=True), url_name="api_merge")
def merge_initiatives(request: Request, code: str, asked: OfStrategy, wanted: MergedInto) -> Any:
    """Two that are one project: this one is shown as the other. Nothing of it is lost."""
    _page(request, code, strategy_of(request, asked).code)
    merge_into(code, wanted.into, by=request.viewer)
    return Status(204, None)


@router.post("/{path:code}/part", response=answers({204: None}, writes=True), url_name="api_part")
def part_initiatives(request: Request, code: str) -> Any:
    """Two projects after all: take a merge back."""
    part(code, by=request.viewer)
    return Status(204, None)


@router.get("/{path:code}", response=answers({200: InitiativeOut}), url_name="api_initiative")
def one_initiative(request: Request, response: HttpResponse, code: str, asked: OfStrategy) -> dict[str, Any]:
    """One initiative: as it stands now for those who may see that, else as it was last shown. Its ETag is what a change needs."""
    page = _page(request, code, strategy_of(request, asked).code)
    response["ETag"] = tag_of(page.version)
    return _whole(page, request.viewer)


@router.patch("/{path:code}", response=answers({200: SavedOut}, changes=True), url_name="api_initiative")
def change_an_initiative(
    request: Request, response: HttpResponse, code: str, asked: OfStrategy, wanted: InitiativeChange
) -> dict[str, Any]:
    """Change the fields that are sent. Nothing is saved where anybody has saved since the version of If-Match: 412 tells both values."""
    strategy, version = strategy_of(request, asked).code, version_of(request)
    _page(request, code, strategy)
    saved = change(code, wanted.wanted(), strategy=strategy, by=request.viewer, version=version, exact=True)
    response["ETag"] = tag_of(saved.version)
    return {"id": code, "version": saved.version, "changed": list(saved.groups)}


def _page(request: Request, code: str, strategy: str) -> InitiativePage:
    try:
        return open_initiative(code, of_strategy=strategy, seen_by=request.viewer)
    except Refused:
        raise Problematic(404) from None


def _brief(row: ListRow, on: Any) -> dict[str, Any]:
    record = row.record
    plain = to_plain(record)
    names = ("id", "title", "owners", "partners", "kind", "stage", "start", "end", "reach", "counties", "municipalities")
    return {
        **{name: plain[name] for name in names},
        "state": row.state,
        "progress": standing(record, on).status,
        "focus_areas": [share.focus_area for share in record.shares],
        "granted": None if row.granted is None else str(row.granted),
    }


def _whole(page: InitiativePage, viewer: Viewer) -> dict[str, Any]:
    plain = to_plain(page.record)
    if not page.is_working:
        # A picture may point at what is not in it.
        known = existing_codes(plain["depends_on"], seen_by=viewer)
        plain["depends_on"] = [code for code in plain["depends_on"] if code in known]
        if plain["told"] and not existing_codes([plain["told"]["instead"]], seen_by=viewer):
            plain["told"]["instead"] = ""
    return {
        **plain,
        "version": page.version,
        "known_since": page.known_since.isoformat(),
        "is_working": page.is_working,
        "chains": page.chains,
        "sources": [
            {
                "run": source.run,
                "file": source.file,
                "sheet": source.sheet,
                "row": source.row,
                "raw": [{"field": field, "heading": heading, "text": text} for field, heading, text in source.raw],
            }
            for source in page.sources
        ],
    }
