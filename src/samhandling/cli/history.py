"""`samhandling history`: who did what, from what to what, the latest first."""

import sys
from collections.abc import Iterator
from itertools import islice
from typing import Annotated, Literal

import typer

from samhandling.cli.asking import chosen_strategy
from samhandling.cli.days import day
from samhandling.cli.shown import language, say, table
from samhandling.ground.faults import refusal
from samhandling.ground.said import Said
from samhandling.ground.viewer import OPERATOR
from samhandling.office.history import Wanted, every_act, holds
from samhandling.plan.comments import numbers_beside
from samhandling.strategy.queries import strategy as open_strategy
from samhandling.web.history.exporting import as_lines, as_parts
from samhandling.web.history.told import COLUMNS, ToldAct, plain, row_of, teller
from samhandling.web.people.words import moment

MOST = 200
"""Acts that a table in a terminal lists; the other forms have them all."""


def history(
    of: Annotated[str, typer.Option("--of", help="Bara en insats, efter ärendenummer.")] = "",
    since: Annotated[str | None, typer.Option("--since", help="Bara från och med en dag, ÅÅÅÅ-MM-DD.")] = None,
    strategy: Annotated[str | None, typer.Option("--strategy", help="Strategins id; behövs bara när flera är inlästa.")] = None,
    form: Annotated[Literal["table", "json", "csv"], typer.Option("--format", help="Form på svaret.")] = "table",
) -> None:
    """Vem som har gjort vad, det senaste först."""
    view = open_strategy(chosen_strategy(strategy), seen_by=OPERATOR)
    about = {"initiative": (of,), "comment": tuple(map(str, numbers_beside(of, seen_by=OPERATOR)))} if of else {}
    wanted = Wanted(first=day(since, "--since"), of=about)
    acts = (act for act in teller(view, seen_by=OPERATOR).tell_all(every_act(wanted, seen_by=OPERATOR)) if holds(wanted, act.event))
    first = list(islice(acts, 1))
    if of and not first and since is None:
        raise refusal(
            of,
            Said("Inget är känt om något med det ärendenumret.", "Nothing is known of anything with that case number."),
            Said("Sök med: samhandling initiative list.", "Search with: samhandling initiative list."),
        )
    _write(_chained(first, acts), form)


def _chained(first: list[ToldAct], rest: Iterator[ToldAct]) -> Iterator[ToldAct]:
    yield from first
    yield from rest


def _write(acts: Iterator[ToldAct], form: str) -> None:
    if form == "table":
        _table(acts)
        return
    if form == "csv":
        parts = as_lines([said.in_(language()) for _, said in COLUMNS], (row_of(act, language()) for act in acts))
    else:
        parts = as_parts(plain(act, language()) for act in acts)
    for part in parts:
        sys.stdout.write(part)


def _table(acts: Iterator[ToldAct]) -> None:
    rows = [_row(act) for act in islice(acts, MOST)]
    headings = ["När", "Vem", "Vad"] if language() == "sv" else ["When", "Who", "What"]
    table("", headings, rows)
    if next(acts, None) is not None:
        say(
            Said(
                f"De {MOST} senaste. Alla: samhandling history --format csv.", f"The latest {MOST}. All: samhandling history --format csv."
            )
        )


def _row(act: ToldAct) -> list[str]:
    about = act.about.name.in_(language())
    head = f"{act.did.in_(language())}: {about}" if about else act.did.in_(language())
    return [moment(act.at), act.who.in_(language()), " ".join([f"{head}.", *(change.said().in_(language()) for change in act.changes)])]
