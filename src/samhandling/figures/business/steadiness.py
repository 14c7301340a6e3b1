"""Which years can be compared: the year asked about, where growth begins, and the stretch around the year without a break."""

from collections.abc import Sequence
from dataclasses import dataclass

from samhandling.ground.faults import Location, refusal
from samhandling.ground.said import Said


@dataclass(frozen=True, slots=True)
class Span:
    """`stretch`: years that can be compared with `year`, in order. `breaks`: every break of the series, its first year."""

    year: int
    base_year: int
    stretch: tuple[int, ...]
    breaks: tuple[int, ...]


def span_of(years: Sequence[int], breaks: Sequence[int], year: int | None, base_year: int | None) -> Span:
    """The years of a reading. The base year is the first of the stretch unless given. Raises Refused for years that are not there."""
    chosen = years[-1] if year is None else year
    _known(chosen, years, "year")
    within = tuple(one for one in sorted(set(breaks)) if years[0] < one <= years[-1])
    begins = max((one for one in within if one <= chosen), default=years[0])
    ends = min((one for one in within if one > chosen), default=years[-1] + 1)
    stretch = tuple(one for one in years if begins <= one < ends)
    base = stretch[0] if base_year is None else base_year
    _known(base, years, "base_year")
    if base_year is not None and base >= chosen:
        raise refusal(
            str(base),
            Said(f"Ett år före {chosen}.", f"A year before {chosen}."),
            Said("Välj ett tidigare basår.", "Choose an earlier base year."),
            Location(column="base_year"),
        )
    return Span(chosen, base, stretch, within)


def _known(year: int, years: Sequence[int], column: str) -> None:
    if year not in years:
        raise refusal(
            str(year),
            Said(f"Ett år från {years[0]} till {years[-1]}.", f"A year from {years[0]} to {years[-1]}."),
            Said("Välj ett av åren.", "Choose one of the years."),
            Location(column=column),
        )
