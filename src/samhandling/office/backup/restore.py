"""A backup is put back: read through and checked before anything is touched, and the old kept aside until the new is whole."""

import os
import shutil
import sqlite3
import zipfile
from contextlib import ExitStack
from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from samhandling.ground.faults import Fault, Location, Refused, refusal
from samhandling.ground.said import Said
from samhandling.office.actions import raise_stamp
from samhandling.office.backup import postgresql as backup_postgresql
from samhandling.office.backup import sqlite as backup_sqlite
from samhandling.office.backup.manifest import DATABASE, FOLDERS, PIECE, SECRET, Manifest, check, no_backup, read_manifest
from samhandling.office.jobs.ordering import JOB
from samhandling.office.jobs.plain import said_plain, viewer_plain
from samhandling.office.jobs.registry import kinds
from samhandling.office.jobs.repeating import due
from samhandling.office.models import Event, Job, Mail

STAGE = "restore.new"
ASIDE = "restore.old"


def restore(source: Path, *, home: Path, replace: bool = False) -> Manifest:
    """Put a backup in the place of what is here. Raises Refused, OSError, DatabaseError: then everything is as it was.

    `replace`: also where something has been written here already. Those who have the pages open meanwhile see the old or the new.
    """
    try:
        zipped = zipfile.ZipFile(source)
    except (OSError, zipfile.BadZipFile):
        raise no_backup(str(source)) from None
    with zipped:
        manifest = read_manifest(zipped)
        require_fitting(manifest)
        require_own()
        if not replace:
            require_empty(home)
        check(zipped, manifest)
        stage = _fresh(home / STAGE)
        try:
            _unpack(zipped, manifest, stage)
            if manifest.engine == "sqlite":
                backup_sqlite.require_whole(stage / DATABASE)
            _swap(stage, _fresh(home / ASIDE), manifest, home)
        finally:
            shutil.rmtree(stage, ignore_errors=True)
    return manifest


def require_fitting(manifest: Manifest) -> None:
    """Raises Refused: of another kind of database, or of a product newer than this one."""
    faults = []
    if manifest.engine != connection.vendor:
        said = Said(
            f"En kopia av samma slags databas som här ({connection.vendor}).",
            f"A copy of the kind of database used here ({connection.vendor}).",
        )
        way = Said("Ange en sådan databas med DATABASE_URL.", "Name such a database with DATABASE_URL.")
        faults.append(Fault(Location(), manifest.engine, said, way))
    known = {f"{app} {name}" for app, name in MigrationLoader(None, ignore_no_migrations=True).disk_migrations}
    if unknown := [one for one in manifest.migrations if one not in known]:
        said = Said("En säkerhetskopia från den här versionen eller en äldre.", "A backup of this version, or of an older one.")
        way = Said("Uppdatera Samhandling först.", "Bring Samhandling up to date first.")
        faults.append(Fault(Location(), f"{manifest.product}: {', '.join(unknown[:3])}", said, way))
    if faults:
        raise Refused(faults)


def require_empty(home: Path) -> None:
    """Raises Refused where somebody has written something here already."""
    if not _is_written() and not any(any((home / folder).glob("*")) for folder in FOLDERS):
        return
    raise refusal(
        str(home),
        Said("En tom installation; här finns redan något skrivet.", "An empty installation; something has been written here already."),
        Said(
            "Gör en säkerhetskopia av det som finns, och lägg sedan till --replace för att ersätta det.",
            "Make a backup of what is here, and then add --replace to put the backup in its place.",
        ),
    )


def _is_written() -> bool:
    # Every act records an event; what a server does by itself on its first day does not count.
    return (tables := _tables()) is None or (Event._meta.db_table in tables and Event.objects.exists())


def _tables() -> set[str] | None:
    """Names of the tables that there are; `None` for a database that is damaged."""
    try:
        return set(connection.introspection.table_names())
    except DatabaseError:
        return None


def require_own() -> None:
    """Raises Refused where somebody else's tables lie in the database: it would be emptied of them too."""
    own = {model._meta.db_table for model in apps.get_models(include_auto_created=True)} | {"django_migrations"}
    if strange := sorted((_tables() or set()) - own):
        raise refusal(
            ", ".join(strange[:5]),
            Said("En databas som bara Samhandling använder.", "A database that only Samhandling uses."),
            Said("Ange en egen databas med DATABASE_URL.", "Name a database of its own with DATABASE_URL."),
        )


def _fresh(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    return folder


def _unpack(zipped: zipfile.ZipFile, manifest: Manifest, stage: Path) -> None:
    for folder in FOLDERS:
        (stage / folder).mkdir(mode=0o700)
    for name in manifest.files:
        path = stage / name
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with zipped.open(name) as member, path.open("xb") as out:
            os.fchmod(out.fileno(), 0o600)
            shutil.copyfileobj(member, out, PIECE)
            out.flush()
            os.fsync(out.fileno())


def _swap(stage: Path, aside: Path, manifest: Manifest, home: Path) -> None:
    names = [*FOLDERS, *([SECRET] if SECRET in manifest.files else [])]
    with ExitStack() as back:
        for name in names:
            if (home / name).exists():
                (home / name).rename(aside / name)
                back.callback(_put_back, aside / name, home / name)
            else:
                back.callback(_put_back, None, home / name)
            (stage / name).rename(home / name)
        _put_in_database(stage / DATABASE, aside / "database")
        back.pop_all()
    call_command("migrate", verbosity=0, interactive=False)
    _calm()
    shutil.rmtree(aside, ignore_errors=True)


def _calm() -> None:
    """What may have been sent since the backup was made is not sent again by itself; what is due now is not ordered once more."""
    with transaction.atomic():
        raise_stamp()
        waiting = Mail.objects.filter(state__in=(Mail.State.WAITING, Mail.State.SENDING))
        waiting.update(state=Mail.State.UNSURE, lease_until=None, fault=said_plain(_MAY_BE_SENT))
        now = timezone.localtime()
        for kind, key in due([(one.name, one.every) for one in kinds().values() if one.every is not None], now):
            ended = {"kind": kind, "state": Job.State.CANCELLED, "not_before": now, "ended": now, "ordered_as": viewer_plain(JOB)}
            Job.objects.get_or_create(key=key, defaults=ended)


_MAY_BE_SENT = Said(
    "Brevet väntade när säkerhetskopian gjordes. Det kan ha skickats sedan dess, så det skickas inte igen av sig självt.",
    "The message waited when the backup was made. It may have been sent since, so it is not sent again by itself.",
)


def _put_back(old: Path | None, place: Path) -> None:
    if place.is_dir():
        shutil.rmtree(place)
    else:
        place.unlink(missing_ok=True)
    if old is not None:
        old.rename(place)


def _put_in_database(copy: Path, aside: Path) -> None:
    if connection.vendor == "postgresql":
        backup_postgresql.undump(copy)
    else:
        connection.close()
        try:
            backup_sqlite.copy_in(copy, aside)
        except sqlite3.Error as error:
            raise DatabaseError(str(error)) from error
    connection.close()
