"""Between initiative records and the tables that hold them, many at a time."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any, TypeVar

from samhandling.ground.money import ORE
from samhandling.ground.periods import Period, Precision
from samhandling.ground.places import PlaceCode, is_county
from samhandling.language.stems import search_text
from samhandling.language.text import sort_key
from samhandling.plan.models import Contribution, Grant, Initiative, InitiativePlace, Judged, Participation
from samhandling.plan.rules.plain import activity_from_plain, activity_to_plain, told_from_plain, told_to_plain
from samhandling.plan.rules.record import (
    Basis,
    ContributionSource,
    InitiativeRecord,
    Kind,
    MoneyKind,
    Openness,
    Reach,
    Share,
    Stage,
)
from samhandling.plan.rules.record import Grant as GrantRecord
from samhandling.strategy.models import Node

Item = TypeVar("Item")
BATCH = 2000


def batches(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """Some at a time, so that one statement never has more parameters than a database takes."""
    return (items[start : start + BATCH] for start in range(0, len(items), BATCH))


COLUMNS = (
    "id",
    "code",
    "title",
    "kind",
    "stage",
    "start",
    "start_precision",
    "end",
    "end_precision",
    "not_before",
    "not_after",
    "bounds_basis",
    "decided",
    "decided_precision",
    "reach",
    "target_groups",
    "purpose_sv",
    "purpose_en",
    "note",
    "source",
    "fields",
    "steps",
    "roles",
    "activities",
    "depends_on",
    "told",
    "visibility",
)


@dataclass(frozen=True, slots=True)
class Nodes:
    """A strategy's focus areas and aspects by their codes → database ids."""

    strategy_id: int
    ids: Mapping[str, int]


def nodes_of(strategy_id: int) -> Nodes:
    """Look them up once for many initiatives."""
    return Nodes(strategy_id, dict(Node.objects.filter(strategy_id=strategy_id).values_list("code", "id")))


def fill(initiative: Initiative, record: InitiativeRecord) -> None:
    """Set the initiative's own columns from a record, with its Swedish sort key and search text."""
    initiative.code = record.id
    for name in ("title", "bounds_basis", "purpose_sv", "purpose_en", "note", "source"):
        setattr(initiative, name, getattr(record, name))
    initiative.kind, initiative.stage, initiative.reach = record.kind.value, record.stage.value, record.reach.value
    initiative.start, initiative.end = record.period.start, record.period.end
    initiative.not_before, initiative.not_after = record.period.not_before, record.period.not_after
    initiative.start_precision, initiative.end_precision = record.start_precision.value, record.end_precision.value
    initiative.decided, initiative.decided_precision = record.decided, record.decided_precision.value
    initiative.target_groups = list(record.target_groups)
    initiative.fields = [list(pair) for pair in record.fields]
    initiative.steps, initiative.roles = [list(pair) for pair in record.steps], [list(pair) for pair in record.roles]
    initiative.activities = [activity_to_plain(one) for one in record.activities]
    initiative.depends_on = list(record.depends_on)
    initiative.told, initiative.visibility = told_to_plain(record.told), record.openness.value
    initiative.sort_key = sort_key(record.title)[:255]
    initiative.search_text = search_text(record.title, record.id, record.purpose_sv, record.purpose_en)


def load(initiatives: Any, strategy_id: int) -> list[tuple[int, InitiativeRecord]]:
    """(id, record) of each initiative of a queryset, in its order; distribution as for one strategy. Eight queries, whatever the number."""
    ids = initiatives.order_by().values("id")
    places = _grouped(InitiativePlace.objects.filter(initiative__in=ids).order_by("place").values_list("initiative_id", "place"))
    grants = _grouped(
        Grant.objects.filter(initiative__in=ids).order_by("id").values_list("initiative_id", "financier", "kind", "amount_ore"), _grant
    )
    owners, partners = (
        _grouped(
            Participation.objects.filter(initiative__in=ids, role=role)
            .order_by("position", "id")
            .values_list("initiative_id", "actor__code")
        )
        for role in (Participation.Role.OWNER, Participation.Role.PARTNER)
    )
    bases = dict(Judged.objects.filter(initiative__in=ids, strategy_id=strategy_id).values_list("initiative_id", "basis"))
    shares = _shares(ids, strategy_id)
    found = []
    for row in initiatives.values_list(*COLUMNS):
        key = row[0]
        found.append((key, _record(row, places[key], grants[key], owners[key], partners[key], bases.get(key, Basis.NOT_READ), shares[key])))
    return found


