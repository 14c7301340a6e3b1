"""Faults of the whole in an indicator file: what shows only when its parts are held against each other and against a strategy."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from samhandling.figures.rules.calendar.periods import span_of
from samhandling.figures.rules.indicator.measure_faults import measure_faults
from samhandling.figures.rules.indicator.naming import computed_faults, period_faults, statement_faults
from samhandling.ground.faults import Fault
from samhandling.ground.said import Said
from samhandling.strategy.rules.lines import Path
from samhandling.strategy.rules.source import Source

Codes = Collection[str]
"""Codes of the strategy's focus areas or prerequisites, or ids of indicators; an empty one is not checked against."""

NEEDED = {
    "kolada": ("kpi",),
    "pxwebapi2": ("server", "table"),
    "eurostat": ("dataset",),
    "file": ("producer", "name"),
    "local": ("producer", "name"),
    "computed": ("rule", "of"),
}
"""The keys that a source of each kind must have."""

_KPI = re.compile(r"[NU]\d{5}")


def whole_faults(source: Source, focus_areas: Codes = (), prerequisites: Codes = (), indicators: Codes = ()) -> list[Fault]:
    """Every fault of the whole. `indicators`: ids of other files, which statements and computed series may name."""
    own = {str(table.get("id")) for _, table in source.tables(("indicators",))}
    faults = [*_ids_once(source)]
    for path, table in source.tables(("indicators",)):
        faults += [
            *_direction(source, path, table),
            *_belongs(source, path, table, focus_areas, prerequisites),
            *_persons(source, path, table),
            *_targets(source, path, table),
            *_series(source, path, table),
            *_breaks(source, path),
        ]
        faults += computed_faults(source, path, {*own, *indicators})
    for path, table in source.tables(("statements",)):
        faults += [
            *period_faults(source, (*path, "as_of"), table.get("as_of")),
            *statement_faults(source, path, table, {*own, *indicators}),
        ]
    return faults


def _ids_once(source: Source) -> Iterator[Fault]:
    for group in ("indicators", "statements"):
        first: dict[str, int] = {}
        for path, table in source.tables((group,)):
            found = table.get("id")
            if not isinstance(found, str):
                continue
            line = source.line((*path, "id"))
            if found in first:
                yield source.fault(
                    (*path, "id"),
                    found,
                    Said(f"Samma id står redan på rad {first[found]}.", f"The same id already stands on line {first[found]}."),
                    Said("Ge den ena ett eget id.", "Give one of them an id of its own."),
                )
            first.setdefault(found, line)


def _direction(source: Source, path: Path, table: Mapping[str, Any]) -> Iterator[Fault]:
    direction, band = table.get("direction"), table.get("band")
    if (direction == "band") != (band is not None) and direction is not None:
        yield source.fault(
            (*path, "band" if band is not None else "direction"),
            direction,
            Said("Riktningen band och gränserna hör ihop.", "The direction band and its bounds belong together."),
            Said(
                'Skriv direction = "band" och band = { low = 1, high = 2 }.', 'Write direction = "band" and band = { low = 1, high = 2 }.'
            ),
        )
    if isinstance(band, dict) and "low" in band and "high" in band and _is_number(band["low"], band["high"]) and band["low"] > band["high"]:
        yield source.fault(
            (*path, "band"),
            f"{band['low']}–{band['high']}",
            Said("Den undre gränsen är högre än den övre.", "The lower bound is above the upper."),
            Said("Byt plats på dem.", "Swap them."),
        )
    if direction == "neither" and table.get("role") in ("outcome", "result"):
        yield source.fault(
            (*path, "direction"),
            direction,
            Said("Ett utfall eller resultat säger vad som är bättre.", "An outcome or result says what is better."),
            Said('Ange en riktning, eller skriv role = "context".', 'State a direction, or write role = "context".'),
        )


def _is_number(*values: object) -> bool:
    return all(not isinstance(value, (str, bool, dict, list)) for value in values)


def _belongs(source: Source, path: Path, table: Mapping[str, Any], focus_areas: Codes, prerequisites: Codes) -> Iterator[Fault]:
    if not table.get("focus_areas") and not table.get("prerequisites"):
        yield source.fault(
            path,
            table.get("id", ""),
            Said(
                "Indikatorn hör inte till något insatsområde och ingen förutsättning.",
                "The indicator belongs to no focus area and no prerequisite.",
            ),
            Said('Skriv till exempel focus_areas = ["1.1"].', 'Write for example focus_areas = ["1.1"].'),
        )
    for name, known in (("focus_areas", focus_areas), ("prerequisites", prerequisites)):
        codes = table.get(name)
        for index, code in enumerate(codes if isinstance(codes, list) and known else []):
            if code not in known:
                yield source.fault(
                    (*path, name, index),
                    code,
                    Said("Strategin har ingen sådan kod.", "The strategy has no such code."),
                    Said(f"Välj bland {', '.join(sorted(known))}.", f"Choose among {', '.join(sorted(known))}."),
                )


