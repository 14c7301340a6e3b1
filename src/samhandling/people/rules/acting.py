"""Pure: as whom somebody acts who came by a token or a link; never with more than the person or the actor may."""

from collections.abc import Set

from samhandling.ground.viewer import Role, Viewer, ViewerKind


def token_viewer(person: int, roles: Set[str], actors: Set[str], *, may_write: bool, actor: str = "") -> Viewer:
    """A token of a person with these roles and actors (codes). With `actor` it acts for that actor only, and has no role.

    A token never looks after persons: with an administrator's token a program reads what is internal, no more.
    """
    if actor:
        allowed = actor in actors or Role.STRATEGIST in roles
        return Viewer(ViewerKind.TOKEN, person, frozenset(), frozenset({actor} if allowed else ()), read_only=not may_write)
    lesser = frozenset(Role.READER if role == Role.ADMINISTRATOR else role for role in roles)
    return Viewer(ViewerKind.TOKEN, person, lesser, frozenset(actors), read_only=not may_write)


def link_viewer(actor: str, *, may_answer: bool) -> Viewer:
    """Whoever holds an actor's link."""
    return Viewer(ViewerKind.LINK, actors=frozenset({actor}), read_only=not may_answer)
