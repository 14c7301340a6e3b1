"""Where the store lies: under figures/ in the home, for this user only."""

from pathlib import Path

from samhandling.office import home as office_home
from samhandling.office.home import made


def home() -> Path:
    """The folder of all figures."""
    return made(office_home.home() / "figures")


def snapshots() -> Path:
    """Bytes as they were fetched, by checksum."""
    return made(home() / "snapshots")


def parts() -> Path:
    """The change log, in immutable Parquet parts."""
    return made(home() / "parts")


def waiting() -> Path:
    """Observations of refused releases, until a person accepts them or a later release is good."""
    return made(home() / "waiting")


def scratch() -> Path:
    """Where the engine may spill."""
    return made(home() / "scratch")
