"""Written: actors; persons, their roles, and their way in."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.contrib.auth import authenticate
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from samhandling.ground.faults import Fault, Location, Refused, refusal
from samhandling.ground.said import Said
from samhandling.ground.viewer import Role, Viewer, ViewerKind
from samhandling.language.text import clean, fold
from samhandling.office.actions import Act, raise_stamp, record, record_all
from samhandling.people.models import Actor, ActorAlias, Person, SignInFailure
from samhandling.people.queries import may_look_after_persons
from samhandling.people.rules.actor_file import NewActor as NewActor


def require_change(by: Viewer) -> None:
    """Raises Refused unless `by` may change the plan."""
    if not by.may_change_all:
        raise refusal(
            "",
            Said("Du får inte ändra i planen.", "You may not change the plan."),
            Said("Logga in som strateg eller be en om hjälp.", "Sign in as a strategist, or ask one."),
        )


def code_of(name: str, taken: set[str]) -> str:
    """A stable id from a name: lower-case ASCII with hyphens; a number after it where the code is taken."""
    letters = unicodedata.normalize("NFKD", name.casefold().replace("ø", "o").replace("æ", "a"))
    stem = re.sub(r"[^a-z0-9]+", "-", letters.encode("ascii", "ignore").decode()).strip("-")[:100] or "aktor"
    code, number = stem, 2
    while code in taken:
        code, number = f"{stem}-{number}", number + 1
    return code


def load_actors(found: Sequence[NewActor], *, by: Viewer) -> tuple[int, int]:
    """Add actors that are new and bring known ones up to date, by code. Gives (added, changed); loading the same twice changes nothing."""
    require_change(by)
    with transaction.atomic():
        known = {actor.code: actor for actor in Actor.objects.select_for_update().prefetch_related("aliases")}
        added = [actor for actor in found if actor.code not in known]
        changed = [actor for actor in found if actor.code in known and _differs(known[actor.code], actor)]
        for one in changed:
            _bring_up_to_date(known[one.code], one)
        _add(added)
        if added or changed:
            acts = [Act("actor.added", "actor", one.code) for one in added] + [Act("actor.changed", "actor", one.code) for one in changed]
            record_all(by, acts)
            raise_stamp()
    return len(added), len(changed)


def ensure_actors(names: Iterable[str], *, by: Viewer, run: int | None = None) -> dict[str, str]:
    """The code of each name: an actor that is known by code or any of its names, else a new one. Call inside the transaction."""
    known = {code: code for code in Actor.objects.values_list("code", flat=True)}
    taken = set(known)
    by_name = {fold(name): code for name, code in ActorAlias.objects.values_list("name", "actor__code")}
    by_name.update({fold(name): code for name, code in Actor.objects.values_list("name", "code")})
    codes: dict[str, str] = {}
    fresh: list[NewActor] = []
    for name in dict.fromkeys(names):
        code = known.get(name) or by_name.get(fold(name))
        if code is None:
            code = code_of(name, taken)
            taken.add(code)
            by_name[fold(name)] = code
            fresh.append(NewActor(code, clean(name)))
        codes[name] = code
    _add(fresh, run)
    record_all(by, (Act("actor.added", "actor", one.code) for one in fresh))
    return codes


def _add(found: Sequence[NewActor], run: int | None = None) -> None:
    rows = []
    for one in found:
        actor = Actor(
            code=one.code,
            name=one.name,
            type=one.type,
            municipality=one.municipality,
            org_number=one.org_number,
            note=one.note,
            created_by_run=run,
        )
        actor.fill_keys(list(one.aliases))
        rows.append(actor)
    made = {actor.code: actor for actor in Actor.objects.bulk_create(rows, batch_size=1000)}
    ActorAlias.objects.bulk_create(ActorAlias(actor=made[one.code], name=alias) for one in found for alias in dict.fromkeys(one.aliases))


def _differs(actor: Actor, found: NewActor) -> bool:
    ours = (actor.name, actor.type, actor.municipality, actor.org_number, actor.note)
    return ours != (found.name, found.type, found.municipality, found.org_number, found.note) or not set(found.aliases) <= {
        alias.name for alias in actor.aliases.all()
    }


def _bring_up_to_date(actor: Actor, found: NewActor) -> None:
    actor.name, actor.type, actor.municipality = found.name, found.type, found.municipality
    actor.org_number, actor.note = found.org_number, found.note
    aliases = [alias.name for alias in actor.aliases.all()]
    fresh = [alias for alias in found.aliases if alias not in aliases]
    ActorAlias.objects.bulk_create(ActorAlias(actor=actor, name=alias) for alias in fresh)
    actor.fill_keys([*aliases, *fresh])
    actor.version += 1
    actor.save()


MOST_FAILURES = 5
"""Failed attempts to sign in, of one e-mail address or from one machine, before there is a pause."""

PAUSE = timedelta(minutes=15)


def add_person(email: str, password: str, *, role: Role, name: str = "", by: Viewer) -> int:
    """Add somebody who can sign in; gives the id. Raises Refused with every fault: no e-mail address, taken, no good password."""
    _require_care(by)
    wanted = email.strip().lower()
    with transaction.atomic():
        faults = [*_email_faults(wanted), *_password_faults(password, wanted, name)]
        if faults:
            raise Refused(faults)
        person = Person.objects.create_user(wanted, password, name=clean(name), role=role.value)
        record(by, "person.added", "person", str(person.pk), {"role": (None, role.value)})
    return person.pk


def give_role(email: str, role: Role, *, by: Viewer) -> None:
    """Give a person another role. Raises Refused where there is no such person."""
    _require_care(by)
    with transaction.atomic():
        person = _person(email)
        before = person.role
        if before == role.value:
            return
        person.role = role.value
        person.version += 1
        person.save()
        record(by, "person.role_given", "person", str(person.pk), {"role": (before, role.value)})


def switch_off(email: str, *, by: Viewer) -> None:
    """Close a person's way in, at once. What the person has done stays. Raises Refused where there is no such person."""
    _require_care(by)
    with transaction.atomic():
        person = _person(email)
        if not person.is_active:
            return
        person.is_active = False
        person.version += 1
        person.save()
        record(by, "person.switched_off", "person", str(person.pk), {"is_active": (True, False)})


