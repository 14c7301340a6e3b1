"""`samhandling initiative workbook` and `apply`: initiatives as a workbook to change at a desk, and back again."""

from pathlib import Path
from typing import Annotated

import typer

from samhandling.cli.asking import chosen_strategy
from samhandling.cli.shown import language, say
from samhandling.files.opening import open_book
from samhandling.ground.faults import Refused, refusal
from samhandling.ground.said import Said, same
from samhandling.ground.viewer import OPERATOR
from samhandling.plan.queries import search
from samhandling.plan.round_trip.applying import MINE, THEIRS, apply_workbook, choice_key
from samhandling.plan.round_trip.comparing import Compared, compare_workbook
from samhandling.plan.round_trip.reading import sheets
from samhandling.plan.round_trip.writing import write_workbook

StrategyOption = Annotated[str | None, typer.Option("--strategy", help="Strategins id; behövs bara när flera är inlästa.")]


def workbook(
    target: Annotated[Path, typer.Argument(help="Filen som ska skrivas (xlsx).")],
    words: Annotated[str, typer.Option("--words", help="Bara insatser med de här orden i namn eller beskrivning.")] = "",
    strategy: StrategyOption = None,
) -> None:
    """Skriv insatserna till en arbetsbok att ändra i. Lämna tillbaka den med apply."""
    if target.exists():
        expected = Said("Det finns redan en fil med det namnet.", "There is a file of that name already.")
        raise refusal(str(target), expected, Said("Välj ett annat namn.", "Choose another name."))
    codes = [one.code for one in search(words, seen_by=OPERATOR)] if words else None
    made = sheets(chosen_strategy(strategy), by=OPERATOR, language=language(), codes=codes)
    try:
        write_workbook(target, made)
    except OSError as error:
        expected = Said("En mapp som går att skriva i.", "A folder that can be written in.")
        raise refusal(str(target), expected, Said(f"{error.strerror}.", f"{error.strerror}.")) from None
    count = len(made.initiatives)
    say(Said(f"{count} insatser är skrivna till {target}.", f"{count} initiatives are written to {target}."))


def apply(
    file: Annotated[Path, typer.Argument(help="Arbetsboken som har ändrats.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Visa bara skillnaderna.")] = False,
    choose: Annotated[
        str, typer.Option("--choose", help="Vid krock: mine (arbetsbokens värde) eller theirs (det som någon annan har sparat).")
    ] = "",
    strategy: StrategyOption = None,
) -> None:
    """Läs en ändrad arbetsbok, visa skillnaderna och spara dem."""
    code, book = chosen_strategy(strategy), open_book(file)
    compared = compare_workbook(book, strategy=code, by=OPERATOR, language=language())
    if compared.faults:
        raise Refused(compared.faults)
    _tell(compared)
    if dry_run or compared.is_empty:
        say(Said("Inget är sparat.", "Nothing is saved."))
        return
    clashes = [choice_key(one.code, part.group) for one in compared.changed for part in one.clashes]
    if clashes and choose not in (MINE, THEIRS):
        expected = Said("Ett val där någon annan har sparat medan du skrev.", "A choice where somebody else has saved while you wrote.")
        way_out = Said("Lägg till --choose mine eller --choose theirs.", "Add --choose mine or --choose theirs.")
        raise refusal(", ".join(clashes), expected, way_out)
    done = apply_workbook(book, dict.fromkeys(clashes, choose), strategy=code, by=OPERATOR, mark=compared.mark, language=language())
    changed, added = len(done.changed), len(done.added)
    say(
        Said(
            f"Sparat. Ändrade insatser: {changed}. Nya idéer: {added}.",
            f"Saved. Changed initiatives: {changed}. New ideas: {added}.",
        )
    )


def _tell(compared: Compared) -> None:
    for one in compared.changed:
        say(same(f"{one.code} {one.title}"))
        for part in one.differences:
            sv = f"  {part.name.sv}: {part.before.sv} → {part.after.sv}"
            en = f"  {part.name.en}: {part.before.en} → {part.after.en}"
            if part.theirs is not None:
                sv += f" (någon annan har sparat: {part.theirs.sv})"
                en += f" (somebody else has saved: {part.theirs.en})"
            say(Said(sv, en))
    for idea in compared.ideas:
        say(Said(f"Ny idé: {idea.title}", f"New idea: {idea.title}"))
    for fault in compared.left:
        say(Said(f"{fault.location.said().sv}: {fault.expected.sv}", f"{fault.location.said().en}: {fault.expected.en}"))
    same_count = compared.same
    say(Said(f"{same_count} insatser är oförändrade.", f"{same_count} initiatives are unchanged."))
