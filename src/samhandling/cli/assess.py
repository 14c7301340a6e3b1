"""`samhandling assess`: does this text contribute to the strategy; and the models that texts are read with."""

import csv
import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from django.utils import timezone
from typer.core import TyperGroup

from samhandling.assessment.filling import assessed
from samhandling.assessment.models_told import read_with
from samhandling.assessment.queries import subject
from samhandling.assessment.rules import telling
from samhandling.assessment.rules.answer import Assessment, as_plain
from samhandling.assessment.rules.clearing import MOST_CHARACTERS
from samhandling.cli import assess_models
from samhandling.cli.asking import chosen_strategy
from samhandling.cli.days import day
from samhandling.cli.shown import language, say
from samhandling.files.document.opening import read_text
from samhandling.files.writing import as_json
from samhandling.ground.faults import Fault, Location, Refused, refusal
from samhandling.ground.places import PlaceCode, all_places
from samhandling.ground.said import Said
from samhandling.ground.viewer import OPERATOR
from samhandling.strategy.queries import read_shipped as shipped_document
from samhandling.strategy.queries import shipped_ids, strategies

MOST_ROWS = 100_000
Form = Literal["text", "json", "md"]
READ = "read"


class ReadsUnlessNamed(TyperGroup):
    """What is not the name of one of its commands is a text to read: `assess application.pdf` is `assess read application.pdf`."""

    by_itself = READ

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args[:1] != ["--help"] and not (args and args[0] in self.commands):
            args = [self.by_itself, *args]
        return super().parse_args(ctx, args)


app = typer.Typer(cls=ReadsUnlessNamed, help="Bidrar det här? Läser en text mot strategin, och sköter modellen som den läses med.")


@app.command(READ)
def assess(
    file: Annotated[str, typer.Argument(help="En fil (PDF, DOCX, ODT, XLSX, TXT), eller - för text på standard in.")] = "-",
    strategy: Annotated[str | None, typer.Option("--strategy", help="Strategins id; behövs bara när flera finns.")] = None,
    form: Annotated[Form, typer.Option("--format", help="Form på svaret.")] = "text",
    batch: Annotated[Path | None, typer.Option("--batch", help="CSV med kolumnerna id och text: ett JSON-svar per rad.")] = None,
    place: Annotated[str, typer.Option("--place", help="Plats vars lägesbild det räknas på (kod); annars strategins.")] = "",
    on: Annotated[str | None, typer.Option("--on", help="Dag som lägesbilden avser; annars i dag.")] = None,
) -> None:
    """Bidrar det här? Läser en text mot strategin. Inget sparas."""
    code = _strategy(strategy)
    if batch is not None:
        for line in _batch(batch, code, day(on, "--on") or timezone.localdate(), _place(place)):
            typer.echo(line)
        return
    answer = assessed(_text(file), strategy=code, on=day(on, "--on") or timezone.localdate(), place=_place(place), seen_by=OPERATOR)
    if form == "json":
        typer.echo(as_json(as_plain(answer)))
    elif form == "md":
        typer.echo("\n".join(_markdown(answer)))
    else:
        say(*_lines(answer))


def _strategy(code: str | None) -> str:
    """The strategy named, the only one that is loaded, or the only one that is shipped: reading a text needs no loaded plan."""
    if code or any(row.kind == "strategy" for row in strategies(OPERATOR)):
        return chosen_strategy(code)
    shipped = [one for one in shipped_ids() if shipped_document(one).kind == "strategy"]
    return shipped[0] if len(shipped) == 1 else chosen_strategy(code)


def _place(code: str) -> PlaceCode | None:
    """A place by its code; the strategy's own where none is told. Raises: Refused."""
    if code and code not in all_places():
        expected = Said(
            "En kommuns eller ett läns kod, till exempel 0480 eller 04.", "A code of a municipality or county, such as 0480 or 04."
        )
        raise refusal(
            code, expected, Said("Utelämna --place för strategins egen plats.", "Leave out --place for the strategy's own place.")
        )
    return PlaceCode(code) if code else None


def _text(file: str) -> str:
    """The text of a file, or of standard input. Raises: Refused."""
    if file != "-":
        return read_text(Path(file)).text
    # More bytes than the longest text has: what is cut off is refused as too long, never left out.
    given = sys.stdin.buffer.read(MOST_CHARACTERS * 4 + 8)
    try:
        return given.decode("utf-8-sig", "ignore" if len(given) > MOST_CHARACTERS * 4 else "strict")
    except UnicodeDecodeError as error:
        raise refusal(
            f"byte {error.start}",
            Said("Text i UTF-8.", "Text in UTF-8."),
            Said("Spara texten som UTF-8, eller ange en fil.", "Save the text as UTF-8, or give a file."),
            Location(file="-"),
        ) from None


