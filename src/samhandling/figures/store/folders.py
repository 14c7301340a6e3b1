"""Where the store lies: under figures/ in the home, for this user only."""

import os
from pathlib import Path


def home() -> Path:
    """The folder of all figures: `SAMHANDLING_HOME`/figures, else in ~/.local/share/samhandling."""
    base = Path(os.environ.get("SAMHANDLING_HOME") or Path.home() / ".local" / "share" / "samhandling").expanduser().absolute()
    return _made(base / "figures")


def snapshots() -> Path:
    """Bytes as they were fetched, by checksum."""
    return _made(home() / "snapshots")


def parts() -> Path:
    """The change log, in immutable Parquet parts."""
    return _made(home() / "parts")


def waiting() -> Path:
    """Observations of refused releases, until a person accepts them or a later release is good."""
    return _made(home() / "waiting")


def scratch() -> Path:
    """Where the engine may spill."""
    return _made(home() / "scratch")


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder
