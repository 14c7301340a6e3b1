"""Sum rows: never read as efforts, but compared with what the efforts give."""

from collections.abc import Sequence
from fractions import Fraction

from samhandling.files.tables import Row
from samhandling.ground.said import Said
from samhandling.plan.rules.amounts import read_amount, sek
from samhandling.plan.rules.phrases import number_en, number_sv
from samhandling.plan.rules.record import InitiativeRecord

_WHY_UNKNOWN = "We do not know why they differ."


class Sums:
    """The amounts of a table: what its numbers add up to in a spreadsheet, and what the efforts that were read give.

    `columns`: (kind of money, index, factor of the heading's unit).
    """

    def __init__(self, columns: Sequence[tuple[str, int, int]], efforts: Sequence[Row], records: Sequence[InitiativeRecord]) -> None:
        self._columns = columns
        self._efforts = efforts
        self._records = records

    def said_of(self, row: Row) -> Said:
        """The sentence about a sum row: what it shows, what the efforts give, and why they differ where that is known."""
        start_sv, start_en = f"Rad {row.number} är en summarad och läses inte in.", f"Row {row.number} is a sum row and is not imported."
        for kind, index, factor in self._columns:
            shown = read_amount(row.cells[index], factor).value if index < len(row.cells) else None
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
        if shown == self._numbers_above(row, index) * factor:
            return self._part(shown, index, row, len(given), total)
        return (
            f"Den visar {sek(shown)} kr, men de {number_sv(len(given))} projekt som har belopp ger {sek(total)} kr. Varför de skiljer sig vet vi inte.",
            f"It shows SEK {sek(shown)}, but the {number_en(len(given))} projects that have an amount give SEK {sek(total)}. {_WHY_UNKNOWN}",
        )

    def _part(self, shown: Fraction, index: int, row: Row, count: int, total: Fraction) -> tuple[str, str]:
        """The shown sum is that of the cells that are numbers: the rest is text, or stands below the sum row."""
        texts = sum(isinstance(cell, str) and bool(read_amount(cell).value) for cell in self._cells(index, row.number))
        why_sv = "flera belopp är skrivna som text" if texts else "den bara gäller raderna ovanför"
        why_en = "The difference is that several amounts are written as text." if texts else "It covers only the rows above."
        return (
            f"Den visar {sek(shown)} kr, men de {number_sv(count)} projekt som har belopp ger {sek(total)} kr. Skillnaden beror på att {why_sv}.",
            f"It shows SEK {sek(shown)}, but the {number_en(count)} projects that have an amount give SEK {sek(total)}. {why_en}",
        )

    def _numbers_above(self, row: Row, index: int) -> Fraction:
        cells = self._cells(index, row.number)
        return sum((Fraction(str(cell)) for cell in cells if isinstance(cell, int | float) and not isinstance(cell, bool)), Fraction(0))

    def _cells(self, index: int, before: int) -> list[object]:
        return [row.cells[index] for row in self._efforts if row.number < before and index < len(row.cells)]
