"""`samhandling user`: who can sign in, and in which role."""

import secrets
from typing import Annotated, Literal

import typer

from samhandling.cli.shown import language, say, table
from samhandling.files.writing import as_json
from samhandling.ground.said import Said
from samhandling.ground.viewer import OPERATOR, Role
from samhandling.people.actions import add_person, give_role, switch_off
from samhandling.people.queries import persons

user = typer.Typer(no_args_is_help=True, help="Personer som kan logga in: lägg till, visa, byt roll, stäng av.")

Email = Annotated[str, typer.Argument(help="E-postadressen, som också är inloggningen.")]

ROLE_WORDS = {
    Role.CONTRIBUTOR: Said("uppgiftslämnare", "contributor"),
    Role.STRATEGIST: Said("strateg", "strategist"),
    Role.ASSESSOR: Said("bedömare", "assessor"),
    Role.READER: Said("läsare", "reader"),
    Role.ADMINISTRATOR: Said("administratör", "administrator"),
}


@user.command("add")
def add(
    email: Email,
    role: Annotated[Role, typer.Option("--role", help="Vad personen gör i systemet.")],
    name: Annotated[str, typer.Option("--name", help="Namnet, som kolleger ser det.")] = "",
    generate: Annotated[bool, typer.Option("--generate", help="Skapa ett lösenord och visa det en enda gång.")] = False,
) -> None:
    """Lägg till en person. Lösenordet frågas efter, eller skapas med --generate."""
    password = secrets.token_urlsafe(15) if generate else _asked()
    add_person(email, password, role=role, name=name, by=OPERATOR)
    word = ROLE_WORDS[role]
    say(Said(f"{email} kan nu logga in som {word.sv}.", f"{email} can now sign in as {word.en}."))
    if generate:
        say(Said(f"Lösenord: {password} (visas bara nu)", f"Password: {password} (shown only now)"))


def _asked() -> str:
    sv = language() == "sv"
    answer: str = typer.prompt(
        "Lösenord, minst tolv tecken" if sv else "Password, at least twelve characters", hide_input=True, confirmation_prompt=True
    )
    return answer


@user.command("list")
def show(form: Annotated[Literal["table", "json"], typer.Option("--format", help="Form på svaret.")] = "table") -> None:
    """Alla som har lagts till, och deras roller."""
    found = persons(seen_by=OPERATOR)
    if form == "json":
        typer.echo(as_json([{"email": one.email, "name": one.name, "role": one.role, "is_active": one.is_active} for one in found]))
        return
    headings = ["E-post", "Namn", "Roll", "Kan logga in"] if language() == "sv" else ["E-mail", "Name", "Role", "Can sign in"]
    yes, no = (Said("ja", "yes").in_(language()), Said("nej", "no").in_(language()))
    rows = [
        [one.email, one.name, ROLE_WORDS[Role(one.role)].in_(language()) if one.role else "", yes if one.is_active else no] for one in found
    ]
    table("", headings, rows)


@user.command("role")
def change(email: Email, role: Annotated[Role, typer.Argument(help="Den nya rollen.")]) -> None:
    """Byt en persons roll. Gäller från nästa sida som personen öppnar."""
    give_role(email, role, by=OPERATOR)
    word = ROLE_WORDS[role]
    say(Said(f"{email} är nu {word.sv}.", f"{email} is now {word.en}."))


@user.command("off")
def close(email: Email) -> None:
    """Stäng av en persons inloggning, direkt. Det personen har gjort står kvar."""
    switch_off(email, by=OPERATOR)
    say(Said(f"{email} kan inte längre logga in.", f"{email} can no longer sign in."))
