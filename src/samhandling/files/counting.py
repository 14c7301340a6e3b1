"""Keeping count while reading, so that a file that grows beyond the limits is refused on the way."""

from samhandling.files.limits import Limits
from samhandling.ground.faults import Location, Refused, refusal
from samhandling.ground.said import Said


def spaced(number: int) -> str:
    """A number with spaces between thousands."""
    return f"{number:,}".replace(",", " ")


class Tally:
    """Rows and cells so far, over all sheets of a file."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._rows = 0
        self._cells = 0

    def add(self, cells: int, location: Location) -> None:
        """Count one row. Raises Refused where the file has become too large."""
        self._rows += 1
        self._cells += cells
        limits = self._limits
        if self._rows > limits.rows:
            raise too_many(limits.rows, "rader", "rows", location)
        if self._cells > limits.cells:
            raise too_many(limits.cells, "celler", "cells", location)
        if cells > limits.columns:
            raise too_many(limits.columns, "kolumner", "columns", location)


def too_many(most: int, sv: str, en: str, location: Location) -> Refused:
    """The refusal of a file with more than `most` of something."""
    return refusal(
        f"> {spaced(most)}",
        Said(f"högst {spaced(most)} {sv} i en fil", f"at most {spaced(most)} {en} in a file"),
        Said(
            "Ta bort tomma rader och kolumner utanför tabellen, eller dela upp filen i flera.",
            "Remove empty rows and columns outside the table, or split the file into several.",
        ),
        location,
    )
