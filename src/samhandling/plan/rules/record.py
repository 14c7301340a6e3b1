"""An initiative as plain data: what a file says of it, what the database holds, what a form sends. One shape for all."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from samhandling.ground.periods import Period, Precision
from samhandling.ground.places import PlaceCode


class Kind(StrEnum):
    """What sort of effort it is."""

    IMPLEMENTATION = "implementation"
    PRE_STUDY = "pre_study"
    TECHNICAL_ASSISTANCE = "technical_assistance"
    FINANCIAL_INSTRUMENT = "financial_instrument"
    STANDING = "standing"
    UNKNOWN = "unknown"


class Stage(StrEnum):
    """How far it has come: an idea, then the four steps of collaboration; the last one is work that is done."""

    IDEA = "idea"
    SAMTAL = "samtal"
    SAMSYN = "samsyn"
    SAMARBETE = "samarbete"
    SAMHANDLING = "samhandling"


class Reach(StrEnum):
    """How wide it reaches: named municipalities, whole counties, the nation, or not known."""

    NAMED = "named"
    COUNTY = "county"
    NATION = "nation"
    UNKNOWN = "unknown"


class Basis(StrEnum):
    """What its distribution on focus areas rests on."""

    STATED = "stated"
    JUDGED = "judged"
    INSUFFICIENT = "insufficient"
    NOT_READ = "not_read"

    @property
    def is_judged(self) -> bool:
        """Somebody or something has placed it: inside focus areas, or outside all."""
        return self in (Basis.STATED, Basis.JUDGED)


class MoneyKind(StrEnum):
    """Which step of the money's way an amount is of."""

    APPLIED_FOR = "applied_for"
    GRANTED = "granted"
    CO_FINANCED = "co_financed"
    PAID_OUT = "paid_out"
    PAID_BACK = "paid_back"


class ContributionSource(StrEnum):
    """Who or what says that an initiative contributes."""

    DOCUMENT = "document"
    PERSON = "person"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Share:
    """A contribution to one focus area. `share` is exact, 0..1; `None` where areas are named without shares."""

    focus_area: str
    share: Fraction | None
    aspects: tuple[str, ...] = ()
    source: ContributionSource = ContributionSource.DOCUMENT
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Grant:
    """Money of one kind from one financier, kronor. `amount` is `None` where it is not known."""

    financier: str
    kind: MoneyKind
    amount: Fraction | None


class ActivityKind(StrEnum):
    """Something that is done, or a point that is to be reached."""

    ACTIVITY = "activity"
    MILESTONE = "milestone"


@dataclass(frozen=True, slots=True)
class Activity:
    """A part of an initiative with a day of its own. `id` is unique within the initiative; `responsible` an actor id; `done` the day
    that it was done."""

    id: str
    title: str
    kind: ActivityKind = ActivityKind.ACTIVITY
    start: date | None = None
    end: date | None = None
    end_precision: Precision = Precision.DAY
    done: date | None = None
    responsible: str = ""


class ToldStatus(StrEnum):
    """What somebody says of how an initiative goes, over what follows from its activities and days."""

    ON_TIME = "on_time"
    LATE = "late"
    DONE = "done"
    POSTPONED = "postponed"
    SUPERSEDED = "superseded"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Told:
    """A status that a person has told, why, and when. `instead` is the initiative that has taken over."""

    status: ToldStatus
    reason: str
    day: date
    instead: str = ""


class Openness(StrEnum):
    """How far it may be shown: to those who work with the plan, to the actors too, to everyone once published."""

    INTERNAL = "internal"
    SHARED = "shared"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class InitiativeRecord:
    """One initiative. Owners, partners and financiers are actor ids, or names where no actor is known yet.

    `counties`: every county it works in. `municipalities`: only those that the source names; none when it is county-wide.
    `shares` sum to at most 1; the rest is outside the strategy's focus areas. `steps`: (step of the strategy, answer to its question).
    `roles`: (role of the strategy, actor). `depends_on`: ids of initiatives that it waits for.
    """

    id: str
    title: str
    owners: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    kind: Kind = Kind.UNKNOWN
    stage: Stage = Stage.SAMHANDLING
    period: Period = field(default_factory=Period)
    start_precision: Precision = Precision.DAY
    end_precision: Precision = Precision.DAY
    decided: date | None = None
    decided_precision: Precision = Precision.DAY
    bounds_basis: str = ""
    reach: Reach = Reach.UNKNOWN
    counties: tuple[PlaceCode, ...] = ()
    municipalities: tuple[PlaceCode, ...] = ()
    basis: Basis = Basis.NOT_READ
    shares: tuple[Share, ...] = ()
    grants: tuple[Grant, ...] = ()
    target_groups: tuple[str, ...] = ()
    purpose_sv: str = ""
    purpose_en: str = ""
    note: str = ""
    source: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    steps: tuple[tuple[str, str], ...] = ()
    roles: tuple[tuple[str, str], ...] = ()
    activities: tuple[Activity, ...] = ()
    depends_on: tuple[str, ...] = ()
    told: Told | None = None
    openness: Openness = Openness.PUBLIC

    @property
    def granted(self) -> Fraction | None:
        """What has been granted, all financiers together; `None` when nothing is known."""
        total: Fraction | None = None
        for grant in self.grants:
            if grant.amount is not None and grant.kind is MoneyKind.GRANTED:
                total = grant.amount if total is None else total + grant.amount
        return total

    @property
    def actors(self) -> tuple[str, ...]:
        """Everyone with a part in it: owners, partners, roles, who answers for an activity."""
        every = (*self.owners, *self.partners, *(actor for _, actor in self.roles), *(one.responsible for one in self.activities))
        return tuple(dict.fromkeys(filter(None, every)))
