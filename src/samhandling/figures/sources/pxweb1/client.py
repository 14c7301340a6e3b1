"""Asking PxWeb API version 1: the lists of a database, a table's variables, and its figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import quote, unquote

from samhandling.figures.sources.fetched import Fetched
from samhandling.figures.sources.fetching import Answer, FetchFailed, Web
from samhandling.figures.sources.fetching.failing import failed, unreadable
from samhandling.figures.sources.fetching.pace import Rate
from samhandling.figures.sources.joining import collection_of, json_object, json_of, refuse_other_codes
from samhandling.figures.sources.moments import moment_of
from samhandling.figures.sources.selecting import Selection, chosen_codes, must_be_chosen
from samhandling.figures.sources.splitting import cells_in, split
from samhandling.ground.said import Said

# What the sites in use allow at least; kept to where a site does not answer ?config (older ones do not).
_LEAST_CELLS = 10_000
_MOST_HALVINGS = 4
_DESCRIPTIONS_LAST = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable of a table: its codes in order with their labels."""

    code: str
    label: str
    values: Mapping[str, str]
    can_be_eliminated: bool
    is_time: bool


@dataclass(frozen=True, slots=True)
class Node:
    """An entry of a list: a folder ("l"), a table ("t") or a heading ("h")."""

    id: str
    kind: str
    label: str
    updated: date | datetime | None


@dataclass(frozen=True, slots=True)
class PxWeb1Query:
    """A table by its path below the site's root ("START/AM/AM0210/AM0210A/ArbStatusM") and what to fetch of it.

    A selection's codelist is a filter that the site knows ("vs:RegionLän07", "agg:RegionNUTS2_2008"); its codes cannot be listed with
    this version, so they are written out.
    """

    path: str
    selections: Mapping[str, Selection] = field(default_factory=dict)


