"""How answers look in a terminal: faults, doubts, tables, and the same rows as JSON, CSV or XLSX."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.table import Table

from samhandling.ground.faults import Refused, refusal
from samhandling.ground.said import Language, Said


def language() -> Language:
    """Swedish, unless SAMHANDLING_LANGUAGE says en."""
    return "en" if os.environ.get("SAMHANDLING_LANGUAGE", "sv").lower().startswith("en") else "sv"


def console(*, error: bool = False) -> Console:
    """A console as wide as the terminal; wide enough for a table where there is none."""
    stream = sys.stderr if error else sys.stdout
    return Console(stderr=error, width=None if stream.isatty() else 140, highlight=False, markup=False, soft_wrap=False)


def say(*sentences: Said | str) -> None:
    """Sentences, each on a line of its own."""
    for sentence in sentences:
        console().print(sentence.in_(language()) if isinstance(sentence, Said) else sentence)


def show_faults(refused: Refused) -> None:
    """Every fault: where, what stood there, what may stand there, the way out. To standard error."""
    out = console(error=True)
    sv = language() == "sv"
    count = len(refused.faults)
    out.print(
        (f"Inget har ändrats. {count} fel att rätta:" if count > 1 else "Inget har ändrats.")
        if sv
        else (f"Nothing has been changed. {count} faults to mend:" if count > 1 else "Nothing has been changed.")
    )
    for fault in refused.faults:
        where = fault.location.said().in_(language())
        head = f"{where}: " if where else ""
        read = f'"{fault.read}": ' if fault.read else ""
        out.print(f"- {head}{read}{fault.expected.in_(language())} {fault.way_out.in_(language())}".rstrip())


def table(title: str, headings: Sequence[str], rows: Iterable[Sequence[str]], *, right: Sequence[int] = ()) -> None:
    """A table with a caption; the columns in `right` are numbers."""
    shown = Table(title=title, title_justify="left", title_style="", header_style="", box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for index, heading in enumerate(headings):
        shown.add_column(heading, justify="right" if index in right else "left", overflow="fold")
    for row in rows:
        shown.add_row(*row)
    console().print(shown)


@contextmanager
def writing(path: Path) -> Iterator[Path]:
    """A file that an answer is written to. Raises Refused where it cannot be."""
    try:
        yield path
    except OSError as error:
        raise refusal(
            str(path),
            Said(f"En fil som går att skriva ({error.strerror}).", f"A file that can be written ({error.strerror})."),
            Said(
                "Kontrollera att mappen finns, att den är din och att disken har plats.",
                "Check that the folder exists, that it is yours and that the disk has room.",
            ),
        ) from None
