"""A file's bytes, piece by piece. Pure: what the guarded child runs, and what tests run without it."""

from collections.abc import Iterator
from hashlib import sha256

from samhandling.files.limits import Limits
from samhandling.files.pieces import Ended, Opened, Piece
from samhandling.files.recognising import kind_of


def read(data: bytes, name: str, limits: Limits) -> Iterator[Piece]:
    """The pieces of a file called `name`. Raises Refused, also after some pieces: only what ends with Ended is whole."""
    kind = kind_of(data, name)
    yield Opened(kind, sha256(data).hexdigest())
    # Imported when needed: the child starts anew for every file and pays for each import.
    if kind == "csv":
        from samhandling.files.delimited import read_delimited as reader
    elif kind == "json":
        from samhandling.files.json_tables import read_json as reader
    else:
        from samhandling.files.workbook import read_workbook as reader
    yield from reader(data, limits)
    yield Ended()
