"""A command line's words as a coverage question; and which strategy is meant when none is named."""

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

from django.utils import timezone

from samhandling.cli.days import day, known_day
from samhandling.coverage.queries import CoverageQuestion
from samhandling.coverage.rules.attribution import Split, Window
from samhandling.coverage.rules.comparison import WhatIf
from samhandling.coverage.rules.rulebook import read_rulebook
from samhandling.ground.faults import Location, refusal
from samhandling.ground.places import NATION, PlaceCode
from samhandling.ground.said import Said
from samhandling.ground.viewer import OPERATOR
from samhandling.strategy.queries import strategies
from samhandling.strategy.queries import strategy as open_strategy


def chosen_strategy(code: str | None) -> str:
    """The strategy named, or the only one that is loaded. Raises Refused when none or several are."""
    if code:
        return code
    loaded = [row.code for row in strategies(OPERATOR) if row.kind == "strategy"]
    if len(loaded) == 1:
        return loaded[0]
    listed = ", ".join(loaded)
    if loaded:
        expected = Said(f"Flera strategier är inlästa: {listed}.", f"Several strategies are loaded: {listed}.")
        raise refusal("", expected, Said("Välj en med --strategy.", "Choose one with --strategy."))
    raise refusal(
        "",
        Said("Ingen strategi är inläst.", "No strategy is loaded."),
        Said("Läs in en med: samhandling strategy load FIL.", "Load one with: samhandling strategy load FILE."),
    )


def coverage_question(
    strategy: str | None,
    on: str | None,
    known_on: str | None,
    first: str | None,
    last: str | None,
    place: str | None,
    rules: Path | None,
    population: Path | None,
    *,
    compare: str | None = None,
    compare_known_on: str | None = None,
    approve: list[str] | None = None,
    end: list[str] | None = None,
) -> CoverageQuestion:
    """Everything that `coverage`, `why` and `judge` ask in common."""
    code = chosen_strategy(strategy)
    asked = CoverageQuestion(
        strategy=code,
        on=day(on, "--on") or timezone.localdate(),
        place=PlaceCode(place) if place else PlaceCode(open_strategy(code, OPERATOR).place or NATION),
        known_on=day(known_on, "--known-on"),
        window=_window(first, last),
        compare=day(compare, "--compare"),
        compare_known_on=day(compare_known_on, "--compare-known-on"),
        rulebook=read_rulebook(_text(rules), rules.name) if rules else None,
        split=_split(population),
    )
    return replace(asked, what_if=WhatIf(frozenset(approve or []), _ends(end or []))) if approve or end else asked


def _window(first: str | None, last: str | None) -> Window | None:
    begins, ends = day(first, "--from"), day(last, "--to")
    return Window(begins or date.min, ends or date.max) if begins or ends else None


def _ends(pairs: list[str]) -> dict[str, date]:
    found = {}
    for pair in pairs:
        code, separator, text = pair.partition("=")
        if not separator:
            way = Said("Skriv till exempel 20201046=2019-06-30.", "Write for instance 20201046=2019-06-30.")
            raise refusal(pair, Said("ÄRENDE=DAG.", "CASE=DAY."), way, Location(column="--end"))
        found[code] = known_day(text, "--end")
    return found


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        raise refusal(
            str(path),
            Said("En textfil som går att läsa (UTF-8).", "A text file that can be read (UTF-8)."),
            Said("Kontrollera filens namn.", "Check the file's name."),
        ) from None


def _split(path: Path | None) -> Split:
    if path is None:
        return Split()
    rows = csv.reader(_text(path).lstrip("\ufeff").splitlines(), delimiter=";")
    persons = {PlaceCode(row[0].strip()): int(row[1]) for row in rows if len(row) > 1 and row[1].strip().isdigit()}
    if not persons:
        raise refusal(
            path.name,
            Said("Rader med kod;personer, till exempel 0484;107593.", "Rows of code;persons, for instance 0484;107593."),
            Said("Rätta filen.", "Mend the file."),
        )
    return Split(persons)
