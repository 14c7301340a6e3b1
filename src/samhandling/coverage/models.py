"""Stored: what people judge of a focus area's computed status."""

from django.db import models

from samhandling.coverage.rules.verdict import Verdict
from samhandling.ground.viewer import Viewer
from samhandling.strategy.models import Node


class JudgementQuerySet(models.QuerySet["Judgement"]):
    """Judgements, asked for."""

    def visible_to(self, viewer: Viewer) -> "JudgementQuerySet":
        """Judgements are public: they stand beside a public status."""
        return self


class Judgement(models.Model):
    """One judgement; a newer one of the same focus area and place stands instead of it, and it is kept."""

    focus_area = models.ForeignKey(Node, on_delete=models.PROTECT, related_name="judgements")
    place = models.CharField(max_length=4)
    verdict = models.CharField(max_length=32, choices=[(verdict.value, verdict.name) for verdict in Verdict])
    reason = models.TextField()
    name = models.CharField(max_length=200)
    day = models.DateField()
    reference = models.TextField(blank=True)
    review = models.DateField(null=True)
    person_id = models.BigIntegerField(null=True)
    withdrawn = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    objects = JudgementQuerySet.as_manager()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.focus_area_id} {self.verdict}"
