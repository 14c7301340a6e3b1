"""SQLite's backup API: a whole copy while others write, and a whole copy put in the place of what is there, in one transaction."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from django.db import connection

from samhandling.ground.faults import Refused, refusal
from samhandling.ground.said import Said


def live_file() -> Path:
    """The file of the database that the product runs on."""
    return Path(str(connection.settings_dict["NAME"]))


def copy_out(target: Path) -> str:
    """Copy the live database to a new file, as it stood at one moment; gives SQLite's version. Raises sqlite3.Error, Refused: it is damaged."""
    with closing(_opened(live_file())) as source, closing(sqlite3.connect(target)) as copy:
        # In one step: copying step by step begins anew whenever somebody else has written.
        source.backup(copy, pages=-1)
        copy.execute("PRAGMA journal_mode=DELETE")
    require_whole(target)
    return sqlite3.sqlite_version


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{path}?mode=rw", uri=True, timeout=30)


def require_whole(path: Path) -> None:
    """Raises Refused unless SQLite finds the file whole."""
    try:
        with closing(sqlite3.connect(path)) as copy:
            answers = [copy.execute(f"PRAGMA {check}").fetchall() for check in ("quick_check", "foreign_key_check")]
    except sqlite3.DatabaseError as error:
        raise _damaged(str(error)) from None
    if answers != [[("ok",)], []]:
        raise _damaged(str(answers)[:200])


def _damaged(told: str) -> Refused:
    return refusal(
        told,
        Said("En databas som är hel.", "A database that is whole."),
        Said("Ta en säkerhetskopia som är hel; den här är skadad.", "Take a backup that is whole; this one is damaged."),
    )


def copy_in(source: Path, aside: Path) -> None:
    """Put a copy in the place of the live database; those who have it open see the old or the new, never half. Raises sqlite3.Error.

    What was there lies in `aside` meanwhile: a whole copy, or the file itself where it was too damaged to be copied.
    """
    live = live_file()
    moved = _moved_aside(live, aside) if live.exists() and not _copied_aside(live, aside) else []
    try:
        with closing(sqlite3.connect(source)) as copy, closing(sqlite3.connect(live, timeout=30)) as target:
            copy.backup(target, pages=-1)
            target.execute("PRAGMA journal_mode=WAL")
    except BaseException:
        for there, here in moved:
            shutil.move(there, here)
        raise


def _moved_aside(live: Path, aside: Path) -> list[tuple[Path, Path]]:
    moved = [(Path(f"{aside}{ending}"), Path(f"{live}{ending}")) for ending in ("", "-wal", "-shm") if Path(f"{live}{ending}").exists()]
    for there, here in moved:
        shutil.move(here, there)
    return moved


def _copied_aside(live: Path, aside: Path) -> bool:
    try:
        with closing(_opened(live)) as source, closing(sqlite3.connect(aside)) as copy:
            source.backup(copy, pages=-1)
    except sqlite3.DatabaseError as error:
        if "not a database" not in str(error) and "malformed" not in str(error):
            raise
        aside.unlink(missing_ok=True)
        return False
    return True
