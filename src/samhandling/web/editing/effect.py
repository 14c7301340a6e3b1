"""What a change would do to the coverage picture, before it is saved."""

from dataclasses import dataclass
from datetime import date

from samhandling.coverage.queries import CoverageQuestion, coverage, focus_areas_of, known_records
from samhandling.coverage.rules.attribution import is_effort
from samhandling.coverage.rules.picture import Question, place_all, statuses
from samhandling.coverage.rules.sentences import STATUS_WORDS
from samhandling.ground.periods import TimeState
from samhandling.ground.places import PlaceCode
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer
from samhandling.plan.queries import scopes
from samhandling.plan.rules.plain import Plain, from_plain
from samhandling.plan.rules.record import Stage
from samhandling.strategy.queries import FocusAreaView
from samhandling.web.editing.opened import Opened


@dataclass(frozen=True, slots=True)
class Moved:
    """A focus area that the initiative contributes to, or did: its status before and after."""

    area: FocusAreaView
    before: Said
    after: Said
    changed: bool


@dataclass(frozen=True, slots=True)
class Effect:
    """What the picture of a day and a place becomes. `thought`: the initiative is not work that is done yet, and is counted as if it were."""

    on: date
    place: PlaceCode
    thought: bool
    is_active: bool
    moved: tuple[Moved, ...]

    @property
    def changed(self) -> tuple[Moved, ...]:
        """Those whose status becomes another."""
        return tuple(one for one in self.moved if one.changed)


def effect_of(opened: Opened, values: Plain, viewer: Viewer) -> Effect:
    """Put the changed initiative into the picture that the page looks at, in place of the one that stands there."""
    asked = opened.asked
    view = asked.strategy
    record = from_plain(values)
    thought = record.stage is not Stage.SAMHANDLING
    if thought:
        record = from_plain({**values, "stage": Stage.SAMHANDLING.value})
    known = known_records(view.code, seen_by=viewer, known_on=asked.known_on)
    drawn = coverage(CoverageQuestion(view.code, asked.on, asked.place, asked.known_on), seen_by=viewer).picture
    areas = focus_areas_of(view, scopes(seen_by=viewer, known_on=asked.known_on))
    question = Question(asked.on, asked.place, drawn.question.rulebook)
    after = statuses(place_all([*(one for one in known if one.id != record.id), record], areas, question), areas)
    before = {cell.focus_area: cell.status for cell in drawn.cells}
    touched = {share["focus_area"] for share in (*values["shares"], *opened.values["shares"])}
    moved = tuple(
        Moved(area, STATUS_WORDS[before[area.code]], STATUS_WORDS[after[area.code]], before[area.code] is not after[area.code])
        for area in view.focus_areas
        if area.code in touched or before[area.code] is not after[area.code]
    )
    is_active = is_effort(record) and record.period.state_on(asked.on) is TimeState.ACTIVE
    return Effect(asked.on, asked.place, thought, is_active, moved)
