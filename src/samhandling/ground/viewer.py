"""Who reads or writes. Every query and every action takes one."""

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
    """What a person does in the product, beside reading what is public."""

    CONTRIBUTOR = "contributor"
    STRATEGIST = "strategist"
    ASSESSOR = "assessor"
    READER = "reader"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Viewer:
    """A person, a holder of a link, a token, a job, or the operator at the command line; `person` is an id, never a name."""

    kind: ViewerKind = ViewerKind.VISITOR
    person: int | None = None
    roles: frozenset[str] = field(default_factory=frozenset)
    actors: frozenset[str] = field(default_factory=frozenset)

    @property
    def sees_internal(self) -> bool:
        """May see working material that is not published."""
        return self.kind in (ViewerKind.OPERATOR, ViewerKind.JOB) or Role.STRATEGIST in self.roles

    @property
    def may_change_all(self) -> bool:
        """May change any part of the plan."""
        return self.kind in (ViewerKind.OPERATOR, ViewerKind.JOB) or Role.STRATEGIST in self.roles


VISITOR = Viewer()
OPERATOR = Viewer(ViewerKind.OPERATOR)
