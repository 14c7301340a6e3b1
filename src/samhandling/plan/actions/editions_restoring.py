"""Bring one initiative back to what an edition says of it, in the working plan."""

from dataclasses import dataclass

from samhandling.ground.faults import refusal
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer
from samhandling.people.merging import kept_codes
from samhandling.people.queries import actor_names
from samhandling.people.rules.permission import CHANGES_ALL, require
from samhandling.plan.actions.editing import Saved, change
from samhandling.plan.editions import edition
from samhandling.plan.queries import initiative
from samhandling.plan.rules.actor_parts import with_codes
from samhandling.plan.rules.edition_comparing import Change, changes_in_words
from samhandling.plan.rules.plain import Plain, to_plain

NOT_RESTORED = ("id", "openness")
"""Who may see an initiative is decided today, not by an old plan."""


@dataclass(frozen=True, slots=True)
class Restoring:
    """What a restoring would change: from what stands now to what the edition says. `version`: the initiative's now."""

    code: str
    title: str
    version: int
    changes: tuple[Change, ...]
    wanted: Plain


def restoring(number: int, code: str, *, strategy: str, by: Viewer) -> Restoring:
    """What restoring one initiative would do. Raises NotAllowed; Refused: it is not in the edition, or is no more in the plan."""
    require(CHANGES_ALL, by)
    page = edition(number, of_strategy=strategy, seen_by=by)
    item = page.document.items().get(code) if page and page.row.is_adopted else None
    if page is None or item is None:
        expected = Said("En insats som står i den antagna planen.", "An initiative that stands in the adopted plan.")
        raise refusal(code, expected, Said("Välj en i planen.", "Choose one in the plan."))
    current = initiative(code, of_strategy=strategy, seen_by=by)
    now = to_plain(current.record)
    wanted = {name: value for name, value in with_codes(item.values, kept_codes()).items() if name not in NOT_RESTORED}
    wanted["shares"] = _shares(wanted["shares"], now["shares"])
    names = {**page.document.actors, **actor_names(seen_by=by)}
    return Restoring(code, str(now["title"]), current.version, changes_in_words(now, {**now, **wanted}, names), wanted)


def restore_item(number: int, code: str, *, strategy: str, by: Viewer, version: int) -> Saved:
    """Restore one initiative. Raises NotAllowed, Refused with every fault, Conflict where somebody has saved since `version`."""
    found = restoring(number, code, strategy=strategy, by=by)
    return change(code, found.wanted, strategy=strategy, by=by, version=version, exact=True, verb="initiative.restored")


def _shares(wanted: list[Plain], now: list[Plain]) -> list[Plain]:
    """A contribution that is as it was keeps its confirmation; one that is brought back must be confirmed anew."""
    same = {(share["focus_area"], share["share"], *share["aspects"]): share for share in now}
    return [same.get((share["focus_area"], share["share"], *share["aspects"]), {**share, "confirmed": False}) for share in wanted]
