"""A reading, planned against the plan as it stands, with what that plan rests on."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from samhandling.ground.viewer import Viewer
from samhandling.office.models import ImportRun
from samhandling.plan.intake.suggesting import Suggest, with_suggestions
from samhandling.plan.models import Initiative
from samhandling.plan.queries import known_for
from samhandling.plan.rules.chains import ChainProposal, propose_chains
from samhandling.plan.rules.intake import Intake, groups_read, plan_intake
from samhandling.plan.rules.mapping import Mapping as ColumnMapping
from samhandling.plan.rules.plain import parts_in
from samhandling.plan.rules.reading import Reading
from samhandling.strategy.models import Strategy


@dataclass(frozen=True)
class Preview:
    """What an import would do. Nothing is written."""

    reading: Reading
    intake: Intake
    chains: Sequence[ChainProposal]
    mapping: ColumnMapping
    lineage: str


@dataclass(frozen=True)
class Basis:
    """What a plan was made from: where any of it is another, the plan may do something else than was thought."""

    initiatives: Mapping[str, tuple[int, int]]
    """Code → (database id, version) of those that the file may be about; a code that nobody holds is not in it."""
    runs: tuple[tuple[int, str], ...]
    """The register's imports and their states."""
    strategy: int
    """The strategy's version."""


@dataclass(frozen=True)
class Planned:
    """A plan, with its basis and all codes that it rests on."""

    preview: Preview
    basis: Basis
    codes: frozenset[str]


def plan_reading(
    reading: Reading, mapping: ColumnMapping, *, strategy: str, lineage: str, by: Viewer, suggest: Suggest | None = None
) -> Planned:
    """Plan an import. What the plan rests on is read first, so that a change while it is being made is seen afterwards.

    `suggest`: what new rows without a distribution seem to contribute to.
    """
    before = _basis(strategy, lineage)
    ids = [row.record.id for row in reading.rows]
    known, held = known_for(ids, lineage, strategy=strategy, seen_by=by)
    intake = plan_intake(reading, known, held, groups_read(_fields_of(mapping)), lineage, lambda values: by.may_change(parts_in(values)))
    intake = with_suggestions(intake, suggest) if suggest else intake
    chains = propose_chains([plan.record for plan in intake.rows])
    codes = frozenset((*ids, *(f"{key}@{lineage}" for key in ids), *held.values()))
    return Planned(Preview(reading, intake, chains, mapping, lineage), _kept_to(before, codes), codes)


def still_stands(planned: Planned, *, strategy: str) -> bool:
    """Nobody has changed what the plan rests on."""
    return _kept_to(_basis(strategy, planned.preview.lineage), planned.codes) == planned.basis


def _basis(strategy: str, lineage: str) -> Basis:
    rows = Initiative.objects.order_by().values_list("code", "id", "version")
    runs = ImportRun.objects.filter(lineage=lineage).order_by("id").values_list("id", "state")
    version = Strategy.objects.filter(code=strategy).values_list("version", flat=True).first() or 0
    return Basis({code: (key, number) for code, key, number in rows}, tuple(runs), version)


def _kept_to(basis: Basis, codes: Collection[str]) -> Basis:
    return Basis({code: one for code, one in basis.initiatives.items() if code in codes}, basis.runs, basis.strategy)


def _fields_of(mapping: ColumnMapping) -> Collection[str]:
    declared = {"financier"} if any(scope.financier for scope in mapping.scopes) else set()
    return {*mapping.columns.values(), *mapping.defaults, *declared}
