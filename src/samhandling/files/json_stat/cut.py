"""JSON with its long lists of numbers taken out before it is parsed, so that five million figures are never five million objects.

A list is taken only where every entry is a number or null in strict JSON (or, under "status", a plain text or null), and an object only
where every key is the number of a cell and every value such a number or text; anything else stays where it is and goes the slow way,
which gives the same answer.
"""

import re
from dataclasses import dataclass
from secrets import token_hex
from typing import Any

import numpy as np
import pyarrow as pa

from samhandling.files.json_stat.entries import IN_NUMBERS, MOST_SYMBOLS, TEXT_TYPE, entries_between, plain_texts, strict_numbers
from samhandling.files.json_stat.pairs import Placed, placed_numbers, placed_texts

_LIST = re.compile(rb'"(value|status)"\s*:\s*([\[{])')
_LEAST_BYTES = 2_000
_PART_CELLS = 500_000


@dataclass(frozen=True, slots=True)
class Listed:
    """A list that was taken out: float64, or dictionary-encoded texts."""

    entries: pa.ChunkedArray

    def plain(self) -> list[Any]:
        """The list as it stood."""
        found: list[Any] = self.entries.to_pylist()
        return found

    def of_every_cell(self, count: int) -> pa.ChunkedArray | None:
        """The entries, where there are `count`."""
        return self.entries if len(self.entries) == count else None


@dataclass(frozen=True, slots=True)
class ByCell:
    """An object of cells that was taken out. `words`: those of texts, None for numbers."""

    placed: Placed
    words: tuple[str, ...] | None = None

    def plain(self) -> dict[str, Any]:
        """The object, its cells in order."""
        named = np.flatnonzero(self.placed.is_named)
        whole = self.of_every_cell(len(self.placed.values))
        return dict(zip(map(str, named.tolist()), whole.take(pa.array(named)).to_pylist() if whole is not None else [], strict=True))

    def of_every_cell(self, count: int) -> pa.ChunkedArray | None:
        """The entries, null where no cell is named; None where a cell lies outside the `count`."""
        if len(self.placed.values) > count:
            return None
        self.placed.reach(count)
        parts = [slice(at, at + _PART_CELLS) for at in range(0, count, _PART_CELLS)]
        if self.words is None:
            return pa.chunked_array([self._numbers(part) for part in parts], pa.float64())
        words = pa.array(self.words, pa.string())
        return pa.chunked_array([self._texts(part, words) for part in parts], TEXT_TYPE)

    def _numbers(self, part: slice) -> pa.DoubleArray:
        values = self.placed.values[part]
        return pa.array(values, mask=~self.placed.is_named[part] | np.isnan(values))

    def _texts(self, part: slice, words: pa.StringArray) -> pa.DictionaryArray:
        index = self.placed.values[part] - np.int16(1)
        return pa.DictionaryArray.from_arrays(pa.array(index, mask=index < 0), words)


Cut = Listed | ByCell


def cut(data: bytes, least: int = _LEAST_BYTES) -> tuple[bytes, dict[str, Cut]]:
    """(`data` with a mark for each long list under "value" or "status", the lists by mark). Line ends are kept, so lines still count."""
    # Nobody who writes a file can know the mark beforehand.
    mark = token_hex(16)
    kept: list[bytes] = []
    found: dict[str, Cut] = {}
    after, start = 0, _LIST.search(data)
    while start is not None:
        begins, ends = start.end(), data.find(b"]" if start[2] == b"[" else b"}", start.end())
        # An escaped quotation mark before it means that this stands inside a text.
        is_text = data[start.start() - 1 : start.start()] == b"\\"
        taken = _taken(data, start[1], start[2], begins, ends) if ends - begins >= least and not is_text else None
        if taken is not None:
            name = f"{mark}-{len(found)}"
            found[name] = taken
            kept += [data[after : begins - 1], f'"{name}"'.encode(), b"\n" * data.count(b"\n", begins, ends)]
            after = ends + 1
        start = _LIST.search(data, begins if taken is None else after)
    return b"".join([*kept, data[after:]]) if found else data, found


def _taken(data: bytes, key: bytes, opened: bytes, begins: int, ends: int) -> Cut | None:
    # A text with an escape could hold anything, also the end that was found.
    if key == b"status" and data.find(b"\\", begins, ends) >= 0:
        return None
    if opened == b"[":
        return _listed(data, begins, ends, key == b"value")
    if key == b"value":
        placed = placed_numbers(data, begins, ends)
        return None if placed is None else ByCell(placed)
    texts = placed_texts(data, begins, ends)
    return None if texts is None else ByCell(texts[0], tuple(texts[1]))


def _listed(data: bytes, begins: int, ends: int, is_value: bool) -> Listed | None:
    """The list, or None where it is not one of strict numbers or plain texts, or has too many different texts."""
    done, words = [], set[str]()
    for entries in entries_between(data, begins, ends, IN_NUMBERS if is_value else b""):
        if entries is None or (taken := (strict_numbers if is_value else plain_texts)(entries)) is None:
            return None
        done.append(taken)
        words.update(() if is_value else taken.dictionary.to_pylist())
        if len(words) > MOST_SYMBOLS:
            return None
    return Listed(pa.chunked_array(done, pa.float64()) if is_value else pa.chunked_array(done, TEXT_TYPE).unify_dictionaries())
