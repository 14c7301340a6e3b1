"""The real command, installed, in a home of its own: what a person at a terminal has."""

import json
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

COMMAND = Path(sys.executable).with_name("samhandling")
SECONDS = 240
SORMLAND = "sormland-naringsliv-2022"
DEMO = Path(__file__).parents[2] / "demo"
PORTFOLIO = DEMO / "sormland_portfolio.csv"


@dataclass(frozen=True)
class Answer:
    """What a command said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def words(self) -> str:
        """All that was said, with lines joined as the terminal broke them."""
        return " ".join(f"{self.out} {self.err}".split())


@dataclass
class Installation:
    """A home, a folder to stand in, and perhaps a database of its own on a server."""

    home: Path
    folder: Path
    database: str | None = None
    extra: dict[str, str] = field(default_factory=dict)

    def environment(self, **more: str) -> dict[str, str]:
        left = {name: value for name, value in os.environ.items() if not name.startswith(("SAMHANDLING_", "DJANGO_", "DATABASE_URL"))}
        own = {"SAMHANDLING_HOME": str(self.home), **({"DATABASE_URL": self.database} if self.database else {})}
        return {**left, **own, **self.extra, **more}

    def start(self, *words: str | Path, **more: str) -> "subprocess.Popen[str]":
        """Begin a command and go on."""
        return subprocess.Popen(
            [str(COMMAND), *map(str, words)],
            cwd=self.folder,
            env=self.environment(**more),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            start_new_session=True,
        )

    def ask(self, *words: str | Path, **more: str) -> Answer:
        """Run a command to its end."""
        process = self.start(*words, **more)
        out, err = process.communicate(timeout=SECONDS)
        return Answer(process.returncode, out, err)

    def do(self, *words: str | Path, **more: str) -> Answer:
        """Run a command that has to succeed."""
        answer = self.ask(*words, **more)
        assert answer.code == 0, f"{words}: {answer.code}\n{answer.out}\n{answer.err}"
        return answer

    def json(self, *words: str | Path, **more: str) -> Any:
        """The JSON answer of a command that has to succeed."""
        return self.do(*words, "--format", "json", **more).json

    @property
    def sqlite(self) -> Path:
        return self.home / "samhandling.sqlite3"


@contextmanager
def own_database(like: str | None = None) -> Iterator[str | None]:
    """A database of its own, or a copy, on the server that the tests run on; none where they run on SQLite."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        yield None
        return
    import psycopg

    name = f"story_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{like.rpartition("/")[2]}"' if like else ""))
    try:
        yield f"{url.rpartition('/')[0]}/{name}"
    finally:
        with psycopg.connect(url, autocommit=True) as server:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def write_csv(path: Path, headings: tuple[str, ...], *rows: tuple[object, ...]) -> Path:
    """Semicolons, as a Swedish spreadsheet saves."""
    lines = [";".join("" if cell is None else str(cell) for cell in row) for row in (headings, *rows)]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path
