"""Whole numbers out of forms."""


def whole(text: str) -> int:
    """The number that somebody wrote; 0 where it is none, or too long to be meant."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0
