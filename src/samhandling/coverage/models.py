"""Stored: what people judge of a focus area's computed status; the versions of a strategy's rules, append-only."""

from typing import Any, NoReturn

from django.db import models
from django.db.models import Q

from samhandling.coverage.rules.verdict import Verdict
from samhandling.ground.viewer import Viewer
from samhandling.plan.showing import shown_until
from samhandling.strategy.models import Node, Strategy


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


class TermsStand(RuntimeError):  # noqa: N818 (what it says, as the other refusals do)
    """Somebody tried to change or remove a version of the rules. A fault of ours, never of a reader."""


class RulesVersionQuerySet(models.QuerySet["RulesVersion"]):
    """Versions can be asked for and added. The database holds the same line, by triggers (migration 0003)."""

    def update(self, **values: Any) -> NoReturn:
        """Never."""
        raise TermsStand("a version of the rules is never changed")

    def delete(self) -> NoReturn:
        """Never."""
        raise TermsStand("a version of the rules is never removed")


class RulesVersion(models.Model):
    """One version of a strategy's rules: all its terms, what it changed from the one before, why, and the event that tells of it.

    Version 0 is the product's own rules as they were when the strategy was loaded: what a later release of the product has for rules is
    offered, and never taken by itself. `base` is the version of the product's rules that it stands on, `product` their text where this is
    the version that took a stand on them (as the version before, where it is null); `back_to` the version that it went back to.
    """

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="rules_versions")
    number = models.PositiveIntegerField()
    base = models.CharField(max_length=40)
    terms = models.JSONField()
    changes = models.JSONField()
    reason = models.TextField()
    at = models.DateTimeField()
    person_id = models.BigIntegerField(null=True)
    door = models.CharField(max_length=16)
    back_to = models.PositiveIntegerField(null=True)
    event = models.BigIntegerField()
    # Null, not "": SQLite adds such a column in place. Anything else remakes the table, and its triggers are gone.
    product = models.TextField(null=True)

    objects = RulesVersionQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("strategy", "number"), name="one_rules_version_of_a_number"),)

    def __str__(self) -> str:
        return f"{self.strategy_id} {self.base}.{self.number}"

    def save(self, *args: Any, **options: Any) -> None:
        """Only once."""
        if not self._state.adding:
            raise TermsStand("a version of the rules is never changed")
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> NoReturn:
        """Never."""
        raise TermsStand("a version of the rules is never removed")
