"""Stored: strategies and frameworks, the nodes of their trees, the links between trees."""

from django.db import models

from samhandling.ground.viewer import Viewer


class StrategyQuerySet(models.QuerySet["Strategy"]):
    """Strategies, asked for."""

    def visible_to(self, viewer: Viewer) -> "StrategyQuerySet":
        """Strategies are public; all viewers see all."""
        return self


class Strategy(models.Model):
    """One strategy or framework in its latest edition. `document` is the file's content and the truth; the nodes are read from it."""

    code = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(max_length=16)
    edition = models.CharField(max_length=80)
    title_sv = models.TextField()
    title_en = models.TextField()
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    place = models.CharField(max_length=4, blank=True)
    document = models.JSONField()
    checksum = models.CharField(max_length=64)
    version = models.PositiveIntegerField(default=1)
    loaded_at = models.DateTimeField(auto_now=True)

    objects = StrategyQuerySet.as_manager()

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.code


class NodeQuerySet(models.QuerySet["Node"]):
    """Nodes, asked for."""

    def visible_to(self, viewer: Viewer) -> "NodeQuerySet":
        """Nodes are as public as their strategy."""
        return self


class Node(models.Model):
    """A node or an aspect under its stable code. What works with a focus area points here."""

    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="nodes")
    code = models.CharField(max_length=80)
    level = models.CharField(max_length=80)
    parent = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="children")
    is_focus = models.BooleanField(default=False)
    is_aspect = models.BooleanField(default=False)
    name_sv = models.TextField()
    name_en = models.TextField()
    position = models.PositiveIntegerField()

    objects = NodeQuerySet.as_manager()

    class Meta:
        ordering = ("strategy", "position")
        constraints = (models.UniqueConstraint(fields=("strategy", "code"), name="node_once"),)
        indexes = (models.Index(fields=("strategy", "is_focus"), name="focus_of_strategy"),)

    def __str__(self) -> str:
        return f"{self.strategy.code} {self.code}"


class NodeLinkQuerySet(models.QuerySet["NodeLink"]):
    """Links, asked for."""

    def visible_to(self, viewer: Viewer) -> "NodeLinkQuerySet":
        """Links are as public as their strategy."""
        return self


class NodeLink(models.Model):
    """A tie from a node to another document's node. `target` is empty until that document is loaded."""

    node = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="links")
    target_framework = models.CharField(max_length=80, db_index=True)
    target_code = models.CharField(max_length=80)
    target = models.ForeignKey(Node, null=True, on_delete=models.PROTECT, related_name="linked_from")
    kind = models.CharField(max_length=16)
    weight = models.DecimalField(max_digits=7, decimal_places=6)

    objects = NodeLinkQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("node", "target_framework", "target_code", "kind"), name="link_once"),)

    def __str__(self) -> str:
        return f"{self.node} → {self.target_framework} {self.target_code}"
