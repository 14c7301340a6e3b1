"""A long list comes in through the pages of a served site, and the worker that writes it is killed: it is read in once, not twice."""

import os
import re
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from stories.installed import Installation, write_csv

HEADINGS = ("Ärende", "Projektnamn", "Stödmottagare", "Beviljat stöd", "Startdatum", "Slutdatum")
STRATEGIST = "strateg@example.se"
ROWS = 2_001
WORK = ("work", "--lease", "1.5", "--look", "0.05")


@contextmanager
def served(installation: Installation) -> Iterator[str]:
    """The pages alone, without a worker."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = installation.start("serve", "--port", str(port), "--workers", "1", "--no-work")
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        os.killpg(server.pid, signal.SIGKILL)
        server.communicate()


def until(is_so: Callable[[], bool]) -> None:
    give_up = time.monotonic() + 120
    while not is_so():
        assert time.monotonic() < give_up, "it never became so"
        time.sleep(0.1)


class Browser:
    """Somebody at the pages."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client

    def is_answered(self) -> bool:
        try:
            return self._client.get("/logga-in").status_code == 200
        except httpx.TransportError:
            return False

    def see(self, path: str) -> str:
        return self._client.get(path).text

    def imports(self) -> list[dict[str, Any]]:
        """What has been read in, the latest first."""
        found: list[dict[str, Any]] = self._client.get("/underlag.json").json()["imports"]
        return found

    def send(self, path: str, form_at: str = "", file: tuple[str, bytes] | None = None, **told: str) -> httpx.Response:
        """Fill in the form of a page, and send it."""
        word = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.see(form_at or path))
        assert word
        data = {**told, "csrfmiddlewaretoken": word[1]}
        return self._client.post(path, data=data, files={"fil": file} if file else None)


def test_a_killed_worker_leaves_nothing_and_two_that_come_after_it_read_the_list_in_once(begun: Installation, tmp_path: Path) -> None:
    rows = ((f"A{number}", f"Bussen {number}", "Region Exempel", number, "2025-01-01", "2026-12-31") for number in range(ROWS))
    file = write_csv(tmp_path / "stor.csv", HEADINGS, *rows)
    said = begun.do("user", "add", STRATEGIST, "--role", "strategist", "--name", "Stina", "--generate").out
    password = re.search(r"Lösenord: (\S+)", said)
    assert password
    doomed = begun.start(*WORK)
    with served(begun) as address, httpx.Client(base_url=address, follow_redirects=True, timeout=60) as client:
        browser = Browser(client)
        until(browser.is_answered)
        browser.send("/logga-in", email=STRATEGIST, password=password[1])
        sent = browser.send("/las-in", file=("stor lista; å.csv", file.read_bytes()), source="Det stora registret")
        path = sent.url.path
        until(lambda: "Alla läggs till" in browser.see(f"{path}/rader"))
        before = browser.imports()

        browser.send(f"{path}/skriv")
        until(lambda: "står i kö" not in browser.see(f"{path}/klart"))
        os.killpg(doomed.pid, signal.SIGKILL)
        doomed.communicate()
        assert "Vi läser in filen" in browser.see(f"{path}/klart")
        assert browser.imports() == before

        workers = [begun.start(*WORK) for _ in range(2)]
        until(lambda: f"Inläst: {ROWS} nya insatser." in browser.see(f"{path}/klart"))
        for worker in workers:
            worker.terminate()
        for worker in workers:
            worker.communicate()
        new, *others = browser.imports()
        assert others == before
        assert (new["file"], new["counts"]["created"]) == ("stor lista; å.csv", ROWS)
