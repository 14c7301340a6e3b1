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


def some_counts_of(words: Iterable[str]) -> tuple[npt.NDArray[np.int64], Vector]:
    """(the buckets that occur, how often each does, damped: log of 1 + the count)."""
    pieces = [buckets_of(word) for word in words]
    if not pieces:
        return np.zeros(0, dtype=np.int64), np.zeros(0)
    counts = np.bincount(np.concatenate(pieces), minlength=BUCKETS)
    buckets = np.flatnonzero(counts)
    return buckets, np.log1p(counts[buckets].astype(np.float64))


def counts_of(words: Iterable[str]) -> Vector:
    """The same for every bucket, shape (BUCKETS,)."""
    whole = np.zeros(BUCKETS)
    buckets, counts = some_counts_of(words)
    whole[buckets] = counts
    return whole


def unit(vector: Vector) -> Vector:
    """The vector at length 1; a zero vector stays."""
    length = float(np.sqrt(np.square(vector).sum()))
    return vector / length if length else vector
