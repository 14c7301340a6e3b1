"""Stored: initiatives and what belongs to them, the rows that they came from, doubts, chains."""

from datetime import date

from django.db import models
from django.db.models import Exists, OuterRef, Q

from samhandling.ground.periods import Precision
from samhandling.ground.viewer import Level, Viewer
from samhandling.office.models import ImportRun
from samhandling.people.models import Actor
from samhandling.plan.rules.record import Basis, ContributionSource, Kind, MoneyKind, Openness, Reach, Stage
from samhandling.strategy.models import Node, Strategy


class InitiativeQuerySet(models.QuerySet["Initiative"]):
    """Initiatives, asked for."""

    def visible_to(self, viewer: Viewer) -> "InitiativeQuerySet":
        """Working material for those who may see it; to others what stands in the picture of their level, and their own.

        What was merged into another is not shown.
        """
        found = self.filter(merged_into=None)
        if viewer.sees_internal:
            return found
        shown = Q(Exists(Shown.objects.filter(level=viewer.level.value, code=OuterRef("code"), merged_into="")))
        return found.filter(shown | Q(Exists(own_parts(viewer)))) if viewer.actors else found.filter(shown)

    def own(self, viewer: Viewer) -> "InitiativeQuerySet":
        """Those that one of the viewer's actors has a part in."""
        return self.filter(Exists(own_parts(viewer)), merged_into=None)

    def known_on(self, day: date | None) -> "InitiativeQuerySet":
        """Those that were known by `day`; all without a day."""
        return self if day is None else self.filter(known_since__lte=day)


def own_parts(viewer: Viewer) -> "models.QuerySet[Participation]":
    """The parts that the viewer's actors have in the initiative of the outer query."""
    return Participation.objects.filter(initiative=OuterRef("pk"), actor__code__in=viewer.actors)


class Initiative(models.Model):
    """One effort. `code` is its case number, or what stands for it."""

    code = models.CharField(max_length=255, unique=True)
    title = models.TextField()
    kind = models.CharField(max_length=32, choices=[(kind.value, kind.name) for kind in Kind])
    stage = models.CharField(max_length=16, choices=[(stage.value, stage.name) for stage in Stage], default=Stage.SAMHANDLING.value)
    start = models.DateField(null=True)
    start_precision = models.CharField(max_length=8, default=Precision.DAY.value)
    end = models.DateField(null=True)
    end_precision = models.CharField(max_length=8, default=Precision.DAY.value)
    decided = models.DateField(null=True)
    decided_precision = models.CharField(max_length=8, default=Precision.DAY.value)
    not_before = models.DateField(null=True)
    not_after = models.DateField(null=True)
    bounds_basis = models.TextField(blank=True)
    reach = models.CharField(max_length=16, choices=[(reach.value, reach.name) for reach in Reach])
    target_groups = models.JSONField(default=list)
    purpose_sv = models.TextField(blank=True)
    purpose_en = models.TextField(blank=True)
    note = models.TextField(blank=True)
    source = models.TextField(blank=True)
    fields = models.JSONField(default=list)
    steps = models.JSONField(default=list)
    roles = models.JSONField(default=list)
    activities = models.JSONField(default=list)
    depends_on = models.JSONField(default=list)
    told = models.JSONField(null=True)
    sort_key = models.TextField(db_index=True, editable=False)
    search_text = models.TextField(editable=False)
    visibility = models.CharField(
        max_length=16, choices=[(openness.value, openness.name) for openness in Openness], default=Openness.PUBLIC.value
    )
    known_since = models.DateField()
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="merged")
    version = models.PositiveIntegerField(default=1)

    objects = InitiativeQuerySet.as_manager()

    class Meta:
        ordering = ("sort_key", "code")
        indexes = (models.Index(fields=("start", "end"), name="initiative_days"),)

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class InitiativePlace(models.Model):
    """A county that an initiative works in, or a municipality that it names."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="places")
    place = models.CharField(max_length=4, db_index=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("initiative", "place"), name="place_once"),)

    def __str__(self) -> str:
        return self.place


class Participation(models.Model):
    """An actor's role in an initiative; `position` keeps the order of the source."""

    class Role(models.TextChoices):
        OWNER = "owner"
        PARTNER = "partner"
        OTHER = "other"

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="participations")
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="participations")
    role = models.CharField(max_length=16, choices=Role.choices)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("initiative", "actor", "role"), name="participation_once"),)

    def __str__(self) -> str:
        return f"{self.role} {self.actor_id}"


class Grant(models.Model):
    """Money of one kind from one financier, in whole öre; an unknown amount is null, never 0."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="grants")
    financier = models.TextField(blank=True)
    kind = models.CharField(max_length=16, choices=[(kind.value, kind.name) for kind in MoneyKind])
    amount_ore = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.amount_ore}"


class Judged(models.Model):
    """How far an initiative's distribution on one strategy's focus areas could be read."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="bases")
    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="bases")
    basis = models.CharField(max_length=16, choices=[(basis.value, basis.name) for basis in Basis])

    class Meta:
        constraints = (models.UniqueConstraint(fields=("initiative", "strategy"), name="basis_once"),)

    def __str__(self) -> str:
        return self.basis


