"""An initiative's parts with what stands in each; confirming what it contributes to; taking back what was saved."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from samhandling.ground.said import Said
from samhandling.plan.actions.editing import confirm
from samhandling.plan.actions.reverting import undo, version_of_act
from samhandling.plan.rules.form.parts import PARTS, Part
from samhandling.plan.rules.progress import PROGRESS_NAMES, standing
from samhandling.plan.rules.words import STAGE_NAMES
from samhandling.web.editing.conflicts import conflict_page
from samhandling.web.editing.keeping_words import sign
from samhandling.web.editing.notices import notice_of
from samhandling.web.editing.opened import Opened, open_for_change
from samhandling.web.editing.words import LABELS, said_of
from samhandling.web.office.going import path_to, see
from samhandling.web.request import Request


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part in the list. `values`: (field, what stands in it); `empty`: roles that nobody has."""

    word: str
    name: Said
    values: tuple[tuple[Said, Said], ...]
    empty: tuple[Said, ...] = ()


@require_safe
def overview(request: Request, code: str) -> HttpResponse:
    """All parts of an initiative, each with the way to change it."""
    opened = open_for_change(request, code)
    record = opened.page.record
    shares = opened.values["shares"]
    context = {
        "asked": opened.asked,
        "here": "initiatives",
        "code": code,
        "record": record,
        "version": opened.page.version,
        "parts": [_row(part, opened) for part in PARTS.values()],
        "stage": STAGE_NAMES[record.stage.value],
        "goes": (found := standing(record, opened.asked.on)),
        "goes_word": PROGRESS_NAMES[found.status],
        "notice": notice_of(request, opened),
        "unconfirmed": bool(shares) and not all(share["confirmed"] for share in shares),
        "signed": sign(path_to(request, "edit_undo", args=[code])),
    }
    return render(request, "editing/overview.html", context)


def _row(part: Part, opened: Opened) -> PartRow:
    told = [group for group in part.groups if group != "roles" or opened.values["roles"] or not opened.asked.strategy.roles]
    values = tuple((LABELS[group], said_of(group, opened.values, opened)) for group in told)
    taken = {role for role, _ in opened.values["roles"]}
    empty = tuple(role.name.said for role in opened.asked.strategy.roles if role.id not in taken) if "roles" in part.groups else ()
    return PartRow(part.word, part.name, values, empty)


@require_POST
def confirm_shares(request: Request, code: str) -> HttpResponse:
    """What it contributes to is right as it stands."""
    opened = open_for_change(request, code)
    if request.POST.get("version", "") != str(opened.page.version):
        return see(path_to(request, "edit_part", opened.asked.kept, [code, "bidrar"]))
    areas = [share["focus_area"] for share in opened.values["shares"]]
    version = confirm(code, areas, strategy=opened.strategy, by=request.viewer)
    return see(path_to(request, "edit", {**opened.asked.kept, "sparat": str(version)}, [code]))


@require_POST
def take_back(request: Request, code: str) -> HttpResponse:
    """Take back an act; what somebody has changed since is asked about."""
    opened = open_for_change(request, code)
    text = request.POST.get("handelse", "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0
    saved = undo(number, strategy=opened.strategy, by=request.viewer, of=code)
    if saved.clashes:
        again = open_for_change(request, code)
        return conflict_page(request, again, saved.clashes, since=version_of_act(number), undoing=True)
    told = str(saved.version) if saved.groups else "0"
    return see(path_to(request, "edit", {**opened.asked.kept, "sparat": told}, [code]))
