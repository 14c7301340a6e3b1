"""What has changed between two pictures: two days, two places' worth of knowledge, or a plan and the same plan with a change."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from samhandling.coverage.rules.picture import Picture
from samhandling.coverage.rules.status import Status
from samhandling.plan.rules.record import InitiativeRecord, Stage


@dataclass(frozen=True, slots=True)
class Change:
    """One focus area in two pictures. `opened`: active only in the later; `closed`: active only in the earlier."""

    focus_area: str
    before: Status
    after: Status
    opened: tuple[str, ...]
    closed: tuple[str, ...]
    sek_before: Fraction
    sek_after: Fraction

    @property
    def is_change(self) -> bool:
        """Anything differs."""
        return self.before is not self.after or bool(self.opened or self.closed) or self.sek_before != self.sek_after


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two pictures of the same strategy, focus area by focus area."""

    before: Picture
    after: Picture
    changes: tuple[Change, ...]
    opened: tuple[str, ...]
    closed: tuple[str, ...]


def compare(before: Picture, after: Picture) -> Comparison:
    """Compare two pictures over the same focus areas. Raises KeyError when `after` lacks one."""
    changes = []
    for old in before.cells:
        new = after.cell(old.focus_area)
        was, now = [row.id for row in old.active.rows], [row.id for row in new.active.rows]
        changes.append(
            Change(
                focus_area=old.focus_area,
                before=old.status,
                after=new.status,
                opened=tuple(key for key in now if key not in was),
                closed=tuple(key for key in was if key not in now),
                sek_before=old.sek.value,
                sek_after=new.sek.value,
            )
        )
    was_active = {row.id for row in before.totals.active.rows}
    now_active = {row.id for row in after.totals.active.rows}
    return Comparison(before, after, tuple(changes), tuple(sorted(now_active - was_active)), tuple(sorted(was_active - now_active)))


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A thought: these are approved (counted as work that is done), these end on another day."""

    approve: frozenset[str] = frozenset()
    end: Mapping[str, date] | None = None


def what_if(records: Iterable[InitiativeRecord], thought: WhatIf) -> Sequence[InitiativeRecord]:
    """The same initiatives with the thought carried out. Nothing is stored."""
    ends = thought.end or {}
    changed = []
    for record in records:
        if record.id in thought.approve:
            record = replace(record, stage=Stage.SAMHANDLING)
        if record.id in ends:
            record = replace(record, period=replace(record.period, end=ends[record.id]))
        changed.append(record)
    return changed
