"""The measures of one place as rows for a reader: what it lives on, what drove its growth, how broad it is, how it came through a downturn."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np

from samhandling.economy import (
    Cube,
    Measured,
    Reason,
    TooCoarse,
    entropy,
    equivalent_number,
    equivalent_number_of,
    hachman,
    location_quotients,
    resilience,
    shift_share,
    turning_points,
    variety,
)
from samhandling.figures.business import telling
from samhandling.figures.business.classifications import groups_above, is_unknown_industry, name_of
from samhandling.figures.business.reasons import reason_said, too_coarse, unknown
from samhandling.figures.business.shapes import NATION_ITSELF, Breadth, BreadthPoint, Growth, GrowthRow, IndustryRow, Resilience, Unknown
from samhandling.ground.said import Said

_NOT_KNOWN = Said("Källan vet inte vilken bransch de hör till.", "The source does not know which industry they belong to.")
_LITTLE = 0.1
UNIT = Said("sysselsatta", "people employed")


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: a place in a cube, a year and a year to compare with. `stretch`: the years around `year` without a break."""

    cube: Cube
    place: str
    year: int
    base_year: int
    stretch: tuple[int, ...]
    labels: Mapping[str, str] = field(default_factory=dict)
    shares_only: bool = False
    breaks_said: Mapping[int, Said] = field(default_factory=dict)
    beside: Said = NATION_ITSELF

    def name(self, industry: str) -> Said:
        """What the industry is called."""
        return name_of(industry, self.labels.get(industry, ""))

    @property
    def now(self) -> Cube:
        """All regions in the year, kept so that what is worked out of it is worked out once."""
        return self.cube.remember(("year", self.year), lambda: self.cube.only(self.year))

    @property
    def steady(self) -> Cube:
        """All regions in the years without a break."""
        return self.cube.remember(("years", self.stretch), lambda: self.cube.only(*self.stretch))


def lives_on(asked: Asked) -> tuple[IndustryRow, ...]:
    """Every industry of the place, the largest first; those that are not known last."""
    now, own = asked.now, asked.now.part(asked.place)
    found = location_quotients(own)
    total, whole = float(own.region_totals[0, 0]), now.industry_totals[0] / now.grand_totals[0]
    total_reason = _total_reason(own)
    rows = []
    quotients, lower, upper = (part.values[0, :, 0] for part in (found.quotient, found.lower, found.upper))
    reasons = found.quotient.reasons[0, :, 0]
    for at, code in enumerate(now.industries):
        cell = Reason(int(own.cell_reasons[0, 0, at]))
        count = None if cell else float(own.stack[0, 0, at])
        share = count / total if count is not None and not total_reason and total > 0 else None
        reason = cell or total_reason or Reason(int(reasons[at]))
        value, low, high = (None if reasons[at] else float(part[at]) for part in (quotients, lower, upper))
        if asked.shares_only:
            count = low = high = None
        caution = _sureness(asked, code, value, low, high)
        said = reason_said(reason) if reason else None
        rows.append(IndustryRow(code, asked.name(code), count, share, float(whole[at]), value, caution, said, low, high))
    return tuple(sorted(rows, key=lambda row: (row.share is None, -(row.share or 0.0), -(row.count or 0.0), row.code)))


def jobs(asked: Asked) -> float | None:
    """How many are employed in the place; None where that is not known, or only shares are."""
    own = asked.now.part(asked.place)
    return None if asked.shares_only or _total_reason(own) else float(own.region_totals[0, 0])


def suppressed_cells(asked: Asked) -> int:
    """How many of the place's cells of the year are withheld by the source."""
    mask = asked.now.suppressed
    return 0 if mask is None else int(mask[0, asked.now.region_axis.place(asked.place)].sum())


def _total_reason(own: Cube) -> Reason:
    """Why the place's total is not known: a cell is not, and the source does not state the total either."""
    stated = own.stated.regions if own.stated is not None else None
    if stated is not None and np.isfinite(stated[0, 0]) and own.region_totals[0, 0] > 0:
        return Reason.DEFINED
    return Reason(int(own.region_reasons[0, 0]))


def _sureness(asked: Asked, code: str, value: float | None, low: float | None, high: float | None) -> Said | None:
    if is_unknown_industry(code, asked.labels.get(code, "")):
        return _NOT_KNOWN
    if value is None or low is None or high is None:
        return None
    return _few(asked.beside) if low <= 1 <= high and abs(value - 1) > _LITTLE else None


@cache
def _few(beside: Said) -> Said:
    return Said(
        f"Så få arbetar här i branschen att skillnaden mot {beside.sv} ryms i några jobb hit eller dit.",
        f"So few work in the industry here that the difference from {beside.en} is within a few jobs more or less.",
    )


