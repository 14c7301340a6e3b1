"""A place of its own with real processes in it, on the database that the tests run on."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

HANDS = Path(__file__).with_name("hands.py")
SECONDS = 60
_ON_A_DISK = 'mount -t tmpfs -o "size=${3}m" tmpfs "$1" && cp -r "$2/." "$1/" && exec "$4" "$5"'


@dataclass
class Hands:
    """One process: is told one thing at a time, and answers."""

    process: "subprocess.Popen[str]"

    def begin(self, **words: Any) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(words) + "\n")
        self.process.stdin.flush()

    def lines(self, count: int) -> list[int]:
        """The next numbers that a writer says."""
        return [int(self.line()) for _ in range(count)]

    def line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline()

    def answer(self) -> Any:
        return json.loads(self.line())

    def do(self, **words: Any) -> Any:
        self.begin(**words)
        return self.answer()

    def send(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def end(self) -> int:
        self.process.kill()
        self.process.communicate()
        return self.process.returncode


@dataclass
class Site:
    """A home and a database, with the processes that were started there."""

    home: Path
    database: str | None
    folder: Path
    hired: list[Hands] = field(default_factory=list)

    def environment(self, **more: str) -> dict[str, str]:
        """The environment of its processes."""
        left = {name: value for name, value in os.environ.items() if not name.startswith(("SAMHANDLING_", "DJANGO_", "DATABASE_URL"))}
        return {**left, "SAMHANDLING_HOME": str(self.home), **({"DATABASE_URL": self.database} if self.database else {}), **more}

    def hire(self, count: int = 1, **more: str) -> list[Hands]:
        """Start processes, side by side."""
        fresh = [self._start([sys.executable, str(HANDS)], more) for _ in range(count)]
        for one in fresh:
            assert one.line() == "ready\n", one.process.stderr and one.process.stderr.read()
        return fresh

    def hire_on_small_disk(self, megabytes: int) -> Hands:
        """A process whose home is a copy of this one on a real disk of that size, which nobody else sees and which goes when it ends."""
        disk = self.folder / "disk"
        disk.mkdir()
        words = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", _ON_A_DISK, "sh"]
        words += [str(disk), str(self.home), str(megabytes), sys.executable, str(HANDS)]
        hands = self._start(words, {"SAMHANDLING_HOME": str(disk)})
        if hands.line() != "ready\n":
            pytest.skip("this machine lets nobody make a small disk")
        return hands

    def _start(self, words: list[str], more: dict[str, str]) -> Hands:
        pipe = subprocess.PIPE
        environment = self.environment(**more)
        process = subprocess.Popen(words, env=environment, stdin=pipe, stdout=pipe, stderr=pipe, text=True, bufsize=1)
        self.hired.append(Hands(process))
        return self.hired[-1]

    def rows(self, question: str) -> list[tuple[Any, ...]]:
        """Ask the database past the product."""
        if self.database is None:
            connection = sqlite3.connect(self.home / "samhandling.sqlite3", timeout=30)
            try:
                return connection.execute(question).fetchall()
            finally:
                connection.close()
        import psycopg

        with psycopg.connect(self.database, autocommit=True) as server:
            return server.execute(question).fetchall()  # type: ignore[call-overload]

    def effects(self) -> list[str]:
        """The jobs whose effect stands, one entry an effect."""
        return [row[0] for row in self.rows("SELECT subject_id FROM office_event WHERE verb = 'test.effect' ORDER BY id")]

    def job(self) -> tuple[Any, ...]:
        """State and attempts of the job that the test has ordered."""
        return self.rows("SELECT state, attempts FROM office_job WHERE kind LIKE 'test.%' AND kind <> 'test.daily'")[0]

    def written(self) -> list[int]:
        """Numbers of a writer's acts that the database holds."""
        return [int(row[0]) for row in self.rows("SELECT subject_id FROM office_event WHERE verb = 'test.written' ORDER BY id")]

    def writer(self) -> Hands:
        """A process that writes acts and says the number of each that was acknowledged, until `enough` lies in the folder."""
        [hands] = self.hire()
        hands.begin(do="write", until=str(self.folder / "enough"))
        return hands

    def is_whole(self) -> bool:
        """SQLite says that its file is whole; a server looks after its own."""
        if self.database:
            return True
        return [self.rows(f"PRAGMA {check}") for check in ("integrity_check", "foreign_key_check")] == [[("ok",)], []]

    def keep(self, name: str, held: bytes) -> Path:
        """Put a file in the home."""
        path = self.home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(held)
        return path

    def close(self) -> None:
        for hands in self.hired:
            hands.end()


def until(is_so: Callable[[], object]) -> None:
    """Wait until something is so."""
    give_up = time.monotonic() + SECONDS
    while not is_so():
        assert time.monotonic() < give_up, "it never became so"
        time.sleep(0.02)
