"""How a source writes its cells: numbers, and marks for what is no number."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import isfinite

import numpy as np
from numpy.typing import NDArray

from samhandling.economy.results import Floats

KNOWN, SUPPRESSED, MISSING, UNREADABLE = 0, 1, 2, 3


class Absent(StrEnum):
    """What it means that a region, industry and year has no row, where the year has others of the region."""

    MISSING = "missing"
    ZERO = "zero"


@dataclass(frozen=True, slots=True)
class Marks:
    """How a source writes what is not a number. `..`: not available or withheld; `-`: nothing to report; `.`: cannot occur (Statistics Sweden)."""

    suppressed: frozenset[str] = frozenset({"..", "x", "X", "c", "suppressed"})
    missing: frozenset[str] = frozenset({"", ".", "missing", "None", "nan", "NaN"})
    zero: frozenset[str] = frozenset({"-", "–"})


def cells_of(value: Sequence[object], marks: Marks) -> tuple[Floats, NDArray[np.uint8]]:
    """(numbers, 0 where there is none; what each cell is)."""
    if isinstance(value, np.ndarray) and value.dtype.kind in "iuf":
        numbers = value.astype(np.float64)
        return numbers, np.where(np.isfinite(numbers), KNOWN, UNREADABLE).astype(np.uint8)
    read = [_cell(cell, marks) for cell in value]
    return np.array([number for number, _ in read], np.float64), np.array([state for _, state in read], np.uint8)


def _cell(cell: object, marks: Marks) -> tuple[float, int]:
    if cell is None:
        return 0.0, MISSING
    if isinstance(cell, int | float):
        return (float(cell), KNOWN) if isfinite(cell) else (0.0, UNREADABLE)
    text = str(cell).strip()
    for known, state in ((marks.suppressed, SUPPRESSED), (marks.missing, MISSING), (marks.zero, KNOWN)):
        if text in known:
            return 0.0, state
    try:
        number = float(text.replace("\u00a0", "").replace(" ", "").replace(",", "."))
    except ValueError:
        return 0.0, UNREADABLE
    return (number, KNOWN) if isfinite(number) else (0.0, UNREADABLE)
