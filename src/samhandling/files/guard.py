"""The parent's side of the guarded child: start it, hear it out, stop it in time, and say why it failed."""

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from threading import Event, Timer
from typing import IO, TypeVar

import samhandling
from samhandling.files import stopping
from samhandling.files.limits import Limits
from samhandling.files.pieces import Ended, Piece
from samhandling.files.stopping import StopWords
from samhandling.files.wire import Decoder, Garbled
from samhandling.ground.faults import Refused

_ROOT = Path(samhandling.__file__).resolve().parents[1]
_START = "import sys; sys.path.append(sys.argv[1]); from {child} import main; main()"
# Settings and secrets stand in the environment; the child gets none of them.
_PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "TMPDIR", "TEMP")


_P = TypeVar("_P")


def command(name: str, limits: Limits, child: str = "samhandling.files.child") -> list[str]:
    """How the child is started: a new interpreter in isolated mode, never a fork of this process. `child` is one of our modules."""
    return [sys.executable, "-I", "-c", _START.format(child=child), str(_ROOT), name, json.dumps(asdict(limits))]


def guarded_pieces(source: IO[bytes], name: str, limits: Limits) -> Iterator[Piece]:
    """The pieces of the open file `source`, read in a child process. Raises Refused."""
    return guarded(source, command(name, limits), Decoder().piece, limits)


def guarded(
    source: IO[bytes], argv: list[str], understood: Callable[[bytes], _P], limits: Limits, why: StopWords = stopping
) -> Iterator[_P]:
    """What a child started as `argv` makes of `source`, line by line, until it ends. Raises Refused, in the words of `why`."""
    received = 0
    with tempfile.TemporaryFile() as complaints, _child(source, complaints, argv) as process:
        assert process.stdout is not None  # noqa: S101 (the type of Popen cannot say that a pipe was asked for)
        with _stopped_after(limits.seconds, process) as is_stopped:
            while line := process.stdout.readline(limits.wire_bytes):
                received += len(line)
                if received > limits.wire_bytes:
                    raise why.too_large(received, limits.wire_bytes)
                try:
                    piece = understood(line)
                except Garbled as garbled:
                    if is_stopped.is_set() or not line.endswith(b"\n"):
                        break
                    raise why.not_understood(str(garbled)) from None
                yield piece
                if isinstance(piece, Ended):
                    return
            # The clock still runs, so a child that closed its output without ending is stopped too.
            code = process.wait()
            raise _why(code, is_stopped.is_set(), complaints, limits, why)


@contextmanager
def _child(source: IO[bytes], complaints: IO[bytes], argv: list[str]) -> Iterator[subprocess.Popen[bytes]]:
    environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    with subprocess.Popen(argv, stdin=source, stdout=subprocess.PIPE, stderr=complaints, env=environment) as process:  # noqa: S603 (our own interpreter and code; the file's name is only a text to it)
        try:
            yield process
        finally:
            process.kill()


@contextmanager
def _stopped_after(seconds: float, process: subprocess.Popen[bytes]) -> Iterator[Event]:
    is_stopped = Event()

    def stop() -> None:
        is_stopped.set()
        process.kill()

    timer = Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    try:
        yield is_stopped
    finally:
        timer.cancel()


def _why(code: int, is_stopped: bool, complaints: IO[bytes], limits: Limits, why: StopWords) -> Refused:
    complaints.seek(0)
    said = complaints.read(4_096).decode("utf-8", "replace")
    if is_stopped or code == -getattr(signal, "SIGXCPU", 0):
        return why.out_of_time(limits)
    if "memory allocation" in said or "MemoryError" in said:
        return why.out_of_memory(limits)
    return why.broken_off(signal.Signals(-code).name if code < 0 else said.strip().rpartition("\n")[2][:200] or str(code))
