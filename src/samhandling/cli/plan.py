"""`samhandling portfolio`: a list of ongoing efforts in, and out again."""

import gc
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from samhandling.cli.asking import chosen_strategy
from samhandling.cli.days import day
from samhandling.cli.shown import language, say, table
from samhandling.files.writing import as_json
from samhandling.ground.faults import refusal
from samhandling.ground.said import Said
from samhandling.ground.viewer import OPERATOR
from samhandling.office.queries import runs as import_runs
from samhandling.plan.actions.importing import Outcome, Preview, import_portfolio, preview, said_of_scope
from samhandling.plan.actions.settling import answer_chain
from samhandling.plan.actions.undoing import undo_import
from samhandling.plan.intake.suggesting import suggested_in, suggester
from samhandling.plan.opening import Opened, lineage_of, open_portfolio
from samhandling.plan.queries import chains as all_chains
from samhandling.plan.rules.intake import Did, RowPlan
from samhandling.plan.rules.mapping import Mapping, Scope, to_toml
from samhandling.plan.rules.plain import to_plain
from samhandling.plan.rules.words import in_words, kronor

portfolio = typer.Typer(no_args_is_help=True, help="En lista över insatser: läs in, ångra, se vad som lästs in.")

StrategyOption = Annotated[str | None, typer.Option("--strategy", help="Strategins id; behövs bara när flera är inlästa.")]
MOST_SHOWN = 200


@portfolio.command("import")
def read_in(
    file: Annotated[Path, typer.Argument(help="CSV, XLSX eller JSON.")],
    mapping: Annotated[Path | None, typer.Option("--mapping", help="Hur kolumnerna ska läsas (TOML). Annars gissas det.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Visa vad som skulle hända, skriv inget.")] = False,
    strategy: StrategyOption = None,
    source: Annotated[str, typer.Option("--source", help="Underlag: registrets namn.")] = "",
    fetched: Annotated[str | None, typer.Option("--fetched", help="Underlag: dagen då filen hämtades.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Visa varje rad och fråga, hur många de än är.")] = False,
    suggest: Annotated[bool, typer.Option("--suggest", help="Föreslå vad nya insatser utan fördelning bidrar till.")] = False,
    form: Annotated[Literal["table", "json"], typer.Option("--format", help="Form på svaret.")] = "table",
) -> None:
    """Läs in en lista. Fel stoppar hela inläsningen; frågor skrivs upp och avgörs senare."""
    # A quarter of the time for 100,000 rows would go to looking for circles among what is read, where there are none.
    gc.disable()
    code = chosen_strategy(strategy)
    opened = with_scope(open_portfolio(file, mapping, strategy=code, by=OPERATOR), source, day(fetched, "--fetched"))
    how = suggester(code, OPERATOR) if suggest else None
    if dry_run:
        shown = preview(opened.book, opened.mapping, strategy=code, lineage=opened.lineage, by=OPERATOR, suggest=how)
        _show(shown, opened, None, every=every, form=form)
        return
    outcome = import_portfolio(opened.book, opened.mapping, strategy=code, lineage=opened.lineage, by=OPERATOR, suggest=how)
    _show(outcome.preview, opened, outcome, every=every, form=form)


def with_scope(opened: Opened, source: str, fetched: date | None) -> Opened:
    """The scope told on the command line, for a file whose mapping has none; asked for where a person sits at the terminal."""
    if opened.mapping.scopes:
        return opened
    if not (source or fetched) and sys.stdin.isatty():
        source, fetched = _asked_scope()
    if not (source or fetched):
        return opened
    mapping = opened.mapping.model_copy(update={"scopes": [Scope(source=source, fetched=fetched)]})
    return Opened(opened.book, mapping, lineage_of(opened.book, mapping), opened.guessed)


def _asked_scope() -> tuple[str, date | None]:
    """Two questions that may be left empty; more of the scope goes into the mapping."""
    sv = language() == "sv"
    source = typer.prompt(
        "Vilket register eller vilken lista är det? (tomt: vet inte)" if sv else "Which register or list is it? (empty: unknown)",
        default="",
    )
    told = typer.prompt(
        "Vilken dag hämtades den? ÅÅÅÅ-MM-DD (tomt: vet inte)" if sv else "On which day was it fetched? YYYY-MM-DD (empty: unknown)",
        default="",
    )
    return source.strip(), day(told.strip() or None, "--fetched")


