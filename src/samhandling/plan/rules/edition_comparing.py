"""Two editions side by side: what is put higher or lower, which initiatives came and went, and what changed in those that stayed."""

from collections.abc import Mapping
from dataclasses import dataclass

from samhandling.ground.said import Said, same
from samhandling.plan.rules.edition_document import AreaPart, Document, Item
from samhandling.plan.rules.merging import GROUPS
from samhandling.plan.rules.plain import Plain
from samhandling.plan.rules.words import GROUP_NAMES, in_words

NOTHING = Said("inget skrivet", "nothing written")
NOT_THERE = Said("fanns inte", "was not there")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs, in words."""

    what: Said
    before: Said
    after: Said


@dataclass(frozen=True, slots=True)
class AreaDifference:
    """What differs in one focus area. `added` and `removed`: (code, name) of initiatives."""

    focus_area: str
    name: Said
    changes: tuple[Change, ...]
    added: tuple[tuple[str, str], ...]
    removed: tuple[tuple[str, str], ...]

    @property
    def is_empty(self) -> bool:
        """Nothing differs."""
        return not (self.changes or self.added or self.removed)


@dataclass(frozen=True, slots=True)
class ItemDifference:
    """An initiative that stands in both editions, with what has changed in it."""

    code: str
    title: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class EditionDifference:
    """All that differs; what is the same in both is left out. `added`, `removed`: initiatives in one of the editions only."""

    areas: tuple[AreaDifference, ...]
    items: tuple[ItemDifference, ...]
    added: int
    removed: int

    @property
    def is_empty(self) -> bool:
        """The two say the same."""
        return not (self.areas or self.items)


def compare_editions(before: Document, after: Document) -> EditionDifference:
    """From one edition to another."""
    old, new = ({area.focus_area: area for area in one.areas} for one in (before, after))
    areas = [_area(old.get(code), new.get(code), before, after) for code in dict.fromkeys((*new, *old))]
    then, now = before.items(), after.items()
    names = {**before.actors, **after.actors}
    both = [ItemDifference(code, now[code].values["title"], item_changes(then[code], now[code], names)) for code in now if code in then]
    return EditionDifference(
        tuple(area for area in areas if not area.is_empty),
        tuple(item for item in both if item.changes),
        len(now.keys() - then.keys()),
        len(then.keys() - now.keys()),
    )


def item_changes(before: Item, after: Item, actors: Mapping[str, str]) -> tuple[Change, ...]:
    """What differs in one initiative, field by field; what reads the same is the same."""
    return changes_in_words(before.values, after.values, actors)


def changes_in_words(before: Plain, after: Plain, actors: Mapping[str, str]) -> tuple[Change, ...]:
    """What differs between two sets of plain values, group by group. `actors`: code → name."""
    found = []
    for group, names in GROUPS.items():
        old, new = ({name: named(values, actors).get(name) for name in names} for values in (before, after))
        if old == new:
            continue
        was, now = in_words(group, old), in_words(group, new)
        if was != now:
            found.append(Change(GROUP_NAMES[group], was, now))
    return tuple(found)


def named(values: Plain, actors: Mapping[str, str]) -> Plain:
    """The values with actors' names for their codes, for reading."""
    return {
        **values,
        "owners": [actors.get(code, code) for code in values["owners"]],
        "partners": [actors.get(code, code) for code in values["partners"]],
        "roles": [[role, actors.get(code, code)] for role, code in values.get("roles", ())],
        "grants": [{**grant, "financier": actors.get(grant["financier"], grant["financier"])} for grant in values["grants"]],
    }


def _area(old: AreaPart | None, new: AreaPart | None, before: Document, after: Document) -> AreaDifference:
    here = new or old
    assert here is not None  # noqa: S101 (one of the two has it)
    was = before.priority_said(old.priority) if old else NOT_THERE
    now = after.priority_said(new.priority) if new else NOT_THERE
    pairs = [
        (Said("Prioritet", "Priority"), was, now),
        (Said("Beslut", "Decision"), _text(old.decision if old else ""), _text(new.decision if new else "")),
        (Said("Skäl", "Reason"), _text(old.reason if old else ""), _text(new.reason if new else "")),
    ]
    then, today = (_titles(one) for one in (old, new))
    return AreaDifference(
        here.focus_area,
        here.name,
        tuple(Change(*pair) for pair in pairs if pair[1] != pair[2]),
        tuple((code, title) for code, title in today.items() if code not in then),
        tuple((code, title) for code, title in then.items() if code not in today),
    )


def _titles(area: AreaPart | None) -> dict[str, str]:
    return {item.code: item.values["title"] for item in area.items} if area else {}


def _text(text: str) -> Said:
    return same(text) if text else NOTHING
