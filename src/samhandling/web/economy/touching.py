"""Which focus areas a part of the page touches: those whose indicators are computed by the same measures, as the indicators' own files say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samhandling.figures.rules.indicator.document import Indicator
from samhandling.strategy.queries import FocusAreaView, StrategyView

PREFIX, PLAIN = "economy.", ("economy.share", "economy.jobs")
NAMED = 5
"""How many indicators of a focus area the page names."""

MEASURES: Mapping[str, frozenset[str]] = {
    "lives_on": frozenset({"location_quotient", "location_quotients", "cluster_index", "share", "jobs"}),
    "growth": frozenset({"shift_share", "dynamic_shift_share", "gerfin", "contribution_to_growth", "resilience"}),
    "breadth": frozenset(
        {
            "herfindahl",
            "normalised_herfindahl",
            "equivalent_number",
            "entropy",
            "gini",
            "hachman",
            "theil_t",
            "theil_l",
            "variety",
            "krugman",
            "largest_share",
            "fewest_industries",
            "related_variety",
            "unrelated_variety",
        }
    ),
    "near": frozenset({"network", "relatedness", "density", "nearest", "complexity", "fitness", "reflections"}),
    "resembles": frozenset({"hoover"}),
}
"""The library's measures that each part of the page rests on."""


@dataclass(frozen=True, slots=True)
class Touch:
    """A focus area, and the indicators through which it is touched, those of a measure before the shares that it is made of."""

    area: FocusAreaView
    indicators: tuple[Indicator, ...]

    @property
    def named(self) -> tuple[Indicator, ...]:
        """Those that the page names; one more than the rest are is named too."""
        return self.indicators if len(self.indicators) <= NAMED + 1 else self.indicators[:NAMED]

    @property
    def others(self) -> int:
        """How many the page only counts."""
        return len(self.indicators) - len(self.named)


def touches(strategy: StrategyView, indicators: Sequence[Indicator]) -> dict[str, tuple[Touch, ...]]:
    """By part of the page. Where no indicator is computed by the part's own measures, those that all of them are computed from count."""
    return {part: _areas(strategy, _of(measures, indicators)) for part, measures in MEASURES.items()}


def _of(measures: frozenset[str], indicators: Sequence[Indicator]) -> list[Indicator]:
    own = [one for one in indicators if any(rule.removeprefix(PREFIX) in measures for rule in _rules(one))]
    if own:
        return sorted(own, key=lambda one: any(rule in PLAIN for rule in _rules(one)))
    bases = {series.source.of for one in indicators if _rules(one) for series in one.every_series if series.source.of}
    return [one for one in indicators if one.id in bases]


def _rules(indicator: Indicator) -> list[str]:
    return [series.source.rule for series in indicator.every_series if series.source.rule.startswith(PREFIX)]


def _areas(strategy: StrategyView, indicators: Sequence[Indicator]) -> tuple[Touch, ...]:
    found = ((area, tuple(one for one in indicators if area.code in one.focus_areas)) for area in strategy.focus_areas)
    return tuple(Touch(area, through) for area, through in found if through)
