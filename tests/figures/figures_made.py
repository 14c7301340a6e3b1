"""Figures made for the tests of the store, and the given vintages as the releases that they were."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from samhandling.figures.actions import Outcome, store_snapshot
from samhandling.figures.rules.observation import NewSnapshot
from samhandling.ground.viewer import OPERATOR, Viewer

Cell = tuple[str, str, float | None] | tuple[str, str, float | None, str]


def cells(*rows: Cell, **dimensions: str) -> pa.Table:
    """Observations of (place, period, value[, status]), all with the same dimensions."""
    full = [(*row, "")[:4] for row in rows]
    columns = {name: [row[at] for row in full] for at, name in enumerate(("place", "period", "value", "status"))}
    extra = {name: pa.array([code] * len(rows), pa.string()) for name, code in dimensions.items()}
    texts = {name: pa.array(columns[name], pa.string()) for name in ("place", "period", "status")}
    return pa.table({**texts, "value": pa.array(columns["value"], pa.float64()), **extra})


def release(day: str, table: str = "scb:T1", **told: object) -> NewSnapshot:
    """A release that was fetched on `day` at noon."""
    accessed = datetime.fromisoformat(day).replace(hour=12, tzinfo=UTC)
    return NewSnapshot(table=table, content=f"{table} {day}".encode(), accessed=accessed, **told)  # type: ignore[arg-type]


def stored(day: str, observations: pa.Table, *, by: Viewer = OPERATOR, accept: str = "", table: str = "scb:T1", **told: object) -> Outcome:
    """Store a release of `day`."""
    return store_snapshot(release(day, table, **told), observations, by=by, accept=accept)


@dataclass(frozen=True, slots=True)
class Given:
    """One of the given revision histories: which column is the place, which name a measure, and how series are called."""

    file: str
    table: str
    place: str
    dimensions: Sequence[str]
    series: Mapping[str, str]


LABOUR_MARKET = Given(
    "bas_dalarna_kommun_manad",
    "scb:AM0210/ArbStatusM",
    "region_kod",
    ("kön", "ålder", "födelseregion"),
    {
        "antal arbetslösa": "bas:unemployed",
        "antal sysselsatta": "bas:employed",
        "antal totalt": "bas:population",
        "arbetskraftsdeltagande": "bas:participation",
        "arbetslöshet": "bas:unemployment",
        "sysselsättningsgrad": "bas:employment",
    },
)
BUILDING = Given("nybyggnation_dalarna_kvartal", "scb:BO0101", "region", ("hustyp",), {})
HOUSE_PRICES = Given("smahuspriser_lan_manad", "scb:BO0501", "region", (), {})


def rows_of(given: Given, shared: Path) -> list[dict[str, object]]:
    """The given change log as it stands in the file."""
    path = shared / "data" / "statistics" / "vintages" / f"{given.file}.parquet"
    rows: list[dict[str, object]] = pq.read_table(path).to_pylist()
    return rows


def releases(given: Given, shared: Path) -> Iterator[tuple[NewSnapshot, pa.Table]]:
    """Each vintage as the whole table that it was: all cells known by then, the changed ones with their new values."""
    path = shared / "data" / "statistics" / "vintages" / f"{given.file}.parquet"
    log = pq.read_table(path)
    columns = {
        "series": [given.series.get(measure, f"{given.table}:{measure}") for measure in log["measure"].to_pylist()],
        "place": [_place(code) for code in log[given.place].cast(pa.string()).to_pylist()],
        "period": [_period(text) for text in log["period"].to_pylist()],
        **{name: log[name] for name in given.dimensions},
    }
    at = [datetime.fromisoformat(text) for text in log["vintage"].to_pylist()]
    whole = pa.table({**columns, "value": log["value"].cast(pa.float64()), "at": pa.array(at)})
    for accessed in sorted(set(at)):
        known = whole.filter(pc.less_equal(whole["at"], pa.scalar(accessed))).sort_by("at")
        last = known.group_by(list(columns), use_threads=False).aggregate([("value", "last")])
        yield NewSnapshot(given.table, f"{given.table} {accessed}".encode(), accessed), last.rename_columns([*columns, "value"])


def _place(code: str) -> str:
    code = "00" if code == "0" else code
    return code.replace(" ", "_")


def _period(text: str) -> str:
    return text.replace("-", "M")
