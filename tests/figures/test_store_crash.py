"""Killed at any moment, the store shows the old picture whole or the new one whole; what was left lying is swept."""

import os
import subprocess
import sys
from pathlib import Path

WRITER = Path(__file__).with_name("figures_killed.py")
POINTS = ("original.fsync", "part.opened", "part.fsync", "part.rename", "part.renamed", "catalogue.part", "catalogue.commit")


def test_killed_at_any_moment_it_shows_one_picture_whole_and_goes_on(tmp_path: Path) -> None:
    # A site of its own, on its own database: what is killed here must not be the database of the other tests.
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "SAMHANDLING_HOME")}
    given = kept | {"SAMHANDLING_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "samhandling.web.settings"}
    run = subprocess.run([sys.executable, str(WRITER), *POINTS], env=given, text=True, capture_output=True, timeout=120, check=True)

    begun, *killed, left, after, at_random = run.stdout.splitlines()
    assert begun == "begun 1 1"
    assert killed == [f"{point} killed 1 1" for point in POINTS]
    # Every kill but the first left a file, finished or not; the sweep leaves the young ones to a writer that may still be at work.
    assert left == f"left {len(POINTS) - 1} {len(POINTS) - 1} 0"
    assert after == "99 1"
    word, value, distinct = at_random.split()
    assert (word, distinct) == ("random", "1")
    assert int(value) >= 100
