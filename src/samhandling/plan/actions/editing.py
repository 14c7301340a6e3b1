"""Change one initiative: correct a field, change several, confirm what it contributes to."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from samhandling.ground.counting import listed
from samhandling.ground.faults import Fault, Location, Refused, refusal
from samhandling.ground.said import Said
from samhandling.ground.viewer import OPERATOR, Viewer
from samhandling.office.actions import hold_stamp, raise_stamp, record
from samhandling.office.queries import events_of
from samhandling.people.actions import ensure_actors
from samhandling.people.models import Actor
from samhandling.people.rules.permission import CHANGES_ALL, CHANGES_OWN, require
from samhandling.plan.actions.importing import store_records
from samhandling.plan.models import Initiative
from samhandling.plan.queries import existing_codes, open_world, strategy_key
from samhandling.plan.rules.agreeing import Clash, agree
from samhandling.plan.rules.correcting import corrected
from samhandling.plan.rules.intake import with_actors
from samhandling.plan.rules.merging import GROUPS
from samhandling.plan.rules.plain import Plain, from_plain, to_plain
from samhandling.plan.rules.record import InitiativeRecord
from samhandling.plan.rules.soundness import faults_of
from samhandling.plan.rules.words import GROUP_NAMES
from samhandling.plan.showing import taken_back
from samhandling.plan.storing import load, nodes_of
from samhandling.strategy.queries import strategy as open_strategy


class Conflict(Refused):
    """Somebody saved after the version that the change was made from, and the changes do not go together."""

    def __init__(self, faults: Sequence[Fault], clashes: Sequence[Clash] = (), version: int = 0) -> None:
        super().__init__(faults)
        self.clashes = tuple(clashes)
        self.version = version


@dataclass(frozen=True, slots=True)
class Saved:
    """What a change became: the version now, what was saved (by group), and what could not be as somebody else had changed it too."""

    version: int
    groups: tuple[str, ...]
    clashes: tuple[Clash, ...]


def for_change(code: str, version: int | None, *, by: Viewer) -> Initiative:
    """The initiative, held for change. Raises NotAllowed; Refused: not found; Conflict: saved since `version`."""
    found = held(code, by=by)
    if version is not None and version != found.version:
        expected = Said(
            f"Inget har gått förlorat. Någon annan har sparat sedan du läste: insatsen är nu version {found.version}.",
            f"Nothing is lost. Somebody else has saved since you read: the initiative is now version {found.version}.",
        )
        way_out = Said("Läs insatsen på nytt och gör om ändringen.", "Read the initiative again and repeat the change.")
        raise Conflict(refusal(f"version {version}", expected, way_out, Location(column=code)).faults, version=found.version)
    return found


def held(code: str, *, by: Viewer) -> Initiative:
    """The initiative, for whoever may change it. What one may not see does not exist."""
    require(CHANGES_OWN, by)
    visible = Initiative.objects.filter(merged_into=None) if by.may_change_all else Initiative.objects.own(by)
    found = visible.filter(code=code).first()
    if found is None:
        if not by.may_change_all:
            require(CHANGES_ALL, by)
        raise refusal(
            code,
            Said("Det finns ingen insats med det ärendenumret.", "There is no initiative with that case number."),
            Said("Kontrollera numret.", "Check the number."),
        )
    return found


def values_at(initiative: Initiative, version: int, now: Plain) -> Plain:
    """What the initiative said when it had a version, by taking back the acts after it."""
    at, values = initiative.version, dict(now)
    for event in reversed(events_of("initiative", [initiative.code], changing=True, seen_by=OPERATOR)):
        after = event.version or at
        if after <= version:
            break
        values = taken_back(values, [event.changes])
        at = after - 1
    return values


def change(
    code: str, wanted: Mapping[str, Any], *, strategy: str, by: Viewer, version: int, exact: bool = False, verb: str = "initiative.changed"
) -> Saved:
    """Save `wanted` (fields of `to_plain` → new values), made from a `version`.

    What somebody else has saved meanwhile stays; what both have changed differently is told in `clashes`, and the rest is saved.
    `exact`: nothing is saved when anybody has saved since. Raises NotAllowed, Refused with every fault of the values, Conflict where
    `exact`.
    """
    with transaction.atomic():
        hold_stamp()
        initiative = held(code, by=by)
        now = to_plain(_record(initiative, strategy))
        before = now if version >= initiative.version else values_at(initiative, version, now)
        agreed = agree(before, now, wanted)
        check(agreed.values, strategy, by, before=now)
        if exact and version != initiative.version:
            raise _conflict(code, agreed.clashes, initiative.version)
        saved = save_values(initiative, agreed.values, verb, strategy=strategy, by=by, now=now)
    groups = tuple(group for group, names in GROUPS.items() if any(agreed.values[name] != now[name] for name in names))
    return Saved(saved, groups, agreed.clashes)


def _conflict(code: str, clashes: Sequence[Clash], version: int) -> Conflict:
    names = [GROUP_NAMES[clash.group] for clash in clashes]
    what = Said(listed([one.sv for one in names]).sv, listed([one.en for one in names]).en) if names else Said("insatsen", "the initiative")
    expected = Said(
        f"Inget har gått förlorat. Någon annan har ändrat {what.sv} sedan du läste.",
        f"Nothing is lost. Somebody else has changed {what.en} since you read.",
    )
    way_out = Said("Läs på nytt, och välj vad som ska gälla.", "Read again, and choose what is to stand.")
    return Conflict(refusal("", expected, way_out, Location(column=code)).faults, clashes, version)


def check(values: Plain, strategy: str, by: Viewer, *, before: Plain | None = None) -> None:
    """Raises Refused with everything that is wrong with an initiative's values; what was wrong `before` is no fault of this change."""
    old = set() if before is None else set(_faults(before, strategy, by))
    faults = [fault for fault in _faults(values, strategy, by) if fault not in old]
    if faults:
        raise Refused(faults)


