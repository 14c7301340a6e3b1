"""What a text would change in the coverage picture, were it to become an initiative: asked of coverage, stored nowhere."""

from datetime import date

from samhandling.assessment.rules.answer import Assessment, Filled
from samhandling.coverage.queries import CoverageQuestion
from samhandling.coverage.thought import with_thought
from samhandling.ground.places import PlaceCode
from samhandling.ground.viewer import Viewer
from samhandling.plan.rules.record import ContributionSource, Share


def fills_of(answer: Assessment, *, on: date, place: PlaceCode | None, known_on: date | None = None, seen_by: Viewer) -> tuple[Filled, ...]:
    """The focus areas that get a share, and those whose status becomes another. `place`: the strategy's own where none is told.

    Raises Refused: the strategy is not loaded, so that there is no picture.
    """
    shares = [
        Share(area.id, area.share, tuple(aspect.id for aspect in area.aspects if aspect.met), ContributionSource.SYSTEM, confirmed=False)
        for area in answer.named
    ]
    if not shares:
        return ()
    moved = with_thought(CoverageQuestion(answer.strategy, on, place, known_on), shares, seen_by=seen_by)
    named = {share.focus_area for share in shares}
    return tuple(
        Filled(one.focus_area, one.before.value, one.after.value) for one in moved if one.focus_area in named or one.before is not one.after
    )