def _show(shown: Preview, opened: Opened, outcome: Outcome | None, *, every: bool, form: str) -> None:
    if form == "json":
        typer.echo(as_json(_plain(shown, outcome)))
        return
    if opened.guessed:
        say(
            Said(
                "Så har kolumnerna förståtts (spara med portfolio mapping, ändra och ge med --mapping):",
                "This is how the columns were understood (keep it with portfolio mapping, edit it, give it with --mapping):",
            )
        )
        say(*(f"  {heading} → {field}" for heading, field in shown.mapping.columns.items()), "")
    if outcome is None:
        _show_rows(shown.intake.rows, every=every)
    say(*(one.said for one in shown.reading.skipped), *opened.book.notes, *shown.intake.notices)
    _show_doubts(shown, every=every)
    for chain in shown.chains[: None if every else MOST_SHOWN]:
        say(
            Said(
                f"Kan höra ihop: {chain.before} → {chain.after}. {chain.reason.sv}",
                f"May belong together: {chain.before} → {chain.after}. {chain.reason.en}",
            )
        )
    if scope := said_of_scope(shown.mapping):
        say("", scope)
    say("", _summary(shown, outcome))


def _show_rows(plans: list[RowPlan], *, every: bool) -> None:
    headings = (
        ["Rad", "Gör", "Ärende", "Namn", "Start", "Slut", "Belopp", "Fördelning"]
        if language() == "sv"
        else ["Row", "Does", "Case", "Name", "Start", "End", "Amount", "Distribution"]
    )
    did = {Did.CREATED: Said("ny", "new"), Did.UPDATED: Said("ändrad", "changed"), Did.SAME: Said("lika", "same")}
    some = plans if every else plans[:MOST_SHOWN]
    rows = []
    for plan in some:
        values = to_plain(plan.record)
        shares = in_words("distribution", {"basis": values["basis"], "shares": values["shares"]})
        granted = plan.record.granted
        rows.append(
            [
                str(plan.row.location.row),
                did[plan.did].in_(language()),
                plan.code,
                plan.record.title[:60],
                values["start"] or "",
                values["end"] or "",
                kronor(str(granted)) if granted is not None else "",
                _marked(shares, plan).in_(language()),
            ]
        )
    table("", headings, rows, right=(0, 6))
    if len(plans) > len(some):
        left = len(plans) - len(some)
        say(Said(f"... och {left} rader till. Visa alla med --all.", f"... and {left} more rows. Show all with --all."))
    say("")


def _marked(shares: Said, plan: RowPlan) -> Said:
    """A distribution that the system proposes is told to be that."""
    return Said(f"{shares.sv} (förslag)", f"{shares.en} (suggested)") if suggested_in(plan.record) else shares


def _show_doubts(shown: Preview, *, every: bool) -> None:
    doubts = shown.intake.doubts
    if doubts:
        say(
            "",
            Said(
                f"{len(doubts)} {'fråga' if len(doubts) == 1 else 'frågor'} att avgöra, nu eller senare (samhandling doubts list):",
                f"{len(doubts)} doubts to settle, now or later (samhandling doubts list):",
            ),
        )
    for doubt in doubts if every else doubts[:MOST_SHOWN]:
        where = doubt.location.row
        say(
            Said(f"- Rad {where}: {doubt.said.sv}", f"- Row {where}: {doubt.said.en}")
            if doubt.kind != "difference"
            else Said(f"- {doubt.said.sv}", f"- {doubt.said.en}")
        )
    if not every and len(doubts) > MOST_SHOWN:
        say(
            Said(
                f"... och {len(doubts) - MOST_SHOWN} till. Visa alla med --all.",
                f"... and {len(doubts) - MOST_SHOWN} more. Show all with --all.",
            )
        )


def _summary(shown: Preview, outcome: Outcome | None) -> Said:
    new, changed, same = (shown.intake.count(did) for did in Did)
    if outcome is None:
        return Said(
            f"Inget är skrivet. Inläsningen skulle ge {new} nya insatser, ändra {changed} och lämna {same} som de är.",
            f"Nothing is written. The import would add {new} initiatives, change {changed} and leave {same} as they are.",
        )
    if outcome.run is None:
        return Said("Filen säger inget nytt. Inget har ändrats.", "The file says nothing new. Nothing has been changed.")
    return Said(
        f"Import {outcome.run}: {new} nya insatser, {changed} ändrade, {same} lika. {outcome.new_doubts} nya frågor, "
        f"{outcome.new_chains} föreslagna kedjor. Ångra med: samhandling portfolio undo {outcome.run}.",
        f"Import {outcome.run}: {new} new initiatives, {changed} changed, {same} the same. {outcome.new_doubts} new doubts, "
        f"{outcome.new_chains} proposed chains. Undo with: samhandling portfolio undo {outcome.run}.",
    )


