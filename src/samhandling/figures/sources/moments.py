"""Moments as sources write them."""

from datetime import date, datetime


def moment_of(text: object) -> date | datetime | None:
    """A day or a moment from ISO 8601; None where there is none that can be read."""
    if not isinstance(text, str):
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(_with_colon(text.strip()))
    except ValueError:
        return None


def _with_colon(text: str) -> str:
    # Eurostat writes +0200 where ISO 8601's extended form has +02:00; Python 3.11 reads both only with seconds.
    return f"{text[:-2]}:{text[-2:]}" if len(text) > 5 and text[-5] in "+-" and text[-4:].isdigit() and "T" in text else text
