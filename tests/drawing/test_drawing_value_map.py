"""A map of values: every place once, shades told apart without colour, the unknown hatched, the own place marked."""

import pytest
from drawing_read import of_class, owed, read, strict

from samhandling.drawing.value_map import OPACITIES, shade, value_map
from samhandling.ground.places import PlaceCode, counties, municipalities_of

COUNTIES = counties()


def drawn(steps: dict[PlaceCode, int], **more: object) -> str:
    words = dict.fromkeys(steps, "7,6 procent")
    return value_map(COUNTIES, steps, words, title="Karta", description="Så är det.", key="k", **more)  # type: ignore[arg-type]


def test_a_place_has_its_shade_and_one_without_a_value_is_hatched() -> None:
    steps = {place: at % 4 for at, place in enumerate(COUNTIES[:-1])}
    root = owed(drawn(steps), title="Karta", key="k")
    filled, unknown = of_class(root, "d-named"), of_class(root, "d-wide")
    assert (len(filled), len(unknown)) == (20, 1)
    assert {float(node.get("fill-opacity") or 1) for node in filled} == set(OPACITIES)
    assert unknown[0].get("fill") == "url(#k-h)"
    assert sorted(node.findtext("title") or "" for node in filled)[0] == "Blekinge län: 7,6 procent"
    assert list(OPACITIES) == sorted(OPACITIES)


def test_the_own_place_has_the_broadest_edge_and_lies_on_top() -> None:
    root = read(drawn(dict.fromkeys(COUNTIES, 1), marked=PlaceCode("04")))
    paths = of_class(root, "d-named")
    widths = [float(node.get("stroke-width") or 0) for node in paths]
    assert widths[-1] > max(widths[:-1])
    assert paths[-1].findtext("title") == "Södermanlands län: 7,6 procent"


def test_municipalities_are_drawn_as_well() -> None:
    places = municipalities_of(PlaceCode("04"))
    picture = value_map(places, dict.fromkeys(places, 0), {}, title="Karta", description="Så är det.", key="k")
    assert len(of_class(read(picture), "d-named")) == len(places)


def test_a_key_has_the_shades_of_the_map_and_there_are_no_others() -> None:
    for step in (*range(len(OPACITIES)), None):
        root = read(shade(step, key="k"))
        strict(root)
        assert root.get("aria-hidden") == "true"
    with pytest.raises(ValueError, match="no shade"):
        drawn({COUNTIES[0]: len(OPACITIES)})
