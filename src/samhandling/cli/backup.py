"""`samhandling backup` and `samhandling restore`: a whole copy while work goes on, and back again."""

from pathlib import Path
from typing import Annotated

import typer

from samhandling.cli.shown import say, writing
from samhandling.ground.said import Said
from samhandling.office.backup.making import make_backup
from samhandling.office.backup.manifest import SECRET
from samhandling.office.backup.restore import restore as put_back
from samhandling.office.home import home

File = Annotated[Path, typer.Argument(help="Säkerhetskopian, en zip-fil.")]


def backup(
    file: File,
    with_secret: Annotated[
        bool, typer.Option("--with-secret", help="Ta med installationens hemlighet. Förvara då filen som ett lösenord.")
    ] = False,
) -> None:
    """Gör en säkerhetskopia av allt: databas, siffror och uppladdade filer. Arbetet kan fortgå under tiden."""
    with writing(file):
        made = make_backup(file.absolute(), home=home(), with_secret=with_secret)
    megabytes = max(1, round(file.stat().st_size / 1_000_000))
    say(Said(f"Skrev {file}: {len(made.files)} filer, {megabytes} MB.", f"Wrote {file}: {len(made.files)} files, {megabytes} MB."))
    if not with_secret:
        say(
            Said(
                "Hemligheten är inte med: på en annan maskin slutar signerade länkar och inloggningar att gälla. Ta med den med --with-secret.",
                "The secret is not in it: on another machine signed links and logins end. Take it along with --with-secret.",
            )
        )


def restore(
    file: File,
    replace: Annotated[bool, typer.Option("--replace", help="Ersätt det som finns i installationen.")] = False,
) -> None:
    """Lägg tillbaka en säkerhetskopia. Den kontrolleras hel först; går något fel är allt som förut."""
    made = put_back(file.absolute(), home=home(), replace=replace)
    say(
        Said(
            f"Säkerhetskopian från {made.made} är tillbaka: {len(made.files)} filer.",
            f"The backup of {made.made} is back: {len(made.files)} files.",
        )
    )
    if SECRET in made.files:
        say(Said("Hemligheten är utbytt; starta om samhandling serve.", "The secret is another one; start samhandling serve anew."))
