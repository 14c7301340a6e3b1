"""Days and places as a command line takes them."""

from datetime import date

from samhandling.ground.faults import Location, refusal
from samhandling.ground.said import Said


def day(text: str | None, option: str) -> date | None:
    """An ISO day. Raises Refused with the option's name."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise refusal(
            text,
            Said("En dag som finns, skriven ÅÅÅÅ-MM-DD.", "A day that exists, written YYYY-MM-DD."),
            Said("Till exempel 2018-06-30.", "For instance 2018-06-30."),
            Location(column=option),
        ) from None


def known_day(text: str | None, option: str) -> date:
    """An ISO day that must be there."""
    found = day(text, option)
    assert found is not None  # noqa: S101 (the caller gives a text)
    return found
