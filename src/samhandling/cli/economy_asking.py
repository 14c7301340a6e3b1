"""What the commands about business life ask in common: a cube from a file or by its id, a region in it; and rows in three forms."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from samhandling.cli.shown import language, table
from samhandling.economy import Absent, Cube
from samhandling.figures.business.classifications import LEVELS
from samhandling.figures.business.cubes import CubeFile, cube_of_file
from samhandling.figures.business.measuring import Asked
from samhandling.figures.business.picking import Picked, picked_of_cube
from samhandling.figures.business.reading_words import columns_from
from samhandling.figures.business.regions import region_code
from samhandling.figures.business.shapes import Source
from samhandling.figures.business.steadiness import span_of
from samhandling.files.writing import as_csv, as_json
from samhandling.ground.faults import Location, Refused, refusal
from samhandling.ground.said import Said
from samhandling.ground.viewer import OPERATOR

CODE, NAME, REASON = Said("Kod", "Code"), Said("Bransch", "Industry"), Said("Varför inte", "Why not")
"""Headings that several commands have."""

Form = Literal["table", "json", "csv"]
CubeOption = Annotated[str, typer.Option("--cube", help="En fil (CSV, XLSX, PX, JSON-stat), eller id:t för en inläst kub.")]
RegionOption = Annotated[str, typer.Option("--region", help="Regionens kod (04, 0480) eller namn.")]
FormOption = Annotated[Form, typer.Option("--format", help="Form på svaret.")]
MappingOption = Annotated[
    str,
    typer.Option("--mapping", help="Vad filens kolumner är: region=Kommun,industry=SNI,year=År,value=Antal. DIMENSION=KOD väljer en kod."),
]
LevelOption = Annotated[str, typer.Option("--level", help=f"Läs bara branscher av en nivå: {', '.join(LEVELS)}.")]
AbsentOption = Annotated[
    Literal["missing", "zero"], typer.Option("--absent", help="Vad det betyder att en rad saknas: okänt, eller ingen sysselsatt.")
]
BreakOption = Annotated[list[int] | None, typer.Option("--break", help="Ett år då serien börjar om. Ange flera gånger.")]
YearOption = Annotated[int | None, typer.Option("--year", help="Året; annars det sista.")]
BaseOption = Annotated[int | None, typer.Option("--base-year", help="Året som tillväxten räknas från; annars det första jämförbara.")]


def cube_file(mapping: str, level: str, absent: str, breaks: Sequence[int] | None) -> CubeFile:
    """The options as what is said of a file. Raises Refused."""
    return CubeFile(columns_from(mapping), Absent(absent), level, tuple(breaks or ()))


def opened(cube: str, of: CubeFile) -> Picked:
    """The cubes in a file, or the loaded ones of that id. Nothing is written. Raises Refused."""
    path = Path(cube)
    if not path.is_file() and not path.suffix:
        return picked_of_cube(cube, OPERATOR)
    made = cube_of_file(path, of)
    return Picked(made, Source(of.producer, path.name, of.licence, of.published, None, of.generated, None))


def asked_of(picked: Picked, region: str, year: int | None, base_year: int | None) -> Asked:
    """A question about one region. Raises Refused: no such region or years."""
    code, own = region_in(picked, region)
    span = span_of(own.years, picked.made.breaks, year, base_year)
    breaks = {one: picked.break_said(one) for one in span.breaks}
    beside = picked.beside(code)
    return Asked(own, code, span.year, span.base_year, span.stretch, picked.made.labels, picked.shares_only, breaks, beside)


def region_in(picked: Picked, region: str) -> tuple[str, Cube]:
    """(the region's code, the cube that it stands in). Raises Refused."""
    code = region_code(region)
    own = picked.cube_of(code)
    if own is not None:
        return code, own
    known = [one for cube in picked.made.cubes.values() for one in cube.regions if one != "rest"]
    named = ", ".join(known[:12]) + (f" (+{len(known) - 12})" if len(known) > 12 else "")
    raise refusal(
        region,
        Said(f"En region som finns i siffrorna: {named}.", f"A region that is in the figures: {named}."),
        Said("Välj en av dem med --region.", "Choose one of them with --region."),
        Location(column="--region"),
    )


def shown(rows: Sequence[Mapping[str, Any]], headings: Mapping[str, Said], form: Form, facts: Mapping[str, Any] | None = None) -> None:
    """Rows as a table with headings, as JSON (with `facts` beside them) or as CSV with the same names as in JSON."""
    if form == "json":
        typer.echo(as_json({**(facts or {}), "rows": list(rows)}))
    elif form == "csv":
        typer.echo(as_csv(list(headings), [[_csv(row.get(name)) for name in headings] for row in rows]), nl=False)
    else:
        numbers = [at for at, name in enumerate(headings) if any(isinstance(row.get(name), int | float) for row in rows)]
        names = [heading.in_(language()) for heading in headings.values()]
        table("", names, [[_cell(row.get(name)) for name in headings] for row in rows], right=numbers)


def plain(value: Any) -> Any:
    """A sentence in the language of the terminal; all else as it is."""
    return value.in_(language()) if isinstance(value, Said) else value


def unknown(region: str, reason: Said) -> Refused:
    """A measure that cannot be computed for the region, and why."""
    return refusal(region, reason, Said("Läs in andra siffror, eller välj ett annat år.", "Load other figures, or choose another year."))


def _csv(value: Any) -> Any:
    return "" if value is None else value


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return Said("ja" if value else "nej", "yes" if value else "no").in_(language())
    if isinstance(value, float):
        text = f"{value:,.0f}" if abs(value) >= 100 or value == 0 else f"{value:,.2f}" if abs(value) >= 0.01 else f"{value:.4f}"
        return text.replace(",", "\u00a0").replace(".", ",") if language() == "sv" else text
    return str(value)
