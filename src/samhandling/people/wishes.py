"""What a person wants: to be told of by mail every Monday, and calendars at addresses that nobody else knows."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F

from samhandling.ground.said import Language
from samhandling.ground.viewer import VISITOR, Viewer, ViewerKind
from samhandling.office.actions import record
from samhandling.people.models import CalendarWord, MailWish
from samhandling.people.queries import viewer_of_person
from samhandling.people.rules.permission import OWN_WISHES, NotAllowed, require
from samhandling.people.ways import viewer_of_link

MOST_AREAS = 200


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to be told of. `focus_areas`: codes; `with_own`: what their own actors take part in, too."""

    person: int
    email: str
    name: str
    is_wanted: bool = False
    focus_areas: tuple[str, ...] = ()
    with_own: bool = True
    language: Language = "sv"
    told_until: datetime | None = None


COLUMNS = ("person_id", "person__email", "person__name", "is_wanted", "focus_areas", "with_own", "language", "told_until")


def own_wish(*, seen_by: Viewer) -> Wish | None:
    """One's own wish; none for those who are no person."""
    if seen_by.person is None or not OWN_WISHES.lets_in(seen_by, ()):
        return None
    return wish_of(seen_by.person) or Wish(seen_by.person, "", "")


def wish_of(person: int) -> Wish | None:
    """A person's wish; none where nothing has been wished."""
    row = MailWish.objects.filter(person=person).values_list(*COLUMNS).first()
    return _wish(*row) if row else None


def _wish(
    person: int, email: str | None, name: str, wanted: bool, areas: list[str], own: bool, language: str, until: datetime | None
) -> Wish:
    return Wish(person, email or "", name, wanted, tuple(areas), own, "en" if language == "en" else "sv", until)


def wishes(*, seen_by: Viewer) -> list[Wish]:
    """Of everybody who wants mail and can still sign in. For the work that sends it, and for the operator."""
    if seen_by.kind not in (ViewerKind.JOB, ViewerKind.OPERATOR):
        return []
    open_ = MailWish.objects.filter(is_wanted=True, person__is_active=True, person__erased_at=None)
    return [_wish(*row) for row in open_.order_by("person_id").values_list(*COLUMNS)]


def set_wish(areas: Collection[str], *, is_wanted: bool, with_own: bool, language: Language, by: Viewer) -> None:
    """Say what one wants to be told of. Raises NotAllowed for those who are no person, and for a token that only reads."""
    require(OWN_WISHES, by)
    if by.person is None or by.read_only:
        raise NotAllowed([])
    chosen = list(dict.fromkeys(areas))[:MOST_AREAS]
    wanted = {"is_wanted": is_wanted, "focus_areas": chosen, "with_own": with_own, "language": language}
    with transaction.atomic():
        row, _ = MailWish.objects.select_for_update().get_or_create(person_id=by.person)
        changes = {name: (getattr(row, name), value) for name, value in wanted.items() if getattr(row, name) != value}
        if changes:
            MailWish.objects.filter(pk=row.pk).update(**wanted)
            record(by, "person.wished", "person", str(by.person), changes)


def stop_mail(person: int) -> bool:
    """No more Monday mail to a person, whoever holds the letter's signed word. Gives whether there was any to stop."""
    with transaction.atomic():
        stopped = bool(MailWish.objects.filter(person=person, is_wanted=True).update(is_wanted=False))
        if stopped:
            record(
                Viewer(ViewerKind.LINK, person=person, read_only=True), "person.wished", "person", str(person), {"is_wanted": (True, False)}
            )
    return stopped


def has_been_told(person: int, until: datetime) -> None:
    """The letter that tells of what happened until then has been written. Inside its transaction."""
    MailWish.objects.filter(person=person).update(told_until=until)


def calendar_number(*, by: Viewer, link: int | None = None) -> int:
    """The number that a viewer's calendar addresses carry. Raises NotAllowed for those who are neither person nor link."""
    return _number(_holder(by, link))


def _number(holder: dict[str, int]) -> int:
    return CalendarWord.objects.filter(**holder).values_list("number", flat=True).first() or 1


def change_calendar_number(*, by: Viewer, link: int | None = None) -> None:
    """Close every calendar address that was handed out before."""
    with transaction.atomic():
        holder = _holder(by, link)
        row = CalendarWord.objects.filter(**holder).first() or CalendarWord.objects.create(**holder)
        CalendarWord.objects.filter(pk=row.pk).update(number=F("number") + 1)
        record(by, "calendar.closed", "person" if by.person else "link", str(by.person or link))


def _holder(by: Viewer, link: int | None) -> dict[str, int]:
    if by.kind is ViewerKind.PERSON and by.person is not None:
        return {"person_id": by.person}
    if by.kind is ViewerKind.LINK and link is not None:
        return {"link_id": link}
    raise NotAllowed([])


def calendar_viewer(person: int | None, link: int | None, number: int) -> Viewer | None:
    """As whom a calendar is read; none where the address has been closed, or whose it was may no longer come in."""
    if (person is None) == (link is None):
        return None
    if number != _number({"person_id": person} if person is not None else {"link_id": link or 0}):
        return None
    found = viewer_of_person(person) if person is not None else viewer_of_link(link or 0)
    return None if found is None or found == VISITOR else found
