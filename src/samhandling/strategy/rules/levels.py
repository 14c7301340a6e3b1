"""The levels of a tree: their order, the one that everything hangs on, and the one of aspects beneath it."""

from collections.abc import Iterator
from dataclasses import dataclass

from samhandling.ground.faults import Fault
from samhandling.ground.said import Said
from samhandling.strategy.rules.source import Source


@dataclass(frozen=True, slots=True)
class Levels:
    """Level ids from the top; which is the focus level and which holds aspects.

    `are_sound`: nothing is wrong with the levels themselves, so that nodes can be held against them.
    """

    order: tuple[str, ...]
    focus: str | None
    aspect: str | None
    are_sound: bool

    @classmethod
    def of(cls, source: Source) -> "Levels":
        """The levels that the file states, as far as they can be read."""
        tables = [table for _, table in source.tables(("levels",)) if isinstance(table.get("id"), str)]
        focus = next((table["id"] for table in tables if table.get("focus") is True), None)
        aspect = next((table["id"] for table in tables if table.get("aspect") is True), None)
        order = tuple(table["id"] for table in tables)
        marks = sum(table.get("focus") is True for table in tables)
        whole = marks == 1 and len(set(order)) == len(order) and not source.was_cut("[[levels")
        broken = any(source.is_broken_at(source.line(at)) for at, _ in source.tables(("levels",)))
        return cls(order, focus, aspect, whole and not broken and not any(level_faults(source)))

    def above(self, level: str) -> str | None:
        """The level directly above; `None` for the topmost."""
        index = self.order.index(level)
        return self.order[index - 1] if index else None


def level_faults(source: Source) -> Iterator[Fault]:
    """One focus level; at most one level of aspects, directly below it and last."""
    tables = list(source.tables(("levels",)))
    focus = [at for at, table in tables if table.get("focus") is True]
    aspects = [at for at, table in tables if table.get("aspect") is True]
    is_unreadable = any(not isinstance(table.get("focus", False), bool) for _, table in tables)
    if tables and not focus and not is_unreadable and not source.was_cut("focus"):
        yield source.fault(
            tables[0][0],
            "levels",
            Said("Ingen nivå är märkt som fokusnivå.", "No level is marked as the focus level."),
            Said("Skriv focus = true på den nivå som insatserna pekar på.", "Write focus = true on the level that initiatives point at."),
        )
    for at in focus[1:]:
        yield source.fault(
            (*at, "focus"),
            source.at((*at, "id")),
            Said("Två nivåer är märkta som fokusnivå.", "Two levels are marked as the focus level."),
            Said("Behåll märket på en av dem.", "Keep the mark on one of them."),
        )
    for at in aspects if len(focus) == 1 else []:
        under_focus = at[1] == int(focus[0][1]) + 1
        if not under_focus or at[1] != len(tables) - 1:
            yield source.fault(
                (*at, "aspect"),
                source.at((*at, "id")),
                Said(
                    "Delområdenas nivå står sist, direkt under fokusnivån.",
                    "The level of aspects stands last, directly below the focus level.",
                ),
                Said("Flytta nivån, eller ta bort aspect = true.", "Move the level, or remove aspect = true."),
            )
