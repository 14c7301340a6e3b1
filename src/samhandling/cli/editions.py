"""`samhandling edition`: the plan's editions. List, show, begin, adopt, compare."""

from typing import Annotated, Literal

import typer
from django.utils import timezone

from samhandling.cli.asking import chosen_strategy
from samhandling.cli.days import day
from samhandling.cli.shown import language, say, table
from samhandling.files.writing import as_json
from samhandling.ground.faults import refusal
from samhandling.ground.said import Said
from samhandling.ground.viewer import OPERATOR
from samhandling.plan.actions.editions import new_edition
from samhandling.plan.actions.editions_adopting import adopt_edition
from samhandling.plan.editions import EditionPage, editions
from samhandling.plan.editions import edition as one_edition
from samhandling.plan.rules.edition_comparing import compare_editions
from samhandling.plan.rules.edition_document import to_stored
from samhandling.web.editions.pages import comparison_lead
from samhandling.web.editions.proposing import proposed
from samhandling.web.editions.telling import counted_said, state_said

edition = typer.Typer(no_args_is_help=True, help="Handlingsplanens utgåvor: visa, börja, anta, jämför.")

StrategyOption = Annotated[str | None, typer.Option("--strategy", help="Strategins id; behövs bara när flera är inlästa.")]
FormOption = Annotated[Literal["table", "json"], typer.Option("--format", help="Form på svaret.")]
Number = Annotated[int, typer.Argument(help="Utgåvans nummer.")]


@edition.command("list")
def list_editions(strategy: StrategyOption = None, form: FormOption = "table") -> None:
    """Antagna planer och utkast, de senaste först."""
    rows = editions(chosen_strategy(strategy), seen_by=OPERATOR)
    if form == "json":
        names = ("number", "title", "valid_from", "valid_to", "state", "adopted_on", "decided_by", "reference")
        typer.echo(as_json([{name: getattr(row, name) for name in names} for row in rows]))
        return
    headings = ["Nr", "Plan", "Från", "Till", "Läge"] if language() == "sv" else ["No", "Plan", "From", "Until", "State"]
    table(
        "",
        headings,
        [[str(row.number), row.title, str(row.valid_from), str(row.valid_to), state_said(row).in_(language())] for row in rows],
    )


@edition.command("show")
def show(number: Number, strategy: StrategyOption = None, form: FormOption = "table") -> None:
    """Hur varje insatsområde prioriteras, och med vilka insatser."""
    page = _open(number, strategy)
    if form == "json":
        typer.echo(
            as_json({"number": number, "state": page.row.state, "sha256": page.sha256 or None, "document": to_stored(page.document)})
        )
        return
    say(page.document.title, state_said(page.row), counted_said(page), "")
    headings = ["Kod", "Insatsområde", "Prioritet", "Insatser"] if language() == "sv" else ["Code", "Focus area", "Priority", "Initiatives"]
    rows = [
        [
            area.focus_area,
            area.name.in_(language()),
            page.document.priority_said(area.priority).in_(language()),
            ", ".join(item.code for item in area.items),
        ]
        for area in page.document.areas
    ]
    table("", headings, rows)
    if not page.is_whole:
        say(Said("Det som är lagrat stämmer inte med kontrollsumman.", "What is stored does not match the checksum."))


@edition.command("new")
def new(
    title: Annotated[str, typer.Argument(help="Planens namn.")],
    first: Annotated[str, typer.Option("--from", help="Första dagen, ÅÅÅÅ-MM-DD.")],
    last: Annotated[str, typer.Option("--to", help="Sista dagen, ÅÅÅÅ-MM-DD.")],
    strategy: StrategyOption = None,
) -> None:
    """Börja på ett utkast med de insatser ur dagens lägesbild som fortsätter när planen gör det."""
    code = chosen_strategy(strategy)
    begins, ends = day(first, "--from"), day(last, "--to")
    assert begins is not None  # noqa: S101 (the option is told)
    assert ends is not None  # noqa: S101
    number = new_edition(title, begins, ends, strategy=code, proposed=proposed(code, begins, seen_by=OPERATOR), by=OPERATOR)
    say(Said(f"Utkast {number}: {title}.", f"Draft {number}: {title}."))
    say(counted_said(_open(number, code)))


@edition.command("adopt")
def adopt(
    number: Number,
    decided_by: Annotated[str, typer.Option("--by", help="Vem som har beslutat.")],
    reference: Annotated[str, typer.Option("--reference", help="Var beslutet står, till exempel § 45.")],
    on: Annotated[str | None, typer.Option("--on", help="Dagen för beslutet; i dag om inget anges.")] = None,
    anyway: Annotated[bool, typer.Option("--anyway", help="Anta fast det finns synpunkter utan svar.")] = False,
) -> None:
    """Anta ett utkast: det fryses som det är, och alla kan läsa det."""
    decided = day(on, "--on") or timezone.localdate()
    sha = adopt_edition(number, adopted_on=decided, decided_by=decided_by, reference=reference, anyway=anyway, by=OPERATOR)
    say(Said(f"Antagen. Kontrollsumma {sha}.", f"Adopted. Checksum {sha}."))


@edition.command("compare")
def compare(
    before: Annotated[int, typer.Argument(help="Numret på den äldre.")],
    after: Annotated[int, typer.Argument(help="Numret på den nyare.")],
    strategy: StrategyOption = None,
) -> None:
    """Vad som skiljer två utgåvor: prioriteringar, insatser, och fält för fält i dem."""
    found = compare_editions(_open(before, strategy).document, _open(after, strategy).document)
    say(comparison_lead(found), "")
    words = language()
    rows = [
        [area.focus_area, one.what.in_(words), one.before.in_(words), one.after.in_(words)] for area in found.areas for one in area.changes
    ]
    rows += [[area.focus_area, "+", "", f"{code} {title}"] for area in found.areas for code, title in area.added]
    rows += [[area.focus_area, "-", f"{code} {title}", ""] for area in found.areas for code, title in area.removed]
    rows += [[item.code, one.what.in_(words), one.before.in_(words), one.after.in_(words)] for item in found.items for one in item.changes]
    table("", ["", "Vad", "Förut", "Nu"] if words == "sv" else ["", "What", "Before", "Now"], rows)


def _open(number: int, strategy: str | None) -> EditionPage:
    page = one_edition(number, of_strategy=chosen_strategy(strategy), seen_by=OPERATOR)
    if page is None:
        expected = Said("Numret på en plan som finns.", "The number of a plan that exists.")
        raise refusal(str(number), expected, Said("Se dem med: samhandling edition list.", "See them with: samhandling edition list."))
    return page
