"""Read: actors, and persons for those who look after them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from samhandling.ground.viewer import Role, Viewer, ViewerKind
from samhandling.people.models import Actor, ActorAlias, Person


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
    """Somebody who can sign in, or could."""

    id: int
    email: str
    name: str
    role: str
    is_active: bool
    last_signed_in: datetime | None


def may_look_after_persons(viewer: Viewer) -> bool:
    """The operator at the command line, or an administrator."""
    return viewer.kind is ViewerKind.OPERATOR or Role.ADMINISTRATOR in viewer.roles


def persons(*, seen_by: Viewer) -> list[PersonRow]:
    """Everybody who has been added, by e-mail address; nobody for a viewer who does not look after them."""
    if not may_look_after_persons(seen_by):
        return []
    columns = ("id", "email", "name", "role", "is_active", "last_login")
    return [PersonRow(*row) for row in Person.objects.order_by("email").values_list(*columns)]


def person_name(person: int | None, *, seen_by: Viewer) -> str:
    """The name that a person goes by, for the person's own pages and for colleagues; empty for everybody else, and once erased."""
    if person is None or not (seen_by.sees_internal or seen_by.person == person):
        return ""
    return Person.objects.filter(pk=person).values_list("name", flat=True).first() or ""
