"""Faults of a computed series in an indicator file: a measure that there is not, an option that it lacks or does not take."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from samhandling.figures.business.classifications import DIVISION, LEVELS, SECTION, SECTIONS_JOINED, classification, sections_in
from samhandling.figures.rules.indicator.measures import MEASURES, OPTIONS, PREFIX, Measure, measure_of
from samhandling.ground.faults import Fault
from samhandling.ground.said import Said
from samhandling.strategy.rules.lines import Path
from samhandling.strategy.rules.source import Source

_LIKE: Mapping[str, str] = {
    "level": f'level = "{DIVISION}"',
    "industries": 'industries = ["C"]',
    "base": "base = 2",
    "percent": "percent = 50",
    "years": "years = 5",
    "part": 'part = "regional"',
}
_VARIETY = ("related_variety", "unrelated_variety")


def measure_faults(source: Source, path: Path, origin: Mapping[str, Any]) -> Iterator[Fault]:
    """What is wrong with the rule of a computed series and its options. `path` leads to the source."""
    rule = origin.get("rule")
    if origin.get("kind") != "computed":
        for name in OPTIONS:
            if name in origin:
                yield _not_taken(source, path, name, str(origin.get("kind")), ())
        return
    if not isinstance(rule, str) or not rule:
        return
    measure = measure_of(rule)
    if measure is None:
        yield _no_measure(source, path, rule)
        return
    yield from _options(source, path, origin, measure, rule)
    yield from _industries(source, path, origin.get("industries"))


def _options(source: Source, path: Path, origin: Mapping[str, Any], measure: Measure, rule: str) -> Iterator[Fault]:
    for name in sorted(measure.needs - origin.keys()):
        yield source.fault(
            path,
            rule,
            Said(f"Måttet {rule} behöver {name}.", f"The measure {rule} needs {name}."),
            Said(f"Lägg till till exempel {_LIKE[name]} inom klamrarna.", f"Add for example {_LIKE[name]} within the braces."),
        )
    for name in OPTIONS:
        if name in origin and name not in measure.options:
            yield _not_taken(source, path, name, rule, tuple(sorted(measure.options)))
    if measure.name == "location_quotient" and ("level" in origin) == ("industries" in origin):
        yield source.fault(
            path,
            rule,
            Said("Måttet behöver antingen level eller industries.", "The measure needs either level or industries."),
            Said(
                'Skriv level = "division" för alla branscher, eller industries = ["C"] för en.',
                'Write level = "division" for all industries, or industries = ["C"] for one.',
            ),
        )
    if measure.name in _VARIETY and origin.get("level") in (SECTION, SECTIONS_JOINED):
        finer = ", ".join(level for level in LEVELS if level not in (SECTION, SECTIONS_JOINED))
        yield source.fault(
            (*path, "level"),
            origin["level"],
            Said("Släktskap kräver finare branscher än avdelningar.", "Variety takes industries that are finer than sections."),
            Said(f"Välj bland {finer}.", f"Choose among {finer}."),
        )


def _industries(source: Source, path: Path, industries: object) -> Iterator[Fault]:
    for code in industries if isinstance(industries, list) else ():
        if isinstance(code, str) and not _is_industry(code):
            yield source.fault(
                (*path, "industries"),
                code,
                Said("SNI 2007 har ingen sådan kod.", "SNI 2007 has no such code."),
                Said('Skriv en avdelning ("C") eller två till fem siffror ("26").', 'Write a section ("C") or two to five digits ("26").'),
            )


def _is_industry(code: str) -> bool:
    plain = code.replace(".", "")
    return bool(sections_in(code)) or (plain.isdigit() and 2 <= len(plain) <= 5 and plain[:2] in classification("sni", "2007").entries)


def _no_measure(source: Source, path: Path, rule: str) -> Fault:
    names = [f"{PREFIX}{name}" for name in MEASURES]
    close = get_close_matches(rule, names, n=1, cutoff=0.6)
    way_out = (
        Said(f"Menade du {close[0]}?", f"Did you mean {close[0]}?")
        if close
        else Said(f"Välj bland {', '.join(names)}.", f"Choose among {', '.join(names)}.")
    )
    return source.fault((*path, "rule"), rule, Said("Det finns inget mått med det namnet.", "There is no measure of that name."), way_out)


def _not_taken(source: Source, path: Path, name: str, whose: str, takes: tuple[str, ...]) -> Fault:
    those = ", ".join(takes)
    return source.fault(
        (*path, name),
        name,
        Said(f"{name} hör inte till {whose}.", f"{name} does not belong to {whose}."),
        Said(f"Ta bort det; där kan stå {those}.", f"Remove it; there may stand {those}.") if those else Said("Ta bort det.", "Remove it."),
    )
