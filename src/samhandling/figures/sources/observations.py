"""Plain observations: one row for each place, period and set of dimensions, whatever the source looked like."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from samhandling.ground.faults import Location, Refused, refusal
from samhandling.ground.said import Said

_WORDS = pa.dictionary(pa.int32(), pa.string())
SCHEMA = pa.schema(
    [
        pa.field("place", _WORDS, nullable=False),
        pa.field("period", _WORDS, nullable=False),
        pa.field("dims", _WORDS, nullable=False),
        pa.field("value", pa.float64()),
        pa.field("status", _WORDS, nullable=False),
        pa.field("unit", _WORDS, nullable=False),
        pa.field("decimals", pa.int8()),
    ]
)


@dataclass(frozen=True, slots=True, eq=False)
class Observations:
    """Figures as a table with the columns of SCHEMA.

    `place`: Statistics Sweden's code, or the source's own for another kind of place; "" where the source knows no places.
    `period`: 2024, 2024M07, 2024K3. `dims`: the other dimensions as canonical JSON, `{"Alder":"20-64","Kon":"1"}`, keys in order.
    `value`: null where the source gives no number; missing is never zero. `status`: the source's symbol, "" when plain.
    `unit` ("" where not said) and `decimals` (null where not said) are the measure's. `labels` tells, for each dimension by its id in
    the source, what its codes are called; `place_dimension` and `period_dimension` say which of them became columns of their own.
    """

    table: pa.Table
    title: str = ""
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    place_dimension: str = ""
    period_dimension: str = ""
    notes: tuple[str, ...] = ()

    @property
    def unit(self) -> str | None:
        """The unit, where all observations have the same."""
        units = pc.unique(self.table["unit"].cast(pa.string())).to_pylist()
        return str(units[0]) if len(units) == 1 else None

    @property
    def decimals(self) -> int | None:
        """The number of decimals, where all observations have the same."""
        found = pc.unique(self.table["decimals"]).to_pylist()
        return int(found[0]) if len(found) == 1 and found[0] is not None else None


def canonical(dims: Mapping[str, str]) -> str:
    """Dimensions as one text that is the same for the same dimensions, whatever their order."""
    return json.dumps(dict(sorted(dims.items())), ensure_ascii=False, separators=(",", ":"))


def table_of(
    *,
    place: Sequence[str],
    period: Sequence[str],
    dims: Sequence[str],
    value: Sequence[float | None],
    status: Sequence[str],
    unit: Sequence[str],
    decimals: Sequence[int | None],
) -> pa.Table:
    """The table of SCHEMA from columns of equal length."""
    columns = [pa.array(words, pa.string()).cast(_WORDS) for words in (place, period, dims)]
    numbers = pa.array(value, pa.float64())
    marks = [pa.array(words, pa.string()).cast(_WORDS) for words in (status, unit)]
    return pa.table([*columns, numbers, *marks, pa.array(decimals, pa.int8())], schema=SCHEMA)


def refuse_doubles(table: pa.Table, file: str) -> None:
    """Raises Refused, naming one, where two rows tell of the same place, period and dimensions."""
    if not table.num_rows:
        return
    columns = [table[name].unify_dictionaries().combine_chunks() for name in ("place", "period", "dims")]
    cell = np.zeros(table.num_rows, np.int64)
    for column in columns:
        cell = cell * len(column.dictionary) + column.indices.to_numpy()
    cells = math.prod(len(column.dictionary) for column in columns)
    # Counting is quicker than sorting, unless the table is a thin slice of all that it could hold.
    doubled = np.flatnonzero(np.bincount(cell) > 1) if cells <= 8 * table.num_rows else _more_than_once(cell)
    if len(doubled):
        raise _doubled([column[int(np.flatnonzero(cell == doubled[0])[0])].as_py() for column in columns], file)


def _more_than_once(cell: np.ndarray) -> np.ndarray:
    distinct, times = np.unique(cell, return_counts=True)
    return distinct[times > 1]


def _doubled(cell: Sequence[str], file: str) -> Refused:
    return refusal(
        " ".join(cell),
        Said("ett enda värde för varje plats, period och mått", "a single value for each place, period and measure"),
        Said(
            "Samma ruta finns flera gånger. Se efter om två platser eller mått har fått samma namn, och hämta sedan på nytt.",
            "The same cell stands several times. See whether two places or measures were given the same name, then fetch again.",
        ),
        Location(file=file),
    )
