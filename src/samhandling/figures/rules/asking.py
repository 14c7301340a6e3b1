"""What can be asked of the log of observations, as expressions that any engine runs."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Literal

import ibis
import pyarrow as pa

from samhandling.figures.rules.observation import LONGEST_CODE, PERIOD, PLACE, SERIES, dimension_code, first_of
from samhandling.ground.faults import Fault, Location, Refused
from samhandling.ground.said import Said

Dialect = Literal["duckdb", "pyspark"]
Question = Literal["known", "revisions", "vintages", "state"]

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

OBSERVATIONS = ibis.table(LOG, name="observations")
KNOWN = ("series", "place", "period", "dims", "value", "status", "known_from", "snapshot")
MOST_NAMES = 5000


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in checked form: empty means all. `dims`: (pair, ...) alternatives, all of which must hold. `on` None: today's state."""

    series: tuple[str, ...] = ()
    on: date | None = None
    places: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    dims: tuple[tuple[str, ...], ...] = ()
    since: date | None = None


def asked(
    series: str | Collection[str],
    *,
    on: date | None = None,
    places: Collection[str] | None = None,
    periods: Collection[str] | None = None,
    dims: Mapping[str, str | Collection[str]] | None = None,
    since: date | None = None,
) -> Asked:
    """Check a question. Raises Refused: an ill-formed code, none at all where some are asked for, or more than `MOST_NAMES`."""
    named = (series,) if isinstance(series, str) else tuple(sorted(set(series)))
    wanted = [((code,) if isinstance(code, str) else tuple(sorted(set(code))), name) for name, code in sorted((dims or {}).items())]
    faults = [
        *_wrong("series", named, SERIES),
        *_wrong("place", places, PLACE),
        *_wrong("period", periods, PERIOD),
        *(fault for codes, name in wanted for fault in _wrong(name, codes, _CODE)),
    ]
    if faults:
        raise Refused(faults)
    # `"name":"code"` stands in the canonical JSON only where it is a pair of it: a quotation mark inside a word is written \\".
    pairs = tuple(tuple(dimension_code({name: code})[1:-1] for code in codes) for codes, name in wanted)
    return Asked(named, on, tuple(sorted(set(places or ()))), tuple(sorted(set(periods or ()))), pairs, since)


_CODE = re.compile(rf"[^\0]{{0,{LONGEST_CODE}}}")


def _wrong(name: str, codes: Collection[str] | None, form: re.Pattern[str]) -> list[Fault]:
    if codes is None:
        return []
    odd = [code for code in codes if not form.fullmatch(code)]
    if not odd and 0 < len(codes) <= MOST_NAMES:
        return []
    expected = Said(f"Mellan 1 och {MOST_NAMES} välskrivna koder.", f"Between 1 and {MOST_NAMES} well-formed codes.")
    way_out = Said("Ta bort villkoret för att få allt, eller rätta koderna.", "Leave the condition out to get all, or mend the codes.")
    return [Fault(Location(column=name), first_of(odd) if odd else str(len(codes)), expected, way_out)]


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


@lru_cache(maxsize=256)
def sql(question: Question, of: Asked, dialect: Dialect = "duckdb") -> str:
    """The question in an engine's SQL, over a table called observations. Values are literals that Ibis has quoted, of checked form."""
    return str(ibis.to_sql(EXPRESSIONS[question](of), dialect=dialect, pretty=False))


_ARROW = {"string": pa.string(), "float64": pa.float64(), "date": pa.date32(), "int32": pa.int32(), "int64": pa.int64()}


@lru_cache(maxsize=8)
def columns(question: Question) -> pa.Schema:
    """The answer's columns. Ibis's own translation asks for a package that is not needed otherwise."""
    schema = EXPRESSIONS[question](Asked()).schema()
    return pa.schema([pa.field(name, _ARROW[str(kind).removeprefix("!")]) for name, kind in schema.items()])
