"""Read for pages that list: when contributions were confirmed, what each import read, one doubt at a time."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count

from samhandling.ground.faults import Location
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer
from samhandling.office.models import ImportRun
from samhandling.plan.models import Contribution, ImportedRow, Initiative, StoredDoubt
from samhandling.plan.rules.record import Kind
from samhandling.plan.showing import shown_until


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A person has said that a contribution is right, and when. Who it was is kept by id only."""

    by: int | None
    at: datetime


def confirmations(code: str, *, of_strategy: str, seen_by: Viewer) -> dict[str, Confirmation]:
    """The confirmed contributions of an initiative that the viewer may see, by focus area."""
    mine = Initiative.objects.visible_to(seen_by).filter(code=code).values("id")
    found = Contribution.objects.filter(initiative__in=mine, focus_area__strategy__code=of_strategy).exclude(confirmed_at=None)
    if not seen_by.sees_internal and not seen_by.actors:
        found = found.filter(confirmed_at__lte=shown_until(seen_by))
    rows = found.values_list("focus_area__code", "confirmed_by", "confirmed_at")
    return {area: Confirmation(by, at) for area, by, at in rows if at is not None}


@dataclass(frozen=True, slots=True)
class ScopePart:
    """One declared scope of an import, and how many initiatives that the viewer may see came with it. Empty: nothing was declared."""

    scope: Mapping[str, Any]
    initiatives: int


@dataclass(frozen=True, slots=True)
class RunPart:
    """One import: what it covers, what it did, what was said, how many of its doubts are open (0 for those who may not see them)."""

    id: int
    at: datetime
    known_on: date
    file: str
    state: str
    counts: Mapping[str, int]
    said: tuple[tuple[int | None, Said], ...]
    scopes: tuple[ScopePart, ...]
    open_doubts: int


def import_runs(*, seen_by: Viewer) -> list[RunPart]:
    """The imports, latest first. Those that were taken back, or not yet shown, and what was said of rows and cells, are told
    only to those who see working material."""
    found = ImportRun.objects.order_by("-id")
    if not seen_by.sees_internal:
        until = shown_until(seen_by)
        found = found.exclude(state=ImportRun.State.UNDONE).filter(at__lte=until) if until else found.none()
    held = _held(seen_by)
    doubts = _open_by_run() if seen_by.sees_internal else Counter()
    return [
        RunPart(
            id=one.pk,
            at=one.at,
            known_on=one.known_on,
            file=one.file,
            state=one.state,
            counts=one.counts,
            said=tuple((int(row) if row else None, Said(sv, en)) for row, sv, en in one.said) if seen_by.sees_internal else (),
            scopes=_scopes_of(one, held),
            open_doubts=doubts[one.pk],
        )
        for one in found
    ]


def _held(seen_by: Viewer) -> dict[tuple[int, int | None], int]:
    """How many initiatives each scope of each run gave."""
    visible = Initiative.objects.visible_to(seen_by).values("id")
    rows = ImportedRow.objects.filter(initiative__in=visible).order_by().values_list("run_id", "scope")
    return {(run, scope): number for run, scope, number in rows.annotate(number=Count("initiative", distinct=True))}


def _open_by_run() -> Counter[int]:
    rows = StoredDoubt.objects.filter(state=StoredDoubt.State.OPEN).order_by().values_list("run_id")
    return Counter({run: number for run, number in rows.annotate(number=Count("id")) if run is not None})


def _scopes_of(run: ImportRun, held: Mapping[tuple[int, int | None], int]) -> tuple[ScopePart, ...]:
    declared = tuple(ScopePart(scope, held.get((run.pk, index), 0)) for index, scope in enumerate(run.scopes))
    rest = held.get((run.pk, None), 0)
    return (*declared, ScopePart({}, rest)) if rest or not declared else declared


@dataclass(frozen=True, slots=True)
class OpenDoubt:
    """One doubt to settle, with the row that it came from beside it. `left`: how many are open, this one among them."""

    id: int
    kind: str
    field: str
    initiative: str
    title: str
    said: Said
    read: str
    answers: tuple[str, ...]
    location: Location
    run: int | None
    raw: tuple[tuple[str, str, str], ...]
    left: int
    others_after: bool

    @property
    def needing(self) -> tuple[str, ...]:
        """The answers that need a value."""
        return tuple(answer for answer in self.answers[1:] if needs_value(self.kind, self.field, answer))


def needs_value(kind: str, field: str, answer: str) -> bool:
    """An answer, other than a doubt's first, that cannot be acted on without a value from the person."""
    if kind == "difference" or answer == "unknown":
        return False
    return not (field == "kind" and answer in {one.value for one in Kind})


def open_doubt(number: int | None = None, *, after: int = 0, seen_by: Viewer) -> OpenDoubt | None:
    """A doubt by its number, else the first open one after another; `None` where there is none that the viewer may see."""
    if not seen_by.sees_internal:
        return None
    every = StoredDoubt.objects.filter(state=StoredDoubt.State.OPEN).order_by("id")
    wanted = every.filter(id=number) if number is not None else every.filter(id__gt=after)
    found = wanted.select_related("initiative").first()
    if found is None:
        return None
    place = Location(**found.location)
    return OpenDoubt(
        id=found.pk,
        kind=found.kind,
        field=found.field,
        initiative=found.initiative.code if found.initiative else "",
        title=found.initiative.title if found.initiative else "",
        said=Said(found.said_sv, found.said_en),
        read=found.read,
        answers=tuple(found.answers),
        location=place,
        run=found.run_id,
        raw=_raw(found.run_id, place),
        left=every.count(),
        others_after=every.filter(id__gt=found.pk).exists(),
    )


def _raw(run: int | None, place: Location) -> tuple[tuple[str, str, str], ...]:
    """(field, heading, text) of each cell of the row that a doubt is about."""
    if run is None or place.row is None:
        return ()
    row: Sequence[Sequence[str]] | None = (
        ImportedRow.objects.filter(run_id=run, sheet=place.sheet, row=place.row).values_list("raw", flat=True).first()
    )
    return tuple((field, heading, text) for field, heading, text in row or ())


@dataclass(frozen=True, slots=True)
class SettledDoubt:
    """A doubt that has its answer."""

    id: int
    kind: str
    field: str
    initiative: str
    said: Said
    answer: str
    at: datetime | None


def settled_doubts(*, seen_by: Viewer) -> list[SettledDoubt]:
    """Settled doubts, the latest first. Only for those who see working material."""
    if not seen_by.sees_internal:
        return []
    columns = ("id", "kind", "field", "initiative__code", "said_sv", "said_en", "answer", "settled_at")
    found = StoredDoubt.objects.filter(state=StoredDoubt.State.SETTLED).order_by("-settled_at", "-id").values_list(*columns)
    return [SettledDoubt(key, kind, field, code or "", Said(sv, en), answer, at) for key, kind, field, code, sv, en, answer, at in found]


def count_open(*, seen_by: Viewer) -> int:
    """How many doubts are open; none for those who may not see them."""
    return StoredDoubt.objects.filter(state=StoredDoubt.State.OPEN).count() if seen_by.sees_internal else 0
