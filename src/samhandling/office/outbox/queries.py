"""Read: what waits in the outbox, what got away, what did not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from samhandling.ground.said import Said
from samhandling.ground.viewer import Role, Viewer, ViewerKind
from samhandling.office.jobs.plain import said_again
from samhandling.office.models import Mail
from samhandling.office.outbox.sending import way_out_now


@dataclass(frozen=True, slots=True)
class MailRow:
    """One message, without its text."""

    number: int
    to: str
    subject: str
    state: str
    attempts: int
    fault: list[str]
    made: datetime
    sent: datetime | None
    not_before: datetime

    @property
    def why(self) -> Said | None:
        """Why it has not got away."""
        return said_again(self.fault)


@dataclass(frozen=True, slots=True)
class Outbox:
    """How it stands. `way`: where mail leaves, without any secret; `None` where it does not leave, and a page has to say so."""

    way: str | None
    counts: Mapping[str, int]
    not_sent: tuple[MailRow, ...]


def may_see_outbox(viewer: Viewer) -> bool:
    """The operator at the command line, or an administrator: addresses are nobody else's business."""
    return viewer.kind is ViewerKind.OPERATOR or Role.ADMINISTRATOR in viewer.roles


def outbox(*, seen_by: Viewer, most: int = 100) -> Outbox | None:
    """The outbox, with the messages that have not got away, oldest first; `None` for a viewer who may not see it."""
    if not may_see_outbox(seen_by):
        return None
    counts = dict(Mail.objects.values_list("state").order_by("state").annotate(Count("id")))
    columns = ("id", "to", "subject", "state", "attempts", "fault", "made", "sent", "not_before")
    rows = Mail.objects.exclude(state=Mail.State.SENT).order_by("id")[:most].values_list(*columns)
    way = way_out_now()
    return Outbox(way.shown if way else None, counts, tuple(MailRow(*row) for row in rows))


def is_mail_sent() -> bool:
    """Mail leaves this installation. Where it does not, pages show what they would have sent."""
    return way_out_now() is not None
