"""What each rule looks at. A condition compares one number of a focus area with threshold × scale.

The same conditions judge one focus area (whole numbers) and a whole matrix (numpy arrays): there is one truth of each rule.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from samhandling.coverage.rules.rulebook import Rule, Rulebook, Use
from samhandling.ground.said import Said


@dataclass(frozen=True, slots=True)
class Numbers:
    """What the rules look at, for one focus area (int, Fraction) or for many at once (arrays of equal shape).

    active, possibly_active: efforts that contribute here, by their state on the day. main: active ones with this focus area as
    their main one. main_left: main ones that end later than the horizon. active_named: active ones that name a municipality.
    financiers: of active ones. at_place, unjudged: all active efforts of the place, and those that nobody has placed.
    """

    active: Any
    possibly_active: Any
    main: Any
    main_left: Any
    main_owners: Any
    main_pre_studies: Any
    aspects: Any
    aspects_with_effort: Any
    active_named: Any
    financiers: Any
    sek: Any
    median_sek: Any
    indicators: Any
    absent_sources: Any
    at_place: Any
    unjudged: Any


@dataclass(frozen=True, slots=True)
class Condition:
    """`value` against `threshold × scale`: fires below it (or, with `below=False`, at it and above), where `applies`.

    `rows` names the rows that a reader sees behind the finding. `part`: the threshold is a part of a whole, at most 1.
    """

    value: Callable[[Numbers], Any]
    applies: Callable[[Numbers], Any]
    rows: str
    scale: Callable[[Numbers], Any] = lambda _: 1
    below: bool = True
    part: bool = False

    def fires(self, numbers: Numbers, threshold: Fraction) -> Any:
        """Truth, or an array of truths."""
        value, limit = self.value(numbers), threshold.numerator * self.scale(numbers)
        scaled = value * threshold.denominator
        return ((scaled < limit) if self.below else (scaled >= limit)) & self.applies(numbers)


CONDITIONS: Mapping[str, Condition] = {
    # Aspects are judged when at least one effort says which it concerns; until then silence says nothing.
    "aspect_without_effort": Condition(
        value=lambda n: n.aspects_with_effort,
        scale=lambda n: n.aspects,
        applies=lambda n: n.aspects_with_effort > 0,
        rows="aspects",
        part=True,
    ),
    "no_main": Condition(value=lambda n: n.main, applies=lambda n: n.active > 0, rows="active"),
    "one_owner": Condition(value=lambda n: n.main_owners, applies=lambda n: n.main > 0, rows="main"),
    "pre_studies_only": Condition(
        value=lambda n: n.main_pre_studies, scale=lambda n: n.main, applies=lambda n: n.main > 0, below=False, rows="main", part=True
    ),
    "few_left": Condition(value=lambda n: n.main_left, applies=lambda n: n.active > 0, rows="main_left"),
    "one_financier": Condition(value=lambda n: n.financiers, applies=lambda n: n.financiers > 0, rows="active"),
    "only_wide": Condition(value=lambda n: n.active_named, applies=lambda n: n.active > 0, rows="active"),
    "little_money": Condition(value=lambda n: n.sek, scale=lambda n: n.median_sek, applies=lambda n: n.active > 0, rows="money"),
    "no_indicator": Condition(value=lambda n: n.indicators, applies=lambda n: n.active >= 0, rows="none"),
    "source_absent": Condition(value=lambda n: n.absent_sources, applies=lambda n: n.active >= 0, below=False, rows="none"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that fired, in numbers that a reader can check, and the rows behind them."""

    rule: str
    said: Said
    value: int | Fraction
    threshold: int | Fraction
    rows: tuple[str, ...] = ()


def findings(numbers: Numbers, rulebook: Rulebook, use: Use, rows: Mapping[str, tuple[str, ...]]) -> tuple[Finding, ...]:
    """The rules of one `use` that fire for one focus area, in the rulebook's order."""
    return tuple(
        _finding(rule, numbers, rulebook.months_left, rows)
        for rule in rulebook.rules
        if rule.use is use and CONDITIONS[rule.id].fires(numbers, rule.threshold)
    )


def _finding(rule: Rule, numbers: Numbers, months: int, rows: Mapping[str, tuple[str, ...]]) -> Finding:
    condition = CONDITIONS[rule.id]
    value, scale = condition.value(numbers), condition.scale(numbers)
    threshold = rule.threshold * scale
    return Finding(
        rule.id,
        rule.say(value, scale, months),
        value,
        int(threshold) if threshold.denominator == 1 else threshold,
        rows.get(condition.rows, ()),
    )
