"""Read: the pictures that were shared and published, and the initiatives as they stand in them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from samhandling.ground.viewer import Level, Viewer
from samhandling.office.queries import events_of
from samhandling.plan.models import Initiative, InitiativeQuerySet, Publication, Shown
from samhandling.plan.rules.plain import Plain, from_plain
from samhandling.plan.rules.record import InitiativeRecord


@dataclass(frozen=True, slots=True)
class PublicationRow:
    """A picture that was shared or published. `initiatives`: how many it shows; `changed`: how many differ from the one before."""

    id: int
    state: str
    at: datetime
    person_id: int | None
    note: str
    last_event: int
    initiatives: int
    changed: int


@dataclass(frozen=True, slots=True)
class ShownInitiative:
    """An initiative as it stands in a picture."""

    record: InitiativeRecord
    version: int
    known_since: date


COLUMNS = ("id", "state", "at", "person_id", "note", "last_event", "initiatives", "changed")
STATES = {
    Level.PUBLISHED: (Publication.State.PUBLISHED,),
    Level.SHARED: (Publication.State.SHARED, Publication.State.PUBLISHED),
}
"""What is published is shared too."""


def publications(strategy: str, *, seen_by: Viewer) -> list[PublicationRow]:
    """Latest first. Those that were only shared are told to the actors and to those who see working material."""
    found = Publication.objects.filter(strategy__code=strategy).order_by("-id")
    if seen_by.level is Level.PUBLISHED:
        found = found.filter(state=Publication.State.PUBLISHED)
    return [PublicationRow(*row) for row in found.values_list(*COLUMNS)]


def latest(strategy_id: int, level: Level) -> PublicationRow | None:
    """The picture that a level sees; `None` before the first one."""
    found = Publication.objects.filter(strategy_id=strategy_id, state__in=STATES[level]).order_by("-id").values_list(*COLUMNS).first()
    return PublicationRow(*found) if found else None


def shown_until(viewer: Viewer) -> datetime | None:
    """When the latest picture of any strategy that the viewer's level sees was made; `None` where there is none."""
    return Publication.objects.filter(state__in=STATES[viewer.level]).order_by("-id").values_list("at", flat=True).first()


def shown_records(strategy_id: int, level: Level, *, known_on: date | None = None) -> list[InitiativeRecord]:
    """Every initiative of the latest picture of a level; as it was known on a day, where one is asked for.

    What was changed after `known_on`, up to the picture, is taken back by the events that tell of it.
    """
    rows = Shown.objects.filter(strategy_id=strategy_id, level=level.value)
    if known_on is None:
        every = list(rows.filter(merged_into="").values_list("values", flat=True))
        codes = {values["id"] for values in every}
        return [from_plain(_pointing_at(codes, values)) for values in every]
    pictured = latest(strategy_id, level)
    later = changes_after(known_on, up_to=pictured.last_event if pictured else 0)
    found: list[Plain] = []
    for code, merged_into, values in rows.filter(known_since__lte=known_on).values_list("code", "merged_into", "values"):
        then = taken_back({**values, "merged_into": merged_into or None}, later.get(code, ()))
        if then["merged_into"] is None:
            found.append(then)
    codes = {values["id"] for values in found}
    return [from_plain(_pointing_at(codes, values)) for values in found]


def _pointing_at(codes: Collection[str], values: Plain) -> Plain:
    """An initiative that points at one that is not shown does not tell of it."""
    told, pointed = values.get("told"), values.get("depends_on") or []
    if told and told["instead"] and told["instead"] not in codes:
        told = {**told, "instead": ""}
    return {**values, "told": told, "depends_on": [code for code in pointed if code in codes]}


def changes_after(day: date, *, up_to: int | None = None) -> dict[str, list[dict[str, list[Any]]]]:
    """What was changed after a day, in order, by the initiative's code; up to an event, where one is told."""
    found: dict[str, list[dict[str, list[Any]]]] = {}
    for event in events_of("initiative", after=day, up_to=up_to, changing=True, seen_by=Viewer()):
        found.setdefault(event.subject_id, []).append(event.changes)
    return found


def taken_back(values: Plain, changes: "list[dict[str, list[Any]]] | tuple[()]") -> Plain:
    """The values before some changes."""
    then = dict(values)
    for change in reversed(changes):
        then.update({name: pair[0] for name, pair in change.items() if name in then})
    return then


def shown_initiative(code: str, strategy_id: int, level: Level) -> ShownInitiative | None:
    """One initiative as it stands in the latest picture of a level."""
    found = Shown.objects.filter(strategy_id=strategy_id, level=level.value, code=code, merged_into="")
    row = found.values_list("values", "version", "known_since").first()
    if row is None:
        return None
    values, version, since = row
    pointed = [*values.get("depends_on", []), (values.get("told") or {}).get("instead", "")]
    shown = Shown.objects.filter(strategy_id=strategy_id, level=level.value, merged_into="", code__in=pointed)
    codes = set(shown.values_list("code", flat=True))
    return ShownInitiative(from_plain(_pointing_at(codes, values)), version, since)


@dataclass(frozen=True, slots=True)
class Unpublished:
    """How working material differs from a picture: codes of what is new, changed, gone."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many initiatives differ."""
        return len(self.new) + len(self.changed) + len(self.gone)


def unpublished(strategy_id: int, level: Level, *, seen_by: Viewer) -> Unpublished:
    """What the next picture of a level would change, by the versions; nothing for those who may not see working material."""
    if not seen_by.sees_internal:
        return Unpublished((), (), ())
    shown = dict(Shown.objects.filter(strategy_id=strategy_id, level=level.value, merged_into="").values_list("code", "version"))
    now = dict(may_be_shown(level).filter(merged_into=None).values_list("code", "version"))
    return Unpublished(
        new=tuple(code for code in now if code not in shown),
        changed=tuple(code for code, version in now.items() if code in shown and shown[code] != version),
        gone=tuple(code for code in shown if code not in now),
    )


def may_be_shown(level: Level) -> InitiativeQuerySet:
    """The initiatives that whoever looks after them lets a level see."""
    allowed: Mapping[Level, tuple[str, ...]] = {Level.PUBLISHED: ("public",), Level.SHARED: ("public", "shared")}
    return Initiative.objects.filter(visibility__in=allowed[level])
