"""A release held against what was known: what it changes, and what in it breaks with the last one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow as pa
from django.utils import timezone

from samhandling.figures.models import Part, Series, Snapshot, SourceTable
from samhandling.figures.rules.asking import Asked
from samhandling.figures.rules.breaks import (
    Break,
    breaks_of_cells,
    breaks_of_faults,
    breaks_of_lists,
    breaks_of_order,
    breaks_of_shape,
    shape_of,
)
from samhandling.figures.rules.changes import Change, Compared, compared, known_from
from samhandling.figures.rules.observation import NewSnapshot
from samhandling.figures.store import engine
from samhandling.ground.faults import Fault

# Numbers of rows are told apart by table: no table has 2**40 rows.
ROWS_OF_A_TABLE = 2**40


@dataclass(frozen=True, slots=True)
class Weighed:
    """A release compared with what was known."""

    known_from: date
    made: Compared | None
    breaks: tuple[Break, ...]


def unread(snapshot: NewSnapshot, faults: Sequence[Fault]) -> Weighed:
    """A release that no reader could make observations of."""
    return Weighed(timezone.localdate(snapshot.accessed), None, tuple(breaks_of_faults(faults)))


def weigh(table: SourceTable, snapshot: NewSnapshot, cells: pa.Table) -> Weighed:
    """Compare a release with everything known of its table."""
    last = last_good(table)
    day = timezone.localdate(snapshot.accessed)
    since = known_from(snapshot.published, day, timezone.localdate(last.accessed) if last else None)
    before = engine.answer("state", Asked(), list(Part.objects.filter(table=table).values_list("name", flat=True)))
    old, new = shape_of(before), shape_of(cells)
    made = compared(before, cells, whole=snapshot.whole, first_row=table.pk * ROWS_OF_A_TABLE + table.row)
    elsewhere = Series.objects.filter(code__in=new.codes["series"]).exclude(table=table).values_list("code", flat=True)
    breaks = [
        *breaks_of_order(last.accessed if last else None, snapshot.accessed, tuple(elsewhere)),
        *breaks_of_cells(made, old, made.counts.get(Change.VANISHED, 0)),
        *breaks_of_shape(old, new, whole=snapshot.whole),
        *breaks_of_lists(table.codelists, snapshot.codelists),
    ]
    return Weighed(since, made, tuple(breaks))


def last_good(table: SourceTable) -> Snapshot | None:
    """The release that is in use."""
    return Snapshot.objects.filter(table=table, number=table.number).first() if table.number else None