def _grouped(rows: Iterable[tuple[Any, ...]], make: Callable[..., Any] = lambda value: value) -> dict[int, tuple[Any, ...]]:
    lists: dict[int, list[Any]] = defaultdict(list)
    for key, *values in rows:
        lists[key].append(make(*values))
    return defaultdict(tuple, {key: tuple(found) for key, found in lists.items()})


def _grant(financier: str, kind: str, amount_ore: int | None) -> GrantRecord:
    return GrantRecord(financier, MoneyKind(kind), None if amount_ore is None else Fraction(amount_ore, ORE))


@lru_cache(maxsize=4096)
def _fraction(text: str) -> Fraction:
    return Fraction(text)


def _shares(ids: Any, strategy_id: int) -> dict[int, tuple[Share, ...]]:
    mine = Contribution.objects.filter(initiative__in=ids, focus_area__strategy_id=strategy_id)
    link = Contribution.aspects.through
    aspects = _grouped(
        link.objects.filter(contribution__in=mine.values("id")).order_by("node__position").values_list("contribution_id", "node__code")
    )
    lists: dict[int, list[Share]] = defaultdict(list)
    rows = mine.order_by("id").values_list("id", "initiative_id", "focus_area__code", "share", "source", "confirmed_at")
    for key, initiative, area, share, source, confirmed in rows:
        number = None if share is None else _fraction(share)
        lists[initiative].append(Share(area, number, aspects[key], ContributionSource(source), confirmed is not None))
    return defaultdict(tuple, {key: tuple(found) for key, found in lists.items()})


def _record(
    row: tuple[Any, ...],
    places: tuple[str, ...],
    grants: tuple[GrantRecord, ...],
    owners: tuple[str, ...],
    partners: tuple[str, ...],
    basis: str,
    shares: tuple[Share, ...],
) -> InitiativeRecord:
    column: dict[str, Any] = dict(zip(COLUMNS, row, strict=True))
    kind = Kind(column["kind"])
    return InitiativeRecord(
        id=column["code"],
        title=column["title"],
        owners=owners,
        partners=partners,
        kind=kind,
        stage=Stage(column["stage"]),
        period=Period(column["start"], column["end"], column["not_before"], column["not_after"], open_ended=kind is Kind.STANDING),
        start_precision=Precision(column["start_precision"]),
        end_precision=Precision(column["end_precision"]),
        decided=column["decided"],
        decided_precision=Precision(column["decided_precision"]),
        bounds_basis=column["bounds_basis"],
        reach=Reach(column["reach"]),
        counties=tuple(PlaceCode(code) for code in places if is_county(PlaceCode(code))),
        municipalities=tuple(PlaceCode(code) for code in places if not is_county(PlaceCode(code))),
        basis=Basis(basis),
        shares=shares,
        grants=grants,
        target_groups=tuple(column["target_groups"]),
        purpose_sv=column["purpose_sv"],
        purpose_en=column["purpose_en"],
        note=column["note"],
        source=column["source"],
        fields=tuple((name, text) for name, text in column["fields"]),
        steps=tuple((name, text) for name, text in column["steps"]),
        roles=tuple((name, text) for name, text in column["roles"]),
        activities=tuple(activity_from_plain(one) for one in column["activities"]),
        depends_on=tuple(column["depends_on"]),
        told=told_from_plain(column["told"]),
        openness=Openness(column["visibility"]),
    )
