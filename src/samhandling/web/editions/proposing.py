"""What a new plan begins with: the initiatives that the coverage picture knows of, focus area by focus area."""

from datetime import date

from django.utils import timezone

from samhandling.coverage.queries import Coverage, CoverageQuestion, coverage
from samhandling.coverage.rules.status import Status
from samhandling.ground.viewer import Viewer

LEFT = ("active", "possibly_active", "coming", "undated")
"""Evidence of a cell that a plan to come may build on: what has ended is no part of it."""


def picture_of_today(strategy: str, *, seen_by: Viewer) -> Coverage:
    """The picture that a plan is written from."""
    return coverage(CoverageQuestion(strategy, timezone.localdate()), seen_by=seen_by)


def proposed(strategy: str, first: date, *, seen_by: Viewer) -> dict[str, list[str]]:
    """Focus area → codes of its initiatives that go on, may go on or are to come, and do not end before the plan begins."""
    found = picture_of_today(strategy, seen_by=seen_by)
    return {
        cell.focus_area: [
            row.id for name in LEFT for row in getattr(cell, name).rows if (end := found.records[row.id].period.end) is None or end >= first
        ]
        for cell in found.picture.cells
    }


def statuses_today(strategy: str, *, seen_by: Viewer) -> dict[str, Status]:
    """Focus area → its status in the picture of today."""
    return {cell.focus_area: cell.status for cell in picture_of_today(strategy, seen_by=seen_by).picture.cells}
