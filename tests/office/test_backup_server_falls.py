"""The database server falls while somebody writes: what was acknowledged is there, and the writer goes on."""

import json
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from office.places_of_work import Site

BIN = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


@contextmanager
def own_server(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """A PostgreSQL server for this test alone: its address, and the words that restart it at once, as a power cut does."""
    if not os.environ.get("DATABASE_URL", "").startswith("postgres") or not BIN:
        pytest.skip("a server of our own, which the tests on PostgreSQL start")
    become = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.getuid() == 0 else []
    bin_folder, data = BIN[-1].parent, folder / "data"
    folder.mkdir()
    if become:
        shutil.chown(folder, "postgres", "postgres")
        for parent in folder.parents:
            if parent.stat().st_uid == os.getuid() and parent != Path("/") and parent != Path("/tmp"):
                parent.chmod(parent.stat().st_mode | 0o011)
    say = [*become, str(bin_folder / "initdb"), "-D", str(data), "-A", "trust", "-U", "prov", "--no-sync", "--no-instructions"]
    subprocess.run([*say, "--encoding=UTF8", "--locale=C.UTF-8"], check=True, stdout=subprocess.DEVNULL, cwd="/")
    port = free_port()
    control = [*become, str(bin_folder / "pg_ctl"), "-D", str(data), "-w", "-l", str(folder / "log"), "-m", "immediate"]
    options = ["-o", f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c shared_buffers=16MB"]
    subprocess.run([*control, *options, "start"], check=True, stdout=subprocess.DEVNULL, cwd="/")
    try:
        yield f"postgres://prov@127.0.0.1:{port}/postgres", [*control, *options, "restart"]
    finally:
        subprocess.run([*control, "stop"], check=False, stdout=subprocess.DEVNULL, cwd="/")


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    return port


def test_a_database_server_that_falls_under_load_loses_nothing_acknowledged_and_work_goes_on(tmp_path: Path) -> None:
    with own_server(tmp_path / "server") as (url, restart):
        site = Site(tmp_path / "hem", url, tmp_path)
        try:
            [hands] = site.hire()
            hands.do(do="migrate")
            hands.begin(do="write", until=str(tmp_path / "enough"))
            acknowledged = hands.lines(30)
            subprocess.run(restart, check=True, stdout=subprocess.DEVNULL, cwd="/")
            acknowledged += hands.lines(30)
            (tmp_path / "enough").touch()
            refused = json.loads(next(line for line in iter(hands.line, "") if line.startswith("{")))["refused"]
            assert set(acknowledged) <= set(site.written())
            assert refused
            assert all("databasen" in words for words in refused)
        finally:
            site.close()
