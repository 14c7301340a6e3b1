"""Outgoing mail: a message is a row, written in the transaction of the act that it tells of. A worker sends it (sending.py)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from samhandling.ground.faults import Location, refusal
from samhandling.ground.said import Said
from samhandling.office.models import Mail

LONGEST_TEXT = 100_000
"""Characters of one message."""

_HEADERS = frozenset({"List-Unsubscribe", "List-Unsubscribe-Post", "Reply-To", "Auto-Submitted"})


@dataclass(frozen=True, slots=True)
class Message:
    """What is to be sent to one address, in the reader's language. `person`: whose it is, so that erasure finds it."""

    to: str
    subject: str
    text: str
    html: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    person: int | None = None


def post(message: Message, *, key: str) -> bool:
    """Put a message in the outbox. Call inside the act's transaction. No: a message has been put there under this key before.

    `key` says what the message is about and to whom ("invitation:17", "monday:2026-11-23:person:4"). Raises Refused: no address.
    """
    address = _address(message.to)
    if len(message.text) > LONGEST_TEXT or len(message.html) > LONGEST_TEXT or not set(message.headers) <= _HEADERS:
        raise ValueError("a message that is too long, or with a header that is not for us to set")
    _, is_new = Mail.objects.get_or_create(
        key=key,
        defaults={
            "person_id": message.person,
            "to": address,
            "subject": " ".join(message.subject.split())[:200],
            "text": message.text,
            "html": message.html,
            "headers": {name: " ".join(value.split()) for name, value in message.headers.items()},
            "not_before": timezone.now(),
        },
    )
    return is_new


def _address(text: str) -> str:
    address = text.strip()
    try:
        validate_email(address)
    except ValidationError:
        raise refusal(
            text[:100],
            Said("En e-postadress, till exempel namn@kommun.se.", "An e-mail address, for instance name@kommun.se."),
            Said("Rätta adressen.", "Mend the address."),
            Location(column="to"),
        ) from None
    return address


def send_again(number: int) -> None:
    """Send a message that failed, or that nobody knows the fate of, once more. Raises Refused: none such."""
    states = (Mail.State.FAILED, Mail.State.UNSURE)
    fresh = {"state": Mail.State.WAITING, "attempts": 0, "not_before": timezone.now(), "fault": []}
    if not Mail.objects.filter(pk=number, state__in=states).exclude(text="").update(**fresh):
        raise refusal(
            str(number),
            Said("Ett brev som inte kom iväg.", "A message that did not get away."),
            Said("Se vilka som finns: samhandling mail.", "See which there are: samhandling mail."),
        )


def forget_person(person: int) -> int:
    """Remove what waits for a person and empty what was sent of address and words; gives how many. Call in the erasure's transaction."""
    of_person = Mail.objects.filter(person_id=person)
    waiting, _ = of_person.filter(state__in=(Mail.State.WAITING, Mail.State.FAILED)).delete()
    return waiting + of_person.update(to="", subject="", text="", html="", headers={}, person_id=None)
