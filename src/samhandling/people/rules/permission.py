"""Who may do what: a handful of named rules, asked by actions, by addresses, and by the page that explains them."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from samhandling.ground.faults import Refused, refusal
from samhandling.ground.said import Said
from samhandling.ground.viewer import Role, Viewer, ViewerKind


class NotAllowed(Refused):
    """The viewer may not do it. At a page: it does not exist."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `said`: whom it lets in. `lets_in`: viewer and the actors (codes) that the thing belongs to → yes or no."""

    id: str
    said: Said
    lets_in: Callable[[Viewer, Collection[str]], bool]


def _is_person(viewer: Viewer, role: Role) -> bool:
    """A person who has signed in, never a program that acts for one."""
    return viewer.kind is ViewerKind.PERSON and role in viewer.roles and not viewer.read_only


def _looks_after_persons(viewer: Viewer) -> bool:
    return viewer.kind is ViewerKind.OPERATOR or _is_person(viewer, Role.ADMINISTRATOR)


EVERYONE = Rule("everyone", Said("Alla.", "Everyone."), lambda viewer, of: True)
SIGNED_IN = Rule(
    "signed_in",
    Said("Den som har loggat in.", "Whoever has signed in."),
    lambda viewer, of: viewer.kind in (ViewerKind.PERSON, ViewerKind.OPERATOR),
)
ANSWERS_FOR = Rule(
    "answers_for",
    Said(
        "Den som svarar för någon av aktörerna, och den som får se arbetsmaterial.",
        "Whoever answers for one of the actors, and whoever may see working material.",
    ),
    lambda viewer, of: viewer.sees_internal or (not viewer.actors.isdisjoint(of) if of else bool(viewer.actors)),
)
COMMENTS = Rule(
    "comments",
    Said(
        "Den som svarar för någon av aktörerna, även med en länk som får svara, och den som får se arbetsmaterial.",
        "Whoever answers for one of the actors, by a link that may answer too, and whoever may see working material.",
    ),
    lambda viewer, of: not viewer.read_only and ANSWERS_FOR.lets_in(viewer, of),
)
INTERNAL = Rule(
    "internal",
    Said(
        "Strateger, bedömare, beslutsfattare, interna läsare och administratörer.",
        "Strategists, assessors, deciders, internal readers and administrators.",
    ),
    lambda viewer, of: viewer.sees_internal,
)
CHANGES_OWN = Rule(
    "changes_own",
    Said("Strateger, och den som svarar för någon av aktörerna.", "Strategists, and whoever answers for one of the actors."),
    lambda viewer, of: viewer.may_change(of) if of else (viewer.may_change_all or (bool(viewer.actors) and not viewer.read_only)),
)
CHANGES_ALL = Rule("changes_all", Said("Strateger.", "Strategists."), lambda viewer, of: viewer.may_change_all)
IMPORTS = Rule(
    "imports",
    Said(
        "Strateger, och den som har loggat in och svarar för en aktör.", "Strategists, and whoever has signed in and answers for an actor."
    ),
    lambda viewer, of: viewer.may_change_all or (viewer.kind is ViewerKind.PERSON and bool(viewer.actors) and not viewer.read_only),
)
ASSESSES = Rule(
    "assesses",
    Said("Bedömare och strateger.", "Assessors and strategists."),
    lambda viewer, of: viewer.may_change_all or (Role.ASSESSOR in viewer.roles and not viewer.read_only),
)
LOOKS_AFTER_PERSONS = Rule(
    "looks_after_persons", Said("Administratörer.", "Administrators."), lambda viewer, of: _looks_after_persons(viewer)
)
INVITES = Rule(
    "invites",
    Said(
        "Administratörer, och strateger för dem som svarar för en aktör.",
        "Administrators, and strategists for those who answer for an actor.",
    ),
    lambda viewer, of: _looks_after_persons(viewer) or _is_person(viewer, Role.STRATEGIST),
)
OWN_WISHES = Rule(
    "own_wishes",
    Said("Den som har loggat in, själv eller med en egen nyckel.", "Whoever has signed in, in person or with a token of their own."),
    lambda viewer, of: viewer.person is not None and viewer.kind in (ViewerKind.PERSON, ViewerKind.TOKEN),
)

RULES: tuple[Rule, ...] = (
    EVERYONE,
    SIGNED_IN,
    ANSWERS_FOR,
    COMMENTS,
    INTERNAL,
    CHANGES_OWN,
    CHANGES_ALL,
    ASSESSES,
    LOOKS_AFTER_PERSONS,
    INVITES,
    IMPORTS,
    OWN_WISHES,
)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a rule answered, in words that tell why."""

    allowed: bool
    rule: Rule
    because: Said


def decide(rule: Rule, viewer: Viewer, of: Collection[str] = ()) -> Decision:
    """Ask a rule. `of`: codes of the actors that the thing belongs to."""
    allowed = rule.lets_in(viewer, of)
    yes, no = Said("Tillåts", "Allowed"), Said("Tillåts inte", "Not allowed")
    word = yes if allowed else no
    because = Said(f"{word.sv} av regeln {rule.id}: {rule.said.sv}", f"{word.en} by the rule {rule.id}: {rule.said.en}")
    return Decision(allowed, rule, because)


def require(rule: Rule, by: Viewer, of: Collection[str] = ()) -> None:
    """Raises NotAllowed unless the rule lets `by` in."""
    if rule.lets_in(by, of):
        return
    expected = Said(f"Det här får: {rule.said.sv}", f"This may be done by: {rule.said.en}")
    raise NotAllowed(refusal("", expected, Said("Logga in, eller be någon som får.", "Sign in, or ask somebody who may.")).faults)
