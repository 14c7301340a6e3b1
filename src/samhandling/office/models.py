"""Stored: events, append-only; the plan stamp, one row; import runs with the scope that they declared."""

from django.db import models


class Event(models.Model):
    """One act: who (by id), through which door, what, on what, from what to what; `version`: the subject's after the act."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    known_on = models.DateField(db_index=True)
    person_id = models.BigIntegerField(null=True)
    door = models.CharField(max_length=16)
    verb = models.CharField(max_length=64)
    subject = models.CharField(max_length=32)
    subject_id = models.CharField(max_length=128)
    changes = models.JSONField(default=dict)
    version = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("subject", "subject_id", "id"), name="event_of_subject"),)

    def __str__(self) -> str:
        return f"{self.verb} {self.subject} {self.subject_id}"


class PlanStamp(models.Model):
    """A counter that every change of the plan raises; pictures are cached by it."""

    number = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.number)


class ImportRun(models.Model):
    """One file that was read in: what it was, how its columns were understood, how far it reaches."""

    class State(models.TextChoices):
        DONE = "done"
        PARTLY = "partly"
        UNDONE = "undone"

    at = models.DateTimeField(auto_now_add=True)
    known_on = models.DateField()
    person_id = models.BigIntegerField(null=True)
    file = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    lineage = models.CharField(max_length=255, db_index=True)
    mapping = models.TextField()
    scopes = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    said = models.JSONField(default=list)
    state = models.CharField(max_length=8, choices=State.choices, default=State.DONE)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.id} {self.file}"


class Suggestion(models.Model):
    """What somebody without a login tells: an effort that we know of, our judgement, a wish to talk. Waits in the inbox for a strategist.

    `sender` is a keyed hash of the sender's address and the day: enough to hold back a flood, not to find a person.
    """

    class Kind(models.TextChoices):
        EFFORT = "effort"
        JUDGEMENT = "judgement"
        CONVERSATION = "conversation"

    class State(models.TextChoices):
        OPEN = "open"
        TAKEN_UP = "taken_up"
        DECLINED = "declined"

    at = models.DateTimeField(auto_now_add=True)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    strategy = models.CharField(max_length=80)
    focus_area = models.CharField(max_length=80)
    place = models.CharField(max_length=4)
    told = models.JSONField(default=dict)
    name = models.CharField(max_length=200)
    contact = models.CharField(max_length=254, blank=True)
    sender = models.CharField(max_length=64, db_index=True)
    state = models.CharField(max_length=16, choices=State.choices, default=State.OPEN)
    answer = models.TextField(blank=True)
    answered_by = models.BigIntegerField(null=True)
    answered_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.kind} {self.focus_area}"
