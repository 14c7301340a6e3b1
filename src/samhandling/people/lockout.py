"""The pause after many failures to sign in: django-axes, told what counts as the same sender and what a success forgives."""

from datetime import timedelta
from ipaddress import ip_address
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_username
from axes.models import AccessAttempt
from django.db.models import Sum
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

MOST_FAILURES = 5
"""Failed attempts to sign in with one e-mail address before there is a pause."""

SHARED = 4
"""How many times as much one machine may fail: a whole town hall may sit behind one address."""

PAUSE = timedelta(minutes=15)


def hidden_address(request: HttpRequest | None, credentials: dict[str, Any] | None = None) -> str:
    """A keyed hash of the e-mail address that was tried: attempts can be counted, not read."""
    tried = str((credentials or {}).get("username") or (credentials or {}).get("email") or "")
    return salted_hmac("samhandling.sign_in.email", tried.strip().lower(), algorithm="sha256").hexdigest()


def pause(request: HttpRequest | None = None) -> timedelta:
    """How long failures count."""
    return PAUSE


def machine(request: HttpRequest) -> str | None:
    """The network address that the attempt came from, as whoever tried it found out; none where it is no address."""
    try:
        return str(ip_address(str(request.META.get("REMOTE_ADDR", ""))))
    except ValueError:
        return None


class Pauses(AxesDatabaseHandler):  # type: ignore[misc]
    """Failures in the database."""

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """Those of the address count whole, those from the machine by its share."""
        counts = [attempts.aggregate(n=Sum("failures_since_start"))["n"] or 0 for attempts in self.get_user_attempts(request, credentials)]
        return int(max(counts[0], counts[1] // SHARED))

    def reset_user_attempts(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """A success wipes what was failed of the same address, but not what others failed from the same machine."""
        count, _ = AccessAttempt.objects.filter(username=get_client_username(request, credentials)).delete()
        return int(count)
