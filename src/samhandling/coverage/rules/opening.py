"""Any number of a picture, opened: its evidence by the name that it bears in the answer."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from samhandling.coverage.rules.picture import Cell, Picture, Totals
from samhandling.ground.evidence import Evidence
from samhandling.ground.faults import refusal
from samhandling.ground.said import Said

TOTALS = "totals"

MONEY_NAMES: Mapping[str, str] = {
    "granted_sek": "granted",
    "attributed_sek": "attributed",
    "outside_sek": "outside",
    "insufficient_sek": "insufficient",
    "excluded_sek": "excluded",
    "elsewhere_sek": "elsewhere",
    "other_time_sek": "other_time",
}
"""A total's name in the answer → its name in the picture."""


def figures_of(thing: Cell | Totals) -> dict[str, Evidence[Any]]:
    """Every number of a cell or of the totals, by its name in the answer."""
    shown = {of: name for name, of in MONEY_NAMES.items()} if isinstance(thing, Totals) else {}
    found = {}
    for field in fields(thing):
        value = getattr(thing, field.name)
        if isinstance(value, Evidence):
            found[shown.get(field.name, field.name)] = value
    return found


def open_number(drawn: Picture, where: str, figure: str) -> Evidence[Any]:
    """The evidence of a number: `where` is a focus area or "totals". Raises Refused with the names to choose from."""
    places = [cell.focus_area for cell in drawn.cells]
    if where != TOTALS and where not in places:
        listed = ", ".join([*places, TOTALS])
        raise refusal(where, Said(f"Ett av {listed}.", f"One of {listed}."), Said("Välj ett av dem.", "Choose one of them."))
    numbers = figures_of(drawn.totals if where == TOTALS else drawn.cell(where))
    if figure not in numbers:
        listed = ", ".join(numbers)
        raise refusal(figure, Said(f"Ett av talen {listed}.", f"One of the numbers {listed}."), Said("Välj ett av dem.", "Choose one."))
    return numbers[figure]
