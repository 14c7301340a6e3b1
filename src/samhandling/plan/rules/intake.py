"""What an import would do, row by row, before anything is written."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from samhandling.ground.faults import Doubt, Location
from samhandling.ground.said import Said
from samhandling.plan.rules.merging import GROUPS, Difference, Merged, is_same_project, merge
from samhandling.plan.rules.plain import Plain, to_plain
from samhandling.plan.rules.read_row import ReadRow
from samhandling.plan.rules.reading import Reading
from samhandling.plan.rules.record import InitiativeRecord
from samhandling.plan.rules.words import GROUP_NAMES, in_words


class Did(StrEnum):
    """What a row does."""

    CREATED = "created"
    UPDATED = "updated"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Known:
    """An initiative that the product holds: its values, and what this register last said of it (`None`: nothing yet)."""

    values: Plain
    last: Plain | None = None


@dataclass(frozen=True, slots=True)
class RowPlan:
    """One row: what it does to which initiative. `merged` is `None` for a new one."""

    row: ReadRow
    record: InitiativeRecord
    did: Did
    code: str
    merged: Merged | None = None


@dataclass(frozen=True)
class Intake:
    """The whole import, planned. `doubts` are the reading's and those of differences; `proposals` what a difference's file says."""

    rows: list[RowPlan]
    doubts: list[Doubt]
    notices: list[Said]
    proposals: Mapping[Doubt, Plain] = field(default_factory=dict)

    def count(self, did: Did) -> int:
        """How many rows do this."""
        return sum(plan.did is did for plan in self.rows)


GROUP_OF_FIELD: Mapping[str, str] = {
    "title": "title",
    "owner": "owners",
    "partners": "partners",
    "partner": "partners",
    "kind": "kind",
    "stage": "stage",
    "start": "start",
    "end": "end",
    "decided": "decided",
    "not_before": "bounds",
    "not_after": "bounds",
    "bounds_basis": "bounds",
    "reach": "places",
    "municipalities": "places",
    "counties": "places",
    "contributions": "distribution",
    "basis": "distribution",
    "aspects": "distribution",
    "financier": "grants",
    "applied_for": "grants",
    "granted": "grants",
    "co_financed": "grants",
    "paid_out": "grants",
    "paid_back": "grants",
    "target_group": "target_groups",
    "target_groups": "target_groups",
    "purpose_sv": "purpose_sv",
    "purpose_en": "purpose_en",
    "note": "note",
    "source": "source",
    "own": "fields",
}
"""Which group of fields a column of the file speaks of."""


def groups_read(fields: Collection[str]) -> frozenset[str]:
    """The groups that a file with columns for `fields` says something of, and which kinds of money and whether who paid it."""
    money = {field for field in fields if GROUP_OF_FIELD.get(field) == "grants"}
    return frozenset({GROUP_OF_FIELD[field] for field in fields if field in GROUP_OF_FIELD} | money | {"kind"})


def with_actors(record: InitiativeRecord, codes: Mapping[str, str]) -> InitiativeRecord:
    """The record with actors' codes for their names, where they are known."""
    return replace(
        record,
        owners=tuple(codes.get(name, name) for name in record.owners),
        partners=tuple(codes.get(name, name) for name in record.partners),
        roles=tuple((role, codes.get(name, name)) for role, name in record.roles),
        activities=tuple(replace(one, responsible=codes.get(one.responsible, one.responsible)) for one in record.activities),
    )


def plan_intake(
    reading: Reading,
    known: Mapping[str, Known],
    held: Mapping[str, str],
    read: Collection[str],
    lineage: str,
    may_change: Callable[[Plain], bool] = lambda _: True,
) -> Intake:
    """Plan an import. `known`: initiatives by code; `held`: the register's own ids → codes from its earlier imports.

    `may_change`: whether whoever imports may change an initiative (its values); where not, what the file says differently is a doubt.
    """
    plans, notices, proposals = [], list(reading.notices), {}
    for row in reading.rows:
        record = row.record
        code = held.get(record.id, record.id)
        found = known.get(code)
        if found and record.id not in held and not is_same_project(found.values, to_plain(record)):
            notices.append(_other_project(row, found))
            code, found = f"{record.id}@{lineage}", known.get(f"{record.id}@{lineage}")
        if found is None:
            plans.append(RowPlan(row, record if record.id == code else replace(record, id=code), Did.CREATED, code))
            continue
        merged = merge(found.last, {**to_plain(record), "id": code}, found.values, read)
        if merged.changes and not may_change(found.values):
            merged = _left_to_others(merged, found.values)
        plans.append(RowPlan(row, record, Did.UPDATED if merged.changes else Did.SAME, code, merged))
        proposals.update({difference_doubt(code, row.location, difference): dict(difference.file) for difference in merged.differences})
    return Intake(plans, [*reading.doubts, *proposals], notices, proposals)


def _left_to_others(merged: Merged, now: Plain) -> Merged:
    """Nothing is changed; each group that would have been is a difference for somebody who may."""
    groups = {group: names for group, names in GROUPS.items() if any(name in merged.changes for name in names)}
    wished = (
        Difference(group, {name: now[name] for name in names}, {name: merged.values[name] for name in names})
        for group, names in groups.items()
    )
    return Merged(dict(now), {}, (*merged.differences, *wished))


def _other_project(row: ReadRow, found: Known) -> Said:
    where = row.location.said()
    return Said(
        f'{where.sv}: ärendenumret {row.record.id} finns redan, men för ett annat projekt ("{found.values["title"]}"). De hålls isär.',
        f'{where.en}: the case number {row.record.id} is taken by another project ("{found.values["title"]}"). They are kept apart.',
    )


def difference_doubt(code: str, location: Location, difference: Difference) -> Doubt:
    """The file says one thing and the plan another; the plan's was kept."""
    name = GROUP_NAMES[difference.group]
    theirs, ours = in_words(difference.group, difference.file), in_words(difference.group, difference.now)
    where = location.said()
    return Doubt(
        kind="difference",
        location=location,
        read=theirs.sv,
        said=Said(
            f"{where.sv}: {name.sv} är {theirs.sv} i filen och {ours.sv} i planen. Vi har behållt det som står i planen.",
            f"{where.en}: {name.en} is {theirs.en} in the file and {ours.en} in the plan. What stands in the plan was kept.",
        ),
        field=difference.group,
        initiative=code,
        answers=("keep", "take"),
    )
