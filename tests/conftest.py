"""Ground for all tests: where the shared real data lie, and a home of their own."""

import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("SAMHANDLING_SHARED") or Path(__file__).resolve().parents[2] / "shared")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real data that is not part of the project."""
    if not (SHARED / "data").is_dir():
        pytest.skip(f"real data not found at {SHARED} (set SAMHANDLING_SHARED)")
    return SHARED
