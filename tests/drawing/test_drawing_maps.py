"""Small maps: every county, who is named, what is shared."""

import re

import pytest
from drawing_read import description, of_class, owed, read, strict

from samhandling.drawing.maps import county_map, municipality_map, shared_outlines
from samhandling.drawing.outlines import fitted, rings_of
from samhandling.ground.places import NATION, PlaceCode, all_places, counties, municipalities_of, place_name

COUNTY = PlaceCode("04")
NAMED = {PlaceCode("0484"), PlaceCode("0480")}


def drawn(named: set[PlaceCode] = NAMED, wide: bool = False, width: int = 120, names: bool = False, shared: str | None = None) -> str:
    return municipality_map(COUNTY, named, wide, title="Karta", key="k", language="sv", width=width, names=names, shared=shared)


def test_it_has_an_outline_for_every_county_and_municipality() -> None:
    lacking = [place for place in all_places() if place != NATION and not rings_of(place)]
    assert not lacking


@pytest.mark.parametrize("county", counties())
@pytest.mark.parametrize("width", [120, 300])
def test_it_draws_every_municipality_of_every_county_within_the_frame(county: PlaceCode, width: int) -> None:
    places = municipalities_of(county)
    root = owed(municipality_map(county, [], False, title="Karta", key="k", language="sv", width=width), title="Karta", key="k")
    assert len(root.findall("g/path")) == len(places)
    _, _, across, down = map(float, (root.get("viewBox") or "").split())
    for x, y in (point for path in root.findall("g/path") for point in points_of(path.get("d") or "")):
        assert 0 <= x <= across
        assert 0 <= y <= down


def points_of(path: str) -> list[tuple[int, int]]:
    """The corners of a path of the form M x y l dx dy ... z, several after each other."""
    found = []
    for ring in path.split("z")[:-1]:
        numbers = [int(number) for number in re.findall(r"-?\d+", ring)]
        x, y = numbers[:2]
        found.append((x, y))
        for across, down in zip(numbers[2::2], numbers[3::2], strict=True):
            x, y = x + across, y + down
            found.append((x, y))
    return found


def test_it_fills_the_named_and_outlines_the_others() -> None:
    root = owed(drawn(), title="Karta", key="k")
    assert [len(group) for group in of_class(root, "d-named")] == [2]
    assert [len(group) for group in of_class(root, "d-other")] == [7]
    assert not of_class(root, "d-wide")
    assert of_class(root, "d-named")[0].get("fill") == "currentColor"
    assert of_class(root, "d-other")[0].get("fill") == "none"


def test_it_hatches_the_others_when_something_wider_reaches_them() -> None:
    root = owed(drawn(wide=True), title="Karta", key="k")
    assert [group.get("fill") for group in of_class(root, "d-wide")] == ["url(#k-h)"]
    assert not of_class(root, "d-other")


def test_it_fills_the_municipalities_that_were_named_and_no_other() -> None:
    root = read(drawn(names=True))
    assert {node.text for node in of_class(root, "d-named")[0].iter("title")} == {place_name(code) for code in NAMED}


@pytest.mark.parametrize(
    ("named", "wide", "said"),
    [
        (NAMED, False, "Underlaget namnger 2 av 9 kommuner: Nyköping och Eskilstuna."),
        (set(), True, "Bara insatser för hela länet eller hela landet är kända."),
        (set(), False, "Ingen kommun är namngiven i underlaget."),
        (NAMED, True, "De övriga nås av insatser för hela länet eller hela landet."),
    ],
)
def test_it_says_what_it_shows(named: set[PlaceCode], wide: bool, said: str) -> None:
    told = description(read(drawn(named, wide)))
    assert said in told


def test_it_tells_of_no_others_when_all_are_named() -> None:
    told = description(read(drawn(set(municipalities_of(COUNTY)), wide=True)))
    assert "övriga" not in told
    assert "9 av 9" in told


def test_it_speaks_english() -> None:
    told = description(read(municipality_map(COUNTY, NAMED, True, title="Map", key="k", language="en")))
    assert told.startswith("The material names 2 of 9 municipalities: ")
    assert "county-wide" in told


def test_neighbours_share_their_corners_so_that_no_gap_opens() -> None:
    drawing = fitted(municipalities_of(COUNTY), 360, 6)
    flen, others = set(points_of(drawing.paths[PlaceCode("0482")])), set()
    for place, path in drawing.paths.items():
        others |= set(points_of(path)) if place != "0482" else set()
    # An inland municipality: nearly every corner is a neighbour's too.
    assert len(flen & others) >= 0.9 * len(flen)


@pytest.mark.parametrize("width", [120, 300])
def test_a_county_of_nine_municipalities_is_small(width: int) -> None:
    assert len(municipalities_of(COUNTY)) == 9
    assert len(drawn(wide=True, width=width).encode()) < 3000


def test_many_maps_share_one_set_of_outlines() -> None:
    outlines, plain, pointing = read(shared_outlines(COUNTY, key="o")), read(drawn()), read(drawn(shared="o"))
    strict(outlines)
    by_id = {path.get("id"): path.get("d") for path in outlines.iter("path")}
    assert [by_id[(use.get("href") or "")[1:]] for use in pointing.iter("use")] == [path.get("d") for path in plain.findall("g/path")]


def test_the_nation_has_21_counties() -> None:
    root = owed(county_map({PlaceCode("04")}, title="Sverige", key="s", language="sv"), title="Sverige", key="s")
    assert [len(group) for group in of_class(root, "d-named")] == [1]
    assert [len(group) for group in of_class(root, "d-other")] == [20]
    assert description(root) == "Underlaget namnger 1 av 21 län: Södermanlands län."
    assert len(list(read(shared_outlines(NATION, key="o")).iter("path"))) == 21


def test_the_nation_is_longer_than_it_is_broad() -> None:
    drawing = fitted(counties(), 300, 0)
    assert 2.0 < drawing.height / drawing.width < 2.5


@pytest.mark.parametrize("key", ["", "a b", 'x"y', "å"])
def test_it_refuses_a_key_that_makes_no_id(key: str) -> None:
    with pytest.raises(ValueError, match="not a key"):
        municipality_map(COUNTY, [], False, title="Karta", key=key, language="sv")


def test_it_refuses_a_county_that_does_not_exist() -> None:
    with pytest.raises(ValueError, match="no outlines"):
        municipality_map(PlaceCode("02"), [], False, title="Karta", key="k", language="sv")