class Contribution(models.Model):
    """An initiative contributes to a focus area, with a share (exact, as a fraction in text) or without a known one."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="contributions")
    focus_area = models.ForeignKey(Node, on_delete=models.PROTECT, related_name="contributions")
    share = models.CharField(max_length=80, null=True)
    source = models.CharField(max_length=16, choices=[(source.value, source.name) for source in ContributionSource])
    confirmed_by = models.BigIntegerField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    aspects = models.ManyToManyField(Node, related_name="aspect_contributions")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("initiative", "focus_area"), name="contribution_once"),)

    def __str__(self) -> str:
        return f"{self.focus_area_id} {self.share}"


class ImportedRow(models.Model):
    """A row of a file as a run read it: what it said (`values`), what stood there (`raw`), what it did, and how to take it back."""

    class Did(models.TextChoices):
        CREATED = "created"
        UPDATED = "updated"
        SAME = "same"

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rows")
    initiative = models.ForeignKey(Initiative, null=True, on_delete=models.SET_NULL, related_name="imported_rows")
    sheet = models.CharField(max_length=255, blank=True)
    row = models.PositiveIntegerField()
    scope = models.PositiveSmallIntegerField(null=True)
    values = models.JSONField()
    raw = models.JSONField(default=list)
    did = models.CharField(max_length=8, choices=Did.choices)
    before = models.JSONField(null=True)
    version_after = models.PositiveIntegerField()

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("initiative", "-id"), name="rows_of_initiative"),)

    def __str__(self) -> str:
        return f"{self.sheet} {self.row}"


class StoredDoubt(models.Model):
    """A doubt that waits for a person, or has been settled by one."""

    class State(models.TextChoices):
        OPEN = "open"
        SETTLED = "settled"

    run = models.ForeignKey(ImportRun, null=True, on_delete=models.CASCADE, related_name="doubts")
    initiative = models.ForeignKey(Initiative, null=True, on_delete=models.CASCADE, related_name="doubts")
    kind = models.CharField(max_length=64)
    field = models.CharField(max_length=64, blank=True)
    location = models.JSONField(default=dict)
    read = models.TextField(blank=True)
    said_sv = models.TextField()
    said_en = models.TextField()
    answers = models.JSONField(default=list)
    proposal = models.JSONField(default=dict)
    fingerprint = models.CharField(max_length=64, db_index=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    answer = models.CharField(max_length=64, blank=True)
    settled_by = models.BigIntegerField(null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.kind} {self.said_sv[:60]}"


class Chain(models.Model):
    """One initiative leads to another: pre-study, project, extension."""

    class State(models.TextChoices):
        PROPOSED = "proposed"
        CONFIRMED = "confirmed"
        DECLINED = "declined"

    before = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="leads_to")
    after = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="follows")
    kind = models.CharField(max_length=32)
    reason_sv = models.TextField()
    reason_en = models.TextField()
    state = models.CharField(max_length=16, choices=State.choices, default=State.PROPOSED)
    run = models.ForeignKey(ImportRun, null=True, on_delete=models.CASCADE, related_name="chains")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("before", "after"), name="chain_once"),)

    def __str__(self) -> str:
        return f"{self.before_id} → {self.after_id}"


class Publication(models.Model):
    """A picture that was shared with the actors, or published: by whom, when, and the last event that it holds."""

    class State(models.TextChoices):
        SHARED = "shared"
        PUBLISHED = "published"

    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="publications")
    state = models.CharField(max_length=16, choices=State.choices)
    at = models.DateTimeField()
    person_id = models.BigIntegerField(null=True)
    note = models.TextField(blank=True)
    last_event = models.BigIntegerField()
    initiatives = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    scopes = models.JSONField(default=list)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.state} {self.at:%Y-%m-%d}"


class Shown(models.Model):
    """An initiative as it stood when a picture was shared or published; what others see until the next one."""

    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="shown")
    level = models.CharField(max_length=16, choices=[(level.value, level.name) for level in (Level.SHARED, Level.PUBLISHED)])
    code = models.CharField(max_length=255)
    merged_into = models.CharField(max_length=255, blank=True)
    known_since = models.DateField()
    version = models.PositiveIntegerField()
    values = models.JSONField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("level", "strategy", "code"), name="shown_once"),)
        indexes = (models.Index(fields=("code", "level"), name="shown_of_code"),)

    def __str__(self) -> str:
        return f"{self.level} {self.code}"


class Comment(models.Model):
    """What an actor says beside an initiative: that it is right, that something is wrong, or something else. Stands until answered, and after."""

    class Kind(models.TextChoices):
        CONFIRMED = "confirmed"
        WRONG = "wrong"
        COMMENT = "comment"

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="comments")
    actor = models.ForeignKey(Actor, null=True, on_delete=models.PROTECT, related_name="comments")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    text = models.TextField(blank=True)
    about_version = models.PositiveIntegerField()
    at = models.DateTimeField(auto_now_add=True)
    person_id = models.BigIntegerField(null=True)
    answer = models.TextField(blank=True)
    answered_by = models.BigIntegerField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.kind} {self.initiative_id}"


from samhandling.plan.models_acts import ActorMerge as ActorMerge  # noqa: E402 (Django looks for models here)
from samhandling.plan.models_acts import Batch as Batch  # noqa: E402
from samhandling.plan.models_editions import EditionArea as EditionArea  # noqa: E402
from samhandling.plan.models_editions import EditionComment as EditionComment  # noqa: E402
from samhandling.plan.models_editions import PlanEdition as PlanEdition  # noqa: E402
