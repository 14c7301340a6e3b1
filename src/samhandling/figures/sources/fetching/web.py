"""Asking a source over HTTP: retried while it may help, at a polite rate, within bounds of time and size."""

import json
import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import TracebackType
from typing import Any, Self

import httpx

from samhandling.figures.sources.fetching.cache import DiskCache, Kept, key_of
from samhandling.figures.sources.fetching.clock import Clock, SystemClock
from samhandling.figures.sources.fetching.failing import FetchFailed, failed, reason_of
from samhandling.figures.sources.fetching.pace import POLITE, Pace, Rate
from samhandling.figures.sources.fetching.patience import Patience, asked_wait
from samhandling.figures.sources.fetching.saying import first_words
from samhandling.ground.said import Said

Parameters = Sequence[tuple[str, str]]
_REDIRECTS = (301, 302, 303, 307, 308)
_MOST_REDIRECTS = 5
_HOST = re.compile(r"[\w.:-]*\w[\w.:-]*")
_WEB_ADDRESS = Said("en adress på webben (http eller https)", "an address on the web (http or https)")


@dataclass(frozen=True, slots=True)
class Terms:
    """How we ask. `whole_seconds` bounds one attempt with its body; `most_bytes` one answer, unpacked."""

    connect_seconds: float = 10.0
    read_seconds: float = 60.0
    whole_seconds: float = 300.0
    most_bytes: int = 200_000_000
    rate: Rate = POLITE
    patience: Patience = field(default_factory=Patience)
    user_agent: str = "Samhandling (official statistics for regional plans)"


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer. `accessed` is when it was fetched, or when the source last said that it is unchanged."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    accessed: datetime
    from_disk: bool = False


@dataclass(frozen=True, slots=True)
class _Question:
    method: str
    url: str
    content: bytes
    headers: Mapping[str, str]


