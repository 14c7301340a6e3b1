"""Many small parts made one: the picture stays, the files change."""

from django.db import transaction

from samhandling.figures.models import Part
from samhandling.figures.store import parts
from samhandling.ground.viewer import Viewer
from samhandling.office.actions import record

# A big first release stays a part of its own: no row of it replaces another, and a question sees that without reading it.
MOST_MERGED_ROWS = 500_000


def merge(table: str, *, by: Viewer, least: int = 2) -> int:
    """Merge the smaller parts of a table into one where there are at least `least`; gives how many were merged. The picture does not change."""
    chosen, rows = [], 0
    for part in Part.objects.filter(table__code=table).order_by("rows", "id"):
        if rows + part.rows > MOST_MERGED_ROWS:
            break
        chosen.append(part)
        rows += part.rows
    if len(chosen) < max(2, least):
        return 0
    names = [part.name for part in chosen]
    merged = parts.merged(names)
    name, size = parts.write(merged)
    with transaction.atomic():
        taken, _ = Part.objects.filter(name__in=names).delete()
        if taken == len(names):
            first = min(part.first_known for part in chosen)
            Part.objects.create(table_id=chosen[0].table_id, name=name, rows=merged.num_rows, size=size, first_known=first)
            record(by, "parts.merged", "table", table, {"parts": [len(names), 1]})
        else:
            transaction.set_rollback(True)
    if taken != len(names):
        parts.remove([name])
        return 0
    parts.retire(names)
    return len(names)
