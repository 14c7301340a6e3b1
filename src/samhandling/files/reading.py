"""A file's bytes, piece by piece. Pure: what the guarded child runs, and what tests run without it."""

from collections.abc import Iterator
from hashlib import sha256

from samhandling.files.limits import Limits
from samhandling.files.pieces import Ended, Noted, Opened, Piece
from samhandling.files.recognising import BOOK_SUFFIXES, kind_of
from samhandling.ground.said import Said


def read(data: bytes, name: str, limits: Limits) -> Iterator[Piece]:
    """The pieces of a file called `name`. Raises Refused, also after some pieces: only what ends with Ended is whole."""
    kind = kind_of(data, name)
    yield Opened(kind, sha256(data).hexdigest())
    if kind == "xlsx" and not name.lower().endswith(BOOK_SUFFIXES):
        yield Noted(
            Said(
                "Filen är en arbetsbok (XLSX) trots sitt namn, och läses som en sådan.",
                "The file is a workbook (XLSX) in spite of its name, and is read as one.",
            )
        )
    # Imported when needed: the child starts anew for every file and pays for each import.
    if kind == "csv":
        from samhandling.files.delimited import read_delimited as reader
    elif kind == "json":
        from samhandling.files.json_tables import read_json as reader
    else:
        from samhandling.files.workbook import read_workbook as reader
    yield from reader(data, limits)
    yield Ended()
