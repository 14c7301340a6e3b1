"""`samhandling figures known`, `revisions`: what was known when, and what has changed."""

from decimal import Decimal
from typing import Annotated, Any, Literal

import typer

from samhandling.cli.days import day
from samhandling.cli.shown import language, say, table
from samhandling.figures.indicators import answers as indicators
from samhandling.figures.indicators.files import strategies_with_indicators
from samhandling.figures.indicators.rows import IndicatorAnswer, Value
from samhandling.figures.releases.told import revising_releases, revisions_of
from samhandling.figures.rules.calendar.periods import period_said
from samhandling.figures.rules.movement.numbers import written
from samhandling.files.writing import as_csv, as_json
from samhandling.ground.counting import day_said
from samhandling.ground.faults import refusal
from samhandling.ground.places import NATION, PlaceCode, place_name
from samhandling.ground.said import Said
from samhandling.ground.viewer import OPERATOR
from samhandling.strategy.queries import strategies
from samhandling.strategy.queries import strategy as open_strategy
from samhandling.strategy.rules.shipped import read_shipped, shipped_ids

StrategyOption = Annotated[str | None, typer.Option("--strategy", help="Strategins id; behövs bara när flera är inlästa.")]
PlaceOption = Annotated[
    str | None, typer.Option("--place", help="SCB:s kod: 00 riket, 04 ett län, 0484 en kommun. Annars strategins plats.")
]
IndicatorArgument = Annotated[str, typer.Argument(help="Indikatorns id, se: samhandling figures list.")]
FormOption = Annotated[Literal["table", "json", "csv"], typer.Option("--format", help="Form på svaret.")]
_LATEST_ROWS = 24


def strategy_of(asked: str | None) -> str:
    """The strategy named; else the only one that is loaded, or the only one that indicators come with. Raises Refused."""
    with_indicators = strategies_with_indicators()
    loaded = [row.code for row in strategies(OPERATOR) if row.kind == "strategy" and row.code in with_indicators]
    choice = [asked] if asked else loaded or list(with_indicators)
    if len(choice) == 1 and choice[0] in with_indicators:
        return choice[0]
    raise refusal(
        asked or "",
        Said(
            f"En strategi som har indikatorer: {', '.join(with_indicators)}.", f"A strategy with indicators: {', '.join(with_indicators)}."
        ),
        Said("Välj en med --strategy.", "Choose one with --strategy."),
    )


def place_of(strategy: str) -> str:
    """The place that a strategy is of."""
    if strategy in shipped_ids():
        return read_shipped(strategy).place or NATION
    return open_strategy(strategy, OPERATOR).place or NATION


def known(
    indicator: IndicatorArgument,
    on: Annotated[str | None, typer.Argument(metavar="DAG", help="Som det var känt den dagen, ÅÅÅÅ-MM-DD; i dag om inget anges.")] = None,
    place: PlaceOption = None,
    period: Annotated[str, typer.Option("--period", help="Bara den perioden: 2020, 2020M06.")] = "",
    every: Annotated[bool, typer.Option("--all", help=f"Alla perioder, inte bara de {_LATEST_ROWS} senaste.")] = False,
    strategy: StrategyOption = None,
    form: FormOption = "table",
) -> None:
    """Vad som var känt en viss dag om en indikator: värden, tecken, och sedan när."""
    code = strategy_of(strategy)
    found = indicators.indicator(indicator, strategy=code, place=place or place_of(code), seen_by=OPERATOR, on=day(on, "DAG"))
    rows = [row for row in _rows(found) if not period or row["period"] == period]
    if form == "json":
        typer.echo(as_json({**_facts(found), "values": rows}))
    elif form == "csv":
        typer.echo(as_csv(_COLUMNS, [[row[name] for name in _COLUMNS] for row in rows]), nl=False)
    else:
        _show(found, rows if every or period else rows[-_LATEST_ROWS:])


_COLUMNS = ("part", "sex", "period", "value", "status", "known_from", "series", "preliminary")


def _rows(found: IndicatorAnswer) -> list[dict[str, Any]]:
    lines = [
        ("", "", found.line),
        ("", "women", found.women),
        ("", "men", found.men),
        *((part.name, "", part.line) for part in found.parts),
    ]
    return [_row(value, part, sex) for part, sex, line in lines for value in line.values]


