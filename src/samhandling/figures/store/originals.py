"""The bytes of a snapshot as they were fetched, compressed (zstd), by the checksum of what they hold."""

import re
from hashlib import sha256
from pathlib import Path

import pyarrow as pa

from samhandling.figures.store import durable, folders

MOST_BYTES = 1_000_000_000
CHECKSUM = re.compile(r"[0-9a-f]{64}")


class Damaged(Exception):  # noqa: N818 (what the file is)
    """A kept file no longer holds what its name says."""


def keep(content: bytes) -> str:
    """Keep the bytes and give their sha256; the same bytes are kept once. Raises ValueError: more than `MOST_BYTES`."""
    if len(content) > MOST_BYTES:
        raise ValueError(len(content))
    checksum = sha256(content).hexdigest()
    path = path_of(checksum)
    if not path.exists():
        path.parent.mkdir(exist_ok=True, mode=0o700)

        sink = pa.BufferOutputStream()
        with pa.CompressedOutputStream(sink, "zstd") as stream:
            stream.write(content)
        durable.write(path, lambda file: file.write(sink.getvalue()))
    return checksum


def read(checksum: str) -> bytes:
    """The bytes again. Raises FileNotFoundError; Damaged: they are not what was kept."""
    try:
        with pa.input_stream(path_of(checksum), compression="zstd") as stream:
            content = bytes(stream.read())
    except FileNotFoundError:
        raise
    except OSError as error:
        raise Damaged(checksum) from error
    if sha256(content).hexdigest() != checksum:
        raise Damaged(checksum)
    return content


def path_of(checksum: str) -> Path:
    """Where they lie. Raises ValueError: no checksum."""
    if not CHECKSUM.fullmatch(checksum):
        raise ValueError(checksum)
    return folders.snapshots() / checksum[:2] / f"{checksum}.zst"
