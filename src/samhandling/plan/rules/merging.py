"""A file meets what is already known: three-way, so that a person's edit wins and every difference is told.

For each group of fields: what this register last said (`base`), what its file says now, what the product holds now.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from samhandling.language.text import fold, likeness
from samhandling.plan.rules.merging_money import merge_money
from samhandling.plan.rules.plain import Plain

GROUPS: Mapping[str, tuple[str, ...]] = {
    "title": ("title",),
    "owners": ("owners",),
    "partners": ("partners",),
    "kind": ("kind",),
    "stage": ("stage",),
    "start": ("start", "start_precision"),
    "end": ("end", "end_precision"),
    "decided": ("decided", "decided_precision"),
    "bounds": ("not_before", "not_after", "bounds_basis"),
    "places": ("reach", "counties", "municipalities"),
    "distribution": ("basis", "shares"),
    "grants": ("grants",),
    "target_groups": ("target_groups",),
    "purpose_sv": ("purpose_sv",),
    "purpose_en": ("purpose_en",),
    "note": ("note",),
    "source": ("source",),
    "fields": ("fields",),
    "steps": ("steps",),
    "roles": ("roles",),
    "activities": ("activities",),
    "depends_on": ("depends_on",),
    "told": ("told",),
    "openness": ("openness",),
}
"""Fields that change together: half a date or half a distribution would say something that nobody wrote."""

OWN_WORDS = frozenset({"purpose_sv", "purpose_en", "note", "source", "fields", "target_groups"})
"""Texts that two registers always word differently; the first one's stays, without a doubt for each."""

NOTHING: Mapping[str, Collection[Any]] = {
    "kind": ("unknown",),
    "basis": ("not_read", "insufficient"),
    "reach": ("unknown",),
    "start_precision": ("day",),
    "end_precision": ("day",),
    "decided_precision": ("day",),
    "stage": ("samhandling",),
}
"""Values that say nothing; empty texts, lists and nulls say nothing everywhere."""

ALIKE = 0.8


@dataclass(frozen=True, slots=True)
class Difference:
    """A group where the file and the product say different things, and the product's was kept."""

    group: str
    now: Plain
    file: Plain


@dataclass(frozen=True, slots=True)
class Merged:
    """What the initiative becomes; what changed, from and to; what differs and was left."""

    values: Plain
    changes: Mapping[str, tuple[Any, Any]]
    differences: tuple[Difference, ...]


def merge(base: Plain | None, file: Plain, now: Plain, read: Collection[str]) -> Merged:
    """Merge what a file says into what is known. `read`: the groups that the file has columns for; the rest it says nothing of.

    Unchanged in the file: what is known stays. Changed in the file only: the file's. Changed in both: what is known stays, and the
    difference is told; that a person made something unknown is a change too. A register that has not spoken of this initiative
    before only fills in what is unknown.
    """
    values, differences = dict(now), []
    for group, names in GROUPS.items():
        if group not in read:
            continue
        if group == "grants" and (kept := merge_money(base, file, now, read)):
            values["grants"] = kept.grants
            differences += [Difference(group, {"grants": kept.grants}, {"grants": kept.proposed})] if kept.proposed else []
            continue
        ours, theirs = _part(now, names), _part(file, names)
        last = None if base is None else _part(base, names)
        if says_same(group, ours, theirs) or (last is not None and says_same(group, last, theirs)):
            continue
        if says_same(group, last, ours) if last is not None else is_silent(ours):
            values.update(theirs)
        elif not is_silent(theirs) and not (last is None and goes_with(group, ours, theirs)):
            differences.append(Difference(group, ours, theirs))
    changes = {name: (now[name], values[name]) for name in values if values[name] != now.get(name)}
    return Merged(values, changes, tuple(differences))


def _part(values: Plain, names: tuple[str, ...]) -> Plain:
    return {name: values[name] for name in names}


def is_silent(part: Plain) -> bool:
    """Every value in a group is empty, or one that says nothing."""
    return all(value in (None, "", []) or value in NOTHING.get(name, ()) for name, value in part.items())


def says_same(group: str, one: Plain, other: Plain) -> bool:
    """Equal, or equal but for capitals, accents and order."""
    if one == other:
        return True
    if group == "title":
        return fold(one["title"]) == fold(other["title"])
    if group in ("owners", "partners"):
        return sorted(one[group]) == sorted(other[group])
    if group == "places":
        return bool(one["reach"] == other["reach"]) and _same_codes(one, other)
    if group == "distribution":
        return one["basis"] == other["basis"] and _by_area(one) == _by_area(other)
    return False


def _by_area(part: Plain) -> dict[str, tuple[Any, Any]]:
    return {share["focus_area"]: (share["share"], sorted(share["aspects"])) for share in part["shares"]}


def goes_with(group: str, ours: Plain, theirs: Plain) -> bool:
    """What another register says of a group does not go against what is known; it says the same in own words, or less exactly."""
    if group in OWN_WORDS:
        return True
    if group in ("start", "end", "decided"):
        return _is_less_exact(theirs[group], theirs[f"{group}_precision"], ours[group], ours[f"{group}_precision"])
    if group == "places":
        return "unknown" in (ours["reach"], theirs["reach"]) and _same_codes(ours, theirs)
    if group == "distribution":
        return _same_areas(ours, theirs)
    return False


_KNOWN_OF_DAY = {"day": 10, "month": 7, "quarter": 6, "year": 4}
"""Characters of a day that are known: 2015-09-15, 2015-09, 2015Q3, 2015."""


def _is_less_exact(theirs: str | None, told: str, ours: str | None, known: str) -> bool:
    """ "September 2015" goes with 15 September 2015."""
    if theirs is None or ours is None:
        return False
    length = _KNOWN_OF_DAY[told]
    return length <= _KNOWN_OF_DAY[known] and _known_part(theirs, told) == _known_part(ours, told)


def _known_part(day: str, precision: str) -> str:
    return f"{day[:4]}Q{(int(day[5:7]) + 2) // 3}" if precision == "quarter" else day[: _KNOWN_OF_DAY[precision]]


def _same_codes(one: Plain, other: Plain) -> bool:
    return all(sorted(one[name]) == sorted(other[name]) for name in ("counties", "municipalities"))


def _same_areas(ours: Plain, theirs: Plain) -> bool:
    """The same focus areas, with the same shares or with none told."""
    one, other = _by_area(ours), _by_area(theirs)
    return one.keys() == other.keys() and all(share in (None, one[area][0]) for area, (share, _) in other.items())


def is_same_project(one: Plain, other: Plain) -> bool:
    """Two registers that use one case number mean one project: its name is alike, or its owner with its days or its money."""
    if likeness(one["title"], other["title"]) >= ALIKE:
        return True
    shares_owner = bool(set(one["owners"]) & set(other["owners"]))
    same_days = one["start"] is not None and (one["start"], one["end"]) == (other["start"], other["end"])
    same_money = any(grant["amount"] for grant in one["grants"]) and [grant["amount"] for grant in one["grants"]] == [
        grant["amount"] for grant in other["grants"]
    ]
    return shares_owner and (same_days or same_money)
