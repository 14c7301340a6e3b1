"""The columns of a table as the wizard shows them: what each is understood as, cells of it, and how amounts and days in it are read."""

from dataclasses import dataclass

from samhandling.files.tables import Cell
from samhandling.ground.said import Said, same
from samhandling.plan.rules.amounts import read_amount, sek
from samhandling.plan.rules.cells import Found, text_of
from samhandling.plan.rules.choosing import Table
from samhandling.plan.rules.dates import read_day
from samhandling.plan.rules.headings import MONEY_FIELDS, OWN, UNIT_FACTORS
from samhandling.plan.rules.mapping import Mapping

MOST_COLUMNS = 200
MOST_SAMPLES = 3
LONGEST = 80
DAYS = frozenset({"start", "end", "decided", "not_before", "not_after"})


@dataclass(frozen=True, slots=True)
class Sample:
    """A cell as it stands, and what it is read as where that could be otherwise; `unclear`: it becomes a question."""

    text: str
    read: Said | None = None
    unclear: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, the field that it is understood as ("own", "left_out"), the unit of its amounts, and cells of it."""

    label: str
    field: str
    unit: str
    samples: tuple[Sample, ...]


def columns_of(table: Table, mapping: Mapping) -> tuple[Column, ...]:
    """The table's columns from the left, at most `MOST_COLUMNS`; those beyond stay as the mapping has them."""
    return tuple(_column(table, index, mapping) for index in range(min(len(table.labels), MOST_COLUMNS)))


def _column(table: Table, index: int, mapping: Mapping) -> Column:
    label = table.labels[index]
    field, unit = mapping.columns.get(label, OWN), mapping.units.get(label, "kr")
    return Column(label, field, unit, tuple(_sample(cell, field, unit) for cell in _various(table.sample(index), field)))


def _various(cells: list[Cell], field: str) -> list[Cell]:
    """Cells that differ; of amounts and days, first one of each manner of writing."""
    seen: dict[str, Cell] = {}
    for cell in cells:
        text = text_of(cell)
        seen.setdefault(_manner(text) if field in DAYS or field in MONEY_FIELDS else text, cell)
        if len(seen) == MOST_SAMPLES:
            break
    return list(seen.values())


def _manner(text: str) -> str:
    return "".join("9" if letter.isdigit() else letter for letter in text)[:40]


def _sample(cell: Cell, field: str, unit: str) -> Sample:
    text = text_of(cell)
    shown = text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"
    if field in MONEY_FIELDS:
        amount = read_amount(cell, UNIT_FACTORS.get(unit, 1))
        return _read(shown, amount, Said(f"{sek(amount.value)} kr", f"SEK {sek(amount.value)}") if amount.value is not None else UNKNOWN)
    if field in DAYS:
        day = read_day(cell, end=field in ("end", "not_after"))
        return _read(shown, day, same(day.value.value.isoformat()) if day.value.value else OPEN if day.value.open_ended else UNKNOWN)
    return Sample(shown)


def _read(text: str, found: Found[object], said: Said) -> Sample:
    return Sample(text, said, found.unclear is not None or found.wrong is not None)


UNKNOWN = Said("okänt", "unknown")
OPEN = Said("tills vidare", "until further notice")
