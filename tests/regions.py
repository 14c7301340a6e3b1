"""What a test database holds when a region has loaded its own."""

from dataclasses import dataclass
from pathlib import Path

from samhandling.ground.viewer import OPERATOR, Viewer


@dataclass(frozen=True, slots=True)
class Region:
    """A database with a strategy, its actors and one portfolio in it. `run` is the import's number."""

    strategy: str
    place: str
    run: int
    file: Path
    viewer: Viewer = OPERATOR
