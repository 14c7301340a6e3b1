"""What was saved just now, in words, with the way to take it back."""

from dataclasses import dataclass

from samhandling.ground.said import Said
from samhandling.ground.viewer import OPERATOR
from samhandling.office.queries import events_of
from samhandling.plan.actions.reverting import last_act
from samhandling.plan.rules.merging import GROUPS
from samhandling.web.editing.opened import Opened
from samhandling.web.editing.words import LABELS, said_of
from samhandling.web.request import Request


@dataclass(frozen=True, slots=True)
class Notice:
    """`event`: the act to take back, none where there is nothing to. `lines`: (field, its value now). `was_undone`: it was a taking back."""

    event: int | None
    lines: tuple[tuple[Said, Said], ...]
    was_undone: bool = False


def notice_of(request: Request, opened: Opened) -> Notice | None:
    """What the address says was saved, as long as nothing has been saved since."""
    told = request.GET.get("sparat", "")
    if told == "0":
        return Notice(None, ())
    if not told or told != str(opened.page.version):
        return None
    number = last_act(opened.code, opened.page.version, by=request.viewer)
    if number is None:
        return None
    event = events_of("initiative", after_id=number - 1, up_to=number, seen_by=OPERATOR)[0]
    groups = [group for group, names in GROUPS.items() if any(name in event.changes for name in names)]
    lines = tuple((LABELS[group], said_of(group, opened.values, opened)) for group in groups)
    return Notice(number, lines, event.verb == "initiative.reverted")
