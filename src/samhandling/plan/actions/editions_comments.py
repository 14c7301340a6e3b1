"""What actors and internal readers say of a draft, and what a strategist answers each of them."""

from django.db import transaction
from django.utils import timezone

from samhandling.ground.faults import Location, refusal
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer, ViewerKind
from samhandling.office.actions import record
from samhandling.people.models import Actor
from samhandling.people.rules.permission import ANSWERS_FOR, CHANGES_ALL, require
from samhandling.plan.actions.editions import SUBJECT
from samhandling.plan.editions import edition
from samhandling.plan.models import EditionComment

LONGEST = 8000
MOST_OPEN = 200
"""Comments without an answer, of one edition from one actor or person."""


def comment_on(number: int, text: str, *, of_strategy: str, by: Viewer, focus_area: str = "", actor: str = "") -> int:
    """Say something of a draft, or of what it says of one focus area. Gives the comment's number.

    `actor`: for whom, where somebody answers for several. Raises NotAllowed; Refused: no such draft, no text, no such focus area.
    """
    require(ANSWERS_FOR, by)
    if by.read_only:  # a link or a token that may only read, whatever it answers for
        require(CHANGES_ALL, by)
    with transaction.atomic():
        page = edition(number, of_strategy=of_strategy, seen_by=by)
        if page is None or page.row.is_adopted:
            expected = Said("En plan som är öppen för synpunkter.", "A plan that is open for comments.")
            raise refusal(str(number), expected, Said("Kontrollera numret.", "Check the number."))
        said = _text(text)
        if focus_area and focus_area not in [area.focus_area for area in page.document.areas]:
            expected = Said("Ett insatsområde i planen.", "A focus area of the plan.")
            raise refusal(focus_area, expected, Said("Välj ett av dem.", "Choose one of them."), Location(column="focus_area"))
        mine = EditionComment.objects.filter(edition_id=number, answer="", person_id=by.person, actor__code__in=_whose(by, actor))
        if mine.count() >= MOST_OPEN:
            expected = Said(f"Högst {MOST_OPEN} synpunkter som väntar på svar.", f"At most {MOST_OPEN} comments that wait for an answer.")
            raise refusal("", expected, Said("Vänta på svar.", "Wait for an answer."))
        made = EditionComment.objects.create(
            edition_id=number, focus_area=focus_area, text=said, actor=_actor(by, actor), person_id=by.person
        )
        record(by, "edition.commented", SUBJECT, str(number), {"comment": (None, made.pk)})
    return made.pk


def answer_comment(comment: int, text: str, *, by: Viewer) -> int:
    """Answer a comment, or write the answer anew while the plan is a draft. Gives the edition's number. Raises NotAllowed, Refused."""
    require(CHANGES_ALL, by)
    with transaction.atomic():
        found = EditionComment.objects.select_for_update().select_related("edition").filter(pk=comment).first()
        if found is None or found.edition.state != found.edition.State.DRAFT:
            expected = Said("En synpunkt på ett utkast.", "A comment on a draft.")
            raise refusal(str(comment), expected, Said("Kontrollera numret.", "Check the number."))
        answer = _text(text, f"answer-{comment}")
        before = found.answer
        found.answer, found.answered_by, found.answered_at = answer, by.person, timezone.now()
        found.save()
        record(by, "edition.answered", SUBJECT, str(found.edition_id), {"answer": (before, answer), "comment": (comment, comment)})
    return found.edition_id


def _text(text: str, column: str = "text") -> str:
    said = text.strip()
    if not said:
        expected = Said("Här ska det stå något.", "Something should stand here.")
        raise refusal("", expected, Said("Skriv det.", "Write it."), Location(column=column))
    if len(said) > LONGEST:
        expected = Said(f"Högst {LONGEST} tecken.", f"At most {LONGEST} characters.")
        raise refusal(said[:80], expected, Said("Korta texten.", "Shorten the text."), Location(column=column))
    return said


def _whose(by: Viewer, actor: str) -> list[str]:
    return [actor] if actor else sorted(by.actors)


def _actor(by: Viewer, wanted: str) -> Actor | None:
    """The actor that it is said for: the one that was told, the only one that there is, none for an internal reader."""
    if not by.actors:
        return None
    chosen = wanted or (next(iter(by.actors)) if len(by.actors) == 1 else "")
    if not chosen and by.sees_internal and by.kind is ViewerKind.PERSON:
        return None
    if chosen not in by.actors:
        require(ANSWERS_FOR, by, of=[wanted] if wanted else ())
        expected = Said("Vilken av era aktörer det gäller.", "Which of your actors it is about.")
        raise refusal(wanted, expected, Said("Välj en av dem.", "Choose one of them."), Location(column="actor"))
    found = Actor.objects.get(code=chosen)
    # Somebody has spoken for it: undoing an import must not take it away.
    Actor.objects.filter(pk=found.pk).update(created_by_run=None)
    return found
