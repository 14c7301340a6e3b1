"""A third value where two have changed the same thing: the fields of the group's own form, beside the two that were saved and sent."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from samhandling.ground.faults import Fault, Location
from samhandling.ground.said import Said, same
from samhandling.plan.rules.agreeing import Clash
from samhandling.plan.rules.form import told_elsewhere
from samhandling.plan.rules.form.parts import PART_OF_GROUP, PARTS
from samhandling.plan.rules.form.steps import with_answers
from samhandling.plan.rules.form.texts import Reading, Texts, one
from samhandling.plan.rules.form.told_elsewhere import OWN, READERS, differing_fields, stages
from samhandling.plan.rules.form.who import still_has_a_door
from samhandling.plan.rules.words import STAGE_NAMES
from samhandling.web.editing.drawing import draw
from samhandling.web.editing.fields import VAGUE
from samhandling.web.editing.opened import Opened
from samhandling.web.office.forms import Field, Shown, shown
from samhandling.web.request import Request

STEPS = "steps"
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
    if clash.group in READERS:
        return render_to_string("editing/fields.html", {"fields": _fields_elsewhere(clash, opened, texts, faults)}, request=request)
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
    if clash.group in READERS:
        return told_elsewhere.texts_of(clash.group, clash.theirs, clash.mine)
    return PARTS[PART_OF_GROUP[clash.group]].texts(mine, opened.around)


def read(clash: Clash, opened: Opened, sent: Texts) -> Reading:
    """What the fields say. What nobody has touched is kept as exactly as its writer wanted it."""
    into, mine = Reading(), {**opened.values, **clash.mine}
    if clash.group == STEPS:
        answers = [(step, one(sent, f"step-{step}")) for step in differing_steps(clash) if f"step-{step}" in sent]
        into.values["steps"] = with_answers(mine, answers)
        return into
    if clash.group in READERS:
        READERS[clash.group](sent, clash.theirs, clash.mine, opened.around, into)
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


BOUNDS = (
    Field("not_before", Said("Tidigast", "Not before"), VAGUE, optional=True),
    Field("not_after", Said("Senast", "Not after"), optional=True),
    Field("bounds_basis", Said("Hur vet man det?", "How is that known?"), optional=True),
)
SOURCE = Field("source", Said("Var står det att läsa?", "Where can one read of it?"), kind="long", optional=True)
STAGE = Field("stage", Said("Vilket steg är insatsen vid?", "At which stage is it?"), kind="choice")


def _fields_elsewhere(clash: Clash, opened: Opened, texts: Texts, faults: tuple[Fault, ...]) -> list[Shown]:
    """The fields of what no part of the form has."""
    if clash.group == "fields":
        names = differing_fields(clash.theirs["fields"], clash.mine["fields"])
        asked: tuple[Field, ...] = tuple(Field(f"{OWN}-{at}", same(name), kind="long", optional=True) for at, name in enumerate(names))
    else:
        asked = {"stage": (STAGE,), "source": (SOURCE,), "bounds": BOUNDS}[clash.group]
    language, steps = opened.around.language, {step.id: step.name.said for step in opened.asked.strategy.steps}
    among = stages(opened.around, clash.theirs["stage"], clash.mine["stage"]) if clash.group == "stage" else []
    choices = {"stage": tuple((stage, steps.get(stage, STAGE_NAMES[stage]).in_(language)) for stage in among)}
    return shown(asked, {field.name: one(texts, field.name) for field in asked}, choices, faults)
