"""How an initiative goes: its status with the reasons, steps, roles (also those that nobody has), activities, what it waits for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from samhandling.ground.counting import as_known_said, day_said
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer
from samhandling.plan.rules.progress import PROGRESS_NAMES, Progress, standing
from samhandling.plan.rules.record import Activity, ActivityKind, InitiativeRecord
from samhandling.web.plan.index import Index
from samhandling.web.request import Asked


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """An activity in a table. `state`: done, late or to come, in words."""

    title: str
    kind: Said
    end: Said | None
    state: Said
    responsible: str


@dataclass(frozen=True, slots=True)
class WaitedFor:
    """What it waits for: how that goes, where the viewer may see it."""

    code: str
    title: str
    goes: Said


KINDS: Mapping[ActivityKind, Said] = {
    ActivityKind.ACTIVITY: Said("Aktivitet", "Activity"),
    ActivityKind.MILESTONE: Said("Milstolpe", "Milestone"),
}


def doing_of(record: InitiativeRecord, asked: Asked, index: Index, viewer: Viewer) -> dict[str, Any]:
    """What the page shows of how it goes on the day that it looks at."""
    found = standing(record, asked.on)
    told = dict(record.steps)
    return {
        "goes": found,
        "goes_word": PROGRESS_NAMES[found.status],
        "computed_word": PROGRESS_NAMES[found.computed] if found.is_told and found.computed is not Progress(found.status) else None,
        "steps": [(step, told[step.id]) for step in asked.strategy.steps if told.get(step.id)],
        "roles": _roles(record, asked, index) if record.roles or viewer.actors or viewer.sees_internal else [],
        "activities": [_activity(one, asked.on, found.late, index) for one in record.activities],
        "waits_for": [_waited(code, asked.on, index) for code in record.depends_on if index.record(code)],
    }


def _roles(record: InitiativeRecord, asked: Asked, index: Index) -> list[tuple[Said, list[tuple[str, str]]]]:
    """Every role of the strategy with those who have it; nobody yet where it is empty."""
    return [
        (role.name.said, [(actor, index.actor_name(actor)) for of, actor in record.roles if of == role.id]) for role in asked.strategy.roles
    ]


def _activity(one: Activity, on: date, late: tuple[str, ...], index: Index) -> ActivityRow:
    end = as_known_said(one.end, one.end_precision) if one.end else None
    return ActivityRow(one.title, KINDS[one.kind], end, _state(one, on, late), index.actor_name(one.responsible) if one.responsible else "")


def _state(one: Activity, on: date, late: tuple[str, ...]) -> Said:
    if one.done is not None and one.done <= on:
        day = day_said(one.done)
        return Said(f"Klar {day.sv}", f"Done {day.en}")
    return Said("Försenad", "Late") if one.id in late else Said("Inte klar", "Not done")


def _waited(code: str, on: date, index: Index) -> WaitedFor:
    other = index.record(code)
    assert other is not None  # noqa: S101 (asked for only where the index has it)
    return WaitedFor(code, other.title, PROGRESS_NAMES[standing(other, on).status])
