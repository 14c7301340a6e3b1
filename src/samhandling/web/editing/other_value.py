"""A third value where two have changed the same thing: the fields of the group's own form, beside the two that were saved and sent."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from samhandling.ground.faults import Fault, Location
from samhandling.ground.said import Said
from samhandling.plan.rules.agreeing import Clash
from samhandling.plan.rules.form.parts import PART_OF_GROUP, PARTS
from samhandling.plan.rules.form.steps import with_answers
from samhandling.plan.rules.form.texts import Reading, Texts, one
from samhandling.plan.rules.form.who import still_has_a_door
from samhandling.web.editing.drawing import draw
from samhandling.web.editing.opened import Opened
from samhandling.web.office.forms import Field, Shown, shown
from samhandling.web.request import Request

STEPS = "steps"
WRITABLE = frozenset({*PART_OF_GROUP, STEPS})
"""Groups that somebody may write another value of. The rest (a stage, what a file tells) are chosen, no more."""

LONG = frozenset({"distribution", "grants", "activities", "places", "roles"})
"""Forms that stand folded until they are asked for."""

WITH_ROWS = frozenset({"grants", "activities", "owners", "partners", "roles", "depends_on"})
"""Forms with one empty row at the end, and one more where somebody asks."""

WITH_ACTORS = frozenset({"grants", "activities", "owners", "partners", "roles"})
"""Forms whose fields propose the names of actors."""


def drawn(request: Request, clash: Clash, opened: Opened, sent: Texts | None, faults: tuple[Fault, ...]) -> SafeString:
    """The fields of a group, beginning with what its writer wants; with what was `sent`, where the page asks again."""
    texts = first_texts(clash, opened) if sent is None else sent
    if clash.group == STEPS:
        return render_to_string("editing/fields.html", {"fields": _step_fields(clash, opened, texts, faults)}, request=request)
    word = PART_OF_GROUP[clash.group]
    context = {**draw(word, texts, opened, faults), "in_conflict": True}
    context["fields"] = [each for each in context["fields"] if each.field.name.partition("-")[0] == clash.group]
    if "boxes" in context:
        context["boxes"] = [box for box in context["boxes"] if box["name"] == clash.group]
        context["roles"] = context["roles"] if clash.group == "roles" else []
    if clash.group != "depends_on":
        context.pop("box", None)
    return render_to_string(context["template"], context, request=request)


def first_texts(clash: Clash, opened: Opened) -> Texts:
    """What the fields hold before anybody has written in them: the value that its writer wants."""
    mine = {**opened.values, **clash.mine}
    if clash.group == STEPS:
        return {f"step-{step}": (text,) for step, text in mine["steps"]}
    return PARTS[PART_OF_GROUP[clash.group]].texts(mine, opened.around)


def read(clash: Clash, opened: Opened, sent: Texts) -> Reading:
    """What the fields say. What nobody has touched is kept as exactly as its writer wanted it."""
    into, mine = Reading(), {**opened.values, **clash.mine}
    if clash.group == STEPS:
        answers = [(step, one(sent, f"step-{step}")) for step in differing_steps(clash) if f"step-{step}" in sent]
        into.values["steps"] = with_answers(mine, answers)
        return into
    part = PARTS[PART_OF_GROUP[clash.group]]
    part.groups[clash.group].read(sent, mine, opened.around, into)
    if part.word in ("vilka", "aktiviteter"):
        door = Reading()
        still_has_a_door({**mine, **into.values}, opened.around, door)
        into.faults += [Fault(Location(column=f"val-{clash.group}"), fault.read, fault.expected, fault.way_out) for fault in door.faults]
    return into


def differing_steps(clash: Clash) -> list[str]:
    """The steps whose answers are not the same."""
    theirs, mine = dict(clash.theirs["steps"]), dict(clash.mine["steps"])
    return [step for step in dict.fromkeys((*theirs, *mine)) if theirs.get(step) != mine.get(step)]


def _step_fields(clash: Clash, opened: Opened, texts: Texts, faults: tuple[Fault, ...]) -> list[Shown]:
    questions = {step.id: step.question.said for step in opened.asked.strategy.steps}
    asked = [Field(f"step-{step}", questions.get(step, Said(step, step)), kind="long", optional=True) for step in differing_steps(clash)]
    return shown(asked, {field.name: one(texts, field.name) for field in asked}, {}, faults)
