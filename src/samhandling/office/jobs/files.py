"""Files that a job works on: kept in the home's folder `uploads` under a random name, never under the name that they came with."""

import os
import re
import secrets
from collections.abc import Iterable
from pathlib import Path

from samhandling.files.limits import LIMITS
from samhandling.ground.faults import refusal
from samhandling.ground.said import Said

FOLDER = "uploads"
_NAME = re.compile(r"[0-9a-f]{32}(\.[a-z0-9]{1,5})?")


def keep_upload(pieces: Iterable[bytes], *, home: Path, ending: str = "", most_bytes: int = LIMITS.file_bytes) -> str:
    """Keep what is sent in and give its random name. `ending`: "xlsx", for readers that go by it. Raises Refused: too large."""
    folder = home / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    name = uploaded_name(secrets.token_hex(16) + (f".{ending.lower()}" if ending else ""))
    fresh = folder / f"{name}.part"
    try:
        with fresh.open("xb") as out:
            os.fchmod(out.fileno(), 0o600)
            for piece in pieces:
                if out.tell() + len(piece) > most_bytes:
                    raise _too_large(most_bytes)
                out.write(piece)
            out.flush()
            os.fsync(out.fileno())
        fresh.rename(folder / name)
    finally:
        fresh.unlink(missing_ok=True)
    return name


def uploaded_name(name: str) -> str:
    """The name itself. Raises ValueError where it is none that `keep_upload` gives."""
    if not _NAME.fullmatch(name):
        raise ValueError("not the name of an upload")
    return name


def uploaded(name: str, *, home: Path) -> Path:
    """Where an upload lies. Raises ValueError: no name of an upload."""
    return home / FOLDER / uploaded_name(name)


def forget_upload(name: str, *, home: Path) -> None:
    """Remove an upload; none is left after that."""
    uploaded(name, home=home).unlink(missing_ok=True)


def _too_large(most_bytes: int) -> Exception:
    most = most_bytes // 1_000_000
    return refusal(
        "",
        Said(f"En fil på högst {most} MB.", f"A file of at most {most} MB."),
        Said("Dela upp filen, eller ta bort det som inte ska läsas in.", "Split the file, or take away what is not to be read in."),
    )
