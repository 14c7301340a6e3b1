"""How two editions differ, by stable id: added, removed, moved, reworded, re-linked, and what else has changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from samhandling.strategy.rules.document import Entry, Link, Node, StrategyDocument, Text


@dataclass(frozen=True, slots=True)
class Added:
    """A node that only the second has."""

    id: str
    name: Text
    parent: str | None


@dataclass(frozen=True, slots=True)
class Removed:
    """A node that only the first has."""

    id: str
    name: Text
    parent: str | None


@dataclass(frozen=True, slots=True)
class Moved:
    """A node that hangs on another parent, or stands on another level."""

    id: str
    before: tuple[str, str | None]
    after: tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class Reworded:
    """A text of a node that reads otherwise. `field`: "name.sv", "summary.en", "aliases"; an absent text is empty."""

    id: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Relinked:
    """A link that came, went, or changed in weight. `before` or `after` is `None` where there is no such link."""

    id: str
    before: Link | None
    after: Link | None


@dataclass(frozen=True, slots=True)
class Changed:
    """Something else of the document, by its key: the edition, the validity, indicators of a node, the roles."""

    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Difference:
    """All that differs between two documents."""

    added: tuple[Added, ...]
    removed: tuple[Removed, ...]
    moved: tuple[Moved, ...]
    reworded: tuple[Reworded, ...]
    relinked: tuple[Relinked, ...]
    changed: tuple[Changed, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.moved or self.reworded or self.relinked or self.changed)


def diff(a: StrategyDocument, b: StrategyDocument) -> Difference:
    """From `a` to `b`. Ids tell what is the same thing; the order of the file does not count."""
    before, after = {entry.id: entry for entry in a.entries()}, {entry.id: entry for entry in b.entries()}
    both = [(before[code], after[code]) for code in before if code in after]
    return Difference(
        added=tuple(Added(entry.id, entry.name, entry.parent) for code, entry in after.items() if code not in before),
        removed=tuple(Removed(entry.id, entry.name, entry.parent) for code, entry in before.items() if code not in after),
        moved=tuple(
            Moved(old.id, (old.level, old.parent), (new.level, new.parent))
            for old, new in both
            if (old.level, old.parent) != (new.level, new.parent)
        ),
        reworded=tuple(change for old, new in both for change in _reworded(old, new)),
        relinked=tuple(change for old, new in _linked(a, b) for change in _relinked(old, new)),
        changed=tuple(_changed(a, b)),
    )


def _reworded(old: Entry, new: Entry) -> Iterator[Reworded]:
    for field in ("name", "short", "goal", "summary"):
        one, other = getattr(old, field), getattr(new, field)
        for language in ("sv", "en"):
            was, now = getattr(one, language, ""), getattr(other, language, "")
            if was != now:
                yield Reworded(old.id, f"{field}.{language}", was, now)
    if set(old.aliases) != set(new.aliases):
        yield Reworded(old.id, "aliases", " | ".join(old.aliases), " | ".join(new.aliases))


def _linked(a: StrategyDocument, b: StrategyDocument) -> Iterator[tuple[tuple[str, tuple[Link, ...]], tuple[str, tuple[Link, ...]]]]:
    """Holders of links that both have, with their links before and after."""
    before, after = _links_of(a), _links_of(b)
    return (((code, links), (code, after[code])) for code, links in before.items() if code in after)


def _links_of(document: StrategyDocument) -> dict[str, tuple[Link, ...]]:
    nodes = {node.id: node.links for node in document.nodes}
    return nodes | {prerequisite.id: prerequisite.links for prerequisite in document.prerequisites}


def _relinked(old: tuple[str, tuple[Link, ...]], new: tuple[str, tuple[Link, ...]]) -> Iterator[Relinked]:
    before = {(link.framework, link.node, link.kind): link for link in old[1]}
    after = {(link.framework, link.node, link.kind): link for link in new[1]}
    for key in (*before, *(key for key in after if key not in before)):
        if before.get(key) != after.get(key):
            yield Relinked(old[0], before.get(key), after.get(key))


_TOLD_ELSEWHERE = ("nodes",)


def _changed(a: StrategyDocument, b: StrategyDocument) -> Iterator[Changed]:
    old, new = a.canonical(), b.canonical()
    for key in StrategyDocument.model_fields:
        if key not in _TOLD_ELSEWHERE and _without_links(old.get(key)) != _without_links(new.get(key)):
            yield Changed(key, old.get(key), new.get(key))
    after: Mapping[str, Node] = {node.id: node for node in b.nodes}
    for node in a.nodes:
        other = after.get(node.id)
        if other and set(node.indicators) != set(other.indicators):
            yield Changed(f"{node.id}.indicators", list(node.indicators), list(other.indicators))


def _without_links(value: Any) -> Any:
    """Prerequisites without their links, which are told as re-linked."""
    if not isinstance(value, list):
        return value
    return [{key: part for key, part in item.items() if key != "links"} if isinstance(item, dict) else item for item in value]
