"""Sources in small on loopback: a statistical database of the older kind, Kolada, and the way to them that does not wait."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from itertools import product
from pathlib import Path
from typing import Any

# The servers of the sources' own tests lie in their folder, which is on the path only when those tests run.
sys.path.insert(0, str(Path(__file__).parent / "sources"))

from loopback_server import Asked, FakeClock, Loopback, Reply, json_reply

from samhandling.figures.fetching.asking import Asking, PxSite, Sites
from samhandling.figures.sources.fetching import Terms, Web
from samhandling.figures.sources.fetching.patience import Patience

Cell = Callable[[Mapping[str, str]], float | None]

MONTHS = {"2026M03": "2026M03", "2026M04": "2026M04"}
LABOUR = {
    "Region": ("region", {"00": "Riket", "04": "Södermanlands län", "20": "Dalarnas län"}),
    "Kon": ("kön", {"1": "män", "2": "kvinnor", "1+2": "totalt"}),
    "Alder": ("ålder", {"15-74": "15-74 år", "20-64": "20-64 år"}),
    "Fodelseregion": ("födelseregion", {"TOT": "totalt", "200": "utrikes född"}),
    "ContentsCode": ("tabellinnehåll", {"U": "arbetslöshet, procent", "S": "sysselsättningsgrad, procent"}),
    "Tid": ("månad", MONTHS),
}


def unemployment(cell: Mapping[str, str]) -> float:
    """Another figure for each cell, with one decimal."""
    base = {"00": 60, "04": 70, "20": 40}[cell["Region"]] + {"1": 2, "2": -2, "1+2": 0}[cell["Kon"]]
    return (base + int(cell["Tid"][-2:]) + (100 if (cell["Alder"], cell["ContentsCode"]) != ("20-64", "U") else 0)) / 10


@dataclass
class Older:
    """One table below `path` of a database of the older kind. What is left out of a question is summed, where it may be left out."""

    path: str
    variables: Mapping[str, tuple[str, Mapping[str, str]]] = field(default_factory=lambda: LABOUR)
    cell: Cell = unemployment
    updated: str = "2026-06-11T06:00:00Z"
    left_out: tuple[str, ...] = ()
    symbol: str = ".."
    strange: Reply | None = None
    most_cells: int = 500

    def __call__(self, asked: Asked) -> Reply:
        if asked.parameters == [("config", "")]:
            return json_reply({"maxValues": self.most_cells, "maxCells": self.most_cells, "maxCalls": 30, "timeWindow": 10})
        if self.strange:
            return self.strange
        if not asked.path.endswith(self.path):
            return Reply(b"", 404)
        return self._table() if asked.method == "GET" else self._figures(asked.json["query"])

    def _table(self) -> Reply:
        variables: list[dict[str, Any]] = [
            {"code": code, "text": text, "values": list(values), "valueTexts": list(values.values())}
            | ({"time": True} if code == "Tid" else {})
            | ({"elimination": True} if code in self.left_out else {})
            for code, (text, values) in self.variables.items()
        ]
        return json_reply({"title": "Tabell", "variables": variables})

    def _figures(self, query: list[dict[str, Any]]) -> Reply:
        chosen = {item["code"]: item["selection"]["values"] for item in query}
        wrong = [code for code, values in chosen.items() if set(values) - set(self.variables[code][1])]
        if wrong or set(self.variables) - set(chosen) - set(self.left_out):
            return json_reply({"error": "The query is invalid"}, 400)
        shown = [code for code in self.variables if code in chosen]
        summed = [code for code in self.variables if code not in chosen]
        values = [self._sum(dict(zip(shown, codes, strict=True)), summed) for codes in product(*(chosen[code] for code in shown))]
        dimension = {code: self._dimension(code, chosen[code]) for code in shown}
        role = {"time": ["Tid"], "geo": ["Region"] if "Region" in shown else [], "metric": [c for c in shown if c == "ContentsCode"]}
        return json_reply(
            {
                "version": "2.0",
                "class": "dataset",
                "label": "Tabell",
                "source": "SCB",
                "updated": self.updated,
                "id": shown,
                "size": [len(chosen[code]) for code in shown],
                "role": {name: ids for name, ids in role.items() if ids},
                "dimension": dimension,
                "value": values,
                "status": {str(at): self.symbol for at, value in enumerate(values) if value is None},
            }
        )

    def _sum(self, cell: Mapping[str, str], summed: list[str]) -> float | None:
        rest = [dict(zip(summed, codes, strict=True)) for codes in product(*(self.variables[code][1] for code in summed))]
        values = [self.cell({**cell, **one}) for one in rest]
        return None if None in values else sum(value for value in values if value is not None)

    def _dimension(self, code: str, codes: list[str]) -> dict[str, Any]:
        text, values = self.variables[code]
        return {
            "label": text,
            "category": {"index": {one: at for at, one in enumerate(codes)}, "label": {one: values[one] for one in codes}},
        }


@dataclass
class KoladaInSmall:
    """One key figure: value of a place, year and gender; `None` where Kolada gives none."""

    kpi: str
    value: Callable[[str, str, str], float | None]
    places: tuple[str, ...] = ("0000", "0004", "0020")
    years: tuple[str, ...] = ("2023", "2024")

    def __call__(self, asked: Asked) -> Reply:
        parts = asked.path.strip("/").split("/")
        if parts[1] == "kpi":
            found = {
                "id": self.kpi,
                "title": "Sysselsatta",
                "description": "Andel",
                "municipality_type": "A",
                "publication_date": "2026-01-15",
            }
            return json_reply({"values": [found]})
        wanted = set(parts[parts.index("year") + 1].split(","))
        rows = [
            {
                "kpi": self.kpi,
                "municipality": place,
                "period": int(year),
                "values": [{"gender": sex, "count": 1, "status": "", "value": self.value(place, year, sex)} for sex in "TKM"],
            }
            for place in self.places
            for year in self.years
            if year in wanted
        ]
        return json_reply({"values": rows, "count": len(rows)})


class Ways:
    """The way to a server on loopback that stands for every source; its clock passes without waiting."""

    def __init__(self, server: Loopback, attempts: int = 2) -> None:
        self.clock = FakeClock()
        self._server = server
        self._terms = Terms(connect_seconds=2, read_seconds=2, patience=Patience(attempts=attempts))

    def __call__(self) -> Web:
        return Web(terms=self._terms, clock=self.clock, chance=lambda: 1.0)

    def asking(self, web: Web) -> Asking:
        url = self._server.url
        scb = PxSite(f"{url}/v2", f"{url}/v1/ssd/START", "SCB", "CC0")
        growth = PxSite("", f"{url}/PxWeb/api/v1/sv/Tillväxtanalys statistikdatabas", "Tillväxtanalys", "", "names")
        return Asking(web, Sites({"scb": scb, "tillvaxtanalys": growth}, f"{url}/kolada", f"{url}/eurostat"))


def changed(table: Older, **fields: Any) -> Older:
    """The same table after the source has changed something."""
    return replace(table, **fields)
