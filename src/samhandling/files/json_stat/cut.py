"""JSON with its long lists of numbers taken out before it is parsed, so that five million figures are never five million objects.

A list is taken only where every entry is a number or null in strict JSON (or, under "status", a plain text or null), and an object of
values only where every key is the number of a cell and every value such a number; anything else stays where it is and goes the slow way,
which gives the same answer.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from secrets import token_hex
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from samhandling.files.cube.numbers import NUMBER_BYTES, Odd, numbers, one_text

_LIST = re.compile(rb'"(?:(value|status)"\s*:\s*\[|value"\s*:\s*\{)')
_STRICT = r"^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$"
_PAIR = r'^[ \t\r\n]*"(?:0|[1-9][0-9]{0,10})"[ \t\r\n]*:[ \t\r\n]*(?:null|' + _STRICT[1:-1] + r")[ \t\r\n]*$"
_BLANKS = b" \t\r\n"
_BLOCK_BYTES = 4_000_000
_LEAST_BYTES = 2_000
_MOST_SYMBOLS = 1_000


@dataclass(frozen=True, slots=True)
class Cut:
    """What was taken out: `entries` are float64, or dictionary-encoded texts. `cells`: which cell each is of, where it was an object."""

    entries: pa.ChunkedArray
    cells: pa.ChunkedArray | None = None

    def plain(self) -> Any:
        """The list or object as it stood."""
        if self.cells is None:
            return self.entries.to_pylist()
        return dict(zip(map(str, self.cells.to_pylist()), self.entries.to_pylist(), strict=True))


def cut(data: bytes, least: int = _LEAST_BYTES) -> tuple[bytes, dict[str, Cut]]:
    """(`data` with a mark for each long list under "value" or "status", the lists by mark). Line ends are kept, so lines still count."""
    # Nobody who writes a file can know the mark beforehand.
    mark = token_hex(16)
    kept: list[bytes] = []
    found: dict[str, Cut] = {}
    after, start = 0, _LIST.search(data)
    while start is not None:
        begins, ends = start.end(), data.find(b"]" if start[1] else b"}", start.end())
        # An escaped quotation mark before it means that this stands inside a text.
        is_text = data[start.start() - 1 : start.start()] == b"\\"
        taken = _taken(data, start[1], begins, ends) if ends - begins >= least and not is_text else None
        if taken is not None:
            name = f"{mark}-{len(found)}"
            found[name] = taken
            kept += [data[after : begins - 1], f'"{name}"'.encode(), b"\n" * data.count(b"\n", begins, ends)]
            after = ends + 1
        start = _LIST.search(data, begins if taken is None else after)
    return b"".join([*kept, data[after:]]) if found else data, found


def _taken(data: bytes, key: bytes | None, begins: int, ends: int) -> Cut | None:
    if key is None:
        return _pairs(data, begins, ends)
    entries = _numbers(data, begins, ends) if key == b"value" else _symbols(data, begins, ends)
    return None if entries is None else Cut(entries)


def _pairs(data: bytes, begins: int, ends: int) -> Cut | None:
    """An object of cells and numbers, or None where it is anything else or names a cell twice."""
    cells, values = [], []
    for entries in _entries(data, begins, ends, NUMBER_BYTES + b'",:nul' + _BLANKS):
        if entries is None or not pc.all(pc.match_substring_regex(entries, _PAIR)).as_py():
            return None
        parts = pc.ascii_trim(pc.split_pattern(entries, ":").flatten(), ' \t\r\n"')
        cells.append(parts.take(pa.array(np.arange(0, len(parts), 2))).cast(pa.int64()))
        numbers_of = parts.take(pa.array(np.arange(1, len(parts), 2)))
        try:
            values.append(numbers(pc.if_else(pc.equal(numbers_of, "null"), pa.scalar(None, pa.string()), numbers_of)))
        except Odd:
            return None
    where = pa.chunked_array(cells, pa.int64())
    if not _are_different(where.to_numpy()):
        return None
    return Cut(pa.chunked_array(values, pa.float64()), where)


def _are_different(cells: NDArray[np.int64]) -> bool:
    """Whether no cell is named twice. Services write them in order, which is the quick case."""
    return bool((np.diff(cells) > 0).all()) or len(np.unique(cells)) == len(cells)


def _numbers(data: bytes, begins: int, ends: int) -> pa.ChunkedArray | None:
    """The list as float64, or None where it is not one of strict numbers."""
    done = []
    for entries in _entries(data, begins, ends, NUMBER_BYTES + b",nul" + _BLANKS):
        if entries is None:
            return None
        values = pc.if_else(pc.equal(entries, "null"), pa.scalar(None, pa.string()), entries)
        if not _are_strict(values):
            return None
        try:
            done.append(numbers(values))
        except Odd:
            return None
    return pa.chunked_array(done, pa.float64())


def _symbols(data: bytes, begins: int, ends: int) -> pa.ChunkedArray | None:
    """The list as dictionary-encoded texts, or None where a text holds a comma, a bracket or an escape, or they are too many."""
    if data.find(b"\\", begins, ends) >= 0:
        return None
    done = []
    for entries in _entries(data, begins, ends, b""):
        if entries is None:
            return None
        encoded = entries.dictionary_encode()
        texts = [_text(word) for word in encoded.dictionary.to_pylist()[: _MOST_SYMBOLS + 1]]
        if len(texts) > _MOST_SYMBOLS or False in texts:
            return None
        done.append(_dictionary(encoded.indices, [text if isinstance(text, str) else None for text in texts]))
    return pa.chunked_array(done, pa.dictionary(pa.int16(), pa.string())).unify_dictionaries()


def _dictionary(indices: pa.Int32Array, texts: list[str | None]) -> pa.DictionaryArray:
    """The indices over the texts that are some; null where a text is None or empty."""
    some = list(dict.fromkeys(text for text in texts if text))
    to = pa.array([some.index(text) if text else None for text in texts], pa.int16())
    return pa.DictionaryArray.from_arrays(to.take(indices), pa.array(some, pa.string()))


def _text(word: str) -> str | bool | None:
    """The text of a JSON word: a text, None for null, False for what is neither."""
    try:
        value = json.loads(word)
    except ValueError:
        return False
    return value if value is None or isinstance(value, str) else False


def _entries(data: bytes, begins: int, ends: int, allowed: bytes) -> Iterator[pa.StringArray | None]:
    """The entries between the commas, in blocks; None where a byte is not allowed or is no text. `allowed` empty allows all."""
    start = begins
    while start < ends:
        end = min(ends, start + _BLOCK_BYTES)
        if end < ends:
            comma = data.rfind(b",", start, end)
            end = comma if comma > start else data.find(b",", end, ends)
            end = ends if end < 0 else end
        block = data[start:end]
        if allowed and block.translate(None, allowed):
            yield None
            return
        entries = pc.split_pattern(one_text(block), ",").flatten()
        has_blanks = any(block.find(blank) >= 0 for blank in (b" ", b"\n", b"\t", b"\r"))
        yield pc.ascii_trim(entries, " \t\r\n") if has_blanks else entries
        # A comma at the very end leaves an empty entry to come, which no number is.
        if end == ends - 1:
            yield None
            return
        start = end + 1


def _are_strict(texts: pa.StringArray) -> bool:
    """Whether every text that is not null is written as JSON writes numbers. Only those that could be otherwise are matched."""
    offsets = np.frombuffer(texts.buffers()[1], dtype=np.int32)[texts.offset : texts.offset + len(texts) + 1]
    if texts.buffers()[2] is None or offsets[-1] == offsets[0]:
        return bool(texts.null_count == len(texts))
    letters = np.frombuffer(texts.buffers()[2], dtype=np.uint8)
    starts, ends = offsets[:-1], offsets[1:]
    first = letters[np.minimum(starts, len(letters) - 1)]
    last = letters[np.maximum(ends - 1, 0)]
    is_plain = (first >= ord("1")) & (first <= ord("9")) & (last >= ord("0")) & (last <= ord("9"))
    is_plain |= (first == ord("0")) & (ends - starts == 1)
    if (letters[offsets[0] : offsets[-1]] | 0x20 == ord("e")).any():
        is_plain[:] = False
    doubtful = texts.filter(pa.array(~is_plain))
    are_strict = pc.all(pc.match_substring_regex(doubtful.drop_null(), _STRICT)).as_py()
    return are_strict is not False
