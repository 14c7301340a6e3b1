"""A small mail server on loopback: takes messages, or refuses and breaks off as it is told to."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any


@dataclass
class PostOffice:
    """What it has received, and how it behaves: the answer to each word, and whether it hangs up in the middle of a message."""

    port: int = 0
    received: list[EmailMessage] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    hangs_up: bool = False

    def subjects(self) -> list[str]:
        return [str(one["Subject"]) for one in self.received]

    def recipients(self) -> list[str]:
        return [str(one["To"]) for one in self.received]


class _Counter(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        office: PostOffice = self.server.office  # type: ignore[attr-defined]
        self._say("220 here")
        for line in self.rfile:
            said = line.decode().strip()
            word = said.split(" ")[0].upper()
            office.said.append(said)
            if word == "EHLO":
                self._say("250-here\r\n250 AUTH PLAIN")
            elif word == "DATA" and word not in office.answers:
                self._say("354 go on")
                if not self._take(office):
                    return
            else:
                self._say(office.answers.get(word, "250 fine"))
            if word == "QUIT":
                return

    def _say(self, words: str) -> None:
        self.wfile.write(words.encode() + b"\r\n")

    def _take(self, office: PostOffice) -> bool:
        lines = list(iter(self.rfile.readline, b".\r\n"))
        if office.hangs_up:
            return False
        message: Any = message_from_bytes(b"".join(lines), policy=policy.default)
        office.received.append(message)
        self._say(office.answers.get("END", "250 taken"))
        return True


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


@contextmanager
def post_office() -> Iterator[PostOffice]:
    """Open for as long as the block lasts."""
    with _Server(("127.0.0.1", 0), _Counter) as server:
        office = PostOffice(server.server_address[1])
        server.office = office  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield office
        finally:
            server.shutdown()
            thread.join()
