"""What a form's lists hold: the strategy's focus areas, and the places that it is about."""

from samhandling.ground.places import NATION, PlaceCode, all_places, county_of, is_county, municipalities_of
from samhandling.ground.said import Language, Said
from samhandling.strategy.queries import StrategyView

Choices = tuple[tuple[str, str], ...]


def place_choices(view: StrategyView) -> Choices:
    """The county and its municipalities; every county where the strategy has no place of its own. Last, the nation."""
    own = PlaceCode(view.place)
    inside = [county_of(own), *municipalities_of(county_of(own))] if own and own != NATION else [c for c in all_places() if is_county(c)]
    return tuple((code, all_places()[code].name) for code in (*inside, NATION))


def area_choices(view: StrategyView, language: Language) -> Choices:
    """Every focus area; first, that one does not know."""
    unsure = Said("Vet inte, eller flera", "Do not know, or several").in_(language)
    return (("", unsure), *((area.code, f"{area.code} {area.name.in_(language)}") for area in view.focus_areas))
