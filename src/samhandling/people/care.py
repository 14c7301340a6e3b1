"""What every act on a person needs: the permission, the person, held for change, and the event."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction

from samhandling.ground.faults import Fault, Location, Refused, refusal
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer
from samhandling.office.actions import record
from samhandling.people.models import Actor, Person
from samhandling.people.rules.permission import LOOKS_AFTER_PERSONS, require

Who = int | str
"""A person by id, or by e-mail address."""


def require_care(by: Viewer) -> None:
    """Raises NotAllowed unless `by` may look after persons."""
    require(LOOKS_AFTER_PERSONS, by)


def person_for_change(who: Who, version: int | None = None) -> Person:
    """The person, locked until the transaction ends. Raises Refused: nobody there, or somebody saved after `version`."""
    asked = Person.objects.select_for_update().filter(erased_at=None)
    found = (asked.filter(pk=who) if isinstance(who, int) else asked.filter(email=who.strip().lower())).first()
    if found is None:
        raise refusal(
            str(who),
            Said("Ingen person har den e-postadressen.", "No person has that e-mail address."),
            Said("Se vilka som finns: samhandling user list.", "See who there is: samhandling user list."),
            Location(column="email"),
        )
    if version is not None and found.version != version:
        raise refusal(
            "",
            Said("Någon annan har ändrat personen medan du skrev.", "Somebody else has changed the person while you wrote."),
            Said(
                "Inget har sparats. Läs sidan på nytt och gör om ändringen.", "Nothing is saved. Read the page again and redo the change."
            ),
        )
    return found


def person_number(email: str) -> int:
    """The id of the person with this address. Raises Refused where there is none. For commands, which know addresses."""
    with transaction.atomic():
        return person_for_change(email).pk


def save_changed(person: Person, verb: str, changes: Mapping[str, Sequence[Any]], *, by: Viewer) -> None:
    """Save the next version of a person, and tell of it."""
    person.version += 1
    person.save()
    record(by, verb, "person", str(person.pk), changes, version=person.version)


def actors_of_codes(codes: Iterable[str]) -> list[Actor]:
    """The actors with these codes, in the order given. Raises Refused with every code that is none."""
    wanted = list(dict.fromkeys(code for code in codes if code))
    found = {actor.code: actor for actor in Actor.objects.filter(code__in=wanted, merged_into=None)}
    faults = [
        Fault(
            Location(column="actor"),
            code,
            Said("Ingen aktör har den koden.", "No actor has that code."),
            Said("Välj en i listan över aktörer.", "Choose one in the list of actors."),
        )
        for code in wanted
        if code not in found
    ]
    if faults:
        raise Refused(faults)
    return [found[code] for code in wanted]
