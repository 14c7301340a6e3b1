"""The questions as expressions over the declared log, which any engine runs, and as the SQL of two of them.

Loading Ibis takes a third of a second: whoever does not ask imports `asking` only.
"""

from functools import lru_cache
from typing import Any

import ibis
import pyarrow as pa
from ibis.config import Config

from samhandling.figures.rules.asking import Asked, Dialect, Question

LOG = {
    "series": "!string",
    "place": "!string",
    "period": "!string",
    "dims": "!string",
    "value": "float64",
    "status": "!string",
    "known_from": "!date",
    "snapshot": "!int32",
    "row": "!int64",
    "replaces": "int64",
    "change": "!string",
}
"""The change log, one row where a cell differs from what was last known. `snapshot` counts a table's good snapshots from 1; `row` is a
number that no other row has; `replaces` the row of the same cell that it took over from."""

KNOWN = ("series", "place", "period", "dims", "value", "status", "known_from", "snapshot")
OBSERVATIONS = ibis.table(LOG, name="observations")


def known(question: Asked) -> Any:
    """The latest row of each cell that was known on the day: rows that no row known by then replaces.

    A cell that had vanished by then is a row with a null value and the status "gone". Columns `KNOWN`, in no order.
    """
    return _latest(question).select(*KNOWN)


def state(question: Asked) -> Any:
    """As `known`, with the number of the row: what a new release is compared with."""
    return _latest(question).select("series", "place", "period", "dims", "value", "status", "row")


def _latest(question: Asked) -> Any:
    rows = _rows(question)
    later = rows.filter(rows.replaces.notnull()).select(replaced=rows.replaces)
    return rows.anti_join(later, rows.row == later.replaced)


def revisions(question: Asked) -> Any:
    """What changed when, from what to what: every row of the log that took over from another, with `since` < or = day < or = `on`."""
    rows = _rows(question)
    new = rows.filter(rows.replaces.notnull())
    if question.since is not None:
        new = new.filter(new.known_from >= ibis.literal(question.since))
    old = rows.select(old_row=rows.row, old_value=rows.value, old_status=rows.status, old_known_from=rows.known_from)
    both = new.inner_join(old, new.replaces == old.old_row)
    return both.select(*KNOWN, "old_value", "old_status", "old_known_from", "change")


def vintages(question: Asked) -> Any:
    """How many cells each release changed, and how."""
    rows = _rows(question)
    return rows.group_by("series", "snapshot", "known_from", "change").aggregate(cells=rows.count())


def _rows(question: Asked) -> Any:
    rows = OBSERVATIONS
    for column, codes in ((rows.series, question.series), (rows.place, question.places), (rows.period, question.periods)):
        if codes:
            rows = rows.filter(column == codes[0] if len(codes) == 1 else column.isin(codes))
    if question.on is not None:
        rows = rows.filter(rows.known_from <= ibis.literal(question.on))
    for pairs in question.dims:
        rows = rows.filter(ibis.or_(*(rows.dims.contains(pair) for pair in pairs)))
    return rows


EXPRESSIONS = {"known": known, "revisions": revisions, "vintages": vintages, "state": state}


class _SparkOptions(Config):  # type: ignore[misc]
    """What Ibis asks of its Spark engine when it writes SQL; without this it would load that engine, and pandas with it."""

    treat_nan_as_null: bool = False


@lru_cache(maxsize=256)
def sql(question: Question, of: Asked, dialect: Dialect = "duckdb") -> str:
    """The question in an engine's SQL, over a table called observations. Values are literals that Ibis has quoted, of checked form."""
    if dialect == "pyspark" and ibis.options.pyspark is None:
        ibis.options.pyspark = _SparkOptions()
    return str(ibis.to_sql(EXPRESSIONS[question](of), dialect=dialect, pretty=False))


_ARROW = {"string": pa.string(), "float64": pa.float64(), "date": pa.date32(), "int32": pa.int32(), "int64": pa.int64()}


@lru_cache(maxsize=8)
def columns(question: Question) -> pa.Schema:
    """The answer's columns. Ibis's own translation asks for a package that is not needed otherwise."""
    schema = EXPRESSIONS[question](Asked()).schema()
    return pa.schema([pa.field(name, _ARROW[str(kind).removeprefix("!")]) for name, kind in schema.items()])
