"""Asking PxWebApi 2.0: what it allows, which tables it has and which changed, a table's metadata and its figures."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import quote

from samhandling.figures.sources.fetched import Fetched
from samhandling.figures.sources.fetching import Answer, FetchFailed, Web
from samhandling.figures.sources.fetching.failing import failed, unreadable
from samhandling.figures.sources.fetching.pace import Rate
from samhandling.figures.sources.joining import collection_of, json_object, refuse_other_codes
from samhandling.figures.sources.moments import moment_of
from samhandling.figures.sources.pxwebapi2.answers import (
    Codelist,
    Config,
    TableFound,
    TableMetadata,
    codelist_of,
    config_of,
    metadata_of,
    table_of,
)
from samhandling.figures.sources.selecting import Selection, chosen_codes, must_be_chosen
from samhandling.figures.sources.splitting import cells_in, split
from samhandling.ground.said import Said

_FORMAT = "json-stat2"
_LONGEST_ADDRESS = 1_800
_MOST_PAGES = 1_000
_MOST_HALVINGS = 3
_DESCRIPTIONS_LAST = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class TableQuery:
    """A table by its id and what to fetch of it: variable → selection. A variable left out is summed by the source, where it can be."""

    table: str
    selections: Mapping[str, Selection] = field(default_factory=dict)


class PxWebApi2:
    """One site. `base` is the address before `/tables`; `language` one that the site has, "" for the site's own."""

    def __init__(self, web: Web, base: str, language: str = "") -> None:
        self._web = web
        self._base = base.rstrip("/")
        self._language = language
        self._config: Config | None = None

    def config(self) -> Config:
        """What the site allows; asked once, and from then on kept to. Raises FetchFailed."""
        if self._config is None:
            url = f"{self._base}/config"
            answer = self._web.get(url, accept="application/json", max_age=_DESCRIPTIONS_LAST)
            config = config_of(json_object(answer), url)
            if self._language and self._language not in config.languages:
                has = ", ".join(config.languages)
                raise failed(
                    "rejected",
                    url,
                    self._language,
                    expected=Said(f"ett språk som källan har ({has})", f"a language that the source has ({has})"),
                )
            if _FORMAT not in config.formats:
                raise unreadable(url, ", ".join(config.formats), _FORMAT)
            # Others may stand behind the same address, so a fifth is left to them.
            self._web.pace.keep_to(_host(url), Rate(config.most_calls * 4 // 5, float(config.window_seconds)))
            self._config = config
        return self._config

    def tables(self, query: str = "", *, past_days: int | None = None, include_discontinued: bool = False) -> Iterator[TableFound]:
        """The tables that match `query` and were updated within `past_days` days (all, where None), page by page. Raises FetchFailed."""
        asked = [("query", query)] if query else []
        asked += [("pastDays", str(past_days))] if past_days is not None else []
        asked += [("includeDiscontinued", "true")] if include_discontinued else []
        url, page = f"{self._base}/tables", 1
        while page <= _MOST_PAGES:
            answer = self._get(url, [*asked, ("pageNumber", str(page))])
            found = json_object(answer)
            try:
                yield from [table_of(table, answer.url) for table in found["tables"]]
                pages = int(found["page"]["totalPages"])
            except (KeyError, TypeError, ValueError) as error:
                raise unreadable(answer.url, repr(error), "PxWebApi 2.0 TablesResponse") from None
            if page >= pages:
                return
            page += 1
        raise failed("too_large", url, f"> {_MOST_PAGES}")

    def metadata(self, table: str, *, max_age: timedelta = timedelta(0)) -> TableMetadata:
        """A table's variables, dates and codelists. Raises FetchFailed (`vanished` where there is no such table)."""
        answer = self._get(f"{self._base}/tables/{table}/metadata", max_age=max_age)
        return metadata_of(json_object(answer), table, answer.url)

    def codelist(self, codelist: str) -> Codelist:
        """A grouping or set of values. Raises FetchFailed."""
        answer = self._get(f"{self._base}/codelists/{codelist}", max_age=_DESCRIPTIONS_LAST)
        return codelist_of(json_object(answer), answer.url)

    def fetch(self, query: TableQuery, *, max_age: timedelta = timedelta(0)) -> Fetched:
        """The figures, as JSON-stat 2.0; a question above the site's limit is split and the answers joined as a collection.

        Raises FetchFailed: also where the table has other variables or codes than the query names, and where it changed meanwhile.
        """
        config, metadata = self.config(), self.metadata(query.table, max_age=max_age)
        url = f"{self._base}/tables/{query.table}/data"
        codes, codelists = self._codes(query, metadata, url)
        answers = self._all_parts(url, codes, codelists, config.most_cells, max_age)
        moments = {str(json_object(answer).get("updated", "")) for answer in answers}
        if len(moments) > 1:
            # The source published while we asked; what is on disk is of two releases, so ask again without it.
            answers = self._all_parts(url, codes, codelists, config.most_cells, timedelta(0))
            moments = {str(json_object(answer).get("updated", "")) for answer in answers}
        if len(moments) > 1:
            raise failed(
                "cut_off",
                url,
                ", ".join(sorted(moments)),
                expected=Said("alla delar ur samma publicering", "all parts of the same release"),
            )
        return Fetched(
            data=collection_of([answer.body for answer in answers]),
            url=answers[0].url if len(answers) == 1 else url,
            accessed=max(answer.accessed for answer in answers),
            kind="json-stat",
            published=moment_of(moments.pop()) or metadata.updated,
            next_update=metadata.next_update,
            licence=config.licence,
            producer=metadata.source or config.references.get(self._language or config.default_language, ""),
            note=None if len(answers) == 1 else Said(f"Hämtad i {len(answers)} delar.", f"Fetched in {len(answers)} parts."),
        )

    def _codes(self, query: TableQuery, metadata: TableMetadata, url: str) -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
        """(the codes to ask for by variable, the codelists to apply by variable). Single values are asked for without their grouping."""
        left_out = [
            name for name, variable in metadata.variables.items() if name not in query.selections and not variable.can_be_eliminated
        ]
        if left_out:
            raise must_be_chosen(url, left_out)
        lists = {name: self.codelist(chosen.codelist) for name, chosen in query.selections.items() if chosen.codelist}
        offered = {name: tuple(lists[name].values) if name in lists else variable.codes for name, variable in metadata.variables.items()}
        codes = chosen_codes(url, query.selections, offered)
        single = {name for name in lists if query.selections[name].output == "single"}
        for name in single:
            members = {member for code in codes[name] for member in lists[name].values[code]}
            codes[name] = tuple(code for code in metadata.variables[name].codes if code in members)
        return codes, {name: found.id for name, found in lists.items() if name not in single}

    def _all_parts(
        self, url: str, codes: Mapping[str, Sequence[str]], codelists: Mapping[str, str], most_cells: int, max_age: timedelta
    ) -> list[Answer]:
        parts = split(codes, most_cells)
        return [answer for part in parts for answer in self._part(url, part, codelists, max_age, _MOST_HALVINGS)]

    def _part(
        self, url: str, codes: Mapping[str, tuple[str, ...]], codelists: Mapping[str, str], max_age: timedelta, halvings: int
    ) -> list[Answer]:
        """One call, or where the source finds it too large after all (403), two that ask for half each."""
        try:
            answer = self._ask(url, codes, codelists, max_age)
        except FetchFailed as failure:
            if failure.status not in (403, 413) or not halvings or cells_in(codes) < 2:
                raise
            halves = split(codes, (cells_in(codes) + 1) // 2)
            return [answer for half in halves for answer in self._part(url, half, codelists, max_age, halvings - 1)]
        refuse_other_codes(answer, codes)
        return [answer]

    def _ask(self, url: str, codes: Mapping[str, tuple[str, ...]], codelists: Mapping[str, str], max_age: timedelta) -> Answer:
        """By GET while it fits in an address, since such an answer can be opened in a browser and kept by its ETag; else by POST."""
        asked = [(f"valuecodes[{name}]", ",".join(values)) for name, values in codes.items()]
        asked += [(f"codelist[{name}]", codelist) for name, codelist in codelists.items()]
        ambiguous = any(set(code) & set(",()*?[]") for values in codes.values() for code in values)
        if not ambiguous and len(quote(str(asked))) < _LONGEST_ADDRESS:
            return self._get(url, [*asked, ("outputFormat", _FORMAT)], max_age)
        selection = [
            {"variableCode": name, **({"codelist": codelists[name]} if name in codelists else {}), "valueCodes": list(values)}
            for name, values in codes.items()
        ]
        return self._web.post(
            url, {"selection": selection}, [*self._lang(), ("outputFormat", _FORMAT)], accept="application/json", max_age=max_age
        )

    def _get(self, url: str, parameters: Sequence[tuple[str, str]] = (), max_age: timedelta = timedelta(0)) -> Answer:
        return self._web.get(url, [*self._lang(), *parameters], accept="application/json", max_age=max_age)

    def _lang(self) -> list[tuple[str, str]]:
        return [("lang", self._language)] if self._language else []


def _host(url: str) -> str:
    return url.split("//", 1)[-1].split("/", 1)[0].rsplit("@", 1)[-1].split(":", 1)[0]
