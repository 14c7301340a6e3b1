"""Measures of industry structure that an indicator can name, and which options each of them needs or takes."""

from collections.abc import Mapping
from dataclasses import dataclass

PREFIX = "economy."
"""How the rule of such a measure begins: "economy.krugman"."""

OPTIONS = ("level", "industries", "base", "percent", "years", "part")


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure. `decimals`: how many its values are kept with. `against_nation`: it says nothing where the nation is not known.

    `needs` and `takes`: options that must, and that may, stand in the file. `counts`: it needs jobs; shares are not enough.
    """

    name: str
    decimals: int
    needs: frozenset[str] = frozenset()
    takes: frozenset[str] = frozenset()
    against_nation: bool = False
    counts: bool = False

    @property
    def options(self) -> frozenset[str]:
        """Every option that may stand there."""
        return self.needs | self.takes


def _of(name: str, decimals: int, needs: str = "", takes: str = "", *, against_nation: bool = False, counts: bool = False) -> Measure:
    return Measure(name, decimals, frozenset(needs.split()), frozenset(takes.split()), against_nation, counts)


_ALL = (
    _of("herfindahl", 4, "level"),
    _of("normalised_herfindahl", 4, "level"),
    _of("equivalent_number", 2, "level"),
    _of("entropy", 3, "level", "base"),
    _of("related_variety", 3, "level", "base"),
    _of("unrelated_variety", 3, "level", "base"),
    _of("hachman", 4, "level", against_nation=True),
    _of("krugman", 4, "level", against_nation=True),
    _of("hoover", 4, "level", against_nation=True),
    _of("gini", 4, "level", against_nation=True),
    _of("theil_t", 4, "level", against_nation=True),
    _of("location_quotient", 3, "", "level industries", against_nation=True),
    _of("share", 2, "industries"),
    _of("largest_share", 2, "level"),
    _of("fewest_industries", 0, "level percent"),
    _of("jobs", 0, counts=True),
    _of("shift_share", 0, "level years", "part", against_nation=True, counts=True),
)
MEASURES: Mapping[str, Measure] = {one.name: one for one in _ALL}


def measure_of(rule: str) -> Measure | None:
    """The measure that a rule names ("economy.krugman"); None where there is none of that name."""
    return MEASURES.get(rule.removeprefix(PREFIX)) if rule.startswith(PREFIX) else None
