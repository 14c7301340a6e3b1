"""Stored: what people judge of a focus area's computed status."""

from django.db import models
from django.db.models import Q

from samhandling.coverage.rules.verdict import Verdict
from samhandling.ground.viewer import Viewer
from samhandling.plan.showing import shown_until
from samhandling.strategy.models import Node


class JudgementQuerySet(models.QuerySet["Judgement"]):
    """Judgements, asked for."""

    def visible_to(self, viewer: Viewer) -> "JudgementQuerySet":
        """Those that stand; to others than those who see working material, the ones that stood when the latest picture was made."""
        if viewer.sees_internal:
            return self.filter(withdrawn=False)
        until = shown_until(viewer)
        if until is None:
            return self.none()
        return self.filter(Q(withdrawn=False) | Q(withdrawn_at__gt=until), Q(at=None) | Q(at__lte=until))


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
    at = models.DateTimeField(auto_now_add=True, null=True)
    withdrawn_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = JudgementQuerySet.as_manager()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.focus_area_id} {self.verdict}"
