"""Two people have changed the same thing: what goes together is merged, what does not is told, field by field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from samhandling.plan.rules.merging import GROUPS
from samhandling.plan.rules.plain import Plain

KEYED = frozenset({"activities"})
"""Lists of things with an id: each is a field of its own."""

SETS = frozenset({"roles", "depends_on", "owners", "partners", "target_groups"})
"""Lists whose items are added and taken away one by one."""


@dataclass(frozen=True, slots=True)
class Clash:
    """A group of fields that two have changed differently: as both read it, as the other saved it, as this one wants it."""

    group: str
    before: Plain
    theirs: Plain
    mine: Plain


@dataclass(frozen=True, slots=True)
class Agreed:
    """The values with all that goes together, and what does not."""

    values: Plain
    clashes: tuple[Clash, ...]


def agree(before: Plain, now: Plain, wanted: Mapping[str, Any]) -> Agreed:
    """Put `wanted` (some fields, from somebody who read `before`) on top of `now`.

    Unchanged by me: what stands now. Changed by me only, or the same way by both: mine. Changed by both: merged item by item where the
    group is a list of things; else a clash, and what stands now is kept.
    """
    values, clashes = dict(now), []
    for group, names in GROUPS.items():
        if not any(name in wanted for name in names):
            continue
        old, theirs = ({name: of[name] for name in names} for of in (before, now))
        mine = {name: wanted.get(name, before[name]) for name in names}
        if mine in (old, theirs):
            continue
        if theirs == old:
            values.update(mine)
        elif (merged := _by_item(group, old, theirs, mine)) is not None:
            values.update(merged)
        else:
            clashes.append(Clash(group, old, theirs, mine))
    return Agreed(values, tuple(clashes))


def _by_item(group: str, old: Plain, theirs: Plain, mine: Plain) -> Plain | None:
    if group in SETS:
        return {group: _as_set(old[group], theirs[group], mine[group])}
    if group in KEYED:
        found = _by_key(*({one["id"]: one for one in part[group]} for part in (old, theirs, mine)))
        return None if found is None else {group: found}
    return None


def _as_set(old: Sequence[Any], theirs: Sequence[Any], mine: Sequence[Any]) -> list[Any]:
    kept = [one for one in theirs if one in mine or one not in old]
    return kept + [one for one in mine if one not in old and one not in kept]


def _by_key(old: Mapping[str, Plain], theirs: Mapping[str, Plain], mine: Mapping[str, Plain]) -> list[Plain] | None:
    found = []
    for key in dict.fromkeys((*theirs, *mine)):
        was, other, own = old.get(key), theirs.get(key), mine.get(key)
        if own == was:
            chosen = other
        elif other in (was, own):
            chosen = own
        else:
            return None
        if chosen is not None:
            found.append(chosen)
    return found


def settle_clashes(clashes: Sequence[Clash], choices: Mapping[str, str]) -> Plain:
    """The values that a person chose: group → "theirs" or "mine". Raises KeyError where a group has no choice."""
    values: Plain = {}
    for clash in clashes:
        values.update(clash.mine if choices[clash.group] == "mine" else clash.theirs)
    return values