def growth(asked: Asked) -> Growth | Unknown:
    """Dunn's shift-share from the base year to the year; breaks on the way are told."""
    if asked.shares_only:
        return Unknown(
            Said(
                "Källan ger branschernas andelar, inte antal, och då går tillväxten inte att dela upp.",
                "The source gives the industries' shares, no counts, and growth cannot then be taken apart.",
            )
        )
    if asked.base_year >= asked.year:
        return Unknown(telling.no_base_year(asked.year, [*asked.breaks_said]))
    part = asked.cube.part(asked.place)
    found = shift_share(part, asked.base_year, asked.year)
    total = found.growth.at(asked.place)
    if total.value is None:
        return unknown(total.reason)
    nation, mix, own = (found.terms[name] for name in telling.TERMS)
    rows = _growth_rows(asked, found.cells, part.industries)
    return Growth(
        total.value,
        float(nation.values[0]),
        float(mix.values[0]),
        float(own.values[0]),
        UNIT,
        tuple(sorted(rows, key=lambda row: (row.own is None, -abs(row.own or 0.0), row.code))),
        tuple(said for year, said in sorted(asked.breaks_said.items()) if asked.base_year < year <= asked.year),
        float(part.region_totals[part.place(asked.base_year), 0]),
        asked.base_year,
        asked.year,
    )


def _growth_rows(asked: Asked, cells: Mapping[str, Measured], industries: Sequence[str]) -> Iterator[GrowthRow]:
    nation, mix, own = (cells[name].values[0] for name in telling.TERMS)
    reasons = cells[telling.TERMS[0]].reasons[0]
    for at, code in enumerate(industries):
        if reasons[at]:
            yield GrowthRow(code, asked.name(code), None, None, None, None, reason_said(Reason(int(reasons[at]))))
            continue
        parts = float(nation[at]), float(mix[at]), float(own[at])
        yield GrowthRow(code, asked.name(code), *parts, sum(parts))


def breadth(asked: Asked) -> Breadth:
    """How spread out the jobs are, all years; the direction within the years that can be compared."""
    own, year = asked.cube.part(asked.place), asked.year
    number = equivalent_number(own)
    series = []
    for one in asked.cube.years:
        here = number.at(asked.place, one)
        nation = _nation_number(asked.cube, one)
        series.append(BreadthPoint(one, here.value, nation, reason_said(here.reason) if here.reason else None))
    related, unrelated = _varieties(asked, own)
    points = {point.year: point.equivalent_number for point in series}
    start = max(asked.base_year, asked.stretch[0])
    return Breadth(
        _number(number, asked.place, year),
        _number(entropy(own), asked.place, year),
        _number(hachman(own), asked.place, year),
        related,
        unrelated,
        tuple(series),
        telling.direction(start, points.get(start), year, points.get(year)),
        tuple(asked.breaks_said.values()),
    )


def _nation_number(cube: Cube, year: int) -> float | None:
    totals = cube.industry_totals[cube.place(year)]
    return float(equivalent_number_of(totals)) if totals.sum() > 0 else None


def _varieties(asked: Asked, own: Cube) -> tuple[float | Unknown, float | Unknown]:
    groups = groups_above(own.industries)
    if groups is None:
        missing = Unknown(
            Said(
                "Släktskap mellan branscher går bara att räkna när branscherna är finare än avdelningar.",
                "How related industries are can be computed only where they are finer than sections.",
            )
        )
        return missing, missing
    try:
        found = variety(own, groups)
    except TooCoarse as coarse:
        return too_coarse(coarse), too_coarse(coarse)
    return _number(found.related, asked.place, asked.year), _number(found.unrelated, asked.place, asked.year)


def _number(measured: Measured, *codes: object) -> float | Unknown:
    found = measured.at(*codes)
    return unknown(found.reason) if found.value is None else found.value


def through_downturn(asked: Asked) -> Resilience | Unknown:
    """The deepest fall of the nation within the years that can be compared, and how the place came through it."""
    if asked.shares_only:
        return Unknown(Said("Källan ger andelar, inte antal.", "The source gives shares, no counts."))
    turns = turning_points(asked.steady)
    if turns is None:
        return Unknown(telling.no_downturn(asked.stretch, asked.beside))
    found = resilience(asked.steady.part(asked.place), *turns)
    resistance, recovery = found.resistance.at(asked.place), found.recovery.at(asked.place)
    if resistance.value is None or recovery.value is None:
        return unknown(resistance.reason or recovery.reason)
    said = telling.through(asked.place, turns, resistance.value, recovery.value, asked.beside)
    return Resilience(*turns, resistance.value, recovery.value, said)
