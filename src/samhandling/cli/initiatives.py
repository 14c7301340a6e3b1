"""`samhandling initiative`, `doubts`, `actors`: one effort, what is in doubt, who there is."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from samhandling.cli.asking import chosen_strategy
from samhandling.cli.shown import language, say, table
from samhandling.files.opening import open_book
from samhandling.files.writing import as_json
from samhandling.ground.counting import day_said
from samhandling.ground.said import Said
from samhandling.ground.viewer import OPERATOR
from samhandling.people.actions import load_actors
from samhandling.people.queries import actors as all_actors
from samhandling.people.rules.actor_file import read_actors
from samhandling.plan.actions.editing import correct
from samhandling.plan.actions.settling import settle
from samhandling.plan.actions.uniting import merge_into, part
from samhandling.plan.queries import doubts as open_doubts
from samhandling.plan.queries import initiative as one_initiative
from samhandling.plan.queries import search
from samhandling.plan.rules.merging import GROUPS
from samhandling.plan.rules.plain import to_plain
from samhandling.plan.rules.words import GROUP_NAMES, in_words

initiative = typer.Typer(no_args_is_help=True, help="En insats: sök, visa, rätta.")
doubts = typer.Typer(no_args_is_help=True, help="Frågor från inläsningar: visa och avgör.")
actors = typer.Typer(no_args_is_help=True, help="Aktörer: läs in och visa.")

StrategyOption = Annotated[str | None, typer.Option("--strategy", help="Strategins id; behövs bara när flera är inlästa.")]
FormOption = Annotated[Literal["table", "json"], typer.Option("--format", help="Form på svaret.")]


@initiative.command("list")
def find(words: Annotated[str, typer.Argument(help="Ord i namn eller beskrivning.")] = "", form: FormOption = "table") -> None:
    """Sök bland insatserna. Stora och små bokstäver spelar ingen roll, men å, ä och ö gör det."""
    found = search(words, seen_by=OPERATOR)
    if form == "json":
        typer.echo(as_json([{"id": row.code, "title": row.title, "start": row.start, "end": row.end} for row in found]))
        return
    headings = ["Ärende", "Namn", "Start", "Slut"] if language() == "sv" else ["Case", "Name", "Start", "End"]
    table("", headings, [[row.code, row.title, str(row.start or ""), str(row.end or "")] for row in found])


@initiative.command("show")
def show(code: Annotated[str, typer.Argument(help="Ärendenumret.")], strategy: StrategyOption = None, form: FormOption = "table") -> None:
    """Allt som är känt om en insats, och varifrån det kommer."""
    page = one_initiative(code, of_strategy=chosen_strategy(strategy), seen_by=OPERATOR)
    values = to_plain(page.record)
    if form == "json":
        typer.echo(as_json({**values, "version": page.version, "known_since": page.known_since}))
        return
    say(f"{page.record.id} {page.record.title}", "")
    rows = [
        [GROUP_NAMES[group].in_(language()), in_words(group, {name: values[name] for name in names}).in_(language())]
        for group, names in GROUPS.items()
    ]
    table("", ["", ""], rows)
    since = day_said(page.known_since)
    say("", Said(f"Känd sedan {since.sv}. Version {page.version}.", f"Known since {since.en}. Version {page.version}."))
    for source in page.sources:
        where = f'"{source.sheet}" ' if source.sheet else ""
        say(
            Said(
                f"Ur {source.file}, {where}rad {source.row} (import {source.run}).",
                f"From {source.file}, {where}row {source.row} (import {source.run}).",
            )
        )
    for chain in page.chains:
        say(Said(f"Kedja: {chain.before} → {chain.after}. {chain.reason.sv}", f"Chain: {chain.before} → {chain.after}. {chain.reason.en}"))
    for doubt in page.doubts:
        say(Said(f"Fråga {doubt.id}: {doubt.said.sv}", f"Doubt {doubt.id}: {doubt.said.en}"))


@initiative.command("correct")
def change(
    code: Annotated[str, typer.Argument(help="Ärendenumret.")],
    field: Annotated[str, typer.Argument(help="Fältet, till exempel end, granted, contributions.")],
    value: Annotated[str, typer.Argument(help="Det nya värdet, skrivet som i ett kalkylark; tomt gör det okänt.")],
    version: Annotated[
        int | None, typer.Option("--version", help="Versionen som du läste; ändringen avvisas om någon hunnit före.")
    ] = None,
    strategy: StrategyOption = None,
) -> None:
    """Rätta ett fält. Nästa inläsning ändrar inte tillbaka det."""
    number = correct(code, field, value, strategy=chosen_strategy(strategy), by=OPERATOR, version=version)
    say(Said(f"Sparat. {code} är nu version {number}.", f"Saved. {code} is now version {number}."))


@initiative.command("merge")
def merge(code: str, into: Annotated[str, typer.Option("--into", help="Insatsen som ska vara kvar.")]) -> None:
    """Två insatser är en och samma. Går att ta tillbaka med part."""
    merge_into(code, into, by=OPERATOR)
    say(Said(f"{code} visas nu som {into}.", f"{code} is now shown as {into}."))


@initiative.command("part")
def take_apart(code: str) -> None:
    """Ta tillbaka en sammanslagning."""
    part(code, by=OPERATOR)
    say(Said(f"{code} är en egen insats igen.", f"{code} is an initiative of its own again."))


@doubts.command("list")
def list_doubts(
    run: Annotated[int | None, typer.Option("--run", help="Bara från en import.")] = None,
    settled: Annotated[bool, typer.Option("--settled", help="De som är avgjorda.")] = False,
    form: FormOption = "table",
) -> None:
    """Frågor som väntar på svar. Det första svaret är det som gäller tills vidare."""
    found = open_doubts(seen_by=OPERATOR, settled=settled, run=run)
    if form == "json":
        typer.echo(
            as_json(
                [
                    {
                        "id": one.id,
                        "kind": one.kind,
                        "field": one.field,
                        "initiative": one.initiative,
                        "read": one.read,
                        "said": one.said.in_(language()),
                        "answers": one.answers,
                        "answer": one.answer,
                    }
                    for one in found
                ]
            )
        )
        return
    headings = ["Nr", "Ärende", "Fråga", "Svar"] if language() == "sv" else ["No", "Case", "Doubt", "Answers"]
    rows = [[str(one.id), one.initiative, one.said.in_(language()), one.answer or " | ".join(one.answers)] for one in found]
    table("", headings, rows, right=(0,))


@doubts.command("settle")
def settle_doubt(
    number: Annotated[int, typer.Argument(help="Frågans nummer.")],
    answer: Annotated[str, typer.Argument(help="Ett av frågans svar.")],
    value: Annotated[str | None, typer.Option("--value", help="Värdet, där svaret är ett värde.")] = None,
    strategy: StrategyOption = None,
) -> None:
    """Avgör en fråga."""
    settle(number, answer, strategy=chosen_strategy(strategy), by=OPERATOR, value=value)
    say(Said("Avgjort.", "Settled."))


@actors.command("import")
def import_actors(file: Annotated[Path, typer.Argument(help="CSV med id, name, type, municipality, org_number, aliases, note.")]) -> None:
    """Läs in aktörer och deras andra namn. Att läsa in samma fil igen ändrar inget."""
    added, changed = load_actors(read_actors(open_book(file)), by=OPERATOR)
    say(Said(f"{added} nya aktörer, {changed} ändrade.", f"{added} new actors, {changed} changed."))


@actors.command("list")
def list_actors(form: FormOption = "table") -> None:
    """Alla aktörer i bokstavsordning."""
    found = all_actors(seen_by=OPERATOR)
    if form == "json":
        typer.echo(
            as_json(
                [
                    {"id": one.code, "name": one.name, "type": one.type, "municipality": one.municipality, "aliases": one.aliases}
                    for one in found
                ]
            )
        )
        return
    headings = ["Kod", "Namn", "Typ", "Kommun"] if language() == "sv" else ["Code", "Name", "Type", "Municipality"]
    table("", headings, [[one.code, one.name, one.type, one.municipality] for one in found])
