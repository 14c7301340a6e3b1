"""Faults of the whole: ids and wordings given twice, links that lead nowhere, days in the wrong order, a wrong place."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from samhandling.ground.faults import Fault
from samhandling.ground.places import all_places
from samhandling.ground.said import Said
from samhandling.language.text import fold
from samhandling.strategy.rules.levels import level_faults
from samhandling.strategy.rules.lines import Path
from samhandling.strategy.rules.source import Source
from samhandling.strategy.rules.tree import tree_faults

Frameworks = Mapping[str, Collection[str]]
"""Ids of the nodes of each document that links can be checked against."""


def whole_faults(source: Source, frameworks: Frameworks) -> list[Fault]:
    """Every fault that shows only when the parts are held against each other."""
    return [
        *_validity(source),
        *_place(source),
        *level_faults(source),
        *_ids_once(source),
        *tree_faults(source),
        *_aliases_once(source),
        *_links(source, frameworks),
    ]


def _validity(source: Source) -> Iterator[Fault]:
    """A strategy says from when it holds, and its last day is not before its first. A framework may leave it out."""
    if source.at(("kind",)) == "strategy" and source.at(("valid",)) is None and not source.was_cut("valid"):
        yield source.fault(
            ("valid",),
            source.at(("id",)) or "",
            Said("valid.from saknas: från vilken dag gäller strategin?", "valid.from is missing: from which day does the strategy hold?"),
            Said("Lägg till en rad som valid.from = 2022-09-01.", "Add a line like valid.from = 2022-09-01."),
        )
    first, last = source.at(("valid", "from")), source.at(("valid", "to"))
    if isinstance(first, date) and isinstance(last, date) and first > last:
        yield source.fault(
            ("valid", "to"),
            last,
            Said(f"Sista dagen ligger före den första, {first}.", f"The last day lies before the first, {first}."),
            Said("Byt plats på dagarna, eller rätta den som är fel.", "Swap the days, or mend the one that is wrong."),
        )


def _place(source: Source) -> Iterator[Fault]:
    code = source.at(("place",))
    if not isinstance(code, str) or code in all_places():
        return
    folded = fold(code)
    places = all_places().values()
    meant = next(
        (place for place in places if folded and any(fold(name).startswith(folded) for name in (place.name, *place.aliases))), None
    )
    yield source.fault(
        ("place",),
        code,
        Said(
            "Det är ingen platskod hos SCB: 00 är riket, två siffror ett län, fyra en kommun.",
            "It is no place code of Statistics Sweden: 00 is the nation, two digits a county, four a municipality.",
        ),
        Said(f'Menade du "{meant.code}" ({meant.name})?', f'Did you mean "{meant.code}" ({meant.name})?')
        if meant
        else Said("Skriv koden inom citattecken, eller ta bort raden.", "Write the code in quotation marks, or remove the line."),
    )


@dataclass(frozen=True, slots=True)
class _Named:
    """Something with an id: where it stands, and what it is called."""

    path: Path
    id: str
    table: Mapping[str, Any]


def _with_id(source: Source, path: Path) -> Iterator[_Named]:
    for at, table in source.tables(path):
        if isinstance(table.get("id"), str):
            yield _Named(at, table["id"], table)


def _entries(source: Source) -> Iterator[_Named]:
    """Nodes and aspects, as they stand."""
    for at, table in source.tables(("nodes",)):
        if isinstance(table.get("id"), str):
            yield _Named(at, table["id"], table)
        yield from _with_id(source, (*at, "aspects"))


def _ids_once(source: Source) -> Iterator[Fault]:
    groups = [list(_entries(source))]
    groups += [list(_with_id(source, (name,))) for name in ("levels", "prerequisites", "models", "steps", "roles")]
    groups += [list(_with_id(source, (*at, "parts"))) for at, _ in source.tables(("models",))]
    for group in groups:
        first: dict[str, int] = {}
        for named in group:
            line = source.line((*named.path, "id"))
            if named.id in first:
                yield source.fault(
                    (*named.path, "id"),
                    named.id,
                    Said(f"Samma id står redan på rad {first[named.id]}.", f"The same id already stands on line {first[named.id]}."),
                    Said("Ge den ena ett eget id.", "Give one of them an id of its own."),
                )
            first.setdefault(named.id, line)


def _names(table: Mapping[str, Any]) -> set[str]:
    holders: list[Mapping[str, Any]] = [found for key in ("name", "short") if isinstance(found := table.get(key), dict)] or [table]
    texts = [holder.get(language) for holder in holders for language in ("sv", "en")]
    return {fold(text) for text in texts if isinstance(text, str) and text}


def _aliases_once(source: Source) -> Iterator[Fault]:
    entries = list(_entries(source))
    used: dict[str, tuple[str, int]] = {}
    for entry in entries:
        for name in _names(entry.table):
            used.setdefault(name, (entry.id, source.line(entry.path)))
    for entry in entries:
        aliases = entry.table.get("aliases")
        for index, alias in enumerate(aliases if isinstance(aliases, list) else []):
            if not isinstance(alias, str):
                continue
            path = (*entry.path, "aliases", index)
            owner, line = used.setdefault(fold(alias), (entry.id, source.line(path)))
            if owner != entry.id:
                yield source.fault(
                    path,
                    alias,
                    Said(
                        f"Samma ordalydelse hör redan till {owner} på rad {line}. Den ska peka på en enda nod.",
                        f"The same wording already belongs to {owner} on line {line}. It must point at one node only.",
                    ),
                    Said("Ta bort den hos den ena.", "Remove it from one of them."),
                )


def _links(source: Source, frameworks: Frameworks) -> Iterator[Fault]:
    for holders in ("nodes", "prerequisites"):
        for at, _ in source.tables((holders,)):
            seen: set[tuple[object, object, object]] = set()
            for path, link in source.tables((*at, "links")):
                yield from _link(source, frameworks, path, link)
                key = (link.get("framework"), link.get("node"), link.get("kind", "contributes"))
                if key in seen:
                    yield source.fault(
                        path,
                        f"{key[0]} {key[1]}",
                        Said("Samma koppling står två gånger.", "The same link stands twice."),
                        Said("Ta bort den ena.", "Remove one of them."),
                    )
                seen.add(key)


def _link(source: Source, frameworks: Frameworks, path: Path, link: Mapping[str, Any]) -> Iterator[Fault]:
    framework, node = link.get("framework"), link.get("node")
    if isinstance(framework, str) and framework == source.at(("id",)):
        yield source.fault(
            (*path, "framework"),
            framework,
            Said("En koppling går till ett annat dokument, inte till det egna.", "A link leads to another document, not to its own."),
            Said("Skriv det andra dokumentets id.", "Write the other document's id."),
        )
    elif isinstance(framework, str) and isinstance(node, str) and framework in frameworks and node not in frameworks[framework]:
        known = sorted(frameworks[framework])
        yield source.fault(
            (*path, "node"),
            node,
            Said(f"{framework} har ingen nod med det id:t.", f"{framework} has no node with that id."),
            Said(f"Välj bland {', '.join(known[:20])}.", f"Choose among {', '.join(known[:20])}."),
        )
