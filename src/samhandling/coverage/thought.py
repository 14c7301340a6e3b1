"""What the picture would become if one more initiative were carried out: a thought, never stored."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from samhandling.coverage.queries import CoverageQuestion, book_of, focus_areas_of, known_records
from samhandling.coverage.rules.picture import Question, place_all, statuses
from samhandling.coverage.rules.status import Status
from samhandling.ground.periods import Period
from samhandling.ground.places import NATION, PlaceCode, county_of, is_county, is_municipality
from samhandling.ground.viewer import Viewer
from samhandling.plan.queries import scopes
from samhandling.plan.rules.record import Basis, InitiativeRecord, Reach, Share, Stage
from samhandling.strategy.queries import strategy as open_strategy

YEARS = 2
_THOUGHT = "\x00thought"


@dataclass(frozen=True, slots=True)
class Moved:
    """A focus area's status as it is, and as it would be."""

    focus_area: str
    before: Status
    after: Status


def with_thought(asked: CoverageQuestion, shares: Sequence[Share], *, seen_by: Viewer) -> tuple[Moved, ...]:
    """Every focus area before and after an initiative with these shares, at the question's place, as if carried out from its day and for
    `YEARS` years, with a distribution that somebody has confirmed. Shares are exact parts of 1; those of 0 are left out. Raises Refused: the strategy is not loaded.
    """
    view = open_strategy(asked.strategy, seen_by=seen_by)
    place = asked.place or PlaceCode(view.place or NATION)
    areas = focus_areas_of(view, scopes(seen_by=seen_by, known_on=asked.known_on))
    known = known_records(asked.strategy, seen_by=seen_by, known_on=asked.known_on)
    question = Question(asked.on, place, book_of(asked, seen_by=seen_by), asked.window, asked.split)
    thought = _record(asked, place, [share for share in shares if share.share != Fraction(0)])
    before = statuses(place_all(known, areas, question), areas)
    after = statuses(place_all([*known, thought], areas, question), areas)
    return tuple(Moved(code, before[code], after[code]) for code in before)


def _record(asked: CoverageQuestion, place: PlaceCode, shares: Sequence[Share]) -> InitiativeRecord:
    end = asked.on.replace(year=asked.on.year + YEARS, day=min(asked.on.day, 28))
    counted = tuple(replace(share, confirmed=True) for share in shares)
    record = InitiativeRecord(
        _THOUGHT, "", stage=Stage.SAMHANDLING, period=Period(asked.on, end), basis=Basis.JUDGED, shares=counted, reach=Reach.NATION
    )
    if is_municipality(place):
        return replace(record, reach=Reach.NAMED, municipalities=(place,), counties=(county_of(place),))
    return replace(record, reach=Reach.COUNTY, counties=(place,)) if is_county(place) else record
