"""Every Monday at seven: what has happened, to everybody who wants to know, and no letter where nothing has."""

import logging
from collections.abc import Mapping
from datetime import time

from django.conf import settings
from django.utils import timezone

from samhandling.ground.faults import Refused
from samhandling.ground.viewer import Viewer
from samhandling.office.jobs.registry import job
from samhandling.office.jobs.repeating import Weekly
from samhandling.office.jobs.running import Running
from samhandling.people.wishes import wishes
from samhandling.strategy.queries import strategies
from samhandling.web.calendars.letters import send_letter

log = logging.getLogger(__name__)


def shown_strategy(viewer: Viewer) -> str:
    """The strategy that the site shows; none before one is loaded."""
    loaded = [row.code for row in strategies(viewer) if row.kind == "strategy"]
    wanted: str = getattr(settings, "SAMHANDLING_STRATEGY", "") or (loaded[0] if loaded else "")
    return wanted if wanted in loaded else ""


@job("mail.monday", every=Weekly(0, time(7, 0)))
def monday(running: Running) -> Mapping[str, int]:
    """Write the letters. Doing it twice in a week sends nothing twice."""
    strategy, now, sent, nothing, failed = shown_strategy(running.by), timezone.now(), 0, 0, 0
    every = wishes(seen_by=running.by) if strategy else []
    for number, wish in enumerate(every, 1):
        running.tell(number, len(every))
        try:
            letter = send_letter(wish, strategy, now)
        except Refused as refused:
            # One who cannot be written to shuts nobody else out.
            log.warning("no letter to person %s: %s", wish.person, refused)
            failed += 1
            continue
        sent, nothing = sent + (letter is not None), nothing + (letter is None)
    return {"sent": sent, "nothing_new": nothing, "failed": failed}
