"""Killed at any moment, the store shows the old picture whole or the new one whole; what was left lying is swept."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

WRITER = Path(__file__).with_name("figures_killed.py")
POINTS = ("original.fsync", "part.opened", "part.fsync", "part.rename", "part.renamed", "catalogue.part", "catalogue.commit")


def environment(home: Path) -> dict[str, str]:
    """A site of its own, on its own database: what is killed here must not be the database of the other tests."""
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "SAMHANDLING_HOME")}
    return kept | {"SAMHANDLING_HOME": str(home), "DJANGO_SETTINGS_MODULE": "samhandling.web.settings"}


def writer(home: Path, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, str(WRITER), *words], env=environment(home), text=True, stdout=subprocess.PIPE)


def told(home: Path, *words: str) -> str:
    run = writer(home, *words)
    out, _ = run.communicate(timeout=120)
    assert run.returncode == 0
    return out.strip()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with one release, value 1 in every cell."""
    home = tmp_path_factory.mktemp("killed") / "home"
    assert told(home, "begin") == "1 1"
    return home


@pytest.fixture
def own(site: Path, tmp_path: Path) -> Path:
    """A copy of the site."""
    return Path(shutil.copytree(site, tmp_path / "home"))


def test_killed_at_any_point_it_shows_the_old_picture_whole_and_goes_on(own: Path) -> None:
    *lines, left, after = told(own, "kill-at", *POINTS).splitlines()
    assert lines == [f"{point} killed 1 1" for point in POINTS]
    # Every kill but the first left a file, finished or not; the sweep leaves the young ones to a writer that may still be at work.
    assert left == f"left {len(POINTS) - 1} {len(POINTS) - 1} 0"
    assert after == "99 1"


def test_killed_at_a_random_moment_it_shows_one_picture_or_the_other(own: Path) -> None:
    run = writer(own, "go-on")
    assert run.stdout is not None
    assert run.stdout.readline() == "writing\n"
    time.sleep(0.17)
    run.send_signal(signal.SIGKILL)
    run.communicate(timeout=60)
    value, distinct = told(own, "show").split()
    assert int(value) >= 2
    assert distinct == "1"
