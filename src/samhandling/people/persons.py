"""Written: persons, their roles, the actors that they answer for, and the end of it."""

from collections.abc import Collection, Iterable

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, validate_email
from django.db import transaction
from django.utils import timezone

from samhandling.ground.faults import Fault, Location, Refused, refusal
from samhandling.ground.said import Said
from samhandling.ground.viewer import Role, Viewer
from samhandling.language.text import clean
from samhandling.office.actions import record
from samhandling.office.outbox.writing import forget_person
from samhandling.people.care import Who, actors_of_codes, person_for_change, require_care, save_changed
from samhandling.people.models import CalendarWord, Identity, Invitation, MailWish, Membership, Person, Session, Token
from samhandling.people.passwords import password_faults
from samhandling.people.rules.permission import SIGNED_IN, require

LONGEST_NAME = 200


def add_person(
    email: str, password: str, *, role: Role, name: str = "", actors: Iterable[str] = (), roles: Iterable[Role] = (), by: Viewer
) -> int:
    """Add somebody who can sign in; gives the id. `roles`: further ones. `actors`: codes.

    Raises NotAllowed; Refused with every fault: no e-mail address, taken, no good password, no such actor.
    """
    require_care(by)
    wanted = email.strip().lower()
    given = sorted({role.value, *(one.value for one in roles)})
    with transaction.atomic():
        faults = [*email_faults(wanted), *name_faults(name), *password_faults(password, wanted, name)]
        if faults:
            raise Refused(faults)
        person = make_person(wanted, name, given, by=by, password=password)
        set_memberships(person, actors)
    return person.pk


def make_person(email: str, name: str, roles: Collection[str], *, by: Viewer, password: str | None = None) -> Person:
    """A person, told of. Inside the transaction, and after the permission, of whoever calls."""
    person = Person.objects.create_user(email, password, name=clean(name)[:LONGEST_NAME], roles=sorted(roles))
    record(by, "person.added", "person", str(person.pk), {"roles": (None, sorted(roles))}, version=person.version)
    return person


def give_role(email: Who, role: Role, *, by: Viewer) -> None:
    """Give a person this role and no other. Raises NotAllowed; Refused where there is no such person."""
    give_roles(email, [role], by=by)


def give_roles(who: Who, roles: Collection[Role], *, by: Viewer, version: int | None = None) -> None:
    """Give a person these roles and no others. Raises NotAllowed; Refused: nobody there, saved by another, or the last way in of oneself."""
    require_care(by)
    with transaction.atomic():
        person = person_for_change(who, version)
        before, after = sorted(person.roles), sorted({role.value for role in roles})
        if before == after:
            return
        if Role.ADMINISTRATOR in before and Role.ADMINISTRATOR not in after:
            _not_oneself(person, by)
        person.roles = after
        save_changed(person, "person.role_given", {"roles": (before, after)}, by=by)


def give_actors(who: Who, actors: Collection[str], *, by: Viewer, version: int | None = None) -> None:
    """Let a person answer for these actors (codes) and no others. Raises NotAllowed, Refused."""
    require_care(by)
    with transaction.atomic():
        person = person_for_change(who, version)
        before, after = set_memberships(person, actors)
        if before != after:
            save_changed(person, "person.actors_given", {"actors": (before, after)}, by=by)


def set_memberships(person: Person, actors: Iterable[str], *, claimed: bool = False) -> tuple[list[str], list[str]]:
    """Make these (codes) the person's memberships, of those given here or of those claimed. Gives the codes before and after, sorted."""
    wanted = {actor.code: actor for actor in actors_of_codes(actors)}
    own = Membership.objects.filter(person=person, is_claimed=claimed)
    before = set(own.values_list("actor__code", flat=True))
    own.exclude(actor__code__in=wanted).delete()
    others = set(Membership.objects.filter(person=person).values_list("actor__code", flat=True))
    fresh = [Membership(person=person, actor=actor, is_claimed=claimed) for code, actor in wanted.items() if code not in others]
    if not claimed:
        # What a person was given here stays, whatever the sign-in service says the next time.
        Membership.objects.filter(person=person, actor__code__in=wanted).update(is_claimed=False)
    Membership.objects.bulk_create(fresh)
    return sorted(before), sorted(own.values_list("actor__code", flat=True))


