"""A migrated database for each test that starts processes of its own, copied from one that is made once."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from office.places_of_work import Site
from stories.installed import own_database

MIGRATE = "from samhandling.cli.main import start; start()"


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """An empty database, up to date. Only for copying."""
    place = tmp_path_factory.mktemp("office")
    with own_database() as database:
        made = Site(place / "hem", database, place)
        subprocess.run([sys.executable, "-c", MIGRATE], env=made.environment(), check=True)
        yield made


@pytest.fixture
def site(migrated: Site, tmp_path: Path) -> Iterator[Site]:
    """A place of its own, where processes can be hired."""
    shutil.copytree(migrated.home, tmp_path / "hem")
    with own_database(like=migrated.database) as database:
        made = Site(tmp_path / "hem", database, tmp_path)
        try:
            yield made
        finally:
            made.close()
