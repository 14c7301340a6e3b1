"""TIMEVAL of a PX file: the unit of its time variable and the codes of its periods."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from samhandling.files.cube.faults import Faults
from samhandling.files.px.statements import Statement
from samhandling.ground.said import Said

_LIST = re.compile(r'^\s*TLIST\s*\(\s*([A-Z][0-9])\s*(?:,\s*"?([0-9A-Z]+)"?\s*-\s*"?([0-9A-Z]+)"?\s*)?\)', re.IGNORECASE)
_PER_YEAR = {"A1": 1, "H1": 2, "T1": 3, "Q1": 4, "M1": 12}


def time_unit(statement: Statement) -> str:
    """A1 years, H1 half-years, T1 terms, Q1 quarters, M1 months, W1 weeks, D1 days; "" where the statement does not say."""
    found = _LIST.match(statement.raw)
    return found[1].upper() if found else ""


def time_codes(statement: Statement, labels: Sequence[str], faults: Faults) -> tuple[str, ...]:
    """The codes of the periods: those listed, or those between the first and the last that are named. A bad list is a fault."""
    found = _LIST.match(statement.raw)
    if not found:
        faults.add(
            statement.raw,
            Said("TLIST med tidsenhet och perioder", "TLIST with time unit and periods"),
            line=statement.line,
            place=statement.name,
        )
        return ()
    if not found[2]:
        listed = statement.values[1:]
        if listed and labels and len(listed) != len(labels):
            faults.add(str(len(listed)), _as_many(len(labels)), line=statement.line, place=statement.name)
        return listed
    most = len(labels) or 10_000
    codes: list[str] = []
    for code in _between(found[1].upper(), found[2].upper(), found[3].upper()):
        codes.append(code)
        if len(codes) > most:
            break
    if not codes or (labels and len(codes) != len(labels)) or len(codes) > most:
        faults.add(statement.raw, _as_many(len(labels)), line=statement.line, place=statement.name)
        return ()
    return tuple(codes)


def _between(unit: str, first: str, last: str) -> Iterator[str]:
    """Codes from first to last; none where they cannot be read."""
    try:
        if unit in _PER_YEAR:
            yield from _in_years(unit, first, last)
        elif unit == "W1":
            day, end = _monday(first), _monday(last)
            while day <= end:
                year, week, _ = day.isocalendar()
                yield f"{year}W{week:02d}" if "W" in first else f"{year}{week:02d}"
                day += timedelta(weeks=1)
    except (ValueError, OverflowError):
        return


def _in_years(unit: str, first: str, last: str) -> Iterator[str]:
    per_year = _PER_YEAR[unit]
    letter = unit[0] if unit[0] in first else ""
    digits = len(first) - 4 - len(letter)
    for number in range(_number(first, per_year), _number(last, per_year) + 1):
        year, part = divmod(number, per_year)
        yield f"{year:04d}{letter}{part + 1:0{digits}d}" if per_year > 1 else f"{year:04d}"


def _number(code: str, per_year: int) -> int:
    """Which period since year 0."""
    year, part = code[:4], code[4:].lstrip("HTQM")
    if not 0 < int(part or 1) <= per_year or bool(part) != (per_year > 1):
        raise ValueError(code)
    return int(year) * per_year + int(part or 1) - 1


def _monday(code: str) -> date:
    return date.fromisocalendar(int(code[:4]), int(code[4:].lstrip("W")), 1)


def _as_many(count: int) -> Said:
    return Said(f"lika många perioder som värden ({count})", f"as many periods as values ({count})")
