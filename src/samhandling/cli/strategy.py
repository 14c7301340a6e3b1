"""`samhandling strategy`: check, load, compare and show strategies and frameworks."""

from pathlib import Path
from typing import Annotated

import typer

from samhandling.cli.shown import language, say, table
from samhandling.cli.strategy_difference import difference_rows
from samhandling.files.writing import as_json
from samhandling.ground.faults import refusal
from samhandling.ground.places import PlaceCode, place_name
from samhandling.ground.said import Said
from samhandling.ground.viewer import OPERATOR
from samhandling.strategy import actions, queries
from samhandling.strategy.rules.check import check as check_text
from samhandling.strategy.rules.check import decode
from samhandling.strategy.rules.diff import diff as diff_of
from samhandling.strategy.rules.document import StrategyDocument, schema_text

app = typer.Typer(no_args_is_help=True, help="Strategier och ramverk: kontrollera, läs in, jämför, visa.")

FileArgument = Annotated[Path, typer.Argument(help="En strategifil (TOML).")]
FileOrId = Annotated[str, typer.Argument(help="En strategifil, eller ett id.")]


def in_words(sv: str, en: str) -> str:
    """The text in the terminal's language."""
    return Said(sv, en).in_(language())


def read_file(path: Path) -> StrategyDocument:
    """The document in a file. Raises: Refused with every fault."""
    if not path.is_file():
        raise refusal(
            str(path),
            Said("Det finns ingen sådan fil.", "There is no such file."),
            Said(
                f"Kontrollera sökvägen, eller ange ett medföljande id: {', '.join(queries.shipped_ids())}.",
                f"Check the path, or give a shipped id: {', '.join(queries.shipped_ids())}.",
            ),
        )
    return check_text(decode(path.read_bytes(), path.name), path.name, frameworks=queries.known_nodes(OPERATOR))


def is_file(given: str) -> bool:
    """`given` is meant as a path rather than an id."""
    return given.endswith(".toml") or "/" in given or Path(given).is_file()


@app.command()
def check(file: FileArgument) -> None:
    """Kontrollera en strategifil. Alla fel visas, med rad."""
    found = read_file(file)
    view = queries.view_of(found)
    aspects = sum(len(area.aspects) for area in view.focus_areas)
    say(
        Said(
            f"Inga fel. {view.title.sv}: {len(view.focus_areas)} på fokusnivån, {aspects} delområden.",
            f"No faults. {view.title.en}: {len(view.focus_areas)} on the focus level, {aspects} aspects.",
        )
    )


@app.command()
def load(
    source: FileOrId,
    frameworks: Annotated[
        bool, typer.Option("--frameworks", help="Läs också in de medföljande ramverk som strategin är kopplad till.")
    ] = False,
) -> None:
    """Läs in en fil eller en medföljande strategi. Samma innehåll igen ändrar inget."""
    found = read_file(Path(source)) if is_file(source) else queries.read_shipped(source)
    if frameworks:
        for code in sorted({link.framework for node in found.nodes for link in node.links} & set(queries.shipped_ids())):
            load_one(queries.read_shipped(code))
    load_one(found)


def load_one(found: StrategyDocument) -> None:
    """Load a document and say what came of it."""
    outcome = actions.load(found, by=OPERATOR)
    title, version = found.title.said, outcome.version
    said = {
        actions.Loaded.NEW: Said(f"Inläst: {title.sv} ({found.id}).", f"Loaded: {title.en} ({found.id})."),
        actions.Loaded.UNCHANGED: Said(
            f"Inget att ändra: {found.id} är redan inläst i den lydelsen (version {version}).",
            f"Nothing to change: {found.id} is already loaded as it reads (version {version}).",
        ),
        actions.Loaded.CHANGED: Said(f"Uppdaterad: {found.id}, nu version {version}.", f"Updated: {found.id}, now version {version}."),
    }
    say(said[outcome.state])
    if outcome.difference:
        show_rows(difference_rows(outcome.difference))
    waiting = sorted({line.split(" → ")[1].split(" ")[0] for line in outcome.waiting})
    if waiting:
        count = len(outcome.waiting)
        say(
            Said(
                f"{count} kopplingar väntar på ramverk som inte är inlästa: {', '.join(waiting)}. Läs in dem när du vill.",
                f"{count} links wait for frameworks that are not loaded: {', '.join(waiting)}. Load them whenever you like.",
            )
        )


