"""`samhandling figures calendar`, `list`: what comes, and which indicators there are."""

from datetime import datetime
from typing import Annotated, Literal

import typer
from django.utils import timezone

from samhandling.cli.days import known_day
from samhandling.cli.figures_known import FormOption, PlaceOption, StrategyOption, echo, place_of, strategy_of, text_of
from samhandling.cli.shown import language, say, show_faults, table
from samhandling.figures.indicators import answers as indicators
from samhandling.figures.indicators.files import own_faults
from samhandling.figures.releases.ics import as_ics
from samhandling.figures.releases.told import release_calendar
from samhandling.files.writing import as_csv, as_json
from samhandling.ground.faults import Refused
from samhandling.ground.said import Said
from samhandling.ground.viewer import OPERATOR


def calendar(
    until: Annotated[str | None, typer.Option("--until", help="Till och med den dagen.")] = None,
    focus_area: Annotated[str | None, typer.Option("--focus-area", help="Bara ett insatsområde.")] = None,
    strategy: StrategyOption = None,
    form: Annotated[Literal["table", "json", "ics"], typer.Option("--format", help="Form på svaret.")] = "table",
) -> None:
    """När nästa siffror kommer, sena först; som en kalenderfil med --format ics."""
    code = strategy_of(strategy)
    last = known_day(until, "--until") if until else None
    rows = release_calendar(code, place_of(code), seen_by=OPERATOR, today=timezone.localdate(), until=last, focus_area=focus_area)
    if form == "ics":
        typer.echo(as_ics(rows, language=language(), made=datetime.now().astimezone()).decode(), nl=False)
        return
    if form == "json":
        plain = [
            {
                "indicator": row.indicator.id,
                "title": row.indicator.title.said.in_(language()),
                "focus_areas": list(row.due.focus_areas),
                "day": row.due.day,
                "period": row.due.period,
                "known_by": row.due.known_by.value,
                "late_days": row.due.late_days,
                "said": row.due.said.in_(language()),
                "command": row.command,
            }
            for row in rows
        ]
        typer.echo(as_json(plain))
        return
    headings = ["Dag", "Indikator", "För", "Vad"] if language() == "sv" else ["Day", "Indicator", "For", "What"]
    table(
        "", headings,
        [[str(row.due.day or "–"), row.indicator.id, ", ".join(row.due.focus_areas), row.due.said.in_(language())] for row in rows],
    )  # fmt: skip


def listed(
    focus_area: Annotated[str | None, typer.Option("--focus-area", help="Bara ett insatsområde eller en förutsättning.")] = None,
    held: Annotated[bool, typer.Option("--held", help="Bara det som är hämtat.")] = False,
    place: PlaceOption = None,
    strategy: StrategyOption = None,
    form: FormOption = "table",
) -> None:
    """Alla indikatorer: senaste värdet, vilka serier de bygger på och om de är hämtade."""
    code = strategy_of(strategy)
    where = place or place_of(code)
    every = indicators.catalogue(code, place=where, seen_by=OPERATOR)
    rows = [
        row
        for row in every
        if (not held or row.is_held) and (focus_area is None or focus_area in (*row.indicator.focus_areas, *row.indicator.prerequisites))
    ]
    names = ["id", "title", "for", "value", "period", "series", "held"]
    cells = [
        [
            row.indicator.id,
            row.indicator.title.said.in_(language()),
            ", ".join((*row.indicator.focus_areas, *row.indicator.prerequisites)),
            text_of(row.latest.value) if row.latest else None,
            row.latest.period if row.latest else None,
            ", ".join(row.series),
            row.is_held,
        ]
        for row in rows
    ]
    if form != "table":
        echo(as_csv(names, cells) if form == "csv" else as_json([dict(zip(names, row, strict=True)) for row in cells]))
        return
    sv = language() == "sv"
    headings = (
        ["Id", "Indikator", "För", "Värde", "Period", "Serier", "Hämtad"]
        if sv
        else ["Id", "Indicator", "For", "Value", "Period", "Series", "Held"]
    )
    yes, no = ("ja", "nej") if sv else ("yes", "no")
    table(
        "", headings,
        [[*(str(cell or "–") for cell in row[:6]), yes if row[6] else no] for row in cells],
        right=(3,),
    )  # fmt: skip
    some, whole = sum(row.is_held for row in rows), len(rows)
    say(
        Said(
            f"{some} av {whole} är hämtade. Hämta: samhandling figures fetch ID.",
            f"{some} of {whole} are held. Fetch: samhandling figures fetch ID.",
        )
    )
    faults = own_faults(code, seen_by=OPERATOR)
    if faults:
        show_faults(Refused(list(faults)))
