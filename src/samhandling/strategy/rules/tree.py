"""Faults of the tree: parents that are not there, levels that do not exist or stand in the wrong order."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from samhandling.ground.faults import Fault
from samhandling.ground.said import Said
from samhandling.strategy.rules.levels import Levels
from samhandling.strategy.rules.lines import Path
from samhandling.strategy.rules.source import Source


def tree_faults(source: Source) -> Iterator[Fault]:
    """Every node has a level that exists and a parent of the level above; aspects stand under the focus level only."""
    levels = Levels.of(source)
    known = {node["id"]: node.get("level") for _, node in source.tables(("nodes",)) if isinstance(node.get("id"), str)}
    for at, node in source.tables(("nodes",)):
        if levels.are_sound:
            yield from _level_of(source, levels, at, node)
        parent, level = node.get("parent"), node.get("level")
        if isinstance(parent, str) and parent not in known:
            if not source.was_cut(f'"{parent}'):
                yield _dangling(source, (*at, "parent"), parent, _fitting(levels, level, known))
        elif levels.are_sound and isinstance(level, str):
            yield from _parent_level(source, levels, at, level, parent, known.get(parent) if isinstance(parent, str) else None)


def _fitting(levels: Levels, level: object, known: Mapping[str, Any]) -> list[str]:
    """Nodes that could be the parent of one of `level`; all of them where the level does not tell."""
    wanted = levels.above(level) if levels.are_sound and isinstance(level, str) and level in levels.order else None
    return [code for code, its_level in known.items() if wanted is None or its_level == wanted]


def _dangling(source: Source, path: Path, read: str, fitting: list[str]) -> Fault:
    close = get_close_matches(read, fitting, n=1, cutoff=0.6)
    choices = ", ".join(fitting)
    if close:
        way_out = Said(f"Menade du {close[0]}?", f"Did you mean {close[0]}?")
    elif choices:
        way_out = Said(f"Välj bland {choices}, eller lägg till noden.", f"Choose among {choices}, or add the node.")
    else:
        way_out = Said("Lägg till noden, eller rätta id:t.", "Add the node, or mend the id.")
    return source.fault(path, read, Said("Ingen nod i filen har det id:t.", "No node in the file has that id."), way_out)


def _level_of(source: Source, levels: Levels, at: Path, node: Mapping[str, Any]) -> Iterator[Fault]:
    level = node.get("level")
    if isinstance(level, str) and level not in levels.order:
        close = get_close_matches(level, levels.order, n=1, cutoff=0.5)
        names = ", ".join(levels.order)
        yield source.fault(
            (*at, "level"),
            level,
            Said(f"Nivån finns inte. Filens nivåer är {names}.", f"There is no such level. The file's levels are {names}."),
            Said(f"Menade du {close[0]}?", f"Did you mean {close[0]}?") if close else Said("Välj en av dem.", "Choose one of them."),
        )
    if level is not None and level == levels.aspect:
        yield source.fault(
            (*at, "level"),
            level,
            Said("Delområden skrivs inte som egna noder.", "Aspects are not written as nodes of their own."),
            Said(
                "Skriv det i listan aspects hos sitt insatsområde: { id = ..., sv = ..., en = ... }.",
                "Write it in the list aspects of its focus area: { id = ..., sv = ..., en = ... }.",
            ),
        )
    if node.get("aspects") and (level != levels.focus or not levels.aspect):
        yield source.fault(
            (*at, "aspects"),
            str(node.get("id", "")),
            Said(
                "Bara noder på fokusnivån har delområden, och bara när en nivå är märkt aspect = true.",
                "Only nodes of the focus level have aspects, and only where a level is marked aspect = true.",
            ),
            Said("Flytta delområdena, eller märk nivån.", "Move the aspects, or mark the level."),
        )


def _parent_level(source: Source, levels: Levels, at: Path, level: str, parent: object, above: object) -> Iterator[Fault]:
    if level not in levels.order or level == levels.aspect:
        return
    wanted = levels.above(level)
    if wanted is None and parent is not None:
        yield source.fault(
            (*at, "parent"),
            parent,
            Said(f"Nivån {level} är den översta och har ingen förälder.", f"The level {level} is the topmost and has no parent."),
            Said("Ta bort raden, eller rätta nivån.", "Remove the line, or mend the level."),
        )
    elif wanted is not None and parent is None and not source.is_broken_at(source.line(at)):
        yield source.fault(
            (*at, "level"),
            level,
            Said(
                f"En nod på nivån {level} ska ha en förälder på nivån {wanted}.",
                f"A node of level {level} needs a parent of level {wanted}.",
            ),
            Said('Lägg till parent = "...".', 'Add parent = "...".'),
        )
    elif wanted is not None and parent is not None and above in levels.order and above != wanted:
        yield source.fault(
            (*at, "parent"),
            parent,
            Said(
                f"Föräldern står på nivån {above}, men ovanför {level} kommer {wanted}.",
                f"The parent is of level {above}, but above {level} comes {wanted}.",
            ),
            Said("Rätta föräldern eller nivån.", "Mend the parent or the level."),
        )
