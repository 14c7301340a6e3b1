"""Working material kept in memory from one change to the next: only the initiatives that have a new version are read anew."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Lock

from django.db import connection

from samhandling.office.kept import Shelf
from samhandling.plan.models import Initiative
from samhandling.plan.rules.record import InitiativeRecord
from samhandling.plan.storing import batches, load


@dataclass
class Held:
    """The records of one strategy, with the version that each had; the strategy's own version, as another one means other focus areas."""

    strategy_version: int
    records: dict[int, tuple[int, InitiativeRecord]] = field(default_factory=dict)


_held: Shelf[int, Held] = Shelf(4)
_lock = Lock()


def working_records(strategy_id: int, strategy_version: int) -> list[InitiativeRecord]:
    """Every initiative that stands for itself, as it is now, in Swedish order. Records that have not changed are the same objects as before.

    Inside a transaction nothing is remembered: what it has written may yet be taken back.
    """
    versions = list(Initiative.objects.filter(merged_into=None).order_by("sort_key", "code").values_list("id", "version"))
    if connection.in_atomic_block:
        return [record for _, record in load(Initiative.objects.filter(merged_into=None), strategy_id)]
    with _lock:
        known = _held.get(strategy_id)
        if known is None or known.strategy_version != strategy_version:
            known = Held(strategy_version)
        records = {key: found for key, version in versions if (found := known.records.get(key)) and found[0] == version}
    for some in batches([(key, version) for key, version in versions if key not in records]):
        records.update(_read(some, strategy_id))
    with _lock:
        _held.put(strategy_id, Held(strategy_version, records))
    return [records[key][1] for key, _ in versions if key in records]


def _read(some: Sequence[tuple[int, int]], strategy_id: int) -> dict[int, tuple[int, InitiativeRecord]]:
    """With the versions that were read before: if somebody saves in between, the version is too old, and they are read anew next time."""
    versions = dict(some)
    return {key: (versions[key], record) for key, record in load(Initiative.objects.filter(id__in=list(versions)), strategy_id)}
