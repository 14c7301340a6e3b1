"""Written: a strategy is loaded, anew or in a new edition."""

from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction

from samhandling.ground.faults import Fault, Location, Refused, refusal
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer
from samhandling.office.actions import hold_stamp, raise_stamp, record
from samhandling.strategy.arriving import first_loaded
from samhandling.strategy.models import Node, NodeLink, Strategy
from samhandling.strategy.pointing import removal_faults
from samhandling.strategy.rules.diff import Difference, diff
from samhandling.strategy.rules.document import Entry, StrategyDocument


class Loaded(StrEnum):
    """What loading did."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class LoadOutcome:
    """What came of a load. `difference` is against the edition before; `waiting`: links whose document is not loaded yet."""

    code: str
    version: int
    state: Loaded
    difference: Difference | None = None
    waiting: tuple[str, ...] = ()


def load(document: StrategyDocument, *, by: Viewer) -> LoadOutcome:
    """Store `document`. The same content again changes nothing; another edition of the same id updates nodes by their ids.

    Raises: Refused where the viewer may not, where a node would go that something points at (with the list), or where a
    link leads to a node that its loaded document does not have. Nothing is then written.
    """
    if not by.may_change_all:
        raise refusal(
            document.id,
            Said("Att läsa in en strategi kräver rollen strateg.", "Loading a strategy takes the role of strategist."),
            Said("Be den som ansvarar för strategin.", "Ask whoever answers for the strategy."),
        )
    with transaction.atomic():
        hold_stamp()
        stored = Strategy.objects.select_for_update().filter(code=document.id).first()
        if stored and stored.checksum == document.checksum:
            return LoadOutcome(stored.code, stored.version, Loaded.UNCHANGED, waiting=_waiting(stored))
        return _write(document, stored, by)


def _write(document: StrategyDocument, stored: Strategy | None, by: Viewer) -> LoadOutcome:
    before = StrategyDocument.model_validate(stored.document) if stored else None
    difference = diff(before, document) if before else None
    old = (stored.version, stored.checksum) if stored else (None, None)
    strategy = _store(document, stored)
    nodes = _store_nodes(strategy, document)
    _store_links(strategy, document, nodes)
    _resolve_links_to(strategy, nodes)
    changes: dict[str, list[object]] = {"version": [old[0], strategy.version], "checksum": [old[1], strategy.checksum]}
    record(by, "strategy.changed" if stored else "strategy.loaded", "strategy", strategy.code, changes | _told(difference))
    if stored is None:
        first_loaded(strategy.code, by)
    raise_stamp(public=True)
    return LoadOutcome(strategy.code, strategy.version, Loaded.CHANGED if stored else Loaded.NEW, difference, _waiting(strategy))


def _store(document: StrategyDocument, stored: Strategy | None) -> Strategy:
    strategy = stored or Strategy(code=document.id, version=0)
    strategy.kind, strategy.edition = document.kind, document.edition
    strategy.title_sv, strategy.title_en = document.title.said.sv, document.title.said.en
    strategy.valid_from = document.valid.first if document.valid else None
    strategy.valid_to = document.valid.last if document.valid else None
    strategy.place = document.place or ""
    strategy.document, strategy.checksum = document.canonical(), document.checksum
    strategy.version += 1
    strategy.save()
    return strategy


def _store_nodes(strategy: Strategy, document: StrategyDocument) -> dict[str, Node]:
    """Every node under its code: changed in place, added, and last of all removed, when nothing kept hangs on it any more."""
    stored = {node.code: node for node in Node.objects.filter(strategy=strategy).select_related("strategy")}
    entries = list(document.entries())
    wanted: dict[str, Node] = {}
    for entry, position in sorted(zip(entries, range(len(entries)), strict=True), key=lambda pair: _depth(document, pair[0])):
        node = stored.get(entry.id) or Node(strategy=strategy, code=entry.id)
        _fill(node, entry, document, wanted, position)
        node.save()
        wanted[entry.id] = node
    removed = [node for code, node in stored.items() if code not in wanted]
    if faults := removal_faults(removed):
        raise Refused(faults)
    Node.objects.filter(pk__in=[node.pk for node in removed]).delete()
    return wanted


def _depth(document: StrategyDocument, entry: Entry) -> int:
    return [level.id for level in document.levels].index(entry.level)


def _fill(node: Node, entry: Entry, document: StrategyDocument, parents: dict[str, Node], position: int) -> None:
    node.level = entry.level
    node.parent = parents[entry.parent] if entry.parent else None
    node.is_focus, node.is_aspect = entry.level == document.focus_level, entry.level == document.aspect_level
    node.name_sv, node.name_en = entry.name.said.sv, entry.name.said.en
    node.position = position


def _store_links(strategy: Strategy, document: StrategyDocument, nodes: dict[str, Node]) -> None:
    frameworks = {link.framework for node in document.nodes for link in node.links}
    targets = {(row.strategy.code, row.code): row for row in Node.objects.filter(strategy__code__in=frameworks).select_related("strategy")}
    loaded = {framework for framework, _ in targets}
    links, faults = [], []
    for node in document.nodes:
        for link in node.links:
            target = targets.get((link.framework, link.node))
            if target is None and link.framework in loaded:
                faults.append(_no_such_target(strategy.code, node.id, link.framework, link.node))
            links.append(
                NodeLink(
                    node=nodes[node.id],
                    target_framework=link.framework,
                    target_code=link.node,
                    target=target,
                    kind=link.kind,
                    weight=link.weight,
                )
            )
    if faults:
        raise Refused(faults)
    NodeLink.objects.filter(node__strategy=strategy).delete()
    NodeLink.objects.bulk_create(links)


def _no_such_target(strategy: str, node: str, framework: str, target: str) -> Fault:
    return Fault(
        Location(file=strategy),
        f"{node} → {framework} {target}",
        Said(f"Den inlästa {framework} har ingen nod med id {target}.", f"The loaded {framework} has no node with the id {target}."),
        Said(
            f"Rätta kopplingen, eller läs in en utgåva av {framework} som har noden.",
            f"Mend the link, or load an edition of {framework} that has it.",
        ),
    )


def _resolve_links_to(strategy: Strategy, nodes: dict[str, Node]) -> None:
    """Links of other documents that waited for this one."""
    waiting = list(NodeLink.objects.filter(target_framework=strategy.code, target=None))
    for link in waiting:
        link.target = nodes.get(link.target_code)
    NodeLink.objects.bulk_update(waiting, ["target"])


def _waiting(strategy: Strategy) -> tuple[str, ...]:
    """Links that still lead nowhere: from this document, or to it."""
    rows = NodeLink.objects.filter(target=None).select_related("node__strategy")
    return tuple(str(row) for row in (*rows.filter(node__strategy=strategy), *rows.filter(target_framework=strategy.code)))


def _told(difference: Difference | None) -> dict[str, list[object]]:
    """The difference as an event tells it: ids of the nodes concerned."""
    if difference is None:
        return {}
    told: dict[str, list[object]] = {
        "added": [None, [node.id for node in difference.added]],
        "removed": [[node.id for node in difference.removed], None],
        "moved": [[[move.id, *move.before] for move in difference.moved], [[move.id, *move.after] for move in difference.moved]],
        "reworded": [None, [[change.id, change.field] for change in difference.reworded]],
        "relinked": [None, sorted({change.id for change in difference.relinked})],
        "changed": [None, [change.field for change in difference.changed]],
    }
    return {key: pair for key, pair in told.items() if any(pair)}
