"""Written: links that let whoever holds them see as an actor, and tokens for programs."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from samhandling.ground.faults import Fault, Location, Refused
from samhandling.ground.said import Said
from samhandling.ground.viewer import Role, Viewer, ViewerKind
from samhandling.language.text import clean
from samhandling.office.actions import record
from samhandling.people.care import Who, actors_of_codes, person_for_change, require_care
from samhandling.people.invitations import sign_secret, unsign_secret
from samhandling.people.models import ActorLink, Token
from samhandling.people.queries import may_look_after_persons, viewer_of_person
from samhandling.people.rules.permission import INVITES, SIGNED_IN, require
from samhandling.people.rules.secret import digest_of, new_secret
from samhandling.people.ways import LINK_ACTOR, SELDOM

LONGEST_DAYS = 366
"""Days that a link or a token may be open."""

MOST_TOKENS = 20
MARK = "smh_"


def make_link(actor: str, *, days: int, may_answer: bool = False, purpose: str = "", by: Viewer) -> str:
    """A link of an actor (code), open for so many days; gives the word for the address /lank/<word>, shown once.

    Raises NotAllowed; Refused with every fault: no such actor, no such number of days, too long a purpose.
    """
    require(INVITES, by)
    with transaction.atomic():
        faults = [*_days_faults(days), *_text_faults("purpose", purpose, 200)]
        actors = []
        try:
            actors = actors_of_codes([actor])
        except Refused as refused:
            faults += refused.faults
        if not actor.strip():
            expected = Said("Här ska stå vilken aktör länken gäller.", "Here should stand which actor the link is for.")
            faults.append(Fault(Location(column="actor"), "", expected, Said("Välj en i listan.", "Choose one in the list.")))
        if faults:
            raise Refused(faults)
        secret = new_secret()
        made = ActorLink.objects.create(
            digest=digest_of(secret),
            made_by=by.person,
            expires_at=timezone.now() + timedelta(days=days),
            actor=actors[0],
            purpose=clean(purpose),
            may_answer=may_answer,
        )
        record(by, "link.made", "link", str(made.pk), {"actor": (None, actor), "may_answer": (None, may_answer), "days": (None, days)})
    return sign_secret(secret, "link")


def revoke_link(number: int, *, by: Viewer) -> None:
    """Close a link at once, in every browser that has opened it. Raises NotAllowed."""
    require(INVITES, by)
    with transaction.atomic():
        if ActorLink.objects.filter(pk=number, revoked_at=None).update(revoked_at=timezone.now()):
            record(by, "link.revoked", "link", str(number))


def open_link(word: str) -> tuple[int, str] | None:
    """The link's number and its actor's code, for a session; nothing where the link is over, closed or none of ours."""
    secret = unsign_secret(word, "link")
    if not secret:
        return None
    now = timezone.now()
    found = ActorLink.objects.filter(digest=digest_of(secret), revoked_at=None, expires_at__gt=now).annotate(code=LINK_ACTOR)
    row = found.values_list("pk", "code").first()
    if row:
        ActorLink.objects.filter(Q(last_used_at=None) | Q(last_used_at__lt=now - SELDOM), pk=row[0]).update(last_used_at=now)
    return row


def make_token(name: str, *, days: int, may_write: bool = False, actor: str = "", who: Who | None = None, by: Viewer) -> str:
    """A token of one's own, or with `who` of somebody else's for those who look after persons; gives the secret, shown once.

    Raises NotAllowed; Refused with every fault: no name, no such number of days, an actor that the person does not answer for.
    """
    require(SIGNED_IN, by)
    if who is not None:
        require_care(by)
    with transaction.atomic():
        person = person_for_change(who if who is not None else by.person or 0)
        faults = [*_text_faults("name", name, 80), *_days_faults(days)]
        if not name.strip():
            expected = Said("Här ska stå vad nyckeln ska användas till.", "Here should stand what the token is for.")
            faults.append(Fault(Location(column="name"), "", expected, Said("Ett par ord räcker.", "A few words are enough.")))
        if Token.objects.filter(person=person, revoked_at=None, expires_at__gt=timezone.now()).count() >= MOST_TOKENS:
            expected = Said(f"Högst {MOST_TOKENS} öppna nycklar.", f"At most {MOST_TOKENS} open tokens.")
            faults.append(Fault(Location(), "", expected, Said("Stäng någon först.", "Close one first.")))
        faults += _actor_faults(person.pk, actor)
        if faults:
            raise Refused(faults)
        secret = new_secret(MARK)
        made = Token.objects.create(
            digest=digest_of(secret),
            made_by=by.person,
            expires_at=timezone.now() + timedelta(days=days),
            person=person,
            name=clean(name),
            may_write=may_write,
            actor=next(iter(actors_of_codes([actor])), None),
        )
        changes = {"may_write": (None, may_write), "actor": (None, actor), "days": (None, days)}
        record(by, "token.made", "token", str(made.pk), changes)
    return secret


def revoke_token(number: int, *, by: Viewer) -> None:
    """Close a token at once: one's own, or anybody's for those who look after persons. Raises NotAllowed."""
    require(SIGNED_IN, by)
    with transaction.atomic():
        found = Token.objects.filter(pk=number, revoked_at=None)
        if not may_look_after_persons(by):
            found = found.filter(person_id=by.person or 0)
        if found.update(revoked_at=timezone.now()):
            record(by, "token.revoked", "token", str(number))


def _actor_faults(person: int, actor: str) -> list[Fault]:
    if not actor:
        return []
    viewer = viewer_of_person(person) or Viewer(ViewerKind.PERSON)
    if actor in viewer.actors or Role.STRATEGIST in viewer.roles:
        return []
    expected = Said("En aktör som personen svarar för.", "An actor that the person answers for.")
    return [Fault(Location(column="actor"), actor, expected, Said("Välj en i listan.", "Choose one in the list."))]


def _days_faults(days: int) -> list[Fault]:
    if 1 <= days <= LONGEST_DAYS:
        return []
    expected = Said(f"Ett antal dagar, 1 till {LONGEST_DAYS}.", f"A number of days, 1 to {LONGEST_DAYS}.")
    return [Fault(Location(column="days"), str(days), expected, Said("Skriv till exempel 90.", "Write for instance 90."))]


def _text_faults(column: str, text: str, longest: int) -> list[Fault]:
    if len(text) <= longest and "\x00" not in text:
        return []
    expected = Said(f"Högst {longest} vanliga tecken.", f"At most {longest} ordinary characters.")
    return [Fault(Location(column=column), f"{text[:40]}…", expected, Said("Korta texten.", "Shorten the text."))]
