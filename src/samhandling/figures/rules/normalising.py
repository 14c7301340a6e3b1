"""A table of observations, as a reader gives it, in the store's form; what does not fit is refused, all faults at once."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from samhandling.figures.rules.observation import (
    GONE,
    KEYS,
    LONGEST_CODE,
    MOST_CELLS,
    PERIOD,
    PLACE,
    SERIES,
    dimension_code,
    dimensions_of,
    first_of,
)
from samhandling.ground.faults import Fault, Location
from samhandling.ground.said import Said

_OWN = (*KEYS, "value", "status", "unit", "decimals")


def normalised(table: pa.Table, series: str) -> tuple[pa.Table | None, list[Fault]]:
    """Observations in the store's form: `KEYS` as dictionaries, `value` float64 (a double: whole numbers exact to 2**53), `status` text.

    In: `place`, `period`, `value`; perhaps `series` (else all are of `series`), `status`, and either `dims` (canonical codes) or
    any other text columns, each a dimension; `unit` and `decimals` are the series', see `units_of`. Null in a dimension is refused; a null value is an observation. Gives faults, all at once.
    """
    faults = _faults_of_form(table)
    if faults:
        return None, faults
    names = [name for name in table.column_names if name not in _OWN]
    columns: dict[str, pa.Array] = {
        "series": _words(table, "series") if "series" in table.column_names else _constant(series, table.num_rows),
        "place": _words(table, "place"),
        "period": _words(table, "period"),
        "status": _words(table, "status") if "status" in table.column_names else _constant("", table.num_rows),
    }
    if "dims" in table.column_names:
        columns["dims"] = _words(table, "dims")
    parts = {name: _words(table, name) for name in names}
    faults = [fault for name, column in (columns | parts).items() for fault in _faults_of_words(name, column)]
    value, wrong = _values(table["value"])
    if wrong or faults or value is None:
        return None, wrong + faults
    columns.setdefault("dims", joined(parts, table.num_rows))
    return pa.table({**{name: columns[name] for name in KEYS}, "value": value, "status": columns["status"]}), []


def units_of(table: pa.Table, series: str) -> dict[str, tuple[str, int | None]]:
    """Unit and decimals of each series, where a table gives them: those that all its rows share, else "" and None."""
    found: dict[str, tuple[set[str], set[int | None]]] = {}
    given = [name for name in ("series", "unit", "decimals") if name in table.column_names]
    if "unit" not in given and "decimals" not in given:
        return {}
    for row in table.select(given).group_by(given).aggregate([]).to_pylist():
        units, decimals = found.setdefault(row.get("series", series), (set(), set()))
        units.add(row.get("unit") or "")
        decimals.add(row.get("decimals"))
    return {code: (_single(units) or "", _single(decimals)) for code, (units, decimals) in found.items()}


def _single(values: set[Any]) -> Any:
    return next(iter(values)) if len(values) == 1 else None


def joined(parts: Mapping[str, pa.DictionaryArray], rows: int) -> pa.DictionaryArray:
    """Dimension columns → canonical codes. Texts are made once for each combination that occurs, not once a row."""
    if not parts:
        return _constant(dimension_code({}), rows)
    names = sorted(parts)
    combined = mixed([parts[name] for name in names])
    _, first, inverse = np.unique(combined, return_index=True, return_inverse=True)
    picked = [parts[name].take(pa.array(first)).to_pylist() for name in names]
    codes = [dimension_code(dict(zip(names, row, strict=True))) for row in zip(*picked, strict=True)]
    return pa.DictionaryArray.from_arrays(pa.array(inverse.astype(np.int32)), pa.array(codes, pa.string()))


def mixed(columns: Sequence[pa.DictionaryArray]) -> np.ndarray:
    """One whole number a row, equal exactly where all columns are equal."""
    key, size = np.zeros(len(columns[0]), np.int64), 1
    for column in columns:
        width = max(1, len(column.dictionary))
        if size * width >= 2**62:
            found, key = np.unique(key, return_inverse=True)
            size = max(1, len(found))
        key, size = key * width + column.indices.to_numpy(zero_copy_only=False), size * width
    return key


def _constant(word: str, rows: int) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(pa.array(np.zeros(rows, np.int32)), pa.array([word], pa.string()))


def _words(table: pa.Table, name: str) -> pa.DictionaryArray:
    column = table[name]
    if pa.types.is_dictionary(column.type):
        column = column.cast(pa.dictionary(pa.int32(), pa.string()))
        column = column.unify_dictionaries()
    else:
        column = column.cast(pa.string()).dictionary_encode()
    array = column.combine_chunks()
    if isinstance(array, pa.ChunkedArray):
        array = pa.concat_arrays(array.chunks) if array.num_chunks else pa.array([], pa.dictionary(pa.int32(), pa.string()))
    return _set_in_order(array)


def _set_in_order(array: pa.DictionaryArray) -> pa.DictionaryArray:
    """The same words with each word once in the dictionary: a file's own dictionary may repeat one."""
    words = array.dictionary.to_pylist()
    if len(set(words)) == len(words):
        return array
    found = {word: place for place, word in enumerate(dict.fromkeys(words))}
    moved = pa.array([found[word] for word in words], pa.int32())
    return pa.DictionaryArray.from_arrays(moved.take(array.indices), pa.array(list(found), pa.string()))


