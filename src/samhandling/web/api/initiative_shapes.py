"""What an initiative looks like when it is read: the fields of `to_plain`, and what is known of it."""

from ninja import Schema

from samhandling.ground.periods import Precision
from samhandling.plan.rules.progress import Progress
from samhandling.plan.rules.record import ActivityKind, Basis, ContributionSource, Kind, MoneyKind, Openness, Reach, Stage, ToldStatus
from samhandling.web.api.shapes import Listed, SaidOut


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


class SavedOut(Schema):
    """What a change became: the version now, and the fields that it changed."""

    id: str
    version: int
    changed: list[str]
