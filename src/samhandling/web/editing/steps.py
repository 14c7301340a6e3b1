"""An idea on its way: the question of the step that it is at, and what is missing before the next."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from samhandling.ground.faults import Fault, Location, Refused
from samhandling.ground.said import Said
from samhandling.plan.actions.editing import change
from samhandling.plan.rules.form.parts import PARTS
from samhandling.plan.rules.form.steps import Standpoint, lacking, standpoint, with_answers
from samhandling.plan.rules.plain import Plain
from samhandling.plan.rules.record import Stage
from samhandling.plan.rules.words import STAGE_NAMES
from samhandling.web.editing.conflicts import conflict_page
from samhandling.web.editing.keeping_words import sign
from samhandling.web.editing.opened import Opened, open_for_change
from samhandling.web.editing.saving import no_version, values_before, version_of
from samhandling.web.editing.words import LABELS, said_of
from samhandling.web.office.forms import Field, shown, typed
from samhandling.web.office.going import path_to, see
from samhandling.web.request import Request

NEEDED = ("nar", "vilka", "bidrar")
FIRST_GROUPS = {"nar": "start", "vilka": "owners", "bidrar": "distribution"}


@require_http_methods(["GET", "HEAD", "POST"])
def steps(request: Request, code: str) -> HttpResponse:
    """Where the idea stands, and the way on."""
    opened = open_for_change(request, code)
    at = standpoint(opened.values["stage"], opened.around.steps)
    if request.method != "POST":
        return _page(request, opened, at, dict(opened.values["steps"]))
    return _sent(request, opened, at)


def _sent(request: Request, opened: Opened, at: Standpoint) -> HttpResponse:
    answers = {step: typed(request, f"step-{step}") for step in opened.around.steps if f"step-{step}" in request.POST}
    version = version_of(request, opened)
    if version is None:
        return _page(request, opened, at, answers, [no_version()])
    before = values_before(opened, version, request.viewer)
    version, wanted = _answered(opened, before, answers, version)
    act, faults = request.POST.get("act"), list[Fault]()
    if act == "on" and at.next and before["stage"] == opened.values["stage"]:
        faults = lacking({**opened.values, "steps": with_answers(opened.values, list(answers.items()))}, at)
        wanted |= {} if faults else {"stage": at.next}
    if act == "back" and at.before:
        wanted["stage"] = at.before
    try:
        saved = change(opened.code, wanted, strategy=opened.strategy, by=request.viewer, version=version)
    except Refused as refused:
        return _page(request, opened, at, answers, refused.faults)
    if saved.clashes:
        return conflict_page(request, open_for_change(request, opened.code), saved.clashes, since=version)
    if faults:
        # The answers are saved all the same: whoever leaves to write what is missing loses nothing.
        return _page(request, open_for_change(request, opened.code), at, answers, faults, kept=bool(saved.groups))
    told = "steg" if "stage" in saved.groups else "svar" if saved.groups else ""
    return see(path_to(request, "steps", {**opened.asked.kept, "sparat": told}, [opened.code]))


def _answered(opened: Opened, before: Plain, answers: dict[str, str], version: int) -> tuple[int, Plain]:
    """What is to be saved, and from which version: an answer that only I have changed is put among a colleague's to other questions."""
    was, now = dict(before["steps"]), dict(opened.values["steps"])
    mine = {step: text for step, text in answers.items() if text != was.get(step, "")}
    if not mine:
        return version, {}
    if all(was.get(step) == now.get(step) for step in mine):
        return opened.page.version, {"steps": with_answers(opened.values, list(mine.items()))}
    return version, {"steps": with_answers(before, list(mine.items()))}


def _page(
    request: Request, opened: Opened, at: Standpoint, answers: dict[str, str], faults: Sequence[Fault] = (), *, kept: bool = False
) -> HttpResponse:
    view = opened.asked.strategy
    told = {**dict(opened.values["steps"]), **answers}
    by_id = {step.id: step for step in view.steps}
    asked = [Field(f"step-{step}", by_id[step].question.said, Said("", ""), "long", optional=not at.next) for step in at.asked]
    order = [stage.value for stage in Stage]
    stage = opened.values["stage"]
    context = {
        "asked": opened.asked,
        "here": "initiatives",
        "code": opened.code,
        "record": opened.page.record,
        "version": opened.page.version,
        "at": at,
        "has_steps": bool(view.steps),
        "stage": _name(stage, opened),
        "next": _name(at.next, opened) if at.next else None,
        "back": _name(at.before, opened) if at.before else None,
        "ways": [(step, told.get(step.id, ""), step.id == at.now, _is_passed(step.id, stage, order)) for step in view.steps],
        "fields": shown(asked, {f"step-{step}": told.get(step, "") for step in at.asked}, {}, faults),
        "needs": [_need(word, opened, faults) for word in NEEDED] if at.begins_work else [],
        "faults": faults,
        "saved": "svar" if kept else request.GET.get("sparat", ""),
        "new": "ny" in request.GET,
        "signed": sign(request.path),
    }
    return render(request, "editing/steps.html", context, status=400 if faults else 200)


def _name(stage: str, opened: Opened) -> Said:
    """The step in the strategy's own words."""
    return next((step.name.said for step in opened.asked.strategy.steps if step.id == stage), STAGE_NAMES[stage])


def _is_passed(step: str, stage: str, order: Sequence[str]) -> bool:
    return step in order and order.index(step) < order.index(stage)


def _need(word: str, opened: Opened, faults: Sequence[Fault]) -> dict[str, object]:
    """One of the things that must be known before the work begins."""
    group = FIRST_GROUPS[word]
    missing = any(fault.location.column == f"need-{word}" for fault in lacking(opened.values, _AT_WORK))
    mine = tuple(fault for fault in faults if fault.location == Location(column=f"need-{word}"))
    name = {"nar": LABELS["start"], "vilka": LABELS["owners"], "bidrar": LABELS["distribution"]}[word]
    return {
        "word": word,
        "name": name,
        "part": PARTS[word].name,
        "missing": missing,
        "value": said_of(group, opened.values, opened),
        "faults": mine,
    }


_AT_WORK = Standpoint(None, Stage.SAMHANDLING.value, (), None)
