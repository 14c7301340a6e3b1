"""One part of an initiative as a form: filled in, previewed where it moves the coverage picture, saved."""

from collections.abc import Sequence

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from samhandling.ground.faults import Fault, Refused
from samhandling.plan.actions.editing import change, confirm
from samhandling.plan.rules.form.parts import PARTS, Part, read_part
from samhandling.plan.rules.form.texts import Reading, Texts
from samhandling.web.editing.conflicts import conflict_page
from samhandling.web.editing.drawing import FIRST, draw
from samhandling.web.editing.effect import effect_of
from samhandling.web.editing.fields import LEADS
from samhandling.web.editing.keeping_words import sign
from samhandling.web.editing.notices import notice_of
from samhandling.web.editing.opened import Opened, open_for_change, texts_of
from samhandling.web.editing.saving import all_faults, no_version, values_before, version_of
from samhandling.web.office.going import path_to, see
from samhandling.web.request import Request

PREVIEWED = frozenset({"bidrar", "nar", "var"})
"""Parts that the coverage picture rests on."""


@require_http_methods(["GET", "HEAD", "POST"])
def part(request: Request, code: str, word: str) -> HttpResponse:
    """The form of one part."""
    found = PARTS.get(word)
    if found is None:
        raise Http404
    opened = open_for_change(request, code)
    if request.method == "POST":
        return _sent(request, opened, found)
    return _page(request, opened, found, {**found.texts(opened.values, opened.around), FIRST: (request.GET.get(FIRST, ""),)})


def _sent(request: Request, opened: Opened, found: Part) -> HttpResponse:
    texts, version, act = texts_of(request), version_of(request, opened), request.POST.get("act", "")
    if version is None:
        return _page(request, opened, found, texts, [no_version()])
    reading = read_part(found, texts, values_before(opened, version, request.viewer), opened.around)
    faults = all_faults(reading, opened, request.viewer, found.word)
    if faults:
        return _page(request, opened, found, texts, faults, version=version)
    if act == "more":
        return _page(request, opened, found, texts, version=version)
    if act == "preview" and found.word in PREVIEWED:
        return _page(request, opened, found, texts, version=version, reading=reading)
    return _saved(request, opened, found, reading, version, confirms=act == "confirm")


def _saved(request: Request, opened: Opened, found: Part, reading: Reading, version: int, *, confirms: bool) -> HttpResponse:
    by, strategy = request.viewer, opened.strategy
    try:
        saved = change(opened.code, reading.values, strategy=strategy, by=by, version=version)
    except Refused as refused:
        return _page(request, opened, found, texts_of(request), refused.faults, version=version)
    if saved.clashes:
        return conflict_page(request, open_for_change(request, opened.code), saved.clashes, since=version)
    number = saved.version
    if confirms:
        values = {**opened.values, **reading.values}
        areas = [share["focus_area"] for share in values["shares"]]
        number = confirm(opened.code, areas, strategy=strategy, by=by)
    told = str(number) if number != opened.page.version else "0"
    if found.word == "aktiviteter":
        return see(path_to(request, "edit_part", {**opened.asked.kept, "sparat": told}, [opened.code, found.word]))
    return see(path_to(request, "edit", {**opened.asked.kept, "sparat": told}, [opened.code]))


def _page(
    request: Request,
    opened: Opened,
    found: Part,
    texts: Texts,
    faults: Sequence[Fault] = (),
    *,
    version: int | None = None,
    reading: Reading | None = None,
) -> HttpResponse:
    context = {
        "asked": opened.asked,
        "here": "initiatives",
        "code": opened.code,
        "record": opened.page.record,
        "part": found,
        "lead": LEADS.get(found.word),
        "version": version or opened.page.version,
        "signed": sign(request.path),
        "faults": faults,
        "has_preview": found.word in PREVIEWED,
        "effect": effect_of(opened, {**opened.values, **reading.values}, request.viewer) if reading else None,
        "notice": notice_of(request, opened),
        **draw(found.word, texts, opened, faults),
    }
    return render(request, "editing/part.html", context, status=400 if faults else 200)
