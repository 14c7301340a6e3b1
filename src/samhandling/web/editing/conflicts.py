"""Two have changed the same thing: both values in words, and a choice for each. Nothing that was written is lost."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core import signing
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from samhandling.ground.counting import day_said, in_letters
from samhandling.ground.faults import Fault, Location, Refused
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer
from samhandling.office.queries import EventRow
from samhandling.people.queries import person_name, viewer_of_person
from samhandling.plan.actions.editing import change
from samhandling.plan.actions.reverting import acts_since
from samhandling.plan.rules.agreeing import Clash
from samhandling.plan.rules.form.texts import Reading, Texts, one
from samhandling.plan.rules.merging import GROUPS
from samhandling.plan.rules.plain import Plain
from samhandling.web.editing.keeping_words import sign
from samhandling.web.editing.opened import Opened, open_for_change, texts_of
from samhandling.web.editing.other_value import LONG, WITH_ACTORS, WITH_ROWS, drawn, read
from samhandling.web.editing.words import LABELS, said_of
from samhandling.web.office.going import path_to, see
from samhandling.web.request import Request

SALT = "samhandling.val"
LONGEST = 24 * 3600
THEIRS, MINE, OTHER = "deras", "mitt", "annat"


@dataclass(frozen=True, slots=True)
class Choice:
    """A clash as the page shows it. `form`: the fields for another value. `is_long`: folded at first."""

    group: str
    label: Said
    theirs: Said
    mine: Said
    who: Said
    is_own: bool
    chosen: str
    form: SafeString
    is_long: bool
    faults: tuple[Fault, ...]


def conflict_page(
    request: Request,
    opened: Opened,
    clashes: Sequence[Clash],
    *,
    since: int,
    undoing: bool = False,
    faults: Sequence[Fault] = (),
    sent: Texts | None = None,
) -> HttpResponse:
    """Both values of each clash. `opened` as it stands now; `since`: the version that the writer had read.

    `sent`: what has been written as other values, where the page asks again.
    """
    acts = acts_since(opened.code, since, by=request.viewer)
    choices = [_choice(clash, acts, request, opened, sent, tuple(faults)) for clash in clashes]
    held = [{"group": clash.group, "before": clash.before, "theirs": clash.theirs, "mine": clash.mine} for clash in clashes]
    token = {"code": opened.code, "version": opened.page.version, "since": since, "undoing": undoing, "clashes": held}
    path = path_to(request, "edit_choose", opened.asked.kept, [opened.code])
    context = {
        "asked": opened.asked,
        "here": "initiatives",
        "code": opened.code,
        "record": opened.page.record,
        "choices": choices,
        "number": in_letters(len(choices), common=False),
        "undoing": undoing,
        "path": path,
        "token": signing.dumps(token, salt=SALT, compress=True),
        "signed": sign(path.partition("?")[0]),
        "faults": faults,
        "actors": opened.proposed if any(clash.group in WITH_ACTORS for clash in clashes) else (),
        "has_rows": any(clash.group in WITH_ROWS for clash in clashes),
    }
    return render(request, "editing/conflict.html", context, status=400 if faults else 409)


def _choice(
    clash: Clash, acts: Sequence[EventRow], request: Request, opened: Opened, sent: Texts | None, faults: tuple[Fault, ...]
) -> Choice:
    group, names = clash.group, GROUPS[clash.group]
    act = next((act for act in reversed(acts) if any(name in act.changes for name in names)), None)
    return Choice(
        group=group,
        label=LABELS[group],
        theirs=said_of(group, {**opened.values, **clash.theirs}, opened),
        mine=said_of(group, {**opened.values, **clash.mine}, opened),
        who=who_saved(act, request.viewer, opened),
        is_own=act is not None and act.person_id is not None and act.person_id == request.viewer.person,
        chosen=request.POST.get(f"val-{group}", ""),
        form=drawn(request, clash, opened, sent, faults),
        is_long=group in LONG,
        faults=tuple(fault for fault in faults if fault.location.column == f"val-{group}"),
    )


def who_saved(act: EventRow | None, viewer: Viewer, opened: Opened) -> Said:
    """Who saved and when: the name where the viewer may see it, else the actor, else a colleague."""
    if act is None:
        return Said("En kollega har sparat", "A colleague has saved")
    when = _when(act.at)
    if act.person_id is not None and act.person_id == viewer.person:
        return Said(f"Du sparade själv {when.sv}, i ett annat fönster", f"You saved yourself {when.en}, in another window")
    if name := person_name(act.person_id, seen_by=viewer):
        return Said(f"{name} sparade {when.sv}", f"{name} saved {when.en}")
    other = viewer_of_person(act.person_id) if act.person_id is not None else None
    names = ", ".join(sorted(opened.around.names.get(code, code) for code in other.actors)) if other else ""
    of = f" ({names})" if names else ""
    return Said(f"En kollega{of} sparade {when.sv}", f"A colleague{of} saved {when.en}")


def _when(at: datetime) -> Said:
    local = timezone.localtime(at)
    clock = Said(f"{local:%H.%M}", f"at {local:%H:%M}")
    if local.date() == timezone.localdate():
        return clock
    day = day_said(local.date())
    return Said(f"den {day.sv} {clock.sv}", f"on {day.en} {clock.en}")


@require_POST
def choose(request: Request, code: str) -> HttpResponse:
    """What was chosen for each field, saved."""
    opened = open_for_change(request, code)
    token = _token(request, code)
    if token is None:
        return see(path_to(request, "edit", opened.asked.kept, [code]))
    clashes = [Clash(one["group"], one["before"], one["theirs"], one["mine"]) for one in token["clashes"]]
    sent = texts_of(request)
    if request.POST.get("act") == "more":
        return conflict_page(request, opened, clashes, since=int(token["since"]), undoing=bool(token["undoing"]), sent=sent)
    wanted, faults = _wanted(sent, opened, clashes)
    since, undoing = int(token["since"]), bool(token["undoing"])
    if not faults:
        try:
            saved = change(code, wanted, strategy=opened.strategy, by=request.viewer, version=int(token["version"]))
        except Refused as refused:
            faults = _at_choices(refused.faults, clashes)
        else:
            if saved.clashes:
                again = open_for_change(request, code)
                return conflict_page(request, again, saved.clashes, since=int(token["version"]), undoing=undoing)
            told = str(saved.version) if saved.groups else "0"
            return see(path_to(request, "edit", {**opened.asked.kept, "sparat": told}, [code]))
    return conflict_page(request, opened, clashes, since=since, undoing=undoing, faults=faults, sent=sent)


def _wanted(sent: Texts, opened: Opened, clashes: Sequence[Clash]) -> tuple[Plain, list[Fault]]:
    into = Reading()
    for clash in clashes:
        chosen = one(sent, f"val-{clash.group}")
        if chosen == MINE:
            into.values.update(clash.mine)
        elif chosen == OTHER:
            other = read(clash, opened, sent)
            into.values.update(other.values)
            into.faults += other.faults
        elif chosen != THEIRS:
            label = LABELS[clash.group]
            expected = Said(f"{label.sv}: vad som ska gälla.", f"{label.en}: what is to stand.")
            into.wrong(f"val-{clash.group}", "", expected, Said("Välj ett av värdena.", "Choose one of the values."))
    return into.values, into.faults


def _at_choices(faults: Sequence[Fault], clashes: Sequence[Clash]) -> list[Fault]:
    """What the choices make impossible, at the choice that it concerns."""
    of_field = {name: clash.group for clash in reversed(clashes) for name in (clash.group, *GROUPS[clash.group])}
    return [_at(f"val-{of_field.get(fault.location.column, clashes[0].group)}", fault) for fault in faults]


def _at(column: str, fault: Fault) -> Fault:
    return Fault(Location(column=column), fault.read, fault.expected, fault.way_out)


def _token(request: Request, code: str) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = signing.loads(request.POST.get("token", ""), salt=SALT, max_age=LONGEST)
    except signing.BadSignature:
        return None
    return found if found.get("code") == code else None
