"""What belongs to initiatives, stored many at a time: places, money, distribution, who takes part."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from samhandling.ground.money import ORE
from samhandling.office.many import Rows, add, insert, remove, rows_of, update
from samhandling.plan.models import Contribution, Grant, Initiative, InitiativePlace, Judged, Participation
from samhandling.plan.rules.record import InitiativeRecord, Share
from samhandling.plan.storing import Nodes, batches, fill

Confirmations = Mapping[tuple[int, int], tuple[int | None, datetime]]
"""(initiative, focus area) by database id → who confirmed the contribution, and when."""


def confirmations_of(ids: Sequence[int], strategy_id: int) -> Confirmations:
    """The confirmed contributions of some initiatives."""
    found: dict[tuple[int, int], tuple[int | None, datetime]] = {}
    for some in batches(ids):
        rows = Contribution.objects.filter(initiative_id__in=some, focus_area__strategy_id=strategy_id).exclude(confirmed_at=None)
        for initiative, area, person, at in rows.values_list("initiative_id", "focus_area_id", "confirmed_by", "confirmed_at"):
            if at is not None:
                found[initiative, area] = (person, at)
    return found


@dataclass(frozen=True, slots=True)
class Parts:
    """What belongs to initiatives, ready to be written. Their keys may be stand-ins; an actor's is its position in `actors` (codes)."""

    places: Rows
    grants: Rows
    judged: Rows
    contributions: Rows
    participations: Rows
    actors: Sequence[str]
    aspects: Sequence[tuple[int, int, int]]
    """Initiative, focus area, aspect."""


def parts_of(pairs: Sequence[tuple[int, InitiativeRecord]], nodes: Nodes, confirmed: Confirmations | None = None) -> Parts:
    """The parts of initiatives (key or stand-in, record). Nothing is read or written.

    `confirmed`: who had confirmed a contribution before; one that is confirmed in the record and not in there is refused by its caller.
    """
    places = (
        InitiativePlace(initiative_id=key, place=place)
        for key, record in pairs
        for place in dict.fromkeys((*record.counties, *record.municipalities))
    )
    grants = (
        Grant(initiative_id=key, financier=grant.financier, kind=grant.kind.value, amount_ore=_ore(grant.amount))
        for key, record in pairs
        for grant in record.grants
    )
    judged = (Judged(initiative_id=key, strategy_id=nodes.strategy_id, basis=record.basis.value) for key, record in pairs)
    shares = [(key, nodes.ids[share.focus_area], share) for key, record in pairs for share in record.shares]
    participations, actors = _participations(pairs)
    return Parts(
        rows_of(InitiativePlace, places),
        rows_of(Grant, grants),
        rows_of(Judged, judged),
        rows_of(Contribution, (_contribution(key, area, share, confirmed or {}) for key, area, share in shares)),
        participations,
        actors,
        [(key, area, nodes.ids[aspect]) for key, area, share in shares for aspect in share.aspects],
    )


def _contribution(initiative: int, area: int, share: Share, confirmed: Confirmations) -> Contribution:
    by, at = confirmed.get((initiative, area), (None, None)) if share.confirmed else (None, None)
    return Contribution(
        initiative_id=initiative,
        focus_area_id=area,
        share=None if share.share is None else str(share.share),
        source=share.source.value,
        confirmed_by=by,
        confirmed_at=at,
    )


def _participations(pairs: Sequence[tuple[int, InitiativeRecord]]) -> tuple[Rows, list[str]]:
    at: dict[str, int] = {}
    rows = rows_of(
        Participation,
        (
            Participation(initiative_id=key, actor_id=at.setdefault(code, len(at)), role=role, position=position)
            for key, record in pairs
            for role, codes in _parts_of(record)
            for position, code in enumerate(dict.fromkeys(codes))
        ),
    )
    return rows, list(at)


def _parts_of(record: InitiativeRecord) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Owners, partners, and whoever has another part in it: a role, or an activity to answer for."""
    others = tuple(code for code in record.actors if code not in record.owners and code not in record.partners)
    return (Participation.Role.OWNER, record.owners), (Participation.Role.PARTNER, record.partners), (Participation.Role.OTHER, others)


def insert_parts(parts: Parts, actors: Mapping[str, int], ids: Mapping[int, int] | None = None) -> None:
    """Write parts. `actors`: code → database id; `ids`: stand-in → initiative, where the keys are stand-ins. Inside the transaction.

    The initiatives must have none before.
    """

    def mine(rows: Rows) -> Rows:
        return rows if ids is None else rows.with_keys("initiative", ids)

    for rows in (parts.places, parts.grants, parts.judged, parts.contributions):
        insert(mine(rows))
    insert(mine(parts.participations).with_keys("actor", [actors[code] for code in parts.actors]))
    _insert_aspects([(key if ids is None else ids[key], area, aspect) for key, area, aspect in parts.aspects])


def _insert_aspects(aspects: Sequence[tuple[int, int, int]]) -> None:
    made: dict[tuple[int, int], int] = {}
    for some in batches(sorted({initiative for initiative, _, _ in aspects})):
        rows = Contribution.objects.filter(initiative_id__in=some).values_list("initiative_id", "focus_area_id", "id")
        made.update({(initiative, area): key for initiative, area, key in rows})
    link: Any = Contribution.aspects.through
    add(link, (link(contribution_id=made[initiative, area], node_id=aspect) for initiative, area, aspect in aspects))


def add_parts(
    pairs: Sequence[tuple[int, InitiativeRecord]], nodes: Nodes, actors: Mapping[str, int], confirmed: Confirmations | None = None
) -> None:
    """Store what belongs to initiatives (id, record): places, grants, distribution, participations. They must have none before."""
    insert_parts(parts_of(pairs, nodes, confirmed), actors)


def remove_parts(ids: Sequence[int], strategy_id: int) -> None:
    """Take away what belongs to initiatives, so that it can be stored anew. What is said of another strategy stays."""
    bases, contributions = Judged.objects.filter(strategy_id=strategy_id), Contribution.objects.filter(focus_area__strategy_id=strategy_id)
    for model in (InitiativePlace, Grant, Participation):
        remove(model, "initiative", ids)
    for some in batches(ids):
        remove(Judged, "pk", bases.filter(initiative_id__in=some).values_list("id", flat=True))
        remove_contributions(list(contributions.filter(initiative_id__in=some).values_list("id", flat=True)))


def remove_contributions(keys: Sequence[int]) -> None:
    """Take contributions away, with their aspects."""
    remove(Contribution.aspects.through, "contribution", keys)
    remove(Contribution, "pk", keys)


def store_records(
    changed: Mapping[Initiative, InitiativeRecord], nodes: Nodes, actors: Mapping[str, int], confirmed: Confirmations | None = None
) -> None:
    """Store initiatives anew with all that belongs to them, one version up. Inside the caller's transaction.

    `confirmed`: contributions that are confirmed by this very act; those that were confirmed before stay so.
    """
    for initiative, record in changed.items():
        fill(initiative, record)
        initiative.version += 1
    update(Initiative, changed)
    ids = [initiative.pk for initiative in changed]
    kept = {**confirmations_of(ids, nodes.strategy_id), **(confirmed or {})}
    remove_parts(ids, nodes.strategy_id)
    add_parts([(initiative.pk, record) for initiative, record in changed.items()], nodes, actors, kept)


def _ore(amount: Fraction | None) -> int | None:
    return None if amount is None else round(amount * ORE)
