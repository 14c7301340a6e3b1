"""`samhandling digest`: the Monday letters, now instead of on Monday, or only shown."""

from typing import Annotated

import typer
from django.utils import timezone

from samhandling.cli.asking import chosen_strategy
from samhandling.cli.shown import say
from samhandling.ground.faults import refusal
from samhandling.ground.said import Said
from samhandling.ground.viewer import OPERATOR
from samhandling.people.care import person_number
from samhandling.people.wishes import wishes
from samhandling.web.calendars.letters import send_letter


def digest(
    person: Annotated[str, typer.Option("--person", help="Bara till den här e-postadressen.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Visa breven utan att skicka dem.")] = False,
    strategy: Annotated[str | None, typer.Option("--strategy", help="Strategins id; behövs bara när flera är inlästa.")] = None,
) -> None:
    """Skriv måndagsbreven. Den som redan har fått veckans brev får inget till."""
    code, now = chosen_strategy(strategy), timezone.now()
    wanted = wishes(seen_by=OPERATOR)
    if person:
        number = person_number(person)
        wanted = [one for one in wanted if one.person == number]
        if not wanted:
            expected = Said("Någon som vill ha måndagsbrevet.", "Somebody who wants the Monday letter.")
            raise refusal(person, expected, Said("Det väljs under Mitt konto.", "It is chosen under My account."))
    sent = 0
    for wish in wanted:
        letter = send_letter(wish, code, now, dry=dry_run)
        sent += letter is not None
        if letter is not None and dry_run:
            say(Said(f"Till {wish.email}: {letter.subject}", f"To {wish.email}: {letter.subject}"), letter.text)
    if dry_run:
        say(Said(f"{sent} brev skulle skickas. Inget är skickat.", f"{sent} letters would be sent. Nothing is sent."))
    else:
        say(Said(f"{sent} brev är lagda i utkorgen.", f"{sent} letters are in the outbox."))
