"""Rounded once: the picture's money to the öre, so that what is shown adds up as the exact sums do."""

from dataclasses import dataclass
from decimal import Decimal

from samhandling.coverage.rules.picture import Picture
from samhandling.ground.money import settle, to_ore


@dataclass(frozen=True, slots=True)
class ShownMoney:
    """SEK with two decimals. Regional + nation-wide = the focus area; the focus areas + outside + insufficient + excluded = granted, to the öre; granted + elsewhere (+ other
    time) = all that is loaded."""

    focus_areas: dict[str, Decimal]
    regional: dict[str, Decimal]
    nation_wide: dict[str, Decimal]
    granted: Decimal
    attributed: Decimal
    outside: Decimal
    insufficient: Decimal
    excluded: Decimal
    elsewhere: Decimal
    other_time: Decimal


def shown_money(picture: Picture) -> ShownMoney:
    """Round along the axis that the table sums: focus areas in the strategy's order, then outside, insufficient, excluded."""
    totals = picture.totals
    rest = {"outside": totals.outside.value, "insufficient": totals.insufficient.value, "excluded": totals.excluded.value}
    parts = settle({**{f"area {cell.focus_area}": cell.sek.value for cell in picture.cells}, **rest})
    areas = {cell.focus_area: parts[f"area {cell.focus_area}"] for cell in picture.cells}
    told_apart = {
        cell.focus_area: settle({"regional": cell.regional_sek.value, "nation-wide": cell.nation_wide_sek.value}, areas[cell.focus_area])
        for cell in picture.cells
    }
    granted = sum(parts.values(), Decimal("0.00"))
    in_place = to_ore(totals.granted.value + totals.other_time.value)
    everything = to_ore(totals.granted.value + totals.other_time.value + totals.elsewhere.value)
    return ShownMoney(
        focus_areas=areas,
        regional={code: part["regional"] for code, part in told_apart.items()},
        nation_wide={code: part["nation-wide"] for code, part in told_apart.items()},
        granted=granted,
        attributed=sum(areas.values(), Decimal("0.00")),
        outside=parts["outside"],
        insufficient=parts["insufficient"],
        excluded=parts["excluded"],
        elsewhere=everything - in_place,
        other_time=in_place - granted,
    )
