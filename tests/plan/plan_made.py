"""Small files for tests of the plan, in the invented county, and what the database holds after they have been read in."""

from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol

from samhandling.files.tables import Book, Cell, Row, Sheet
from samhandling.ground.viewer import OPERATOR, Viewer
from samhandling.office.models import Event, ImportRun
from samhandling.office.queries import stamp
from samhandling.people.models import Actor
from samhandling.plan.actions.importing import Outcome, import_portfolio
from samhandling.plan.models import Chain, Initiative, StoredDoubt
from samhandling.plan.opening import lineage_of
from samhandling.plan.queries import initiative, open_world, records_of
from samhandling.plan.rules.mapping import Mapping, Scope, guess
from samhandling.plan.rules.plain import to_plain
from samhandling.plan.rules.record import InitiativeRecord

COUNTY = "exempellanet-2025"
HEADINGS = ("id", "title", "owner", "start", "end", "granted", "financier", "contributions", "municipalities", "note")
ROAD = ("A1", "Bussen som väntar", "Region Exempel", "2025-02-01", "2026-12-31", 400_000, "Regionala medel", "A1a:0.5|B2a:0.5", "2380", "")
SHOP = ("A2", "Öppet i byn", "Åre kommun", "2025-03-01", "2025-12-31", None, "", "A1a", "2321", "")


class Region(Protocol):
    """What the fixture `sormland` gives."""

    @property
    def strategy(self) -> str: ...
    @property
    def run(self) -> int: ...
    @property
    def file(self) -> Path: ...


def book(*rows: Sequence[Cell], headings: Sequence[str] = HEADINGS, file: str = "lista.csv") -> Book:
    """A CSV of one table; its checksum follows what it holds."""
    made = tuple(Row(number, tuple(cells)) for number, cells in enumerate((headings, *rows), 1))
    return Book(file, "csv", sha256(repr((headings, rows)).encode()).hexdigest(), (Sheet("", made),))


def changed(row: Sequence[Cell], **values: Cell) -> tuple[Cell, ...]:
    """The row with other cells, by heading."""
    return tuple(values.get(heading, cell) for heading, cell in zip(HEADINGS, row, strict=True))


def take_in(
    of: Book,
    *,
    strategy: str = COUNTY,
    source: str = "",
    fetched: date | None = None,
    mapping: Mapping | None = None,
    by: Viewer = OPERATOR,
) -> Outcome:
    """Import a book as the command does: guessed columns, and a scope where a source or a day is told."""
    found = mapping or guess(of, open_world(strategy, seen_by=OPERATOR))
    if source or fetched:
        found = found.model_copy(update={"scopes": [Scope(source=source, fetched=fetched)]})
    return import_portfolio(of, found, strategy=strategy, lineage=lineage_of(of, found), by=by)


def run_of(outcome: Outcome) -> int:
    """The number of an import that wrote something."""
    assert outcome.run is not None
    return outcome.run


def held(code: str, strategy: str = COUNTY) -> InitiativeRecord:
    """One initiative as the database holds it."""
    return initiative(code, of_strategy=strategy, seen_by=OPERATOR).record


def everything(strategy: str = COUNTY) -> dict[str, Any]:
    """All that an import may touch, for comparing before and after."""
    return {
        "initiatives": {record.id: to_plain(record) for record in records_of(strategy, seen_by=OPERATOR)},
        "actors": sorted(Actor.objects.values_list("code", "name")),
        "doubts": sorted(StoredDoubt.objects.values_list("kind", "field", "initiative__code", "state")),
        "chains": sorted(Chain.objects.values_list("before__code", "after__code", "state")),
    }


def traces() -> tuple[int, int, int, int]:
    """How many runs, events and initiatives there are, and the stamp: what must stay as it is when nothing happened."""
    return ImportRun.objects.count(), Event.objects.count(), Initiative.objects.count(), stamp()
