"""Ground for the tests of figures: a store of their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def figures_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home with no figures in it; the engine lets go of it afterwards."""
    from samhandling.figures.store import engine

    monkeypatch.setenv("SAMHANDLING_HOME", str(tmp_path))
    yield tmp_path / "figures"
    engine.close()
