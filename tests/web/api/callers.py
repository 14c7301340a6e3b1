"""Programs that call the API: with whose token, and what they send."""

import json
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.test import Client

API = "/api/v1"


@dataclass
class Program:
    """A program with a token, or without one."""

    token: str = ""
    language: str = "sv"

    def ask(self, path: str, query: dict[str, Any] | None = None, **headers: str) -> Any:
        """Read an address of the API."""
        return Client().get(f"{API}{path}", query or {}, headers=self._headers(headers))

    def read(self, path: str, **query: Any) -> Any:
        """What an address that is there answers."""
        answer = self.ask(path, query)
        assert answer.status_code == 200, (path, answer.status_code, answer.content[:400])
        return answer.json()

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """Send JSON; a text is sent as it is."""
        data = body if isinstance(body, str | bytes) else json.dumps(body)
        kind = headers.pop("content_type", "application/json")
        return Client().generic(method, f"{API}{path}", data, content_type=kind, headers=self._headers(headers))

    def _headers(self, more: dict[str, str]) -> dict[str, str]:
        found = {"Accept-Language": self.language, **{name.replace("_", "-"): text for name, text in more.items()}}
        return {**found, "Authorization": f"Bearer {self.token}"} if self.token else found


def problem_of(answer: HttpResponse, status: int) -> Any:
    """The problem that an answer tells of."""
    assert answer.status_code == status, (answer.status_code, answer.content[:600])
    assert answer.headers["Content-Type"] == "application/problem+json"
    told = json.loads(answer.content)
    assert told["status"] == status
    return told
