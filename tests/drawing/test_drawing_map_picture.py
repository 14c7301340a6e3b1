"""Maps as a picture of its own: on white, with title, words, keys; two maps stand beside each other."""

import pytest
from drawing_read import of_class, read

from samhandling.drawing.map_picture import LEAST, MapPart, map_picture
from samhandling.ground.places import PlaceCode, counties, municipalities_of

COUNTIES, TOWNS = counties(), municipalities_of(PlaceCode("04"))
SHADES = [(0, "1 till 2"), (None, "inget värde inläst")]


def part(heading: str, places: tuple[PlaceCode, ...]) -> MapPart:
    return MapPart(heading, places, dict.fromkeys(places[1:], 0), SHADES, places[1])


def words(picture: str) -> list[str]:
    return [node.text or "" for node in read(picture).iter() if node.tag.endswith("text")]


def test_it_says_all_that_it_needs_away_from_its_page() -> None:
    picture = map_picture([part("Länen", COUNTIES)], title="Arbete", description="Så är det.", notes=["Källa: SCB.", "Ord " * 40])
    assert words(picture)[:3] == ["Arbete", "Källa: SCB.", " ".join(["Ord"] * 19)]
    assert words(picture)[-2:] == ["1 till 2", "inget värde inläst"]
    assert picture.startswith('<svg xmlns="http://www.w3.org/2000/svg"')
    root = read(picture)
    assert (float(root.get("width") or 0), root.findtext("{*}title")) == (LEAST, "Arbete")
    assert (len(of_class(root, "d-named")), len(of_class(root, "d-wide"))) == (20, 1)


def test_two_maps_stand_beside_each_other_with_patterns_of_their_own() -> None:
    picture = map_picture([part("Länen", COUNTIES), part("Kommunerna", TOWNS)], title="Arbete", description="Så är det.")
    root = read(picture)
    assert len(of_class(root, "d-named")) == len(COUNTIES) + len(TOWNS) - 2
    patterns = [node.get("id") for node in root.iter() if node.tag.endswith("pattern")]
    assert len(patterns) == len(set(patterns)) == 4
    assert float(root.get("width") or 0) > LEAST


def test_without_a_map_there_is_no_picture() -> None:
    with pytest.raises(ValueError, match="no map"):
        map_picture([], title="Arbete", description="Så är det.")
