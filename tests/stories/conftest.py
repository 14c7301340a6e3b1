"""A fresh installation for each story."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from stories.installed import Installation, own_database


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    """Nothing has been read in; the home does not even exist."""
    folder = tmp_path / "en annan mapp"
    folder.mkdir()
    with own_database() as database:
        yield Installation(tmp_path / "hem", folder, database)
