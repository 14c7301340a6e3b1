"""What a program sends of an initiative: some of the fields of `to_plain`, each checked so that it can be kept."""

from typing import Any

from pydantic import Field

from samhandling.ground.periods import Precision
from samhandling.plan.rules.record import ActivityKind, Basis, ContributionSource, Kind, MoneyKind, Openness, Reach, Stage, ToldStatus
from samhandling.web.api.shapes import Code, Day, Exact, Line, Long, Name, Place, Wanted, Yes, left_out


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


class MergedInto(Wanted):
    """The initiative that is kept."""

    into: Code
