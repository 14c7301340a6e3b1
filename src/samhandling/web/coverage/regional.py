"""The main number of a page's money: a focus area's computed part without nation-wide efforts, which stand on a line of their own."""

from fractions import Fraction
from typing import Any

from samhandling.coverage.rules.opening import TOTALS, figures_of, open_number
from samhandling.coverage.rules.picture import Picture
from samhandling.ground.evidence import Evidence
from samhandling.ground.said import Said

REGIONAL = "regional_sek"
RULE = Said(
    "Beviljat belopp × platsens del × andelen i området, utan insatser som omfattar hela landet.",
    "Granted amount × the place's part × the share in the area, without nation-wide efforts.",
)


def evidence_of(drawn: Picture, where: str, figure: str) -> Evidence[Any]:
    """The evidence of any number that a page shows. Raises Refused for one that there is none of."""
    if figure != REGIONAL or where == TOTALS or where not in {cell.focus_area for cell in drawn.cells}:
        return open_number(drawn, where, figure)
    cell = drawn.cell(where)
    wide = {row.id for row in cell.nation_wide_sek.rows}
    value: Fraction = cell.sek.value - cell.nation_wide_sek.value
    return Evidence(value, cell.sek.unit, RULE, tuple(row for row in cell.sek.rows if row.id not in wide))


def figures(drawn: Picture, where: str) -> list[str]:
    """The names of a place's numbers; `where` is a focus area or "totals"."""
    if where == TOTALS:
        return list(figures_of(drawn.totals))
    names = list(figures_of(drawn.cell(where)))
    after = names.index("sek") + 1
    return [*names[:after], REGIONAL, *names[after:]]
