"""Real sites: a home filled by the installed command, served by the installed command."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from stories.installed import COMMAND, DEMO, PORTFOLIO, SORMLAND, Installation, own_database, write_csv

DAY = "2018-06-30"
STRATEGIST = "stina@region.example"
SECONDS_TO_START = 60.0
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HEADINGS = ("Ärende", "Projektnamn", "Stödmottagare", "Beviljat stöd", "Startdatum", "Slutdatum")
UNCLEAR = tuple(
    (f"U{number}", f"Grön omställning, del {number}", "Exempelbolaget AB", f"ca {number}00 tkr", "hösten 2017", "2019-12-31")
    for number in range(1, 7)
)


@dataclass(frozen=True)
class Site:
    """A site that answers at `address`; `password` is the strategist's. `people`: role → (address, password); `words`: for addresses."""

    address: str
    password: str
    installation: Installation
    people: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)

    def way_in(self, role: str) -> tuple[str, str]:
        """The address and password of a person with the role."""
        return self.people.get(role, (STRATEGIST, self.password))


@dataclass(frozen=True)
class Reply:
    """What an address answered, without a browser."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8-sig")

    @property
    def json(self) -> Any:
        return json.loads(self.body)


def read(site: Site, path: str) -> Reply:
    """Ask as a reader without a browser does: no cookie, no language."""
    try:
        with urllib.request.urlopen(f"{site.address}{path}", timeout=30) as answer:
            return Reply(answer.status, {name.lower(): value for name, value in answer.headers.items()}, answer.read())
    except urllib.error.HTTPError as refused:
        with refused:
            return Reply(refused.code, {name.lower(): value for name, value in refused.headers.items()}, refused.read())


def browser_path() -> str:
    """The system's Chromium. Skips where there is none, unless the run says that it has to be there."""
    named = os.environ.get("SAMHANDLING_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if named:
        return named
    told = f"no browser found: install one of {', '.join(NAMES)}, or set SAMHANDLING_CHROMIUM"
    if "browser" in os.environ.get("SAMHANDLING_REQUIRE", ""):
        pytest.fail(told, pytrace=False)
    pytest.skip(told)


def fill(installation: Installation) -> None:
    """The demo, as a newcomer reads it in."""
    installation.do("strategy", "load", SORMLAND, "--frameworks")
    installation.do("actors", "import", DEMO / "actors.csv")
    installation.do("portfolio", "import", PORTFOLIO, "--mapping", DEMO / "sormland_portfolio.toml")
    installation.do("publish")


def begin(installation: Installation) -> None:
    """The strategy only."""
    installation.do("strategy", "load", SORMLAND)


def leave_doubts(installation: Installation) -> None:
    """A list in which something is unclear, so that there are doubts to settle."""
    begin(installation)
    installation.do("portfolio", "import", write_csv(installation.folder / "oklart.csv", HEADINGS, *UNCLEAR), "--strategy", SORMLAND)
    installation.do("publish")


def work(installation: Installation) -> dict[str, Any]:
    """The demo, and what people have under way in it."""
    fill(installation)
    told = installation.folder / "ord.json"
    script = [sys.executable, str(Path(__file__).with_name("busy.py")), str(told)]
    done = subprocess.run(script, env=installation.environment(), capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(told.read_text("utf-8"))
    return {"people": {role: tuple(way) for role, way in found["people"].items()}, "words": found["words"]}


def nothing(installation: Installation) -> None:
    """Not even a strategy; the home is made by the first command."""


@contextmanager
def served(place: Path, prepare: Any) -> Iterator[Site]:
    """A home of its own, prepared and served until the end."""
    folder = place / "en annan mapp"
    folder.mkdir()
    with own_database() as database:
        installation = Installation(place / "hem", folder, database)
        more = prepare(installation) or {}
        said = installation.do("user", "add", STRATEGIST, "--role", "strategist", "--name", "Stina Strateg", "--generate").out
        found = re.search(r"Lösenord: (\S+)", said)
        assert found, said
        with _answering(installation) as address:
            yield Site(address, found[1], installation, **more)


@contextmanager
def _answering(installation: Installation) -> Iterator[str]:
    port = _free_port()
    with (installation.folder / "serve.log").open("w+", encoding="utf-8") as log:
        server = subprocess.Popen(
            [str(COMMAND), "serve", "--port", str(port), "--workers", "1", "--no-work"],
            cwd=installation.folder,
            env=installation.environment(),
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            _await(server, port, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=30)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _await(server: "subprocess.Popen[bytes]", port: int, log: Any) -> None:
    last = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < last:
        if server.poll() is not None:
            break
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    server.kill()
    log.seek(0)
    pytest.fail(f"serve did not start:\n{log.read()}", pytrace=False)