def _batch(path: Path, code: str, on: date, place: PlaceCode | None) -> Iterator[str]:
    """One JSON object a line, with the row's id; a row that cannot be read gets its faults instead of an answer."""
    for number, (key, text) in enumerate(_rows(path), start=2):
        try:
            plain = {"id": key, **as_plain(assessed(text, strategy=code, on=on, place=place, seen_by=OPERATOR))}
        except Refused as refused:
            plain = {"id": key, "row": number, "faults": [_fault(fault) for fault in refused.faults]}
        yield json.dumps(plain, ensure_ascii=False)


def _fault(fault: Fault) -> dict[str, object]:
    return {
        "expected": {"sv": fault.expected.sv, "en": fault.expected.en},
        "way_out": {"sv": fault.way_out.sv, "en": fault.way_out.en},
    }


def _rows(path: Path) -> list[tuple[str, str]]:
    """(id, text) of each row. Raises: Refused where the file cannot be read or lacks a column, or an id stands twice."""
    csv.field_size_limit(MOST_CHARACTERS * 4)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            head = file.readline()
            file.seek(0)
            reader = csv.DictReader(file, delimiter=";" if head.count(";") >= head.count(",") else ",")
            names = {name.strip().lower(): name for name in reader.fieldnames or () if name}
            rows = (
                [(row.get(names["id"]) or "", row.get(names["text"]) or "") for row in reader] if {"id", "text"} <= names.keys() else None
            )
    except (OSError, UnicodeDecodeError, csv.Error):
        rows = None
    expected = Said("En CSV-fil i UTF-8 med kolumnerna id och text.", "A CSV file in UTF-8 with the columns id and text.")
    if rows is None:
        way = Said("Kontrollera filen och dess första rad.", "Check the file and its first line.")
        raise refusal("", expected, way, Location(file=path.name, row=1))
    if len(rows) > MOST_ROWS:
        most = Said(f"Högst {MOST_ROWS} rader.", f"At most {MOST_ROWS} rows.")
        raise refusal(str(len(rows)), most, Said("Dela filen.", "Divide the file."), Location(file=path.name))
    return rows


def _lines(answer: Assessment) -> list[Said | str]:
    """The answer in sentences, as VOICE has it."""
    found = subject(answer.strategy, seen_by=OPERATOR)
    lines: list[Said | str] = [answer.reason]
    if answer.focus_areas:
        lines += [Said(f"{telling.proposal(answer).sv} {telling.YOU_DECIDE.sv}", f"{telling.proposal(answer).en} {telling.YOU_DECIDE.en}")]
        lines += [line for area in answer.named for line in telling.area_lines(area)]
        lines += [telling.also(answer.possible)] if answer.possible else []
    lines += telling.lacks(answer.missing)
    lines += [telling.near(answer.similar)] if answer.similar else []
    lines += answer.notes
    pasted = telling.paragraph(answer, found, timezone.localdate())
    return [*lines, *([pasted] if pasted else []), read_with(answer), telling.NO_RULING]


def _markdown(answer: Assessment) -> list[str]:
    """The same, as a document: a heading, the reason, a table of focus areas, quotes, what is missing, what lies near."""
    tongue = language()
    sv = tongue == "sv"
    found = subject(answer.strategy, seen_by=OPERATOR)
    lines = [f"# {found.title.in_(tongue)}", "", answer.reason.in_(tongue), ""]
    if answer.focus_areas:
        head = ("Område", "Andel", "Säkerhet") if sv else ("Area", "Share", "Sureness")
        lines += [f"| {' | '.join(head)} |", "|---|--:|---|"]
        lines += [
            f"| {area.id} {area.name.in_(tongue)} | {telling.percent(area.share)} % | {telling.SURENESS[area.sureness].in_(tongue)} |"
            for area in answer.named
        ]
        lines += ["", *(f"> {' '.join(quote.quote.split())} ({area.id})\n" for area in answer.named for quote in area.evidence)]
    lines += [f"- {line.in_(tongue)}" for line in telling.lacks(answer.missing)]
    lines += ["", telling.near(answer.similar).in_(tongue)] if answer.similar else []
    lines += ["", *(note.in_(tongue) for note in answer.notes)] if answer.notes else []
    pasted = telling.paragraph(answer, found, timezone.localdate())
    return [*lines, *(["", pasted.in_(tongue)] if pasted else []), "", f"{read_with(answer).in_(tongue)} {telling.NO_RULING.in_(tongue)}"]


app.command("fit")(assess_models.fit)
app.command("models")(assess_models.list_models)
app.command("compare")(assess_models.compare)
app.command("use")(assess_models.use)
