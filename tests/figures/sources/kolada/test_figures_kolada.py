"""Kolada version 3, against a server with the real definitions, places, groups and values."""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from loopback_server import Asked, FakeClock, Loopback, Reply, json_reply

from samhandling.figures.sources.fetched import Fetched
from samhandling.figures.sources.fetching import FetchFailed, Web
from samhandling.figures.sources.kolada import Kolada, KoladaQuery, parse
from samhandling.ground.faults import Refused

DATA = re.compile(r"/v3/data/kpi/([^/]+)(?:/municipality/([^/]+))?(?:/year/([^/]+))?")


@dataclass
class KoladaServer:
    """Refuses lists of more than 25, pages its answers, and names the next page with http and without a port, as Kolada does."""

    kpis: dict[str, dict[str, Any]]
    places: list[dict[str, Any]]
    groups: list[dict[str, Any]]
    values: list[dict[str, str]]
    page_size: int = 40
    following: str = "http://127.0.0.1{path}?page={page}{rest}"
    extra: list[dict[str, Any]] = field(default_factory=list)

    def __call__(self, asked: Asked) -> Reply:
        assert {name for name, _ in asked.parameters} <= {"page", "per_page", "title", "from_date"}
        if found := DATA.fullmatch(asked.path):
            lists = [part.split(",") if part else None for part in found.groups()]
            if any(part and len(part) > 25 for part in lists):
                return json_reply({"detail": "At most 25"}, 422)
            return self._paged(asked, [*self._values(*lists), *self.extra])
        match asked.path.split("/")[2:]:
            case ["kpi"]:
                wanted = (asked.parameter("title") or "").casefold()
                return self._paged(asked, [kpi for kpi in self.kpis.values() if wanted in kpi["title"].casefold()])
            case ["kpi", ids]:
                return self._paged(asked, [self.kpis[kpi] for kpi in ids.split(",") if kpi in self.kpis])
            case ["municipality"]:
                return self._paged(asked, self.places)
            case ["municipality_groups"]:
                return self._paged(asked, self.groups)
        return json_reply({"detail": "Not Found"}, 404)

    def _values(self, kpis: list[str] | None, places: list[str] | None, years: list[str] | None) -> list[dict[str, Any]]:
        found: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
        for row in self.values:
            cell = (row["kpi"], row["municipality_id"], row["year"])
            if all(wanted is None or code in wanted for code, wanted in zip(cell, (kpis, places, years), strict=True)):
                value = {"gender": row["gender"], "count": int(row["count"]), "status": row["status"], "value": float(row["value"])}
                found.setdefault(cell, []).append({**value, "isdeleted": False})
        return [{"kpi": k, "municipality": m, "period": int(y), "values": values} for (k, m, y), values in found.items()]

    def _paged(self, asked: Asked, rows: list[Any]) -> Reply:
        page = int(asked.parameter("page") or 1)
        shown = rows[(page - 1) * self.page_size : page * self.page_size]
        rest = "".join(f"&{name}={value}" for name, value in asked.parameters if name != "page")
        following = self.following.format(path=asked.path, page=page + 1, rest=rest) if page * self.page_size < len(rows) else None
        return json_reply({"values": shown, "count": len(shown), "next_url": following, "previous_url": None})


@pytest.fixture(scope="module")
def folder(shared: Path) -> Path:
    return shared / "data" / "statistics" / "kolada"


@pytest.fixture
def kolada_server(folder: Path) -> KoladaServer:
    kpis = {kpi["id"]: kpi for kpi in pq.read_table(folder / "kpi_metadata.parquet").slice(0, 4000).to_pylist()}
    members: dict[str, dict[str, Any]] = {}
    for row in pq.read_table(folder / "municipality_groups.parquet").slice(0, 900).to_pylist():
        group = members.setdefault(row["group_id"], {"id": row["group_id"], "title": row["group_title"], "members": []})
        group["members"].append({"member_id": row["member_id"], "member_title": row["member_title"]})
    texts = [(folder / f"{name}.csv").read_text("utf-8") for name in ("values_n00945", "values_grp_data")]
    values = [row for text in texts for row in csv.DictReader(text.splitlines())]
    return KoladaServer(kpis, pq.read_table(folder / "municipality.parquet").to_pylist(), list(members.values()), values)


@pytest.fixture
def server(kolada_server: KoladaServer) -> Iterator[Loopback]:
    with Loopback(kolada_server) as server:
        yield server


@pytest.fixture
def kolada(server: Loopback, web: Web) -> Kolada:
    return Kolada(web, f"{server.url}/v3")


def value(gender: str = "T", figure: float | None = 1.0, **more: Any) -> dict[str, Any]:
    return {"gender": gender, "count": 1, "status": "", "value": figure, "isdeleted": False, **more}


def row(*values: dict[str, Any], municipality: str = "0484", period: Any = 2024, kpi: str = "N00945") -> dict[str, Any]:
    return {"kpi": kpi, "municipality": municipality, "period": period, "values": list(values)}


def test_it_fetches_real_values_page_by_page(kolada: Kolada, kolada_server: KoladaServer, server: Loopback) -> None:
    places, years = ("0180", "1280", "1480"), tuple(range(2000, 2030))
    fetched = kolada.fetch(KoladaQuery("N00945", places, years))
    observations = parse(fetched)
    expected = {(r["municipality_id"], r["year"], r["gender"]): float(r["value"]) for r in kolada_server.values if r["kpi"] == "N00945"}
    rows = observations.table.to_pylist()
    assert {(r["place"], r["period"], json.loads(r["dims"])["gender"]): r["value"] for r in rows} == expected
    assert len(rows) == len(expected) > 40
    # Thirty years are asked for in two lists, of which the first needs two pages.
    assert sum(asked.path.startswith("/v3/data") for asked in server.asked) >= 2
    assert observations.title == kolada_server.kpis["N00945"]["title"]
    assert (fetched.producer, fetched.kind) == ("Kolada, RKA", "json")


