"""What is wrong with an input, all at once, each fault with its rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class FaultKind(StrEnum):
    """What sort of fault; a stable word."""

    NEGATIVE = "negative"
    NOT_A_NUMBER = "not_a_number"
    DUPLICATE = "duplicate"
    MIXED_CLASSIFICATIONS = "mixed_classifications"
    MIXED_LEVELS = "mixed_levels"
    TOTAL_AMONG_PARTS = "total_among_parts"
    PARTS_EXCEED_TOTAL = "parts_exceed_total"
    MISSING_YEAR = "missing_year"
    SHAPE = "shape"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class CubeFault:
    """One fault. `rows` count from 1 (or from the number that the caller gave) and are empty for a dense array, whose cells `read` names."""

    kind: FaultKind
    read: str
    expected: str
    rows: tuple[int, ...] = ()
    regions: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    years: tuple[int, ...] = ()

    def __str__(self) -> str:
        where = f"rows {', '.join(map(str, self.rows[:12]))}{' and more' if len(self.rows) > 12 else ''}: " if self.rows else ""
        return f"{where}{self.read}; expected {self.expected}"


class BadCube(ValueError):  # noqa: N818 (names the thing that is refused)
    """The input does not make a cube. `faults` has every reason; nothing has been kept."""

    def __init__(self, faults: Sequence[CubeFault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = tuple(faults)


class TooCoarse(ValueError):  # noqa: N818 (names why it is refused)
    """The classification has too few industries, or the cube too few regions, for the measure to say anything."""

    def __init__(self, measure: str, what: str, found: int, least: int) -> None:
        super().__init__(f"{measure} needs at least {least} {what}; there are {found}")
        self.measure, self.what, self.found, self.least = measure, what, found, least
