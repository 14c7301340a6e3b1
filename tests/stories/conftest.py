"""A fresh installation for each story; or one in which the demo has been read in, copied for each."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from stories.installed import DEMO, PORTFOLIO, SORMLAND, Installation, own_database


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    """Nothing has been read in; the home does not even exist."""
    with own_database() as database:
        yield Installation(tmp_path / "hem", folder_in(tmp_path), database)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """The demo, read in once by the commands that a person would use. Only for copying."""
    place = tmp_path_factory.mktemp("demo")
    with own_database() as database:
        made = Installation(place / "hem", folder_in(place), database)
        made.do("strategy", "load", SORMLAND)
        made.do("actors", "import", DEMO / "actors.csv")
        made.do("portfolio", "import", PORTFOLIO, "--mapping", DEMO / "sormland_portfolio.toml")
        yield made


@pytest.fixture
def begun(demo: Installation, tmp_path: Path) -> Iterator[Installation]:
    """An installation of its own with the demo in it."""
    shutil.copytree(demo.home, tmp_path / "hem")
    with own_database(like=demo.database) as database:
        yield Installation(tmp_path / "hem", folder_in(tmp_path), database)


def folder_in(place: Path) -> Path:
    """Another folder than the checkout, with a space and a Swedish letter in its name."""
    folder = place / "en annan mapp på disken"
    folder.mkdir()
    return folder
