"""`samhandling serve`: the pages, from a web server fit for real use, and one worker beside it; they live and die together."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from types import FrameType
from typing import Annotated, Any

import typer

from samhandling.cli.shown import say
from samhandling.ground.said import Said

_START = (sys.executable, "-c", "from samhandling.cli.main import run; run()")
_PR_SET_PDEATHSIG = 1
_LOOK_SECONDS = 0.2
_REST_SECONDS = 5.0
_STOP_SECONDS = 40.0


def serve(
    port: Annotated[int, typer.Option("--port", help="Porten.")] = 8000,
    address: Annotated[str, typer.Option("--address", help="Adressen; 0.0.0.0 för alla, bakom en proxy med TLS.")] = "127.0.0.1",
    workers: Annotated[int, typer.Option("--workers", help="Antal processer.")] = 2,
    threads: Annotated[int, typer.Option("--threads", help="Trådar i varje process.")] = 4,
    no_work: Annotated[bool, typer.Option("--no-work", help="Bara sidorna; jobb och utskick görs av samhandling work.")] = False,
    with_parent: Annotated[int, typer.Option("--with-parent", hidden=True)] = 0,
) -> None:
    """Visa sidorna i en webbläsare, och gör det som sidorna beställer. Avsluta med Ctrl-C."""
    end_with_parent(with_parent)
    if not with_parent:
        where = f"http://{address}:{port}/"
        say(Said(f"Sidorna finns på {where}. Avsluta med Ctrl-C.", f"The pages are at {where}. End with Ctrl-C."))
    from django.db import connections

    connections.close_all()
    if no_work:
        _site(f"{address}:{port}", workers, threads)
        return
    options = ("--port", port, "--address", address, "--workers", workers, "--threads", threads, "--no-work")
    raise typer.Exit(Together(("serve", *map(str, options)), ("work",)).run())


def _site(bind: str, workers: int, threads: int) -> None:
    from gunicorn.app.base import BaseApplication

    class Site(BaseApplication):  # type: ignore[misc]
        """Threads in processes; nothing is loaded before the fork, as renderers and databases hang in forked children."""

        def load_config(self) -> None:
            chosen: dict[str, Any] = {
                "bind": bind,
                "workers": workers,
                "threads": threads,
                "worker_class": "gthread",
                "preload_app": False,
                "timeout": 60,
                "max_requests": 20_000,
                "max_requests_jitter": 2_000,
                "accesslog": None,
                "loglevel": "warning",
                "control_socket_disable": True,
            }
            for name, value in chosen.items():
                if name in self.cfg.settings:
                    self.cfg.set(name, value)

        def load(self) -> Any:
            from samhandling.web.wsgi import application

            return application

    Site().run()


class Together:
    """The site and a worker as two children. A worker that falls is started anew; when the site ends, or when asked to, all end."""

    def __init__(self, site: Sequence[str], work: Sequence[str]) -> None:
        self._words = work
        self._stopping = False
        for asked in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            # Whoever began with nohup wants it to go on.
            if signal.getsignal(asked) is not signal.SIG_IGN:
                signal.signal(asked, self._asked_to_stop)
        self._site = _begin(site)
        self._work = _begin(work)
        self._work_began = time.monotonic()

    def run(self) -> int:
        """Watch over both until the end; gives the site's exit code."""
        try:
            while not self._stopping and self._site.poll() is None:
                self._keep_working()
                time.sleep(_LOOK_SECONDS)
        finally:
            self._end()
        return 0 if self._stopping else self._site.returncode

    def _keep_working(self) -> None:
        if self._work.poll() is None or time.monotonic() - self._work_began < _REST_SECONDS:
            return
        say(Said("Arbetaren föll och startas igen.", "The worker fell and is started again."))
        self._work, self._work_began = _begin(self._words), time.monotonic()

    def _asked_to_stop(self, number: int, frame: FrameType | None) -> None:
        self._stopping = True

    def _end(self) -> None:
        children = (self._site, self._work)
        for child in children:
            if child.poll() is None:
                child.terminate()
        for child in children:
            try:
                child.wait(_STOP_SECONDS)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


def _begin(words: Sequence[str]) -> "subprocess.Popen[bytes]":
    # A group of its own: Ctrl-C reaches the parent alone, which ends both in good order.
    return subprocess.Popen([*_START, *words, "--with-parent", str(os.getpid())], process_group=0)  # noqa: S603 (our own interpreter and code)


def end_with_parent(parent: int) -> None:
    """End when the process that started this one ends, however it ended; 0 for none. Only Linux can; elsewhere the parent's own stop has to do."""
    if not parent or not sys.platform.startswith("linux"):
        return
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGTERM)
