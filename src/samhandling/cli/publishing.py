"""`samhandling publish`: show the working material to the actors, or to everyone."""

from typing import Annotated, Literal

import typer
from django.utils import timezone

from samhandling.cli.asking import chosen_strategy
from samhandling.cli.shown import language, say, table
from samhandling.files.writing import as_json
from samhandling.ground.counting import day_said, listed
from samhandling.ground.said import Said
from samhandling.ground.viewer import OPERATOR, Level
from samhandling.office.outbox.queries import is_mail_sent
from samhandling.plan.actions.publishing import publish as publish_now
from samhandling.plan.actions.publishing import share as share_now
from samhandling.plan.actions.publishing import withdraw
from samhandling.plan.actions.publishing_letters import Reached, reached
from samhandling.plan.queries import strategy_key
from samhandling.plan.showing import PublicationRow, publications, unpublished
from samhandling.strategy.queries import strategy as open_strategy
from samhandling.web.site import full_address

STATES = {"shared": ("delad med aktörerna", "shared with the actors"), "published": ("publicerad", "published")}


def publish(
    share: Annotated[bool, typer.Option("--share", help="Visa bara för aktörerna, så att de kan rätta och kommentera först.")] = False,
    note: Annotated[str, typer.Option("--note", help="En anteckning om vad som är nytt.")] = "",
    status: Annotated[bool, typer.Option("--status", help="Visa bara vad som är publicerat och vad som väntar.")] = False,
    hide: Annotated[str, typer.Option("--hide", help="Ärendenumret på en insats som genast ska döljas för andra.")] = "",
    reason: Annotated[str, typer.Option("--reason", help="Skälet till att dölja den.")] = "",
    strategy: Annotated[str | None, typer.Option("--strategy", help="Strategins id; behövs bara när flera är inlästa.")] = None,
    form: Annotated[Literal["table", "json"], typer.Option("--format", help="Form på svaret.")] = "table",
) -> None:
    """Publicera arbetsmaterialet: besökare ser det då, till nästa gång."""
    code = chosen_strategy(strategy)
    if hide:
        withdraw(hide, by=OPERATOR, reason=reason)
        said = f"{hide} är dold för alla utom dem som arbetar med planen."
        say(Said(said, f"{hide} is hidden from all but those who work with the plan."))
        return
    if not status and share:
        share_now(code, by=OPERATOR, note=note, address=full_address("mine"))
    elif not status:
        publish_now(code, by=OPERATOR, note=note)
    _show(code, form, asked=reached(open_strategy(code, seen_by=OPERATOR), seen_by=OPERATOR) if share and not status else None)


def _show(code: str, form: str, *, asked: Reached | None) -> None:
    found = publications(code, seen_by=OPERATOR)
    waiting = unpublished(strategy_key(code), Level.PUBLISHED, seen_by=OPERATOR)
    if form == "json":
        counts = {"new": list(waiting.new), "changed": list(waiting.changed), "gone": list(waiting.gone)}
        letters = {} if asked is None else {"letters": len(asked.readers) if is_mail_sent() else 0, "unanswered": list(asked.unanswered)}
        typer.echo(as_json({"publications": [_plain(row) for row in found], "waiting": counts, **letters}))
        return
    if not found:
        said = "Inget är publicerat ännu. Besökare ser strategin men inga insatser."
        say(Said(said, "Nothing is published yet. Visitors see the strategy but no initiatives."))
    for row in found[:1]:
        when, word = day_said(timezone.localdate(row.at)), STATES[row.state]
        told = Said(
            f"Bilden är {word[0]} den {when.sv}: {row.initiatives} insatser, {row.changed} nya eller ändrade.",
            f"The picture is {word[1]} since {when.en}: {row.initiatives} initiatives, {row.changed} new or changed.",
        )
        say(told)
    if asked is not None:
        _say_asked(asked)
    if waiting.count:
        told = Said(
            f"Väntar på att publiceras: {len(waiting.new)} nya, {len(waiting.changed)} ändrade, {len(waiting.gone)} borttagna.",
            f"Waiting to be published: {len(waiting.new)} new, {len(waiting.changed)} changed, {len(waiting.gone)} gone.",
        )
        say(told)
    if len(found) > 1:
        headings = ["Nr", "När", "Läge", "Insatser"] if language() == "sv" else ["No", "When", "State", "Initiatives"]
        rows = [
            [str(row.id), f"{timezone.localtime(row.at):%Y-%m-%d %H:%M}", STATES[row.state][language() == "en"], str(row.initiatives)]
            for row in found
        ]
        table("", headings, rows)


def _say_asked(asked: Reached) -> None:
    """Who gets a letter, and who nobody can ask."""
    sv = "en person" if (number := len(asked.readers)) == 1 else f"{number} personer"
    en = "one person" if number == 1 else f"{number} persons"
    if not number:
        told = Said("Ingen svarar ännu för någon aktör i bilden.", "Nobody answers for any actor in the picture yet.")
    elif is_mail_sent():
        told = Said(
            f"I utkorgen ligger brev till {sv} som svarar för en aktör, med frågan om det som står om den stämmer.",
            f"In the outbox lie letters to {en} answering for an actor, asking whether what stands about it is right.",
        )
    else:
        told = Said(
            f"Brev skickas inte från den här installationen. Annars hade {sv} som svarar för en aktör fått frågan om det stämmer.",
            f"Letters are not sent from this installation. Otherwise {en} answering for an actor would have been asked whether it is right.",
        )
    say(told)
    if asked.unanswered:
        names = listed(list(asked.unanswered))
        say(Said(f"Ingen svarar för {names.sv}. Bjud in någon.", f"Nobody answers for {names.en}. Invite somebody."))


def _plain(row: PublicationRow) -> dict[str, object]:
    return {
        "id": row.id,
        "state": row.state,
        "at": row.at.isoformat(),
        "note": row.note,
        "initiatives": row.initiatives,
        "changed": row.changed,
    }
