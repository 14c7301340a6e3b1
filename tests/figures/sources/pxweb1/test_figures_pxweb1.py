"""PxWeb API version 1, against a server that reads its questions as PxWeb does."""

import json
from collections.abc import Iterator
from itertools import product
from math import prod
from pathlib import Path
from typing import Any

import pytest
from loopback_server import Asked, Loopback, Reply, json_reply

from samhandling.figures.sources.fetching import FetchFailed, Web
from samhandling.figures.sources.from_cubes import Axes
from samhandling.figures.sources.pxweb1 import PxWeb1, PxWeb1Query, parse
from samhandling.figures.sources.selecting import Selection
from samhandling.files.cube.cubes import Cube, text_in
from samhandling.files.px.whole import read_px
from samhandling.ground.faults import Refused

EVERYTHING = Selection(("*",))
PATH = "Konkurser och offentliga ackord/Tabell på svenska.px"
ADDRESS = f"/api/v1/sv/{PATH}"


class Database:
    """One table, its variables and figures from a real PX file. The bounds are the ones that it tells in ?config."""

    def __init__(self, cube: Cube, most_cells: int = 300) -> None:
        self.cube = cube
        self.config: Reply = json_reply({"maxValues": most_cells, "maxCells": most_cells, "maxCalls": 30, "timeWindow": 10, "CORS": True})
        self.most_cells = most_cells
        self.figures = {tuple(row[:-2]): row[-2:] for row in cube.rows()}
        self.updated = ["2026-05-28T06:00:00Z"]

    def __call__(self, asked: Asked) -> Reply:
        if asked.path == "/api/v1/sv" and asked.parameters == [("config", "")]:
            return self.config
        if asked.path == "/api/v1/sv/Konkurser och offentliga ackord":
            return json_reply([{"id": "Tabell på svenska.px", "type": "t", "text": "Utsläpp", "updated": "2026-05-28T08:00:00"}])
        if asked.path != ADDRESS:
            return Reply(b"", 404)
        return self._table() if asked.method == "GET" else self._figures(asked.json)

    def _table(self) -> Reply:
        variables: list[dict[str, Any]] = []
        for dimension in self.cube.dimensions:
            texts = [text_in(category.label, "sv", category.code) for category in dimension.categories]
            variable = {"code": dimension.id, "text": text_in(dimension.label, "sv"), "values": list(dimension.codes), "valueTexts": texts}
            flags = {"time": True} if dimension.role == "time" else {"elimination": True} if dimension.elimination is not None else {}
            variables.append({**variable, **flags})
        return json_reply({"title": "Utsläpp", "variables": variables})

    def _figures(self, question: Any) -> Reply:
        assert set(question) == {"query", "response"}
        assert question["response"] == {"format": "json-stat2"}
        chosen = {item["code"]: item["selection"]["values"] for item in question["query"]}
        assert all(item["selection"]["filter"] in ("item", "vs:Alla") for item in question["query"])
        axes = {dimension.id: dimension for dimension in self.cube.dimensions}
        if prod(map(len, chosen.values())) > self.most_cells:
            return Reply("Too many values selected".encode("utf-16"), 403)
        if set(chosen) != set(axes) or any(set(codes) - set(axes[name].codes) for name, codes in chosen.items()):
            return json_reply({"error": "The query is invalid"}, 400)
        cells = [self.figures[codes] for codes in product(*(chosen[name] for name in axes))]
        dimension = {name: {"category": {"index": {code: at for at, code in enumerate(chosen[name])}}} for name in axes}
        updated = self.updated.pop() if len(self.updated) > 1 else self.updated[0]
        whole = {
            "version": "2.0",
            "class": "dataset",
            "label": "Utsläpp",
            "source": "Tillväxtanalys",
            "updated": updated,
            "id": list(axes),
            "size": [len(chosen[name]) for name in axes],
            "role": {"time": [name for name, axis in axes.items() if axis.role == "time"]},
            "dimension": dimension,
            "value": [value for value, _ in cells],
            "status": {str(at): status for at, (_, status) in enumerate(cells) if status},
        }
        return json_reply(whole)


@pytest.fixture(scope="module")
def cube(shared: Path) -> Cube:
    return read_px((shared / "data" / "statistics" / "px" / "TAB003.px").read_bytes(), "TAB003.px")


@pytest.fixture
def database(cube: Cube) -> Database:
    return Database(cube)


@pytest.fixture
def server(database: Database) -> Iterator[Loopback]:
    with Loopback(database) as server:
        yield server


@pytest.fixture
def site(server: Loopback, web: Web) -> PxWeb1:
    return PxWeb1(web, f"{server.url}/api/v1/sv", producer="Tillväxtanalys", licence="CC0")


@pytest.fixture
def everything(cube: Cube) -> PxWeb1Query:
    return PxWeb1Query(PATH, {dimension.id: EVERYTHING for dimension in cube.dimensions})


