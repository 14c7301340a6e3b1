"""Differences between two editions as rows: what happened, to which node, before and after."""

import json

from samhandling.ground.said import Said
from samhandling.strategy.rules.diff import Difference
from samhandling.strategy.rules.document import Link

Row = tuple[Said, str, str, str]

ADDED, REMOVED = Said("tillagd", "added"), Said("borttagen", "removed")
MOVED, REWORDED = Said("flyttad", "moved"), Said("omformulerad", "reworded")
RELINKED, CHANGED = Said("omkopplad", "relinked"), Said("ändrad", "changed")


def difference_rows(difference: Difference) -> list[Row]:
    """(what, id, before, after), kind by kind; a field stands after the id."""
    rows: list[Row] = [(ADDED, node.id, "", node.name.sv) for node in difference.added]
    rows += [(REMOVED, node.id, node.name.sv, "") for node in difference.removed]
    rows += [(MOVED, move.id, _under(move.before), _under(move.after)) for move in difference.moved]
    rows += [(REWORDED, f"{change.id} {change.field}", change.before, change.after) for change in difference.reworded]
    rows += [(RELINKED, link.id, _link(link.before), _link(link.after)) for link in difference.relinked]
    return rows + [(CHANGED, change.field, _value(change.before), _value(change.after)) for change in difference.changed]


def _under(where: tuple[str, str | None]) -> str:
    level, parent = where
    return f"{parent} ({level})" if parent else f"({level})"


def _link(link: Link | None) -> str:
    return f"{link.framework} {link.node} ({link.kind}, {link.weight})" if link else ""


def _value(value: object) -> str:
    return "" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
