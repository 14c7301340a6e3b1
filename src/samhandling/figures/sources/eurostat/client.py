"""Asking Eurostat: a data set with filters, also where it prepares the answer first or finds the question too large."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from samhandling.figures.sources.fetched import Fetched
from samhandling.figures.sources.fetching import Answer, FetchFailed, Web
from samhandling.figures.sources.fetching.failing import failed, unreadable
from samhandling.figures.sources.joining import collection_of, json_object
from samhandling.figures.sources.moments import moment_of
from samhandling.figures.sources.splitting import cells_in, split
from samhandling.ground.said import Said

# Two answers carry the number 413: one means "narrow the question", the other "I am preparing it, ask again".
_TOO_BIG, _LATER = "EXTRACTION_TOO_BIG", "ASYNCHRONOUS_RESPONSE"
_WAITS = (10.0, 20.0, 40.0, 60.0)
_MOST_FILTERS = 50
_MOST_HALVINGS = 6


@dataclass(frozen=True, slots=True)
class EurostatQuery:
    """A data set and its filters (dimension → codes). `since` and `until` are periods (2015, 2015-Q1); "" leaves that side open."""

    dataset: str
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    since: str = ""
    until: str = ""


class Eurostat:
    """The interface. `base` is the address before `/statistics`."""

    def __init__(self, web: Web, base: str = "https://ec.europa.eu/eurostat/api/dissemination", language: str = "EN") -> None:
        self._web = web
        self._base = base.rstrip("/")
        self._language = language

    def fetch(self, query: EurostatQuery, *, max_age: timedelta = timedelta(0)) -> Fetched:
        """The figures. A question that is too large is split along its filters, where they leave room for it.

        Raises FetchFailed: `too_large` where it cannot be split further, `slow` where the answer is not ready after two minutes.
        """
        answers = self._parts(query, dict(query.filters), max_age, _MOST_HALVINGS)
        found = [json_object(answer) for answer in answers]
        moments = [str(item.get("updated", "")) for item in found]
        if len(set(moments)) > 1:
            read = ", ".join(sorted(set(moments)))
            raise failed(
                "cut_off", self._url(query), read, expected=Said("alla delar ur samma publicering", "all parts of the same release")
            )
        return Fetched(
            data=collection_of([answer.body for answer in answers]),
            url=answers[0].url if len(answers) == 1 else self._url(query),
            accessed=max(answer.accessed for answer in answers),
            kind="json-stat",
            published=moment_of(moments[0]),
            licence="CC BY 4.0",
            producer="Eurostat" if found[0].get("source") in ("ESTAT", None) else str(found[0]["source"]),
            note=None if len(answers) == 1 else Said(f"Hämtad i {len(answers)} delar.", f"Fetched in {len(answers)} parts."),
        )

    def _url(self, query: EurostatQuery) -> str:
        return f"{self._base}/statistics/1.0/data/{query.dataset}"

    def _parts(self, query: EurostatQuery, filters: Mapping[str, tuple[str, ...]], max_age: timedelta, halvings: int) -> list[Answer]:
        """One call, or as many as Eurostat's bounds on addresses and extractions ask for."""
        codes = sum(map(len, filters.values()))
        try:
            if codes > _MOST_FILTERS and cells_in(filters) > 1:
                raise failed("too_large", self._url(query), _TOO_BIG)
            return [self._ready(query, filters, max_age)]
        except FetchFailed as failure:
            if _TOO_BIG not in failure.faults[0].read or cells_in(filters) < 2 or not halvings:
                raise
        halves = split(filters, (cells_in(filters) + 1) // 2)
        return [answer for half in halves for answer in self._parts(query, half, max_age, halvings - 1)]

    def _ready(self, query: EurostatQuery, filters: Mapping[str, tuple[str, ...]], max_age: timedelta) -> Answer:
        """The answer, waited for where Eurostat prepares it first."""
        for seconds in (*_WAITS, None):
            answer = self._ask(query, filters, max_age)
            if answer is not None:
                return answer
            if seconds is not None:
                self._web.clock.sleep(seconds)
        raise failed("slow", self._url(query), _LATER, expected=Said("ett svar som är klart", "an answer that is ready"))

    def _ask(self, query: EurostatQuery, filters: Mapping[str, tuple[str, ...]], max_age: timedelta) -> Answer | None:
        """The answer, or None where Eurostat says that it is being prepared."""
        period = [("sinceTimePeriod", query.since)] if query.since else []
        period += [("untilTimePeriod", query.until)] if query.until else []
        asked = [
            ("format", "JSON"),
            ("lang", self._language),
            *((name, code) for name, codes in filters.items() for code in codes),
            *period,
        ]
        try:
            answer = self._web.get(self._url(query), asked, max_age=max_age, keep_if=_is_dataset)
        except FetchFailed as failure:
            if failure.status == 413 and _LATER in failure.faults[0].read:
                return None
            raise
        found = json_object(answer)
        if _is_being_prepared(found):
            return None
        if found.get("class") != "dataset":
            read = answer.body[:200].decode("utf-8", "replace")
            raise unreadable(answer.url, read, Said("en datamängd i JSON-stat 2.0", "a data set in JSON-stat 2.0"))
        if not found.get("value") and not found.get("status"):
            # A code that does not exist gives a success without figures.
            read = ", ".join(f"{name}={'+'.join(codes)}" for name, codes in filters.items())
            raise failed("rejected", answer.url, read, expected=Said("ett urval som har värden", "a selection that has values"))
        return answer


def _is_dataset(body: bytes) -> bool:
    # The promise of a later answer comes as a success; kept on disk it would be given again.
    return b'"warning"' not in body[:200]


def _is_being_prepared(found: Mapping[str, Any]) -> bool:
    warning = found.get("warning")
    return isinstance(warning, dict) and _LATER in str(warning.get("label", ""))
