"""Written: in by the organisation's own sign-in service. Who it is, it says; what they may here, our rules and our lists say."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction

from samhandling.ground.faults import Refused, refusal
from samhandling.ground.said import Said
from samhandling.ground.viewer import Role, Viewer, ViewerKind
from samhandling.language.text import clean
from samhandling.office.actions import record
from samhandling.people.invitations import open_invitation_for, use_invitation
from samhandling.people.merging import kept_codes
from samhandling.people.models import Actor, Identity, Membership, Person
from samhandling.people.persons import LONGEST_NAME, make_person, set_memberships

JOB = Viewer(ViewerKind.JOB)


@dataclass(frozen=True, slots=True)
class Claimed:
    """What the service says, once its word has been checked. `email`: empty unless the service has verified it."""

    issuer: str
    subject: str
    email: str
    name: str
    roles: frozenset[str]
    actors: frozenset[str]


class Reason(StrEnum):
    """Why somebody whom the service knows does not come in."""

    UNVERIFIED = "unverified"
    CLOSED = "closed"
    UNKNOWN = "unknown"


SAID = {
    Reason.UNVERIFIED: Said(
        "Inloggningstjänsten har inte bekräftat din e-postadress.", "The sign-in service has not verified your e-mail address."
    ),
    Reason.CLOSED: Said("Din inloggning här är avstängd.", "Your sign-in here is closed."),
    Reason.UNKNOWN: Said(
        "Du har legitimerat dig, men har ingen roll här ännu.", "You have identified yourself, but have no role here yet."
    ),
}
ASK = Said("Be en administratör om hjälp.", "Ask an administrator for help.")


class NoEntry(Refused):
    """Not let in, and why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(refusal("", SAID[reason], ASK).faults)
        self.reason = reason


def sign_in_claimed(claimed: Claimed) -> Person:
    """The person whom the service means; known by its own word for them, else by a verified address, else by what it says they may do.

    Raises NoEntry: no verified address of somebody new; nobody whom we know, invited, or have a role for; a closed way in.
    """
    with transaction.atomic():
        person = _known(claimed) or _by_address(claimed) or _new(claimed)
        if not person.is_active:
            raise NoEntry(Reason.CLOSED)
        _bring_up_to_date(person, claimed)
        if not person.all_roles and not Membership.objects.filter(person=person).exists():
            raise NoEntry(Reason.UNKNOWN)
        record(Viewer(ViewerKind.PERSON, person=person.pk), "person.signed_in", "person", str(person.pk))
    return person


def _known(claimed: Claimed) -> Person | None:
    found = Identity.objects.filter(issuer=claimed.issuer, subject=claimed.subject).select_related("person").first()
    return found.person if found else None


def _by_address(claimed: Claimed) -> Person | None:
    """Somebody added here with the address that the service has verified; from now on known by its own word."""
    if not claimed.email:
        raise NoEntry(Reason.UNVERIFIED)
    person = Person.objects.select_for_update().filter(email=claimed.email, erased_at=None).first()
    if person:
        _link(person, claimed)
    return person


def _new(claimed: Claimed) -> Person:
    invitation = open_invitation_for(claimed.email)
    if invitation is None and not claimed.roles and not _actors(claimed.actors):
        raise NoEntry(Reason.UNKNOWN)
    person = make_person(claimed.email, claimed.name, [invitation.role] if invitation else [], by=JOB)
    if invitation:
        set_memberships(person, [invitation.actor.code] if invitation.actor else [])
        use_invitation(invitation, person)
    _link(person, claimed)
    return person


def _link(person: Person, claimed: Claimed) -> None:
    Identity.objects.create(person=person, issuer=claimed.issuer, subject=claimed.subject)
    record(JOB, "person.identity_linked", "person", str(person.pk))


def _bring_up_to_date(person: Person, claimed: Claimed) -> None:
    """What the service says now stands in the place of what it said before; what was given here is left alone."""
    before, after = sorted(person.claimed_roles), sorted(claimed.roles & set(Role))
    named = person.name or clean(claimed.name)[:LONGEST_NAME]
    was, now = set_memberships(person, _actors(claimed.actors), claimed=True)
    if (before, was, person.name) == (after, now, named):
        return
    person.claimed_roles, person.name = after, named
    person.version += 1
    person.save()
    if before != after or was != now:
        changes = {"claimed_roles": (before, after), "claimed_actors": (was, now)}
        record(JOB, "person.claims_changed", "person", str(person.pk), changes, version=person.version)


def _actors(codes: Collection[str]) -> list[str]:
    """Those of the codes that are actors here, or the ones that stand for them: a rule may name one that has not been read in yet."""
    kept = kept_codes()
    wanted = {kept.get(code, code) for code in codes}
    return list(Actor.objects.filter(code__in=wanted, merged_into=None).values_list("code", flat=True))
