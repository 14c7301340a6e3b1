"""Read: strategies and their focus areas, as plain data."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from samhandling.ground.faults import refusal
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer
from samhandling.office.kept import Kept
from samhandling.strategy.models import Node, NodeLink, Strategy
from samhandling.strategy.rules.document import Model, Prerequisite, Role, Step, StrategyDocument, Text
from samhandling.strategy.rules.document import Node as DocumentNode
from samhandling.strategy.rules.shipped import read_shipped, shipped_frameworks, shipped_ids

__all__ = [
    "AspectView",
    "FocusAreaView",
    "LevelView",
    "NodeView",
    "StrategyRow",
    "StrategyView",
    "document",
    "focus_areas",
    "known_nodes",
    "node_keys",
    "read_shipped",
    "shipped_ids",
    "strategies",
    "strategy",
    "view_of",
]

NOTHING = Said("", "")


@dataclass(frozen=True, slots=True)
class StrategyRow:
    """A loaded strategy, in a list."""

    code: str
    kind: str
    edition: str
    title: Said
    valid_from: date | None
    valid_to: date | None
    place: str
    version: int


@dataclass(frozen=True, slots=True)
class LevelView:
    """A level, in the strategy's own words."""

    code: str
    name: Said
    plural: Said
    is_focus: bool
    is_aspect: bool


@dataclass(frozen=True, slots=True)
class NodeView:
    """A node above the focus level: an area. `parent` is empty for the topmost."""

    code: str
    level: str
    parent: str
    name: Said
    goal: Said
    summary: Said


@dataclass(frozen=True, slots=True)
class AspectView:
    """One of the things that a focus area's intention consists of."""

    code: str
    name: Said
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FocusAreaView:
    """A focus area. `area` is the code of the node above it, empty where there is none; `short` its name in tables."""

    code: str
    name: Said
    short: Said
    area: str
    summary: Said
    aspects: tuple[AspectView, ...]
    aliases: tuple[str, ...]
    indicators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StrategyView:
    """A strategy with its tree: areas and focus areas in the order of the file."""

    code: str
    kind: str
    edition: str
    title: Said
    owner: Said
    note: Said
    valid_from: date | None
    valid_to: date | None
    place: str
    version: int
    levels: tuple[LevelView, ...]
    areas: tuple[NodeView, ...]
    focus_areas: tuple[FocusAreaView, ...]
    bound: tuple[Said, ...]
    guided: tuple[Said, ...]
    prerequisites: tuple[Prerequisite, ...]
    models: tuple[Model, ...]
    steps: tuple[Step, ...]
    roles: tuple[Role, ...]


def strategies(seen_by: Viewer) -> list[StrategyRow]:
    """What is loaded, by code."""
    columns = ("code", "kind", "edition", "title_sv", "title_en", "valid_from", "valid_to", "place", "version")
    return [
        StrategyRow(code, kind, edition, Said(sv, en), first, last, place, version)
        for code, kind, edition, sv, en, first, last, place, version in Strategy.objects.visible_to(seen_by).values_list(*columns)
    ]


def strategy(code: str, seen_by: Viewer) -> StrategyView:
    """One loaded strategy. Raises: Refused with the ids to choose from."""
    return _views.get(code, lambda: _view(code, seen_by))


_views: Kept[StrategyView] = Kept(50)


def _view(code: str, seen_by: Viewer) -> StrategyView:
    stored = _stored(code, seen_by)
    return view_of(StrategyDocument.model_validate(stored.document), stored.version)


def document(code: str, seen_by: Viewer) -> StrategyDocument:
    """The loaded document, or the shipped one where it is not loaded. Raises: Refused with the ids to choose from."""
    if code in shipped_ids() and not Strategy.objects.visible_to(seen_by).filter(code=code).exists():
        return read_shipped(code)
    return StrategyDocument.model_validate(_stored(code, seen_by).document)


def focus_areas(code: str, seen_by: Viewer) -> list[FocusAreaView]:
    """A loaded strategy's focus areas in order. Raises: Refused with the ids to choose from."""
    return list(strategy(code, seen_by).focus_areas)


