"""Who did it, as much as the reader may know: the name for colleagues, the actor for others, nobody once erased."""

from collections.abc import Mapping
from dataclasses import dataclass

from samhandling.ground.said import Said, same
from samhandling.ground.viewer import INTERNAL_ROLES, OPERATOR, Viewer
from samhandling.people.queries import PersonRow, actor_names, persons
from samhandling.web.history.verbs import NOBODY

FORMER = Said("En tidigare användare", "A former user")
UNKNOWN = Said("Någon", "Somebody")


@dataclass(frozen=True, slots=True)
class Everybody:
    """Persons by number, actors by code, and who owns the strategy, ready to be asked many times."""

    people: Mapping[int, PersonRow]
    actors: Mapping[str, str]
    owner: Said
    viewer: Viewer

    def said(self, person: int | None, door: str) -> Said:
        """Who it was, to open a sentence. A person that is no longer there is a former user."""
        if person is None:
            return NOBODY.get(door, UNKNOWN)
        row = self.people.get(person)
        if row is None:
            return FORMER
        if self.viewer.sees_internal or self.viewer.person == person:
            return same(row.name) if row.name else Said(f"Användare {person}", f"User {person}")
        return self.colleague(row)

    def colleague(self, row: PersonRow) -> Said:
        """Somebody at an actor that the person answers for; at the strategy's owner for those who work with the whole plan."""
        codes = [*row.actors, *row.claimed_actors]
        works_with_all = bool(INTERNAL_ROLES & {*row.roles, *row.claimed_roles})
        name = same(self.actors.get(codes[0], codes[0])) if codes and not works_with_all else self.owner
        return Said(f"En kollega på {name.sv}", f"A colleague at {name.en}") if name.sv else Said("En kollega", "A colleague")


def everybody(owner: Said, *, seen_by: Viewer) -> Everybody:
    """Three questions for any number of acts. Names leave this room only for those who may read them."""
    people = {row.id: row for row in persons(seen_by=OPERATOR)}
    return Everybody(people, actor_names(seen_by=OPERATOR), owner, seen_by)
