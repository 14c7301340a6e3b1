"""`samhandling user`: who can sign in, in which roles, for whom; invitations, links and tokens."""

from typing import Annotated, Literal

import typer

from samhandling.cli.shown import language, say, table
from samhandling.cli.user_demo import demo
from samhandling.cli.user_keys import invite, link, token
from samhandling.files.writing import as_json
from samhandling.ground.said import Said
from samhandling.ground.viewer import OPERATOR, Role
from samhandling.people.passwords import generated_password, give_password
from samhandling.people.persons import add_person, erase, give_actors, give_roles, switch_off, switch_on
from samhandling.people.queries import PersonRow, actor_names, persons
from samhandling.web.people.words import ROLE_WORDS, roles_said

user = typer.Typer(no_args_is_help=True, help="Personer: lägg till, bjud in, ge roller och aktörer, stäng av, radera; länkar och nycklar.")
user.command("demo")(demo)
user.command("invite")(invite)
user.add_typer(link, name="link")
user.add_typer(token, name="token")

Email = Annotated[str, typer.Argument(help="E-postadressen, som också är inloggningen.")]
Generate = Annotated[bool, typer.Option("--generate", help="Skapa ett lösenord och visa det en enda gång.")]


@user.command("add")
def add(
    email: Email,
    role: Annotated[list[Role], typer.Option("--role", help="Vad personen gör i systemet. Kan anges flera gånger.")],
    name: Annotated[str, typer.Option("--name", help="Namnet, som kolleger ser det.")] = "",
    actor: Annotated[list[str] | None, typer.Option("--actor", help="Kod för en aktör som personen svarar för. Flera gånger.")] = None,
    generate: Generate = False,
) -> None:
    """Lägg till en person. Lösenordet frågas efter, eller skapas med --generate."""
    password = generated_password() if generate else _asked()
    add_person(email, password, role=role[0], roles=role[1:], name=name, actors=actor or (), by=OPERATOR)
    say(Said(f"{email} kan nu logga in som {roles_said(role, 'sv')}.", f"{email} can now sign in as {roles_said(role, 'en')}."))
    if generate:
        _tell(password)


def _asked() -> str:
    sv = language() == "sv"
    answer: str = typer.prompt(
        "Lösenord, minst tolv tecken" if sv else "Password, at least twelve characters", hide_input=True, confirmation_prompt=True
    )
    return answer


def _tell(password: str) -> None:
    say(Said(f"Lösenord: {password} (visas bara nu)", f"Password: {password} (shown only now)"))


@user.command("list")
def show(form: Annotated[Literal["table", "json"], typer.Option("--format", help="Form på svaret.")] = "table") -> None:
    """Alla som har lagts till, deras roller och aktörer."""
    found = persons(seen_by=OPERATOR)
    if form == "json":
        typer.echo(as_json([_plain(one) for one in found]))
        return
    names = actor_names(seen_by=OPERATOR)
    sv = language() == "sv"
    headings = (
        ["E-post", "Namn", "Roller", "Svarar för", "Kan logga in"] if sv else ["E-mail", "Name", "Roles", "Answers for", "Can sign in"]
    )
    yes, no = (Said("ja", "yes").in_(language()), Said("nej", "no").in_(language()))
    rows = [
        [
            one.email,
            one.name,
            roles_said([*one.roles, *one.claimed_roles], language()),
            ", ".join(names.get(code, code) for code in (*one.actors, *one.claimed_actors)),
            yes if one.is_active else no,
        ]
        for one in found
    ]
    table("", headings, rows)


def _plain(one: PersonRow) -> dict[str, object]:
    return {
        "email": one.email,
        "name": one.name,
        "roles": sorted({*one.roles, *one.claimed_roles}),
        "actors": sorted({*one.actors, *one.claimed_actors}),
        "is_active": one.is_active,
    }


@user.command("role")
def change(email: Email, role: Annotated[list[Role], typer.Argument(help="Rollerna, i stället för dem som personen har.")]) -> None:
    """Byt en persons roller. Gäller från nästa sida som personen öppnar."""
    give_roles(email, role, by=OPERATOR)
    say(Said(f"{email} är nu {roles_said(role, 'sv')}.", f"{email} is now {' and '.join(ROLE_WORDS[one].en for one in role)}."))


@user.command("actor")
def answer_for(
    email: Email,
    actor: Annotated[list[str] | None, typer.Argument(help="Koder för aktörer, i stället för dem som var; inga: ingen.")] = None,
) -> None:
    """Välj vilka aktörer personen svarar för."""
    give_actors(email, actor or [], by=OPERATOR)
    names = actor_names(seen_by=OPERATOR)
    listed = ", ".join(names.get(code, code) for code in actor or [])
    if listed:
        say(Said(f"{email} svarar nu för {listed}.", f"{email} now answers for {listed}."))
    else:
        say(Said(f"{email} svarar nu inte för någon aktör.", f"{email} now answers for no actor."))


@user.command("password")
def renew(email: Email, generate: Generate = False) -> None:
    """Ge en person ett nytt lösenord. Alla personens inloggningar avslutas."""
    password = generated_password() if generate else _asked()
    give_password(email, password, by=OPERATOR)
    say(Said(f"{email} har ett nytt lösenord och är utloggad överallt.", f"{email} has a new password and is signed out everywhere."))
    if generate:
        _tell(password)


@user.command("off")
def close(email: Email) -> None:
    """Stäng av en persons inloggning, direkt. Det personen har gjort står kvar."""
    switch_off(email, by=OPERATOR)
    say(Said(f"{email} kan inte längre logga in.", f"{email} can no longer sign in."))


@user.command("on")
def reopen(email: Email) -> None:
    """Öppna en avstängd inloggning igen."""
    switch_on(email, by=OPERATOR)
    say(Said(f"{email} kan logga in igen.", f"{email} can sign in again."))


@user.command("erase")
def remove(email: Email, yes: Annotated[bool, typer.Option("--yes", help="Fråga inte först.")] = False) -> None:
    """Radera en person: namn, adress, roller, nycklar. Att någon har gjort det som gjorts står kvar, utan namn."""
    if not yes:
        sv = language() == "sv"
        typer.confirm(f"Radera {email}? Det går inte att ångra." if sv else f"Erase {email}? It cannot be undone.", abort=True)
    erase(email, by=OPERATOR)
    say(Said(f"{email} är raderad.", f"{email} is erased."))
