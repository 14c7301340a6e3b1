"""A strategist with files to read in, and the worker's hands."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from samhandling.ground.viewer import OPERATOR
from samhandling.office.jobs.worker import Pace, Worker
from samhandling.strategy.actions import load
from samhandling.strategy.rules.shipped import read_shipped
from web.people.made import EVA, add_everybody, signed_in

STRATEGY = "sormland-naringsliv-2022"
HEADINGS = "Ärende;Projektnamn;Stödmottagare;Beviljat stöd;Startdatum;Slutdatum"
ROWS = ("A1;Bussen;Region Exempel;400000;2025-01-01;2026-12-31", "A2;Öppet i byn;Åre kommun;;2025-03-01;2025-12-31")


@pytest.fixture(autouse=True)
def _quick(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    monkeypatch.setenv("SAMHANDLING_HOME", str(tmp_path / "hem"))


@pytest.fixture
def strategist(db: None) -> Client:
    """A browser in which a strategist has signed in; the strategy is loaded, nothing else."""
    load(read_shipped(STRATEGY), by=OPERATOR)
    add_everybody()
    return signed_in(EVA)


@pytest.fixture
def work(tmp_path: Path) -> Callable[[], None]:
    """Let a worker do all that waits."""
    (tmp_path / "hem").mkdir(exist_ok=True)
    worker = Worker(tmp_path / "hem", Pace())

    def until_empty() -> None:
        # Not `run`, which closes the connection that the test's own transaction is in.
        while worker.step():
            pass

    return until_empty


def csv_of(*rows: str, headings: str = HEADINGS) -> bytes:
    return "\n".join((headings, *rows, "")).encode()


def drop(client: Client, content: bytes, name: str = "lista.csv", **told: str) -> Any:
    """Send a file in by the form."""
    return client.post("/las-in", {"fil": SimpleUploadedFile(name, content), **told})


def begin(client: Client, content: bytes | None = None, name: str = "lista.csv", **told: str) -> str:
    """Send a file in; gives the address of its columns."""
    response = drop(client, csv_of(*ROWS) if content is None else content, name, **told)
    assert response.status_code == 303, response.content.decode()
    return str(response.headers["Location"])


def text(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status, (path, response.status_code)
    return str(response.content.decode())
