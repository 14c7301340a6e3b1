"""The real tables and the world around them, read once."""

import csv
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from samhandling.files.opening import open_book
from samhandling.files.tables import Book, Cell, Row, Sheet
from samhandling.ground.places import PlaceCode
from samhandling.plan.rules.mapping import guess
from samhandling.plan.rules.reading import Reading, read
from samhandling.plan.rules.world import ActorName, FocusAreaName, FrameworkName, World

TableMaker = Callable[..., Book]


@pytest.fixture(scope="session")
def portfolio(shared: Path) -> Path:
    return shared / "data" / "portfolio"


@pytest.fixture(scope="session")
def workbook(portfolio: Path) -> Book:
    return open_book(portfolio / "sormland_portfolio.xlsx")


@pytest.fixture(scope="session")
def real_world(portfolio: Path, workbook: Book) -> World:
    """Focus areas from the workbook's own code list, actors from their file, the county and one other framework."""
    codes = next(sheet for sheet in workbook.sheets if sheet.name == "Insatsområden")
    areas = tuple(FocusAreaName(str(row.cells[0]), (str(row.cells[2]),)) for row in codes.rows[1:])
    with (portfolio / "actors.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    actors = tuple(ActorName(row["id"], (row["name"], *filter(None, row["aliases"].split("|")))) for row in rows)
    return World(areas, actors, PlaceCode("04"), (FrameworkName("rus", ("RUS",)),))


@pytest.fixture(scope="session")
def expected(portfolio: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((portfolio / "messy_expected.json").read_text("utf-8"))
    return found


@pytest.fixture(scope="session")
def messy(workbook: Book, real_world: World) -> Reading:
    return read(workbook, guess(workbook, real_world), real_world)


@pytest.fixture(scope="session")
def clean(portfolio: Path, real_world: World) -> Reading:
    book = open_book(portfolio / "sormland_portfolio.csv")
    return read(book, guess(book, real_world), real_world)


@pytest.fixture(scope="session")
def clean_rows(portfolio: Path) -> list[dict[str, str]]:
    with (portfolio / "sormland_portfolio.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


@pytest.fixture(scope="session")
def register_book(shared: Path) -> Book:
    return open_book(shared / "data" / "erdf" / "se_erdf_projektbanken_2014_2020.csv")


@pytest.fixture(scope="session")
def register(register_book: Book, real_world: World) -> Reading:
    return read(register_book, guess(register_book, real_world), real_world)


@pytest.fixture(scope="session")
def world() -> World:
    """An invented strategy with codes of another shape, and a county that is not the first user's."""
    areas = (
        FocusAreaName("A1", ("Stärka skogen", "Strengthen the forest")),
        FocusAreaName("A2", ("Fler i arbete",)),
        FocusAreaName("B1", ("Energi för alla",)),
    )
    actors = (
        ActorName("falu-kommun", ("Falu kommun",)),
        ActorName("mora-kommun", ("Mora kommun",)),
        ActorName("skogsbolaget", ("Skogsbolaget i Dalarna AB",)),
    )
    return World(areas, actors, PlaceCode("20"))


def _table(*rows: Sequence[Cell], hidden: Sequence[int] = (), **of_sheet: Any) -> Book:
    """A workbook of one sheet; the first row given is row 1."""
    made = tuple(Row(number, tuple(cells), number in hidden) for number, cells in enumerate(rows, 1))
    return Book("tabell.xlsx", "xlsx", "", (Sheet("Blad1", made, **of_sheet),))


@pytest.fixture(scope="session")
def table() -> TableMaker:
    return _table
