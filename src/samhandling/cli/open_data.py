"""`samhandling open-data`: all that is public, as one zip."""

from pathlib import Path
from typing import Annotated

import typer
from django.utils import timezone

from samhandling.cli.shown import say
from samhandling.ground.counting import day_said
from samhandling.ground.said import Said
from samhandling.web.open_data.licence import licence
from samhandling.web.open_data.package import package


def open_data(
    target: Annotated[Path, typer.Argument(help="Filen att skriva, till exempel oppna-data.zip.")],
) -> None:
    """Skriv allt som är publicerat till en zip med CSV, JSON och datapackage.json."""
    found = package(timezone.localdate(), licence())
    unfinished = target.with_name(f"{target.name}.del")
    unfinished.write_bytes(found.content)
    unfinished.replace(target)
    rows, day = sum(number for _, number in found.counts), day_said(found.on)
    say(
        Said(
            f"{target}: {len(found.counts)} tabeller, {rows} rader, som de såg ut den {day.sv}.",
            f"{target}: {len(found.counts)} tables, {rows} rows, as they were on {day.en}.",
        )
    )
