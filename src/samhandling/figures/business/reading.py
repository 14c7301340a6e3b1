"""Read: the business life of one place in one reading, the places that can be asked about, and what is missing where nothing can be told."""

from dataclasses import replace

from samhandling.figures.business import measuring, nearness
from samhandling.figures.business.formulas import RULES
from samhandling.figures.business.from_store import FETCHED_TABLES
from samhandling.figures.business.opening import opened_places
from samhandling.figures.business.picking import Picked, all_picked, picked_for
from samhandling.figures.business.regions import COUNTY, MUNICIPALITY, level_of_region
from samhandling.figures.business.shapes import BusinessLife, KnownPlace, Lacking, Level, WayToFigures
from samhandling.figures.business.steadiness import Span, span_of
from samhandling.figures.business.telling import sentences
from samhandling.figures.business.wording import level_said
from samhandling.ground.faults import Location, refusal
from samhandling.ground.places import PlaceCode, all_places, place_name
from samhandling.ground.said import Said
from samhandling.ground.viewer import VISITOR, Viewer
from samhandling.language.text import sort_key

_SUMMED = Said(
    "Länets siffror är summan av kommunernas; källan har inga egna för länet.",
    "The county's figures are the sum of its municipalities'; the source has none of its own for the county.",
)
_OF_FILE = Said(
    "Varken riket eller alla dess delar finns i siffrorna. Jämförelsen är därför med de platser som finns där tillsammans.",
    "Neither the nation nor all of its parts stand in the figures. The comparison is therefore with the places that do, together.",
)
_SUPPRESSED = Said(
    "Källan döljer {0} uppgifter för platsen. De räknas inte som noll; det som inte går att räkna utan dem är utelämnat.",
    "The source withholds {0} figures of the place. They do not count as zero; what cannot be computed without them is left out.",
)


def business_life(
    place: str, *, year: int | None = None, base_year: int | None = None, viewer: Viewer = VISITOR, cube: str = ""
) -> BusinessLife | Lacking:
    """The reading of a place (SCB code) for a year (the last), growth since `base_year` (the first that can be compared).

    `cube`: a loaded cube's code; else the best figures that have the place. `Lacking` where none has, with the ways to get them.
    Raises Refused: no such place, a year that the figures do not have, a base year that is not before it, no such cube.
    """
    if PlaceCode(place) not in all_places() or level_of_region(place) not in (COUNTY, MUNICIPALITY) or place == "00":
        raise refusal(
            place[:20],
            Said("En kod för ett län (04) eller en kommun (0480).", "The code of a county (04) or a municipality (0480)."),
            Said("Välj platsen i listan.", "Choose the place from the list."),
            Location(column="place"),
        )
    picked = picked_for(place, viewer, cube)
    return _lacking(place) if picked is None else reading_of(picked, place, year, base_year, viewer)


def reading_of(picked: Picked, place: str, year: int | None, base_year: int | None, viewer: Viewer) -> BusinessLife:
    """The reading of a place from figures that have it. Raises Refused for years that do not fit."""
    made, own = picked.made, picked.cube_of(place)
    if own is None:
        raise KeyError(place)
    span = span_of(own.years, made.breaks, year, base_year)
    asked = measuring.Asked(
        own, place, span.year, span.base_year, span.stretch, made.labels, picked.shares_only, _breaks(picked, span), picked.beside(place)
    )
    rows, grown, broad = measuring.lives_on(asked), measuring.growth(asked), replace(measuring.breadth(asked), break_years=span.breaks)
    near = nearness.near(asked)
    opened = opened_places(seen_by=viewer)
    alike = nearness.resembles(asked, made.cubes.get(COUNTY), opened)
    suppressed = measuring.suppressed_cells(asked)
    return BusinessLife(
        place,
        place_name(PlaceCode(place)),
        span.year,
        span.base_year,
        picked.source,
        Level(level_said(own, made.level), len(own.industries), own.classification.name, own.years),
        rows,
        grown,
        broad,
        near,
        alike,
        measuring.through_downturn(asked),
        sentences(place, rows, grown, broad, near, alike, asked.beside),
        RULES,
        suppressed=suppressed,
        jobs=measuring.jobs(asked),
        comparison_open=place in opened,
        notes=_notes(picked, place, suppressed),
        beside=asked.beside,
    )


def _breaks(picked: Picked, span: Span) -> dict[int, Said]:
    return {year: picked.break_said(year) for year in span.breaks}


def _notes(picked: Picked, place: str, suppressed: int) -> tuple[Said, ...]:
    notes = [picked.source.note] if picked.source.note else []
    if picked.made.summed and level_of_region(place) == COUNTY:
        notes.append(_SUMMED)
    if not picked.made.has_nation.get(level_of_region(place), False):
        notes.append(_OF_FILE)
    if suppressed:
        notes.append(Said(_SUPPRESSED.sv.format(suppressed), _SUPPRESSED.en.format(suppressed)))
    return tuple(notes)


def places_known(viewer: Viewer = VISITOR) -> tuple[KnownPlace, ...]:
    """Counties and municipalities that something can be told of, in Swedish order, counties first."""
    found: dict[str, KnownPlace] = {}
    for picked in all_picked(viewer):
        for level, cube in picked.made.cubes.items():
            if level in (COUNTY, MUNICIPALITY):
                for code in cube.regions:
                    if PlaceCode(code) in all_places():
                        found[code] = KnownPlace(code, place_name(PlaceCode(code)), level)
    return tuple(sorted(found.values(), key=lambda one: (one.level != COUNTY, sort_key(one.name), one.code)))


def _lacking(place: str) -> Lacking:
    name = place_name(PlaceCode(place))
    said = Said(
        f"Här finns inga siffror om sysselsatta efter bransch för {name} ännu. Hämta dem ur SCB:s databas, eller läs in en fil.",
        f"There are no figures on employment by industry for {name} here yet. Fetch them from Statistics Sweden, or load a file.",
    )
    ways = (
        WayToFigures(
            Said("Hämta sysselsatta efter bransch ur SCB:s databas.", "Fetch employed by industry from Statistics Sweden's database."),
            "samhandling figures fetch sysselsatta-per-bransch",
            FETCHED_TABLES,
        ),
        WayToFigures(
            Said(
                "Hämta branschernas andelar ur Kolada: grövre, utan antal och utan tillväxt.",
                "Fetch the industries' shares from Kolada: coarser, without counts and without growth.",
            ),
            "samhandling figures fetch kolada",
            ("Kolada N02210–N02241",),
        ),
        WayToFigures(
            Said(
                "Läs in en fil med region, bransch, år och antal: CSV, XLSX, PX eller JSON-stat.",
                "Load a file of region, industry, year and count: CSV, XLSX, PX or JSON-stat.",
            ),
            "samhandling economy load lan.csv --mapping region=Region,industry=SNI,year=Tid,value=Antal",
        ),
    )
    return Lacking(place, name, said, ways)
