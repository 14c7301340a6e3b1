"""Kolada's answers as plain observations: one row for each place, year and gender."""

import json
import math
from collections.abc import Iterator, Mapping
from typing import Any

from samhandling.figures.sources.fetched import Fetched
from samhandling.figures.sources.kolada.answers import from_kolada
from samhandling.figures.sources.observations import Observations, canonical, refuse_doubles, table_of
from samhandling.ground.faults import Fault, Location, Refused
from samhandling.ground.said import Said

# What a value that Kolada has taken away is marked with here; Kolada itself marks it with isdeleted.
DELETED = "deleted"
GENDERS = {"T": "Totalt", "K": "Kvinnor", "M": "Män"}
_MOST_FAULTS = 20


def parse(fetched: Fetched) -> Observations:
    """The observations, with the dimensions `gender` (T, K, M) and `kpi`.

    A value that was taken away is null with the status "deleted", so that the old one does not live on. Kolada names no unit.
    Raises Refused: another form than Kolada's, a value that is no number, the same cell twice.
    """
    file = fetched.url
    try:
        found = json.loads(fetched.data)
        rows = [row for page in found["pages"] for row in page["values"]]
        definition = _definition(found["definition"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Refused([_fault(file, f"{type(error).__name__}: {error}", _FORM)]) from None
    faults: list[Fault] = []
    cells = list(_cells(rows, file, faults))
    if faults:
        raise Refused(faults)
    table = table_of(
        place=[cell[0] for cell in cells],
        period=[cell[1] for cell in cells],
        dims=[cell[2] for cell in cells],
        value=[cell[3] for cell in cells],
        status=[cell[4] for cell in cells],
        unit=[""] * len(cells),
        decimals=[None] * len(cells),
    )
    refuse_doubles(table, file)
    kpi, title, description = definition
    return Observations(
        table, title, {"gender": GENDERS, "kpi": {kpi: title}}, "municipality", "period", (description,) if description else ()
    )


_FORM = Said("värden för ett nyckeltal i Koladas form", "values of a key figure in Kolada's form")
_Cell = tuple[str, str, str, float | None, str]


def _definition(found: Mapping[str, Any]) -> tuple[str, str, str]:
    kpi = found["values"][0] if isinstance(found.get("values"), list) else found
    return str(kpi["id"]), str(kpi["title"]), str(kpi.get("description") or "")


def _cells(rows: list[Any], file: str, faults: list[Fault]) -> Iterator[_Cell]:
    for number, row in enumerate(rows, start=1):
        try:
            place, year, kpi = from_kolada(str(row["municipality"])), _year(row["period"]), str(row["kpi"])
            for value in row["values"]:
                status = DELETED if value.get("isdeleted") else str(value.get("status") or "")
                figure = None if status == DELETED else _figure(value["value"])
                yield place, year, canonical({"gender": _gender(value["gender"]), "kpi": kpi}), figure, status
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            if len(faults) < _MOST_FAULTS:
                read = json.dumps(row, ensure_ascii=False)[:200]
                faults.append(_fault(file, f"{read} ({type(error).__name__}: {error})", _FORM, number))


def _year(period: object) -> str:
    text = str(period)
    if isinstance(period, bool) or not (len(text) == 4 and text.isascii() and text.isdigit()):
        raise ValueError(f"period {text}")
    return text


def _gender(gender: object) -> str:
    if gender not in GENDERS:
        raise ValueError(f"gender {gender}")
    return str(gender)


def _figure(value: object) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(f"value {value}")
    return float(value)


def _fault(file: str, read: str, expected: Said, row: int | None = None) -> Fault:
    way_out = Said(
        "Den senast hämtade versionen gäller. Har Kolada ändrat sin form behöver läsaren anpassas; meddela den som sköter systemet.",
        "The version fetched last stays in use. If Kolada has changed its form the reader must follow; tell whoever runs the system.",
    )
    return Fault(Location(file=file, row=row), read, expected, way_out)
