"""Two people have changed the same thing: what goes together is merged, what does not is told, field by field."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from samhandling.plan.rules.merging import GROUPS
from samhandling.plan.rules.plain import Plain

KEYED: Mapping[str, Callable[[Any], str]] = {"activities": lambda activity: str(activity["id"]), "steps": lambda pair: str(pair[0])}
"""Lists of things with an id, and how it is told: each thing is a field of its own."""

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
    group is a list of things; else a clash, and what stands now is kept. Of things with ids only those that both have changed clash.
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
        elif group in SETS:
            values[group] = _as_set(old[group], theirs[group], mine[group])
        else:
            if group in KEYED:
                theirs, mine = _by_key(group, old, theirs, mine)
            values.update(theirs)
            if theirs != mine:
                clashes.append(Clash(group, old, theirs, mine))
    return Agreed(values, tuple(clashes))


def _as_set(old: Sequence[Any], theirs: Sequence[Any], mine: Sequence[Any]) -> list[Any]:
    kept = [one for one in theirs if one in mine or one not in old]
    return kept + [one for one in mine if one not in old and one not in kept]


def _by_key(group: str, old: Plain, theirs: Plain, mine: Plain) -> tuple[Plain, Plain]:
    """The list twice, with all that goes together in both: what both have changed differently is theirs in one, mine in the other."""
    was, other, own = ({KEYED[group](one): one for one in part[group]} for part in (old, theirs, mine))
    found: tuple[list[Any], list[Any]] = ([], [])
    for key in dict.fromkeys((*other, *own)):
        before, now, wanted = was.get(key), other.get(key), own.get(key)
        pair = (now, now) if wanted == before else (wanted, wanted) if now == before else (now, wanted)
        for kept, chosen in zip(found, pair, strict=True):
            if chosen is not None:
                kept.append(chosen)
    return {group: found[0]}, {group: found[1]}


def settle_clashes(clashes: Sequence[Clash], choices: Mapping[str, str]) -> Plain:
    """The values that a person chose: group → "theirs" or "mine". Raises KeyError where a group has no choice."""
    values: Plain = {}
    for clash in clashes:
        values.update(clash.mine if choices[clash.group] == "mine" else clash.theirs)
    return values
