"""How well a model reads the texts that people have confirmed: counts with Wilson's interval, and two models on the same texts."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt
from typing import Any

from scipy.stats import binomtest

from samhandling.assessment.models_fitting import OUTSIDE, Firsts
from samhandling.assessment.training import Example

_Z = 1.959964
SURE_ENOUGH = 0.05


@dataclass(frozen=True, slots=True)
class Counted:
    """So many of so many, with the interval (parts of 1) that holds the true share in 95 cases of 100 (Wilson 1927)."""

    hits: int
    of: int

    @property
    def interval(self) -> tuple[float, float]:
        """(low, high); (0, 1) where nothing was counted."""
        if not self.of:
            return 0.0, 1.0
        share, square = self.hits / self.of, _Z * _Z / self.of
        middle, half = share + square / 2, _Z * sqrt(share * (1 - share) / self.of + square / (4 * self.of))
        return max(0.0, (middle - half) / (1 + square)), min(1.0, (middle + half) / (1 + square))


@dataclass(frozen=True, slots=True)
class Measured:
    """Of texts that contribute: right first choices and right ones among the first three, as texts are read; and the model's own first
    choices, alone. `outside`: of texts that people have put outside every focus area, how many are read so.
    """

    first: Counted
    three: Counted
    alone: Counted
    outside: Counted = field(default=Counted(0, 0))


def measured(examples: Sequence[Example], firsts: Mapping[str, Firsts]) -> Measured:
    """How many examples are read as people have confirmed them. Those without a reading are not counted."""
    some = [(one.accepted, firsts[one.id]) for one in examples if one.accepted and one.id in firsts]
    others = [firsts[one.id] for one in examples if not one.accepted and one.id in firsts]
    return Measured(
        Counted(sum(_top(found.together, accepted) in accepted for accepted, found in some), len(some)),
        Counted(sum(bool(accepted.intersection(found.together)) for accepted, found in some), len(some)),
        Counted(sum(_top(found.alone, accepted) in accepted for accepted, found in some), len(some)),
        Counted(sum(_top(found.together, frozenset()) == OUTSIDE for found in others), len(others)),
    )


def _top(codes: Sequence[str], accepted: Collection[str]) -> str:
    """What is put first: among focus areas where the text contributes to some, among all answers where it does not."""
    return next((code for code in codes if code != OUTSIDE or not accepted), "")


def right_of(one: Example) -> tuple[str, ...]:
    """What counts as right of an example: its main focus areas, or `OUTSIDE`."""
    return tuple(sorted(one.accepted)) or (OUTSIDE,)


@dataclass(frozen=True, slots=True)
class Difference:
    """A text that two models put first in different places, and what people have confirmed that it is."""

    id: str
    before: str
    after: str
    accepted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InArea:
    """How many texts are confirmed to be mainly of a focus area, and how many of them each model puts there first."""

    code: str
    texts: int
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Compared:
    """Two models on the same texts. `left_out`: texts that one of them was fitted on, so that its answer says nothing."""

    before: Measured
    after: Measured
    areas: tuple[InArea, ...]
    differences: tuple[Difference, ...]
    left_out: int

    @property
    def only_before(self) -> int:
        """How many the first alone reads right."""
        return sum(one.before in one.accepted and one.after not in one.accepted for one in self.differences)

    @property
    def only_after(self) -> int:
        """How many the second alone reads right."""
        return sum(one.after in one.accepted and one.before not in one.accepted for one in self.differences)

    @property
    def tells_them_apart(self) -> bool:
        """So uneven an outcome comes by chance less than once in twenty times (the sign test on texts that one alone reads right)."""
        told = self.only_before + self.only_after
        return bool(told) and float(binomtest(self.only_after, told).pvalue) < SURE_ENOUGH


def compared(examples: Sequence[Example], before: Mapping[str, Firsts], after: Mapping[str, Firsts]) -> Compared:
    """Hold two models' readings of the same examples against each other; only those that both have an honest reading of."""
    both = [one for one in examples if one.id in before and one.id in after]
    ones, others = ({one.id: _top(firsts[one.id].together, one.accepted) for one in both} for firsts in (before, after))
    texts, hits_before, hits_after = Counter[str](), Counter[str](), Counter[str]()
    for one in both:
        main, right = right_of(one)[0], right_of(one)
        texts[main] += 1
        hits_before[main] += ones[one.id] in right
        hits_after[main] += others[one.id] in right
    differ = [one for one in both if ones[one.id] != others[one.id]]
    return Compared(
        measured(both, before),
        measured(both, after),
        tuple(InArea(code, texts[code], hits_before[code], hits_after[code]) for code in sorted(texts)),
        tuple(Difference(one.id, ones[one.id], others[one.id], right_of(one)) for one in differ),
        len(examples) - len(both),
    )


def measured_plain(found: Measured) -> dict[str, Any]:
    """As it is kept with a model, and given as JSON."""
    return {name: counted_plain(getattr(found, name)) for name in ("first", "three", "alone", "outside")}


def counted_plain(found: Counted) -> dict[str, Any]:
    """Hits, of how many, and the interval."""
    low, high = found.interval
    return {"hits": found.hits, "of": found.of, "low": round(low, 4), "high": round(high, 4)}


def firsts_plain(firsts: Mapping[str, Firsts]) -> dict[str, list[list[str]]]:
    """As it is kept with a model."""
    return {key: [list(one.together), list(one.alone)] for key, one in firsts.items()}


def firsts_again(kept: Any, only: Collection[str]) -> dict[str, Firsts]:
    """What `firsts_plain` wrote, for some texts; nothing where it is of another form."""
    if not isinstance(kept, dict):
        return {}
    pairs = {key: pair for key, pair in kept.items() if key in only and isinstance(pair, list) and len(pair) == 2}
    return {key: Firsts(tuple(map(str, alone)), tuple(map(str, together))) for key, (together, alone) in pairs.items()}
