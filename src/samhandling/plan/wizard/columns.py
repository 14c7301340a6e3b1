"""The columns of a table as the wizard shows them: what each is understood as, cells of it, and how amounts and days in it are read."""

from dataclasses import dataclass
from fractions import Fraction

from samhandling.files.tables import Cell
from samhandling.ground.said import Said, same
from samhandling.plan.rules.amounts import read_amount, sek
from samhandling.plan.rules.cells import Found, text_of
from samhandling.plan.rules.choosing import Table
from samhandling.plan.rules.dates import Day, read_day
from samhandling.plan.rules.headings import MONEY_FIELDS, OWN, UNIT_FACTORS
from samhandling.plan.rules.manners import Mark, Order, manners_of
from samhandling.plan.rules.mapping import Mapping

MOST_COLUMNS = 200
MOST_SAMPLES = 3
LONGEST = 80


@dataclass(frozen=True, slots=True)
class Sample:
    """A cell as it stands, and what it is read as where that could be otherwise; `unclear`: it becomes a question."""

    text: str
    read: Said | None = None
    unclear: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, the field that it is understood as ("own", "left_out"), the unit of its amounts, and cells of it.

    `manner`: how its amounts or days are written, where it has been told of this column by itself; `is_open`: cells of it are read otherwise in another manner.
    """

    label: str
    field: str
    unit: str
    samples: tuple[Sample, ...]
    manner: str = ""
    is_open: bool = False


def columns_of(table: Table, mapping: Mapping) -> tuple[Column, ...]:
    """The table's columns from the left, at most `MOST_COLUMNS`; those beyond stay as the mapping has them."""
    return tuple(_column(table, index, mapping) for index in range(min(len(table.labels), MOST_COLUMNS)))


def _column(table: Table, index: int, mapping: Mapping) -> Column:
    label = table.labels[index]
    field, unit, manner = mapping.columns.get(label, OWN), mapping.units.get(label, "kr"), mapping.manners.get(label, "")
    cells = table.sample(index)
    apart = [cell for cell in cells if isinstance(cell, str | int) and _is_open(cell, field, unit)] if manners_of(field) else []
    # Those that the choice is about come first, so that it can be seen what it does.
    samples = tuple(_sample(cell, field, unit, mapping.manner_of(label)) for cell in _various([*apart, *cells], field, in_full=bool(apart)))
    return Column(label, field, unit, samples, manner, bool(apart))


def _is_open(cell: Cell, field: str, unit: str) -> bool:
    """There are manners in which the cell is read as different things; one in which it cannot be read says nothing."""
    said = {_told(cell, field, unit, manner).value for manner in ("", *manners_of(field))}
    return len(said - {None, Day()}) > 1


def _told(cell: Cell, field: str, unit: str, manner: str) -> Found[object]:
    if field in MONEY_FIELDS:
        return read_amount(cell, UNIT_FACTORS.get(unit, 1), Mark(manner) if manner else None)
    return read_day(cell, end=field in ("end", "not_after"), order=Order(manner) if manner else None)


def _various(cells: list[Cell], field: str, *, in_full: bool) -> list[Cell]:
    """Cells that differ; of amounts and days, first one of each manner of writing, unless they are to be told in full."""
    seen: dict[str, Cell] = {}
    for cell in cells:
        text = text_of(cell)
        seen.setdefault(_pattern(text) if manners_of(field) and not in_full else text, cell)
        if len(seen) == MOST_SAMPLES:
            break
    return list(seen.values())


def _pattern(text: str) -> str:
    return "".join("9" if letter.isdigit() else letter for letter in text)[:40]


def _sample(cell: Cell, field: str, unit: str, manner: str) -> Sample:
    text = text_of(cell)
    shown = text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"
    if not manners_of(field):
        return Sample(shown)
    found = _told(cell, field, unit, manner)
    return Sample(shown, _said(found.value), found.unclear is not None or found.wrong is not None)


def _said(value: object) -> Said:
    if isinstance(value, Day):
        return same(value.value.isoformat()) if value.value else OPEN if value.open_ended else UNKNOWN
    return Said(f"{sek(value)} kr", f"SEK {sek(value)}") if isinstance(value, Fraction) else UNKNOWN


UNKNOWN = Said("okänt", "unknown")
OPEN = Said("tills vidare", "until further notice")
