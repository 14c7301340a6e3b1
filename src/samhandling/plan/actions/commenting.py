"""Say something beside an initiative: that it is right, that something is wrong, or something else. A strategist answers."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from samhandling.ground.faults import Fault, Location, Refused, refusal
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer
from samhandling.office.actions import hold_stamp, record
from samhandling.people.models import Actor
from samhandling.people.rules.permission import CHANGES_ALL, COMMENTS, NotAllowed, require
from samhandling.plan.comments import actors_of
from samhandling.plan.models import Comment, Initiative
from samhandling.plan.queries import strategy_key
from samhandling.plan.twice import since

LONGEST = 4000
"""Characters of a comment, and of its answer."""

MOST = 300
"""Comments that one person, or one link's actor, may leave in a day: more than any plan has initiatives to confirm."""


def comment(code: str, kind: str, text: str = "", *, strategy: str, by: Viewer, version: int | None = None) -> int:
    """Say something beside an initiative; gives the comment's number.

    `kind`: confirmed, wrong, comment; all but the first need words. `version`: the one that was read, the one of now unless told.
    The same words sent twice are one comment. Raises NotAllowed; Refused with every fault: no such kind, no words, too many words, too many comments in a day.
    """
    strategy_key(strategy)
    with transaction.atomic():
        hold_stamp()
        found = _open(code, by)
        if faults := [*_faults(kind, text), *_too_many(by)]:
            raise Refused(faults)
        said = {
            "initiative": found,
            "actor": _speaks_for(found, by),
            "kind": kind,
            "text": text.strip(),
            "about_version": min(version, found.version) if version else found.version,
            "person_id": by.person,
        }
        after = since(by)
        twin = Comment.objects.filter(**said, at__gt=after, answered_at=None).first() if after else None
        if twin is not None:
            return twin.pk
        made = Comment.objects.create(**said)
        record(by, "comment.left", "comment", str(made.pk), {"initiative": (None, code), "kind": (None, kind)})
    return made.pk


def answer_comment(number: int, answer: str, *, by: Viewer) -> None:
    """Answer a comment. Raises NotAllowed; Refused: no such comment, answered already, no words, too many of them."""
    require(CHANGES_ALL, by)
    with transaction.atomic():
        found = Comment.objects.select_for_update().select_related("initiative").filter(pk=number, answered_at=None).first()
        if found is None:
            expected = Said("Någon annan har redan svarat.", "Somebody else has answered already.")
            raise refusal(str(number), expected, Said("Läs kommentarerna på nytt.", "Read the comments again."))
        if faults := _words(answer, "answer"):
            raise Refused(faults)
        found.answer, found.answered_by, found.answered_at = answer.strip(), by.person, timezone.now()
        found.save(update_fields=["answer", "answered_by", "answered_at"])
        record(by, "comment.answered", "comment", str(number), {"initiative": (None, found.initiative.code)})


def _open(code: str, by: Viewer) -> Initiative:
    """The initiative, for whoever may speak of it. What one may not see does not exist."""
    require(COMMENTS, by, of=actors_of(code))
    visible = Initiative.objects.filter(merged_into=None) if by.sees_internal else Initiative.objects.own(by)
    found = visible.filter(code=code).first()
    if found is None:
        expected = Said("Det finns ingen insats med det ärendenumret.", "There is no initiative with that case number.")
        raise NotAllowed(refusal(code, expected, Said("Kontrollera numret.", "Check the number.")).faults)
    return found


def _speaks_for(found: Initiative, by: Viewer) -> Actor | None:
    """The actor that the viewer answers for, the one with the largest part first."""
    parts = found.participations.filter(actor__code__in=by.actors).select_related("actor")
    order = {"owner": 0, "partner": 1}
    return min((one for one in parts), key=lambda one: (order.get(one.role, 2), one.position, one.pk)).actor if parts else None


def _faults(kind: str, text: str) -> list[Fault]:
    if kind not in Comment.Kind.values:
        expected = Said("Ett av orden confirmed, wrong och comment.", "One of the words confirmed, wrong and comment.")
        return [Fault(Location(column="kind"), kind[:40], expected, Said("Välj ett av dem.", "Choose one of them."))]
    return _words(text, "text", needed=kind != Comment.Kind.CONFIRMED)


def _words(text: str, column: str, *, needed: bool = True) -> list[Fault]:
    if needed and not text.strip():
        expected = Said("Här ska stå vad du vill säga.", "Here should stand what you want to say.")
        return [Fault(Location(column=column), "", expected, Said("En mening räcker.", "A sentence is enough."))]
    if len(text) > LONGEST or "\x00" in text:
        expected = Said(f"Högst {LONGEST} vanliga tecken.", f"At most {LONGEST} ordinary characters.")
        return [Fault(Location(column=column), f"{text[:40]}…", expected, Said("Korta texten.", "Shorten the text."))]
    return []


def _too_many(by: Viewer) -> list[Fault]:
    recent = Comment.objects.filter(at__gt=timezone.now() - timedelta(days=1), person_id=by.person)
    if by.person is None:
        recent = recent.filter(actor__code__in=by.actors)
    if recent.count() < MOST:
        return []
    expected = Said("Det har kommit ovanligt många kommentarer härifrån i dag.", "Unusually many comments came from here today.")
    return [Fault(Location(), "", expected, Said("Fortsätt i morgon, eller hör av dig.", "Go on tomorrow, or get in touch."))]
