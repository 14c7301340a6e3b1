"""The list of indicators by focus area and prerequisite: which have figures, the latest value in a sentence, what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from samhandling.figures.indicators.rows import CatalogueRow, Value
from samhandling.figures.rules.calendar.periods import period_said
from samhandling.figures.rules.indicator.document import Indicator
from samhandling.figures.rules.movement.numbers import written
from samhandling.files.writing import Table
from samhandling.ground.places import NATION, PlaceCode, all_places, counties, county_of, municipalities_of
from samhandling.ground.said import Language, Said
from samhandling.strategy.queries import StrategyView


@dataclass(frozen=True, slots=True)
class Row:
    """An indicator in a list. `newest`: the latest value with unit and period; `None` where nothing is known of the place."""

    row: CatalogueRow
    newest: Said | None
    why_none: Said | None

    @property
    def title(self) -> Said:
        """Its plain title."""
        return self.row.indicator.title.said


@dataclass(frozen=True, slots=True)
class Group:
    """A focus area (with its code) or a prerequisite, with its indicators: those with a value for the place, and the others."""

    code: str
    name: Said
    is_area: bool
    shown: tuple[Row, ...]
    without: tuple[Row, ...]


def value_said(indicator: Indicator, value: Value) -> Said:
    """ "7,6 procent (januari 2024)". Raises ValueError where nothing is known."""
    number, unit, period = written(value.point.known, indicator.decimals), indicator.unit.said, period_said(value.period)
    return Said(f"{number.sv} {unit.sv} ({period.sv})", f"{number.en} {unit.en} ({period.en})")


def row_of(row: CatalogueRow) -> Row:
    """A row with its sentence, or with why there is none."""
    if row.latest is not None:
        return Row(row, value_said(row.indicator, row.latest), None)
    if not row.is_held:
        return Row(row, None, Said("Inga siffror hämtade ännu.", "No figures fetched yet."))
    if row.indicator.by and row.latest_period:
        return Row(row, None, Said("Uppdelad i flera värden.", "Split into several values."))
    return Row(row, None, Said("Siffror finns, men inte för platsen.", "There are figures, but not of the place."))


def groups_of(strategy: StrategyView, rows: Sequence[CatalogueRow]) -> list[Group]:
    """Every focus area in the strategy's order and then every prerequisite; those that no indicator follows are shown empty."""
    told = [row_of(row) for row in rows]
    areas = [
        _group(area.code, area.name, True, [row for row in told if area.code in row.row.indicator.focus_areas])
        for area in strategy.focus_areas
    ]
    others = [
        _group(one.id, one.name.said, False, [row for row in told if one.id in row.row.indicator.prerequisites])
        for one in strategy.prerequisites
    ]
    return areas + others


def _group(code: str, name: Said, is_area: bool, rows: Sequence[Row]) -> Group:
    shown = tuple(row for row in rows if row.newest)
    return Group(code, name, is_area, shown, tuple(row for row in rows if not row.newest))


def places_for(strategy: StrategyView, chosen: PlaceCode) -> list[tuple[str, str]]:
    """Places to choose among: the nation, every county, the municipalities of the strategy's county and of the chosen place's."""
    own = PlaceCode(strategy.place or NATION)
    near = [county_of(code) for code in dict.fromkeys((own, chosen)) if code != NATION]
    codes = [NATION, *counties(), *(one for county in dict.fromkeys(near) for one in municipalities_of(county))]
    return [(code, all_places()[code].name) for code in codes]


def plain_row(row: Row, language: Language) -> dict[str, Any]:
    """An indicator of the list for JSON and CSV."""
    found, latest = row.row, row.row.latest
    return {
        "id": found.indicator.id,
        "title": row.title.in_(language),
        "unit": found.indicator.unit.said.in_(language),
        "role": found.indicator.role,
        "focus_areas": list(found.indicator.focus_areas),
        "prerequisites": list(found.indicator.prerequisites),
        "held": found.is_held,
        "period": latest.period if latest else None,
        "value": str(latest.value) if latest else None,
        "preliminary": latest.preliminary if latest else None,
        "known_from": latest.known_from.isoformat() if latest else None,
    }


def as_table(rows: Sequence[dict[str, Any]], headings: Sequence[str]) -> Table:
    """Plain rows as a table; lists joined with commas, what is not known left empty."""
    return list(headings), [
        [", ".join(cell) if isinstance(cell, list) else cell for cell in (row[name] for name in headings)] for row in rows
    ]