def node_keys(code: str, seen_by: Viewer) -> dict[str, int]:
    """The database key of each node and aspect of a loaded strategy, by code; for rooms that point at them."""
    stored = _stored(code, seen_by)
    return dict(Node.objects.visible_to(seen_by).filter(strategy=stored).values_list("code", "pk"))


def known_nodes(seen_by: Viewer) -> dict[str, frozenset[str]]:
    """Ids of the nodes of each document that is shipped or loaded (the loaded one counts), for checking links."""
    known = dict(shipped_frameworks())
    loaded: dict[str, set[str]] = {}
    for code, node in Node.objects.visible_to(seen_by).values_list("strategy__code", "code"):
        loaded.setdefault(code, set()).add(node)
    return known | {code: frozenset(nodes) for code, nodes in loaded.items()}


def _stored(code: str, seen_by: Viewer) -> Strategy:
    found = Strategy.objects.visible_to(seen_by).filter(code=code).first()
    if found is not None:
        return found
    loaded = ", ".join(row.code for row in strategies(seen_by))
    shipped = ", ".join(shipped_ids())
    if code in shipped_ids():
        raise refusal(
            code,
            Said("Strategin följer med produkten men är inte inläst.", "The strategy comes with the product but is not loaded."),
            Said(f"Läs in den: samhandling strategy load {code}", f"Load it: samhandling strategy load {code}"),
        )
    raise refusal(
        code,
        Said("Ingen inläst strategi har det id:t.", "No loaded strategy has that id."),
        Said(
            f"Inlästa: {loaded or 'inga'}. Medföljande, som kan läsas in: {shipped}.",
            f"Loaded: {loaded or 'none'}. Shipped, ready to load: {shipped}.",
        ),
    )


def view_of(document: StrategyDocument, version: int = 0) -> StrategyView:
    """A document as a page shows it. `version` 0: not loaded."""
    valid = document.valid
    return StrategyView(
        code=document.id,
        kind=document.kind,
        edition=document.edition,
        title=document.title.said,
        owner=document.owner.said,
        note=_said(document.note),
        valid_from=valid.first if valid else None,
        valid_to=valid.last if valid else None,
        place=document.place or "",
        version=version,
        levels=tuple(
            LevelView(level.id, level.name.said, (level.plural or level.name).said, level.focus, level.aspect) for level in document.levels
        ),
        areas=tuple(_area(node) for node in document.nodes if node.level != document.focus_level),
        focus_areas=tuple(_focus_area(node) for node in document.focus_areas),
        bound=tuple(text.said for text in document.bound),
        guided=tuple(text.said for text in document.guided),
        prerequisites=document.prerequisites,
        models=document.models,
        steps=document.steps,
        roles=document.roles,
    )


def _area(node: DocumentNode) -> NodeView:
    return NodeView(node.id, node.level, node.parent or "", node.name.said, _said(node.goal), _said(node.summary))


def _focus_area(node: DocumentNode) -> FocusAreaView:
    return FocusAreaView(
        code=node.id,
        name=node.name.said,
        short=(node.short or node.name).said,
        area=node.parent or "",
        summary=_said(node.summary),
        aspects=tuple(AspectView(aspect.id, aspect.name.said, aspect.aliases) for aspect in node.aspects),
        aliases=node.aliases,
        indicators=node.indicators,
    )


def _said(text: Text | None) -> Said:
    return text.said if text else NOTHING


@dataclass(frozen=True, slots=True)
class LinkView:
    """A tie from a focus area to a node of a framework. `name` is empty until the framework is loaded."""

    node: str
    framework: str
    title: Said
    target: str
    name: Said
    kind: str
    weight: Decimal


def links(code: str, seen_by: Viewer) -> list[LinkView]:
    """Every link from a strategy's nodes, in the order of the nodes, then of the frameworks."""
    titles = {row.code: row.title for row in strategies(seen_by)}
    columns = ("node__code", "target_framework", "target_code", "target__name_sv", "target__name_en", "kind", "weight")
    found = NodeLink.objects.visible_to(seen_by).filter(node__strategy__code=code).order_by("node__position", "target_framework", "id")
    return [
        LinkView(node, framework, titles.get(framework, Said(framework, framework)), target, Said(sv or "", en or ""), kind, weight)
        for node, framework, target, sv, en, kind, weight in found.values_list(*columns)
    ]
