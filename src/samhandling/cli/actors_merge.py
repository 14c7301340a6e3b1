"""`samhandling actors merge` and `part`: two actors that turned out to be one, and back."""

from typing import Annotated

import typer

from samhandling.cli.shown import say
from samhandling.ground.said import Said
from samhandling.ground.viewer import OPERATOR
from samhandling.plan.actions.actor_merging import merge_actors, merge_preview, part_actors
from samhandling.web.bulk.actor_merging import told_of


def merge(
    code: Annotated[str, typer.Argument(help="Koden på aktören som blir ett namn på den andra.")],
    into: Annotated[str, typer.Argument(help="Koden på aktören som är kvar.")],
    preview: Annotated[bool, typer.Option("--preview", help="Visa bara vad som skulle hända.")] = False,
    without_names: Annotated[
        bool, typer.Option("--without-names", help="Lämna ute namnen, så att de inte visas bredvid aktören som är kvar.")
    ] = False,
) -> None:
    """Två aktörer är en och samma. Går att ta tillbaka med part."""
    found = merge_preview(code, into, by=OPERATOR)
    names = ", ".join(found.names)
    say(
        Said(
            f"{found.name} blir ett namn på {found.kept_name}. Insatser: {len(found.initiatives)}. Namn: {names}. "
            f"Personer: {found.persons}. Länkar och nycklar: {found.ways_in}.",
            f"{found.name} becomes a name of {found.kept_name}. Initiatives: {len(found.initiatives)}. Names: {names}. "
            f"Persons: {found.persons}. Links and keys: {found.ways_in}.",
        )
    )
    for said in told_of(found):
        say(said)
    if found.opening.names and not without_names:
        say(Said("Lämna ute namnen med --without-names.", "Leave the names out with --without-names."))
    if preview:
        return
    done = merge_actors(code, into, by=OPERATOR, with_names=not without_names)
    say(
        Said(
            f"Sammanslagna. {len(done.initiatives)} insatser är omskrivna. Ta tillbaka med: samhandling actors part {code}",
            f"Merged. {len(done.initiatives)} initiatives are rewritten. Take back with: samhandling actors part {code}",
        )
    )


def part(code: Annotated[str, typer.Argument(help="Koden på aktören som slogs ihop med en annan.")]) -> None:
    """Ta tillbaka en sammanslagning. Det som har ändrats sedan dess rörs inte, och räknas upp."""
    done = part_actors(code, by=OPERATOR)
    say(
        Said(
            f"{code} är en egen aktör igen. {len(done.restored)} insatser är tillbaka.",
            f"{code} stands for itself again. {len(done.restored)} initiatives are back.",
        )
    )
    for initiative, said in done.left:
        say(Said(f"{initiative} {said.sv}.", f"{initiative} {said.en}."))
