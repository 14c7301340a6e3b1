"""The steps of an idea: which one it is at, what its question asks, and what is missing before the next."""

from collections.abc import Sequence
from dataclasses import dataclass

from samhandling.ground.faults import Fault, Location
from samhandling.ground.said import Said
from samhandling.plan.rules.plain import Plain
from samhandling.plan.rules.record import Stage


@dataclass(frozen=True, slots=True)
class Standpoint:
    """Where an initiative stands among the strategy's steps: `now` none for an idea, `next` none at the last step.

    `asked`: the steps whose questions are to be answered here. The last step's question is answered before it begins, since it is work.
    """

    now: str | None
    next: str | None
    asked: tuple[str, ...]
    before: str | None

    @property
    def begins_work(self) -> bool:
        """The next step is the one where the work is done."""
        return self.next == Stage.SAMHANDLING


def usable(steps: Sequence[str]) -> tuple[str, ...]:
    """The strategy's steps that an initiative can stand at; where it has none, an idea goes straight to work that is done."""
    found = tuple(step for step in steps if step in list(Stage) and step != Stage.IDEA)
    return found if Stage.SAMHANDLING in found else (*found, Stage.SAMHANDLING.value)


def standpoint(stage: str, steps: Sequence[str]) -> Standpoint:
    """Where a stage is among the steps. A stage that the strategy has no step for is placed by the order of all stages."""
    ways = usable(steps)
    order = [one.value for one in Stage]
    passed = [step for step in ways if order.index(step) <= order.index(stage)]
    now = passed[-1] if passed else None
    following = next((step for step in ways if step not in passed), None)
    asked = [step for step in (now, following if following == Stage.SAMHANDLING else None) if step in steps]
    earlier = passed[-2] if len(passed) > 1 else Stage.IDEA.value if passed else None
    return Standpoint(now, following, tuple(filter(None, asked)), earlier)


def lacking(values: Plain, at: Standpoint) -> list[Fault]:
    """What is missing before the next step: the answers, and before the work begins who, when and what it contributes to."""
    told = dict(values["steps"])
    found = [
        _fault(f"step-{step}", Said("Ett svar på frågan.", "An answer to the question."), Said("Skriv några rader.", "Write a few lines."))
        for step in at.asked
        if not told.get(step, "").strip()
    ]
    if not at.begins_work:
        return found
    if not values["start"]:
        expected = Said("När det börjar, om så bara ett år.", "When it begins, if only a year.")
        found.append(_fault("need-nar", expected, Said("Skriv det under När.", "Write it under When.")))
    if not values["owners"]:
        expected = Said("Vem som äger insatsen.", "Who owns the initiative.")
        found.append(_fault("need-vilka", expected, Said("Skriv det under Vilka.", "Write it under Who.")))
    if not values["shares"]:
        expected = Said("Minst ett insatsområde som insatsen bidrar till.", "At least one focus area that it contributes to.")
        found.append(_fault("need-bidrar", expected, Said("Välj det under Bidrar till.", "Choose it under Contributes to.")))
    return found


def with_answers(values: Plain, answers: Sequence[tuple[str, str]]) -> list[list[str]]:
    """The answers put among those that there are, in the order that they were first given; an empty one is taken away."""
    told = {**dict(values["steps"]), **dict(answers)}
    return [[step, text] for step, text in told.items() if text.strip()]


def _fault(field: str, expected: Said, way_out: Said) -> Fault:
    return Fault(Location(column=field), "", expected, way_out)
