"""A drill by the commands themselves: a backup while somebody writes, put back on another machine, and again under a writer's hands."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from office.places_of_work import Site
from stories.installed import Installation, own_database
from stories.test_crash import limited


@pytest.fixture
def other_machine(tmp_path: Path) -> Iterator[Installation]:
    """Another machine, where nothing has been started yet."""
    folder = tmp_path / "annan maskin"
    folder.mkdir()
    with own_database() as database:
        yield Installation(folder / "hem", folder, database)


def test_a_drill_while_somebody_writes(site: Site, other_machine: Installation, tmp_path: Path) -> None:
    here, file = Installation(site.home, tmp_path, site.database), tmp_path / "kopia.zip"
    site.keep("figures/scb/a.parquet", b"siffror")
    writer = site.writer()
    before = writer.lines(20)
    here.do("backup", file)
    after = writer.lines(20)
    there = Site(other_machine.home, other_machine.database, other_machine.folder)
    try:
        assert "är tillbaka" in other_machine.do("restore", file).words
        held = there.written()
        assert held == list(range(1, len(held) + 1))
        assert set(before) <= set(held)
        assert (there.home / "figures/scb/a.parquet").read_bytes() == b"siffror"
        writer_there = there.writer()
        writer_there.lines(5)
        # And once more, under the hands of somebody who writes.
        assert there.hire()[0].do(do="restore", file=str(file)) == {"told": []}
        writer_there.lines(5)
        assert there.written()[: len(held)] == held
        assert there.is_whole()
        assert sorted(path.name for path in there.home.glob("restore.*")) == []
    finally:
        there.close()
    assert set(before + after) <= set(site.written())


def test_a_full_disk_leaves_no_backup_and_says_so(site: Site, tmp_path: Path) -> None:
    site.keep("figures/stor.parquet", os.urandom(3_000_000))
    folder = tmp_path / "disk"
    folder.mkdir()
    answer = limited(Installation(site.home, tmp_path, site.database), 2_000_000, "backup", folder / "kopia.zip")
    assert (answer.code, "Traceback" in answer.words) == (1, False), answer.words
    assert "disken har plats" in answer.words
    assert list(folder.iterdir()) == []
