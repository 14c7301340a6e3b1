"""Many numbers at once: texts in Arrow to float64, exactly, or which of them are none."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

_EXACT_IN_FLOAT = 2.0**53
_NUMBER = r"^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$"
NUMBER_BYTES = b"0123456789+-.eE"


class Odd(Exception):  # noqa: N818 (never shown; the readers turn it into faults with their places)
    """Some texts are no numbers that can be held: their positions, counted from 0."""

    def __init__(self, positions: list[int]) -> None:
        super().__init__(positions)
        self.positions = positions


def numbers(texts: pa.StringArray) -> pa.DoubleArray:
    """Each text as the nearest float64, null where the text is null.

    The texts may hold only `NUMBER_BYTES`, so that no "nan" or "inf" slips through. Raises Odd: a text that is no number, a number
    beyond float64, a whole number too long to be held to its last digit.
    """
    try:
        found = pc.cast(texts, pa.float64())
    except pa.ArrowInvalid:
        fits = pc.fill_null(pc.match_substring_regex(texts, _NUMBER), True)
        raise Odd(_positions(pc.invert(fits)) or [0]) from None
    size = pc.abs(found)
    most = pc.max(size).as_py()
    if most is None or most < _EXACT_IN_FLOAT:
        return found
    large = _positions(pc.fill_null(pc.greater_equal(size, _EXACT_IN_FLOAT), False))
    odd = [at for at in large if not _is_held(texts[at].as_py(), found[at].as_py())]
    if odd:
        raise Odd(odd)
    return found


def one_text(data: bytes) -> pa.StringArray:
    """The bytes of an ASCII text as an array of one, without a copy."""
    return pa.StringArray.from_buffers(1, pa.py_buffer(np.array([0, len(data)], dtype=np.int32)), pa.py_buffer(data))


def _is_held(text: str, value: float) -> bool:
    if value in (float("inf"), float("-inf")):
        return False
    return not text.lstrip("+-").isdigit() or int(value) == int(text)


def _positions(mask: pa.BooleanArray) -> list[int]:
    return [int(at) for at in np.flatnonzero(mask.to_numpy(zero_copy_only=False))]
