"""Small maps: which municipalities, or counties, are named by efforts. Never a rank: named, reached by something wider, or nothing known."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from samhandling.drawing.outlines import Fitted, fitted
from samhandling.drawing.svg import checked, element, frame, hatch, hatched, text_of
from samhandling.ground.counting import listed
from samhandling.ground.places import NATION, PlaceCode, counties, municipalities_of, place_name
from samhandling.ground.said import Language, Said

UNITS_A_PIXEL = 3
# On a larger map a hairline looks lost.
LARGE_PIXELS = 200


@dataclass(frozen=True, slots=True)
class Look:
    """What several maps of one kind have in common. `width` in pixels. `names`: a place tells its name under the pointer.

    `shared`: the key of `shared_outlines` on the same page, of the same places and width, which the map then points at.
    """

    width: int = 120
    names: bool = False
    shared: str | None = None


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
    shared: str | None = None,
) -> str:
    """The county's municipalities: `named` filled; `wide` efforts reach all of it, so the others get a light hatch; else outlines.

    `width`, `names`, `shared`: as in `Look`. Raises ValueError for an unknown county.
    """
    places = municipalities_of(county)
    described = _municipalities_said(places, named, wide).in_(language)
    return _map(places, named, wide, Look(width, names, shared), title=title, description=described, key=key)


def county_map(
    named: Collection[PlaceCode],
    wide: bool = False,
    *,
    title: str,
    key: str,
    language: Language,
    width: int = 120,
    names: bool = False,
    shared: str | None = None,
) -> str:
    """The nation's 21 counties: `named` filled; `wide`: nation-wide efforts, a light hatch over the others."""
    described = _counties_said(counties(), named, wide).in_(language)
    return _map(counties(), named, wide, Look(width, names, shared), title=title, description=described, key=key)


def shared_outlines(place: PlaceCode, *, key: str, width: int = 120) -> str:
    """The outlines of a county's municipalities (or of the nation's counties), once on a page for many maps; shows nothing itself."""
    places = counties() if place == NATION else municipalities_of(place)
    drawing = _drawing(places, width)
    shapes = "".join(element("path", id=f"{checked(key)}-{code}", d=path) for code, path in drawing.paths.items())
    return element("svg", element("defs", shapes), class_="d d-shared", aria_hidden="true", focusable="false", width=0, height=0)


def _drawing(places: Sequence[PlaceCode], width: int) -> Fitted:
    return fitted(tuple(places), width * UNITS_A_PIXEL, 2 * UNITS_A_PIXEL)


def _map(
    places: Sequence[PlaceCode], named: Collection[PlaceCode], wide: bool, look: Look, *, title: str, description: str, key: str
) -> str:
    drawing = _drawing(places, look.width)
    others, filled = [place for place in places if place not in named], [place for place in places if place in named]
    hatching = wide and bool(others)
    content = [
        hatch(key, size=4 * UNITS_A_PIXEL, width=float(UNITS_A_PIXEL)) if hatching else "",
        _group(drawing, others, look, class_="d-wide" if wide else "d-other", fill=hatched(key) if wide else "none", stroke="currentColor"),
        _group(drawing, filled, look, class_="d-named", fill="currentColor", stroke="Canvas"),
    ]
    return frame(content, width=drawing.width, height=drawing.height, title=title, description=description, key=key, shown=look.width)


def _group(drawing: Fitted, places: Sequence[PlaceCode], look: Look, *, class_: str, fill: str, stroke: str) -> str:
    """The system colour Canvas is the paper, light or dark: a filled place stays told apart from a filled neighbour."""
    shapes = "".join(_shape(place, drawing.paths[place], look) for place in places if place in drawing.paths)
    broad = 2 if look.width < LARGE_PIXELS else 3
    return shapes and element(
        "g", shapes, class_=class_, fill=fill, stroke=stroke, stroke_width=broad, stroke_linejoin="round", fill_rule="evenodd"
    )


def _shape(place: PlaceCode, path: str, look: Look) -> str:
    told = element("title", text_of(place_name(place))) if look.names else ""
    return element("use", told, href=f"#{look.shared}-{place}") if look.shared else element("path", told, d=path)


def _names(places: Collection[PlaceCode], named: Collection[PlaceCode]) -> Said:
    return listed([place_name(place) for place in places if place in named])


def _municipalities_said(places: Sequence[PlaceCode], named: Collection[PlaceCode], wide: bool) -> Said:
    names, count, every = _names(places, named), sum(place in named for place in places), len(places)
    if not count and wide:
        return Said("Bara insatser för hela länet eller hela landet är kända.", "Only county-wide or nation-wide efforts are known.")
    if not count:
        return Said("Ingen kommun är namngiven i underlaget.", "No municipality is named in the material.")
    first = Said(
        f"Underlaget namnger {count} av {every} kommuner: {names.sv}.", f"The material names {count} of {every} municipalities: {names.en}."
    )
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
    first = Said(f"Underlaget namnger {count} av {every} län: {names.sv}.", f"The material names {count} of {every} counties: {names.en}.")
    if not wide or count == every:
        return first
    return Said(f"{first.sv} De övriga nås av insatser för hela landet.", f"{first.en} The others are reached by nation-wide efforts.")
