"""Stored: the catalogue of figures: tables of sources, their series, the snapshots that were taken, the parts that hold the log, cubes."""

from django.db import models

from samhandling.ground.viewer import Viewer


class TableQuerySet(models.QuerySet["SourceTable"]):
    """Tables of sources, asked for."""

    def visible_to(self, viewer: Viewer) -> "TableQuerySet":
        """Figures are public."""
        return self


class SeriesQuerySet(models.QuerySet["Series"]):
    """Series, asked for."""

    def visible_to(self, viewer: Viewer) -> "SeriesQuerySet":
        """Figures are public."""
        return self


class SnapshotQuerySet(models.QuerySet["Snapshot"]):
    """Snapshots, asked for."""

    def visible_to(self, viewer: Viewer) -> "SnapshotQuerySet":
        """Figures are public, and so is what was refused and why."""
        return self


class CubeQuerySet(models.QuerySet["BusinessCube"]):
    """Cubes of employment by industry, asked for."""

    def visible_to(self, viewer: Viewer) -> "CubeQuerySet":
        """Figures are public."""
        return self


class OpenedQuerySet(models.QuerySet["OpenedComparison"]):
    """Municipalities that have opened a comparison by name, asked for."""

    def visible_to(self, viewer: Viewer) -> "OpenedQuerySet":
        """That somebody may be named is public."""
        return self


class SourceTable(models.Model):
    """One table of a source. `number` and `row` count its good snapshots and its rows of the log; who changes them changes the picture."""

    code = models.CharField(max_length=160, unique=True)
    source = models.CharField(max_length=80)
    title = models.TextField()
    url = models.TextField()
    producer = models.TextField()
    licence = models.TextField()
    number = models.PositiveIntegerField(default=0)
    row = models.BigIntegerField(default=0)
    codelists = models.JSONField(default=dict)
    stale_since = models.DateField(null=True)
    next_update = models.DateField(null=True)

    objects = TableQuerySet.as_manager()

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.code


class Series(models.Model):
    """One series of a table: what its values measure."""

    code = models.CharField(max_length=160, unique=True)
    table = models.ForeignKey(SourceTable, on_delete=models.PROTECT, related_name="series")
    title = models.TextField()
    unit = models.TextField()
    decimals = models.PositiveSmallIntegerField(null=True)
    frequency = models.CharField(max_length=16)
    note = models.TextField()

    objects = SeriesQuerySet.as_manager()

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.code


class Snapshot(models.Model):
    """One fetch. `number` only where it became part of the log; `state` stale: a later one was refused, so this one stays in use."""

    class State(models.TextChoices):
        GOOD = "good"
        REFUSED = "refused"
        STALE = "stale"

    table = models.ForeignKey(SourceTable, on_delete=models.PROTECT, related_name="snapshots")
    number = models.PositiveIntegerField(null=True)
    state = models.CharField(max_length=8, choices=State.choices)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    url = models.TextField()
    licence = models.TextField()
    producer = models.TextField()
    accessed = models.DateTimeField()
    published = models.DateField(null=True)
    next_update = models.DateField(null=True)
    known_from = models.DateField()
    whole = models.BooleanField()
    cells = models.BigIntegerField()
    counts = models.JSONField(default=dict)
    breaks = models.JSONField(default=list)
    told = models.JSONField(default=dict)
    accepted_by = models.BigIntegerField(null=True)
    accepted_because = models.TextField()

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("table", "number"), name="one_snapshot_a_number"),)

    def __str__(self) -> str:
        return f"{self.table_id} {self.number}"


class Part(models.Model):
    """One file of the log; a file that has no row here does not exist."""

    table = models.ForeignKey(SourceTable, on_delete=models.PROTECT, related_name="parts")
    name = models.CharField(max_length=64, unique=True)
    rows = models.BigIntegerField()
    size = models.BigIntegerField()
    first_known = models.DateField()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.name


class BusinessCube(models.Model):
    """A cube of employment by region, industry and year that was put in from a file. `kept` and `source_sha256` name files in the home."""

    code = models.CharField(max_length=80, unique=True)
    title = models.TextField()
    producer = models.TextField()
    table = models.TextField()
    licence = models.TextField()
    url = models.TextField()
    published = models.DateField(null=True)
    fetched = models.DateTimeField()
    source_sha256 = models.CharField(max_length=64)
    kept = models.CharField(max_length=64)
    classification = models.CharField(max_length=40)
    level = models.CharField(max_length=20)
    regions = models.PositiveIntegerField()
    industries = models.PositiveIntegerField()
    years = models.JSONField(default=list)
    breaks = models.JSONField(default=list)
    unknown_cells = models.BigIntegerField()
    generated = models.BooleanField()

    objects = CubeQuerySet.as_manager()

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.code


class OpenedComparison(models.Model):
    """A municipality that has opened that others see it by name beside themselves. No row: it has not."""

    place = models.CharField(max_length=4, unique=True)
    opened = models.DateTimeField()
    person = models.BigIntegerField(null=True)

    objects = OpenedQuerySet.as_manager()

    class Meta:
        ordering = ("place",)

    def __str__(self) -> str:
        return self.place