def _faults(values: Plain, strategy: str, by: Viewer) -> list[Fault]:
    view = open_strategy(strategy, seen_by=by)
    areas = {area.code: [aspect.code for aspect in area.aspects] for area in view.focus_areas}
    named = [*values["depends_on"], *([values["told"]["instead"]] if values["told"] else [])]
    return faults_of(values, focus_areas=areas, codes=existing_codes(named, seen_by=by), steps=[step.id for step in view.steps])


def confirm(code: str, focus_areas: Collection[str], *, strategy: str, by: Viewer) -> int:
    """Say that contributions are right, as they stand. Gives the new version. Raises Refused: no such contribution."""
    with transaction.atomic():
        hold_stamp()
        initiative = held(code, by=by)
        now = to_plain(_record(initiative, strategy))
        known = {share["focus_area"] for share in now["shares"]}
        if missing := sorted(set(focus_areas) - known):
            expected = Said("Insatsområden som insatsen bidrar till.", "Focus areas that the initiative contributes to.")
            raise refusal(", ".join(missing), expected, Said("Läs insatsen på nytt.", "Read the initiative again."))
        shares = [{**share, "confirmed": share["confirmed"] or share["focus_area"] in focus_areas} for share in now["shares"]]
        return save_values(initiative, {**now, "shares": shares}, "initiative.confirmed", strategy=strategy, by=by)


def correct(code: str, field: str, text: str, *, strategy: str, by: Viewer, version: int | None = None) -> int:
    """Correct one field, read from text as a file's cell would be. Gives the new version; the same if nothing changed."""
    with transaction.atomic():
        hold_stamp()
        initiative = for_change(code, version, by=by)
        values = corrected(_record(initiative, strategy), field, text, open_world(strategy, seen_by=by))
        return save_values(initiative, values, "initiative.corrected", strategy=strategy, by=by)


def _record(initiative: Initiative, strategy: str) -> InitiativeRecord:
    return load(Initiative.objects.filter(pk=initiative.pk), strategy_key(strategy))[0][1]


def save_values(initiative: Initiative, values: Plain, verb: str, *, strategy: str, by: Viewer, now: Plain | None = None) -> int:
    """Store plain values, with the event that tells what changed. Inside the caller's transaction.

    A contribution that is changed is no longer confirmed, unless this act confirms it. `now`: what stands, where it has just been read.
    """
    now = now or to_plain(_record(initiative, strategy))
    after = from_plain({**values, "shares": _still_confirmed(now["shares"], values["shares"])})
    standing = set(from_plain(now).actors)
    if fresh_names := [name for name in after.actors if name not in standing]:
        after = with_actors(after, ensure_actors(fresh_names, by=by))
    changes = {name: (now[name], value) for name, value in to_plain(after).items() if value != now[name]}
    if not changes:
        return initiative.version
    nodes = nodes_of(strategy_key(strategy))
    was = {share["focus_area"] for share in now["shares"] if share["confirmed"]}
    fresh = {
        (initiative.pk, nodes.ids[share.focus_area]): (by.person, timezone.now())
        for share in after.shares
        if share.confirmed and share.focus_area not in was
    }
    store_records({initiative: after}, nodes, dict(Actor.objects.filter(code__in=after.actors).values_list("code", "id")), fresh)
    record(by, verb, "initiative", initiative.code, changes, version=initiative.version)
    raise_stamp()
    return initiative.version


def _still_confirmed(now: list[Plain], wanted: list[Plain]) -> list[Plain]:
    known = {share["focus_area"]: share for share in now}

    def unchanged(share: Plain) -> bool:
        old = known.get(share["focus_area"])
        return old is not None and all(old[name] == share[name] for name in ("share", "aspects"))

    return [{**share, "confirmed": share["confirmed"] and unchanged(share)} for share in wanted]
