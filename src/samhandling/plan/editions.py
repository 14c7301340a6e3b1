"""Read: editions of the plan. An adopted one as it was adopted; a draft as its initiatives stand now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer
from samhandling.people.queries import actor_names
from samhandling.plan.models import EditionArea, EditionComment, Initiative, PlanEdition
from samhandling.plan.queries import records_of
from samhandling.plan.rules.edition_document import AreaPart, Document, Item, checksum, from_stored, priorities
from samhandling.plan.rules.plain import Plain, to_plain
from samhandling.plan.rules.record import InitiativeRecord, Openness
from samhandling.strategy.queries import strategy as open_strategy

HIDDEN = Said("Insatsen visas inte längre", "The initiative is no longer shown")


@dataclass(frozen=True, slots=True)
class EditionRow:
    """An edition in a list. `is_open`: the actors may read and comment on the draft."""

    number: int
    title: str
    valid_from: date
    valid_to: date
    state: str
    is_open: bool
    about: str
    adopted_on: date | None
    decided_by: str
    reference: str
    version: int

    @property
    def is_adopted(self) -> bool:
        """It stands as it is; a draft can still be changed."""
        return self.state == PlanEdition.State.ADOPTED


COLUMNS = (
    "id", "title", "valid_from", "valid_to", "state", "is_open", "about", "adopted_on", "decided_by", "reference", "version",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CommentRow:
    """A comment on a draft. `actor` is the code of the actor that it was made for; empty for an internal reader."""

    id: int
    focus_area: str
    text: str
    actor: str
    actor_name: str
    at: datetime
    answer: str
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class EditionPage:
    """All of an edition that a viewer may see. `versions`: focus area → version of the draft's part. `gone`: codes that are no more.

    `is_whole`: the adopted values are those that the checksum was made of.
    """

    row: EditionRow
    document: Document
    comments: tuple[CommentRow, ...]
    versions: Mapping[str, int]
    gone: tuple[str, ...]
    sha256: str
    is_whole: bool

    @property
    def unanswered(self) -> int:
        """Comments that wait for an answer."""
        return sum(not one.answer for one in self.comments)


def editions(strategy: str, *, seen_by: Viewer) -> list[EditionRow]:
    """The editions of a strategy's plan, latest first. Adopted ones are for everyone, drafts for those who may see them."""
    found = PlanEdition.objects.filter(strategy__code=strategy).exclude(state=PlanEdition.State.DROPPED).order_by("-id")
    rows = [EditionRow(*row) for row in found.values_list(*COLUMNS)]
    return [row for row in rows if may_see(row, seen_by)]


def may_see(row: EditionRow, viewer: Viewer) -> bool:
    """Adopted: everyone. A draft: those who see working material, and the actors once it is open to them. A dropped one: nobody."""
    if row.state == PlanEdition.State.DROPPED:
        return False
    return row.is_adopted or viewer.sees_internal or (row.is_open and bool(viewer.actors))


def edition(number: int, *, of_strategy: str, seen_by: Viewer) -> EditionPage | None:
    """One edition; `None` where there is none that the viewer may see."""
    found = PlanEdition.objects.filter(pk=number, strategy__code=of_strategy).first()
    if found is None:
        return None
    row = EditionRow(*(getattr(found, name) for name in COLUMNS))
    if not may_see(row, seen_by):
        return None
    told = comments(number, seen_by=seen_by)
    if found.frozen is not None:
        document = shown_to(from_stored(found.frozen), seen_by)
        return EditionPage(row, document, told, {}, (), found.sha256, checksum(found.frozen) == found.sha256)
    parts = list(found.areas.all())
    document, gone = draft_document(found, parts, seen_by=seen_by)
    versions = {part.focus_area: part.version for part in parts}
    document = replace(document, unanswered=sum(not one.answer for one in told))
    return EditionPage(row, document, told, versions, gone if seen_by.sees_internal else (), "", True)


