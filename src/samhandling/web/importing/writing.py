"""The last step: what will happen in a sentence, writing it, what was written, and taking it back."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from samhandling.ground.counting import listed
from samhandling.ground.faults import Refused
from samhandling.ground.said import Said
from samhandling.office.home import home
from samhandling.office.limits import require_room
from samhandling.plan.actions.settling import answer_chain
from samhandling.plan.actions.uploading import PlanChanged, again, undo, write
from samhandling.plan.queries import chains as all_chains
from samhandling.plan.wizard.looked import Looked
from samhandling.plan.wizard.queries import Look, run, undone, written
from samhandling.web.importing.steps import context_of, found, not_ready, step_to, waiting
from samhandling.web.importing.upload import WITHIN
from samhandling.web.office.forms import typed
from samhandling.web.office.going import path_to, see
from samhandling.web.request import Request, asked_of

MOST_WRITES = 60


@require_http_methods(["GET", "HEAD", "POST"])
def write_in(request: Request, number: int) -> HttpResponse:
    """What will happen, and the button that makes it happen."""
    look = found(request, number)
    if (page := not_ready(request, look, "import_write")) is not None:
        return page
    looked = look.looked
    assert looked is not None  # noqa: S101 (not_ready has answered else)
    if written(number, seen_by=request.viewer) is not None:
        return step_to(request, "import_done", number)
    if not looked.columns:
        return step_to(request, "import_columns", number)
    if request.method == "POST":
        return _write(request, look, looked)
    return _page(request, look, looked)


def _write(request: Request, look: Look, looked: Looked) -> HttpResponse:
    require_room(f"write:{request.viewer.person}", most=MOST_WRITES, within=WITHIN)
    try:
        write(look, by=request.viewer, home=home())
    except PlanChanged:
        fresh = again(look, by=request.viewer, home=home(), mapping=looked.mapping, scope=None)
        return step_to(request, "import_write", fresh, ny="1")
    except Refused as refused:
        return _page(request, look, looked, refused)
    return step_to(request, "import_done", look.number)


def _page(request: Request, look: Look, looked: Looked, refused: Refused | None = None) -> HttpResponse:
    context = {
        **context_of(request, look, "import_write"),
        "said": will_happen(looked),
        "no_scope": not looked.read_by.scopes,
        "faults": refused.faults if refused else (),
        "stopped": bool(looked.faults),
    }
    return render(request, "importing/write.html", context, status=422 if refused else 200)


def will_happen(looked: Looked) -> list[Said]:
    """What writing would do, in whole sentences."""
    said = [_plan_gets(*(looked.counts.get(name, 0) for name in ("created", "updated", "same")))]
    count = looked.doubt_count
    if count:
        said.append(
            Said(
                f"{'En fråga skrivs' if count == 1 else f'{count} frågor skrivs'} upp, att avgöra när du vill.",
                f"{'One doubt is' if count == 1 else f'{count} doubts are'} written down, to be settled when you like.",
            )
        )
    if looked.chain_count:
        count = looked.chain_count
        said.append(
            Said(
                f"{'En kedja' if count == 1 else f'{count} kedjor'} av projekt som kan höra ihop föreslås.",
                f"{'One chain' if count == 1 else f'{count} chains'} of projects that may belong together {'is' if count == 1 else 'are'} proposed.",
            )
        )
    return said


def _plan_gets(new: int, changed: int, same: int) -> Said:
    new_sv, new_en = ("en ny insats", "one new initiative") if new == 1 else (f"{new} nya insatser", f"{new} new initiatives")
    changed_sv, changed_en = ("en ändras", "one is changed") if changed == 1 else (f"{changed} ändras", f"{changed} are changed")
    rest = Said(f" {same} säger inget nytt.", f" {same} {'says' if same == 1 else 'say'} nothing new.") if same else Said("", "")
    if new and changed:
        return Said(f"Planen får {new_sv}, och {changed_sv}.{rest.sv}", f"The plan gets {new_en}, and {changed_en}.{rest.en}")
    if new:
        return Said(f"Planen får {new_sv}.{rest.sv}", f"The plan gets {new_en}.{rest.en}")
    if changed:
        sv, en = (
            ("En insats ändras.", "One initiative is changed.")
            if changed == 1
            else (f"{changed} insatser ändras.", f"{changed} initiatives are changed.")
        )
        return Said(f"{sv}{rest.sv}", f"{en}{rest.en}")
    return Said("Ingen insats läggs till eller ändras.", "No initiative is added or changed.")


@require_http_methods(["GET", "HEAD", "POST"])
def done(request: Request, number: int) -> HttpResponse:
    """What was written, and what comes next; proposed chains are answered here."""
    look = found(request, number)
    if request.method == "POST":
        answer_chain(typed(request, "before"), typed(request, "after"), confirm=request.POST.get("act") == "yes", by=request.viewer)
        return see(f"{path_to(request, 'import_done', args=(number,))}#chains")
    outcome = written(number, seen_by=request.viewer)
    if outcome is None:
        return step_to(request, "import_write", number)
    context = context_of(request, look, "import_write")
    if outcome.row.is_open:
        return waiting(request, outcome.row, {**context, "what": Said("Vi läser in filen", "We are reading the file in")})
    if outcome.row.state != "done":
        return render(request, "importing/not_written.html", {**context, "faults": outcome.row.faults}, status=422)
    proposed = [one for one in all_chains(seen_by=request.viewer) if one.state == "proposed"]
    return render(request, "importing/done.html", {**context, "outcome": outcome, "said": happened(outcome.counts), "chains": proposed})


def happened(counts: Mapping[str, Any]) -> Said:
    """What was written, in a sentence."""
    new, changed, same = (int(counts.get(name, 0)) for name in ("created", "updated", "same"))
    parts = [
        ("en ny insats", "one new initiative") if new == 1 else (f"{new} nya insatser", f"{new} new initiatives") if new else None,
        ("en ändrad", "one changed") if changed == 1 else (f"{changed} ändrade", f"{changed} changed") if changed else None,
        ("en som var lika", "one that was the same")
        if same == 1
        else (f"{same} som var lika", f"{same} that were the same")
        if same
        else None,
    ]
    some = [part for part in parts if part]
    return Said(f"Inläst: {listed([sv for sv, _ in some]).sv}.", f"Read in: {listed([en for _, en in some]).en}.")


@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: Request, number: int) -> HttpResponse:
    """Ask before an import is taken back, and take it back."""
    asked, import_run = asked_of(request), run(number, seen_by=request.viewer)
    if import_run is None:
        raise Http404
    if request.method == "POST":
        require_room(f"write:{request.viewer.person}", most=MOST_WRITES, within=WITHIN)
        return step_to(request, "import_undone", undo(number, by=request.viewer))
    return render(request, "importing/undo.html", {"asked": asked, "run": import_run, "here": "upload"})


@require_safe
def taken_back(request: Request, number: int) -> HttpResponse:
    """What was taken back, and what was kept and why."""
    found_undo = undone(number, seen_by=request.viewer)
    if found_undo is None:
        raise Http404
    context: dict[str, Any] = {"asked": asked_of(request), "here": "upload", "undone": found_undo}
    if found_undo.row.is_open:
        return waiting(request, found_undo.row, {**context, "what": Said("Vi tar tillbaka raderna", "We are taking the rows back")})
    failed = found_undo.row.state != "done"
    return render(
        request, "importing/undone.html", {**context, "faults": found_undo.faults, "failed": failed}, status=422 if failed else 200
    )
