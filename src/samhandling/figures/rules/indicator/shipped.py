"""The indicators that come with the product, file by file and as one catalogue."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from samhandling.figures.rules.indicator.check import check
from samhandling.figures.rules.indicator.document import Indicator, IndicatorFile, Statement
from samhandling.ground.faults import refusal
from samhandling.ground.said import Said
from samhandling.strategy.rules.shipped import read_shipped

_FOLDER = files("samhandling.figures").joinpath("shipped")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All indicators of a strategy by id, in the order of the files, and what its strategy states of the region."""

    strategy: str
    indicators: Mapping[str, Indicator]
    statements: tuple[Statement, ...]

    def of_focus_area(self, code: str) -> tuple[Indicator, ...]:
        """The indicators that follow a focus area."""
        return tuple(found for found in self.indicators.values() if code in found.focus_areas)

    def of_prerequisite(self, code: str) -> tuple[Indicator, ...]:
        """The indicators that follow a prerequisite."""
        return tuple(found for found in self.indicators.values() if code in found.prerequisites)

    def by_key(self, key: str) -> tuple[Indicator, ...]:
        """The indicators that a series ("kolada:N02201") is part of."""
        return tuple(found for found in self.indicators.values() if key in found.keys)


def joined(read: Iterable[IndicatorFile], strategy: str) -> Catalogue:
    """Several files as one. Raises: Refused where two of them give the same id to an indicator or a statement."""
    indicators: dict[str, Indicator] = {}
    statements: dict[str, Statement] = {}
    for file in read:
        twice = [item.id for item in file.indicators if item.id in indicators] + [
            item.id for item in file.statements if item.id in statements
        ]
        if twice:
            raise refusal(
                ", ".join(twice),
                Said(f"Id:t finns redan i en annan fil (läst i {file.id}).", f"The id is in another file already (read in {file.id})."),
                Said("Ge den ena ett eget id.", "Give one of them an id of its own."),
            )
        indicators |= {item.id: item for item in file.indicators}
        statements |= {item.id: item for item in file.statements}
    return Catalogue(strategy, indicators, tuple(statements.values()))


def shipped_strategies() -> tuple[str, ...]:
    """Ids of strategies that indicators are shipped for."""
    return tuple(sorted(entry.name for entry in _FOLDER.iterdir() if entry.is_dir()))


@cache
def shipped_files(strategy: str) -> tuple[IndicatorFile, ...]:
    """The shipped files of a strategy, checked against its codes and each other, in order of their names. Empty where none is shipped."""
    if strategy not in shipped_strategies():
        return ()
    folder = _FOLDER.joinpath(strategy)
    texts = {entry.name: entry.read_text("utf-8") for entry in folder.iterdir() if entry.name.endswith(".toml")}
    document = read_shipped(strategy)
    focus_areas = {node.id for node in document.focus_areas}
    prerequisites = {found.id for found in document.prerequisites}
    # An indicator may be computed from one of a later file.
    known = {item["id"] for text in texts.values() for item in tomllib.loads(text).get("indicators", ())}
    return tuple(check(texts[name], name, focus_areas=focus_areas, prerequisites=prerequisites, indicators=known) for name in sorted(texts))


@cache
def shipped(strategy: str) -> Catalogue:
    """The shipped catalogue of a strategy."""
    return joined(shipped_files(strategy), strategy)
