"""The entries of a long list or object in JSON, block by block: strict numbers as float64, plain texts as dictionary-encoded ones."""

import json
from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from samhandling.files.cube.numbers import NUMBER_BYTES, Odd, numbers, one_text

BLANKS = b" \t\r\n"
STRICT = r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?"
IN_NUMBERS = NUMBER_BYTES + b",nul" + BLANKS
TEXT_TYPE = pa.dictionary(pa.int16(), pa.string())
_BLOCK_BYTES = 500_000
MOST_SYMBOLS = 1_000


def entries_between(data: bytes, begins: int, ends: int, allowed: bytes) -> Iterator[pa.StringArray | None]:
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
        found = pc.split_pattern(one_text(block), ",").flatten()
        has_blanks = any(block.find(blank) >= 0 for blank in (b" ", b"\n", b"\t", b"\r"))
        yield pc.ascii_trim(found, " \t\r\n") if has_blanks else found
        # A comma at the very end leaves an empty entry to come, which no number is.
        if end == ends - 1:
            yield None
            return
        start = end + 1


def strict_numbers(entries: pa.StringArray) -> pa.DoubleArray | None:
    """Each entry as float64, null for null; None where one is no strict number or none that can be held."""
    values = pc.if_else(pc.equal(entries, "null"), pa.scalar(None, pa.string()), entries)
    if not _are_strict(values):
        return None
    try:
        return numbers(values)
    except Odd:
        return None


def plain_texts(entries: pa.StringArray) -> pa.DictionaryArray | None:
    """Each entry as the text it is, null for null and for ""; None where one is no text, or they are too many."""
    encoded = entries.dictionary_encode()
    texts = [_text(word) for word in encoded.dictionary.to_pylist()[: MOST_SYMBOLS + 1]]
    if len(texts) > MOST_SYMBOLS or False in texts:
        return None
    return _dictionary(encoded.indices, [text if isinstance(text, str) else None for text in texts])


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
    are_strict = pc.all(pc.match_substring_regex(doubtful.drop_null(), f"^{STRICT}$")).as_py()
    return are_strict is not False
