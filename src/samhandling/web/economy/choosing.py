"""Which place and which years: what the address says, and what there is to choose among."""

from collections.abc import Sequence
from dataclasses import dataclass

from samhandling.figures.business.reading import places_known
from samhandling.ground.faults import Fault, Location, Refused
from samhandling.ground.places import NATION, PlaceCode, all_places, counties, county_of, municipalities_of, place_name
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer
from samhandling.web.request import YEARS, Request

Choice = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Group:
    """A county with those of its places that can be chosen."""

    name: str
    places: tuple[Choice, ...]


def groups(viewer: Viewer) -> tuple[Group, ...]:
    """Every place to choose among by county: those that figures are known of, or where nothing is known all of them."""
    known = {place.code: place.name for place in places_known(viewer) if place.code != NATION}
    names = known or {str(code): place.name for code, place in all_places().items() if code != NATION}
    by_county = ((county, [code for code in (county, *municipalities_of(county)) if code in names]) for county in counties())
    return tuple(Group(place_name(county), tuple((code, names[code]) for code in codes)) for county, codes in by_county if codes)


def near_places(place: str) -> tuple[Choice, ...]:
    """The county of a place and the county's municipalities: what its own people ask for first."""
    if place == NATION:
        return tuple((str(code), place_name(code)) for code in counties())
    county = county_of(PlaceCode(place))
    return tuple((str(code), place_name(code)) for code in (county, *municipalities_of(county)))


def is_readable(code: str) -> bool:
    """It is a county's or a municipality's code."""
    return code in all_places() and code != NATION


def years_asked(request: Request) -> tuple[int | None, int | None]:
    """(the year, the year to compare with) of the address. Raises Refused with all that cannot be read, at once."""
    faults: list[Fault] = []
    year, base = _year(request, "ar", faults), _year(request, "fran", faults)
    if year is not None and base is not None and base >= year and not faults:
        expected = Said("Jämförelseåret ska vara tidigare än året.", "The year to compare with must be earlier than the year.")
        faults.append(Fault(Location(column="fran"), str(base), expected, Said("Välj ett tidigare år.", "Choose an earlier year.")))
    if faults:
        raise Refused(faults)
    return year, base


def _year(request: Request, name: str, faults: list[Fault]) -> int | None:
    text = request.GET.get(name, "").strip()
    if not text:
        return None
    if text.isascii() and text.isdigit() and int(text[:5]) in YEARS:
        return int(text)
    expected = Said("Det är inget år.", "This is no year.")
    faults.append(Fault(Location(column=name), text[:40], expected, Said("Skriv det som 2023.", "Write it as 2023.")))
    return None


def years_to_choose(years: Sequence[int], year: int) -> tuple[list[int], list[int]]:
    """(years, years to compare with), the newest first."""
    newest = sorted(years, reverse=True)
    return newest, [one for one in newest if one < year]
