"""`samhandling figures`: official statistics: read a file, fetch, accept, see what was known, what was revised and what comes."""

from pathlib import Path
from typing import Annotated, Literal

import typer
from django.utils import timezone

from samhandling.cli import figures_coming, figures_known
from samhandling.cli.days import day
from samhandling.cli.figures_known import StrategyOption, place_of, strategy_of
from samhandling.cli.figures_read import mapping, read
from samhandling.cli.shown import language, say, show_faults, table
from samhandling.figures.actions import accept_snapshot
from samhandling.figures.actions import sweep as sweep_leftovers
from samhandling.figures.fetching.files import ColumnsOf, take_file
from samhandling.figures.fetching.series import (
    FAILED,
    NOT_ASKED,
    REFUSED,
    STORED,
    UNCHANGED,
    FetchedSeries,
    compute_of,
    due_indicators,
    fetch_due,
)
from samhandling.figures.fetching.series import fetch as fetch_figures
from samhandling.figures.indicators.files import add_indicators
from samhandling.figures.shipped_figures import load_shipped as load_what_is_shipped
from samhandling.files.writing import as_json
from samhandling.ground.faults import Refused, refusal
from samhandling.ground.said import Said
from samhandling.ground.viewer import OPERATOR

figures = typer.Typer(no_args_is_help=True, help="Statistik: hämta, läsa filer, se vad som var känt, vad som ändrats och vad som kommer.")
figures.command("read")(read)
figures.command("known")(figures_known.known)
figures.command("revisions")(figures_known.revisions)
figures.command("calendar")(figures_coming.calendar)
figures.command("list")(figures_coming.listed)

_STATES = {
    STORED: Said("nya siffror", "new figures"),
    UNCHANGED: Said("oförändrat", "unchanged"),
    REFUSED: Said("underkänd", "refused"),
    FAILED: Said("gick inte", "failed"),
    NOT_ASKED: Said("inte frågad, källan svarade inte", "not asked, the source did not answer"),
}


@figures.command("fetch")
def fetch(
    what: Annotated[str, typer.Argument(help="En indikator, en serie (scb:ArbStatusM) eller en källa (kolada, scb, tva, eurostat).")] = "",
    due: Annotated[bool, typer.Option("--due", help="Det som borde ha kommit enligt kalendern.")] = False,
    strategy: StrategyOption = None,
    form: Annotated[Literal["table", "json"], typer.Option("--format", help="Form på svaret.")] = "table",
) -> None:
    """Hämta siffror. Det som skiljer sig för mycket från förra hämtningen underkänns, och de förra siffrorna gäller."""
    if bool(what) == due:
        raise refusal(
            what,
            Said("Antingen något att hämta eller --due.", "Either something to fetch, or --due."),
            Said("Till exempel: samhandling figures fetch scb:ArbStatusM.", "For instance: samhandling figures fetch scb:ArbStatusM."),
        )
    code = strategy_of(strategy)
    found = fetch_due([code], place_of, by=OPERATOR) if due else fetch_figures(what, strategy=code, by=OPERATOR)
    if form == "json":
        typer.echo(as_json([_plain(one) for one in found]))
    elif not found:
        say(Said("Inget är dags att hämta.", "Nothing is due."))
    else:
        _show(found)
    if any(one.state in (FAILED, REFUSED, NOT_ASKED) for one in found):
        raise typer.Exit(1)


def _show(found: list[FetchedSeries]) -> None:
    headings = (
        ["Serie", "Hur det gick", "Nya", "Ändrade", "Hämtning"] if language() == "sv" else ["Series", "Outcome", "New", "Changed", "Fetch"]
    )
    rows = []
    for one in found:
        new = one.counts.get("added", 0)
        changed = sum(count for change, count in one.counts.items() if change not in ("added", "unchanged"))
        rows.append([one.series, _STATES[one.state].in_(language()), str(new), str(changed), str(one.snapshot or "")])
    table("", headings, rows, right=(2, 3, 4))
    faults = {(fault.location, fault.read): fault for one in found for fault in one.faults}
    if faults:
        show_faults(Refused(list(faults.values())))


