"""Sum rows: never read as efforts, but compared with what the efforts give."""

from collections.abc import Sequence
from fractions import Fraction

from samhandling.files.tables import Row
from samhandling.ground.said import Said
from samhandling.plan.rules.amounts import read_amount, sek
from samhandling.plan.rules.manners import Mark
from samhandling.plan.rules.phrases import number_en, number_sv
from samhandling.plan.rules.record import InitiativeRecord

WHY_UNKNOWN = Said("Varför de skiljer sig vet vi inte.", "We do not know why they differ.")
AS_TEXT = Said("Skillnaden beror på att flera belopp är skrivna som text.", "They differ because several amounts are written as text.")
ABOVE = Said("Skillnaden beror på att den bara gäller raderna ovanför.", "They differ because it covers only the rows above.")
"""Why a sum row and the efforts differ, of which one is said."""


class Sums:
    """The amounts of a table: what its numbers add up to in a spreadsheet, and what the efforts that were read give.

    `columns`: (kind of money, index, factor of the heading's unit, decimal mark where it has been told).
    """

    def __init__(
        self, columns: Sequence[tuple[str, int, int, Mark | None]], efforts: Sequence[Row], records: Sequence[InitiativeRecord]
    ) -> None:
        self._columns = columns
        self._efforts = efforts
        self._records = records

    def said_of(self, row: Row) -> Said:
        """The sentence about a sum row: what it shows, what the efforts give, and why they differ where that is known."""
        start_sv, start_en = f"Rad {row.number} är en summarad och läses inte in.", f"Row {row.number} is a sum row and is not imported."
        for kind, index, factor, mark in self._columns:
            shown = read_amount(row.cells[index], factor, mark).value if index < len(row.cells) else None
            if shown is not None:
                sv, en = self._compared(row, kind, index, factor, shown)
                return Said(f"{start_sv} {sv}", f"{start_en} {en}")
        return Said(start_sv, start_en)

    def _compared(self, row: Row, kind: str, index: int, factor: int, shown: Fraction) -> tuple[str, str]:
        given = [sum((g.amount for g in record.grants if g.kind.value == kind and g.amount is not None), Fraction(0))
                 for record in self._records if any(g.kind.value == kind and g.amount is not None for g in record.grants)]  # fmt: skip
        total = sum(given, Fraction(0))
        if shown == total:
            return f"Den visar {sek(shown)} kr, lika mycket som projekten ger.", f"It shows SEK {sek(shown)}, as much as the projects give."
        why = self._why(row, index) if shown == self._numbers_above(row, index) * factor else WHY_UNKNOWN
        sv, en = _given(len(given), sek(total))
        return f"Den visar {sek(shown)} kr, men {sv}. {why.sv}", f"It shows SEK {sek(shown)}, but {en}. {why.en}"

    def _why(self, row: Row, index: int) -> Said:
        """The shown sum is that of the cells that are numbers: the rest is text, or stands below the sum row."""
        texts = sum(isinstance(cell, str) and bool(read_amount(cell).value) for cell in self._cells(index, row.number))
        return AS_TEXT if texts else ABOVE

    def _numbers_above(self, row: Row, index: int) -> Fraction:
        cells = self._cells(index, row.number)
        return sum((Fraction(str(cell)) for cell in cells if isinstance(cell, int | float) and not isinstance(cell, bool)), Fraction(0))

    def _cells(self, index: int, before: int) -> list[object]:
        return [row.cells[index] for row in self._efforts if row.number < before and index < len(row.cells)]


def _given(count: int, total: str) -> tuple[str, str]:
    """What the efforts give, as a part of a sentence."""
    if count == 0:
        return "inget projekt har ett belopp som går att läsa", "no project has an amount that can be read"
    if count == 1:
        return f"det enda projekt som har belopp ger {total} kr", f"the only project that has an amount gives SEK {total}"
    return (
        f"de {number_sv(count)} projekt som har belopp ger {total} kr",
        f"the {number_en(count)} projects that have an amount give SEK {total}",
    )
