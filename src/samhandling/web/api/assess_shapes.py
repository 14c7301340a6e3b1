"""What the answer to "does this contribute?" looks like in the API: the same as the page and the command give."""

from typing import Literal

from ninja import Schema
from pydantic import Field

from samhandling.assessment.rules.judging import Sureness, Verdict
from samhandling.web.api.asking import AboutDay
from samhandling.web.api.shapes import Place, SaidOut, Wanted


class AssessAsked(AboutDay):
    """Against which strategy; what it would change is told of the picture of a day and a place."""

    place: Place | None = None


class AssessText(Wanted):
    """A text to read, in Swedish or English."""

    text: str = Field(max_length=700_000, description="An idea, an application, minutes or an e-mail, in Swedish or English.")


class AssessedQuote(Schema):
    """What stands from `start` to `end` of the text (characters; of a file, of the text that was found in it), and its telling terms."""

    quote: str
    start: int
    end: int
    terms: list[str]


class AssessedAspect(Schema):
    """An aspect of a focus area, and whether the text takes it up."""

    id: str
    name: SaidOut
    met: bool


class AssessedTerm(Schema):
    """A term of the term file that spoke for a focus area."""

    term: str
    count: int
    points: float


class AssessedSignals(Schema):
    """What opens a score: each signal's part of 1, the terms with their points, the words that spoke most in the model."""

    terms: float
    model: float
    words: list[AssessedTerm]
    model_words: list[str]


class AssessedArea(Schema):
    """A focus area. `share`: the proposed part of the work, 0 where it is only possible."""

    id: str
    name: SaidOut
    score: float
    share: float
    sureness: Sureness
    aspects: list[AssessedAspect]
    evidence: list[AssessedQuote]
    signals: AssessedSignals


class AssessedBelongs(Schema):
    """What the text belongs to instead of a focus area."""

    kind: str
    code: str
    name: SaidOut
    framework: str
    framework_title: SaidOut | None
    evidence: list[AssessedQuote]


class AssessedMissing(Schema):
    """What the text lacks, and the heading that it should stand under."""

    id: str
    name: SaidOut
    where: SaidOut


class AssessedFound(Schema):
    """What the text has of what a description needs, and where."""

    id: str
    quote: str
    start: int
    end: int


class AssessedSimilar(Schema):
    """An initiative that lies near, and what they have in common."""

    id: str
    title: str
    score: float
    words: list[str]
    places: list[str]
    target_groups: list[str]
    owners: list[str]


class AssessedFill(Schema):
    """A focus area's status in the picture, and what it would become."""

    focus_area: str
    before: str
    after: str


class AssessmentOut(Schema):
    """A reading of a text, never a ruling. The shares sum to at most 1. `model`: the version of the model that it was read with."""

    strategy: str
    edition: str
    language: Literal["sv", "en", "other"]
    verdict: Verdict
    reason: SaidOut
    focus_areas: list[AssessedArea]
    belongs_to: AssessedBelongs | None
    missing: list[AssessedMissing]
    found: list[AssessedFound]
    similar: list[AssessedSimilar]
    fills: list[AssessedFill]
    notes: list[SaidOut]
    model: str
