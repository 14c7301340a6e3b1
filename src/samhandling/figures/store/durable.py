"""A file that is there whole or not at all: temporary name, fsync, atomic rename, fsync of the folder."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import IO
from uuid import uuid4

TEMPORARY = ".part-"


def write(path: Path, fill: Callable[[IO[bytes]], object]) -> int:
    """Write `path` through `fill`; gives its size in bytes. On any error nothing is left but perhaps a temporary file, which the sweep takes."""
    temporary = path.with_name(f"{TEMPORARY}{uuid4().hex}")
    try:
        with temporary.open("xb") as file:
            fill(file)
            file.flush()
            os.fsync(file.fileno())
            size = file.tell()
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)
    return size


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
