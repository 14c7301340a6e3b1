"""The worker: claims one job at a time, does it, and tells how it went; orders what is due by itself; stops when it is asked to."""

import logging
import os
import signal
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event
from types import FrameType

from django.db import DatabaseError, InterfaceError, connection
from django.utils import timezone

from samhandling.ground.faults import Fault, Location, Refused
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer
from samhandling.office.jobs.files import uploaded
from samhandling.office.jobs.ordering import JOB, enqueue
from samhandling.office.jobs.queue import Claimed, Lost, claim, fail, give_back
from samhandling.office.jobs.registry import Kind, kinds
from samhandling.office.jobs.repeating import due
from samhandling.office.jobs.running import Running, heart

log = logging.getLogger(__name__)

LONGEST_WAIT = timedelta(hours=1)
LOOK_FOR_DUE = timedelta(seconds=30)


class GiveBack(BaseException):
    """Time to stop has come while a job is being done. No `Exception`, so that no work swallows it."""


@dataclass(frozen=True, slots=True)
class Pace:
    """`lease`: how long a job is held without a heartbeat. `look`: between two looks at an empty queue. `grace`: for the present job to
    end when the worker is to stop. `first_wait`: before a second attempt; four times as long before each further one."""

    lease: timedelta = timedelta(seconds=60)
    look: timedelta = timedelta(seconds=1)
    grace: timedelta = timedelta(seconds=20)
    first_wait: timedelta = timedelta(seconds=10)

    def wait_after(self, attempt: int) -> timedelta:
        """How long to wait after the `attempt`-th attempt, at most an hour."""
        times: int = 4 ** min(attempt - 1, 10)
        return min(self.first_wait * times, LONGEST_WAIT)


class Worker:
    """One worker. `as_now`: the viewer of a job with the permissions of today, `None` where the person may no longer do anything."""

    def __init__(self, home: Path, pace: Pace, *, as_now: Callable[[Viewer], Viewer | None] = lambda by: by) -> None:
        self._home = home
        self._pace = pace
        self._as_now = as_now
        self._name = f"{socket.gethostname()[:40]}:{os.getpid()}"
        self._looked_at: datetime | None = None
        self._busy = False
        self.stopping = Event()

    def run(self, *, until_empty: bool = False) -> None:
        """Work until asked to stop; or until there is nothing to do."""
        try:
            while not self.stopping.is_set():
                try:
                    is_done = self.step()
                except (DatabaseError, InterfaceError) as error:
                    log.warning("the database does not answer: %s", " ".join(str(error).split()))
                    connection.close()
                    is_done = False
                if not is_done:
                    if until_empty:
                        return
                    self.stopping.wait(self._pace.look.total_seconds())
        except GiveBack:
            return
        finally:
            connection.close()

    def step(self) -> bool:
        """Order what is due and do one job. No: there was nothing to do."""
        known = kinds()
        self._order_what_is_due(known)
        claimed = claim(self._name, lease=self._pace.lease, kinds=known)
        if claimed is None:
            return False
        self._busy = True
        try:
            self._do(claimed, known[claimed.kind])
        finally:
            self._busy = False
            if self.stopping.is_set():
                signal.setitimer(signal.ITIMER_REAL, 0)
        return True

    def _order_what_is_due(self, known: Mapping[str, Kind]) -> None:
        now = timezone.localtime()
        if self._looked_at is not None and timedelta() <= now - self._looked_at < LOOK_FOR_DUE:
            return
        self._looked_at = now
        for kind, key in due([(one.name, one.every) for one in known.values() if one.every is not None], now):
            enqueue(kind, key=key, by=JOB)

    def _do(self, claimed: Claimed, kind: Kind) -> None:
        try:
            by = self._as_now(claimed.by)
            if by is None:
                fail(claimed, [_NOT_ANY_MORE])
                return
            running = Running(claimed, by, self._home, uploaded(claimed.file, home=self._home) if claimed.file else None)
            with heart(running, self._pace.lease):
                result = kind.does(running)
                if not running.is_finished:
                    running.finish(result)
        except Refused as refused:
            fail(claimed, refused.faults)
        except Lost:
            log.info("job %s is no longer ours", claimed.number)
        except GiveBack:
            _try_to_give_back(claimed)
            raise
        except (DatabaseError, InterfaceError):
            connection.close()
            self._went_wrong(claimed)
        except Exception:
            self._went_wrong(claimed)

    def _went_wrong(self, claimed: Claimed) -> None:
        log.exception("job %s (%s) went wrong at attempt %s", claimed.number, claimed.kind, claimed.attempt)
        fail(claimed, [_went_wrong(claimed.number)], again_after=self._pace.wait_after(claimed.attempt))

    def obey_signals(self) -> None:
        """SIGTERM and SIGINT stop the worker: the present job may end within the grace, else, or at a second signal, it is given back."""
        signal.signal(signal.SIGTERM, self._asked_to_stop)
        signal.signal(signal.SIGINT, self._asked_to_stop)
        signal.signal(signal.SIGALRM, self._out_of_time)

    def _asked_to_stop(self, number: int, frame: FrameType | None) -> None:
        is_second = self.stopping.is_set()
        self.stopping.set()
        if self._busy:
            signal.setitimer(signal.ITIMER_REAL, 0.001 if is_second else max(self._pace.grace.total_seconds(), 0.001))

    def _out_of_time(self, number: int, frame: FrameType | None) -> None:
        if self._busy:
            raise GiveBack


def _try_to_give_back(claimed: Claimed) -> None:
    try:
        give_back(claimed)
    except (DatabaseError, InterfaceError):
        log.warning("job %s could not be given back; it begins anew when its lease has run out", claimed.number)


_NOT_ANY_MORE = Fault(
    Location(),
    "",
    Said("Den som beställde jobbet får inte längre göra det.", "Whoever ordered the job may no longer do it."),
    Said("Be någon som får att beställa det igen.", "Ask somebody who may to order it again."),
)


def _went_wrong(number: int) -> Fault:
    return Fault(
        Location(),
        "",
        Said("Något gick fel hos oss, inte i det du skickade.", "Something went wrong on our side, not in what you sent."),
        Said(
            f"Beställ jobbet igen. Händer det på nytt: hör av dig till den som sköter installationen och nämn jobb {number}.",
            f"Order the job again. Should it happen anew: turn to whoever looks after the installation, and name job {number}.",
        ),
    )
