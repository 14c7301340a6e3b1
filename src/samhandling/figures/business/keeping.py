"""Cubes on disk: one immutable file for each, named by the checksum of what it holds, read once and kept in memory."""

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from samhandling.economy import Classification, Cube, Stated
from samhandling.figures.business.making import Made
from samhandling.figures.store import durable, folders
from samhandling.figures.store.originals import CHECKSUM, Damaged

_CUBES_IN_MEMORY = 6
_TOTALS = ("regions", "industries", "all")


def keep(made: Made) -> str:
    """Write the cubes and give the checksum that they are found by. The same cubes are kept once."""
    content = _packed(made)
    name = sha256(content).hexdigest()
    path = _folder() / f"{name}.npz"
    if not path.exists():
        durable.write(path, lambda file: file.write(content))
    return name


def kept(name: str) -> Made:
    """The cubes again, from memory where they have been read. Raises FileNotFoundError; Damaged: the file is not what was kept."""
    if not CHECKSUM.fullmatch(name):
        raise ValueError(name)
    return _read(_folder() / f"{name}.npz", name)


def drop(name: str) -> None:
    """Remove the file."""
    path = _folder() / f"{name}.npz"
    path.unlink(missing_ok=True)
    forget()


def forget() -> None:
    """Let go of what is in memory."""
    _read.cache_clear()


def _folder() -> Path:
    folder = folders.home() / "cubes"
    folder.mkdir(exist_ok=True, mode=0o700)
    return folder


@lru_cache(maxsize=_CUBES_IN_MEMORY)
def _read(path: Path, name: str) -> Made:
    content = path.read_bytes()
    if sha256(content).hexdigest() != name:
        raise Damaged(name)
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        facts = json.loads(bytes(arrays["facts"]).decode())
        cubes = {level: _cube(level, told, arrays) for level, told in facts["cubes"].items()}
    return Made(cubes, facts["labels"], facts["level"], facts["has_nation"], facts["summed"], tuple(facts["breaks"]))


def _packed(made: Made) -> bytes:
    arrays: dict[str, NDArray[np.generic]] = {}
    told = {level: _facts(level, cube, arrays) for level, cube in made.cubes.items()}
    facts = {
        "cubes": told,
        "labels": dict(made.labels),
        "level": made.level,
        "has_nation": dict(made.has_nation),
        "summed": made.summed,
        "breaks": list(made.breaks),
    }
    arrays["facts"] = np.frombuffer(json.dumps(facts, ensure_ascii=False, sort_keys=True).encode(), np.uint8)
    out = io.BytesIO()
    np.savez_compressed(out, allow_pickle=False, **arrays)
    return out.getvalue()


def _facts(level: str, cube: Cube, arrays: dict[str, NDArray[np.generic]]) -> dict[str, object]:
    arrays[f"{level}.stack"] = cube.stack
    for name, mask in (("suppressed", cube.suppressed), ("missing", cube.missing)):
        if mask is not None:
            arrays[f"{level}.{name}"] = mask
    for name in _TOTALS:
        total = getattr(cube.stated, name) if cube.stated else None
        if total is not None:
            arrays[f"{level}.stated.{name}"] = total
    return {
        "regions": cube.regions,
        "industries": cube.industries,
        "years": cube.years,
        "classification": [cube.classification.name, cube.classification.level],
        "estimated": cube.estimated,
    }


@dataclass(frozen=True, slots=True)
class _Arrays:
    """The arrays of one level in a file that was opened."""

    level: str
    of: Mapping[str, NDArray[np.generic]]

    def get(self, name: str) -> NDArray[np.generic] | None:
        key = f"{self.level}.{name}"
        return self.of.get(key)


def _cube(level: str, told: Mapping[str, list[str]], arrays: Mapping[str, NDArray[np.generic]]) -> Cube:
    found = _Arrays(level, arrays)
    totals = {name: found.get(f"stated.{name}") for name in _TOTALS}
    stated = Stated(**totals) if any(total is not None for total in totals.values()) else None  # type: ignore[arg-type]
    stack = np.asarray(found.get("stack"), np.float64)
    # Many read the same arrays: nobody may change them.
    stack.setflags(write=False)
    return Cube(
        tuple(told["regions"]),
        tuple(told["industries"]),
        tuple(int(year) for year in told["years"]),
        stack,
        _mask(found.get("suppressed")),
        _mask(found.get("missing")),
        Classification(*told["classification"]),
        stated,
        bool(told["estimated"]),
    )


def _mask(array: NDArray[np.generic] | None) -> NDArray[np.bool_] | None:
    return None if array is None else np.asarray(array, np.bool_)
