"""`samhandling coverage` (and its rules), `why`, `judge`: where efforts are missing, what a number rests on, what people judge."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from samhandling.cli.asking import coverage_question
from samhandling.cli.coverage_rules import rules as rules_of_strategy
from samhandling.cli.coverage_shown import show_comparison, show_overlaps, show_picture
from samhandling.cli.days import day
from samhandling.cli.shown import language, say, table, writing
from samhandling.coverage.actions import judge as give_judgement
from samhandling.coverage.actions import withdraw_judgement
from samhandling.coverage.answer import CELL_COLUMNS, as_plain, opened
from samhandling.coverage.queries import Coverage
from samhandling.coverage.queries import coverage as ask
from samhandling.coverage.rules.sentences import STATUS_WORDS
from samhandling.coverage.rules.status import Status
from samhandling.coverage.rules.verdict import Judged, Verdict
from samhandling.files.writing import as_csv, as_json, write_xlsx
from samhandling.ground.faults import refusal
from samhandling.ground.places import PlaceCode
from samhandling.ground.said import Said
from samhandling.ground.viewer import OPERATOR

StrategyOption = Annotated[str | None, typer.Option("--strategy", help="Strategins id; behövs bara när flera är inlästa.")]
OnOption = Annotated[str | None, typer.Option("--on", help="Läget den dagen, ÅÅÅÅ-MM-DD; i dag om inget anges.")]
KnownOption = Annotated[str | None, typer.Option("--known-on", help="Enligt vad som var känt den dagen.")]
PlaceOption = Annotated[str | None, typer.Option("--place", help="SCB:s kod: 00 riket, 04 ett län, 0484 en kommun.")]
FromOption = Annotated[str | None, typer.Option("--from", help="Pengar från och med den dagen.")]
ToOption = Annotated[str | None, typer.Option("--to", help="Pengar till och med den dagen.")]
RulesOption = Annotated[Path | None, typer.Option("--rules", help="En egen regelfil i stället för produktens.")]
PopulationOption = Annotated[Path | None, typer.Option("--population", help="CSV med kod;personer: dela pengar efter folkmängd.")]


app = typer.Typer()
app.add_typer(rules_of_strategy, name="rules")


@app.callback(invoke_without_command=True)
def coverage(
    chosen: typer.Context,
    strategy: StrategyOption = None,
    on: OnOption = None,
    known_on: KnownOption = None,
    first: FromOption = None,
    last: ToOption = None,
    place: PlaceOption = None,
    compare: Annotated[str | None, typer.Option("--compare", help="Jämför med en annan dag.")] = None,
    compare_known_on: Annotated[str | None, typer.Option("--compare-known-on", help="Jämför med vad som var känt en annan dag.")] = None,
    approve: Annotated[list[str] | None, typer.Option("--approve", help="Tänk om: ärendenummer som beviljas.")] = None,
    end: Annotated[list[str] | None, typer.Option("--end", help="Tänk om: ÄRENDE=DAG, insatsen slutar då.")] = None,
    rules: RulesOption = None,
    population: PopulationOption = None,
    form: Annotated[Literal["table", "json", "csv", "xlsx"], typer.Option("--format", help="Form på svaret.")] = "table",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Skriv till en fil.")] = None,
) -> None:
    """Var saknas insatser? Lägesbilden för en strategi, en dag och en plats."""
    if chosen.invoked_subcommand:
        return
    asked = coverage_question(
        strategy, on, known_on, first, last, place, rules, population,
        compare=compare, compare_known_on=compare_known_on, approve=approve or [], end=end or [],
    )  # fmt: skip
    found = ask(asked, seen_by=OPERATOR)
    if form == "table":
        show_picture(found)
        show_comparison(found)
        show_overlaps(found)
        return
    if form == "xlsx":
        path = output or Path(f"lagesbild-{found.asked.on}.xlsx")
        with writing(path), path.open("wb") as out:
            write_xlsx(out, _sheets(found))
        say(Said(f"Skrev {path}.", f"Wrote {path}."))
        return
    text = as_json(as_plain(found, language())) if form == "json" else as_csv(*_rows(found))
    if output:
        with writing(output):
            output.write_text(text, "utf-8")
    else:
        typer.echo(text)


def _rows(found: Coverage) -> tuple[list[str], list[list[Any]]]:
    cells = as_plain(found, language())["focus_areas"]
    headings = [said.in_(language()) for _, said in CELL_COLUMNS]
    rows = [[_shown(name, cell[name]) for name, _ in CELL_COLUMNS] for cell in cells]
    reasons = Said("Skäl", "Reasons").in_(language())
    return [*headings, reasons], [[*row, " ".join(one["text"] for one in cell["reasons"])] for row, cell in zip(rows, cells, strict=True)]


def _shown(name: str, value: Any) -> Any:
    return STATUS_WORDS[Status(value)].in_(language()) if name == "status" else value


def _sheets(found: Coverage) -> dict[str, tuple[list[str], list[list[Any]]]]:
    headings, rows = _rows(found)
    sv = language() == "sv"
    numbers = [
        [float(cell) if name.endswith("sek") else cell for (name, _), cell in zip(CELL_COLUMNS, row, strict=False)] + row[-1:]
        for row in rows
    ]
    behind = [
        [
            cell.focus_area,
            record.id,
            record.title,
            ", ".join(found.actors.get(owner, owner) for owner in record.owners),
            record.period.start,
            record.period.end,
        ]
        for cell in found.picture.cells
        for record in (found.records[row.id] for row in cell.initiatives.rows)
    ]
    scope = [[row.file, row.initiatives, row.scope.get("source", ""), row.scope.get("fetched", "")] for row in found.scopes]
    return {
        "Lägesbild" if sv else "Coverage": (headings, numbers),
        "Insatser" if sv else "Initiatives": (
            ["Insatsområde", "Ärende", "Namn", "Ägare", "Start", "Slut"] if sv else ["Focus area", "Case", "Name", "Owner", "Start", "End"],
            behind,
        ),
        "Underlag" if sv else "Scope": (
            ["Fil", "Insatser", "Källa", "Hämtad"] if sv else ["File", "Initiatives", "Source", "Fetched"],
            scope,
        ),
    }


def why(
    where: Annotated[str, typer.Argument(help='Ett insatsområde ("1.3") eller "totals".')],
    figure: Annotated[str, typer.Argument(help='Talets namn, som i JSON: "active", "sek", "outside_sek" ...')],
    strategy: StrategyOption = None,
    on: OnOption = None,
    known_on: KnownOption = None,
    first: FromOption = None,
    last: ToOption = None,
    place: PlaceOption = None,
    rules: RulesOption = None,
    population: PopulationOption = None,
    form: Annotated[Literal["table", "json", "csv"], typer.Option("--format", help="Form på svaret.")] = "table",
) -> None:
    """Så räknades det: raderna bakom ett tal i lägesbilden, med regel och källa."""
    found = ask(coverage_question(strategy, on, known_on, first, last, place, rules, population), seen_by=OPERATOR)
    number = opened(found, where, figure)
    evidence, value = number.evidence, str(number.value)
    rows = [_evidence_row(found, row.id, str(number.parts.get(row.id, ""))) for row in evidence.rows]
    headings = [said.in_(language()) for said in _EVIDENCE_HEADINGS]
    if form == "json":
        typer.echo(as_json({"where": where, "figure": figure, "value": value, "unit": evidence.unit, "rule": evidence.rule.in_(language()),
                            "rows": [dict(zip(("id", "name", "owner", "start", "end", "source", "part"), row, strict=True)) for row in rows]}))  # fmt: skip
    elif form == "csv":
        typer.echo(as_csv(headings, rows))
    else:
        say(
            Said(
                f"{where} {figure}: {value} ({evidence.unit}). {evidence.rule.sv}",
                f"{where} {figure}: {value} ({evidence.unit}). {evidence.rule.en}",
            )
        )
        table(Said("Raderna bakom talet", "The rows behind the number").in_(language()), headings, rows, right=(6,))


_EVIDENCE_HEADINGS = (
    Said("Ärende", "Case"),
    Said("Namn", "Name"),
    Said("Ägare", "Owner"),
    Said("Start", "Start"),
    Said("Slut", "End"),
    Said("Källa", "Source"),
    Said("Del", "Part"),
)


def _evidence_row(found: Coverage, key: str, part: str) -> list[str]:
    record = found.records.get(key)
    if record is None:
        return [key, found.actors.get(key, key), "", "", "", "", part]
    owners = ", ".join(found.actors.get(owner, owner) for owner in record.owners)
    return [key, record.title, owners, _day(record.period.start), _day(record.period.end), record.source, part]


def _day(found: date | None) -> str:
    return found.isoformat() if found else ""


def judge(
    focus_area: Annotated[str, typer.Argument(help="Insatsområdet, till exempel 3.4.")],
    verdict: Annotated[Verdict | None, typer.Option("--verdict", help="Vad ni bedömer.")] = None,
    reason: Annotated[str, typer.Option("--reason", help="Skälet.")] = "",
    name: Annotated[str, typer.Option("--name", help="Vem som bedömer.")] = "",
    on: Annotated[str | None, typer.Option("--date", help="Bedömningens dag; i dag om inget anges.")] = None,
    reference: Annotated[str, typer.Option("--reference", help="Beslut eller handling som den vilar på.")] = "",
    review: Annotated[str | None, typer.Option("--review", help="Dag då den ska ses över.")] = None,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Ta tillbaka bedömningen.")] = False,
    strategy: StrategyOption = None,
    place: PlaceOption = None,
) -> None:
    """Vår bedömning av ett insatsområde. Den står bredvid det beräknade läget och ändrar det inte."""
    asked = coverage_question(strategy, None, None, None, None, place, None, None)
    here = asked.place or PlaceCode("00")
    if withdraw:
        withdraw_judgement(focus_area, here, strategy=asked.strategy, by=OPERATOR)
        say(Said("Bedömningen är tillbakadragen.", "The judgement is withdrawn."))
        return
    if verdict is None:
        listed = ", ".join(Verdict)
        raise refusal("--verdict", Said(f"En av {listed}.", f"One of {listed}."), Said("Välj en.", "Choose one."))
    judged = Judged(verdict, reason, name, day(on, "--date") or asked.on, reference, day(review, "--review"))
    give_judgement(focus_area, here, judged, strategy=asked.strategy, by=OPERATOR)
    say(
        Said(
            "Bedömningen är sparad. Den står bredvid det beräknade läget.", "The judgement is saved. It stands beside the computed status."
        )
    )
