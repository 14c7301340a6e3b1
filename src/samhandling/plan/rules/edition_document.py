"""An edition of the plan as one document: focus area by focus area, how it is put, why, and its initiatives with all their values."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from typing import Any

from samhandling.ground.said import Said
from samhandling.plan.rules.plain import Plain, from_plain
from samhandling.plan.rules.record import InitiativeRecord
from samhandling.plan.rules.vocabulary import vocabulary

NOT_PUT = Said("inte prioriterat", "not prioritised")


@dataclass(frozen=True, slots=True)
class Priority:
    """How high a focus area can be put, in the words of the data; the first one is the highest."""

    id: str
    said: Said


@dataclass(frozen=True, slots=True)
class Item:
    """An initiative as it stands in an edition: its plain values, and the version that they were read at."""

    values: Plain
    version: int

    @property
    def code(self) -> str:
        """Its case number."""
        return str(self.values["id"])

    @property
    def record(self) -> InitiativeRecord:
        """The same as a record."""
        return from_plain(self.values)


@dataclass(frozen=True, slots=True)
class AreaPart:
    """What an edition says of one focus area. `priority` is empty where nobody has put it."""

    focus_area: str
    name: Said
    priority: str
    decision: str
    reason: str
    items: tuple[Item, ...]

    @property
    def is_open_question(self) -> bool:
        """Nobody has taken a stand, and no initiative is there."""
        return not (self.items or self.priority or self.decision)


@dataclass(frozen=True, slots=True)
class Document:
    """A whole edition. `actors`: code → name of everyone in it. `unanswered`: comments that nobody had answered."""

    strategy: str
    title: str
    valid_from: date
    valid_to: date
    about: str
    adopted_on: date | None
    decided_by: str
    reference: str
    priorities: tuple[Priority, ...]
    areas: tuple[AreaPart, ...]
    actors: Mapping[str, str]
    unanswered: int

    def priority_said(self, priority: str) -> Said:
        """A priority in words."""
        return next((one.said for one in self.priorities if one.id == priority), NOT_PUT)

    def items(self) -> dict[str, Item]:
        """Every initiative once, by its code."""
        return {item.code: item for area in self.areas for item in area.items}


@cache
def priorities() -> tuple[Priority, ...]:
    """The priorities that a new plan is written with, highest first."""
    return tuple(Priority(one["id"], Said(one["sv"], one["en"])) for one in vocabulary("priorities")["priorities"])


def to_stored(document: Document) -> Plain:
    """The document as JSON values."""
    return {
        "strategy": document.strategy,
        "title": document.title,
        "valid_from": document.valid_from.isoformat(),
        "valid_to": document.valid_to.isoformat(),
        "about": document.about,
        "adopted_on": document.adopted_on.isoformat() if document.adopted_on else None,
        "decided_by": document.decided_by,
        "reference": document.reference,
        "priorities": [{"id": one.id, "sv": one.said.sv, "en": one.said.en} for one in document.priorities],
        "areas": [_area_to_stored(area) for area in document.areas],
        "actors": dict(document.actors),
        "unanswered_comments": document.unanswered,
    }


def _area_to_stored(area: AreaPart) -> Plain:
    return {
        "focus_area": area.focus_area,
        "name": {"sv": area.name.sv, "en": area.name.en},
        "priority": area.priority,
        "decision": area.decision,
        "reason": area.reason,
        "initiatives": [{"version": item.version, "values": item.values} for item in area.items],
    }


def from_stored(stored: Mapping[str, Any]) -> Document:
    """The document that `to_stored` wrote. Raises KeyError, ValueError for anything else."""
    return Document(
        strategy=stored["strategy"],
        title=stored["title"],
        valid_from=date.fromisoformat(stored["valid_from"]),
        valid_to=date.fromisoformat(stored["valid_to"]),
        about=stored["about"],
        adopted_on=date.fromisoformat(stored["adopted_on"]) if stored["adopted_on"] else None,
        decided_by=stored["decided_by"],
        reference=stored["reference"],
        priorities=tuple(Priority(one["id"], Said(one["sv"], one["en"])) for one in stored["priorities"]),
        areas=tuple(_area_from_stored(area) for area in stored["areas"]),
        actors=dict(stored["actors"]),
        unanswered=stored["unanswered_comments"],
    )


def _area_from_stored(area: Mapping[str, Any]) -> AreaPart:
    return AreaPart(
        area["focus_area"],
        Said(area["name"]["sv"], area["name"]["en"]),
        area["priority"],
        area["decision"],
        area["reason"],
        tuple(Item(one["values"], one["version"]) for one in area["initiatives"]),
    )


def checksum(stored: Mapping[str, Any]) -> str:
    """SHA-256 of the stored document as everyone may read it, whatever order a database gives its keys back in.

    UTF-8 JSON with sorted keys, without spaces, and with empty notes: whoever has the document can compute it.
    """
    return sha256(json.dumps(public(stored), sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def public(stored: Mapping[str, Any]) -> Plain:
    """The stored document without the notes of those who work with the plan."""
    return {**stored, "areas": [{**area, "initiatives": [_public_item(item) for item in area["initiatives"]]} for area in stored["areas"]]}


def _public_item(item: Plain) -> Plain:
    return {**item, "values": {**item["values"], "note": ""}}
