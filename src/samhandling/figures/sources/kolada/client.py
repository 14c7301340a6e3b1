"""Asking Kolada: key figures, places, groups, and the values of a key figure for places and years."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import httpx

from samhandling.figures.sources.fetched import Fetched
from samhandling.figures.sources.fetching import Answer, Web
from samhandling.figures.sources.fetching.failing import failed, unreadable
from samhandling.figures.sources.joining import json_object, plain
from samhandling.figures.sources.kolada.answers import Group, KoladaPlace, Kpi, group_of, kpi_of, place_of, to_kolada
from samhandling.figures.sources.splitting import batches
from samhandling.ground.said import Said

# Kolada refuses longer lists in an address.
_MOST_AT_ONCE = 25
_MOST_PAGES = 500
_DESCRIPTIONS_LAST = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class KoladaQuery:
    """A key figure for places (Statistics Sweden's codes, or groups by Kolada's id) and years. No places means all, no years means all.

    `changed_since`: only values that were changed from that day on; the ones that were taken away then come with the status "deleted".
    """

    kpi: str
    places: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    changed_since: date | None = None


class Kolada:
    """Kolada's interface. `base` is the address before `/data`."""

    def __init__(self, web: Web, base: str = "https://api.kolada.se/v3") -> None:
        self._web = web
        self._base = base.rstrip("/")

    def kpis(self, ids: Sequence[str] = (), *, title: str = "") -> Iterator[Kpi]:
        """Key figures by id, or all whose title matches. An id that Kolada does not know is not in the answer. Raises FetchFailed."""
        for batch in batches(ids, _MOST_AT_ONCE):
            address = "/".join(["kpi", *([",".join(batch)] if batch else [])])
            yield from (kpi_of(found, url) for found, url in self._values(address, [("title", title)] if title else []))

    def places(self) -> Iterator[KoladaPlace]:
        """All municipalities, regions and the nation. Raises FetchFailed."""
        return (place_of(found, url) for found, url in self._values("municipality", []))

    def groups(self, *, title: str = "") -> Iterator[Group]:
        """Groups of municipalities or regions, such as the ones that are alike. Raises FetchFailed."""
        return (group_of(found, url) for found, url in self._values("municipality_groups", [("title", title)] if title else []))

    def fetch(self, query: KoladaQuery, *, max_age: timedelta = timedelta(0)) -> Fetched:
        """The values, with the key figure's definition: `{"definition": ..., "pages": [...]}`, each answer word for word.

        Raises FetchFailed: `rejected` without places and years, `vanished` where Kolada no longer has the key figure.
        """
        url = f"{self._base}/data/kpi/{query.kpi}"
        if not query.places and not query.years:
            raise failed("rejected", url, query.kpi, expected=Said("platser eller år, helst båda", "places or years, preferably both"))
        kpi, definition = self._definition(query.kpi, max_age)
        pages = [
            page
            for places in batches([to_kolada(place) for place in query.places], _MOST_AT_ONCE)
            for years in batches([str(year) for year in query.years], _MOST_AT_ONCE)
            for page in self._pages(_data_path(query.kpi, places, years), _since(query.changed_since), max_age)
        ]
        accessed = max(page.accessed for page in pages)
        return Fetched(
            data=b'{"definition":' + plain(definition.body) + b',\n"pages":[' + b",\n".join(plain(page.body) for page in pages) + b"]}",
            url=pages[0].url if len(pages) == 1 else url,
            accessed=accessed,
            kind="json",
            published=kpi.published_by(accessed.date()),
            next_update=kpi.next_after(accessed.date()),
            licence="Fri användning med källan angiven: Kolada",
            producer="Kolada, RKA",
            note=None if len(pages) == 1 else Said(f"Hämtad i {len(pages)} delar.", f"Fetched in {len(pages)} parts."),
        )

    def _definition(self, kpi: str, max_age: timedelta) -> tuple[Kpi, Answer]:
        answer = self._web.get(f"{self._base}/kpi/{kpi}", max_age=max(max_age, timedelta(minutes=5)))
        found = json_object(answer)
        # One id gives the key figure itself or a list of one.
        values = found["values"] if isinstance(found.get("values"), list) else [found]
        for value in values:
            if isinstance(value, dict) and value.get("id") == kpi:
                return kpi_of(value, answer.url), answer
        raise failed("vanished", answer.url, kpi, expected=Said(f"nyckeltalet {kpi}", f"the key figure {kpi}"))

    def _values(self, path: str, parameters: Sequence[tuple[str, str]]) -> Iterator[tuple[Any, str]]:
        for page in self._pages(path, parameters, _DESCRIPTIONS_LAST):
            for found in _values_of(page):
                yield found, page.url

    def _pages(self, path: str, parameters: Sequence[tuple[str, str]], max_age: timedelta) -> Iterator[Answer]:
        """The answer and those that follow it."""
        url, seen, asked = f"{self._base}/{path}", set[str](), list(parameters)
        while True:
            answer = self._web.get(url, asked, max_age=max_age)
            _values_of(answer)
            seen.add(answer.url)
            yield answer
            found = json_object(answer)
            following = found.get("next_url") or found.get("next_page")
            if not following:
                return
            url, asked = self._following(str(following), answer.url), []
            if url in seen or len(seen) >= _MOST_PAGES:
                raise unreadable(answer.url, url, Said("en ny sida efter varje", "a new page after each"))

    def _following(self, following: str, url: str) -> str:
        """The next page's address, which must lie at Kolada too; it names http even when it was asked with https."""
        try:
            base, target = httpx.URL(self._base), httpx.URL(url).join(following)
        except httpx.InvalidURL:
            raise unreadable(url, following, Said("adressen till nästa sida", "the address of the next page")) from None
        if target.host != base.host or target.scheme not in ("http", "https"):
            raise failed("moved", url, following)
        return str(target.copy_with(scheme=base.scheme, port=base.port))


def _values_of(answer: Answer) -> list[Any]:
    values = json_object(answer).get("values")
    if not isinstance(values, list):
        raise unreadable(
            answer.url, answer.body[:120].decode("utf-8", "replace"), Said('en lista i fältet "values"', 'a list in the field "values"')
        )
    return values


def _data_path(kpi: str, places: Sequence[str], years: Sequence[str]) -> str:
    named = [("kpi", (kpi,)), ("municipality", places), ("year", years)]
    return "/".join(["data", *(f"{name}/{','.join(codes)}" for name, codes in named if codes)])


def _since(day: date | None) -> list[tuple[str, str]]:
    return [("from_date", day.isoformat())] if day else []
