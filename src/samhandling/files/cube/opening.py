"""The door for figures: a path in, cubes out, or every reason why not."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import IO

import samhandling
from samhandling.files.cube import stopping as cube_stopping
from samhandling.files.cube.cubes import Cube
from samhandling.files.cube.faults import CUBE_LIMITS, CubeLimits, Faults
from samhandling.files.cube.kinds import kind_of_figures
from samhandling.files.cube.tables import TableMapping, cube_from_book
from samhandling.files.cube.wire import cube_piece, cubes_of
from samhandling.files.guard import guarded
from samhandling.files.limits import Limits
from samhandling.files.opening import open_book
from samhandling.files.wire import Garbled, in_file
from samhandling.ground.faults import Location, Refused, refusal
from samhandling.ground.said import Said

FIGURES_LIMITS = Limits(file_bytes=CUBE_LIMITS.file_bytes, memory_bytes=2_000_000_000)

_ROOT = Path(samhandling.__file__).resolve().parents[1]
_START = "import sys; sys.path.append(sys.argv[1]); from samhandling.files.cube.child import main; main()"


def read_cube(
    path: Path, mapping: TableMapping | None = None, *, limits: Limits = FIGURES_LIMITS, of_cube: CubeLimits = CUBE_LIMITS
) -> list[Cube]:
    """The cubes in a PX or JSON-stat file, or with a `mapping` in a table (CSV, XLSX, JSON records), read in a guarded child process.

    Which format it is, the content tells. Raises Refused, with the file's name in every place: missing, empty, damaged, of another
    kind, contradicting itself, too large, or too costly in time or memory.
    """
    try:
        if mapping is not None:
            return [cube_from_book(open_book(path, limits), mapping, of_cube)]
        with _opened(path, limits) as source:
            start = source.read(4_096)
            source.seek(0)
            if kind_of_figures(start) == "table":
                raise _needs_mapping(path, start)
            return _guarded(source, path.name, limits, of_cube)
    except Refused as refused:
        raise in_file(refused, path.name) from None


def _guarded(source: IO[bytes], name: str, limits: Limits, of_cube: CubeLimits) -> list[Cube]:
    argv = [sys.executable, "-I", "-c", _START, str(_ROOT), name, json.dumps(asdict(limits)), json.dumps(asdict(of_cube))]
    try:
        cubes = cubes_of(guarded(source, argv, cube_piece, limits, cube_stopping))
    except Garbled as garbled:
        raise cube_stopping.not_understood(str(garbled)) from None
    if cubes is None:
        raise cube_stopping.broken_off(name)
    return cubes


def _opened(path: Path, limits: Limits) -> IO[bytes]:
    try:
        if path.is_file() and (size := path.stat().st_size) > limits.file_bytes:
            raise cube_stopping.too_large(size, limits.file_bytes)
        return path.open("rb")
    except (OSError, ValueError) as error:
        raise refusal(
            getattr(error, "strerror", None) or str(error),
            Said("en fil som finns och går att öppna", "a file that exists and can be opened"),
            Said("Kontrollera sökvägen och att du har rätt att läsa filen.", "Check the path and that you may read the file."),
        ) from None


def _needs_mapping(path: Path, start: bytes) -> Refused:
    if not start.strip():
        return Faults(path.name).stop(
            "",
            Said("en fil med innehåll; den här är tom", "a file with content; this one is empty"),
            Said("Hämta filen på nytt ur källan.", "Fetch the file from its source again."),
        )
    return refusal(
        start[:40].decode("ascii", "replace"),
        Said("en PX-fil eller JSON-stat", "a PX file or JSON-stat"),
        Said(
            "Är filen en tabell (CSV eller XLSX), ange vilka kolumner som är dimensioner, värde, status och period.",
            "If the file is a table (CSV or XLSX), say which columns are dimensions, value, status and period.",
        ),
        Location(file=path.name),
    )
