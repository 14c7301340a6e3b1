"""Written: invitations. Somebody is asked in by a link that works once, for a while, until it is taken back."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from samhandling.ground.faults import Fault, Location, Refused, refusal
from samhandling.ground.said import Said
from samhandling.ground.viewer import Role, Viewer, ViewerKind
from samhandling.office.actions import record
from samhandling.people.care import actors_of_codes
from samhandling.people.models import Actor, Invitation, Person
from samhandling.people.passwords import password_faults
from samhandling.people.persons import email_faults, make_person, name_faults, needed_name_faults, set_memberships
from samhandling.people.queries import may_look_after_persons
from samhandling.people.rules.permission import INVITES, NotAllowed, require
from samhandling.people.rules.secret import LONGEST, digest_of, new_secret

OPEN_FOR = timedelta(days=14)
MOST_OPEN = 200
"""Invitations of one person that wait for an answer at the same time."""


def sign_secret(secret: str, purpose: str) -> str:
    """A secret as it stands in an address: with our signature, so that what somebody made up costs no question to the database."""
    return Signer(salt=f"samhandling.{purpose}", sep=".").sign(secret)


def unsign_secret(word: str, purpose: str) -> str:
    """The secret in an address; empty where it is none of ours."""
    try:
        return Signer(salt=f"samhandling.{purpose}", sep=".").unsign(word) if len(word) <= LONGEST else ""
    except BadSignature:
        return ""


@dataclass(frozen=True, slots=True)
class Invited:
    """What the page of an invitation shows to whoever holds it."""

    email: str
    role: str
    actor: str


def invite(email: str, *, role: Role, actor: str = "", by: Viewer) -> str:
    """Invite somebody; gives the word for the address /inbjudan/<word>, which is shown or sent once. An earlier invitation ends.

    Administrators invite to any role; strategists only contributors of an actor (code). Raises NotAllowed, Refused with every fault.
    """
    require(INVITES, by)
    if not may_look_after_persons(by) and role is not Role.CONTRIBUTOR:
        require_role_of_administrator()
    wanted = email.strip().lower()
    with transaction.atomic():
        faults = email_faults(wanted)
        actors = _checked_actors(actor, role, faults)
        if Invitation.objects.filter(made_by=by.person, used_at=None, revoked_at=None, expires_at__gt=timezone.now()).count() >= MOST_OPEN:
            expected = Said(f"Högst {MOST_OPEN} inbjudningar som väntar på svar.", f"At most {MOST_OPEN} invitations that wait.")
            faults.append(Fault(Location(), "", expected, Said("Ta tillbaka några först.", "Take some back first.")))
        if faults:
            raise Refused(faults)
        _open().filter(email=wanted).update(revoked_at=timezone.now())
        secret = new_secret()
        made = Invitation.objects.create(
            digest=digest_of(secret),
            made_by=by.person,
            expires_at=timezone.now() + OPEN_FOR,
            email=wanted,
            role=role.value,
            actor=actors[0] if actors else None,
        )
        record(by, "invitation.made", "invitation", str(made.pk), {"role": (None, role.value), "actor": (None, actor)})
    return sign_secret(secret, "invitation")


def require_role_of_administrator() -> None:
    """Raises NotAllowed: only an administrator gives this role."""
    expected = Said("Bara en administratör bjuder in till den rollen.", "Only an administrator invites to that role.")
    way_out = Said("Bjud in som uppgiftslämnare, eller be en administratör.", "Invite as a contributor, or ask an administrator.")
    raise NotAllowed(refusal("", expected, way_out, Location(column="role")).faults)


def _checked_actors(actor: str, role: Role, faults: list[Fault]) -> list[Actor]:
    try:
        actors = actors_of_codes([actor])
    except Refused as refused:
        faults += refused.faults
        return []
    if not actors and role is Role.CONTRIBUTOR:
        expected = Said("Här ska stå vilken aktör personen svarar för.", "Here should stand which actor the person answers for.")
        faults.append(Fault(Location(column="actor"), actor, expected, Said("Välj en i listan.", "Choose one in the list.")))
    return actors


def revoke_invitation(number: int, *, by: Viewer) -> None:
    """Take an invitation back. Raises NotAllowed (also where a strategist did not make it)."""
    require(INVITES, by)
    with transaction.atomic():
        found = _open().filter(pk=number)
        if not may_look_after_persons(by):
            found = found.filter(made_by=by.person)
        if found.update(revoked_at=timezone.now(), email=""):
            record(by, "invitation.revoked", "invitation", str(number))


def invited(word: str) -> Invited | None:
    """What an invitation says; nothing where it is used, over, taken back or none of ours."""
    found = _of_word(word)
    return Invited(found.email, found.role, found.actor.code if found.actor else "") if found else None


def accept_invitation(word: str, *, name: str, password: str) -> Person:
    """Become a person here. Raises Refused: the invitation is over, no name, a weak password (every fault at once)."""
    with transaction.atomic():
        found = _of_word(word, lock=True)
        if found is None:
            raise refusal(
                "",
                Said("Inbjudan gäller inte längre.", "The invitation is no longer valid."),
                Said("Be om en ny av den som bjöd in dig.", "Ask whoever invited you for a new one."),
            )
        own = [*needed_name_faults(name), *name_faults(name), *password_faults(password, found.email, name)]
        faults = [*email_faults(found.email), *own]
        if faults:
            raise Refused(faults)
        person = make_person(found.email, name, [found.role], by=Viewer(ViewerKind.LINK), password=password)
        set_memberships(person, [found.actor.code] if found.actor else [])
        use_invitation(found, person)
    return person


def use_invitation(found: Invitation, person: Person) -> None:
    """The invitation has been used; its address now stands with the person only."""
    found.used_at, found.email = timezone.now(), ""
    found.save()
    record(Viewer(ViewerKind.PERSON, person=person.pk), "invitation.used", "invitation", str(found.pk))


def open_invitation_for(email: str) -> Invitation | None:
    """The invitation that waits for the holder of this verified address. Inside a transaction."""
    return _open().select_for_update(of=("self",)).select_related("actor").filter(email=email).first() if email else None


def _open() -> QuerySet[Invitation]:
    return Invitation.objects.filter(used_at=None, revoked_at=None, expires_at__gt=timezone.now()).exclude(email="")


def _of_word(word: str, *, lock: bool = False) -> Invitation | None:
    secret = unsign_secret(word, "invitation")
    if not secret:
        return None
    found = _open().select_related("actor").filter(digest=digest_of(secret))
    return (found.select_for_update(of=("self",)) if lock else found).first()
