"""Whose money, and where: an initiative's part in a place, a focus area and a window of time. Exact rationals throughout.

An effort's money is split over its counties, equally or by population; within a county over the municipalities that it names,
or over all of them where it names none or its reach is not known. So municipalities sum to their county, counties to the nation.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from samhandling.ground.money import ZERO
from samhandling.ground.places import NATION, PlaceCode, county_of, is_municipality, is_nation_wide, municipalities_of
from samhandling.plan.rules.record import InitiativeRecord, Kind, Reach, Stage

ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of days, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Split:
    """How money is shared between places: equally, or by `persons` where every place concerned has a figure."""

    persons: Mapping[PlaceCode, int] | None = None

    def part(self, place: PlaceCode, among: tuple[PlaceCode, ...]) -> Fraction:
        """The part of `place` among places; 0 when it is none of them."""
        if place not in among:
            return ZERO
        persons = self.persons or {}
        if all(persons.get(code, 0) > 0 for code in among):
            return Fraction(persons[place], sum(persons[code] for code in among))
        return Fraction(1, len(among))


EQUALLY = Split()


def is_effort(record: InitiativeRecord) -> bool:
    """It is work that is done: not administration of a programme, and past the steps of talking about it."""
    return record.kind is not Kind.TECHNICAL_ASSISTANCE and record.stage is Stage.SAMHANDLING


def counties_of(record: InitiativeRecord) -> tuple[PlaceCode, ...]:
    """The counties that it works in; those of its municipalities where none is given."""
    return record.counties or tuple(sorted({county_of(code) for code in record.municipalities}))


def named_in(record: InitiativeRecord, county: PlaceCode) -> tuple[PlaceCode, ...]:
    """The municipalities of `county` that it names. A place taken from the owner's seat (reach unknown) is not a named one."""
    if record.reach is Reach.UNKNOWN:
        return ()
    return tuple(code for code in record.municipalities if county_of(code) == county)


def is_wide(record: InitiativeRecord) -> bool:
    """It covers the whole nation."""
    return is_nation_wide(counties_of(record))


def part_of_place(record: InitiativeRecord, place: PlaceCode, split: Split = EQUALLY) -> Fraction:
    """The part of an initiative that belongs to `place`, 0..1. It is at a place exactly when its part is more than 0."""
    if place == NATION:
        return ONE
    county = county_of(place)
    part = split.part(county, counties_of(record))
    if part and is_municipality(place):
        part *= split.part(place, named_in(record, county) or municipalities_of(county))
    return part


def is_at(record: InitiativeRecord, place: PlaceCode) -> bool:
    """Some part of it belongs to `place`."""
    return part_of_place(record, place) > 0


def part_of_window(record: InitiativeRecord, window: Window | None) -> Fraction | None:
    """The part of its days that fall in the window; all of it without a window; `None` when its days are not known."""
    if window is None:
        return ONE
    days = record.period.days_within(window.first, window.last)
    return Fraction(*days) if days else None


@dataclass(frozen=True, slots=True)
class Distribution:
    """How one initiative's whole (1) is divided: on focus areas, outside them all, or not possible to say."""

    focus_areas: Mapping[str, Fraction]
    outside: Fraction
    insufficient: Fraction


def distribution_of(record: InitiativeRecord) -> Distribution:
    """What no focus area claims is outside; what nobody could judge, or has areas without shares, is insufficient."""
    shares = {share.focus_area: share.share for share in record.shares if share.share is not None}
    rest = ONE - sum(shares.values(), ZERO)
    unknown = not record.basis.is_judged or any(share.share is None for share in record.shares)
    return Distribution(shares, ZERO if unknown else rest, rest if unknown else ZERO)


def main_focus_area(record: InitiativeRecord, order: Mapping[str, int]) -> str | None:
    """The focus area with its largest share; between equals the one that stands first in the strategy."""
    known = [
        (share.share, -order[share.focus_area], share.focus_area) for share in record.shares if share.share and share.focus_area in order
    ]
    return max(known)[2] if known else None
