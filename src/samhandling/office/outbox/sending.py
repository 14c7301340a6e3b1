"""Mail is sent: one message at a time, claimed as jobs are, handed over at most once.

What fails before the message is handed over is tried again. A break in the handing over leaves it unsure: it is not sent again by
itself, since nobody is to get the same message twice.
"""

import logging
import secrets
import smtplib
from datetime import timedelta
from threading import Event

from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.db import DatabaseError, InterfaceError, connection, transaction
from django.db.models import Q
from django.utils import timezone

from samhandling.ground.faults import Refused
from samhandling.ground.said import Said
from samhandling.office.jobs.plain import said_plain
from samhandling.office.models import Mail
from samhandling.office.outbox.way import Way, way_out

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
MOST_ATTEMPTS = 8
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)


class Postman:
    """Sends what waits, until asked to stop. Without a way out everything stays in the outbox."""

    def __init__(self, way: Way | None, *, look: timedelta, stopping: Event) -> None:
        self._way = way
        self._look = look
        self._stopping = stopping

    def run(self) -> None:
        """Send, and look again after a while, until asked to stop. For a thread of its own."""
        try:
            while not self._stopping.is_set():
                try:
                    self.empty()
                except (DatabaseError, InterfaceError) as error:
                    log.warning("the database does not answer: %s", " ".join(str(error).split()))
                    connection.close()
                self._stopping.wait(self._look.total_seconds())
        finally:
            connection.close()

    def empty(self) -> int:
        """Send all that waits now; gives how many messages got away."""
        sent = 0
        while self._way is not None and not self._stopping.is_set():
            row = _claim()
            if row is None:
                break
            sent += _send(row, self._way)
        return sent


def way_out_now() -> Way | None:
    """The way out that the environment names. One that cannot be read is logged, and counts as none: other work goes on."""
    try:
        return way_out()
    except Refused as refused:
        log.error("mail is not sent: %s", refused)
        return None


def _claim() -> Mail | None:
    now = timezone.now()
    broken_off = Q(state=Mail.State.SENDING, lease_until__lt=now)
    wanted = Mail.objects.filter(Q(state=Mail.State.WAITING, not_before__lte=now) | broken_off).order_by("id")
    while wanted.exists():
        with transaction.atomic():
            row = wanted.select_for_update(skip_locked=True).first()
            if row is None:
                return None
            if row.state == Mail.State.SENDING:
                _settle(row, Mail.State.UNSURE, _BROKEN_OFF)
                continue
            row.state, row.attempts, row.lease_until = Mail.State.SENDING, row.attempts + 1, now + LEASE
            row.holder = secrets.token_hex(8)
            row.save()
            return row
    return None


def _send(row: Mail, way: Way) -> bool:
    """Hand a message over. Every outcome is written; gives whether it got away."""
    sender = way.connect()
    try:
        sender.open()
    except (OSError, smtplib.SMTPException) as error:
        _close(sender)
        return _later(row, error)
    try:
        _letter(row, way, sender).send()
    except smtplib.SMTPRecipientsRefused as error:
        return _refused(row, max(code for code, _ in error.recipients.values()), error)
    except smtplib.SMTPResponseException as error:
        return _refused(row, error.smtp_code, error)
    except (OSError, smtplib.SMTPException) as error:
        log.warning("mail %s: broken off while it was handed over (%s)", row.pk, type(error).__name__)
        _settle(row, Mail.State.UNSURE, _BROKEN_OFF)
        return False
    finally:
        _close(sender)
    # The text may hold a signed link; it has reached its reader and is needed no more.
    _settle(row, Mail.State.SENT, None, text="", html="", headers={}, sent=timezone.now())
    return True


def _letter(row: Mail, way: Way, sender: BaseEmailBackend) -> EmailMultiAlternatives:
    host = way.sender.rpartition("@")[2].rstrip(">")
    headers = {"Message-ID": f"<outbox.{row.pk}.{row.made:%Y%m%d%H%M%S%f}@{host}>", "Auto-Submitted": "auto-generated", **row.headers}
    letter = EmailMultiAlternatives(row.subject, row.text, way.sender, [row.to], headers=headers, connection=sender)
    if row.html:
        letter.attach_alternative(row.html, "text/html")
    return letter


def _close(sender: BaseEmailBackend) -> None:
    try:
        sender.close()
    except (OSError, smtplib.SMTPException):
        return


def _refused(row: Mail, code: int, error: Exception) -> bool:
    if 500 <= code < 600:
        log.warning("mail %s: refused for good (%s, %s)", row.pk, type(error).__name__, code)
        _settle(row, Mail.State.FAILED, _NOT_TAKEN)
        return False
    return _later(row, error)


def _later(row: Mail, error: Exception) -> bool:
    # The error's own words may hold what was sent, so only its kind is told.
    log.warning("mail %s: attempt %s did not succeed (%s)", row.pk, row.attempts, type(error).__name__)
    if row.attempts >= MOST_ATTEMPTS:
        _settle(row, Mail.State.FAILED, _NO_SERVER)
    else:
        wait = min(FIRST_WAIT * 4 ** (row.attempts - 1), LONGEST_WAIT)
        _settle(row, Mail.State.WAITING, _NO_SERVER, not_before=timezone.now() + wait)
    return False


def _settle(row: Mail, state: Mail.State, why: Said | None, **fields: object) -> None:
    held = Mail.objects.filter(pk=row.pk, holder=row.holder, state=Mail.State.SENDING)
    held.update(state=state, lease_until=None, fault=said_plain(why), **fields)


_NO_SERVER = Said(
    "E-postservern svarade inte som den skulle. Vi försöker igen.", "The mail server did not answer as it should. We try again."
)
_NOT_TAKEN = Said("E-postservern tar inte emot adressen.", "The mail server does not take the address.")
_BROKEN_OFF = Said(
    "Förbindelsen bröts medan brevet lämnades över. Det kan ha kommit fram, så det skickas inte igen av sig självt.",
    "The connection broke while the message was handed over. It may have arrived, so it is not sent again by itself.",
)