class PxWeb1:
    """One database in one language. `root` is the address above its tables: https://api.scb.se/OV0104/v1/doris/sv/ssd."""

    def __init__(self, web: Web, root: str, *, producer: str = "", licence: str = "") -> None:
        self._web = web
        self._root = root.rstrip("/")
        self._producer = producer
        self._licence = licence
        self._most_cells: int | None = None

    def most_cells(self) -> int:
        """The cells that the site gives in one answer, by ?config; asked once, and its rate of calls kept to from then on."""
        if self._most_cells is None:
            self._most_cells = self._configured()
        return self._most_cells

    def entries(self, path: str = "") -> tuple[Node, ...]:
        """What lies at `path`. Raises FetchFailed."""
        answer = self._web.get(self._address(path), max_age=_DESCRIPTIONS_LAST)
        found = json_of(answer)
        try:
            return tuple(Node(str(item["id"]), str(item["type"]), str(item["text"]), moment_of(item.get("updated"))) for item in found)
        except (KeyError, TypeError) as error:
            raise unreadable(answer.url, repr(error), Said("en lista med tabeller", "a list of tables")) from None

    def variables(self, path: str, *, max_age: timedelta = timedelta(0)) -> tuple[Variable, ...]:
        """The variables of a table. Raises FetchFailed (`vanished` where there is no such table)."""
        answer = self._web.get(self._address(path), max_age=max_age)
        return _variables(json_object(answer), answer.url)

    def fetch(self, query: PxWeb1Query, *, max_age: timedelta = timedelta(0)) -> Fetched:
        """The figures, as JSON-stat 2.0; a question above the site's limit is split and the answers joined as a collection.

        Raises FetchFailed: also where the table has other variables or codes than the query names, and where it changed meanwhile.
        """
        url = self._address(query.path)
        codes = self._codes(query, url, max_age)
        answers = self._all(url, codes, query, max_age)
        if len(_moments(answers)) > 1:
            # The source published while we asked; what is on disk is of two releases, so ask again without it.
            answers = self._all(url, codes, query, timedelta(0))
        moments = _moments(answers)
        if len(moments) > 1:
            raise failed(
                "cut_off", url, ", ".join(moments), expected=Said("alla delar ur samma publicering", "all parts of the same release")
            )
        return Fetched(
            data=collection_of([answer.body for answer in answers]),
            url=url,
            accessed=max(answer.accessed for answer in answers),
            kind="json-stat",
            published=moment_of(moments[0]),
            licence=self._licence,
            producer=self._producer or str(json_object(answers[0]).get("source", "")),
            note=None if len(answers) == 1 else Said(f"Hämtad i {len(answers)} delar.", f"Fetched in {len(answers)} parts."),
        )

    def _configured(self) -> int:
        try:
            answer = self._web.get(self._root, [("config", "")], max_age=_DESCRIPTIONS_LAST)
            found = json_object(answer)
            rate = Rate(int(found["maxCalls"]) * 4 // 5, float(found["timeWindow"]))
            most = int(found.get("maxCells") or found["maxValues"])
        except FetchFailed as failure:
            if failure.is_passing:
                raise
            return _LEAST_CELLS
        except (KeyError, TypeError, ValueError):
            return _LEAST_CELLS
        self._web.pace.keep_to(self._host, rate)
        return most

    @property
    def _host(self) -> str:
        return self._root.split("//", 1)[-1].split("/", 1)[0].split(":", 1)[0]

    def _address(self, path: str) -> str:
        # Names of folders hold spaces and Swedish letters, as in "Konkurser och offentliga ackord".
        parts = [quote(unquote(part), safe="") for part in path.strip("/").split("/") if part]
        return "/".join([self._root, *parts])

    def _codes(self, query: PxWeb1Query, url: str, max_age: timedelta) -> dict[str, tuple[str, ...]]:
        variables = self.variables(query.path, max_age=max_age)
        left_out = [variable.code for variable in variables if variable.code not in query.selections and not variable.can_be_eliminated]
        if left_out:
            raise must_be_chosen(url, left_out)
        filtered = {name: selection.values for name, selection in query.selections.items() if selection.codelist}
        offered = {variable.code: filtered.get(variable.code, tuple(variable.values)) for variable in variables}
        return chosen_codes(url, query.selections, offered)

    def _all(self, url: str, codes: Mapping[str, Sequence[str]], query: PxWeb1Query, max_age: timedelta) -> list[Answer]:
        return [answer for part in split(codes, self.most_cells()) for answer in self._part(url, part, query, max_age, _MOST_HALVINGS)]

    def _part(self, url: str, codes: Mapping[str, tuple[str, ...]], query: PxWeb1Query, max_age: timedelta, halvings: int) -> list[Answer]:
        try:
            answer = self._web.post(url, _question(codes, query), max_age=max_age)
        except FetchFailed as failure:
            # PxWeb answers 403 where a question asks for too many values.
            if failure.status not in (403, 413) or not halvings or cells_in(codes) < 2:
                raise
            halves = split(codes, (cells_in(codes) + 1) // 2)
            return [answer for half in halves for answer in self._part(url, half, query, max_age, halvings - 1)]
        refuse_other_codes(answer, codes)
        return [answer]


def _question(codes: Mapping[str, tuple[str, ...]], query: PxWeb1Query) -> dict[str, Any]:
    asked = [
        {"code": name, "selection": {"filter": query.selections[name].codelist or "item", "values": list(values)}}
        for name, values in codes.items()
    ]
    return {"query": asked, "response": {"format": "json-stat2"}}


def _variables(found: Mapping[str, Any], url: str) -> tuple[Variable, ...]:
    try:
        return tuple(
            Variable(
                code=str(item["code"]),
                label=str(item["text"]),
                values=dict(zip(map(str, item["values"]), map(str, item["valueTexts"]), strict=True)),
                can_be_eliminated=item.get("elimination") is True,
                is_time=item.get("time") is True,
            )
            for item in found["variables"]
        )
    except (KeyError, TypeError, ValueError) as error:
        raise unreadable(
            url,
            repr(error),
            Said("en tabells variabler med lika många koder som texter", "a table's variables, with as many codes as labels"),
        ) from None


def _moments(answers: Sequence[Answer]) -> list[str]:
    return sorted({str(json_object(answer).get("updated", "")) for answer in answers})
