"""Models that an installation has fitted itself: npz and JSON in the home, never changed once written, and which model is in use."""

import json
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from samhandling.assessment import shipping
from samhandling.assessment.rules.model import Model, packed, unpacked
from samhandling.figures.store import durable
from samhandling.ground.faults import Location, Refused, refusal
from samhandling.ground.said import Said
from samhandling.office.home import home

OWN_VERSION = re.compile(r"(\d{1,6})\.(\d{1,6})")
IN_USE = "in_use.json"
LARGEST_BYTES = 50_000_000
_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}")


@dataclass(frozen=True, slots=True)
class Used:
    """The model that texts are read with. `broken`: why it is not the one that was chosen."""

    model: Model | None
    version: str
    broken: Said | None = None


def folder(strategy: str) -> Path:
    """Where a strategy's own models lie; not made here. Raises Refused where the id could not be a folder's name."""
    if not _SAFE.fullmatch(strategy):
        raise refusal(
            strategy,
            Said("Ett id för en strategi.", "A strategy's id."),
            Said("Se samhandling strategy list.", "See samhandling strategy list."),
        )
    return home() / "models" / strategy


def own_versions(strategy: str) -> list[str]:
    """The versions that lie in the home, oldest first. A version "1.2" is the second that was fitted on the shipped 1; "0.1" on none."""
    found = folder(strategy)
    names = [path.stem for path in found.glob("*.json") if OWN_VERSION.fullmatch(path.stem)] if found.is_dir() else []
    return sorted(names, key=lambda name: tuple(map(int, name.split("."))))


def every_version(strategy: str) -> list[str]:
    """The shipped versions and the own ones, oldest first."""
    return [*(str(number) for number in shipping.model_versions(strategy)), *own_versions(strategy)]


def keep(model: Model, strategy: str, base: str) -> str:
    """Store a model beside the earlier ones, readable by its owner and changed by nobody; gives its version."""
    found = folder(strategy)
    found.mkdir(parents=True, exist_ok=True, mode=0o700)
    numbers = [int(name.split(".")[1]) for name in own_versions(strategy) if name.split(".")[0] == (base or "0")]
    number = max(numbers, default=0) + 1
    while not _reserved(found / f"{base or 0}.{number}.npz"):
        number += 1
    version = f"{base or 0}.{number}"
    data, told = packed(
        Model(model.classes, model.weights, model.bias, model.rarity, {**model.about, "strategy": strategy, "version": version})
    )
    # The arrays first: a version is there when its JSON is.
    for name, content in ((f"{version}.npz", data), (f"{version}.json", told.encode())):
        _written(found / name, content)
        (found / name).chmod(0o400)
    return version


def _reserved(path: Path) -> bool:
    """Nobody else is writing this version."""
    try:
        path.touch(mode=0o600, exist_ok=False)
    except FileExistsError:
        return False
    return True


def _written(path: Path, content: bytes) -> None:
    durable.write(path, lambda file: file.write(content))


def take_away(strategy: str, version: str) -> None:
    """Remove a version that was never told of: its event could not be written."""
    for ending in (".json", ".npz"):
        (folder(strategy) / f"{version}{ending}").unlink(missing_ok=True)


def model_of(strategy: str, version: str) -> Model:
    """A version, shipped or own. Raises Refused: there is none, or its files are broken."""
    if version not in every_version(strategy):
        known = ", ".join(every_version(strategy)) or "-"
        raise refusal(
            version,
            Said(f"En version som finns: {known}.", f"A version that is there: {known}."),
            Said("Se samhandling assess models.", "See samhandling assess models."),
        )
    if not OWN_VERSION.fullmatch(version):
        shipped = shipping.shipped_model(strategy, int(version))
        assert shipped is not None  # noqa: S101 (it stands among the versions)
        return shipped
    return _read(folder(strategy) / f"{version}.npz")


def _read(path: Path) -> Model:
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise ValueError("too large")
        return unpacked(path.read_bytes(), path.with_suffix(".json").read_text("utf-8"), path.name)
    except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile) as error:
        raise refusal(
            path.name,
            Said("En modell som går att läsa: två filer som hör ihop.", "A model that can be read: two files that belong together."),
            Said("Lägg tillbaka filerna ur en säkerhetskopia, eller lär in på nytt.", "Put the files back from a backup, or fit anew."),
            Location(file=path.name),
        ) from error


def about_of(strategy: str, version: str) -> dict[str, Any]:
    """What is told of a version without reading its arrays; empty where it cannot be read."""
    try:
        if OWN_VERSION.fullmatch(version):
            found: Any = json.loads((folder(strategy) / f"{version}.json").read_text("utf-8"))
            return found if isinstance(found, dict) else {}
        return dict(model_of(strategy, version).about)
    except (OSError, ValueError, Refused):
        return {}


def chosen(strategy: str) -> str:
    """The version that somebody has put in use; "" where it is the newest shipped one."""
    try:
        told = json.loads((folder(strategy) / IN_USE).read_text("utf-8"))
    except (OSError, ValueError, Refused):
        return ""
    version = told.get("version") if isinstance(told, dict) else None
    return version if isinstance(version, str) and len(version) < 20 else ""


def choose(strategy: str, version: str) -> None:
    """Put a version in use from the next reading on; "" for the newest shipped one."""
    found = folder(strategy)
    found.mkdir(parents=True, exist_ok=True, mode=0o700)
    _written(found / IN_USE, json.dumps({"version": version}).encode())


def mark(strategy: str) -> tuple[str, int, int]:
    """Changes whenever another model is to be read: which one, and the size and time of its file."""
    version = chosen(strategy)
    try:
        stat = (folder(strategy) / f"{version}.npz").stat() if OWN_VERSION.fullmatch(version) else None
    except OSError:
        stat = None
    return (version, stat.st_size, stat.st_mtime_ns) if stat else (version, 0, 0)


def in_use(strategy: str) -> Used:
    """The chosen model; where it cannot be read, the shipped one, and it is told."""
    version = chosen(strategy)
    shipped = shipping.shipped_model(strategy) if _SAFE.fullmatch(strategy) else None
    number = str(shipped.about.get("version", "")) if shipped else ""
    if not version:
        return Used(shipped, number)
    try:
        return Used(model_of(strategy, version), version)
    except Refused:
        instead = Said(f"Version {number}, som följer med, används.", f"Version {number}, which is shipped, is used.") if shipped else _NONE
        broken = Said(
            f"Den valda modellen, version {version}, går inte att läsa. {instead.sv}",
            f"The chosen model, version {version}, cannot be read. {instead.en}",
        )
        return Used(shipped, number, broken)


_NONE = Said("Ingen modell används.", "No model is used.")
