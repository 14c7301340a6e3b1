"""A long object of cells in JSON ({"17": 1.5, "19": null}): each entry straight to its place, so that it lies in memory only once."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from samhandling.files.cube.faults import CUBE_LIMITS
from samhandling.files.json_stat.entries import IN_NUMBERS, MOST_SYMBOLS, STRICT, entries_between, plain_texts, strict_numbers

# Beyond its own bytes and so many, an object names so few of its cells that it goes the slow way cheaply.
_FEW_CELLS = 1_000_000
# Nine digits fit in 32 bits, and are more than any table may have.
_CELL = r'^[ \t\r\n]*"(?:0|[1-9][0-9]{0,8})"[ \t\r\n]*:[ \t\r\n]*'
_NUMBER_PAIR = _CELL + rf"(?:null|{STRICT})[ \t\r\n]*$"
_TEXT_PAIR = _CELL + r'(?:null|"[^"\\]*")[ \t\r\n]*$'


class Placed:
    """Entries by cell. `values`: float64, NaN for null, or int16 numbers of words from 1, 0 for null; `is_named`: whether the cell was there."""

    def __init__(self, kind: type[np.float64] | type[np.int16]) -> None:
        self.values: NDArray[Any] = np.zeros(0, kind)
        self.is_named: NDArray[np.bool_] = np.zeros(0, bool)

    def put(self, cells: NDArray[np.int32], entries: NDArray[Any]) -> bool:
        """Whether every cell is named for the first time; if so its entry is there."""
        self.reach(int(cells.max()) + 1)
        # Services write the cells in order, which is the quick case.
        is_once = bool((cells[1:] > cells[:-1]).all()) or len(np.unique(cells)) == len(cells)
        if not is_once or self.is_named[cells].any():
            return False
        self.values[cells], self.is_named[cells] = entries, True
        return True

    def reach(self, count: int) -> None:
        """Grow to at least so many cells, in place."""
        if count > len(self.values):
            self.values.resize(count, refcheck=False)
            self.is_named.resize(count, refcheck=False)


def placed_numbers(data: bytes, begins: int, ends: int) -> Placed | None:
    """An object of cells with strict numbers or null; None where it is any other or names a cell twice."""
    placed = Placed(np.float64)
    for pair in _pairs(data, begins, ends, IN_NUMBERS + b'":', _NUMBER_PAIR):
        if pair is None or (found := strict_numbers(pair[1])) is None or not placed.put(pair[0], found.to_numpy(zero_copy_only=False)):
            return None
    return placed


def placed_texts(data: bytes, begins: int, ends: int) -> tuple[Placed, list[str]] | None:
    """(an object of cells with texts, its words); None where it is any other, or a text holds a comma, brace or escape."""
    placed, words = Placed(np.int16), dict[str, int]()
    for pair in _pairs(data, begins, ends, b"", _TEXT_PAIR):
        if pair is None or (found := plain_texts(pair[1])) is None:
            return None
        # The index of a null, -1, takes the last: 0.
        to = np.array([*(words.setdefault(word, len(words) + 1) for word in found.dictionary.to_pylist()), 0])
        if len(words) > MOST_SYMBOLS or not placed.put(pair[0], to[found.indices.fill_null(-1).to_numpy()]):
            return None
    return placed, list(words)


def _pairs(data: bytes, begins: int, ends: int, allowed: bytes, form: str) -> Iterator[tuple[NDArray[np.int32], pa.StringArray] | None]:
    """(cells, words of the entries) of each block; None where an entry has another form or a cell lies too far off, and then no more."""
    most = min(CUBE_LIMITS.cells, ends - begins + _FEW_CELLS)
    for entries in entries_between(data, begins, ends, allowed):
        if entries is None or not pc.all(pc.match_substring_regex(entries, form)).as_py():
            yield None
            return
        parts = pc.split_pattern(entries, ":", max_splits=1).flatten()
        every = np.arange(len(parts), dtype=np.int32)
        cells = pc.ascii_trim(parts.take(pa.array(every[::2])), ' \t\r\n"').cast(pa.int32()).to_numpy()
        if cells.max() >= most:
            yield None
            return
        yield cells, pc.ascii_trim(parts.take(pa.array(every[1::2])), " \t\r\n")
