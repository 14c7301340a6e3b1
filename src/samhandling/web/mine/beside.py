"""What stands beside one initiative on its page: which picture it is, comments, and the ways on for those who see working material."""

from typing import Any

from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer
from samhandling.people.rules.permission import COMMENTS
from samhandling.plan.comments import comments_beside
from samhandling.plan.queries import InitiativePage
from samhandling.strategy.queries import StrategyView
from samhandling.web.history.who import everybody
from samhandling.web.mine.lines import beside
from samhandling.web.publishing.standing import standing_of

OWN = Said(
    "Du ser insatsen som den står nu. Andra ser den som den var i den senaste bilden.",
    "You see the initiative as it stands now. Others see it as it was in the latest picture.",
)


def beside_of(page: InitiativePage, view: StrategyView, viewer: Viewer) -> dict[str, Any]:
    """For the template. Comments are for those who see the working material of it; nobody else pays for asking."""
    own = page.is_working and not viewer.sees_internal
    found: dict[str, Any] = {"picture": OWN if own else standing_of(view.code, seen_by=viewer).said}
    if not page.is_working:
        return found
    rows = comments_beside([page.record.id], seen_by=viewer)
    return {
        **found,
        "beside": beside(rows, everybody(view.owner, seen_by=viewer)) if rows else [],
        "may_comment": COMMENTS.lets_in(viewer, page.record.actors),
    }