def _persons(source: Source, path: Path, table: Mapping[str, Any]) -> Iterator[Fault]:
    if table.get("persons") is True and "by_sex" not in table:
        yield source.fault(
            (*path, "persons"),
            table.get("id", ""),
            Said(
                "Personer räknas, så filen ska säga om värdena finns för kvinnor och män.",
                "People are counted, so the file is to say whether values exist for women and men.",
            ),
            Said("Lägg till by_sex = true eller by_sex = false.", "Add by_sex = true or by_sex = false."),
        )
    if "by_sex" in table and table.get("persons") is not True:
        yield source.fault(
            (*path, "by_sex"),
            table.get("by_sex"),
            Said("Uppdelning på kön hör till det som räknar personer.", "A split by sex belongs to what counts people."),
            Said("Lägg till persons = true, eller ta bort raden.", "Add persons = true, or remove the line."),
        )


def _targets(source: Source, path: Path, table: Mapping[str, Any]) -> Iterator[Fault]:
    seen: set[tuple[object, object]] = set()
    for at, target in source.tables((*path, "targets")):
        if table.get("direction") in ("band", "neither"):
            yield source.fault(
                at,
                table.get("direction"),
                Said(
                    "Ett mål för ett visst år kräver riktningen higher eller lower.",
                    "A target for a year takes the direction higher or lower.",
                ),
                Said("Ändra riktningen, eller ta bort målet.", "Change the direction, or remove the target."),
            )
        key = (target.get("adopted"), target.get("place", ""))
        if key in seen:
            yield source.fault(
                at,
                key[0],
                Said("Två mål är antagna samma dag för samma plats.", "Two targets were adopted on the same day for the same place."),
                Said("Slå ihop dem, eller rätta dagen.", "Merge them, or mend the day."),
            )
        seen.add(key)


def _series(source: Source, path: Path, table: Mapping[str, Any]) -> Iterator[Fault]:
    if bool(table.get("series")) == bool(table.get("algebra")):
        yield source.fault(
            path,
            table.get("id", ""),
            Said(
                "En indikator har antingen en kedja av serier eller en uträkning.",
                "An indicator has either a chain of series or a computation.",
            ),
            Said(
                "Lägg till ett avsnitt [[indicators.series]], eller [indicators.algebra].",
                "Add a section [[indicators.series]], or [indicators.algebra].",
            ),
        )
    for chain in (("series",), ("algebra", "numerator"), ("algebra", "denominator")):
        for at, series in source.tables((*path, *chain)):
            yield from _origin(source, (*at, "source"), series.get("source"))
            yield from _span(source, at, series)


def _origin(source: Source, path: Path, origin: object) -> Iterator[Fault]:
    kind = origin.get("kind") if isinstance(origin, dict) else None
    if not isinstance(origin, dict) or kind not in NEEDED:
        return
    yield from measure_faults(source, path, origin)
    for key in NEEDED[kind]:
        if not origin.get(key):
            yield source.fault(
                path,
                kind,
                Said(f"En källa av slaget {kind} behöver {key}.", f"A source of the kind {kind} needs {key}."),
                Said(f"Lägg till {key} = ... inom klamrarna.", f"Add {key} = ... within the braces."),
            )
    kpi = origin.get("kpi")
    if kind == "kolada" and isinstance(kpi, str) and kpi and not _KPI.fullmatch(kpi):
        yield source.fault(
            (*path, "kpi"),
            kpi,
            Said("Ett nyckeltal hos Kolada är en bokstav och fem siffror.", "A key figure of Kolada's is a letter and five digits."),
            Said('Skriv till exempel "N02201".', 'Write for example "N02201".'),
        )


def _span(source: Source, path: Path, series: Mapping[str, Any]) -> Iterator[Fault]:
    first, last = series.get("from"), series.get("to")
    broken = [*period_faults(source, (*path, "from"), first), *period_faults(source, (*path, "to"), last)]
    yield from broken
    if not broken and isinstance(first, str) and isinstance(last, str) and span_of(first).first > span_of(last).last:
        yield source.fault(
            (*path, "to"),
            last,
            Said(f"Sista perioden ligger före den första, {first}.", f"The last period lies before the first, {first}."),
            Said("Byt plats på dem.", "Swap them."),
        )


def _breaks(source: Source, path: Path) -> Iterator[Fault]:
    for at, mark in source.tables((*path, "breaks")):
        yield from period_faults(source, (*at, "at"), mark.get("at"))
