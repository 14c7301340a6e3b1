"""Stored: events, append-only; the plan stamp, one row; import runs with the scope that they declared."""

from typing import Any, NoReturn

from django.db import models


class EventStands(RuntimeError):  # noqa: N818 (what it says, as the other refusals do)
    """Somebody tried to change or remove what has been told. A fault of ours, never of a reader."""


class EventQuerySet(models.QuerySet["Event"]):
    """Events can be asked for and added. The database holds the same line, by triggers (migration 0004)."""

    def update(self, **values: Any) -> NoReturn:
        """Never."""
        raise EventStands("an event is never changed")

    def delete(self) -> NoReturn:
        """Never."""
        raise EventStands("an event is never removed")


class Event(models.Model):
    """One act: who (by id), through which door, what, on what, from what to what; `version`: the subject's after the act."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    known_on = models.DateField(db_index=True)
    person_id = models.BigIntegerField(null=True)
    door = models.CharField(max_length=16)
    verb = models.CharField(max_length=64)
    subject = models.CharField(max_length=32)
    subject_id = models.CharField(max_length=255)
    changes = models.JSONField(default=dict)
    version = models.PositiveIntegerField(null=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("subject", "subject_id", "id"), name="event_of_subject"),)

    def __str__(self) -> str:
        return f"{self.verb} {self.subject} {self.subject_id}"

    def save(self, *args: Any, **options: Any) -> None:
        """Only once."""
        if not self._state.adding:
            raise EventStands("an event is never changed")
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> NoReturn:
        """Never."""
        raise EventStands("an event is never removed")


class PlanStamp(models.Model):
    """A counter that every change of the plan raises, and one that only changes of what visitors see raise; pictures are cached by them."""

    WORKING = 1
    PUBLISHED = 2

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


class Job(models.Model):
    """Work that takes longer than a page: ordered, done once by one worker, and told of as it goes.

    `holder` is a fresh word at every claim: whoever has lost the job cannot finish it. `key` holds back a second order of the same work.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        CANCELLED = "cancelled"

    kind = models.CharField(max_length=64)
    arguments = models.JSONField(default=dict)
    key = models.CharField(max_length=200, null=True, unique=True)
    file = models.CharField(max_length=64, blank=True)
    person_id = models.BigIntegerField(null=True)
    ordered_as = models.JSONField(default=dict)
    state = models.CharField(max_length=16, choices=State.choices, default=State.WAITING)
    not_before = models.DateTimeField()
    holder = models.CharField(max_length=80, blank=True)
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    most_attempts = models.PositiveIntegerField(default=3)
    done = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(null=True)
    said = models.JSONField(default=list)
    result = models.JSONField(default=dict)
    faults = models.JSONField(default=list)
    made = models.DateTimeField(auto_now_add=True)
    started = models.DateTimeField(null=True)
    ended = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("state", "not_before", "id"), name="job_to_do"),)

    def __str__(self) -> str:
        return f"{self.id} {self.kind} {self.state}"


class Mail(models.Model):
    """A message that is to be sent. Written in the transaction of the act that it tells of; emptied of its text when it has been sent.

    `key`: the same message is never written twice. Unsure: the sender stopped while it handed the message over, so that nobody knows.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        SENDING = "sending"
        SENT = "sent"
        UNSURE = "unsure"
        FAILED = "failed"

    key = models.CharField(max_length=200, unique=True)
    person_id = models.BigIntegerField(null=True, db_index=True)
    to = models.CharField(max_length=254)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict)
    state = models.CharField(max_length=16, choices=State.choices, default=State.WAITING)
    not_before = models.DateTimeField()
    holder = models.CharField(max_length=80, blank=True)
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    fault = models.JSONField(default=list)
    made = models.DateTimeField(auto_now_add=True)
    sent = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("state", "not_before", "id"), name="mail_to_send"),)

    def __str__(self) -> str:
        return f"{self.id} {self.state}"


class Taken(models.Model):
    """How much somebody has taken of something limited: part of a period → count. `key` is a keyed hash, so that no address is kept."""

    key = models.CharField(max_length=64, primary_key=True)
    counts = models.JSONField(default=dict)
    until = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.key
