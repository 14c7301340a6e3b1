"""The signals put together: a share for each code, how sure, and the verdict. Every bound stands here with its reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from samhandling.assessment.rules.weighing import Score

Verdict = Literal["contributes", "prerequisite", "other_priority", "company_matter", "outside", "insufficient"]
Sureness = Literal["high", "medium", "low"]

# Fitted by cross-validation on the portfolio and our own labels; never on the texts that the measurement is reported on.
SHARPNESS = 1.5
MODEL_PART = 0.4
LIKENESS_PART = 0.35
# A focus area is named where at least this much speaks for it, beside the one that most speaks for.
LEAST_SHARE = 0.10
LEAST_BESIDE_FIRST = 0.22
MOST_AREAS = 5
# So many are told of, where this much speaks for them; those beyond the named ones as possible, without a share.
FEWEST_TOLD = 3
LEAST_POSSIBLE = 0.03
LEAST_OUTSIDE = 0.12
STEP = Fraction(1, 20)
LEAST_POINTS = 2.0
FEWEST_WORDS = 5
FEW_WORDS = 25
POINTS_OF_FEW = 2.0
COMPANY_POINTS = 5.0
COMPANY_PART = 0.3
SURE_SHARE = 0.45
# Less than one word that tells nearly alone what a text is about.
POINTS_OF_SURE = 3.0


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the signals say, each as parts of 1 per code, and put together. `second` is the n-grams alone (model or likeness)."""

    together: Mapping[str, float]
    terms: Mapping[str, float]
    second: Mapping[str, float]
    points: float
    has_model: bool
    has_terms: bool


def term_shares(scores: Mapping[str, Score]) -> dict[str, float]:
    """The terms' points as parts of 1, differences sharpened; none where no term was found."""
    powers = {code: score.points**SHARPNESS for code, score in scores.items()}
    total = sum(powers.values())
    return {code: power / total for code, power in powers.items()} if total else {}


def put_together(terms: Mapping[str, float], other: Mapping[str, float], part: float) -> dict[str, float]:
    """A weighted mean of the two; the other alone where no term was found."""
    if not terms:
        return dict(other)
    return {code: (1 - part) * terms.get(code, 0.0) + part * other.get(code, 0.0) for code in {*terms, *other}}


def sureness_of(code: str, weighed: Weighed, words: int, points: float) -> Sureness:
    """High: both signals put it first and it stands out; low: they disagree, or little text or few `points` of terms, or one only."""
    first_by_terms, first_by_second = _first(weighed.terms), _first(weighed.second)
    both = code == first_by_terms == first_by_second
    if not weighed.has_terms or points < POINTS_OF_SURE:
        return "low"
    if not weighed.has_model or words < FEW_WORDS:
        return "medium" if both else "low"
    if both and weighed.together.get(code, 0.0) >= SURE_SHARE:
        return "high"
    ranked = [sorted(signal, key=lambda one: -signal[one])[:3] for signal in (weighed.terms, weighed.second)]
    return "medium" if all(code in first for first in ranked) else "low"


def _first(shares: Mapping[str, float]) -> str:
    return max(shares, key=lambda code: (shares[code], code)) if shares else ""


def named(together: Mapping[str, float], areas: frozenset[str]) -> list[str]:
    """The focus areas to name, most first."""
    ranked = sorted((code for code in together if code in areas), key=lambda code: (-together[code], code))
    if not ranked:
        return []
    least = max(LEAST_SHARE, LEAST_BESIDE_FIRST * together[ranked[0]])
    return [code for code in ranked[:MOST_AREAS] if together[code] >= least or code == ranked[0]]


def possible(together: Mapping[str, float], areas: frozenset[str], already: list[str]) -> list[str]:
    """Further ones of `areas` that a person may want to choose, most first: too little speaks for them to propose a share."""
    ranked = sorted((code for code in together if code in areas and code not in already), key=lambda code: (-together[code], code))
    return [code for code in ranked[: max(0, FEWEST_TOLD - len(already))] if together[code] >= LEAST_POSSIBLE]


def distribution(together: Mapping[str, float], codes: list[str], areas: frozenset[str]) -> dict[str, Fraction]:
    """A proposed share for each code in steps of five per cent; the rest, up to 1, lies outside the focus areas.

    What lies outside is what the signals give to other codes than focus areas, where it is more than noise. Rounded by largest remainder; none is below one step.
    """
    inside = sum(together[code] for code in codes)
    outside = sum(share for code, share in together.items() if code not in areas)
    outside = outside if outside >= LEAST_OUTSIDE else 0.0
    steps = max(len(codes), round(float(1 / STEP) * inside / (inside + outside)) if inside else 0)
    exact = {code: steps * together[code] / inside for code in codes} if inside else {}
    whole = {code: max(1, int(amount)) for code, amount in exact.items()}
    for code in sorted(exact, key=lambda one: (whole[one] - exact[one], one)):
        if sum(whole.values()) < steps:
            whole[code] += 1
    while sum(whole.values()) > steps:
        largest = max(whole, key=lambda one: (whole[one] - exact[one], whole[one]))
        whole[largest] -= 1
    return {code: count * STEP for code, count in whole.items()}


def verdict_of(weighed: Weighed, scores: Mapping[str, Score], areas: frozenset[str], words: int) -> tuple[Verdict, str]:
    """(the verdict, the code that it rests on). Raises nothing: too little to go by is an answer too."""
    kinds = {code: score.kind for code, score in scores.items()}
    if words < FEWEST_WORDS:
        return "insufficient", "few_words"
    if words < FEW_WORDS and weighed.points < POINTS_OF_FEW and not _is_company_matter(scores, areas):
        return "insufficient", "few_words"
    first = _first(weighed.together)
    if kinds.get(first) == "insufficient":
        return "insufficient", first
    if _is_company_matter(scores, areas):
        return "company_matter", ""
    if weighed.points < LEAST_POINTS:
        return "outside", ""
    if first in areas:
        return "contributes", first
    kind = kinds.get(first, "outside")
    if kind in ("prerequisite", "other_priority"):
        return ("prerequisite" if kind == "prerequisite" else "other_priority"), first
    return "outside", first


def _is_company_matter(scores: Mapping[str, Score], areas: frozenset[str]) -> bool:
    """A company speaks of itself, and loudly enough beside what the text says of focus areas."""
    own = sum(score.points for score in scores.values() if score.kind == "company_matter")
    most = max((score.points for code, score in scores.items() if code in areas), default=0.0)
    return own >= COMPANY_POINTS and own >= COMPANY_PART * most
