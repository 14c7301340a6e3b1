"""A row that became an initiative, with the way back to its cells."""

from dataclasses import dataclass

from samhandling.files.tables import Cell
from samhandling.ground.faults import Location
from samhandling.plan.rules.cells import text_of
from samhandling.plan.rules.record import InitiativeRecord


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A record, the place of its row, and the row itself. `scope`: which of the mapping's scopes it belongs to, by index.

    `layout` tells which cell is which field; it is one and the same for all rows of a table, as are the headings in `Reading.columns`.
    """

    record: InitiativeRecord
    location: Location
    cells: tuple[Cell, ...] = ()
    layout: tuple[tuple[str, int], ...] = ()
    scope: int | None = None

    @property
    def raw(self) -> tuple[tuple[str, str], ...]:
        """(field, the cell's text as it stood), of every cell that holds something."""
        cells, width = self.cells, len(self.cells)
        return tuple((field, text) for field, index in self.layout if index < width and (text := text_of(cells[index])).strip())
