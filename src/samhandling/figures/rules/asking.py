"""What can be asked of the log of observations: checked, before any engine sees it."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from samhandling.figures.rules.observation import LONGEST_CODE, PERIOD, PLACE, SERIES, dimension_code, first_of
from samhandling.ground.faults import Fault, Location, Refused
from samhandling.ground.said import Said

Dialect = Literal["duckdb", "pyspark"]
Question = Literal["known", "revisions", "vintages", "state"]

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
