"""A real HTTP server on loopback that answers as a test says, also badly; and a clock that passes without waiting."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from types import TracebackType
from typing import Any, Literal, Self
from urllib.parse import parse_qsl, unquote, urlsplit


@dataclass(frozen=True)
class Asked:
    """One request that the server got."""

    method: str
    path: str
    parameters: list[tuple[str, str]]
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    def parameter(self, name: str) -> str | None:
        return dict(self.parameters).get(name)


@dataclass(frozen=True)
class Reply:
    """One answer. `manner` says how it is sent: whole, cut off half-way, without end, never, or byte by byte."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    manner: Literal["whole", "cut", "endless", "silent", "drip"] = "whole"


def json_reply(body: Any, status: int = 200, headers: Mapping[str, str] | None = None, content_type: str = "application/json") -> Reply:
    return Reply(json.dumps(body, ensure_ascii=False).encode(), status, {"Content-Type": content_type, **(headers or {})})


class Loopback:
    """A server whose answers `answer` gives. `asked` are the requests so far."""

    def __init__(self, answer: Callable[[Asked], Reply]) -> None:
        self.asked: list[Asked] = []
        self.broken: list[BaseException] = []
        self.answer = answer
        self.closing = Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_of(self))
        self._server.daemon_threads = True
        self._server.block_on_close = False
        self._thread = Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
        if error is None and self.broken:
            raise self.broken[0]


def _handler_of(loopback: Loopback) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # Headers and body leave in two writes; with Nagle's algorithm each answer would take 40 ms.
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            self._answer()

        def do_POST(self) -> None:
            self._answer()

        def log_message(self, *_: Any) -> None:
            """Silent: a test says what it needs."""

        def _answer(self) -> None:
            split = urlsplit(self.path)
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            parameters = parse_qsl(split.query, keep_blank_values=True)
            asked = Asked(self.command, unquote(split.path), parameters, {k.lower(): v for k, v in self.headers.items()}, body)
            loopback.asked.append(asked)
            try:
                reply = loopback.answer(asked)
            except Exception as error:
                # A broken rule of the test itself must fail the test, not look like a source with a bad day.
                loopback.broken.append(error)
                reply = Reply(repr(error).encode(), 400)
            self._send(reply)

        def _send(self, reply: Reply) -> None:
            try:
                if reply.manner == "silent":
                    loopback.closing.wait(5)
                    self.close_connection = True
                    return
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                if reply.manner == "endless":
                    self.send_header("Connection", "close")
                    self.end_headers()
                    while not loopback.closing.is_set():
                        self.wfile.write(reply.body)
                    return
                self.send_header("Content-Length", str(len(reply.body)))
                self.end_headers()
                self._send_body(reply)
            except OSError:
                self.close_connection = True

        def _send_body(self, reply: Reply) -> None:
            if reply.manner == "cut":
                self.wfile.write(reply.body[: len(reply.body) // 2])
                self.wfile.flush()
                self.close_connection = True
            elif reply.manner == "drip":
                for at in range(len(reply.body)):
                    self.wfile.write(reply.body[at : at + 1])
                    self.wfile.flush()
                    if loopback.closing.wait(0.005):
                        return
            else:
                self.wfile.write(reply.body)

    return Handler


class FakeClock:
    """A clock that passes only when someone sleeps; `slept` are the waits. `tick` passes at each look at `monotonic`."""

    def __init__(self, start: datetime = datetime(2026, 6, 1, 12, 0, tzinfo=UTC), tick: float = 0.0) -> None:
        self.start = start
        self.passed = 0.0
        self.tick = tick
        self.slept: list[float] = []

    def now(self) -> datetime:
        return self.start + timedelta(seconds=self.passed)

    def monotonic(self) -> float:
        self.passed += self.tick
        return self.passed

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.passed += seconds


def turns(*replies: Reply) -> Callable[[Asked], Reply]:
    """The replies in turn; the last one again and again."""
    left = list(replies)

    def answer(_: Asked) -> Reply:
        return left.pop(0) if len(left) > 1 else left[0]

    return answer
