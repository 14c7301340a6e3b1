"""The door for texts: a path or bytes in, a document out, or every reason why not."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from samhandling.files import guard
from samhandling.files.document import stopping as document_stopping
from samhandling.files.document.blocks import Document
from samhandling.files.document.limits import DOCUMENT_LIMITS
from samhandling.files.document.stopping import too_large
from samhandling.files.document.wire import document_piece, whole
from samhandling.files.limits import Limits
from samhandling.files.opening import _opened
from samhandling.files.wire import in_file
from samhandling.ground.faults import Refused


def read_text(source: Path | bytes, name: str = "", limits: Limits = DOCUMENT_LIMITS) -> Document:
    """The text of a PDF, DOCX, ODT, XLSX, TXT, MD or HTML file, read in a guarded child process. Nothing in it is executed or fetched.

    `name` is what the file is called, which tells its kind where its bytes do not; a path has one of its own.
    Raises Refused, with the file's name in every place: missing, empty, scanned, locked, damaged, of another kind, undecodable,
    too large, or too costly in time or memory.
    """
    called = name or (source.name if isinstance(source, Path) else "")
    try:
        with _source(source, limits) as file:
            argv = guard.command(called, limits, "samhandling.files.document.child")
            return whole(called, guard.guarded(file, argv, document_piece, limits, document_stopping))
    except Refused as refused:
        raise in_file(refused, called) from None


@contextmanager
def _source(source: Path | bytes, limits: Limits) -> Iterator[IO[bytes]]:
    if isinstance(source, bytes):
        if len(source) > limits.file_bytes:
            raise too_large(len(source), limits.file_bytes)
        with tempfile.TemporaryFile() as file:
            file.write(source)
            file.seek(0)
            yield file
    else:
        if source.is_file() and (size := source.stat().st_size) > limits.file_bytes:
            raise too_large(size, limits.file_bytes)
        with _opened(source, limits) as file:
            yield file
