"""What to fetch of a table: codes, or expressions that stand for codes."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Literal

from samhandling.figures.sources.fetching.failing import FetchFailed, failed
from samhandling.ground.faults import Fault, Location, Refused
from samhandling.ground.said import Said

_CALL = re.compile(r"(top|bottom|from|to|range)\(([^()]+)\)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Selection:
    """Values of one variable: codes, wildcards ("04*", "*") or expressions.

    `from(2020)`, `to(2023M12)` and `range(a,b)` include their ends; `top(3)` are the first three in the table's order, `bottom(3)` the
    last three, which for time is the newest. `codelist`: a grouping or set of values that the source offers, by id. `output` tells
    whether the groups of a grouping are fetched as sums ("aggregated") or as the single values that they consist of ("single").
    """

    values: tuple[str, ...]
    codelist: str = ""
    output: Literal["aggregated", "single"] = "aggregated"


def expand(values: Sequence[str], codes: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(the codes that `values` stand for, in the order of `codes`; the values that stand for none of them)."""
    chosen: set[str] = set()
    unknown: list[str] = []
    for value in values:
        found = [value] if value in codes else _matching(value, codes)
        chosen.update(found)
        if not found:
            unknown.append(value)
    return tuple(code for code in codes if code in chosen), tuple(unknown)


def _matching(value: str, codes: Sequence[str]) -> list[str]:
    if found := _CALL.fullmatch(value):
        return _called(found[1].lower(), [part.strip() for part in found[2].split(",")], codes)
    if "*" in value or "?" in value:
        # Only * and ? mean something; a bracket is a letter like any other.
        pattern = value.replace("[", "[[]")
        return [code for code in codes if fnmatchcase(code, pattern)]
    return []


def _called(name: str, parts: Sequence[str], codes: Sequence[str]) -> list[str]:
    if name in ("top", "bottom"):
        count = int(parts[0]) if len(parts) == 1 and parts[0].isascii() and parts[0].isdigit() else 0
        return list(codes[:count] if name == "top" else codes[max(0, len(codes) - count) :]) if count else []
    if len(parts) != (2 if name == "range" else 1):
        return []
    low = parts[0] if name != "to" else ""
    high = parts[-1] if name != "from" else ""
    return [code for code in codes if (not low or code >= low) and (not high or code <= high)]


def chosen_codes(url: str, wanted: Mapping[str, Selection], offered: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """The codes of each wanted variable. Raises FetchFailed: every variable and value that the table does not have, all at once."""
    chosen: dict[str, tuple[str, ...]] = {}
    missing: list[str] = []
    for variable, selection in wanted.items():
        if variable not in offered:
            missing.append(variable)
            continue
        chosen[variable], unknown = expand(selection.values, offered[variable])
        missing.extend(f"{variable}={value}" for value in unknown)
        if not selection.values:
            missing.append(f"{variable}=")
    if missing:
        raise _not_offered(url, missing, offered)
    return chosen


def _not_offered(url: str, missing: Sequence[str], offered: Mapping[str, Sequence[str]]) -> FetchFailed:
    shown = "; ".join(f"{variable}: {', '.join(codes[:8])}{', …' if len(codes) > 8 else ''}" for variable, codes in offered.items())
    return failed(
        "rejected",
        url,
        ", ".join(missing[:20]),
        expected=Said(f"koder som tabellen har ({shown})", f"codes that the table has ({shown})"),
    )


def must_be_chosen(url: str, variables: Sequence[str]) -> Refused:
    """The refusal of a selection that leaves out variables that the source cannot sum over."""
    expected = Said(
        "ett urval för varje variabel som tabellen inte kan summera", "a selection for each variable that the table cannot sum over"
    )
    way_out = Said(
        'Skriv värden för variabeln i deklarationen, till exempel "*".',
        'Write values for the variable in the declaration, for example "*".',
    )
    return Refused([Fault(Location(file=url), variable, expected, way_out) for variable in variables])