@app.command()
def diff(a: FileOrId, b: FileOrId, as_format: Annotated[str, typer.Option("--format", help="table eller json")] = "table") -> None:
    """Jämför två utgåvor: tillagt, borttaget, flyttat, omformulerat, omkopplat."""
    one, other = (read_file(Path(given)) if is_file(given) else queries.document(given, OPERATOR) for given in (a, b))
    rows = difference_rows(diff_of(one, other))
    if as_format == "json":
        typer.echo(as_json([{"kind": kind.en, "id": code, "before": before, "after": after} for kind, code, before, after in rows]))
    elif rows:
        show_rows(rows)
    else:
        say(Said("Ingen skillnad.", "No difference."))


def show_rows(rows: list[tuple[Said, str, str, str]]) -> None:
    """Differences as a table."""
    headings = [in_words("Vad", "What"), "Id", in_words("Före", "Before"), in_words("Efter", "After")]
    table("", headings, [(kind.in_(language()), code, before, after) for kind, code, before, after in rows])


@app.command("list")
def list_all() -> None:
    """Visa inlästa strategier och dem som följer med produkten."""
    rows = [
        (row.code, kind_in_words(row.kind), row.edition, row.title.in_(language()), str(row.version))
        for row in queries.strategies(OPERATOR)
    ]
    loaded = {row[0] for row in rows}
    for code in queries.shipped_ids():
        if code not in loaded:
            found = queries.read_shipped(code)
            state = in_words("inte inläst", "not loaded")
            rows.append((code, kind_in_words(found.kind), found.edition, found.title.said.in_(language()), state))
    headings = ["Id", in_words("Slag", "Kind"), in_words("Utgåva", "Edition"), in_words("Namn", "Name"), "Version"]
    table(in_words("Strategier och ramverk", "Strategies and frameworks"), headings, rows)


def kind_in_words(kind: str) -> str:
    """The kind as people say it."""
    return in_words("strategi", "strategy") if kind == "strategy" else in_words("ramverk", "framework")


@app.command()
def show(code: Annotated[str, typer.Argument(help="Id för en strategi.")]) -> None:
    """Visa en strategi: områden, insatsområden och delområden."""
    loaded = {row.code for row in queries.strategies(OPERATOR)}
    is_loaded = code in loaded or code not in queries.shipped_ids()
    view = queries.strategy(code, OPERATOR) if is_loaded else queries.view_of(queries.document(code, OPERATOR))
    say(view.title, facts(view))
    for line in tree_lines(view):
        say(line)


def facts(view: queries.StrategyView) -> Said:
    """Who owns it, where and when it holds, whether it is loaded: one sentence."""
    place = place_name(PlaceCode(view.place)) if view.place else ""
    first, last = view.valid_from, view.valid_to
    sv = [view.owner.sv, f"utgåva {view.edition}", place, f"gäller {first} till {last or 'tills vidare'}" if first else ""]
    en = [view.owner.en, f"edition {view.edition}", place, f"in force {first} to {last or 'further notice'}" if first else ""]
    sv.append(f"version {view.version}" if view.version else "inte inläst")
    en.append(f"version {view.version}" if view.version else "not loaded")
    return Said(", ".join(filter(None, sv)) + ".", ", ".join(filter(None, en)) + ".")


def tree_lines(view: queries.StrategyView) -> list[str]:
    """The tree as indented lines, each node under its parent."""
    tongue = language()
    lines: list[str] = []

    def add(parent: str, depth: int) -> None:
        for area in (node for node in view.areas if node.parent == parent):
            goal = f": {area.goal.in_(tongue)}" if area.goal.sv else ""
            lines.append(f"{'  ' * depth}{area.code}  {area.name.in_(tongue)}{goal}")
            add(area.code, depth + 1)
        for focus in (node for node in view.focus_areas if node.area == parent):
            lines.append(f"{'  ' * depth}{focus.code}  {focus.name.in_(tongue)}")
            if focus.aspects:
                lines.append(f"{'  ' * (depth + 2)}{' · '.join(aspect.name.in_(tongue) for aspect in focus.aspects)}")

    add("", 0)
    return lines


@app.command()
def schema() -> None:
    """Skriv ut filformatets JSON Schema, för redigerare som kan hjälpa till medan man skriver."""
    typer.echo(schema_text(), nl=False)
