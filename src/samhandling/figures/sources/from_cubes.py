"""Cubes (PX, JSON-stat) as plain observations."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

import numpy as np
import pyarrow as pa

from samhandling.figures.sources.observations import SCHEMA, Observations, canonical, refuse_doubles
from samhandling.figures.sources.period_codes import is_period, period_code_or_words
from samhandling.figures.sources.place_schemes import PlaceScheme, place_code
from samhandling.files.cube.cubes import Cube, Dimension, text_in
from samhandling.ground.faults import Location, Refused, refusal
from samhandling.ground.said import Said

# For tables that do not say which dimension is which.
_GEO = ("region", "geo", "kommun", "län", "lan", "municipality", "county", "riket", "plats", "place")
_TIME = ("tid", "time", "år", "ar", "year", "månad", "manad", "month", "kvartal", "quarter", "period", "vecka", "week")
_WORDS = pa.dictionary(pa.int32(), pa.string())
# A float64 has no more; what says otherwise says nothing.
_MOST_DECIMALS = 17


@dataclass(frozen=True, slots=True)
class Axes:
    """Which dimension is the place and which the period, by id; "" to let the table say.

    `scheme`: whose codes the places have. `everywhere`: the place of all figures in a table without places.
    """

    place: str = ""
    period: str = ""
    scheme: PlaceScheme = "scb"
    everywhere: str = ""


def observations_of(cubes: Sequence[Cube], file: str, axes: Axes | None = None, language: str = "sv") -> Observations:
    """The observations of cubes that are parts of one table.

    Raises Refused: nothing in it, parts that do not belong together, no period, an unclear place, the same cell twice.
    """
    axes = axes or Axes()
    whole = [cube for cube in cubes if cube.has_values]
    if not whole:
        raise _refused(file, "0", Said("en tabell med värden", "a table with values"))
    if len({frozenset(dimension.id for dimension in cube.dimensions) for cube in whole}) > 1:
        read = " / ".join(sorted({", ".join(dimension.id for dimension in cube.dimensions) for cube in whole}))
        raise _refused(file, read, Said("delar med samma dimensioner", "parts with the same dimensions"))
    time = _dimension(whole[0], axes.period, "time", _TIME, file)
    geo = _dimension(whole[0], axes.place, "geo", _GEO, file)
    if time is None:
        read = ", ".join(dimension.id for dimension in whole[0].dimensions)
        raise _refused(file, read, Said("en dimension som är tid", "a dimension that is time"))
    table = pa.concat_tables([_rows(cube, geo, time, axes, language) for cube in whole]).unify_dictionaries().combine_chunks()
    refuse_doubles(table, file)
    return Observations(
        table=table,
        title=text_in(whole[0].title, language),
        labels=_labels(whole, language),
        place_dimension=geo or "",
        period_dimension=time,
        notes=tuple(dict.fromkeys(text_in(note.text, language) for cube in whole for note in cube.notes)),
    )


def _dimension(cube: Cube, asked: str, role: str, names: Sequence[str], file: str) -> str | None:
    """The id of the dimension for `role`: the one asked for, else the only one with the role, else the only one with a known name."""
    if asked:
        if asked not in {dimension.id for dimension in cube.dimensions}:
            read = ", ".join(dimension.id for dimension in cube.dimensions)
            raise _refused(file, read, Said(f'dimensionen "{asked}"', f'the dimension "{asked}"'))
        return asked
    found = [dimension.id for dimension in cube.dimensions if dimension.role == role]
    found = found or [dimension.id for dimension in cube.dimensions if not dimension.role and dimension.id.casefold() in names]
    if len(found) > 1:
        expected = Said(
            "en enda dimension för plats och en för tid, eller en deklaration som säger vilka",
            "a single dimension for place and one for time, or a declaration that says which",
        )
        raise _refused(file, ", ".join(found), expected)
    return found[0] if found else None


def _rows(cube: Cube, geo: str | None, time: str, axes: Axes, language: str) -> pa.Table:
    """One row a cell; columns of words share a dictionary that is as long as the dimension, not as the table."""
    cells = prod(cube.shape)
    grid = {dimension.id: at for at, dimension in enumerate(cube.dimensions)}
    index = _indexer(cube.shape)
    others = [dimension for dimension in cube.dimensions if dimension.id not in (geo, time)]
    combined, sizes = np.zeros(cells, np.int32), [len(dimension.categories) for dimension in others]
    for dimension, size in zip(others, sizes, strict=True):
        combined = combined * np.int32(size) + index(grid[dimension.id])
    dims = [canonical(dict(zip((d.id for d in others), codes, strict=True))) for codes in product(*(d.codes for d in others))]
    nowhere = np.zeros(cells, np.int32)
    places = [axes.everywhere] if geo is None else _places(cube.dimensions[grid[geo]], axes.scheme, language)
    periods = _periods(cube.dimensions[grid[time]], language)
    units, decimals, measure = _measures(cube, index, language)
    columns = [
        _worded(nowhere if geo is None else index(grid[geo]), places),
        _worded(index(grid[time]), periods),
        _worded(combined, dims),
        cube.values.combine_chunks(),
        cube.status.cast(pa.string()).fill_null("").combine_chunks().cast(_WORDS),
        _worded(measure, units),
        pa.array(decimals, pa.int8()).take(pa.array(measure)),
    ]
    return pa.table(columns, schema=SCHEMA)


def _indexer(shape: Sequence[int]) -> Callable[[int], np.ndarray]:
    """For each cell in row-major order, the category that it has in dimension number `at`."""

    def index(at: int) -> np.ndarray:
        after, before = prod(shape[at + 1 :]), prod(shape[:at])
        return np.tile(np.repeat(np.arange(shape[at], dtype=np.int32), after), before)

    return index


def _worded(index: np.ndarray, words: Sequence[str]) -> pa.Array:
    """Words by number; words that are the same become one."""
    distinct = list(dict.fromkeys(words))
    number = {word: at for at, word in enumerate(distinct)}
    joined = np.array([number[word] for word in words], dtype=np.int32)[index]
    return pa.DictionaryArray.from_arrays(pa.array(joined, pa.int32()), pa.array(distinct, pa.string()))


def _places(dimension: Dimension, scheme: PlaceScheme, language: str) -> list[str]:
    return [place_code(category.code, text_in(category.label, language), scheme) for category in dimension.categories]


def _periods(dimension: Dimension, language: str) -> list[str]:
    """By code; by label where the codes are only numbers in a row, as growth analysis has them, and the labels are periods."""
    labels = [text_in(category.label, language, category.code) for category in dimension.categories]
    by_code = all(is_period(code) for code in dimension.codes) or not all(map(is_period, labels))
    return [period_code_or_words(text) for text in (dimension.codes if by_code else labels)]


def _decimals(own: int | None, whole: int | None) -> int | None:
    found = whole if own is None else own
    return found if found is not None and 0 <= found <= _MOST_DECIMALS else None


def _measures(cube: Cube, index: Callable[[int], np.ndarray], language: str) -> tuple[list[str], list[int | None], np.ndarray]:
    """(units, decimals, which of them each cell has): by the measure where there is a dimension of measures, else the table's own."""
    for at, dimension in enumerate(cube.dimensions):
        if dimension.role == "metric" or any(category.unit or category.decimals is not None for category in dimension.categories):
            units = [text_in(category.unit or cube.unit, language) for category in dimension.categories]
            decimals = [_decimals(category.decimals, cube.decimals) for category in dimension.categories]
            return units, decimals, index(at)
    return [text_in(cube.unit, language)], [_decimals(cube.decimals, None)], np.zeros(prod(cube.shape), np.int32)


def _labels(cubes: Sequence[Cube], language: str) -> dict[str, dict[str, str]]:
    labels: dict[str, dict[str, str]] = {}
    for cube in cubes:
        for dimension in cube.dimensions:
            found = labels.setdefault(dimension.id, {})
            for category in dimension.categories:
                found.setdefault(category.code, text_in(category.label, language, category.code))
    return labels


def _refused(file: str, read: str, expected: Said) -> Refused:
    way_out = Said(
        "Den senast hämtade versionen gäller. Öppna tabellen hos källan, och ändra deklarationen om tabellen har byggts om.",
        "The version fetched last stays in use. Open the table at the source, and change the declaration if the table was rebuilt.",
    )
    return refusal(read, expected, way_out, Location(file=file))
