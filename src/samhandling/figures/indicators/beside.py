"""Whom a place is compared with, and what a reader must know of the comparison."""

from collections.abc import Mapping

from samhandling.figures.indicators.near import neighbours_of, similar_to
from samhandling.figures.indicators.rows import Beside, Line
from samhandling.figures.indicators.values import Cells, main_line
from samhandling.figures.rules.comparing.amounts import is_amount
from samhandling.figures.rules.comparing.others import middle_of, points_of
from samhandling.figures.rules.indicator.document import Indicator
from samhandling.ground.counting import day_said
from samhandling.ground.places import NATION, PlaceCode, is_county, place_name
from samhandling.ground.said import Said

_NATION = Said("riket", "the nation")
_NEIGHBOURS = {
    True: Said("grannlänen (medianen)", "the neighbouring counties (the median)"),
    False: Said("grannkommunerna (medianen)", "the neighbouring municipalities (the median)"),
}
_SIMILAR = {
    True: Said("liknande regioner (medianen)", "similar regions (the median)"),
    False: Said("liknande kommuner (medianen)", "similar municipalities (the median)"),
}


def groups_of(indicator: Indicator, place: str) -> Mapping[str, tuple[Said, tuple[str, ...]]]:
    """key → (name in running text, places) of everyone that the indicator is to be compared with; none for the nation, nor for amounts."""
    if place == NATION or is_amount(indicator):
        return {}
    wanted, county = indicator.comparators, is_county(PlaceCode(place))
    found: dict[str, tuple[Said, tuple[str, ...]]] = {"nation": (_NATION, (NATION,))} if wanted.nation else {}
    if wanted.neighbours and (places := neighbours_of(place)):
        found["neighbours"] = (_NEIGHBOURS[county], places)
    if wanted.similar and (group := similar_to(place, wanted.similar)):
        found["similar"] = (_SIMILAR[county], group.members)
    return found


def places_asked(indicator: Indicator, place: str) -> set[str]:
    """The place and everyone that it is compared with."""
    return {place, *(other for _, places in groups_of(indicator, place).values() for other in places)}


def beside(indicator: Indicator, cells: Cells, place: str) -> tuple[Beside, ...]:
    """Each comparator with its values; one that nothing is held of is left out."""
    found = []
    for key, (name, places) in groups_of(indicator, place).items():
        lines = {other: main_line(indicator, cells, other).points for other in places}
        points = lines[places[0]] if len(places) == 1 else tuple(points_of(middle_of(lines)))
        if any(point.value is not None for point in points):
            found.append(Beside(key, name, places, tuple(points)))
    return tuple(found)


def notes_on_vintages(indicator: Indicator, cells: Cells, place: str, own: Line) -> tuple[Said, ...]:
    """That the nation's value was published after the place's own were last seen, so that two vintages are compared."""
    if place == NATION or not indicator.comparators.nation or is_amount(indicator) or own.latest is None:
        return ()
    seen = max(value.known_from for value in own.values)
    nation = {value.period: value for value in main_line(indicator, cells, NATION).values if value.value is not None}
    pairs = [nation[value.period] for value in own.values if value.value is not None and value.period in nation]
    if not pairs or pairs[-1].known_from <= seen:
        return ()
    later, last, name = day_said(pairs[-1].known_from), day_said(seen), place_name(PlaceCode(place))
    return (
        Said(
            f"Jämförelsen med riket blandar två publiceringar: rikets värde kom {later.sv}, "
            f"värdena för {name} är som de var {last.sv}. Hämta nya värden för en säkrare jämförelse.",
            f"The comparison with the nation mixes two releases: the nation's value came on {later.en}, "
            f"those for {name} are as they were on {last.en}. Fetch new figures for a surer comparison.",
        ),
    )
