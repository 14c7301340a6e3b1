"""Character n-grams within word boundaries (2-5), hashed: a text as numbers that need no list of words.

Each n-gram's bucket is crc32 of its UTF-8 bytes modulo `BUCKETS`: the same on every machine and in every release.
"""

from collections.abc import Iterable
from functools import lru_cache
from zlib import crc32

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float64]
BUCKETS = 1 << 14
SHORTEST, LONGEST = 2, 5


@lru_cache(maxsize=65536)
def buckets_of(word: str) -> npt.NDArray[np.int32]:
    """The buckets of a folded word's n-grams, its boundaries written as spaces."""
    padded = f" {word} "
    grams = (padded[start : start + length] for length in range(SHORTEST, LONGEST + 1) for start in range(max(1, len(padded) - length + 1)))
    return np.fromiter((crc32(gram.encode()) % BUCKETS for gram in grams), dtype=np.int32)


def counts_of(words: Iterable[str]) -> Vector:
    """How often each bucket occurs, damped (1 + log of the count), shape (BUCKETS,)."""
    pieces = [buckets_of(word) for word in words]
    if not pieces:
        return np.zeros(BUCKETS)
    counts = np.bincount(np.concatenate(pieces), minlength=BUCKETS).astype(np.float64)
    np.log1p(counts, out=counts)
    return counts


def unit(vector: Vector) -> Vector:
    """The vector at length 1; a zero vector stays."""
    length = float(np.sqrt(vector @ vector))
    return vector / length if length else vector
