"""What the coverage picture looks like in the API: the values of `as_plain`. Amounts are texts with two decimals."""

from typing import Any

from ninja import Schema
from pydantic import ConfigDict

from samhandling.coverage.rules.status import Status
from samhandling.coverage.rules.verdict import Verdict


class SourceScope(Schema):
    """How far a loaded source reaches, as it was declared, and how many initiatives it gave."""

    model_config = ConfigDict(extra="allow")

    file: str
    run: int
    initiatives: int


class RuleOut(Schema):
    """How a rule is used, and its threshold."""

    use: str
    threshold: float


class RulesOut(Schema):
    """The rules that the statuses rest on."""

    version: str
    months_left: int
    max_unjudged: float
    variation: float
    rules: dict[str, RuleOut]


class FindingOut(Schema):
    """A rule that fired, in words and numbers, with the rows behind it."""

    rule: str
    text: str
    value: float
    threshold: float
    rows: list[str]


class FlipOut(Schema):
    """A threshold that would give another status, from and to which value."""

    threshold: str
    # `from` is a word of Python's own.
    model_config = ConfigDict(extra="allow")
    to: float
    status: Status


class StandingJudgement(Schema):
    """The judgement that stands beside the computed status."""

    verdict: Verdict
    reason: str
    name: str
    date: str
    reference: str
    review: str | None


class CoverageCell(Schema):
    """A focus area in the picture."""

    id: str
    name: str
    status: Status
    judged: StandingJudgement | None
    reasons: list[FindingOut]
    notes: list[FindingOut]
    initiatives: int
    active: int
    possibly_active: int
    undated: int
    ended: int
    coming: int
    active_wide: int
    main: int
    main_left: int
    sek: str
    regional_sek: str
    nation_wide_sek: str
    actors: int
    municipalities_named: list[str]
    municipalities_not_named: list[str]
    aspects_with_effort: list[str]
    aspects_without_effort: list[str]
    waiting: int
    share_confirmed: str
    flips: list[FlipOut]


class OverlapOut(Schema):
    """Efforts that are alike."""

    focus_area: str
    target_group: str
    kind: str
    initiatives: list[str]
    owners: list[str]


class ChangeOfStatus(Schema):
    """A focus area on two days."""

    id: str
    before: Status
    after: Status
    opened: list[str]
    closed: list[str]
    sek_before: str
    sek_after: str


class ComparedDay(Schema):
    """A day of a comparison."""

    on: str


class ComparisonOut(Schema):
    """The picture of two days: what opened and closed between them."""

    before: ComparedDay
    after: ComparedDay
    opened: list[str]
    closed: list[str]
    focus_areas: list[ChangeOfStatus]


class CoverageOut(Schema):
    """Where efforts are missing, with how far the material reaches."""

    strategy: str
    on: str
    known_on: str | None
    place: str
    window: list[str] | None
    scope: list[SourceScope]
    rules: RulesOut
    totals: dict[str, str | int]
    focus_areas: list[CoverageCell]
    overlaps: list[OverlapOut]
    comparison: ComparisonOut | None = None


class EvidenceRow(Schema):
    """A row behind a number, and its part of a sum in kronor."""

    id: str
    part: str | None


class WhyOut(Schema):
    """A number opened: its rule and its rows."""

    where: str
    figure: str
    value: Any
    unit: str
    rule: str
    rows: list[EvidenceRow]


class HistoryDay(Schema):
    """Each focus area's status on a day."""

    on: str
    statuses: dict[str, Status]


class HistoryOut(Schema):
    """How the picture of a place has changed."""

    strategy: str
    place: str
    days: list[HistoryDay]
