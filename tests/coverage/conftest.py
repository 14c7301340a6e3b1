"""The real portfolio as records, read in the real way, and the numbers that it has to give."""

import csv
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from plan.conftest import county as county
from samhandling.coverage.rules.picture import FocusArea, Picture, Question, picture
from samhandling.coverage.rules.rulebook import default_rulebook
from samhandling.files.opening import open_book
from samhandling.ground.places import PlaceCode
from samhandling.plan.rules.mapping import guess
from samhandling.plan.rules.reading import read
from samhandling.plan.rules.record import InitiativeRecord
from samhandling.plan.rules.world import ActorName, FocusAreaName, World
from samhandling.strategy.queries import view_of
from samhandling.strategy.rules.shipped import read_shipped

Draw = Callable[..., Picture]


@pytest.fixture(scope="session")
def oracle(shared: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((shared / "data" / "portfolio" / "oracle.json").read_text("utf-8"))
    return found


@pytest.fixture(scope="session")
def areas() -> tuple[FocusArea, ...]:
    view = view_of(read_shipped("sormland-naringsliv-2022"))
    return tuple(FocusArea(area.code, tuple(aspect.code for aspect in area.aspects), len(area.indicators)) for area in view.focus_areas)


@pytest.fixture(scope="session")
def actors(shared: Path) -> tuple[ActorName, ...]:
    with (shared / "data" / "portfolio" / "actors.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    return tuple(ActorName(row["id"], (row["name"], *filter(None, row["aliases"].split("|")))) for row in rows)


@pytest.fixture(scope="session")
def real(shared: Path, actors: tuple[ActorName, ...]) -> tuple[InitiativeRecord, ...]:
    """The 68 projects, with the world that the command reads them in."""
    view = view_of(read_shipped("sormland-naringsliv-2022"))
    world = World(
        tuple(FocusAreaName(area.code, (area.name.sv, area.name.en, *area.aliases)) for area in view.focus_areas),
        actors,
        PlaceCode("04"),
    )
    book = open_book(shared / "data" / "portfolio" / "sormland_portfolio.csv")
    reading = read(book, guess(book, world), world)
    assert not reading.faults
    return tuple(row.record for row in reading.rows)


@pytest.fixture(scope="session")
def draw(real: tuple[InitiativeRecord, ...], areas: tuple[FocusArea, ...]) -> Draw:
    """The picture of the real portfolio."""

    def drawn(on: date, place: str = "04", **asked: Any) -> Picture:
        return picture(real, areas, Question(on, PlaceCode(place), asked.pop("rulebook", default_rulebook()), **asked))

    return drawn
