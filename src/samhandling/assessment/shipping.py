"""What comes with the product beside the rules: term files, the parts of a description, fitted models."""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from samhandling.assessment.rules.model import Model, unpacked
from samhandling.assessment.rules.parts import Part, read_parts
from samhandling.assessment.rules.subject import Subject
from samhandling.assessment.rules.terms import TermFile, fitting, read_terms

_ROOM = files("samhandling.assessment")
_TERMS = _ROOM.joinpath("terms")
_MODELS = _ROOM.joinpath("fitted")


@cache
def parts() -> tuple[Part, ...]:
    """What a description usually needs."""
    return read_parts(_TERMS.joinpath("parts.toml").read_text("utf-8"))


def shipped_terms(subject: Subject) -> TermFile | None:
    """The term file that comes with the product for a strategy, as far as it fits it; none where there is none.

    Raises: Refused where the file is faulty.
    """
    found = _TERMS.joinpath(f"{subject.code}.toml")
    return fitting(read_terms(found.read_text("utf-8"), found.name), subject) if found.is_file() else None


def model_versions(strategy: str) -> list[int]:
    """The versions of the models that come with the product for a strategy, oldest first."""
    names = [entry.name for entry in _MODELS.iterdir() if entry.name.startswith(f"{strategy}.") and entry.name.endswith(".npz")]
    return sorted(int(name.split(".")[-2]) for name in names)


@cache
def shipped_model(strategy: str, version: int | None = None) -> Model | None:
    """A fitted model, the newest where no version is named; none where there is none. An earlier version is a way back."""
    versions = model_versions(strategy)
    wanted = version if version is not None else (versions[-1] if versions else None)
    if wanted not in versions:
        return None
    stem: Traversable = _MODELS.joinpath(f"{strategy}.{wanted}.npz")
    told = _MODELS.joinpath(f"{strategy}.{wanted}.json")
    return unpacked(stem.read_bytes(), told.read_text("utf-8"), stem.name)
