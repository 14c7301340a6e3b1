"""Which way mail leaves: SAMHANDLING_MAIL, an address of a server or a folder. Nothing of a password is ever shown.

smtp://user:password@host:587    a mail server; STARTTLS wherever a password is sent to another machine
smtps://user:password@host:465   a mail server with TLS from the first byte
file:///folder                   a file for each message, to look at
"""

import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend

from samhandling.ground.faults import Refused, refusal
from samhandling.ground.said import Said

SECONDS = 20
"""How long a mail server may keep silent."""


@dataclass(frozen=True, slots=True)
class Way:
    """Where mail goes and whom it comes from. `options` may hold a password and is never shown."""

    shown: str
    sender: str
    backend: str
    options: Mapping[str, Any] = field(repr=False)

    def connect(self) -> BaseEmailBackend:
        """Django's own sender for this way."""
        connection: BaseEmailBackend = get_connection(self.backend, fail_silently=False, **self.options)
        return connection


def way_out(environment: Mapping[str, str] = os.environ) -> Way | None:
    """The way that SAMHANDLING_MAIL names; `None` where it names none, and mail stays in the outbox. Raises Refused: it cannot be read.

    SAMHANDLING_MAIL_FROM: whom it comes from; samhandling@ this machine's name unless told.
    """
    text = environment.get("SAMHANDLING_MAIL", "").strip()
    if not text:
        return None
    sender = environment.get("SAMHANDLING_MAIL_FROM", "").strip() or f"samhandling@{socket.getfqdn() or 'localhost'}"
    try:
        url = urlsplit(text)
        port = url.port
    except ValueError:
        raise _not_understood() from None
    if url.scheme == "file" and url.path and not url.netloc:
        folder = unquote(url.path)
        return Way(f"file://{folder}", sender, "django.core.mail.backends.filebased.EmailBackend", {"file_path": folder})
    if url.scheme in ("smtp", "smtps") and url.hostname and not url.query:
        return _server(url, url.hostname, port, sender)
    raise _not_understood()


def _server(url: SplitResult, host: str, port: int | None, sender: str) -> Way:
    has_tls = url.scheme == "smtps"
    user, password = unquote(url.username or ""), unquote(url.password or "")
    options = {
        "host": host,
        "port": port or (465 if has_tls else 587 if user else 25),
        "username": user,
        "password": password,
        "use_ssl": has_tls,
        "use_tls": not has_tls and bool(user) and not _is_here(host),
        "timeout": SECONDS,
    }
    return Way(f"{url.scheme}://{host}:{options['port']}", sender, "django.core.mail.backends.smtp.EmailBackend", options)


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _not_understood() -> Refused:
    return refusal(
        "SAMHANDLING_MAIL",
        Said("smtp://namn:lösenord@server:port eller file:///mapp.", "smtp://name:password@server:port or file:///folder."),
        Said(
            "Rätta miljövariabeln; tecken som @ och / i ett lösenord skrivs %40 och %2F.",
            "Mend the environment variable; signs such as @ and / in a password are written %40 and %2F.",
        ),
    )