def sign_in(email: str, password: str, *, machine: str) -> Person:
    """The person whose e-mail address and password these are. `machine`: the address that the attempt came from.

    Raises Refused, with the same words whether the person or the password is wrong; and for a while after several failures.
    """
    wanted = email.replace("\x00", "").strip().lower()
    keys = [_key("email", wanted), _key("machine", machine)]
    tried = _count_attempt(keys)
    person = authenticate(username=wanted, password=password)
    if not isinstance(person, Person):
        raise refusal(
            wanted,
            Said("E-postadressen och lösenordet hör inte ihop.", "The e-mail address and the password do not belong together."),
            Said("Kontrollera båda och försök igen.", "Check both and try again."),
            Location(column="email"),
        )
    # A success wipes what the person failed before, but not what others failed from the same machine.
    SignInFailure.objects.filter(key=keys[0]).delete()
    SignInFailure.objects.filter(pk__in=tried).delete()
    record(Viewer(ViewerKind.PERSON, person=person.pk), "person.signed_in", "person", str(person.pk))
    return person


def _count_attempt(keys: list[str]) -> list[int]:
    """Count the attempt as failed before it is tried, so that many at once cannot slip through. Raises Refused during a pause."""
    with transaction.atomic():
        SignInFailure.objects.filter(at__lt=timezone.now() - PAUSE).delete()
        made = [SignInFailure.objects.create(key=key).pk for key in keys]
        too_many = any(SignInFailure.objects.filter(key=key).count() > MOST_FAILURES for key in keys)
        if too_many:
            SignInFailure.objects.filter(pk__in=made).delete()
    if too_many:
        raise refusal(
            "",
            Said("Det har blivit för många misslyckade försök.", "There have been too many failed attempts."),
            Said("Vänta en kvart och försök igen.", "Wait a quarter of an hour and try again."),
            Location(column="email"),
        )
    return made


def _key(kind: str, value: str) -> str:
    return salted_hmac(f"samhandling.sign_in.{kind}", value, algorithm="sha256").hexdigest()


def _require_care(by: Viewer) -> None:
    if not may_look_after_persons(by):
        raise refusal(
            "",
            Said("Bara en administratör får ändra bland personerna.", "Only an administrator may change persons."),
            Said("Be den som sköter installationen.", "Ask whoever looks after the installation."),
        )


def _person(email: str) -> Person:
    found = Person.objects.select_for_update().filter(email=email.strip().lower()).first()
    if found is None:
        raise refusal(
            email,
            Said("Ingen person har den e-postadressen.", "No person has that e-mail address."),
            Said("Se vilka som finns: samhandling user list.", "See who there is: samhandling user list."),
        )
    return found


def _email_faults(email: str) -> list[Fault]:
    location = Location(column="email")
    try:
        validate_email(email)
        MaxLengthValidator(254)(email)
    except ValidationError:
        return [Fault(location, email, Said("En e-postadress.", "An e-mail address."), Said("Rätta den.", "Mend it."))]
    if Person.objects.filter(email=email).exists():
        way_out = Said("Byt roll med: samhandling user role.", "Change the role with: samhandling user role.")
        return [Fault(location, email, Said("En adress som ingen har ännu.", "An address that nobody has yet."), way_out)]
    return []


PASSWORD_WORDS = {
    "password_too_short": Said("Minst tolv tecken.", "At least twelve characters."),
    "password_too_common": Said("Ett lösenord som inte är vanligt.", "A password that is not a common one."),
    "password_too_similar": Said("Ett lösenord som inte liknar namnet eller adressen.", "A password unlike the name and the address."),
}


def _password_faults(password: str, email: str, name: str) -> list[Fault]:
    try:
        validate_password(password, Person(email=email, name=name))
    except ValidationError as error:
        other = Said("Ett bättre lösenord.", "A better password.")
        way_out = Said("Välj till exempel fyra ord som inte hör ihop.", "Choose for instance four words that do not belong together.")
        # What was read is a secret, and is not told.
        return [Fault(Location(column="password"), "", PASSWORD_WORDS.get(one.code or "", other), way_out) for one in error.error_list]
    return []
