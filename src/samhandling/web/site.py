"""The address that letters and calendars lead back to, where no request tells it."""

import os

from django.conf import settings
from django.urls import reverse

from samhandling.ground.said import Language


def site_address() -> str:
    """SAMHANDLING_SITE where it is told, else the first name that the site answers to; on this machine alone, where `serve` stands."""
    told = os.environ.get("SAMHANDLING_SITE", "").strip().rstrip("/")
    if told.startswith(("https://", "http://")):
        return told
    host = next((name for name in settings.ALLOWED_HOSTS if name and "*" not in name and not name.startswith(".")), "localhost")
    if host in ("127.0.0.1", "localhost"):
        return f"http://{host}:8000"
    return f"{'https' if settings.HTTPS else 'http'}://{host}"


def full_address(name: str, *args: object, language: Language = "sv") -> str:
    """The whole address of a page."""
    return f"{site_address()}{'/en' if language == 'en' else ''}{reverse(name, args=args)}"
