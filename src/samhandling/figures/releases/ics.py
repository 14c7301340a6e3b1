"""The release calendar as a file that a calendar program reads: one all-day event for each day that is known."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

from samhandling.figures.releases.told import DueRow
from samhandling.figures.rules.calendar.due import KnownBy
from samhandling.ground.said import Language


def as_ics(rows: Sequence[DueRow], *, language: Language, made: datetime) -> bytes:
    """iCalendar (RFC 5545). An event keeps its UID from file to file, so that a day that is moved moves its event.

    A day that is only computed stands as tentative. Indicators whose day is not known have no event.
    """
    whole = Calendar()
    whole.add("prodid", "-//Samhandling//figures//SV")
    whole.add("version", "2.0")
    whole.add("x-wr-calname", "Samhandling: publiceringar" if language == "sv" else "Samhandling: releases")
    for row in rows:
        if row.due.day is not None:
            whole.add_component(_event(row, language, made))
    return bytes(whole.to_ical())


def _event(row: DueRow, language: Language, made: datetime) -> Event:
    due, event = row.due, Event()
    day = due.day
    assert day is not None  # noqa: S101 (the caller has looked)
    event.add("uid", f"{row.indicator.id}-{due.period or 'next'}@samhandling".replace(" ", "-"))
    event.add("dtstamp", made.astimezone(UTC))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", row.indicator.title.said.in_(language))
    event.add("description", due.said.in_(language))
    event.add("categories", list(due.focus_areas))
    event.add("status", "TENTATIVE" if due.known_by is KnownBy.COMPUTED else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    return event
