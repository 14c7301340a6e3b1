"""A job while it is done: what the worker hands to the work, and the heartbeat that keeps the lease and tells how far it has come."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Any

from django.db import DatabaseError, InterfaceError, connection

from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer
from samhandling.office.jobs.queue import Claimed, Lost, Progress, finish, heartbeat


@dataclass
class Running:
    """One job in the hands of one worker. `by`: with whose permissions; `home`: the product's folder; `file`: the upload to work on."""

    claimed: Claimed
    by: Viewer
    home: Path
    file: Path | None
    progress: Progress = field(default_factory=Progress)
    is_finished: bool = False
    lost: Event = field(default_factory=Event)
    _lock: Lock = field(default_factory=Lock)

    @property
    def arguments(self) -> Mapping[str, Any]:
        """What was ordered."""
        return self.claimed.arguments

    def tell(self, done: int, of: int | None = None, said: Said | None = None) -> None:
        """Tell how far it has come; written by the next heartbeat. Raises Lost: cancelled, or somebody else does it now."""
        if self.lost.is_set():
            raise Lost(self.claimed.number)
        with self._lock:
            self.progress = Progress(done, of if of is not None else self.progress.of, said or self.progress.said)

    def finish(self, result: Mapping[str, Any] | None = None) -> None:
        """Done. Inside the transaction of the work's effect, effect and `done` stand or fall together.

        Raises Lost: cancelled, or somebody else does it now; let it pass, so that the transaction is rolled back.
        """
        finish(self.claimed, result or {}, self.progress)
        self.is_finished = True


@contextmanager
def heart(running: Running, lease: timedelta) -> Iterator[None]:
    """Keep the lease from another thread with a connection of its own, four times a lease.

    On SQLite the work's own transaction holds back the heartbeat, but in the same way every other worker's claim.
    """
    ended = Event()

    def beat() -> None:
        try:
            while not ended.wait(lease.total_seconds() / 4):
                try:
                    if not heartbeat(running.claimed, lease, running.progress):
                        running.lost.set()
                        return
                except (DatabaseError, InterfaceError):
                    connection.close()
        finally:
            connection.close()

    thread = Thread(target=beat, name=f"heart of job {running.claimed.number}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
