"""Read: a workbook of initiatives to take to one's desk, and what it says when it comes back."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from samhandling.ground.faults import refusal
from samhandling.ground.said import Language, Said
from samhandling.ground.viewer import Viewer
from samhandling.people.rules.permission import CHANGES_OWN, require
from samhandling.plan.models import Initiative, InitiativeQuerySet
from samhandling.plan.queries import open_world, strategy_key
from samhandling.plan.rules.form.texts import Around
from samhandling.plan.rules.plain import Plain, to_plain
from samhandling.plan.rules.round_trip.cells import Cells, activity_cells, initiative_cells
from samhandling.plan.rules.round_trip.columns import Column, initiative_columns
from samhandling.plan.rules.round_trip.sheets import MOST_ROWS
from samhandling.plan.storing import load
from samhandling.strategy.queries import StrategyView
from samhandling.strategy.queries import strategy as open_strategy


@dataclass(frozen=True)
class Sheets:
    """What the workbook holds: a row of cells for each initiative and each activity, by the columns' keys."""

    strategy: StrategyView
    language: Language
    day: date
    columns: tuple[Column, ...]
    initiatives: tuple[Cells, ...]
    activities: tuple[Cells, ...]
    around: Around


@dataclass(frozen=True, slots=True)
class Held:
    """An initiative that the viewer may change, as it stands now."""

    number: int
    code: str
    version: int
    values: Plain


def columns_of(view: StrategyView) -> tuple[Column, ...]:
    """The columns of the initiatives' sheet for a strategy."""
    return initiative_columns([(area.code, area.short) for area in view.focus_areas])


def around_of(view: StrategyView, language: Language, *, by: Viewer) -> Around:
    """What cells are read by."""
    return Around(
        language=language,
        today=timezone.localdate().isoformat(),
        world=open_world(view.code, seen_by=by),
        aspects={area.code: [aspect.code for aspect in area.aspects] for area in view.focus_areas},
        roles=[role.id for role in view.roles],
        steps=[step.id for step in view.steps],
        keep=() if by.may_change_all else by.actors,
    )


def may_change(by: Viewer) -> InitiativeQuerySet:
    """The initiatives that a viewer may change."""
    return Initiative.objects.filter(merged_into=None) if by.may_change_all else Initiative.objects.own(by)


def held_by_code(codes: Collection[str] | None, strategy: str, *, by: Viewer) -> dict[str, Held]:
    """Those of `codes` (every one without codes) that the viewer may change, as they stand now, in Swedish order of their names."""
    found = may_change(by) if codes is None else may_change(by).filter(code__in=codes)
    versions = dict(found.order_by().values_list("id", "version"))
    loaded = load(found.order_by("sort_key", "code"), strategy_key(strategy))
    return {record.id: Held(key, record.id, versions[key], to_plain(record)) for key, record in loaded}


def sheets(strategy: str, *, by: Viewer, language: Language = "sv", codes: Collection[str] | None = None) -> Sheets:
    """The workbook of what the viewer may change, of some of it where codes are told. Raises NotAllowed; Refused: too many."""
    require(CHANGES_OWN, by)
    view = open_strategy(strategy, seen_by=by)
    count = (may_change(by) if codes is None else may_change(by).filter(code__in=codes)).count()
    if count > MOST_ROWS:
        expected = Said(f"Högst {MOST_ROWS} insatser i en arbetsbok.", f"At most {MOST_ROWS} initiatives in one workbook.")
        way_out = Said("Välj färre med ett filter i listan över insatser.", "Choose fewer with a filter in the list of initiatives.")
        raise refusal(str(count), expected, way_out)
    around = around_of(view, language, by=by)
    every = held_by_code(codes, strategy, by=by).values()
    return Sheets(
        strategy=view,
        language=language,
        day=timezone.localdate(),
        columns=columns_of(view),
        initiatives=tuple(initiative_cells(one.values, one.version, around) for one in every),
        activities=tuple(row for one in every for row in activity_cells(one.values, one.version, around)),
        around=around,
    )


def count_for(*, by: Viewer) -> int:
    """How many initiatives a viewer may change."""
    return may_change(by).count() if CHANGES_OWN.lets_in(by, ()) else 0