def rename(name: str, *, by: Viewer) -> None:
    """Change one's own name. Raises NotAllowed, Refused."""
    require(SIGNED_IN, by)
    if faults := [*needed_name_faults(name), *name_faults(name)]:
        raise Refused(faults)
    with transaction.atomic():
        person = person_for_change(by.person or 0)
        if person.name != clean(name):
            person.name = clean(name)
            # The names themselves are not told: an event outlives the person.
            save_changed(person, "person.renamed", {}, by=by)


def switch_off(email: Who, *, by: Viewer, version: int | None = None) -> None:
    """Close a person's way in, at once: sessions end, tokens stop. What the person has done stays. Raises NotAllowed, Refused."""
    _switch(email, on=False, by=by, version=version)


def switch_on(who: Who, *, by: Viewer, version: int | None = None) -> None:
    """Open a person's way in again. Raises NotAllowed, Refused."""
    _switch(who, on=True, by=by, version=version)


def _switch(who: Who, *, on: bool, by: Viewer, version: int | None) -> None:
    require_care(by)
    with transaction.atomic():
        person = person_for_change(who, version)
        if person.is_active is on:
            return
        _not_oneself(person, by)
        person.is_active = on
        if not on:
            Session.objects.filter(person=person).delete()
        save_changed(person, "person.switched_on" if on else "person.switched_off", {"is_active": (not on, on)}, by=by)


def erase(who: Who, *, by: Viewer, version: int | None = None) -> None:
    """Empty a person: name, address, password, roles, actors, sessions, tokens, mail. That somebody did what was done stays, by number.

    Raises NotAllowed, Refused.
    """
    require_care(by)
    with transaction.atomic():
        person = person_for_change(who, version)
        _not_oneself(person, by)
        Session.objects.filter(person=person).delete()
        Token.objects.filter(person=person).delete()
        Identity.objects.filter(person=person).delete()
        MailWish.objects.filter(person=person).delete()
        CalendarWord.objects.filter(person=person).delete()
        Membership.objects.filter(person=person).delete()
        forget_person(person.pk)
        Invitation.objects.filter(email=person.email).update(email="")
        person.email, person.name, person.roles, person.claimed_roles = None, "", [], []
        person.is_active, person.last_login, person.erased_at = False, None, timezone.now()
        person.set_unusable_password()
        save_changed(person, "person.erased", {}, by=by)


def _not_oneself(person: Person, by: Viewer) -> None:
    if by.person == person.pk:
        raise refusal(
            "",
            Said("Du kan inte ta bort din egen väg in.", "You cannot take away your own way in."),
            Said("Be en annan administratör göra det.", "Ask another administrator to do it."),
        )


def email_faults(email: str) -> list[Fault]:
    """What is wrong with an address of somebody new."""
    location = Location(column="email")
    try:
        validate_email(email)
        MaxLengthValidator(254)(email)
    except ValidationError:
        expected = Said("Här ska stå en e-postadress.", "Here should stand an e-mail address.")
        return [Fault(location, email[:80], expected, Said("Skriv den som namn@exempel.se.", "Write it as name@example.com."))]
    if Person.objects.filter(email=email).exists():
        expected = Said("Adressen hör redan till någon här.", "The address already belongs to somebody here.")
        way_out = Said("Ändra personens roll i stället.", "Change the person's role instead.")
        return [Fault(location, email, expected, way_out)]
    return []


def needed_name_faults(name: str) -> list[Fault]:
    """A person who writes the own name writes one."""
    if clean(name):
        return []
    expected = Said("Här ska stå ditt namn.", "Here should stand your name.")
    return [Fault(Location(column="name"), "", expected, Said("Skriv det som kolleger känner igen.", "Write what colleagues know you by."))]


def name_faults(name: str) -> list[Fault]:
    """What is wrong with a person's name."""
    if len(name) <= LONGEST_NAME and "\x00" not in name:
        return []
    expected = Said(f"Högst {LONGEST_NAME} vanliga tecken.", f"At most {LONGEST_NAME} ordinary characters.")
    return [Fault(Location(column="name"), f"{name[:40]}…", expected, Said("Korta namnet.", "Shorten the name."))]
