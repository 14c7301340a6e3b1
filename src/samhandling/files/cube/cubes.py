"""A cube of figures as a file holds it: its dimensions, one value and one status for each cell, and all that is said about them.

Conventions, the same for every format:

- Cells lie in row-major order: the last dimension varies fastest.
- `values` are float64, null where there is no number. Missing is never zero; zero is never missing.
- `status` is the symbol that stands at the cell (".", "..", "p", ...), null where nothing stands. A number can have a status too.
- A text is a mapping from language ("sv", "en") to words; "und" is a language that the file does not name. `languages[0]` is the file's own.
- What no field here has room for lies word for word in `rest`; what the reader decided stands in `remarks`.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import prod
from typing import Any, Literal

import numpy as np
import pyarrow as pa

from samhandling.ground.said import Said

Texts = Mapping[str, str]
Role = Literal["time", "geo", "metric", ""]
Format = Literal["px", "json-stat", "table"]

UNDETERMINED = "und"


def text_in(texts: Texts, language: str, otherwise: str = "") -> str:
    """The text in `language`; else in the first language that it has; else `otherwise`."""
    return texts.get(language) or next((text for text in texts.values() if text), otherwise)


@dataclass(frozen=True, slots=True)
class Category:
    """One value of a dimension.

    `children` are codes of the same dimension. `unit`, `decimals` and `updated` ("2023-05-25T15:42") are this category's own.
    `about` holds further facts by name: reference_period, base_period, price, measuring, day_adjusted, season_adjusted, contact.
    """

    code: str
    label: Texts = field(default_factory=dict)
    unit: Texts = field(default_factory=dict)
    decimals: int | None = None
    updated: str = ""
    children: tuple[str, ...] = ()
    about: Mapping[str, Texts] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Dimension:
    """One axis. `id` is the code of the variable.

    `elimination` is the code that stands for all of it, "" where its categories may be summed, None where it must always be given.
    `time_unit` is PX's word: A1 years, H1 half-years, Q1 quarters, M1 months, W1 weeks, D1 days.
    """

    id: str
    label: Texts
    categories: tuple[Category, ...]
    role: Role = ""
    elimination: str | None = None
    time_unit: str = ""
    about: Mapping[str, Texts] = field(default_factory=dict)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes in order."""
        return tuple(category.code for category in self.categories)


@dataclass(frozen=True, slots=True)
class Note:
    """A note and what it is about: the whole cube (no place), a dimension (code ""), a category, or the cells where several meet."""

    text: Texts
    place: tuple[tuple[str, str], ...] = ()
    is_mandatory: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Cube:
    """Figures with everything that their file says of them.

    `values` (float64) and `status` (dictionary of string) have one entry a cell, or none at all where the file only describes the table.
    `symbols`: what the file says that a status means or is shown as. `address`: where the table lies, if the file says so.
    `updated`, `next_update`: ISO 8601 where the file's own form is known, else its words. `part`: its place in a file of several.
    """

    format: Format
    id: str
    languages: tuple[str, ...]
    title: Texts
    dimensions: tuple[Dimension, ...]
    values: pa.ChunkedArray
    status: pa.ChunkedArray
    part: str = ""
    contents: Texts = field(default_factory=dict)
    unit: Texts = field(default_factory=dict)
    decimals: int | None = None
    decimals_shown: int | None = None
    updated: str = ""
    next_update: str = ""
    source: Texts = field(default_factory=dict)
    address: str = ""
    symbols: Mapping[str, Texts] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    about: Mapping[str, Texts] = field(default_factory=dict)
    rest: Mapping[str, Any] = field(default_factory=dict)
    remarks: tuple[Said, ...] = ()

    @property
    def shape(self) -> tuple[int, ...]:
        """How many categories each dimension has."""
        return tuple(len(dimension.categories) for dimension in self.dimensions)

    @property
    def has_values(self) -> bool:
        """False where the file describes a table without its figures."""
        return len(self.values) > 0

    def as_arrow(self, language: str = "") -> pa.Table:
        """One row a cell: a dictionary column a dimension (codes, or labels in `language`), then `value` and `status`.

        A dimension that is itself called "value" or "status" gets the column "value (dimension)".
        """
        columns: dict[str, Any] = {}
        after = len(self.values)
        before = 1
        for dimension in self.dimensions if self.has_values else ():
            count = len(dimension.categories)
            after //= count
            index = np.tile(np.repeat(np.arange(count, dtype=_smallest(count)), after), before)
            before *= count
            columns[_column(dimension.id)] = pa.DictionaryArray.from_arrays(
                pa.array(index), pa.array(_names(dimension, language), pa.string())
            )
        for dimension in () if self.has_values else self.dimensions:
            columns[_column(dimension.id)] = pa.array([], pa.dictionary(pa.int8(), pa.string()))
        return pa.table({**columns, "value": self.values, "status": self.status})

    def rows(self, language: str = "") -> Iterator[tuple[str | float | None, ...]]:
        """One tuple a cell: a text a dimension (codes, or labels in `language`), the value or None, the status or None."""
        if not self.has_values:
            return
        places = product(*(_names(dimension, language) for dimension in self.dimensions))
        for values, status in zip(self.values.chunks, self.status.chunks, strict=True):
            for value, symbol in zip(values.to_pylist(), status.to_pylist(), strict=True):
                yield (*next(places), value, symbol)


def cells_of(dimensions: Sequence[Dimension]) -> int:
    """How many cells these dimensions span; a cube without dimensions has one."""
    return prod(len(dimension.categories) for dimension in dimensions)


def _names(dimension: Dimension, language: str) -> list[str]:
    """The codes, or the labels in `language`; a label that several categories share is told apart by its code."""
    if not language:
        return list(dimension.codes)
    labels = [text_in(category.label, language, category.code) for category in dimension.categories]
    times = Counter(labels)
    return [f"{label} ({code})" if times[label] > 1 else label for label, code in zip(labels, dimension.codes, strict=True)]


def _column(name: str) -> str:
    return f"{name} (dimension)" if name in ("value", "status") else name


def _smallest(count: int) -> type[np.signedinteger[Any]]:
    return np.int8 if count <= 127 else np.int16 if count <= 32_767 else np.int32
