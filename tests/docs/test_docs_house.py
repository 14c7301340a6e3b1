"""The page on the house is drawn from the contracts, as they are now."""

import importlib.util
from types import ModuleType

import pytest

from pages import ROOT


@pytest.fixture(scope="module")
def drawn() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_house", ROOT / "docs" / "make_house.py")
    assert spec is not None
    assert spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


def test_the_page_is_what_the_contracts_and_the_rooms_say(drawn: ModuleType) -> None:
    assert (ROOT / "docs" / "house.md").read_text("utf-8") == drawn.page(), "run: make house"


def test_every_package_is_a_room_of_the_house(drawn: ModuleType) -> None:
    rooms = {room.name for floor in drawn.floors(drawn.contracts()["floors"]["layers"]) for room in floor}
    built = {path.parent.name for path in (ROOT / "src" / "samhandling").glob("*/__init__.py")}
    assert built <= rooms


def test_every_room_opens_with_what_it_may_ask_and_never_does(drawn: ModuleType) -> None:
    for floor in drawn.floors(drawn.contracts()["floors"]["layers"]):
        for room in floor:
            if (text := drawn.opening(room)) is not None:
                told = [word for word, _ in drawn.parts_of(text)[1]]
                assert told in (["Knows", "May ask", "Never"], ["May ask", "Never"]), room.name
