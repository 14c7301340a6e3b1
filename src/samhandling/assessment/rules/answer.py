"""The answer to "does this contribute?": one shape for page, API and command."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from samhandling.assessment.rules.evidence import Quote
from samhandling.assessment.rules.judging import Sureness, Verdict
from samhandling.assessment.rules.parts import PartFound, PartMissing
from samhandling.assessment.rules.similar import Similar
from samhandling.assessment.rules.weighing import Contribution
from samhandling.ground.said import Said


@dataclass(frozen=True, slots=True)
class AspectAnswer:
    """An aspect of a focus area, and whether the text meets it."""

    id: str
    name: Said
    met: bool


@dataclass(frozen=True, slots=True)
class AreaAnswer:
    """A focus area that the text contributes to; with share 0, one that it may belong to and that a person may choose.

    `score` is a part of 1, `share` the proposed part of the effort, exact. `words` are the terms behind the score with their points,
    `model_words` the words that spoke most for it in the second signal, `by_terms` and `by_model` what each signal gave alone.
    """

    id: str
    name: Said
    score: float
    share: Fraction
    sureness: Sureness
    aspects: tuple[AspectAnswer, ...]
    evidence: tuple[Quote, ...]
    words: tuple[Contribution, ...]
    model_words: tuple[str, ...]
    by_terms: float
    by_model: float


@dataclass(frozen=True, slots=True)
class BelongsTo:
    """What the text belongs to instead: a prerequisite, or a priority of another framework."""

    kind: str
    code: str
    name: Said
    framework: str = ""
    framework_title: Said | None = None
    level: Said | None = None
    evidence: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Filled:
    """A focus area's coverage before and after, were this to become an initiative. Handed in by whoever asks coverage."""

    focus_area: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """A reading of a text; never a ruling. `fills` is empty until somebody who knows the coverage hands it in."""

    strategy: str
    edition: str
    language: str
    verdict: Verdict
    reason: Said
    focus_areas: tuple[AreaAnswer, ...]
    belongs_to: BelongsTo | None
    missing: tuple[PartMissing, ...]
    found: tuple[PartFound, ...]
    similar: tuple[Similar, ...]
    fills: tuple[Filled, ...]
    notes: tuple[Said, ...]
    model: str

    @property
    def named(self) -> tuple[AreaAnswer, ...]:
        """The focus areas that a share is proposed for."""
        return tuple(area for area in self.focus_areas if area.share)

    @property
    def possible(self) -> tuple[AreaAnswer, ...]:
        """The focus areas that the text may belong to, without a proposed share."""
        return tuple(area for area in self.focus_areas if not area.share)

    @property
    def outside_share(self) -> Fraction:
        """What is left of the effort when the proposed shares are taken."""
        return 1 - sum((area.share for area in self.focus_areas), Fraction(0))


def as_plain(answer: Assessment) -> dict[str, Any]:
    """The answer as JSON values. Texts are {"sv", "en"}; a share is a decimal number (steps of 0.05); places are slice positions."""
    return {
        "strategy": answer.strategy,
        "edition": answer.edition,
        "language": answer.language,
        "verdict": answer.verdict,
        "reason": _said(answer.reason),
        "focus_areas": [_area(area) for area in answer.focus_areas],
        "belongs_to": _belongs(answer.belongs_to) if answer.belongs_to else None,
        "missing": [{"id": part.id, "name": _said(part.name), "where": _said(part.where)} for part in answer.missing],
        "found": [{"id": part.id, "quote": part.quote, "start": part.start, "end": part.end} for part in answer.found],
        "similar": [_similar(one) for one in answer.similar],
        "fills": [{"focus_area": one.focus_area, "before": one.before, "after": one.after} for one in answer.fills],
        "notes": [_said(note) for note in answer.notes],
        "model": answer.model,
    }


def _said(said: Said) -> dict[str, str]:
    return {"sv": said.sv, "en": said.en}


def _quote(quote: Quote) -> dict[str, Any]:
    return {"quote": quote.quote, "start": quote.start, "end": quote.end, "terms": list(quote.terms)}


def _area(area: AreaAnswer) -> dict[str, Any]:
    return {
        "id": area.id,
        "name": _said(area.name),
        "score": round(area.score, 4),
        "share": float(area.share),
        "sureness": area.sureness,
        "aspects": [{"id": aspect.id, "name": _said(aspect.name), "met": aspect.met} for aspect in area.aspects],
        "evidence": [_quote(quote) for quote in area.evidence],
        "signals": {
            "terms": round(area.by_terms, 4),
            "model": round(area.by_model, 4),
            "words": [{"term": one.words, "count": one.count, "points": round(one.points, 3)} for one in area.words],
            "model_words": list(area.model_words),
        },
    }


def _belongs(found: BelongsTo) -> dict[str, Any]:
    return {
        "kind": found.kind,
        "code": found.code,
        "name": _said(found.name),
        "framework": found.framework,
        "framework_title": _said(found.framework_title) if found.framework_title else None,
        "evidence": [_quote(quote) for quote in found.evidence],
    }


def _similar(one: Similar) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title,
        "score": one.score,
        "words": list(one.words),
        "places": list(one.places),
        "target_groups": list(one.target_groups),
        "owners": list(one.owners),
    }
