"""Figures that come with the product, put into the store release by release as they were seen, so that a new installation has real ones."""

import csv
import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from itertools import groupby

import pyarrow as pa
from pydantic import BaseModel, ConfigDict

from samhandling.figures.actions import store_snapshot
from samhandling.figures.indicators.series import SEX, code_of
from samhandling.figures.models import Snapshot
from samhandling.figures.rules.calendar.periods import span_of
from samhandling.figures.rules.indicator.document import Origin
from samhandling.figures.rules.observation import NewSeries, NewSnapshot
from samhandling.ground.viewer import Viewer


class ShippedTable(BaseModel):
    """One table of data/shipped.toml: which series of an indicator file it is, and what a reader is told of it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    source: Origin
    sex: str = ""
    title: str
    unit: str
    decimals: int
    producer: str
    licence: str
    url: str
    note: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of one table: releases that were put into the store, and releases that were not as it has newer ones."""

    table: str
    series: str
    releases: int
    passed_over: int


@dataclass(frozen=True, slots=True)
class _Run:
    """Cells of one place that follow on each other, as one release gave them."""

    fetched: datetime
    place: str
    first: str
    values: tuple[float | None, ...]
    line: str


def load_shipped(*, by: Viewer, names: Collection[str] | None = None) -> list[Loaded]:
    """Put the shipped figures into the store. What has been loaded, or fetched later, is left alone; doing it twice changes nothing.

    `names`: only these tables. Raises NotAllowed.
    """
    return [_load(table, by) for table in shipped_tables() if names is None or table.name in names]


@cache
def shipped_tables() -> tuple[ShippedTable, ...]:
    """The tables that come with the product."""
    found = tomllib.loads(_read("shipped.toml"))
    return tuple(ShippedTable.model_validate(table) for table in found["tables"])


def _load(table: ShippedTable, by: Viewer) -> Loaded:
    code = code_of(table.source)
    last = Snapshot.objects.filter(table__code=code, number__isnull=False).order_by("-number").values_list("accessed", flat=True).first()
    releases = [(fetched, list(runs)) for fetched, runs in groupby(_runs(table.name), key=lambda run: run.fetched)]
    new = [(fetched, runs) for fetched, runs in releases if last is None or fetched > last]
    for fetched, runs in new:
        outcome = store_snapshot(_release(table, code, fetched, runs), _observations(table, runs), by=by)
        assert outcome.good, outcome.breaks  # noqa: S101 (the shipped file is tested)
    return Loaded(table.name, code, len(new), len(releases) - len(new))


def _release(table: ShippedTable, code: str, fetched: datetime, runs: list[_Run]) -> NewSnapshot:
    return NewSnapshot(
        code,
        "\n".join(run.line for run in runs).encode(),
        fetched,
        source=table.source.key,
        title=table.title,
        url=table.url,
        licence=table.licence,
        producer=table.producer,
        # Only the places and periods that were kept, of a table that has more.
        whole=False,
        series=[NewSeries(code, table.title, table.unit, table.decimals, table.note)],
    )


def _observations(table: ShippedTable, runs: list[_Run]) -> pa.Table:
    cells = [(run.place, period, value) for run in runs for period, value in zip(_periods(run), run.values, strict=True)]
    columns = {
        "place": pa.array([place for place, _, _ in cells], pa.string()),
        "period": pa.array([period for _, period, _ in cells], pa.string()),
        "value": pa.array([value for _, _, value in cells], pa.float64()),
        "status": pa.array(["" if value is not None else ".." for _, _, value in cells], pa.string()),
    }
    return pa.table(columns | ({SEX: pa.array([table.sex] * len(cells), pa.string())} if table.sex else {}))


def _periods(run: _Run) -> Iterator[str]:
    span = span_of(run.first)
    return (span.later(at).label for at in range(len(run.values)))


@cache
def _every_run() -> dict[str, tuple[_Run, ...]]:
    found: dict[str, tuple[_Run, ...]] = {}
    lines = _read("shipped.csv").splitlines()
    for line, row in zip(lines[1:], csv.DictReader(lines, delimiter=";"), strict=True):
        values = tuple(None if word == ".." else float(word) for word in row["values"].split())
        run = _Run(datetime.fromisoformat(row["fetched"]), row["place"], row["first"], values, line)
        found[row["table"]] = (*found.get(row["table"], ()), run)
    return found


def _runs(table: str) -> tuple[_Run, ...]:
    return _every_run()[table]


def _read(name: str) -> str:
    return files("samhandling.figures").joinpath("data", name).read_text("utf-8")