def _values(column: pa.ChunkedArray) -> tuple[pa.Array | None, list[Fault]]:
    try:
        value = column.cast(pa.float64()).combine_chunks()
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
        return None, [_fault("value", str(error)[:200], Said("Tal som ryms exakt.", "Numbers that fit exactly."))]
    odd = pc.sum(pc.invert(pc.is_finite(value))).as_py()
    if odd:
        return None, [
            _fault("value", f"{odd} × NaN, inf", Said("Ändliga tal, eller inget värde alls.", "Finite numbers, or no value at all."))
        ]
    return value, []


def _faults_of_form(table: pa.Table) -> list[Fault]:
    faults, names = [], table.column_names
    missing = [name for name in ("place", "period", "value") if name not in names]
    if missing:
        wanted = Said("Kolumnerna place, period och value måste finnas.", "The columns place, period and value must be there.")
        faults.append(_fault(", ".join(missing), ", ".join(names), wanted))
    if len(set(names)) < len(names):
        faults.append(_fault("", ", ".join(names), Said("Varje kolumn en gång.", "Each column once.")))
    extra = [name for name in names if name not in _OWN]
    if "dims" in names and extra:
        wanted = Said("Antingen färdiga koder i dims eller egna kolumner.", "Either ready codes in dims, or columns of their own.")
        faults.append(_fault("dims", ", ".join(extra), wanted))
    if not table.num_rows or table.num_rows > MOST_CELLS:
        wanted = Said(f"Mellan 1 och {MOST_CELLS} celler.", f"Between 1 and {MOST_CELLS} cells.")
        faults.append(_fault("", str(table.num_rows), wanted))
    if "value" in names and not faults and not _is_number(table["value"].type):
        faults.append(_fault("value", str(table["value"].type), Said("Tal.", "Numbers.")))
    return faults


def _is_number(kind: pa.DataType) -> bool:
    return any(is_kind(kind) for is_kind in (pa.types.is_integer, pa.types.is_floating, pa.types.is_decimal, pa.types.is_null))


_FORMS = {
    "series": (SERIES, Said("En seriekod.", "The code of a series.")),
    "place": (PLACE, Said("En platskod, till exempel 00, 04 eller 0480.", "The code of a place, such as 00, 04 or 0480.")),
    "dims": (None, Said("Dimensioner som JSON med namnen i ordning.", "Dimensions as JSON with the names in order.")),
    "period": (PERIOD, Said("En period som 2020, 2020K2 eller 2020M06.", "A period such as 2020, 2020K2 or 2020M06.")),
}


def _faults_of_words(name: str, column: pa.DictionaryArray) -> list[Fault]:
    faults, words = [], column.dictionary.to_pylist()
    if column.null_count or None in words:
        faults.append(_fault(name, f"{column.null_count} × null", Said("Ett värde i varje rad.", "A value in each row.")))
    wanted = _FORMS.get(name, (None, Said(f"Högst {LONGEST_CODE} tecken.", f"At most {LONGEST_CODE} characters.")))
    odd = [word for word in words if word is not None and not _fits(name, word, wanted[0])]
    if odd:
        faults.append(_fault(name, first_of(odd), wanted[1]))
    return faults


def _fits(name: str, word: str, form: re.Pattern[str] | None) -> bool:
    if name == "dims":
        return _is_dimension_code(word)
    if name == "status" and word == GONE:
        return False
    return form.fullmatch(word) is not None if form else len(word) <= LONGEST_CODE and "\0" not in word


def _is_dimension_code(word: str) -> bool:
    try:
        dimensions_of(word)
    except ValueError:
        return False
    return len(word) <= 8 * LONGEST_CODE


def _fault(column: str, read: str, expected: Said) -> Fault:
    way_out = Said("Rätta läsningen av källan och hämta igen.", "Mend how the source is read, and fetch again.")
    return Fault(Location(column=column), read, expected, way_out)
