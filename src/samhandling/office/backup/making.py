"""A backup is made: one zip with the database, the figures and the uploads, and a manifest with a checksum of each, while work goes on."""

import os
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import IO

from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from samhandling.ground.faults import Location, refusal
from samhandling.ground.said import Said
from samhandling.office.backup import postgresql as backup_postgresql
from samhandling.office.backup import sqlite as backup_sqlite
from samhandling.office.backup.manifest import DATABASE, FOLDERS, FORMAT, NAME, PIECE, SECRET, Kept, Manifest


def make_backup(target: Path, *, home: Path, with_secret: bool = False) -> Manifest:
    """Write a backup to a new file, readable by its owner only. Raises Refused, OSError, DatabaseError; then no file is left.

    The database comes first, as it stood at one moment; files that it knows are never changed, only added and removed.
    `with_secret`: the installation's secret too, without which signed links and logins end.
    """
    if target.exists():
        raise refusal(
            str(target),
            Said("Ett filnamn som inte är taget.", "A file name that is not taken."),
            Said("Välj ett annat namn, till exempel med dagens datum.", "Choose another name, for instance with today's date."),
            Location(file=target.name),
        )
    # Hidden and beside the target, so that the last step is a rename on one disk.
    with tempfile.TemporaryDirectory(prefix=f".{target.name}.", dir=target.parent) as folder:
        fresh = Path(folder) / "fresh.zip"
        with fresh.open("xb") as out:
            os.fchmod(out.fileno(), 0o600)
            with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
                manifest = _fill(zipped, Path(folder), home, with_secret)
            out.flush()
            os.fsync(out.fileno())
        fresh.rename(target)
    return manifest


def _fill(zipped: zipfile.ZipFile, folder: Path, home: Path, with_secret: bool) -> Manifest:
    made: datetime = timezone.now()
    migrations = tuple(sorted(f"{app} {name}" for app, name in MigrationRecorder(connection).applied_migrations()))
    files: dict[str, Kept] = {}
    engine_version = _add_database(zipped, folder, files)
    for name, path in _files(home, with_secret):
        # What was removed since the database was copied is not in it either way.
        try:
            source = path.open("rb")
        except FileNotFoundError:
            continue
        with source, _member(zipped, name, files) as out:
            shutil.copyfileobj(source, out, PIECE)
    product = version("samhandling")
    manifest = Manifest(FORMAT, product, made.isoformat(timespec="seconds"), connection.vendor, engine_version, migrations, files)
    zipped.writestr(NAME, manifest.written())
    return manifest


def _add_database(zipped: zipfile.ZipFile, folder: Path, files: dict[str, Kept]) -> str:
    if connection.vendor == "postgresql":
        with _member(zipped, DATABASE, files, zipfile.ZIP_STORED) as out:
            return backup_postgresql.dump(out)
    copy = folder / "copy.sqlite3"
    try:
        told = backup_sqlite.copy_out(copy)
    except sqlite3.Error as error:
        raise DatabaseError(str(error)) from error
    with copy.open("rb") as source, _member(zipped, DATABASE, files) as out:
        shutil.copyfileobj(source, out, PIECE)
    copy.unlink()
    return told


def _files(home: Path, with_secret: bool) -> Iterator[tuple[str, Path]]:
    for folder in FOLDERS:
        for path in sorted((home / folder).rglob("*")):
            if path.is_file() and not path.is_symlink() and not path.name.endswith((".part", ".tmp")):
                yield path.relative_to(home).as_posix(), path
    if with_secret and (home / SECRET).is_file():
        yield SECRET, home / SECRET


class _Counted:
    """What is written through it, weighed."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out
        self.digest = sha256()
        self.size = 0

    def write(self, piece: bytes) -> int:
        self.digest.update(piece)
        self.size += len(piece)
        return self._out.write(piece)


@contextmanager
def _member(zipped: zipfile.ZipFile, name: str, files: dict[str, Kept], kind: int = zipfile.ZIP_DEFLATED) -> Iterator[IO[bytes]]:
    info = zipfile.ZipInfo(name, timezone.localtime().timetuple()[:6])
    info.compress_type, info.external_attr = kind, 0o600 << 16
    with zipped.open(info, "w", force_zip64=True) as out:
        counted = _Counted(out)
        yield counted  # type: ignore[misc]
    files[name] = Kept(counted.digest.hexdigest(), counted.size)
