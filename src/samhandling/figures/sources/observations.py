"""Plain observations: one row for each place, period and set of dimensions, whatever the source looked like."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

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
    keys = table.select(["place", "period", "dims"]).combine_chunks()
    plain = pa.table({name: keys[name].cast(pa.string()) for name in keys.column_names})
    counted = plain.append_column("one", pa.repeat(1, plain.num_rows)).group_by(["place", "period", "dims"]).aggregate([("one", "sum")])
    if counted.num_rows < plain.num_rows:
        raise _doubled(counted.filter(pc.greater(counted["one_sum"], 1)), file)


def _doubled(rows: pa.Table, file: str) -> Refused:
    first = rows.slice(0, 1).to_pylist()[0]
    return refusal(
        f"{first['place']} {first['period']} {first['dims']} ({first['one_sum']} ×)",
        Said("ett enda värde för varje plats, period och mått", "a single value for each place, period and measure"),
        Said(
            "Samma ruta finns flera gånger. Se efter om två platser eller mått har fått samma namn, och hämta sedan på nytt.",
            "The same cell stands several times. See whether two places or measures were given the same name, then fetch again.",
        ),
        Location(file=file),
    )
