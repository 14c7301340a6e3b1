"""Stored: acts on many initiatives at once, with what each one said before and after, so that they can be taken back."""

from django.db import models

from samhandling.people.models import Actor
from samhandling.strategy.models import Strategy


class Batch(models.Model):
    """One change of one field on many initiatives. `rows`: code, before, after (fields of the plain values)."""

    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="batches")
    at = models.DateTimeField(auto_now_add=True)
    person_id = models.BigIntegerField(null=True)
    field = models.CharField(max_length=32)
    wish = models.JSONField(default=dict)
    rows = models.JSONField(default=list)
    left = models.JSONField(default=list)
    undone_at = models.DateTimeField(null=True)
    undone_left = models.JSONField(default=list)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.field} {self.at:%Y-%m-%d}"


class ActorMerge(models.Model):
    """Two names that turned out to be one organisation: what was moved, and each initiative's parts before and after."""

    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="merges")
    into = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="merges_taken")
    at = models.DateTimeField(auto_now_add=True)
    person_id = models.BigIntegerField(null=True)
    moved = models.JSONField(default=dict)
    rows = models.JSONField(default=list)
    shown = models.JSONField(default=list)
    parted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.actor_id} → {self.into_id}"
