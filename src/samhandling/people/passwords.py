"""Written: passwords, good ones only; a new one ends every session that was begun with the old one."""

import secrets
from datetime import timedelta

from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.exceptions import ValidationError
from django.db import transaction

from samhandling.ground.faults import Fault, Location, Refused, refusal
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer, ViewerKind
from samhandling.office.limits import require_room
from samhandling.people.care import Who, person_for_change, require_care, save_changed
from samhandling.people.models import Person, Session
from samhandling.people.rules.permission import SIGNED_IN, require

PASSWORD_WORDS = {
    "password_too_short": Said("Minst tolv tecken.", "At least twelve characters."),
    "password_too_common": Said("Ett lösenord som inte är vanligt.", "A password that is not a common one."),
    "password_too_similar": Said("Ett lösenord som inte liknar namnet eller adressen.", "A password unlike the name and the address."),
}
LONGEST = 1000
"""Characters of a password; a longer one would only cost time to hash."""

MOST_TRIES = 10
"""How often one may try the present password within a quarter of an hour, so that a borrowed session does not find it."""

WITHIN = timedelta(minutes=15)

_forgotten = PasswordResetTokenGenerator()


def generated_password() -> str:
    """A password that nobody guesses: 20 URL-safe characters."""
    return secrets.token_urlsafe(15)


def password_faults(password: str, email: str, name: str) -> list[Fault]:
    """Everything that is wrong with a password for this person."""
    way_out = Said("Välj till exempel fyra ord som inte hör ihop.", "Choose for instance four words that do not belong together.")
    if len(password) > LONGEST or "\x00" in password:
        too_long = Said(f"Högst {LONGEST} vanliga tecken.", f"At most {LONGEST} ordinary characters.")
        return [Fault(Location(column="password"), "", too_long, way_out)]
    try:
        validate_password(password, Person(email=email, name=name))
    except ValidationError as error:
        other = Said("Ett bättre lösenord.", "A better password.")
        # What was read is a secret, and is not told.
        return [Fault(Location(column="password"), "", PASSWORD_WORDS.get(one.code or "", other), way_out) for one in error.error_list]
    return []


def give_password(who: Who, password: str, *, by: Viewer) -> None:
    """Give somebody a new password, as the way out where no mail can be sent. Raises NotAllowed, Refused."""
    require_care(by)
    with transaction.atomic():
        person = person_for_change(who)
        _set(person, password, by=by)


def change_own_password(old: str, new: str, *, by: Viewer, keep: str = "") -> None:
    """Change one's own password; `keep` is the key of the session that goes on. Raises NotAllowed, Refused (with every fault)."""
    require(SIGNED_IN, by)
    require_room(f"password:{by.person}", most=MOST_TRIES, within=WITHIN)
    with transaction.atomic():
        person = person_for_change(by.person or 0)
        faults = password_faults(new, person.email or "", person.name)
        if not check_password(old, person.password):
            wrong = Said("Det är inte ditt nuvarande lösenord.", "This is not your present password.")
            faults.insert(0, Fault(Location(column="old"), "", wrong, Said("Skriv det en gång till.", "Write it once more.")))
        if faults:
            raise Refused(faults)
        _set(person, new, by=by, keep=keep)


def _set(person: Person, password: str, *, by: Viewer, keep: str = "") -> None:
    if faults := password_faults(password, person.email or "", person.name):
        raise Refused(faults)
    person.set_password(password)
    Session.objects.filter(person=person).exclude(session_key=keep).delete()
    save_changed(person, "person.password_changed", {}, by=by)


def forgotten_password(email: str) -> str:
    """A word that lets the person with this address choose a new password, within the time of PASSWORD_RESET_TIMEOUT; empty for nobody.

    Whoever asks must not be told whether there is such a person: the caller sends the word by mail, or says nothing.
    """
    person = Person.objects.filter(email=email.strip().lower(), is_active=True, erased_at=None).first()
    if person is None or not person.has_usable_password():
        return ""
    return f"{person.pk}-{_forgotten.make_token(person)}"


def choose_password(word: str, password: str) -> int:
    """Choose a new password with the word that came by mail; gives the person. Raises Refused: an old or used word, a weak password."""
    with transaction.atomic():
        person = _person_of(word)
        _set(person, password, by=Viewer(ViewerKind.PERSON, person=person.pk))
    return person.pk


def is_good_word(word: str) -> bool:
    """Does the word that came by mail still open?"""
    try:
        _person_of(word)
    except Refused:
        return False
    return True


def _person_of(word: str) -> Person:
    number, _, token = word.partition("-")
    is_number = number.isascii() and number.isdigit() and len(number) < 18
    person = Person.objects.filter(pk=int(number), is_active=True, erased_at=None).first() if is_number else None
    if person is None or not _forgotten.check_token(person, token):
        raise refusal(
            "",
            Said("Länken gäller inte längre.", "The link is no longer valid."),
            Said("Be om en ny.", "Ask for a new one."),
        )
    return person
