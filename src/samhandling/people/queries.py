"""Read: actors, and persons for those who look after them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from samhandling.ground.viewer import Viewer, ViewerKind
from samhandling.people.backends import PersonBackend
from samhandling.people.models import Actor, ActorAlias, Membership, Person
from samhandling.people.rules.permission import LOOKS_AFTER_PERSONS


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An organisation and the names that it goes by."""

    code: str
    name: str
    type: str
    municipality: str
    aliases: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The official name first."""
        return (self.name, *self.aliases)


def actors(*, seen_by: Viewer) -> list[ActorRow]:
    """All actors, in Swedish order."""
    aliases: dict[int, list[str]] = defaultdict(list)
    for actor, name in ActorAlias.objects.order_by("id").values_list("actor_id", "name"):
        aliases[actor].append(name)
    rows = Actor.objects.visible_to(seen_by).values_list("id", "code", "name", "type", "municipality")
    return [ActorRow(code, name, kind, municipality, tuple(aliases[key])) for key, code, name, kind, municipality in rows]


def actor_names(*, seen_by: Viewer) -> dict[str, str]:
    """Code → name."""
    return dict(Actor.objects.visible_to(seen_by).values_list("code", "name"))


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody who can sign in, or could. `roles` were given here, `claimed_roles` and `claimed_actors` by the sign-in service."""

    id: int
    email: str
    name: str
    roles: tuple[str, ...]
    claimed_roles: tuple[str, ...]
    actors: tuple[str, ...]
    claimed_actors: tuple[str, ...]
    is_active: bool
    last_signed_in: datetime | None
    version: int
    has_password: bool = True


def may_look_after_persons(viewer: Viewer) -> bool:
    """The operator at the command line, or an administrator."""
    return LOOKS_AFTER_PERSONS.lets_in(viewer, ())


def persons(*, seen_by: Viewer) -> list[PersonRow]:
    """Everybody who has been added, by e-mail address, without those who were erased; nobody for one who does not look after them."""
    if not may_look_after_persons(seen_by):
        return []
    return _rows(Person.objects.filter(erased_at=None).order_by("email"))


def person(number: int, *, seen_by: Viewer) -> PersonRow | None:
    """One person, for those who look after persons and for the person; else none."""
    if not (may_look_after_persons(seen_by) or (seen_by.kind is ViewerKind.PERSON and seen_by.person == number)):
        return None
    return next(iter(_rows(Person.objects.filter(pk=number, erased_at=None))), None)


def _rows(found: QuerySet[Person]) -> list[PersonRow]:
    people = list(found)
    actors: dict[tuple[int, bool], list[str]] = defaultdict(list)
    memberships = Membership.objects.filter(person__in=people).order_by("actor__sort_key")
    for key, is_claimed, code in memberships.values_list("person_id", "is_claimed", "actor__code"):
        actors[key, is_claimed].append(code)
    return [
        PersonRow(
            one.pk,
            one.email or "",
            one.name,
            tuple(sorted(one.roles)),
            tuple(sorted(one.claimed_roles)),
            tuple(actors[one.pk, False]),
            tuple(actors[one.pk, True]),
            one.is_active,
            one.last_login,
            one.version,
            one.has_usable_password(),
        )
        for one in people
    ]


def viewer_of_person(number: int) -> Viewer | None:
    """As whom a person would read and write; none where there is nobody, or the way in is closed."""
    found = PersonBackend().get_user(number)
    return viewer_of_user(found) if found else None


def viewer_of_user(user: Person) -> Viewer:
    """As whom a person whom the backend has found reads and writes."""
    return Viewer(ViewerKind.PERSON, person=user.pk, roles=user.all_roles, actors=user.actor_codes)


def person_name(person: int | None, *, seen_by: Viewer) -> str:
    """The name that a person goes by, for the person's own pages and for colleagues; empty for everybody else, and once erased."""
    if person is None or not (seen_by.sees_internal or seen_by.person == person):
        return ""
    return Person.objects.filter(pk=person).values_list("name", flat=True).first() or ""
