"""`samhandling user invite | link | token`: ways in that are handed over. Each secret is shown once."""

from typing import Annotated

import typer
from django.db import transaction
from django.urls import reverse

from samhandling.cli.shown import language, say, table
from samhandling.ground.said import Said
from samhandling.ground.viewer import OPERATOR, Role
from samhandling.people.care import person_number
from samhandling.people.invitations import OPEN_FOR
from samhandling.people.invitations import invite as invite_person
from samhandling.people.keys import make_link, make_token, revoke_link, revoke_token
from samhandling.people.queries import actor_names
from samhandling.people.ways import links, tokens
from samhandling.web.people.mailing import can_send, send_invitation
from samhandling.web.people.words import day_of, moment
from samhandling.web.site import site_address

link = typer.Typer(no_args_is_help=True, help="Länkar som låter en aktör läsa och svara utan att logga in.")
token = typer.Typer(no_args_is_help=True, help="Nycklar för program som läser eller ändrar för en persons räkning.")

Actor = Annotated[str, typer.Option("--actor", help="Aktörens kod.")]


def invite(
    email: Annotated[str, typer.Argument(help="Den inbjudnas e-postadress.")],
    role: Annotated[Role, typer.Option("--role", help="Rollen.")] = Role.CONTRIBUTOR,
    actor: Actor = "",
) -> None:
    """Bjud in en person. Är e-post inställd skickas länken, annars visas den och lämnas över; den kan användas en gång."""
    with transaction.atomic():
        word = invite_person(email, role=role, actor=actor, by=OPERATOR)
        address, days = site_address() + reverse("invitation", args=[word]), OPEN_FOR.days
        if can_send():
            send_invitation(email, address, days=days, language=language())
            say(Said(f"En inbjudan är på väg till {email}.", f"An invitation is on its way to {email}."))
            return
    say(Said(f"Lämna över länken till {email}. Den gäller i {days} dagar.", f"Hand the link over to {email}. It is open for {days} days."))
    typer.echo(address)


@link.command("add")
def add_link(
    actor: Annotated[str, typer.Argument(help="Aktörens kod.")],
    days: Annotated[int, typer.Option("--days", help="Hur många dagar länken gäller.")] = 30,
    may_answer: Annotated[bool, typer.Option("--may-answer", help="Den som har länken får också svara för aktören.")] = False,
    purpose: Annotated[str, typer.Option("--purpose", help="Vad länken ska användas till.")] = "",
) -> None:
    """Skapa en länk. Den visas bara nu."""
    word = make_link(actor, days=days, may_answer=may_answer, purpose=purpose, by=OPERATOR)
    typer.echo(site_address() + reverse("link", args=[word]))


@link.command("list")
def list_links() -> None:
    """Alla länkar, den senaste först."""
    names = actor_names(seen_by=OPERATOR)
    sv = language() == "sv"
    headings = ["Nr", "Aktör", "Till vad", "Gäller till", "Senast öppnad"] if sv else ["No", "Actor", "For", "Open until", "Last opened"]
    closed = Said("stängd", "closed").in_(language())
    rows = [
        [
            str(one.id),
            names.get(one.actor, one.actor),
            one.purpose,
            day_of(one.expires_at) if one.is_open else closed,
            moment(one.last_used_at),
        ]
        for one in links(seen_by=OPERATOR)
    ]
    table("", headings, rows)


@link.command("close")
def close_link(number: Annotated[int, typer.Argument(help="Länkens nummer i listan.")]) -> None:
    """Stäng en länk, direkt."""
    revoke_link(number, by=OPERATOR)
    say(Said(f"Länk {number} är stängd.", f"Link {number} is closed."))


@token.command("add")
def add_token(
    email: Annotated[str, typer.Argument(help="Personen som programmet handlar för.")],
    name: Annotated[str, typer.Option("--name", help="Vad nyckeln ska användas till.")],
    days: Annotated[int, typer.Option("--days", help="Hur många dagar nyckeln gäller.")] = 90,
    write: Annotated[bool, typer.Option("--write", help="Programmet får också ändra.")] = False,
    actor: Actor = "",
) -> None:
    """Skapa en nyckel. Den visas bara nu."""
    secret = make_token(name, days=days, may_write=write, actor=actor, who=email, by=OPERATOR)
    say(Said("Nyckeln visas bara nu:", "The token is shown only now:"))
    typer.echo(secret)


@token.command("list")
def list_tokens(email: Annotated[str, typer.Argument(help="Personen.")]) -> None:
    """En persons nycklar, den senaste först."""
    sv = language() == "sv"
    headings = ["Nr", "Till vad", "Får", "Gäller till", "Senast använd"] if sv else ["No", "For", "May", "Open until", "Last used"]
    read, write = Said("läsa", "read").in_(language()), Said("läsa och ändra", "read and change").in_(language())
    closed = Said("stängd", "closed").in_(language())
    rows = [
        [
            str(one.id),
            one.name,
            write if one.may_write else read,
            day_of(one.expires_at) if one.is_open else closed,
            moment(one.last_used_at),
        ]
        for one in tokens(person_number(email), seen_by=OPERATOR)
    ]
    table("", headings, rows)


@token.command("close")
def close_token(number: Annotated[int, typer.Argument(help="Nyckelns nummer i listan.")]) -> None:
    """Stäng en nyckel, direkt."""
    revoke_token(number, by=OPERATOR)
    say(Said(f"Nyckel {number} är stängd.", f"Token {number} is closed."))
