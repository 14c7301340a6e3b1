"""Read: actors."""

from collections import defaultdict
from dataclasses import dataclass

from samhandling.ground.viewer import Viewer
from samhandling.people.models import Actor, ActorAlias


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
