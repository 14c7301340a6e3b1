"""What a backup tells of itself: what it was made by, which migrations its database has, and the checksum of every file in it."""

import json
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath

from samhandling.ground.faults import Fault, Location, Refused, refusal
from samhandling.ground.said import Said

FORMAT = 1
NAME = "manifest.json"
DATABASE = "database"
SECRET = "secret.key"  # noqa: S105 (a file's name)
FOLDERS = ("figures", "models", "uploads")
PIECE = 1 << 20
_MOST_MANIFEST = 50_000_000


@dataclass(frozen=True, slots=True)
class Kept:
    """One file in a backup."""

    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """`engine`: sqlite or postgresql; `migrations`: "room name" of each that the database has had; `files`: path in the zip → what it is."""

    format: int
    product: str
    made: str
    engine: str
    engine_version: str
    migrations: tuple[str, ...]
    files: Mapping[str, Kept]

    def written(self) -> str:
        """As JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)


def read_manifest(zipped: zipfile.ZipFile) -> Manifest:
    """The manifest of an open backup. Raises Refused: none, or one of a later product."""
    try:
        info = zipped.getinfo(NAME)
        if info.file_size > _MOST_MANIFEST:
            raise ValueError
        plain = json.loads(zipped.read(info))
        if plain["format"] > FORMAT:
            raise _newer(plain["product"])
        files = {name: Kept(one["sha256"], one["bytes"]) for name, one in plain.pop("files").items()}
        found = Manifest(**{**plain, "migrations": tuple(plain["migrations"])}, files=files)
    except (KeyError, ValueError, TypeError, AttributeError, zipfile.BadZipFile):
        raise no_backup(zipped.filename or "") from None
    return found


def _newer(product: str) -> Refused:
    return refusal(
        str(product),
        Said("En säkerhetskopia från den här versionen eller en äldre.", "A backup of this version, or of an older one."),
        Said("Uppdatera Samhandling först.", "Bring Samhandling up to date first."),
    )


def no_backup(name: str) -> Refused:
    """It is no backup of ours."""
    return refusal(
        Path(name).name,
        Said("En säkerhetskopia som samhandling backup har skrivit.", "A backup that samhandling backup has written."),
        Said("Kontrollera att det är rätt fil och att den är hel.", "Check that it is the right file, and that it is whole."),
    )


def check(zipped: zipfile.ZipFile, manifest: Manifest) -> None:
    """Read every file once and hold it against the manifest. Raises Refused with all that is amiss; nothing has been written."""
    faults = [
        Fault(
            Location(file=name),
            "",
            Said("En fil som är hel; kontrollsumman stämmer inte.", "A file that is whole; its checksum does not agree."),
            Said("Ta en annan säkerhetskopia.", "Take another backup."),
        )
        for name in sorted({*manifest.files, *zipped.namelist()} - {NAME})
        if not _agrees(zipped, name, manifest.files.get(name))
    ]
    if faults:
        raise Refused(faults)


_MEMBER = re.compile(rf"{DATABASE}|{re.escape(SECRET)}|({'|'.join(FOLDERS)})/[^\\\0]+")


def _agrees(zipped: zipfile.ZipFile, name: str, kept: Kept | None) -> bool:
    parts = PurePosixPath(name).parts
    if kept is None or not _MEMBER.fullmatch(name) or ".." in parts or "/".join(parts) != name:
        return False
    digest, size = sha256(), 0
    try:
        with zipped.open(name) as member:
            while piece := member.read(PIECE):
                digest.update(piece)
                size += len(piece)
                if size > kept.bytes:
                    return False
    except (KeyError, zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, zlib.error):
        return False
    return size == kept.bytes and digest.hexdigest() == kept.sha256
