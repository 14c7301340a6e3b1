"""Written: in with e-mail address and password; sessions ended."""

from django.contrib.auth import authenticate
from django.db import transaction
from django.http import HttpRequest

from samhandling.ground.faults import Location, refusal
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer, ViewerKind
from samhandling.office.actions import record
from samhandling.people.models import Person as Person
from samhandling.people.models import Session
from samhandling.people.rules.permission import SIGNED_IN, require


def sign_in(email: str, password: str, *, machine: str) -> Person:
    """The person whose e-mail address and password these are. `machine`: the network address that the attempt came from.

    Raises Refused, with the same words whether the person or the password is wrong; and for a while after several failures.
    """
    wanted = email.replace("\x00", "").strip().lower()
    attempt = HttpRequest()
    attempt.META["REMOTE_ADDR"] = machine
    attempt.path = "/logga-in"
    person = authenticate(attempt, username=wanted, password=password.replace("\x00", ""))
    if isinstance(person, Person):
        record(Viewer(ViewerKind.PERSON, person=person.pk), "person.signed_in", "person", str(person.pk))
        return person
    if getattr(attempt, "axes_locked_out", False) and not getattr(attempt, "axes_failures_since_start", None):
        raise refusal(
            "",
            Said("Det har blivit för många misslyckade försök.", "There have been too many failed attempts."),
            Said("Vänta en kvart och försök igen.", "Wait a quarter of an hour and try again."),
            Location(column="email"),
        )
    raise refusal(
        wanted,
        Said("E-postadressen och lösenordet hör inte ihop.", "The e-mail address and the password do not belong together."),
        Said("Kontrollera båda och försök igen.", "Check both and try again."),
        Location(column="email"),
    )


def end_sessions(*, by: Viewer, keep: str) -> int:
    """End one's own sessions in other browsers; gives how many. `keep`: the key of the one that goes on. Raises NotAllowed."""
    require(SIGNED_IN, by)
    with transaction.atomic():
        count, _ = Session.objects.filter(person_id=by.person or 0).exclude(session_key=keep).delete()
        if count:
            record(by, "person.sessions_ended", "person", str(by.person))
    return count
