"""An initiative: what, how, when, who, money, where, what it contributes to, and where each thing is known from."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from samhandling.coverage.rules.attribution import counties_of, distribution_of, is_at, named_in
from samhandling.drawing.maps import county_map, municipality_map
from samhandling.ground.counting import as_known_said
from samhandling.ground.faults import Refused
from samhandling.ground.places import NATION, PlaceCode, county_of, place_name
from samhandling.ground.said import Language, Said, same
from samhandling.plan.lists import Confirmation, confirmations
from samhandling.plan.queries import InitiativePage
from samhandling.plan.queries import initiative as open_initiative
from samhandling.plan.rules.plain import to_plain
from samhandling.plan.rules.record import InitiativeRecord, MoneyKind, Share
from samhandling.plan.rules.words import STAGE_NAMES
from samhandling.strategy.queries import FocusAreaView
from samhandling.web.mine.beside import beside_of
from samhandling.web.plan.doing import doing_of
from samhandling.web.plan.index import Index, index_of, states_of
from samhandling.web.plan.listing import row_of
from samhandling.web.plan.words import BASES, KINDS, MONEY, REACHES, SOURCES, breakable, field_said, named
from samhandling.web.rendering import Answer, render_any
from samhandling.web.request import Asked, Request, asked_of


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """An amount of one kind from one financier. `actor` is empty where the financier is no known actor."""

    kind: Said
    financier: str
    actor: str
    amount: Fraction | None


@dataclass(frozen=True, slots=True)
class ContributionRow:
    """A contribution: to what, how large a part, which aspects, who says so, who has confirmed it and when."""

    area: FocusAreaView
    share: Fraction | None
    aspects: tuple[Said, ...]
    source: Said
    confirmation: Confirmation | None
    amount: Fraction | None


@dataclass(frozen=True, slots=True)
class Linked:
    """The other end of a chain."""

    code: str
    title: str
    reason: Said
    is_proposed: bool


@require_safe
def initiative(request: Request, code: str, form: str | None = None) -> HttpResponse:
    """One initiative, with the source of everything that is said of it."""
    asked = asked_of(request)
    viewer, strategy = request.viewer, asked.strategy.code
    try:
        page = open_initiative(code, of_strategy=strategy, seen_by=viewer)
    except Refused:
        raise Http404 from None
    index = index_of(strategy, seen_by=viewer, known_on=asked.known_on)
    record = index.record(code)
    if record is None:
        raise Http404
    states = states_of(index, asked.on, (strategy, asked.known_on, viewer.sight))
    confirmed = confirmations(code, of_strategy=strategy, seen_by=viewer)
    context = {
        "asked": asked,
        "here": "initiatives",
        "page": page,
        "record": record,
        "row": row_of(index, index.numbers[code], states),
        "kind": named(KINDS, record.kind.value),
        "stage": named(STAGE_NAMES, record.stage.value),
        "start": day_as_known(record, "start"),
        "end": day_as_known(record, "end"),
        "decided": day_as_known(record, "decided"),
        "partners": [(one, index.actor_name(one)) for one in record.partners],
        "money": money_rows(record, index),
        "reach": named(REACHES, record.reach.value),
        "counties": [place_name(place) for place in counties_of(record)],
        "municipalities": [place_name(place) for place in record.municipalities],
        "map": map_of(record, asked, request.language),
        "contributions": contribution_rows(record, asked, confirmed),
        "outside": distribution_of(record).outside if record.shares else None,
        "basis": BASES[record.basis.value],
        "leads_to": _linked(page, index, code, leads_to=True),
        "follows": _linked(page, index, code, leads_to=False),
        "sources": [
            (source, breakable(source.file), [(field_said(field), heading, text) for field, heading, text in source.raw])
            for source in page.sources
        ],
        "doubts": page.doubts,
        "may_change": page.is_working and (viewer.may_change_all or (bool(record.actors) and viewer.may_change(record.actors))),
        **doing_of(record, asked, index, viewer),
        **beside_of(page, asked.strategy, viewer),
    }
    answer = Answer("plan/initiative.html", context, lambda: _data(page, record), lambda: _table(record, request.language))
    return render_any(request, form, answer, f"insats-{''.join(letter if letter.isalnum() else '-' for letter in code)}")


def _data(page: InitiativePage, record: InitiativeRecord) -> dict[str, Any]:
    """The whole record, and what is known of its coming to be known."""
    chains = [{"before": one.before, "after": one.after, "kind": one.kind, "state": one.state} for one in page.chains]
    sources = [{"file": one.file, "sheet": one.sheet, "row": one.row, "raw": [list(cell) for cell in one.raw]} for one in page.sources]
    return {**to_plain(record), "version": page.version, "known_since": page.known_since, "chains": chains, "sources": sources}


def _table(record: InitiativeRecord, language: Language) -> tuple[list[str], list[list[Any]]]:
    headings = ["Fält", "Värde"] if language == "sv" else ["Field", "Value"]
    return headings, [[name, _flat(value)] for name, value in to_plain(record).items()]


def _flat(value: Any) -> Any:
    if isinstance(value, list):
        return ", ".join(str(_flat(one)) for one in value)
    return " ".join(f"{name}={_flat(one)}" for name, one in value.items()) if isinstance(value, dict) else value


def day_as_known(record: InitiativeRecord, field: str) -> Said | None:
    """A day as exactly as it is known: 15 september 2015, september 2015, 2015; `None` where it is not known."""
    day, precision = {
        "start": (record.period.start, record.start_precision),
        "end": (record.period.end, record.end_precision),
        "decided": (record.decided, record.decided_precision),
    }[field]
    return None if day is None else as_known_said(day, precision)


def money_rows(record: InitiativeRecord, index: Index) -> list[MoneyRow]:
    """Every known amount in the order of the money's way. Granted money that nothing is known of has a row that says so."""
    order = list(MONEY)
    rows = [
        MoneyRow(
            MONEY[grant.kind.value],
            index.actor_name(grant.financier),
            grant.financier if grant.financier in index.actors else "",
            grant.amount,
        )
        for grant in sorted(record.grants, key=lambda grant: order.index(grant.kind.value))
    ]
    if not any(grant.kind is MoneyKind.GRANTED for grant in record.grants):
        rows.append(MoneyRow(MONEY[MoneyKind.GRANTED.value], "", "", None))
    return rows