def draft_document(found: PlanEdition, parts: Iterable[EditionArea], *, seen_by: Viewer) -> tuple[Document, tuple[str, ...]]:
    """(the draft with its initiatives as the viewer sees them now, codes that it names and that are no more)."""
    strategy = found.strategy.code
    records = {record.id: record for record in records_of(strategy, seen_by=seen_by)}
    versions = dict(Initiative.objects.filter(code__in=list(records)).values_list("code", "version")) if seen_by.sees_internal else {}
    said = {part.focus_area: part for part in parts}
    areas, gone = [], []
    for area in open_strategy(strategy, seen_by=seen_by).focus_areas:
        part = said.get(area.code) or EditionArea(focus_area=area.code)
        gone += [code for code in part.initiatives if code not in records]
        items = tuple(Item(_public(records[code], seen_by), versions.get(code, 0)) for code in part.initiatives if code in records)
        areas.append(AreaPart(area.code, area.name, part.priority, part.decision, part.reason, items))
    document = Document(
        strategy=strategy,
        title=found.title,
        valid_from=found.valid_from,
        valid_to=found.valid_to,
        about=found.about,
        adopted_on=None,
        decided_by="",
        reference="",
        priorities=priorities(),
        areas=tuple(areas),
        actors=_names(areas, seen_by),
        unanswered=0,
    )
    return document, tuple(dict.fromkeys(gone))


def _names(areas: Iterable[AreaPart], viewer: Viewer) -> dict[str, str]:
    names = actor_names(seen_by=viewer)
    wanted = {code for area in areas for item in area.items for code in _actors_of(item.values)}
    return {code: names.get(code, code) for code in sorted(wanted)}


def _actors_of(values: Plain) -> list[str]:
    every = [*values["owners"], *values["partners"], *(code for _, code in values["roles"])]
    return [*every, *(one["responsible"] for one in values["activities"] if one["responsible"])]


def _public(record: InitiativeRecord, viewer: Viewer) -> Plain:
    values = to_plain(record)
    return values if viewer.sees_internal else {**values, "note": ""}


def shown_to(document: Document, viewer: Viewer) -> Document:
    """An adopted edition as a viewer sees it: notes stay with those who work with the plan, and what has been hidden since is hidden."""
    if viewer.sees_internal:
        return document
    codes = list(document.items())
    hidden = set(Initiative.objects.filter(code__in=codes, visibility=Openness.INTERNAL.value).values_list("code", flat=True))
    areas = [replace(area, items=tuple(item for one in area.items for item in _shown(one, hidden))) for area in document.areas]
    left = {code for area in areas for item in area.items for code in _actors_of(item.values)}
    return replace(document, areas=tuple(areas), actors={code: name for code, name in document.actors.items() if code in left})


def _shown(item: Item, hidden: set[str]) -> list[Item]:
    return [] if item.code in hidden else [replace(item, values={**item.values, "note": ""})]


def hidden_since(number: int, *, seen_by: Viewer) -> int:
    """How many initiatives of an adopted edition have been hidden from everyone but those who work with the plan."""
    found = PlanEdition.objects.filter(pk=number).values_list("frozen", flat=True).first()
    if not found:
        return 0
    codes = list(from_stored(found).items())
    return Initiative.objects.filter(code__in=codes, visibility=Openness.INTERNAL.value).count()


def comments(number: int, *, seen_by: Viewer) -> tuple[CommentRow, ...]:
    """What has been said of a draft, in order: all for those who see working material, an actor's own for the actor, none to visitors."""
    found = EditionComment.objects.filter(edition_id=number)
    if not seen_by.sees_internal:
        found = found.filter(actor__code__in=seen_by.actors)
    columns = ("id", "focus_area", "text", "actor__code", "actor__name", "at", "answer", "answered_at")
    rows: Iterable[tuple[Any, ...]] = found.values_list(*columns)
    return tuple(
        CommentRow(key, area, text, code or "", name or "", at, answer, when) for key, area, text, code, name, at, answer, when in rows
    )
