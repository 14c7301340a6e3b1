"""Stored: editions of the plan. A draft in tables; an adopted one as the values that it was adopted with, and their checksum."""

from django.db import models

from samhandling.people.models import Actor
from samhandling.strategy.models import Strategy


class PlanEdition(models.Model):
    """A plan for some years: a draft that people work in and comment on, or an adopted one that stands as it is."""

    class State(models.TextChoices):
        DRAFT = "draft"
        ADOPTED = "adopted"
        DROPPED = "dropped"

    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="plan_editions")
    title = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_to = models.DateField()
    about = models.TextField(blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    is_open = models.BooleanField(default=False)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.BigIntegerField(null=True)
    adopted_on = models.DateField(null=True)
    decided_by = models.CharField(max_length=200, blank=True)
    reference = models.CharField(max_length=200, blank=True)
    adopted_at = models.DateTimeField(null=True)
    adopted_by = models.BigIntegerField(null=True)
    frozen = models.JSONField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.title


class EditionArea(models.Model):
    """What a draft says of one focus area: how high it is put, the decision and why, which initiatives (codes) belong to it."""

    edition = models.ForeignKey(PlanEdition, on_delete=models.CASCADE, related_name="areas")
    focus_area = models.CharField(max_length=64)
    priority = models.CharField(max_length=32, blank=True)
    decision = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    initiatives = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("edition", "focus_area"), name="edition_area_once"),)

    def __str__(self) -> str:
        return f"{self.edition_id} {self.focus_area}"


class EditionComment(models.Model):
    """What an actor or an internal reader says of a draft, and what a strategist answers. `focus_area` is empty: of the whole."""

    edition = models.ForeignKey(PlanEdition, on_delete=models.CASCADE, related_name="comments")
    focus_area = models.CharField(max_length=64, blank=True)
    text = models.TextField()
    actor = models.ForeignKey(Actor, null=True, on_delete=models.PROTECT, related_name="edition_comments")
    person_id = models.BigIntegerField(null=True)
    at = models.DateTimeField(auto_now_add=True)
    answer = models.TextField(blank=True)
    answered_by = models.BigIntegerField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.edition_id} {self.focus_area}"
