"""How wide an effort reaches, from the places that a row gives."""

from dataclasses import dataclass

from samhandling.ground.places import PlaceCode, county_of, is_nation_wide, municipalities_of, place_name
from samhandling.ground.said import Said
from samhandling.plan.rules.cells import Unclear
from samhandling.plan.rules.place_words import Places, listed
from samhandling.plan.rules.record import Reach


@dataclass(frozen=True, slots=True)
class Extent:
    """`municipalities` only where the source names some but not all of their counties' municipalities."""

    reach: Reach
    counties: tuple[PlaceCode, ...]
    municipalities: tuple[PlaceCode, ...]


def extent_of(in_municipalities: Places, in_counties: Places, *, told: Reach | None, has_municipality_column: bool) -> Extent:
    """Put the two columns together.

    Counties are those of the county column and those that the municipalities lie in (`counties_missing` tells of the difference). Every municipality of
    all counties is the same as the whole counties: county-wide. All counties of the nation are nation-wide. Counties alone are county-wide where the file has no
    column of municipalities, and unknown where it has one that is empty. `told` (a column for reach) goes before all of this.
    """
    named = in_municipalities.municipalities
    whole = in_municipalities.counties
    counties = tuple(sorted({*in_counties.counties, *whole, *map(county_of, named), *map(county_of, in_counties.municipalities)}))
    if named and {code for county in counties for code in municipalities_of(county)} <= set(named):
        named, whole = (), counties
    if named and whole:
        named = tuple(sorted({*named, *(code for county in whole for code in municipalities_of(county))}))
    if told is not None:
        return Extent(told, counties, named)
    if is_nation_wide(counties) and not named:
        return Extent(Reach.NATION, counties, ())
    if named:
        return Extent(Reach.NAMED, counties, named)
    wide = bool(whole) or (bool(counties) and not has_municipality_column)
    return Extent(Reach.COUNTY if wide else Reach.UNKNOWN, counties, ())


def counties_missing(in_municipalities: Places, in_counties: Places) -> Unclear | None:
    """The question where a municipality's county does not stand in a county column that has something."""
    if not in_counties.counties:
        return None
    around = {*in_municipalities.counties, *map(county_of, in_municipalities.municipalities)}
    missing = sorted(around - set(in_counties.counties))
    if not missing:
        return None
    said = Said(
        f"{listed(map(place_name, missing))} står inte i länskolumnen, men kommunkolumnen har platser där. Vi lägger till det som förslag.",
        f"{listed(map(place_name, missing), 'and')} is not in the column of counties, but the column of municipalities has places there. "
        "We add it as a suggestion.",
    )
    return Unclear("county_missing", said, ("add", "leave_out"))