class Web:
    """The way out. Hand in clock and chance to test without waiting; close it, or use it in a `with`."""

    def __init__(
        self,
        *,
        terms: Terms | None = None,
        disk: DiskCache | None = None,
        clock: Clock | None = None,
        chance: Callable[[], float] = random.random,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self.terms = terms or Terms()
        self.clock = clock or SystemClock()
        self.pace = Pace(self.clock, self.terms.rate)
        self._disk = disk
        self._chance = chance
        timeout = httpx.Timeout(self.terms.read_seconds, connect=self.terms.connect_seconds)
        self._client = httpx.Client(timeout=timeout, transport=transport, headers={"User-Agent": self.terms.user_agent})

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def get(
        self,
        url: str,
        parameters: Parameters = (),
        *,
        accept: str = "*/*",
        max_age: timedelta = timedelta(0),
        keep_if: Callable[[bytes], bool] = bool,
    ) -> Answer:
        """The answer at `url`.

        An answer on disk younger than `max_age` is given without asking; an older one is asked about (ETag, Last-Modified) and given
        where the source says that it is unchanged. Only bodies for which `keep_if` holds are kept. Raises FetchFailed.
        """
        full = _address(url, parameters)
        return self._ask_or_find(_Question("GET", full, b"", {"Accept": accept}), max_age, keep_if)

    def post(self, url: str, body: Any, parameters: Parameters = (), *, accept: str = "*/*", max_age: timedelta = timedelta(0)) -> Answer:
        """The answer to `body`, sent as JSON. For questions only: it is asked again after a failure. Raises FetchFailed."""
        content = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
        headers = {"Accept": accept, "Content-Type": "application/json"}
        return self._ask_or_find(_Question("POST", _address(url, parameters), content, headers), max_age, bool)

    def _ask_or_find(self, question: _Question, max_age: timedelta, keep_if: Callable[[bytes], bool]) -> Answer:
        key = key_of(question.method, question.url, question.content)
        kept = self._disk.find(key) if self._disk else None
        if kept and timedelta(0) <= self.clock.now() - kept.accessed < max_age:
            return Answer(kept.url, 200, kept.headers, kept.body, kept.accessed, from_disk=True)
        answer = self._ask_patiently(_asking_if_changed(question, kept))
        if answer.status == 304 and kept:
            answer = Answer(kept.url, 200, kept.headers, kept.body, answer.accessed, from_disk=True)
        if self._disk and keep_if(answer.body):
            self._disk.keep(key, Kept(answer.url, answer.accessed, answer.headers, answer.body))
        return answer

    def _ask_patiently(self, question: _Question) -> Answer:
        patience = self.terms.patience
        attempt = 1
        while True:
            try:
                return self._ask(question)
            except FetchFailed as failure:
                attempt += 1
                if not failure.is_passing or attempt > patience.attempts:
                    raise
                asked = (failure.until - self.clock.now()).total_seconds() if failure.until else 0.0
                if asked > patience.asked_seconds:
                    raise
                self.clock.sleep(max(asked, patience.seconds_before(attempt, self._chance)))

    def _ask(self, question: _Question) -> Answer:
        url = question.url
        for _ in range(_MOST_REDIRECTS + 1):
            answer = self._once(question, url)
            if answer.status not in _REDIRECTS:
                return self._checked(answer, question)
            url = _next_address(question, url, answer)
        raise failed("moved", question.url, url, status=answer.status)

    def _once(self, question: _Question, url: str) -> Answer:
        """One call: its body read within bounds of time and size. Raises FetchFailed for what httpx raises."""
        try:
            self.pace.wait_for(httpx.URL(url).host)
            with self._client.stream(question.method, url, content=question.content or None, headers=dict(question.headers)) as response:
                body = self._body(response, question.url)
                return Answer(url, response.status_code, dict(response.headers), body, self.clock.now())
        except (httpx.UnsupportedProtocol, httpx.InvalidURL) as error:
            raise failed("rejected", question.url, str(error), expected=_WEB_ADDRESS) from None
        except httpx.TimeoutException as error:
            raise failed("slow", question.url, type(error).__name__) from None
        except (httpx.RemoteProtocolError, httpx.ReadError, httpx.WriteError, httpx.DecodingError) as error:
            raise failed("cut_off", question.url, str(error) or type(error).__name__) from None
        except httpx.TransportError as error:
            raise failed("unreachable", question.url, str(error) or type(error).__name__) from None

    def _body(self, response: httpx.Response, url: str) -> bytes:
        terms, begun = self.terms, self.clock.monotonic()
        announced = response.headers.get("content-length", "")
        if announced.isdigit() and int(announced[:18]) > terms.most_bytes:
            raise _too_large(url, announced, terms.most_bytes)
        body = bytearray()
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > terms.most_bytes:
                raise _too_large(url, f"> {terms.most_bytes}", terms.most_bytes)
            if self.clock.monotonic() - begun > terms.whole_seconds:
                raise failed("slow", url, f"{len(body)} byte / {terms.whole_seconds:g} s")
        return bytes(body)

    def _checked(self, answer: Answer, question: _Question) -> Answer:
        if answer.status == 304 or 200 <= answer.status < 300:
            return answer
        asked = asked_wait(answer.headers.get("retry-after"), self.clock.now()) if answer.status in (429, 503) else None
        until = self.clock.now() + timedelta(seconds=min(asked, 366 * 86_400.0)) if asked is not None else None
        read = f"HTTP {answer.status} {first_words(answer.body)}".strip()
        raise failed(reason_of(answer.status), question.url, read, status=answer.status, until=until)


def _address(url: str, parameters: Parameters) -> str:
    """The whole address. Raises FetchFailed where it is none, or not one of the web."""
    try:
        whole = httpx.URL(url).copy_merge_params(list(parameters)) if parameters else httpx.URL(url)
        if whole.scheme in ("http", "https") and _HOST.fullmatch(whole.host):
            return str(whole)
        problem = url
    except (httpx.InvalidURL, UnicodeError) as error:
        problem = str(error)
    raise failed("rejected", url, problem, expected=_WEB_ADDRESS)


def _asking_if_changed(question: _Question, kept: Kept | None) -> _Question:
    if kept is None or question.method != "GET":
        return question
    named = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
    conditions = {condition: kept.headers[name] for name, condition in named.items() if name in kept.headers}
    return _Question(question.method, question.url, question.content, {**question.headers, **conditions})


def _next_address(question: _Question, url: str, answer: Answer) -> str:
    """Where a redirection leads. Another host, or the way from https to http, is for a person to decide."""
    target = httpx.URL(url).join(answer.headers.get("location", ""))
    keeps_safe = target.scheme == "https" or target.scheme == httpx.URL(url).scheme
    if question.method != "GET" or target.host != httpx.URL(url).host or not keeps_safe:
        raise failed("moved", question.url, str(target), status=answer.status)
    return str(target)


def _too_large(url: str, read: str, most: int) -> FetchFailed:
    millions = f"{most / 1_000_000:g}"
    return failed("too_large", url, read, expected=Said(f"ett svar på högst {millions} MB", f"an answer of at most {millions} MB"))
