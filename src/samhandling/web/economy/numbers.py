"""Numbers of a business life as they are read, in both languages."""

from samhandling.drawing.rows import fixed
from samhandling.ground.said import Said


def percent(share: float) -> Said:
    """A share from 0 to 1: "18,2 %"."""
    return _both(share * 100, decimals=1, unit="%")


def whole(number: float) -> Said:
    """A number of jobs: "1 234"."""
    return _both(number, decimals=0)


def change(number: float) -> Said:
    """A number of jobs more or fewer: "+120", "−35"."""
    return Said(fixed(number, "sv", decimals=0, signed=True), fixed(number, "en", decimals=0, signed=True))


def decimal(number: float, decimals: int = 1) -> Said:
    """A plain number: "14,2"."""
    return _both(number, decimals=decimals)


def of_hundred(part: float) -> Said:
    """A part from 0 to 1 as whole per cent: "48 %"."""
    return _both(part * 100, decimals=0, unit="%")


def _both(number: float, *, decimals: int, unit: str = "") -> Said:
    return Said(fixed(number, "sv", decimals=decimals, unit=unit), fixed(number, "en", decimals=decimals, unit=unit))
