"""The Monday letter: its words as text and as HTML, the word that ends it, and the outbox."""

from dataclasses import dataclass
from datetime import datetime

from django.core import signing
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from samhandling.ground.counting import day_said
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer
from samhandling.office.outbox.writing import Message, post
from samhandling.people.queries import viewer_of_person
from samhandling.people.wishes import Wish, has_been_told
from samhandling.web.calendars.gathering import Told, gather
from samhandling.web.site import full_address

SIGNER = signing.Signer(salt="samhandling.monday", sep=".")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing, with the address of the page that tells more."""

    said: str
    address: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as it would be sent."""

    subject: str
    text: str
    html: str
    lines: tuple[Line, ...]
    ends: str


def unsubscribing_word(person: int) -> str:
    """The word in the address that ends a person's letters. It opens nothing else."""
    return SIGNER.sign_object(person)


def person_of(word: str) -> int | None:
    """Whose letters a word ends; nobody's where it is none of ours."""
    try:
        found = SIGNER.unsign_object(word) if len(word) < 200 else None
    except (signing.BadSignature, ValueError):
        return None
    return found if isinstance(found, int) else None


def letter_of(wish: Wish, told: Told) -> Letter:
    """The letter, in the reader's language."""
    language, since = wish.language, day_said(told.span.then)
    lines = tuple(
        Line(one.said.in_(language), full_address(one.page, *([one.code] if one.code else []), language=language)) for one in told.news
    )
    count = len(lines)
    subject = Said(
        "En nyhet i strategin" if count == 1 else f"{count} nyheter i strategin",
        "One piece of news in the strategy" if count == 1 else f"{count} pieces of news in the strategy",
    )
    ends = full_address("monday_end", unsubscribing_word(wish.person), language=language)
    context = {
        "language": language,
        "name": wish.name,
        "since": since,
        "lines": lines,
        "more": told.more,
        "site": full_address("start", language=language),
        "choose": full_address("monday", language=language),
        "ends": ends,
    }
    text = render_to_string("calendars/letter.txt", context)
    html = render_to_string("calendars/letter.html", context)
    return Letter(subject.in_(language), text.strip() + "\n", html, lines, ends)


def send_letter(wish: Wish, strategy: str, now: datetime, *, dry: bool = False) -> Letter | None:
    """Write a person's letter of this week and put it in the outbox; nothing where there is nothing new, or nobody to read it.

    A second time in the same week nothing is sent. `dry`: the letter is only given.
    """
    viewer = viewer_of_person(wish.person)
    if viewer is None or not wish.email:
        return None
    told = gather(wish, strategy, now, seen_by=viewer)
    if not told.news:
        return None
    letter = letter_of(wish, told)
    if dry:
        return letter
    week = timezone.localdate(now).isocalendar()
    headers = {"List-Unsubscribe": f"<{letter.ends}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    message = Message(wish.email, letter.subject, letter.text, letter.html, headers, person=wish.person)
    with transaction.atomic():
        is_new = post(message, key=f"monday:{week.year}-W{week.week:02}:person:{wish.person}")
        if is_new:
            has_been_told(wish.person, now)
    return letter if is_new else None


def preview(wish: Wish, strategy: str, now: datetime, *, seen_by: Viewer) -> Letter | None:
    """The letter as it would look today; none where there is nothing new."""
    told = gather(wish, strategy, now, seen_by=seen_by)
    return letter_of(wish, told) if told.news else None
