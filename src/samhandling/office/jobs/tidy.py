"""Done by itself every night: what has served its time is removed: old jobs, uploads that no job waits for, counts, words of sent mail."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from pathlib import Path

from django.utils import timezone

from samhandling.office import limits
from samhandling.office.jobs.files import FOLDER
from samhandling.office.jobs.ordering import OPEN
from samhandling.office.jobs.registry import job
from samhandling.office.jobs.repeating import Daily
from samhandling.office.jobs.running import Running
from samhandling.office.models import Job, Mail

JOBS_KEPT = timedelta(days=400)
UPLOADS_KEPT = timedelta(days=30)
ADDRESSES_KEPT = timedelta(days=90)


@job("office.tidy", every=Daily(time(3, 40)))
def tidy(running: Running) -> Mapping[str, int]:
    """Tidy up; doing it twice does no harm."""
    now = timezone.now()
    jobs, _ = Job.objects.exclude(state__in=OPEN).filter(ended__lt=now - JOBS_KEPT).delete()
    sent = Mail.objects.filter(state=Mail.State.SENT, sent__lt=now - ADDRESSES_KEPT).exclude(to="")
    mails = sent.update(to="", subject="")
    return {"jobs": jobs, "mails": mails, "counts": limits.forget_old(now), "uploads": remove_uploads(running.home, now)}


def remove_uploads(home: Path, now: datetime) -> int:
    """Remove old uploads, and what was broken off while it was sent in, save what an open job works on; gives how many."""
    needed = set(Job.objects.filter(state__in=OPEN).values_list("file", flat=True))
    oldest = (now - UPLOADS_KEPT).timestamp()
    found = [path for path in (home / FOLDER).glob("*") if path.name not in needed and path.stat().st_mtime < oldest]
    for path in found:
        path.unlink(missing_ok=True)
    return len(found)
