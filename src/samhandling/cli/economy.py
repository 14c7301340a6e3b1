"""`samhandling economy`: what a region lives on, what drove it, what lies near; and cubes of employment put into the product."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from samhandling.cli import economy_measures, economy_network, economy_report
from samhandling.cli.days import day
from samhandling.cli.economy_asking import AbsentOption, BreakOption, FormOption, LevelOption, MappingOption, cube_file, shown
from samhandling.cli.shown import language, say
from samhandling.figures.business.classifications import LEVELS
from samhandling.figures.business.cubes import cubes_loaded, forget_cube, load_cube
from samhandling.figures.business.shapes import LoadedCube
from samhandling.ground.said import Said
from samhandling.ground.viewer import OPERATOR

economy = typer.Typer(no_args_is_help=True, help="Näringslivet: vad en plats lever på, vad som drev tillväxten, vad som ligger nära.")
for name, command in (
    ("lq", economy_measures.lq),
    ("shiftshare", economy_measures.shiftshare),
    ("variety", economy_measures.variety_command),
    ("complexity", economy_network.complexity_command),
    ("near", economy_network.near_command),
    ("regions", economy_network.regions),
    ("report", economy_report.report),
):
    economy.command(name)(command)


@economy.command("load")
def load(
    file: Annotated[Path, typer.Argument(help="CSV, XLSX, PX eller JSON-stat med region, bransch, år och antal.")],
    mapping: MappingOption = "",
    level: LevelOption = "",
    absent: AbsentOption = "missing",
    breaks: BreakOption = None,
    code: Annotated[str, typer.Option("--code", help="Kubens id; annars filens namn. Samma id igen ersätter den förra.")] = "",
    title: Annotated[str, typer.Option("--title", help="Vad kuben kallas.")] = "",
    producer: Annotated[str, typer.Option("--producer", help="Vem som har tagit fram siffrorna.")] = "",
    source: Annotated[str, typer.Option("--table", help="Tabellens namn hos källan.")] = "",
    licence: Annotated[str, typer.Option("--licence", help="Under vilken licens.")] = "",
    url: Annotated[str, typer.Option("--url", help="Var tabellen finns.")] = "",
    published: Annotated[str | None, typer.Option("--published", help="Dagen som källan gav ut siffrorna, ÅÅÅÅ-MM-DD.")] = None,
    generated: Annotated[bool, typer.Option("--generated", help="Siffrorna är framställda för prov; varje sida säger det.")] = False,
) -> None:
    """Kontrollera en fil och lägg in den, så att sidorna om näringslivet läser den. Alla fel visas på en gång."""
    of = replace(
        cube_file(mapping, level, absent, breaks),
        title=title,
        producer=producer,
        table=source,
        licence=licence,
        url=url,
        published=day(published, "--published"),
        generated=generated,
    )
    found = load_cube(file, of, by=OPERATOR, code=code)
    years = f"{found.years[0]}–{found.years[-1]}" if len(found.years) > 1 else str(found.years[0])
    say(
        Said(
            f"Inläst som {found.code}: {found.regions} regioner, {found.industries} branscher, {years}. Okända celler: {found.unknown_cells}.",
            f"Loaded as {found.code}: {found.regions} regions, {found.industries} industries, {years}. Cells not known: {found.unknown_cells}.",
        )
    )


@economy.command("list")
def listed(form: FormOption = "table") -> None:
    """Kuberna som är inlästa, med källa och kontrollsumma."""
    found = cubes_loaded(seen_by=OPERATOR)
    if not found and form == "table":
        say(
            Said(
                "Ingen kub är inläst. Läs in en med: samhandling economy load FIL.",
                "No cube is loaded. Load one with: samhandling economy load FILE.",
            )
        )
        return
    shown([_row(one) for one in found], _HEADINGS, form)


@economy.command("forget")
def forget(code: Annotated[str, typer.Argument(help="Kubens id, se: samhandling economy list.")]) -> None:
    """Ta bort en inläst kub. Händelsen sparas; filen som den lästes ur behålls med sin kontrollsumma."""
    forget_cube(code, by=OPERATOR)
    say(Said(f"{code} är borttagen.", f"{code} has been removed."))


_HEADINGS = {
    "code": Said("Id", "Id"),
    "title": Said("Namn", "Name"),
    "producer": Said("Källa", "Source"),
    "table": Said("Tabell", "Table"),
    "level": Said("Nivå", "Level"),
    "regions": Said("Regioner", "Regions"),
    "industries": Said("Branscher", "Industries"),
    "years": Said("År", "Years"),
    "unknown_cells": Said("Okända", "Unknown"),
    "generated": Said("Framställd", "Generated"),
    "fetched": Said("Inläst", "Loaded"),
    "checksum": Said("Kontrollsumma", "Checksum"),
}


def _row(one: LoadedCube) -> dict[str, object]:
    row = {name: getattr(one, name) for name in _HEADINGS}
    level = LEVELS.get(one.level)
    return {
        **row,
        "level": level.in_(language()) if level else one.level,
        "years": f"{one.years[0]}–{one.years[-1]}",
        "fetched": one.fetched.date().isoformat(),
        "checksum": one.checksum[:12],
    }