def test_regions_and_the_nation_get_their_official_codes(kolada: Kolada, kolada_server: KoladaServer, server: Loopback) -> None:
    kolada_server.extra = [row(value(), municipality=code) for code in ("0000", "0004", "0484", "G114418")]
    observations = parse(kolada.fetch(KoladaQuery("N00945", ("00", "04", "0484", "G114418"), (1901,))))
    assert observations.table["place"].to_pylist() == ["00", "04", "0484", "G114418"]
    assert "/municipality/0000,0004,0484,G114418/" in server.asked[-1].path


def test_a_value_that_was_taken_away_does_not_live_on(kolada: Kolada, kolada_server: KoladaServer, server: Loopback) -> None:
    kolada_server.extra = [row(value("K", 6.2, isdeleted=True), value("M", None, status="Private"), value("T", 0.0))]
    observations = parse(kolada.fetch(KoladaQuery("N00945", ("0484",), (1901,), changed_since=date(2026, 5, 1))))
    found = {json.loads(r["dims"])["gender"]: (r["value"], r["status"]) for r in observations.table.to_pylist()}
    assert found == {"K": (None, "deleted"), "M": (None, "Private"), "T": (0.0, "")}
    assert server.asked[-1].parameter("from_date") == "2026-05-01"


def test_it_knows_when_it_was_published_and_when_the_next_comes(kolada: Kolada, clock: FakeClock, kolada_server: KoladaServer) -> None:
    kolada_server.extra = [row(value(), kpi="N00003")]
    fetched = kolada.fetch(KoladaQuery("N00003", ("0484",), (2025,)))
    assert clock.now().date() == date(2026, 6, 1)
    assert (fetched.published, fetched.next_update) == (date(2026, 4, 1), date(2026, 8, 28))


def test_it_reads_all_definitions_places_and_groups(kolada: Kolada, kolada_server: KoladaServer) -> None:
    kolada_server.page_size = 1000
    assert len(list(kolada.kpis())) == 4000
    places = {place.code: place for place in kolada.places()}
    assert len(places) == 312
    assert (places["00"].name, places["04"].name, places["0484"].name) == ("Riket", "Region Sörmland", "Eskilstuna")
    group = next(iter(kolada.groups()))
    assert (group.id, group.members[:3]) == ("G114418", ("0682", "1499", "1885"))


def test_it_asks_for_many_key_figures_in_lists_that_kolada_takes(kolada: Kolada, kolada_server: KoladaServer, server: Loopback) -> None:
    ids = list(kolada_server.kpis)[:60]
    assert [kpi.id for kpi in kolada.kpis([*ids, "N99999"])] == ids
    assert len(server.asked) == 3


def test_a_key_figure_that_ended_is_said_to_have_vanished(kolada: Kolada) -> None:
    with pytest.raises(FetchFailed) as caught:
        kolada.fetch(KoladaQuery("N99999", ("0484",), (2024,)))
    assert caught.value.reason == "vanished"


def test_it_asks_for_at_least_places_or_years(kolada: Kolada) -> None:
    with pytest.raises(FetchFailed) as caught:
        kolada.fetch(KoladaQuery("N00945"))
    assert caught.value.reason == "rejected"


@pytest.mark.parametrize(
    ("following", "reason"),
    [
        ("http://elsewhere.example/v3/data?page={page}", "moved"),
        ("http://127.0.0.1{path}?page=2", "unreadable"),
        ("http://[?{page}", "moved"),
    ],
)
def test_pages_that_lead_elsewhere_or_in_circles_are_refused(
    kolada: Kolada, kolada_server: KoladaServer, following: str, reason: str
) -> None:
    kolada_server.following, kolada_server.page_size = following, 5
    with pytest.raises(FetchFailed) as caught:
        kolada.fetch(KoladaQuery("N00945", ("0180", "1280"), tuple(range(2000, 2020))))
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    "changed",
    [
        row(value("X")),
        row(value(figure="1,5")),  # type: ignore[arg-type]
        row(value(figure=True)),
        row({"gender": "T", "status": ""}),
        row(value(), period="2024/25"),
        row(value(), period=None),
        {"kpi": "N00945", "place": "0484"},
        "a text",
    ],
)
def test_another_form_than_koladas_is_refused_with_its_row(changed: Any) -> None:
    body = {"definition": {"values": [{"id": "N00945", "title": "x"}]}, "pages": [{"values": [row(value()), changed]}]}
    with pytest.raises(Refused) as caught:
        parse(Fetched(json.dumps(body).encode(), "https://api.kolada.se/v3", datetime(2026, 1, 1, tzinfo=UTC), "json"))
    assert [fault.location.row for fault in caught.value.faults] == [2]


def test_the_same_cell_twice_is_refused() -> None:
    body = {"definition": {"id": "N00945", "title": "x"}, "pages": [{"values": [row(value())]}, {"values": [row(value(figure=2.0))]}]}
    with pytest.raises(Refused) as caught:
        parse(Fetched(json.dumps(body).encode(), "u", datetime(2026, 1, 1, tzinfo=UTC), "json"))
    assert "0484 2024" in caught.value.faults[0].read


@pytest.mark.parametrize("data", [b"", b"[]", b'{"pages":[]}', b'{"definition":{},"pages":[]}', b"\xff", b"[" * 5000])
def test_what_is_no_answer_of_koladas_is_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        parse(Fetched(data, "u", datetime(2026, 1, 1, tzinfo=UTC), "json"))
