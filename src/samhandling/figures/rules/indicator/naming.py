"""Faults of naming in an indicator file: periods that cannot be read, and indicators that are named but not there."""

from collections.abc import Iterator, Mapping
from typing import Any

from samhandling.figures.rules.calendar.periods import span_of
from samhandling.ground.faults import Fault, Refused
from samhandling.ground.said import Said
from samhandling.strategy.rules.lines import Path
from samhandling.strategy.rules.source import Source

_MOVING = ("rising", "falling", "faster", "slower")


def period_faults(source: Source, path: Path, label: object) -> Iterator[Fault]:
    """The label of a period that cannot be read."""
    if isinstance(label, str):
        try:
            span_of(label)
        except Refused as refused:
            for fault in refused.faults:
                yield source.fault(path, fault.read, fault.expected, fault.way_out)


def statement_faults(source: Source, path: Path, table: Mapping[str, Any], known: set[str]) -> Iterator[Fault]:
    """A statement whose comparison lacks a number, or that names an indicator that there is not (`known`: those there are)."""
    holds, indicator = table.get("holds"), table.get("indicator")
    needs = "years" if holds in _MOVING else "than" if holds in ("above", "below") else None
    if needs and needs not in table:
        yield source.fault(
            (*path, "holds"),
            holds,
            Said(f"{holds} behöver {needs}.", f"{holds} needs {needs}."),
            Said(f"Lägg till en rad som börjar med {needs} =", f"Add a line that begins with {needs} ="),
        )
    yield from _unknown(source, (*path, "indicator"), indicator, known)
    yield from _unknown(source, (*path, "otherwise"), table.get("otherwise"), known)


def computed_faults(source: Source, path: Path, known: set[str]) -> Iterator[Fault]:
    """A computed series of an indicator that there is not."""
    for chain in (("series",), ("algebra", "numerator"), ("algebra", "denominator")):
        for at, series in source.tables((*path, *chain)):
            origin = series.get("source")
            if isinstance(origin, dict) and origin.get("kind") == "computed":
                yield from _unknown(source, (*at, "source", "of"), origin.get("of"), known)


def _unknown(source: Source, path: Path, indicator: object, known: set[str]) -> Iterator[Fault]:
    if isinstance(indicator, str) and indicator and indicator not in known:
        yield source.fault(
            path,
            indicator,
            Said("Det finns ingen indikator med det id:t.", "There is no indicator with that id."),
            Said("Rätta id:t, eller lägg till indikatorn.", "Mend the id, or add the indicator."),
        )