def _plain(one: FetchedSeries) -> dict[str, object]:
    return {
        "series": one.series,
        "code": one.code,
        "state": one.state,
        "snapshot": one.snapshot,
        "known_from": one.known_from,
        "counts": dict(one.counts),
        "until": one.until,
        "faults": [
            {
                "where": fault.location.said().in_(language()),
                "read": fault.read,
                "expected": fault.expected.in_(language()),
                "way_out": fault.way_out.in_(language()),
            }
            for fault in one.faults
        ],
    }


@figures.command("due")
def what_is_due(strategy: StrategyOption = None) -> None:
    """Vad som borde ha kommit men inte är hämtat."""
    code = strategy_of(strategy)
    found = due_indicators(code, place_of(code), seen_by=OPERATOR, today=timezone.localdate())
    for one in found:
        say(f"{one.id}: {one.title.said.in_(language())}")
    if not found:
        say(Said("Inget är dags att hämta.", "Nothing is due."))


@figures.command("accept")
def accept(
    snapshot: Annotated[int, typer.Argument(help="Hämtningens nummer.")],
    because: Annotated[str, typer.Option("--because", help="Varför den kan godtas. Skälet sparas.")],
) -> None:
    """Godta en underkänd hämtning, när du har jämfört med källan."""
    outcome = accept_snapshot(snapshot, because=because, by=OPERATOR)
    changed = outcome.changed
    say(Said(f"Hämtning {snapshot} gäller nu. Ändrade celler: {changed}.", f"Fetch {snapshot} is in use. Cells changed: {changed}."))


@figures.command("load")
def load(
    file: Annotated[Path, typer.Argument(help="PX, JSON-stat, CSV eller XLSX.")],
    indicator: Annotated[str, typer.Option("--indicator", help="Indikatorn vars serie läses in för hand.")],
    place: Annotated[str, typer.Option("--place", help="Kolumnen med platser; utelämnad gäller allt riket.")] = "",
    period: Annotated[str, typer.Option("--period", help="CSV/XLSX: kolumnen med perioder.")] = "",
    value: Annotated[str, typer.Option("--value", help="CSV/XLSX: kolumnen med värden.")] = "",
    status: Annotated[str, typer.Option("--status", help="CSV/XLSX: kolumnen med tecken för värdet.")] = "",
    published: Annotated[str | None, typer.Option("--published", help="Dagen som källan gav ut siffrorna.")] = None,
    strategy: StrategyOption = None,
) -> None:
    """Läs in en fil för hand till en indikator som inte kan hämtas över nätet."""
    columns = ColumnsOf(mapping([place] if place else [], value, status, period), place, period)
    outcome = take_file(
        file, indicator, strategy=strategy_of(strategy), columns=columns, published=day(published, "--published"), by=OPERATOR
    )
    if not outcome.good:
        raise Refused([one.fault(file.name) for one in outcome.breaks])
    say(Said(f"Inläst. Nya eller ändrade celler: {outcome.changed}.", f"Read in. Cells new or changed: {outcome.changed}."))


@figures.command("add")
def add(file: Annotated[Path, typer.Argument(help="En fil med indikatorer (TOML).")]) -> None:
    """Lägg till egna indikatorer, utöver dem som följer med: filen kontrolleras och sparas. Samma id igen ersätter den förra.

    Det som räknas fram ur sysselsatta efter bransch räknas genast, om siffrorna finns.
    """
    found = add_indicators(file, by=OPERATOR)
    names = ", ".join(one.id for one in found.indicators)
    say(Said(f"{found.id}: {len(found.indicators)} indikatorer ({names}).", f"{found.id}: {len(found.indicators)} indicators ({names})."))
    if told := compute_of(found.indicators, by=OPERATOR):
        _show(told)


@figures.command("load-shipped")
def load_shipped() -> None:
    """Lägg in de siffror som följer med produkten, med sina publiceringar. Det som redan är hämtat rörs inte."""
    for one in load_what_is_shipped(by=OPERATOR):
        say(
            Said(
                f"{one.table}: {one.releases} publiceringar inlagda, {one.passed_over} fanns redan eller är äldre än det hämtade.",
                f"{one.table}: {one.releases} releases put in, {one.passed_over} were there or are older than what was fetched.",
            )
        )


@figures.command("sweep")
def sweep() -> None:
    """Ta bort filer som avbrutna hämtningar lämnat. Görs också varje natt."""
    found = sweep_leftovers(by=OPERATOR)
    say(Said(f"Borttagna filer: {len(found)}.", f"Files removed: {len(found)}."))
