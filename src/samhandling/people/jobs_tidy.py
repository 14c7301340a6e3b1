"""Done by itself every night: what was kept of people for a while is removed: ended sessions, unanswered invitations, failed attempts."""

from collections.abc import Mapping
from datetime import time

from axes.models import AccessAttempt
from django.db.models import Q
from django.utils import timezone

from samhandling.office.jobs.registry import job
from samhandling.office.jobs.repeating import Daily
from samhandling.office.jobs.running import Running
from samhandling.people.lockout import PAUSE
from samhandling.people.models import Invitation, Session


@job("people.tidy", every=Daily(time(3, 50)))
def tidy(running: Running) -> Mapping[str, int]:
    """Tidy up; doing it twice does no harm."""
    now = timezone.now()
    sessions, _ = Session.objects.filter(expire_date__lt=now).delete()
    attempts, _ = AccessAttempt.objects.filter(attempt_time__lt=now - PAUSE).delete()
    over = Invitation.objects.exclude(email="").filter(Q(expires_at__lt=now) | Q(revoked_at__isnull=False))
    return {"sessions": sessions, "attempts": attempts, "invitations": over.update(email="")}
