"""Written: what people without a login tell, and a strategist's answer to it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from samhandling.ground.faults import Fault, Location, Refused, refusal
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer
from samhandling.office.actions import record
from samhandling.office.limits import take, too_many
from samhandling.office.models import Suggestion

HOUR = timedelta(hours=1)
MOST_FROM_ONE = 10
"""Suggestions that one sender may leave within an hour."""

LONGEST = 4000
"""Characters in one answer of a form."""


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody tells of a focus area at a place. `told`: field → text."""

    kind: str
    strategy: str
    focus_area: str
    place: str
    told: Mapping[str, str]
    name: str
    contact: str = ""


NEEDED: Mapping[str, tuple[tuple[str, Said], ...]] = {
    "effort": (("title", Said("vad insatsen heter eller går ut på", "what the effort is called or is about")),),
    "judgement": (("reason", Said("vad ni bedömer och varför", "what you judge, and why")),),
    "conversation": (("reason", Said("vad ni vill prata om", "what you want to talk about")),),
}
"""What each kind must tell, beside who tells it."""


def suggest(told: Told, *, sender: str, by: Viewer) -> int:
    """Leave a suggestion in the inbox. Raises Refused: something that must be told is missing or too long; too many from one sender."""
    if faults := [*_missing(told), *_too_long(told)]:
        raise Refused(faults)
    with transaction.atomic():
        # Inside, so that only what is left counts, also where the page around it refuses.
        room = take(f"suggestions {sender}", most=MOST_FROM_ONE, within=HOUR)
        if not room.is_given:
            raise _too_many(room.again)
        made = Suggestion.objects.create(
            kind=told.kind,
            strategy=told.strategy,
            focus_area=told.focus_area,
            place=told.place,
            told=dict(told.told),
            name=told.name.strip(),
            contact=told.contact.strip(),
            sender=sender,
        )
        record(by, "suggestion.left", "suggestion", str(made.pk))
    return made.pk


def _missing(told: Told) -> list[Fault]:
    wanted = [(field, told.told.get(field, ""), said) for field, said in NEEDED.get(told.kind, ())]
    wanted.append(("name", told.name, Said("vem som skriver", "who writes")))
    return [
        Fault(
            Location(column=field),
            text,
            Said(f"Här ska stå {said.sv}.", f"Here should stand {said.en}."),
            Said("En mening räcker.", "A sentence is enough."),
        )
        for field, text, said in wanted
        if not text.strip()
    ]


def _too_long(told: Told) -> list[Fault]:
    expected = Said(f"Högst {LONGEST} tecken.", f"At most {LONGEST} characters.")
    way_out = Said("Korta texten, eller länka till en handling.", "Shorten the text, or link to a document.")
    limits = {"name": 200, "contact": 254}
    every = {**told.told, "name": told.name, "contact": told.contact}
    return [
        Fault(Location(column=field), f"{text[:40]}…", expected, way_out)
        for field, text in every.items()
        if len(text) > limits.get(field, LONGEST)
    ]


def _too_many(again: timedelta) -> Refused:
    expected = Said(
        "Det har kommit många förslag från samma håll på kort tid.", "Many suggestions came from the same place in a short time."
    )
    return Refused([replace(fault, expected=expected) for fault in too_many(again).faults])


def answer_suggestion(number: int, *, take_up: bool, answer: str, by: Viewer, version: int) -> None:
    """Answer a suggestion: take it up or decline it, with a word why. Raises Refused: not allowed, answered already, no word."""
    if not by.may_change_all:
        raise refusal("", Said("Bara en strateg kan svara.", "Only a strategist can answer."), Said("Logga in.", "Sign in."))
    with transaction.atomic():
        found = Suggestion.objects.select_for_update().filter(pk=number).first()
        if found is None or found.state != Suggestion.State.OPEN or found.version != version:
            expected = Said("Någon annan har redan svarat.", "Somebody else has answered already.")
            raise refusal(str(number), expected, Said("Läs inkorgen på nytt.", "Read the inbox again."))
        if not answer.strip():
            expected = Said("Ett ord om varför.", "A word about why.")
            raise refusal(
                "", expected, Said("Skriv det; avsändaren kan få läsa det.", "Write it; the sender may read it."), Location(column="answer")
            )
        found.state = Suggestion.State.TAKEN_UP if take_up else Suggestion.State.DECLINED
        found.answer, found.answered_by, found.answered_at = answer.strip(), by.person, timezone.now()
        found.version += 1
        found.save()
        record(by, f"suggestion.{found.state}", "suggestion", str(found.pk))
