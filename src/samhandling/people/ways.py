"""Read: the ways in. Sessions, tokens, links and invitations as lists, and as whom somebody comes by a link or a token."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from samhandling.ground.viewer import VISITOR, Viewer, ViewerKind
from samhandling.people.backends import PersonBackend
from samhandling.people.models import ActorLink, Invitation, Session, Token
from samhandling.people.queries import may_look_after_persons, viewer_of_person
from samhandling.people.rules.acting import link_viewer, token_viewer
from samhandling.people.rules.permission import INVITES
from samhandling.people.rules.secret import LONGEST, digest_of

LINK = "link"
"""Where a session keeps the number of the link that was opened."""

SELDOM = timedelta(minutes=10)
"""How exactly it is kept when a token or a link was last used: writing it at each request would cost more than the request."""

LINK_ACTOR = Coalesce(F("actor__merged_into__code"), F("actor__code"))


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A browser in which a person is signed in. `is_this`: the one that asks."""

    began_at: datetime | None
    browser: str
    is_this: bool


def sessions(*, seen_by: Viewer, this: str) -> list[SessionRow]:
    """One's own open sessions, the latest first."""
    if seen_by.kind is not ViewerKind.PERSON or seen_by.person is None:
        return []
    rows = Session.objects.filter(person_id=seen_by.person, expire_date__gt=timezone.now()).order_by("-began_at")
    return [SessionRow(began, browser, key == this) for key, began, browser in rows.values_list("session_key", "began_at", "browser")]


@dataclass(frozen=True, slots=True)
class TokenRow:
    """A token, without its secret."""

    id: int
    name: str
    may_write: bool
    actor: str
    made_at: datetime
    expires_at: datetime
    last_used_at: datetime | None
    is_open: bool


def tokens(person: int, *, seen_by: Viewer) -> list[TokenRow]:
    """A person's tokens, the latest first: for the person and for those who look after persons."""
    if not (may_look_after_persons(seen_by) or (seen_by.kind is ViewerKind.PERSON and seen_by.person == person)):
        return []
    now = timezone.now()
    columns = ("id", "name", "may_write", "actor__code", "made_at", "expires_at", "last_used_at", "revoked_at")
    found = Token.objects.filter(person_id=person).order_by("-id").values_list(*columns)
    return [
        TokenRow(key, name, write, actor or "", made, ends, used, revoked is None and ends > now)
        for key, name, write, actor, made, ends, used, revoked in found
    ]


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link of an actor, without its secret."""

    id: int
    actor: str
    purpose: str
    may_answer: bool
    made_at: datetime
    expires_at: datetime
    last_used_at: datetime | None
    is_open: bool


def links(*, seen_by: Viewer) -> list[LinkRow]:
    """Every link, the latest first: for those who may make them."""
    if not INVITES.lets_in(seen_by, ()):
        return []
    now = timezone.now()
    columns = ("id", "actor__code", "purpose", "may_answer", "made_at", "expires_at", "last_used_at", "revoked_at")
    found = ActorLink.objects.order_by("-id").values_list(*columns)
    return [
        LinkRow(key, actor, purpose, answer, made, ends, used, revoked is None and ends > now)
        for key, actor, purpose, answer, made, ends, used, revoked in found
    ]


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """An invitation that waits for an answer, without its secret."""

    id: int
    email: str
    role: str
    actor: str
    made_at: datetime
    expires_at: datetime


def invitations(*, seen_by: Viewer) -> list[InvitationRow]:
    """Open invitations, the latest first: all for those who look after persons, the ones they made themselves for strategists."""
    if not INVITES.lets_in(seen_by, ()):
        return []
    found = Invitation.objects.filter(used_at=None, revoked_at=None, expires_at__gt=timezone.now()).exclude(email="")
    if not may_look_after_persons(seen_by):
        found = found.filter(made_by=seen_by.person)
    columns = ("id", "email", "role", "actor__code", "made_at", "expires_at")
    rows = found.order_by("-id").values_list(*columns)
    return [InvitationRow(key, email, role, actor or "", made, ends) for key, email, role, actor, made, ends in rows]


def viewer_of_link(link: int) -> Viewer:
    """As whom a browser reads and writes in which this link was opened; a visitor once the link is over."""
    found = ActorLink.objects.filter(pk=link, revoked_at=None, expires_at__gt=timezone.now()).annotate(code=LINK_ACTOR)
    row = found.values_list("code", "may_answer").first()
    return link_viewer(row[0], may_answer=row[1]) if row else VISITOR


def viewer_of_token(header: str) -> Viewer | None:
    """As whom a program reads and writes that sent this Authorization header ("Bearer ...").

    None where the token is none of ours, is over or revoked, or its person's way in is closed. Without a header: a visitor.
    """
    if not header:
        return VISITOR
    kind, _, secret = header.strip().partition(" ")
    if kind.lower() != "bearer" or not 0 < len(secret.strip()) <= LONGEST:
        return None
    row = Token.objects.filter(digest=digest_of(secret.strip()), revoked_at=None, expires_at__gt=timezone.now())
    viewer = _viewer_of_token_row(row)
    if viewer:
        _remember_use(row)
    return viewer


def _viewer_of_token_row(found: QuerySet[Token]) -> Viewer | None:
    row = found.annotate(code=LINK_ACTOR).values_list("person_id", "may_write", "code").first()
    person = PersonBackend().get_user(row[0]) if row else None
    if row is None or person is None:
        return None
    return token_viewer(row[0], person.all_roles, person.actor_codes, may_write=row[1], actor=row[2] or "")


def _remember_use(row: QuerySet[Token]) -> None:
    now = timezone.now()
    row.filter(Q(last_used_at=None) | Q(last_used_at__lt=now - SELDOM)).update(last_used_at=now)


def may_become(*, seen_by: Viewer) -> list[tuple[str, str]]:
    """(key, e-mail and what it is) of every open link and token, for the page that explains who may read what."""
    if not may_look_after_persons(seen_by):
        return []
    now = timezone.now()
    open_links = ActorLink.objects.filter(revoked_at=None, expires_at__gt=now).values_list("pk", "actor__name", "purpose")
    open_tokens = Token.objects.filter(revoked_at=None, expires_at__gt=now).values_list("pk", "person__email", "name")
    return [
        *((f"link-{key}", ", ".join(filter(None, (actor, purpose)))) for key, actor, purpose in open_links.order_by("actor__sort_key")),
        *((f"token-{key}", f"{email}, {name}") for key, email, name in open_tokens.order_by("person__email", "pk")),
    ]


def viewer_of_key(key: str, *, seen_by: Viewer) -> Viewer | None:
    """As whom "visitor", "person-7", "link-3" or "token-5" reads; none for a key that is nobody's. Only for those who look after persons."""
    kind, _, number = key.partition("-")
    if not may_look_after_persons(seen_by) or (number and not (number.isascii() and number.isdigit() and len(number) < 18)):
        return None
    if kind == "person" and number:
        return viewer_of_person(int(number))
    if kind == "link" and number:
        found = viewer_of_link(int(number))
        return found if found.kind is ViewerKind.LINK else None
    if kind == "token" and number:
        return _viewer_of_token_row(Token.objects.filter(pk=int(number), revoked_at=None, expires_at__gt=timezone.now()))
    return VISITOR if key == "visitor" else None
