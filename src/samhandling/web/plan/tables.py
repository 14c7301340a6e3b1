"""The list of initiatives as JSON values, and as a table for CSV and workbooks: the same rows as on the page."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from samhandling.files.writing import Table
from samhandling.ground.money import to_ore
from samhandling.ground.places import place_name
from samhandling.ground.said import Language, Said
from samhandling.web.plan.listing import ListRow
from samhandling.web.plan.words import KINDS, REACHES, STATES, named

COLUMNS: Mapping[str, tuple[Said, int]] = {
    "id": (Said("Ärende", "Case"), 14),
    "title": (Said("Namn", "Name"), 60),
    "owners": (Said("Ägare", "Owners"), 32),
    "partners": (Said("Medverkande", "Partners"), 32),
    "kind": (Said("Typ", "Kind"), 18),
    "state": (Said("Läge", "Status"), 16),
    "start": (Said("Start", "Start"), 12),
    "end": (Said("Slut", "End"), 12),
    "reach": (Said("Räckvidd", "Reach"), 20),
    "counties": (Said("Län", "Counties"), 30),
    "municipalities": (Said("Kommuner", "Municipalities"), 30),
    "focus_areas": (Said("Insatsområden", "Focus areas"), 18),
    "granted_sek": (Said("Beviljat, kr", "Granted, SEK"), 16),
    "financiers": (Said("Finansiärer", "Financiers"), 24),
    "target_groups": (Said("Målgrupper", "Target groups"), 30),
    "source": (Said("Källa", "Source"), 30),
}
"""Heading and width (characters) of each column."""

_WORDS: Mapping[str, Mapping[str, Said]] = {"kind": KINDS, "state": STATES, "reach": REACHES}


def plain(row: ListRow) -> dict[str, Any]:
    """A row as JSON values. An unknown amount or day is null, never 0."""
    record = row.record
    return {
        "id": record.id,
        "title": record.title,
        "owners": [name for _, name in row.owners],
        "partners": list(row.partners),
        "kind": record.kind.value,
        "state": row.state,
        "start": record.period.start,
        "end": record.period.end,
        "reach": record.reach.value,
        "counties": [place_name(code) for code in record.counties],
        "municipalities": [place_name(code) for code in record.municipalities],
        "focus_areas": [share.focus_area for share in record.shares],
        "granted_sek": None if row.granted is None else str(to_ore(row.granted)),
        "financiers": list(row.financiers),
        "target_groups": list(record.target_groups),
        "source": record.source,
    }


def table(rows: Iterable[ListRow], language: Language) -> Table:
    """Headings and rows, lists joined by commas, words in the reader's language."""
    headings = [said.in_(language) for said, _ in COLUMNS.values()]
    return headings, [[_cell(name, value, language) for name, value in plain(row).items()] for row in rows]


def _cell(name: str, value: Any, language: Language) -> Any:
    if name in _WORDS:
        return named(_WORDS[name], value).in_(language)
    return ", ".join(value) if isinstance(value, list) else value


def for_workbook(found: Table) -> Table:
    """The same table with amounts as numbers and empty cells for what is unknown."""
    headings, rows = found
    money = list(COLUMNS).index("granted_sek")
    return headings, [[_number(cell) if index == money else cell for index, cell in enumerate(row)] for row in rows]


def _number(cell: Any) -> Decimal | None:
    return None if cell is None else Decimal(cell)


def widths() -> Sequence[int]:
    """The columns' widths."""
    return [width for _, width in COLUMNS.values()]
