"""PostgreSQL's own tools, pg_dump and pg_restore: found, asked for their version, and given the password in their environment only."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from django.db import connection

from samhandling.ground.faults import Refused, refusal
from samhandling.ground.said import Said

_PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "TMPDIR", "HOME", "PGSSLROOTCERT", "PGSSLCERT", "PGSSLKEY", "PGPASSFILE")
_INSTALLED = Path("/usr/lib/postgresql")
# A dump names what it needs in full, so the schema that everything lies in may be emptied first, in the same transaction. Begin and
# commit are written out: a script that is broken off anywhere, even by the end of this process, is rolled back.
_FIRST = b"BEGIN;\nSET LOCAL lock_timeout = '60s';\nDROP SCHEMA public CASCADE;\nCREATE SCHEMA public;\n"
_LAST = b"\nCOMMIT;\n"


def dump(out: IO[bytes]) -> str:
    """Write the whole database, as it stood at one moment, to an open file; gives the server's version. Raises Refused."""
    with _running([tool("pg_dump"), "--format=custom", "--compress=6", "--no-owner", "--no-privileges", "--no-comments"]) as process:
        assert process.stdout is not None  # noqa: S101 (a pipe was asked for)
        shutil.copyfileobj(process.stdout, out, 1 << 20)
    return ".".join(map(str, divmod(_server_version(), 10000)))


def undump(source: Path) -> None:
    """Put a dump in the place of all that the database holds: one transaction, so that another reader sees the old or the new. Raises Refused."""
    script = [tool("pg_restore"), "--file=-", "--no-owner", "--no-privileges", str(source)]
    psql = [tool("psql"), "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--file=-", "--output=/dev/null"]
    with _running(psql, stdin=subprocess.PIPE) as writing:
        assert writing.stdin is not None  # noqa: S101 (a pipe was asked for)
        try:
            writing.stdin.write(_FIRST)
            with _running(script) as reading:
                assert reading.stdout is not None  # noqa: S101 (a pipe was asked for)
                shutil.copyfileobj(reading.stdout, writing.stdin, 1 << 20)
            writing.stdin.write(_LAST)
            writing.stdin.flush()
        except BrokenPipeError:
            return
        finally:
            _shut(writing.stdin)


def _shut(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except BrokenPipeError:
        return


def tool(name: str) -> str:
    """The newest `name` on this machine, not older than the server. Raises Refused."""
    need = _server_version() // 10000
    on_path = shutil.which(name)
    found = {path: _version(path) for path in ([on_path] if on_path else []) + sorted(map(str, _INSTALLED.glob(f"*/bin/{name}")))}
    # The nearest that is new enough writes what the server can read back.
    fitting = sorted((version, path) for path, version in found.items() if version >= need)
    if fitting:
        return fitting[0][1]
    listed = ", ".join(f"{path} {version}" for path, version in found.items())
    raise refusal(
        listed,
        Said(f"{name} i version {need} eller senare, som databasservern.", f"{name} of version {need} or later, as the database server."),
        Said(f"Installera postgresql-client-{need} på den här maskinen.", f"Install postgresql-client-{need} on this machine."),
    )


def _server_version() -> int:
    connection.ensure_connection()
    version: int = connection.connection.info.server_version
    return version


def _version(path: str) -> int:
    told = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603 (a program of the machine)
    found = re.search(r"(\d+)", told)
    return int(found.group(1)) if found else 0


def _environment() -> dict[str, str]:
    given: dict[str, Any] = connection.get_connection_params()
    names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE", "sslmode": "PGSSLMODE"}
    kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return {**kept, "LC_MESSAGES": "C", **{names[key]: str(value) for key, value in given.items() if key in names and value}}


@contextmanager
def _running(words: Iterable[str], stdin: int | None = subprocess.DEVNULL) -> Iterator["subprocess.Popen[bytes]"]:
    with TemporaryFile() as complaints:
        process = subprocess.Popen(list(words), env=_environment(), stdin=stdin, stdout=subprocess.PIPE, stderr=complaints)  # noqa: S603 (a program of the machine)
        try:
            yield process
        except BaseException:
            process.kill()
            raise
        finally:
            if process.stdout is not None:
                process.stdout.close()
            process.wait()
        if process.returncode != 0:
            complaints.seek(0)
            raise _failed(complaints.read(10_000).decode("utf-8", "replace"))


def _failed(told: str) -> Refused:
    lines = [line for line in told.splitlines() if "error" in line.lower()] or told.splitlines() or [""]
    return refusal(
        lines[0][:300],
        Said("PostgreSQL:s verktyg gick inte hela vägen.", "PostgreSQL's tool did not get all the way."),
        Said(
            "Rätta det som meddelandet säger och försök igen. Handlar det om rättigheter ska databasens ägare köra kommandot.",
            "Mend what the message says, and try again. If it is about permissions, the database's owner should run the command.",
        ),
    )