def _row(value: Value, part: str, sex: str) -> dict[str, Any]:
    return {
        "part": part,
        "sex": sex,
        "period": value.period,
        "value": None if value.value is None else str(value.value),
        "status": value.status,
        "known_from": value.known_from.isoformat(),
        "series": value.series,
        "preliminary": value.preliminary,
    }


def _facts(found: IndicatorAnswer) -> dict[str, Any]:
    return {
        "indicator": found.indicator.id,
        "title": found.indicator.title.said.in_(language()),
        "unit": found.indicator.unit.said.in_(language()),
        "place": found.place,
        "known_on": (found.known_on or found.on).isoformat(),
        "said": found.told.said.in_(language()),
        "sources": [line.said.in_(language()) for line in found.sources],
        "notes": [note.in_(language()) for note in (*found.told.notes, *found.notes)],
        "missing": [{"said": one.said.in_(language()), "command": one.command} for one in found.missing],
    }


def _show(found: IndicatorAnswer, rows: list[dict[str, Any]]) -> None:
    sv = language() == "sv"
    on = day_said(found.known_on or found.on)
    where = place_name(PlaceCode(found.place))
    say(Said(f"{where}, enligt vad som var känt {on.sv}.", f"{where}, as known on {on.en}."), found.told.said)
    if rows:
        headings = (
            ["Period", "Värde", "Tecken", "Känt sedan", "Serie", ""] if sv else ["Period", "Value", "Sign", "Known from", "Series", ""]
        )
        words = {"women": Said("kvinnor", "women"), "men": Said("män", "men")}
        shown = []
        for row in rows:
            value = row["value"]
            number = written(Decimal(value), found.indicator.decimals).in_(language()) if value is not None else "–"
            kind = " ".join(filter(None, (row["part"], words[row["sex"]].in_(language()) if row["sex"] else "")))
            preliminary = Said("preliminär", "preliminary").in_(language()) if row["preliminary"] else ""
            period = period_said(row["period"]).in_(language())
            shown.append([" ".join(filter(None, (period, kind))), number, row["status"], row["known_from"], row["series"], preliminary])
        table("", headings, shown, right=(1,))
    say(*(line.said for line in found.sources), *found.told.notes, *found.notes)
    for one in found.missing:
        say(one.said, *([f"  {one.command}"] if one.command else []))


def revisions(
    indicator: IndicatorArgument,
    place: PlaceOption = None,
    everywhere: Annotated[bool, typer.Option("--everywhere", help="Alla platser, inte bara strategins.")] = False,
    since: Annotated[str | None, typer.Option("--since", help="Från och med den dagen.")] = None,
    strategy: StrategyOption = None,
    form: FormOption = "table",
) -> None:
    """Vad som har ändrats i efterhand, publicering för publicering, och varje värde från vad till vad."""
    code = strategy_of(strategy)
    chosen = indicators.named(code, indicator, seen_by=OPERATOR)
    places = None if everywhere else [place or place_of(code)]
    found = revisions_of(chosen, seen_by=OPERATOR, places=places, since=day(since, "--since"))
    if form != "table":
        rows = [
            [row.revised.day.isoformat(), row.series, row.place, row.period, text_of(row.revised.before), text_of(row.revised.after)]
            for row in found
        ]
        names = ["day", "series", "place", "period", "before", "after"]
        echo(as_csv(names, rows) if form == "csv" else as_json([dict(zip(names, row, strict=True)) for row in rows]))
        return
    for release, told in revising_releases(chosen, seen_by=OPERATOR, places=places, since=day(since, "--since")):
        when = day_said(release.known_from)
        say(Said(f"{when.sv}, {release.series}: {told.said.sv}", f"{when.en}, {release.series}: {told.said.en}"))
    headings = ["Dag", "Plats", "Period", "Vad"] if language() == "sv" else ["Day", "Place", "Period", "What"]
    shown = [[str(row.revised.day), place_name(PlaceCode(row.place)), row.period, row.revised.said.in_(language())] for row in found]
    if not shown:
        say(Said("Inget är ändrat i efterhand i det som är hämtat.", "Nothing has been revised in what has been fetched."))
        return
    table("", headings, shown)


def echo(text: str) -> None:
    """To the screen, with one line break at the end."""
    typer.echo(text, nl=not text.endswith("\n"))


def text_of(value: object) -> str | None:
    """A value as text; None stays None."""
    return None if value is None else str(value)
