"""A file by hand as plain observations, by its declared mapping."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from samhandling.figures.sources.fetched import Fetched
from samhandling.figures.sources.files_by_hand.mapping import TableMapping
from samhandling.figures.sources.files_by_hand.rows import observations_of_book
from samhandling.figures.sources.from_cubes import Axes, observations_of
from samhandling.figures.sources.observations import Observations
from samhandling.files.json_stat.data_sets import read_json_stat
from samhandling.files.opening import open_book
from samhandling.files.px.whole import read_px
from samhandling.files.tables import Book
from samhandling.ground.faults import Location, refusal
from samhandling.ground.said import Said

Opener = Callable[[Path], Book]


def parse(fetched: Fetched, mapping: TableMapping | None = None, axes: Axes | None = None, *, opener: Opener = open_book) -> Observations:
    """The observations: of PX and JSON-stat by `axes`, of CSV and XLSX by `mapping`, read in a guarded child process.

    Raises Refused with every fault: changed columns, doubled headings or rows, a cell that is no figure or has another decimal sign,
    a place or period that cannot be read.
    """
    match fetched.kind:
        case "px":
            return observations_of([read_px(fetched.data, fetched.url)], fetched.url, axes)
        case "json-stat":
            return observations_of(read_json_stat(fetched.data, fetched.url), fetched.url, axes)
        case "csv" | "xlsx" if mapping is not None:
            with TemporaryDirectory() as folder:
                # The guarded child reads a file, and tells a CSV from a workbook by name and content.
                path = Path(folder) / f"table.{fetched.kind}"
                path.write_bytes(fetched.data)
                return observations_of_book(opener(path), mapping, fetched.url)
    raise refusal(
        fetched.kind,
        Said("en deklaration som säger vad kolumnerna är", "a declaration that says what the columns are"),
        Said("Skriv vilka kolumner som är plats, period och värden.", "Write which columns are place, period and values."),
        Location(file=fetched.url),
    )
