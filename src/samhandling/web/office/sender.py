"""From where something was sent, without keeping from where: and when its form was opened."""

import time

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

SALT = "samhandling.beratta"
SOONEST = 3.0
"""Seconds that a person needs at the least to fill in a form."""

OLDEST = 24 * 3600.0


def machine_of(request: HttpRequest) -> str:
    """The address that the request came from. Behind our proxy it is the last that the proxy wrote; nobody else's word counts."""
    if settings.HTTPS and (forwarded := request.headers.get("X-Forwarded-For", "")):
        return forwarded.rsplit(",", 1)[-1].strip()
    return str(request.META.get("REMOTE_ADDR", ""))


def sender_of(request: HttpRequest) -> str:
    """A keyed hash of the address and the day: holds back a flood, and cannot be followed from one day to the next."""
    return salted_hmac(SALT, f"{timezone.localdate()} {machine_of(request)}", algorithm="sha256").hexdigest()


def opened_now() -> str:
    """A signed word of when a form was opened."""
    return Signer(salt=SALT).sign(f"{time.time():.3f}")


def age_seconds(opened: str) -> float | None:
    """How long ago the form was opened; `None` where the word is not ours."""
    try:
        return time.time() - float(Signer(salt=SALT).unsign(opened))
    except (BadSignature, ValueError):
        return None
