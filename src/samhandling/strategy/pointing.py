"""What points at a node, found through Django's own relations: this room does not know who they are."""

from collections.abc import Iterable, Iterator

from django.db.models import CASCADE, ForeignKey
from django.db.models.fields.related import ForeignObjectRel

from samhandling.ground.faults import Fault, Location
from samhandling.ground.said import Said
from samhandling.strategy.models import Node, NodeLink


def removal_faults(nodes: Iterable[Node]) -> list[Fault]:
    """A fault for each node that something points at, with the list of what does."""
    faults = []
    for node in nodes:
        pointing = list(dict.fromkeys(name for relation in _relations() for name in _names(relation, node)))
        if pointing:
            faults.append(_fault(node, pointing))
    return faults


def _relations() -> Iterator[ForeignObjectRel]:
    """Every relation that leads to a node from outside its own tree, hidden ones too."""
    own = {Node._meta.get_field("parent"), NodeLink._meta.get_field("node")}
    for found in Node._meta.get_fields(include_hidden=True):
        if isinstance(found, ForeignObjectRel) and found.field not in own and not _is_through(found):
            yield found


def _is_through(relation: ForeignObjectRel) -> bool:
    """The table behind a many-to-many relation, which is asked through the relation itself."""
    return bool(relation.related_model._meta.auto_created)


def _names(relation: ForeignObjectRel, node: Node) -> Iterator[str]:
    """Each row by what it is a part of (an initiative, not its row of shares); a row that is part of nothing by itself."""
    model = relation.related_model
    assert isinstance(model, type)  # noqa: S101 (relations of loaded models are resolved; this tells the type checker)
    owners = [field.name for field in model._meta.fields if _is_part_through(field) and field is not relation.field]
    rows = model._base_manager.filter(**{relation.field.name: node}).select_related(*owners).distinct().order_by("pk")
    for row in rows:
        yield ", ".join(str(getattr(row, owner)) for owner in owners) or str(row)


def _is_part_through(field: object) -> bool:
    return isinstance(field, ForeignKey) and field.remote_field.on_delete is CASCADE


def _fault(node: Node, pointing: list[str]) -> Fault:
    count, listed = len(pointing), "; ".join(pointing)
    return Fault(
        Location(),
        f"{node.code} {node.name_sv}",
        Said(
            f"Noden finns inte i den nya utgåvan, men {count} saker pekar på den: {listed}."
            if count > 1
            else f"Noden finns inte i den nya utgåvan, men en sak pekar på den: {listed}.",
            f"The node is not in the new edition, but {count} things point at it: {listed}."
            if count > 1
            else f"The node is not in the new edition, but one thing points at it: {listed}.",
        ),
        Said(
            "Flytta dem till en annan nod först, eller behåll noden under samma id.",
            "Move them to another node first, or keep the node under the same id.",
        ),
    )