def _plain(shown: Preview, outcome: Outcome | None) -> dict[str, object]:
    return {
        "run": outcome.run if outcome else None,
        "counts": {did.value: shown.intake.count(did) for did in Did},
        "mapping": to_toml(shown.mapping),
        "rows": [
            {"row": plan.row.location.row, "did": plan.did.value, "code": plan.code, "values": to_plain(plan.record)}
            for plan in shown.intake.rows
        ],
        "doubts": [
            {
                "kind": one.kind,
                "field": one.field,
                "initiative": one.initiative,
                "row": one.location.row,
                "read": one.read,
                "said": one.said.in_(language()),
                "answers": list(one.answers),
            }
            for one in shown.intake.doubts
        ],
        "skipped": [{"row": one.row, "kind": one.kind, "said": one.said.in_(language())} for one in shown.reading.skipped],
        "notices": [said.in_(language()) for said in shown.intake.notices],
        "chains": [
            {"before": one.before, "after": one.after, "kind": one.kind.value, "reason": one.reason.in_(language())} for one in shown.chains
        ],
    }


@portfolio.command("mapping")
def show_mapping(
    file: Annotated[Path, typer.Argument(help="CSV, XLSX eller JSON.")],
    strategy: StrategyOption = None,
) -> None:
    """Skriv ut hur filens kolumner förstås, som TOML att spara och ändra."""
    opened = open_portfolio(file, None, strategy=chosen_strategy(strategy), by=OPERATOR)
    mapping: Mapping = opened.mapping
    typer.echo(to_toml(mapping))


@portfolio.command("undo")
def take_back(run: Annotated[int, typer.Argument(help="Importens nummer.")]) -> None:
    """Ångra en import. Det som ändrats sedan dess rörs inte, utan räknas upp."""
    undone = undo_import(run, by=OPERATOR)
    say(
        Said(
            f"{undone.removed} insatser är borttagna och {undone.restored} återställda.",
            f"{undone.removed} initiatives are removed and {undone.restored} restored.",
        )
    )
    if undone.kept:
        say(Said(f"{len(undone.kept)} rader är kvar:", f"{len(undone.kept)} rows are left:"))
        say(
            *(Said(f"- rad {one.row}, {one.code}: {one.reason.sv}", f"- row {one.row}, {one.code}: {one.reason.en}") for one in undone.kept)
        )
        raise typer.Exit(1)


@portfolio.command("runs")
def list_runs(form: Annotated[Literal["table", "json"], typer.Option("--format")] = "table") -> None:
    """Alla inläsningar: fil, underlag, vad de gjorde."""
    found = import_runs(seen_by=OPERATOR)
    if form == "json":
        typer.echo(
            as_json(
                [
                    {"run": run.id, "at": run.at, "file": run.file, "state": run.state, "counts": run.counts, "scopes": run.scopes}
                    for run in found
                ]
            )
        )
        return
    states = {"done": Said("inläst", "done"), "partly": Said("delvis ångrad", "partly undone"), "undone": Said("ångrad", "undone")}
    headings = (
        ["Nr", "När", "Fil", "Underlag", "Läge", "Nya", "Ändrade", "Lika"]
        if language() == "sv"
        else ["No", "When", "File", "Scope", "State", "New", "Changed", "Same"]
    )
    rows = [
        [
            str(run.id),
            f"{run.at:%Y-%m-%d %H:%M}",
            run.file,
            "; ".join(str(scope.get("source", "")) for scope in run.scopes),
            states[run.state].in_(language()),
            *(str(run.counts.get(did.value, 0)) for did in Did),
        ]
        for run in found
    ]
    table("", headings, rows, right=(0, 5, 6, 7))


@portfolio.command("chains")
def list_chains(
    confirm: Annotated[str | None, typer.Option("--confirm", help="FÖRE,EFTER: de hör ihop.")] = None,
    decline: Annotated[str | None, typer.Option("--decline", help="FÖRE,EFTER: de hör inte ihop.")] = None,
) -> None:
    """Kedjor: förstudie, projekt, förlängning. Visa dem, eller svara på ett förslag."""
    for pair in (confirm, decline):
        if pair:
            before, separator, after = pair.partition(",")
            if not separator:
                raise refusal(
                    pair,
                    Said("Två ärendenummer med komma emellan.", "Two case numbers with a comma between."),
                    Said("Till exempel A1,A2.", "For instance A1,A2."),
                )
            answer_chain(before, after, confirm=pair == confirm, by=OPERATOR)
    states = {"proposed": Said("föreslagen", "proposed"), "confirmed": Said("bekräftad", "confirmed")}
    headings = ["Före", "Efter", "Läge", "Varför"] if language() == "sv" else ["Before", "After", "State", "Why"]
    table(
        "",
        headings,
        [[one.before, one.after, states[one.state].in_(language()), one.reason.in_(language())] for one in all_chains(seen_by=OPERATOR)],
    )
