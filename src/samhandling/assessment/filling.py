"""What a text would change in the coverage picture, were it to become an initiative: asked of coverage, stored nowhere."""

from dataclasses import replace
from datetime import date

from samhandling.assessment.queries import assessment
from samhandling.assessment.rules.answer import Assessment, Filled
from samhandling.coverage.queries import CoverageQuestion
from samhandling.coverage.thought import with_thought
from samhandling.ground.places import PlaceCode
from samhandling.ground.viewer import Viewer
from samhandling.plan.rules.record import ContributionSource, Share
from samhandling.strategy.queries import strategies


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


def assessed(text: str, *, strategy: str, on: date, place: PlaceCode | None = None, seen_by: Viewer) -> Assessment:
    """Does the text contribute, and what would it change. Nothing is stored. A strategy that is not loaded has no picture to change.

    Raises Refused: no such strategy or place, an empty or far too long text.
    """
    found = assessment(text, strategy=strategy, seen_by=seen_by)
    if strategy not in {row.code for row in strategies(seen_by)}:
        return found
    return replace(found, fills=fills_of(found, on=on, place=place, seen_by=seen_by))
