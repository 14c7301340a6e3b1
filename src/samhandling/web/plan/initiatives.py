"""The list of initiatives: searched, filtered, sorted, fifty a page, the whole of it as JSON, CSV or a workbook."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from samhandling.ground.counting import day_said
from samhandling.ground.places import NATION
from samhandling.ground.said import Language, Said, same
from samhandling.people.rules.permission import CHANGES_OWN
from samhandling.web.bulk.wishes import field_choices
from samhandling.web.plan.index import ORDERS, Index, index_of, states_of
from samhandling.web.plan.listing import (
    LABELS,
    PAGE,
    PROPERTY_OF,
    Listed,
    Wanted,
    chosen_said,
    listed,
    place_said,
    row_of,
)
from samhandling.web.plan.tables import COLUMNS, for_workbook, plain, table, widths
from samhandling.web.plan.workbook import workbook
from samhandling.web.rendering import Answer, render_any
from samhandling.web.request import Asked, Request, asked_of

FILTERS = ("lage", *PROPERTY_OF)


def wanted_of(request: Request, asked: Asked) -> Wanted:
    """What the address asks for. An order that there is none of is the order by name."""
    chosen = {name: value for name in FILTERS if (value := request.GET.get(name, "").strip())}
    order = request.GET.get("sortera", "")
    known = order.removeprefix("-") in ("namn", *ORDERS)
    return Wanted(asked.place, asked.on, request.GET.get("sok", "").strip()[:200], chosen, order if known else "namn")


@dataclass(frozen=True)
class Links:
    """Addresses of the same list with something changed."""

    path: str
    kept: Mapping[str, str]
    asked: Mapping[str, str]

    def to(self, form: str = "", **changes: str) -> str:
        """The list with these changed; an empty value takes it away. Another choice begins at page one."""
        query = {name: value for name, value in {**self.kept, **self.asked, **changes}.items() if value}
        return f"{self.path}{'.' + form if form else ''}{'?' + urlencode(query) if query else ''}"


def links_of(request: Request, asked: Asked, wanted: Wanted) -> Links:
    """From what is asked for now."""
    order = "" if wanted.order == "namn" else wanted.order
    now = {"sok": wanted.words, **wanted.chosen, "sortera": order}
    prefix = "/en" if request.language == "en" else ""
    return Links(prefix + reverse("initiatives"), asked.kept, now)


@require_safe
def initiatives(request: Request, form: str | None = None) -> HttpResponse:
    """Which initiatives are known, and which of them fit what one looks for?"""
    asked = asked_of(request)
    wanted, viewer = wanted_of(request, asked), request.viewer
    index = index_of(asked.strategy.code, seen_by=viewer, known_on=asked.known_on)
    states = states_of(index, asked.on, (asked.strategy.code, asked.known_on, viewer.sight))
    found = listed(index, states, wanted, asked.strategy)
    name = f"insatser-{asked.on}"
    if form:
        rows = [row_of(index, number, states) for number in found.numbers]
        if form == "xlsx":
            return workbook(for_workbook(table(rows, request.language)), widths(), name)
        answer = Answer("", {}, lambda: _data(asked, wanted, rows), lambda: table(rows, request.language))
        return render_any(request, form, answer, name)
    links = links_of(request, asked, wanted)
    page, last = _page(request, found)
    shown = found.numbers[(page - 1) * PAGE : page * PAGE]
    context = {
        "asked": asked,
        "here": "initiatives",
        "wanted": wanted,
        "found": found,
        "lead": lead(found, wanted),
        "rows": [row_of(index, number, states) for number in shown],
        "first": (page - 1) * PAGE + 1,
        "last_shown": (page - 1) * PAGE + len(shown),
        "chips": _chips(index, wanted, links, asked, request.language),
        "is_open": bool(wanted.chosen),
        "all_places": links.to(plats=NATION) if found.elsewhere else "",
        "everything": links.path + asked.query,
        "headings": [_heading(column, said, wanted, links) for column, said in HEADINGS],
        "pages": [(number, links.to(sida=str(number) if number > 1 else "")) for number in _numbers(page, last)],
        "page": page,
        "before": links.to(sida=str(page - 1)) if page > 1 else "",
        "after": links.to(sida=str(page + 1)) if page < last else "",
        "forms": [(word, links.to(form=form)) for form, word in (("csv", "CSV"), ("xlsx", "Excel"), ("json", "JSON"))],
        "may_change_many": CHANGES_OWN.lets_in(viewer, ()),
        "choice": links.to().partition("?")[2],
        "many_fields": field_choices(request.language),
        "hidden": {name: value for name, value in asked.kept.items() if name == "kant"} | _hidden(wanted),
    }
    return render_any(request, form, Answer("plan/initiatives.html", context, dict, lambda: (list(COLUMNS), [])), name)


def _hidden(wanted: Wanted) -> dict[str, str]:
    """What the form carries along without showing it."""
    kept = {name: value for name, value in wanted.chosen.items() if name == "medverkande"}
    return kept if wanted.order == "namn" else {**kept, "sortera": wanted.order}


def _data(asked: Asked, wanted: Wanted, rows: list[Any]) -> dict[str, Any]:
    return {
        "strategy": asked.strategy.code,
        "on": asked.on,
        "known_on": asked.known_on,
        "place": asked.place,
        "search": wanted.words,
        "filters": dict(wanted.chosen),
        "order": wanted.order,
        "count": len(rows),
        "initiatives": [plain(row) for row in rows],
    }


def lead(found: Listed, wanted: Wanted) -> list[Said]:
    """The answer in a sentence or two: how many, and how many of them are under way on the day."""
    count, place = len(found.numbers), place_said(wanted.place)
    where = Said("hela landet", "the whole nation") if wanted.place == NATION else place
    day = day_said(wanted.on)
    noun_sv, noun_en = ("känd insats", "known initiative") if found.at_place == 1 else ("kända insatser", "known initiatives")
    if not (wanted.words or wanted.chosen):
        first = Said(f"{count} {noun_sv} i {where.sv}.", f"{count} {noun_en} in {where.en}.")
    else:
        many = same(str(count)) if count else Said("Ingen", "None")
        first = Said(
            f"{many.sv} av {found.at_place} {noun_sv} i {where.sv} stämmer med ditt val.",
            f"{many.en} of {found.at_place} {noun_en} in {where.en} {'fit' if count > 1 else 'fits'} your choice.",
        )
    if not count:
        return [first]
    number = Said("Ingen", "None") if not found.active else same(str(found.active))
    going = "is" if found.active == 1 else "are"
    return [first, Said(f"{number.sv} av dem pågår den {day.sv}.", f"{number.en} of them {going} under way on {day.en}.")]


def _chips(index: Index, wanted: Wanted, links: Links, asked: Asked, language: Language) -> list[tuple[str, str, str]]:
    """(filter, value, the list without it) for each thing that is chosen."""
    chips = [(LABELS["sok"].in_(language), wanted.words, links.to(sok=""))] if wanted.words else []
    for name, value in wanted.chosen.items():
        said = chosen_said(index, name, value, asked.strategy)
        chips.append((LABELS[name].in_(language), said.in_(language), links.to(**{name: ""})))
    return chips


HEADINGS: tuple[tuple[str, Said], ...] = (
    ("namn", Said("Namn", "Name")),
    ("", Said("Ägare", "Owner")),
    ("", Said("Läge", "Status")),
    ("start", Said("Start", "Start")),
    ("slut", Said("Slut", "End")),
    ("", Said("Insatsområden", "Focus areas")),
    ("belopp", Said("Beviljat", "Granted")),
)


def _heading(column: str, said: Said, wanted: Wanted, links: Links) -> dict[str, Any]:
    """A column's heading: a link that orders by it, and turns the order round the second time."""
    current = wanted.order.removeprefix("-") == column
    turned = wanted.order.startswith("-")
    first = "-belopp" if column == "belopp" else column
    after = (column if turned else f"-{column}") if current else first
    return {
        "said": said,
        "href": links.to(sortera="" if after == "namn" else after) if column else "",
        "sort": ("descending" if turned else "ascending") if current else "",
        "is_number": column == "belopp",
    }


def _page(request: Request, found: Listed) -> tuple[int, int]:
    """(the page asked for, the last one). Raises Http404 for one that there is none of."""
    last = max(1, ceil(len(found.numbers) / PAGE))
    text = request.GET.get("sida", "") or "1"
    if not (text.isascii() and text.isdigit()) or not 1 <= int(text) <= last:
        raise Http404
    return int(text), last


def _numbers(page: int, last: int) -> list[int]:
    """The page links: the first, the last, and those near."""
    return sorted({1, last, *range(max(1, page - 2), min(last, page + 2) + 1)})
