"""Small maps: which municipalities, or counties, are named by efforts. Never a rank: named, reached by something wider, or nothing known."""

from collections.abc import Collection, Sequence

from samhandling.drawing.outlines import Fitted, fitted
from samhandling.drawing.svg import element, frame, hatch, hatched, text_of
from samhandling.ground.counting import listed
from samhandling.ground.places import PlaceCode, counties, municipalities_of, place_name
from samhandling.ground.said import Language, Said

UNITS_A_PIXEL = 3


def municipality_map(
    county: PlaceCode,
    named: Collection[PlaceCode],
    wide: bool,
    *,
    title: str,
    key: str,
    language: Language,
    width: int = 120,
    names: bool = False,
) -> str:
    """The county's municipalities: `named` filled; `wide` efforts reach all of it, so the others get a light hatch; else outlines.

    `width` in pixels. `names`: each municipality tells its name under the pointer. Raises ValueError for an unknown county.
    """
    places = municipalities_of(county)
    described = _municipalities_said(places, named, wide).in_(language)
    return _map(places, named, wide, title=title, description=described, key=key, width=width, names=names)


def county_map(
    named: Collection[PlaceCode], wide: bool = False, *, title: str, key: str, language: Language, width: int = 120, names: bool = False
) -> str:
    """The nation's 21 counties: `named` filled; `wide`: nation-wide efforts, a light hatch over the others."""
    described = _counties_said(counties(), named, wide).in_(language)
    return _map(counties(), named, wide, title=title, description=described, key=key, width=width, names=names)


def _map(
    places: Sequence[PlaceCode],
    named: Collection[PlaceCode],
    wide: bool,
    *,
    title: str,
    description: str,
    key: str,
    width: int,
    names: bool,
) -> str:
    drawing = fitted(tuple(places), width * UNITS_A_PIXEL, 2 * UNITS_A_PIXEL)
    others = [place for place in places if place not in named]
    content = [
        hatch(key, size=4 * UNITS_A_PIXEL, width=float(UNITS_A_PIXEL)) if wide and others else "",
        _group(
            drawing, others, names, class_="d-wide" if wide else "d-other", fill=hatched(key) if wide else "none", stroke="currentColor"
        ),
        _group(drawing, [place for place in places if place in named], names, class_="d-named", fill="currentColor", stroke="Canvas"),
    ]
    return frame(content, width=drawing.width, height=drawing.height, title=title, description=description, key=key, shown=width)


def _group(drawing: Fitted, places: Sequence[PlaceCode], names: bool, *, class_: str, fill: str, stroke: str) -> str:
    """The system colour Canvas is the paper, light or dark: a filled place stays told apart from a filled neighbour."""
    shapes = "".join(
        element("path", element("title", text_of(place_name(place))) if names else "", d=drawing.paths[place])
        for place in places
        if place in drawing.paths
    )
    return shapes and element(
        "g", shapes, class_=class_, fill=fill, stroke=stroke, stroke_width=2, stroke_linejoin="round", fill_rule="evenodd"
    )


def _names(places: Collection[PlaceCode], named: Collection[PlaceCode]) -> Said:
    return listed([place_name(place) for place in places if place in named])


def _municipalities_said(places: Sequence[PlaceCode], named: Collection[PlaceCode], wide: bool) -> Said:
    names, count, every = _names(places, named), sum(place in named for place in places), len(places)
    if not count and wide:
        return Said("Bara insatser för hela länet eller hela landet är kända.", "Only county-wide or nation-wide efforts are known.")
    if not count:
        return Said("Ingen kommun är namngiven i underlaget.", "No municipality is named in the material.")
    first = Said(f"{count} av {every} kommuner är namngivna: {names.sv}.", f"{count} of {every} municipalities are named: {names.en}.")
    if not wide or count == every:
        return first
    return Said(
        f"{first.sv} De övriga nås av insatser för hela länet eller hela landet.",
        f"{first.en} The others are reached by county-wide or nation-wide efforts.",
    )


def _counties_said(places: Sequence[PlaceCode], named: Collection[PlaceCode], wide: bool) -> Said:
    names, count, every = _names(places, named), sum(place in named for place in places), len(places)
    if not count and wide:
        return Said("Bara insatser för hela landet är kända.", "Only nation-wide efforts are known.")
    if not count:
        return Said("Inget län är namngivet i underlaget.", "No county is named in the material.")
    first = Said(f"{count} av {every} län är namngivna: {names.sv}.", f"{count} of {every} counties are named: {names.en}.")
    if not wide or count == every:
        return first
    return Said(f"{first.sv} De övriga nås av insatser för hela landet.", f"{first.en} The others are reached by nation-wide efforts.")