def test_it_fetches_a_real_table_in_parts_within_the_limit(site: PxWeb1, everything: PxWeb1Query, cube: Cube, server: Loopback) -> None:
    fetched = site.fetch(everything)
    observations = parse(fetched, Axes(everywhere="00"))
    posts = [asked for asked in server.asked if asked.method == "POST"]
    assert len(posts) > 1
    assert observations.table.num_rows == prod(cube.shape)
    found = {(row["period"], row["dims"]): (row["value"], row["status"] or None) for row in observations.table.to_pylist()}
    time = next(dimension.id for dimension in cube.dimensions if dimension.role == "time")
    ids = [dimension.id for dimension in cube.dimensions]
    for row in cube.rows():
        cell = dict(zip(ids, map(str, row[:-2]), strict=True))
        period = cell.pop(time)
        assert found[period, json.dumps(dict(sorted(cell.items())), ensure_ascii=False, separators=(",", ":"))] == row[-2:]
    assert (fetched.producer, fetched.licence, str(fetched.published)) == ("Tillväxtanalys", "CC0", "2026-05-28 06:00:00+00:00")
    assert set(observations.table["place"].to_pylist()) == {"00"}


def test_it_lists_what_the_database_holds(site: PxWeb1) -> None:
    (node,) = site.entries("Konkurser och offentliga ackord")
    assert (node.id, node.kind, str(node.updated)) == ("Tabell på svenska.px", "t", "2026-05-28 08:00:00")


def test_it_manages_a_site_that_tells_no_limits(site: PxWeb1, everything: PxWeb1Query, database: Database) -> None:
    database.config, database.most_cells = Reply(b"", 404), 200
    assert site.most_cells() == 10_000
    assert parse(site.fetch(everything)).table.num_rows == prod(database.cube.shape)


def test_it_manages_a_site_whose_limits_are_nonsense(site: PxWeb1, database: Database) -> None:
    database.config = json_reply({"maxValues": "many"})
    assert site.most_cells() == 10_000


def test_a_selection_may_name_a_set_of_values(site: PxWeb1, everything: PxWeb1Query, cube: Cube, server: Loopback) -> None:
    first, time = cube.dimensions[0], next(dimension.id for dimension in cube.dimensions if dimension.role == "time")
    selections = {**everything.selections, first.id: Selection(first.codes[:1], "vs:Alla"), time: Selection(("bottom(1)",))}
    site.fetch(PxWeb1Query(PATH, selections))
    assert server.asked[-1].json["query"][0]["selection"] == {"filter": "vs:Alla", "values": [first.codes[0]]}


def test_it_says_that_a_table_has_vanished(site: PxWeb1) -> None:
    with pytest.raises(FetchFailed) as caught:
        site.fetch(PxWeb1Query("Konkurser/gammal.px", {"Tid": EVERYTHING}))
    assert (caught.value.reason, caught.value.faults[0].location.file.endswith("/Konkurser/gammal.px")) == ("vanished", True)


def test_it_names_what_the_table_does_not_have(site: PxWeb1, everything: PxWeb1Query, cube: Cube) -> None:
    first = cube.dimensions[0].id
    with pytest.raises(FetchFailed) as caught:
        site.fetch(PxWeb1Query(PATH, {**everything.selections, first: Selection(("gone", *cube.dimensions[0].codes)), "Sni": EVERYTHING}))
    assert caught.value.faults[0].read == f"{first}=gone, Sni"


def test_it_asks_for_a_choice_where_the_source_cannot_sum(site: PxWeb1) -> None:
    with pytest.raises(Refused) as caught:
        site.fetch(PxWeb1Query(PATH))
    assert caught.value.faults


def test_parts_of_two_releases_are_never_mixed(site: PxWeb1, everything: PxWeb1Query, database: Database) -> None:
    database.updated = ["2026-05-29T06:00:00Z", "2026-05-28T06:00:00Z"]
    assert str(site.fetch(everything).published) == "2026-05-29 06:00:00+00:00"
    database.updated = [f"2026-05-{day}T06:00:00Z" for day in range(10, 30)]
    with pytest.raises(FetchFailed) as caught:
        site.fetch(everything)
    assert caught.value.is_passing


@pytest.mark.parametrize(
    "reply",
    [
        json_reply({"title": "x", "variables": [{"code": "a", "text": "a", "values": ["1", "2"], "valueTexts": ["ett"]}]}),
        json_reply({"title": "x"}),
        json_reply([1]),
        Reply("<html>Underhåll</html>".encode("latin-1")),
        Reply('{"title":"Utsläpp"}'.encode("latin-1")),
    ],
)
def test_a_strange_description_is_refused(web: Web, reply: Reply) -> None:
    with Loopback(lambda asked: reply) as server, pytest.raises(FetchFailed) as caught:
        PxWeb1(web, server.url).variables("x")
    assert caught.value.reason == "unreadable"


@pytest.mark.parametrize(("old", "new"), [(b'"index"', b'"indices"'), (b'{"index": {"', b'{"index": {"x'), (b'"value"', b"\xe5")])
def test_an_answer_that_is_not_what_was_asked_for_is_refused(
    web: Web, everything: PxWeb1Query, database: Database, old: bytes, new: bytes
) -> None:
    def strange(asked: Asked) -> Reply:
        reply = database(asked)
        return Reply(reply.body.replace(old, new, 1), reply.status, reply.headers) if asked.method == "POST" else reply

    with Loopback(strange) as server, pytest.raises(FetchFailed) as caught:
        PxWeb1(web, f"{server.url}/api/v1/sv").fetch(everything)
    assert caught.value.reason == "unreadable"
