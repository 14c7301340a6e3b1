"""Which kinds of work there are: each room on an upper floor hands in its own, in a module `jobs` that is found by name.

@job("portfolio.import")
def read_in(running: Running) -> Mapping[str, Any]: ...
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.module_loading import autodiscover_modules

from samhandling.office.jobs.repeating import Period
from samhandling.office.jobs.running import Running

Does = Callable[[Running], Mapping[str, Any] | None]
"""Does the work and gives its result, plain JSON values. Raises Refused where the work itself is at fault: that is not tried again."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of work. `every`: it is ordered by itself, at most once in each period."""

    name: str
    does: Does
    most_attempts: int
    every: Period | None


_kinds: dict[str, Kind] = {}


def job(name: str, *, most_attempts: int = 3, every: Period | None = None) -> Callable[[Does], Does]:
    """Hand in what does a kind of work. Raises ValueError where the kind has been handed in by somebody else."""

    def keep(does: Does) -> Does:
        known = _kinds.get(name)
        if known is not None and (known.does.__module__, known.does.__qualname__) != (does.__module__, does.__qualname__):
            raise ValueError(f"{name} is done by {known.does.__module__}.{known.does.__qualname__} already")
        _kinds[name] = Kind(name, does, most_attempts, every)
        return does

    return keep


def kinds() -> Mapping[str, Kind]:
    """Every kind of work that the installed rooms hand in."""
    _discover()
    return _kinds


@cache
def _discover() -> None:
    autodiscover_modules("jobs", "jobs_tidy")
