"""What an initiative looks like in the API: the fields of `to_plain`, whole when it is read, some of them when it is changed."""

from typing import Any

from ninja import Schema
from pydantic import Field

from samhandling.ground.periods import Precision
from samhandling.plan.rules.progress import Progress
from samhandling.plan.rules.record import ActivityKind, Basis, ContributionSource, Kind, MoneyKind, Openness, Reach, Stage, ToldStatus
from samhandling.web.api.shapes import Code, Day, Exact, Line, Listed, Long, Name, Place, SaidOut, Wanted, Yes, left_out


class ShareOut(Schema):
    """A contribution to a focus area. `share` is exact, 0..1; null where areas are named without shares."""

    focus_area: str
    share: str | None
    aspects: list[str]
    source: ContributionSource
    confirmed: bool


class MoneyOut(Schema):
    """An amount in kronor, exact; null where it is not known."""

    financier: str
    kind: MoneyKind
    amount: str | None


class ActivityOut(Schema):
    """A part of an initiative with days of its own."""

    id: str
    title: str
    kind: ActivityKind
    start: str | None
    end: str | None
    end_precision: Precision
    done: str | None
    responsible: str


class ToldOut(Schema):
    """A status that a person has told, over the computed one."""

    status: ToldStatus
    reason: str
    day: str
    instead: str


class ChainOut(Schema):
    """One initiative goes on as another."""

    before: str
    after: str
    kind: str
    state: str
    reason: SaidOut


class CellOut(Schema):
    """What stood in a cell of the row; told only to those who see working material."""

    field: str
    heading: str
    text: str


class SourceOut(Schema):
    """The row of a file that it came from."""

    run: int
    file: str
    sheet: str
    row: int
    raw: list[CellOut]


class InitiativeOut(Schema):
    """All that is known of one initiative. `is_working`: as it stands now, not as it was last shown."""

    id: str
    title: str
    owners: list[str]
    partners: list[str]
    kind: Kind
    stage: Stage
    start: str | None
    start_precision: Precision
    end: str | None
    end_precision: Precision
    not_before: str | None
    not_after: str | None
    bounds_basis: str
    decided: str | None
    decided_precision: Precision
    reach: Reach
    counties: list[str]
    municipalities: list[str]
    basis: Basis
    shares: list[ShareOut]
    grants: list[MoneyOut]
    target_groups: list[str]
    purpose_sv: str
    purpose_en: str
    note: str
    source: str
    fields: list[list[str]]
    steps: list[list[str]]
    roles: list[list[str]]
    activities: list[ActivityOut]
    depends_on: list[str]
    told: ToldOut | None
    openness: Openness
    version: int
    known_since: str
    is_working: bool
    chains: list[ChainOut]
    sources: list[SourceOut]


class InitiativeBrief(Schema):
    """An initiative in a list. Actors and places by code; `granted` in kronor, null where nothing is known."""

    id: str
    title: str
    owners: list[str]
    partners: list[str]
    kind: Kind
    stage: Stage
    state: str
    progress: Progress
    start: str | None
    end: str | None
    reach: Reach
    counties: list[str]
    municipalities: list[str]
    focus_areas: list[str]
    granted: str | None


class InitiativesOut(Listed):
    """A part of the list of initiatives."""

    items: list[InitiativeBrief]


class ProgressOut(Schema):
    """How an initiative goes on a day: what the rule says, what a person may have told, and why."""

    on: str
    status: Progress
    computed: Progress
    is_told: bool
    reasons: list[SaidOut]
    late: list[str]
    done: int
    activities: int
    next_day: str | None


class ShareIn(Wanted):
    """A contribution to a focus area. A share that is changed is no longer confirmed."""

    focus_area: Code
    share: Exact | None = None
    aspects: list[Code] = Field(default_factory=list, max_length=50)
    source: ContributionSource = ContributionSource.PERSON
    confirmed: Yes = False


class MoneyIn(Wanted):
    """An amount in kronor of one kind from one financier."""

    financier: Name
    kind: MoneyKind
    amount: Exact | None = None


class ActivityIn(Wanted):
    """An activity or a milestone. Its id is yours to choose, unique within the initiative."""

    id: Code
    title: Name
    kind: ActivityKind = ActivityKind.ACTIVITY
    start: Day | None = None
    end: Day | None = None
    end_precision: Precision = Precision.DAY
    done: Day | None = None
    responsible: Name = ""


class ToldIn(Wanted):
    """A status told by a person, with the reason."""

    status: ToldStatus
    reason: Line
    day: Day
    instead: Name = ""


Pair = tuple[Name, Long]


class InitiativeChange(Wanted):
    """The fields that are to change; what is left out stays as it is."""

    title: Name = left_out()
    owners: list[Name] = left_out(max_length=100)
    partners: list[Name] = left_out(max_length=300)
    kind: Kind = left_out()
    stage: Stage = left_out()
    start: Day | None = left_out()
    start_precision: Precision = left_out()
    end: Day | None = left_out()
    end_precision: Precision = left_out()
    not_before: Day | None = left_out()
    not_after: Day | None = left_out()
    bounds_basis: Line = left_out()
    decided: Day | None = left_out()
    decided_precision: Precision = left_out()
    reach: Reach = left_out()
    counties: list[Place] = left_out(max_length=30)
    municipalities: list[Place] = left_out(max_length=300)
    basis: Basis = left_out()
    shares: list[ShareIn] = left_out(max_length=100)
    grants: list[MoneyIn] = left_out(max_length=200)
    target_groups: list[Name] = left_out(max_length=100)
    purpose_sv: Long = left_out()
    purpose_en: Long = left_out()
    note: Long = left_out()
    source: Line = left_out()
    steps: list[Pair] = left_out(max_length=20)
    roles: list[tuple[Name, Name]] = left_out(max_length=200)
    activities: list[ActivityIn] = left_out(max_length=200)
    depends_on: list[Code] = left_out(max_length=100)
    told: ToldIn | None = left_out()
    openness: Openness = left_out()

    def wanted(self) -> dict[str, Any]:
        """The fields that were sent, as the plain values of the plan."""
        return self.model_dump(mode="json", include=self.model_fields_set)


class InitiativeNew(InitiativeChange):
    """What a new initiative is; an idea, unless another stage is told."""

    title: Name


class ContributionsConfirmed(Wanted):
    """The focus areas whose contributions are right as they stand."""

    focus_areas: list[Code] = Field(min_length=1, max_length=100)


class Withdrawal(Wanted):
    """Why an initiative is to be hidden from others at once."""

    reason: Line


class SavedOut(Schema):
    """What a change became: the version now, and the fields that it changed."""

    id: str
    version: int
    changed: list[str]


class MergedInto(Wanted):
    """The initiative that is kept."""

    into: Code
