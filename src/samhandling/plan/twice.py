"""Sent twice: a button pressed again before the page has answered, or a form sent once more with the browser's way back."""

from datetime import datetime, timedelta

from django.utils import timezone

from samhandling.ground.viewer import Viewer, ViewerKind

WITHIN = timedelta(minutes=2)
"""The same thing said by the same one within this time is meant once."""


def since(by: Viewer) -> datetime | None:
    """From when the same thing counts as sent twice; `None` for those who have no button: programs, commands."""
    return timezone.now() - WITHIN if by.kind in (ViewerKind.PERSON, ViewerKind.LINK) else None
