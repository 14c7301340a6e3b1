"""`samhandling mail`: how the outbox stands, a message to try with, and once more what did not get away."""

import secrets
from typing import Annotated, Literal

import typer

from samhandling.cli.shown import language, say, table
from samhandling.files.writing import as_json
from samhandling.ground.said import Said
from samhandling.ground.viewer import OPERATOR
from samhandling.office.outbox.queries import outbox
from samhandling.office.outbox.writing import Message, post, send_again

mail = typer.Typer(help="Brev som ska skickas: hur det står till, prova, skicka igen.", invoke_without_command=True)

STATES = {
    "waiting": Said("väntar", "waiting"),
    "sending": Said("skickas", "being sent"),
    "sent": Said("skickat", "sent"),
    "unsure": Said("osäkert om det kom fram", "unsure whether it arrived"),
    "failed": Said("kom inte iväg", "did not get away"),
}


@mail.callback()
def show(
    asked: typer.Context, form: Annotated[Literal["table", "json"], typer.Option("--format", help="Form på svaret.")] = "table"
) -> None:
    """Brev som ska skickas: hur det står till, prova, skicka igen."""
    if asked.invoked_subcommand:
        return
    found = outbox(seen_by=OPERATOR)
    assert found is not None  # noqa: S101 (the operator sees it)
    if form == "json":
        rows = [
            {"number": row.number, "to": row.to, "subject": row.subject, "state": row.state, "attempts": row.attempts}
            for row in found.not_sent
        ]
        typer.echo(as_json({"way": found.way, "counts": dict(found.counts), "not_sent": rows}))
        return
    if found.way:
        say(Said(f"Brev skickas genom {found.way}.", f"Mail is sent through {found.way}."))
    else:
        say(_NO_WAY)
    if not found.not_sent:
        say(Said("Inget väntar.", "Nothing waits."))
        return
    headings = ["Nr", "Till", "Ämne", "Läge", "Varför"] if language() == "sv" else ["No", "To", "Subject", "State", "Why"]
    shown = [
        [str(row.number), row.to, row.subject, STATES[row.state].in_(language()), row.why.in_(language()) if row.why else ""]
        for row in found.not_sent
    ]
    table("", headings, shown)


_NO_WAY = Said(
    "Brev stannar i utkorgen, för SAMHANDLING_MAIL säger inte vart de ska. Skriv till exempel smtp://namn:lösenord@server:587.",
    "Mail stays in the outbox, as SAMHANDLING_MAIL does not say where it is to go. Write for instance smtp://name:password@server:587.",
)


@mail.command("try")
def attempt(to: Annotated[str, typer.Argument(help="E-postadressen som provbrevet ska till.")]) -> None:
    """Lägg ett provbrev i utkorgen; arbetaren skickar det."""
    said = Said("Det här är ett provbrev från Samhandling. Kom det fram så fungerar utskicken.",
                "This is a message to try with, from Samhandling. If it has arrived, mail works.")  # fmt: skip
    subject = Said("Provbrev från Samhandling", "A message to try with, from Samhandling")
    post(Message(to, subject.in_(language()), said.in_(language())), key=f"try:{secrets.token_hex(8)}")
    say(
        Said("Provbrevet ligger i utkorgen. Så här står det till: samhandling mail.", "It is in the outbox. How it goes: samhandling mail.")
    )


@mail.command("again")
def again(number: Annotated[int, typer.Argument(help="Brevets nummer.")]) -> None:
    """Skicka ett brev som inte kom iväg en gång till."""
    send_again(number)
    say(Said(f"Brev {number} skickas igen.", f"Message {number} is sent again."))
