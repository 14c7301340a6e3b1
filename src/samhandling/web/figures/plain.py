"""An indicator as plain values: for JSON, for CSV, and as the rows of the page's table."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from samhandling.figures.indicators.rows import IndicatorAnswer, Line, Value
from samhandling.figures.rules.calendar.periods import period_said
from samhandling.figures.rules.movement.numbers import written
from samhandling.ground.said import Language, Said

COLUMNS = ("whose", "place", "period", "value", "status", "known_from", "preliminary", "series")


@dataclass(frozen=True, slots=True)
class TableRow:
    """A period of the table. `value` None: not known, and `status` has the source's sign. `others`: women, men, comparators in order."""

    period: Said
    value: Said | None
    status: str
    preliminary: bool
    others: tuple[Said | None, ...]
    value_of: Value


def table_of(found: IndicatorAnswer) -> tuple[tuple[Said, ...], tuple[TableRow, ...]]:
    """(headings of the other columns, rows), the newest period first."""
    names: list[Said] = []
    columns: list[dict[str, Said]] = []
    for name, line in ((Said("kvinnor", "women"), found.women), (Said("män", "men"), found.men)):
        if line.latest is not None:
            names.append(name)
            columns.append({value.period: _number(found, value.value) for value in line.values if value.value is not None})
    for one in found.beside:
        names.append(one.name)
        columns.append({point.period: _number(found, point.value) for point in one.points if point.value is not None})
    rows = tuple(
        TableRow(
            period_said(value.period),
            None if value.value is None else _number(found, value.value),
            value.status,
            value.preliminary,
            tuple(column.get(value.period) for column in columns),
            value,
        )
        for value in reversed(found.line.values)
    )
    return tuple(names), rows


def _number(found: IndicatorAnswer, value: Any) -> Said:
    return written(value, found.indicator.decimals)


def values_of(found: IndicatorAnswer) -> list[dict[str, Any]]:
    """Every value that the page rests on, of the place (everyone, women, men, parts) and of those that it is compared with."""
    return [*_own(found), *_beside(found)]


def _own(found: IndicatorAnswer) -> Iterator[dict[str, Any]]:
    lines: list[tuple[str, Line]] = [("total", found.line), ("women", found.women), ("men", found.men)]
    lines += [("/".join(code for _, code in part.codes), part.line) for part in found.parts]
    for whose, line in lines:
        for value in line.values:
            yield {
                "whose": whose,
                "place": found.place,
                "period": value.period,
                "value": None if value.value is None else str(value.value),
                "status": value.status,
                "known_from": value.known_from.isoformat(),
                "preliminary": value.preliminary,
                "series": value.series,
            }


def _beside(found: IndicatorAnswer) -> Iterator[dict[str, Any]]:
    for one in found.beside:
        for point in one.points:
            yield {
                "whose": one.key,
                "place": "|".join(one.places),
                "period": point.period,
                "value": None if point.value is None else str(point.value),
                "status": point.status,
                "known_from": None,
                "preliminary": None,
                "series": None,
            }


def as_plain(found: IndicatorAnswer, language: Language) -> dict[str, Any]:
    """All of the page for JSON."""
    one = found.indicator
    return {
        "id": one.id,
        "title": one.title.said.in_(language),
        "definition": one.definition.said.in_(language),
        "unit": one.unit.said.in_(language),
        "direction": one.direction,
        "role": one.role,
        "focus_areas": list(one.focus_areas),
        "prerequisites": list(one.prerequisites),
        "place": found.place,
        "known_on": found.known_on.isoformat() if found.known_on else None,
        "told": found.told.said.in_(language),
        "under_chart": found.told.under.in_(language) if found.told.under else None,
        "notes": [said.in_(language) for said in (*found.notes, *found.told.notes)],
        "values": values_of(found),
        "breaks": [{"period": mark.period, "said": mark.said.in_(language), "comparable": mark.comparable}
                   for mark in (*one.break_marks, *found.line.breaks)],
        "targets": [{"adopted": path.adopted.isoformat(), "decision": path.decision, "place": path.place,
                     "levels": {str(year): str(level) for year, level in path.levels.items()}} for path in one.paths],
        "revisions": [{"series": cell.series, "period": cell.period, "day": cell.revised.day.isoformat(),
                       "before": _text(cell.revised.before), "after": _text(cell.revised.after),
                       "said": cell.revised.said.in_(language)} for cell in found.revisions],
        "sources": [{"series": line.series, "producer": line.producer, "licence": line.licence, "url": line.url,
                     "said": line.said.in_(language)} for line in found.sources],
        "missing": [{"series": line.series, "said": line.said.in_(language)} for line in found.missing],
        "next_release": found.due.day.isoformat() if found.due.day else None,
    }  # fmt: skip


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