def contribution_rows(record: InitiativeRecord, asked: Asked, confirmed: dict[str, Confirmation]) -> list[ContributionRow]:
    """The contributions in the strategy's order."""
    shares = {share.focus_area: share for share in record.shares}
    return [_contribution(record, shares[area.code], area, confirmed) for area in asked.strategy.focus_areas if area.code in shares]


def _contribution(record: InitiativeRecord, share: Share, area: FocusAreaView, confirmed: dict[str, Confirmation]) -> ContributionRow:
    names = {aspect.code: aspect.name for aspect in area.aspects}
    return ContributionRow(
        area=area,
        share=share.share,
        aspects=tuple(names.get(code, same(code)) for code in share.aspects),
        source=SOURCES[share.source.value],
        confirmation=confirmed.get(area.code),
        amount=None if record.granted is None or share.share is None else record.granted * share.share,
    )


def map_of(record: InitiativeRecord, asked: Asked, language: Language) -> str:
    """Where it works: the municipalities that it names in the county that one looks at, else its counties. Empty where nothing is known."""
    title = Said("Var insatsen görs", "Where the initiative works").in_(language)
    county = county_of(asked.place)
    if asked.place != NATION and is_at(record, county):
        named_here = named_in(record, county)
        return municipality_map(county, named_here, not named_here, title=title, key="where", language=language, width=150, names=True)
    counties: Sequence[PlaceCode] = counties_of(record)
    return county_map(counties, title=title, key="where", language=language, width=150, names=True) if counties else ""


def _linked(page: InitiativePage, index: Index, code: str, *, leads_to: bool) -> list[Linked]:
    """The initiatives at the other ends of its chains, those that the viewer may see."""
    ends = [(one.after if leads_to else one.before, one) for one in page.chains if (one.before if leads_to else one.after) == code]
    return [
        Linked(other, record.title, chain.reason, chain.state == "proposed") for other, chain in ends if (record := index.record(other))
    ]
