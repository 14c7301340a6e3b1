"""Who reads or writes. Every query and every action takes one."""

from collections.abc import Collection
from dataclasses import dataclass, field
from enum import StrEnum


class ViewerKind(StrEnum):
    """Through which door somebody came."""

    VISITOR = "visitor"
    PERSON = "person"
    LINK = "link"
    TOKEN = "token"  # noqa: S105 (a kind of viewer, no secret)
    JOB = "job"
    OPERATOR = "operator"


class Role(StrEnum):
    """What a person does in the product, beside reading what is public. A person may have several."""

    CONTRIBUTOR = "contributor"
    STRATEGIST = "strategist"
    ASSESSOR = "assessor"
    READER = "reader"
    ADMINISTRATOR = "administrator"


INTERNAL_ROLES = frozenset({Role.STRATEGIST, Role.ASSESSOR, Role.READER, Role.ADMINISTRATOR})


class Level(StrEnum):
    """How much of the plan somebody sees: working material, what has been shared with the actors, what is published."""

    WORKING = "working"
    SHARED = "shared"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Viewer:
    """A person, a holder of a link, a token, a job, or the operator at the command line; `person` is an id, never a name.

    `actors`: the codes of the actors that the viewer answers for. `read_only`: a token or a link that may change nothing.
    """

    kind: ViewerKind = ViewerKind.VISITOR
    person: int | None = None
    roles: frozenset[str] = field(default_factory=frozenset)
    actors: frozenset[str] = field(default_factory=frozenset)
    read_only: bool = False

    @property
    def sees_internal(self) -> bool:
        """May see working material that is not published."""
        return self.kind in (ViewerKind.OPERATOR, ViewerKind.JOB) or bool(INTERNAL_ROLES & self.roles)

    @property
    def level(self) -> Level:
        """What the viewer sees of initiatives that are not its own."""
        if self.sees_internal:
            return Level.WORKING
        return Level.SHARED if self.actors else Level.PUBLISHED

    @property
    def sight(self) -> tuple[str, frozenset[str]]:
        """Two viewers with the same sight see the same: the key of whatever is kept in memory."""
        return (self.level.value, frozenset() if self.sees_internal else self.actors)

    @property
    def may_change_all(self) -> bool:
        """May change any part of the plan."""
        return not self.read_only and (self.kind in (ViewerKind.OPERATOR, ViewerKind.JOB) or Role.STRATEGIST in self.roles)

    @property
    def may_add(self) -> bool:
        """May add initiatives: to the plan, or of the actors that it answers for."""
        return self.may_change_all or (bool(self.actors) and not self.read_only)

    def may_change(self, owners: Collection[str]) -> bool:
        """May change what belongs to these actors (codes): whoever may change all, and whoever answers for one of them."""
        return self.may_change_all or (not self.read_only and not self.actors.isdisjoint(owners))


VISITOR = Viewer()
OPERATOR = Viewer(ViewerKind.OPERATOR)
