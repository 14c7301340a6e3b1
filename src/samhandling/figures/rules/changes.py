"""What a new release changes in what was known: added, revised, marked, suppressed, filled, vanished cells, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import numpy as np
import pyarrow as pa

from samhandling.figures.rules.normalising import mixed
from samhandling.figures.rules.observation import GONE, KEYS

Numbers = np.ndarray[Any, np.dtype[Any]]

STATE = pa.schema([*((name, pa.string()) for name in KEYS), ("value", pa.float64()), ("status", pa.string()), ("row", pa.int64())])
"""What is known of each cell: the latest row of the log. Key columns may be dictionaries."""


class Change(StrEnum):
    """What happened to a cell. Marked: another status, no other value. Filled: a value where there was none."""

    ADDED = "added"
    REVISED = "revised"
    MARKED = "marked"
    SUPPRESSED = "suppressed"
    FILLED = "filled"
    VANISHED = "vanished"


@dataclass(frozen=True, slots=True)
class Compared:
    """New rows of the log (`LOG` without day and number), how many of each change, how many cells stay, cells given more than once."""

    rows: pa.Table
    counts: Mapping[Change, int]
    unchanged: int
    duplicates: tuple[tuple[str, ...], ...]
    duplicated: int


def known_from(published: date | None, accessed: date, last_accessed: date | None) -> date:
    """From which day a release counts as known: the day that its source says, else the day that it was seen.

    A source that changes a figure and leaves the date is not believed: what was seen on `last_accessed` was known then, so a date before it,
    or after `accessed`, gives `accessed`.
    """
    if published is None or published > accessed or (last_accessed is not None and published < last_accessed):
        return accessed
    return published


def compared(before: pa.Table, after: pa.Table, *, whole: bool, first_row: int) -> Compared:
    """Compare a release with what was known.

    `before`: `STATE`, one row a cell, gone cells among them. `after`: as `observation.normalised` gives it. `whole`: a known cell that is
    not in `after` has vanished. New rows are numbered from `first_row`, in the order (series, place, period, dimensions), and each tells
    which row it `replaces`. A cell that is given twice changes nothing: it is counted in `duplicated`, and the first few are named.
    Costs a sort of each side; texts are never compared row by row.
    """
    keys = [_ranked(_together(before[name], after[name])) for name in KEYS]
    statuses = _together(before["status"], after["status"])
    old = before.num_rows
    key = mixed([_ranked(column) for column in keys])
    known, given = key[:old], key[old:]
    repeated = _repeated(given)
    if len(repeated):
        named = _cells(keys, old + repeated[:5])
        return Compared(_no_rows(), {}, 0, named, len(repeated))
    order = np.argsort(known, kind="stable")
    where = order[_clipped(np.searchsorted(known, given, sorter=order), old)] if old else np.zeros(len(given), np.int64)
    found = known[where] == given if old else np.zeros(len(given), bool)
    new = _New(keys, statuses, old, before, after)
    kinds = _kinds(new, where, found)
    picked = np.flatnonzero(kinds >= 0)
    gone = _vanished(new, known, given) if whole else np.zeros(0, np.int64)
    rows = _rows(new, picked, kinds[picked], np.where(found, where, -1)[picked], gone, key, first_row)
    counts = {change: int((kinds == place).sum()) for place, change in enumerate(Change)}
    counts[Change.VANISHED] = len(gone)
    return Compared(rows, counts, len(given) - len(picked), (), 0)


@dataclass(frozen=True, slots=True)
class _New:
    """Both sides, one after the other, in shared dictionaries; the first `old` rows are what was known."""

    keys: list[pa.DictionaryArray]
    statuses: pa.DictionaryArray
    old: int
    before: pa.Table
    after: pa.Table

    def values(self) -> tuple[Numbers, Numbers]:
        """Known and given values; no value is NaN, which no source may give."""
        return tuple(side["value"].to_numpy() for side in (self.before, self.after))

    def status_codes(self) -> tuple[Numbers, Numbers]:
        codes = self.statuses.indices.to_numpy(zero_copy_only=False)
        return codes[: self.old], codes[self.old :]

    def rows_before(self) -> Numbers:
        found: Numbers = self.before["row"].to_numpy()
        return found


def _kinds(new: _New, where: Numbers, found: Numbers) -> Numbers:
    """For each given cell the place of its change in `Change`, -1 where nothing changed."""
    places = {change: place for place, change in enumerate(Change)}
    kinds = np.full(len(found), places[Change.ADDED], np.int8)
    if not new.old:
        return kinds
    (old_values, values), (old_codes, codes) = new.values(), new.status_codes()
    was, had = old_values[where], ~np.isnan(old_values[where])
    has = ~np.isnan(values)
    same_value = (was == values) | (~had & ~has)
    same_status = old_codes[where] == codes
    changed = np.select(
        [had & ~has, ~had & has, ~same_value, ~same_status],
        [places[Change.SUPPRESSED], places[Change.FILLED], places[Change.REVISED], places[Change.MARKED]],
        -1,
    )
    return np.where(found, changed, kinds)


def _vanished(new: _New, known: Numbers, given: Numbers) -> Numbers:
    words = new.statuses.dictionary.to_pylist()
    gone = words.index(GONE) if GONE in words else -1
    missing = ~np.isin(known, given)
    return np.flatnonzero(missing & (new.status_codes()[0] != gone))


def _rows(new: _New, picked: Numbers, kinds: Numbers, replaced: Numbers, gone: Numbers, key: Numbers, first_row: int) -> pa.Table:
    at = np.concatenate([picked + new.old, gone])
    order = np.argsort(key[at], kind="stable")
    at, vanished = at[order], (np.arange(len(at)) >= len(picked))[order]
    replaced = np.concatenate([replaced, gone])[order]
    both = np.concatenate(new.values())[at]
    both[vanished] = np.nan
    row_before = new.rows_before()
    replaces = row_before[np.maximum(replaced, 0)] if new.old else np.zeros(len(at), np.int64)
    kinds = np.concatenate([kinds, np.full(len(gone), list(Change).index(Change.VANISHED), np.int8)])[order]
    status = new.statuses.take(pa.array(at)).cast(pa.string()).to_numpy(zero_copy_only=False) if len(at) else np.zeros(0, object)
    status = np.where(vanished, GONE, status)
    return pa.table(
        {
            **{name: column.take(pa.array(at)) for name, column in zip(KEYS, new.keys, strict=True)},
            "value": pa.array(both, pa.float64(), from_pandas=True),
            "status": pa.array(status, pa.string()).dictionary_encode(),
            "row": pa.array(np.arange(first_row, first_row + len(at)), pa.int64()),
            "replaces": pa.array(replaces, pa.int64(), mask=replaced < 0),
            "change": pa.DictionaryArray.from_arrays(pa.array(kinds.astype(np.int32)), pa.array([change.value for change in Change])),
        }
    )


def _no_rows() -> pa.Table:
    kinds = [(name, pa.string()) for name in KEYS] + [("value", pa.float64()), ("status", pa.string()), ("row", pa.int64())]
    return pa.schema([*kinds, ("replaces", pa.int64()), ("change", pa.string())]).empty_table()


def _together(before: pa.ChunkedArray, after: pa.ChunkedArray) -> pa.DictionaryArray:
    """One column of both sides, in one dictionary."""
    kind = pa.dictionary(pa.int32(), pa.string())
    chunks = [_encoded(chunk, kind) for side in (before, after) for chunk in side.chunks if len(chunk)]
    if not chunks:
        return pa.array([], kind)
    return pa.concat_arrays(pa.chunked_array(chunks, kind).unify_dictionaries().chunks)


def _encoded(chunk: pa.Array, kind: pa.DataType) -> pa.Array:
    return chunk.cast(kind) if pa.types.is_dictionary(chunk.type) else chunk.cast(pa.string()).dictionary_encode().cast(kind)


def _ranked(column: pa.DictionaryArray) -> pa.DictionaryArray:
    """The same column with its dictionary in order, so that the order of codes is the order of texts."""
    words = np.array(column.dictionary.to_pylist() or [""], dtype=object)
    order = np.argsort(words, kind="stable")
    rank = np.empty(len(order), np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    indices = rank[column.indices.to_numpy(zero_copy_only=False)]
    return pa.DictionaryArray.from_arrays(pa.array(indices), pa.array(words[order], pa.string()))


def _clipped(places: Numbers, size: int) -> Numbers:
    return np.minimum(places, size - 1)


def _repeated(key: Numbers) -> Numbers:
    """Where a key stands that has already stood."""
    order = np.argsort(key, kind="stable")
    again = np.flatnonzero(key[order][1:] == key[order][:-1]) + 1
    return np.sort(order[again])


def _cells(keys: list[pa.DictionaryArray], at: Numbers) -> tuple[tuple[str, ...], ...]:
    columns = [column.take(pa.array(at)).to_pylist() for column in keys]
    return tuple(zip(*columns, strict=True))
