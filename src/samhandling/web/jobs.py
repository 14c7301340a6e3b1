"""Work that joins several rooms, handed in to the office."""

from samhandling.web.calendars.monday import monday

__all__ = ["monday"]
