"""PxWebApi 2.0, against a site whose every request and answer is judged by the specification."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from loopback_server import Asked, FakeClock, Loopback, Reply
from openapi_rules import Broken, OpenApiRules, rules_of
from stat_bank import Cell, StatBank, problem

from samhandling.figures.sources.fetching import DiskCache, FetchFailed, Web
from samhandling.figures.sources.pxwebapi2 import PxWebApi2, TableQuery, parse
from samhandling.figures.sources.selecting import Selection
from samhandling.files.px.whole import read_px
from samhandling.ground.faults import Refused

EVERYTHING = Selection(("*",))
GROUPS = "agg_RegionNUTS2_2008"


@pytest.fixture(scope="module")
def statistics(shared: Path) -> Path:
    return shared / "data" / "statistics"


@pytest.fixture(scope="module")
def rules(statistics: Path) -> OpenApiRules:
    return rules_of(statistics / "scb_meta" / "PxAPI-2.openapi.yml")


def real(statistics: Path, name: str) -> Any:
    return json.loads((statistics / "jsonstat" / name).read_text("utf-8"))


@cache
def census(statistics: Path) -> tuple[dict[str, Any], dict[tuple[str, ...], Cell]]:
    """Metadata as the real site gave it, and the real figures of the same table from its PX file."""
    metadata = real(statistics, "pxwebapi2_MetadataById_tab001_js2.json")
    # The real answer goes beyond the specification in its links, which the client does not read.
    metadata.pop("link")
    for dimension in metadata["dimension"].values():
        dimension.pop("link", None)
    cube = read_px((statistics / "px" / "TAB001.px").read_bytes())
    assert [dimension.id.casefold() for dimension in cube.dimensions] == [name.casefold() for name in metadata["id"]]
    return metadata, {tuple(row[:-2]): (row[-2], row[-1] or "") for row in cube.rows()}


@cache
def population(statistics: Path) -> dict[str, Any]:
    """A table by Swedish regions: the real list of regions, in the form that the specification has."""
    example = yaml.load((statistics / "scb_meta" / "pxapi2_dataset-meta_example.yml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    regions = example["dataset-meta"]["value"]["dimension"]["Region"]["category"]
    link = {"rel": "metadata", "hreflang": "sv", "href": "https://my-site.com/api/v2/codelists/x"}
    codelists = [{"id": GROUPS, "label": "NUTS2", "type": "Aggregation", "links": [link]}]
    years = [str(year) for year in range(2015, 2025)]
    dimension = {
        "Region": {
            "label": "region",
            "category": regions,
            "extension": {"elimination": True, "eliminationValueCode": "00", "codelists": codelists},
        },
        "Kon": {
            "label": "kön",
            "category": {"index": {"1": 0, "2": 1}, "label": {"1": "män", "2": "kvinnor"}},
            "extension": {"elimination": True},
        },
        "ContentsCode": {
            "label": "tabellinnehåll",
            "category": {
                "index": {"N1": 0, "N2": 1},
                "label": {"N1": "Folkmängd", "N2": "Andel"},
                "unit": {"N1": {"base": "antal", "decimals": 0}, "N2": {"base": "procent", "decimals": 1}},
            },
            "extension": {"elimination": False},
        },
        "Tid": {
            "label": "år",
            "category": {"index": {y: at for at, y in enumerate(years)}, "label": {y: y for y in years}},
            "extension": {"elimination": False},
        },
    }
    return {
        "version": "2.0",
        "class": "dataset",
        "label": "Folkmängd efter region, kön, tabellinnehåll och år",
        "source": "SCB",
        "updated": "2026-02-21T07:00:00Z",
        "role": {"time": ["Tid"], "geo": ["Region"], "metric": ["ContentsCode"]},
        "id": list(dimension),
        "size": [len(regions["index"]), 2, 2, 10],
        "dimension": dimension,
        "extension": {"px": {"nextUpdate": "2027-02-20T07:00:00Z"}},
        "value": [],
    }


def person(cell: Any) -> Cell:
    """A figure that tells which cell it is of; one municipality's women are secret in 2020."""
    if (cell["Region"], cell["Kon"], cell["Tid"]) == ("0480", "2", "2020"):
        return None, ".."
    return int(cell["Region"]) * 100 + int(cell["Kon"]) * 10 + int(cell["Tid"]) % 10 + (0.5 if cell["ContentsCode"] == "N2" else 0), ""


@pytest.fixture
def bank(statistics: Path, rules: OpenApiRules) -> StatBank:
    config = {**real(statistics, "pxwebapi2_GetApiConfiguration.json"), "maxDataCells": 500}
    metadata, figures = census(statistics)

    def counted(cell: Any) -> Cell:
        return figures[tuple(cell[name] for name in metadata["id"])]

    codelist = real(statistics, "pxapispecs_codelists-agg_RegionNUTS2_2008-response.json")
    # The example is older than the specification, which says `label` and asks for `languages`.
    values = [{"code": item["code"], "label": item["value"], "valueMap": item["valueMap"]} for item in codelist["values"]]
    return StatBank(
        rules,
        config,
        {"TAB001": (metadata, counted), "TAB638": (population(statistics), person)},
        real(statistics, "pxwebapi2_ListAllTables.json")["tables"],
        {GROUPS: {**codelist, "values": values, "languages": ["sv"]}},
    )


@pytest.fixture
def server(bank: StatBank) -> Iterator[Loopback]:
    with Loopback(bank) as server:
        yield server


@pytest.fixture
def site(server: Loopback, web: Web) -> PxWebApi2:
    return PxWebApi2(web, server.url, "sv")


def figures_of(site: PxWebApi2, **selections: Selection) -> dict[tuple[str, str, str], tuple[float | None, str]]:
    rows = parse(site.fetch(TableQuery("TAB638", selections))).table.to_pylist()
    return {(row["place"], row["period"], row["dims"]): (row["value"], row["status"]) for row in rows}


def test_it_reads_what_the_site_allows_and_keeps_to_it(site: PxWebApi2, server: Loopback, clock: FakeClock) -> None:
    config = site.config()
    assert (config.most_cells, config.most_calls, config.window_seconds, config.languages) == (500, 30, 10, ("en", "sv"))
    assert config.licence.endswith("/cc0/")
    assert config.references["sv"] == "Källa: SCB"
    site.config()
    assert len(server.asked) == 1
    for _ in range(60):
        site.codelist(GROUPS)
    # 30 calls in 10 seconds are allowed; a fifth is left to others, so 60 calls take two windows.
    assert 20 <= clock.passed <= 30


def test_it_says_which_languages_there_are(server: Loopback, web: Web) -> None:
    with pytest.raises(FetchFailed) as caught:
        PxWebApi2(web, server.url, "fi").config()
    assert "en, sv" in caught.value.faults[0].expected.sv


def test_it_lists_every_page_of_tables(site: PxWebApi2, server: Loopback, statistics: Path) -> None:
    tables = list(site.tables(past_days=5, include_discontinued=True))
    assert [table.id for table in tables] == [item["id"] for item in real(statistics, "pxwebapi2_ListAllTables.json")["tables"]]
    assert tables[0].updated == datetime(2023, 5, 25, 13, 42, tzinfo=UTC)
    assert tables[0].variables == ("sector", "greenhouse gas", "contents", "year")
    first = server.asked[0]
    assert (first.parameter("pastDays"), first.parameter("includeDiscontinued"), first.parameter("lang")) == ("5", "true", "sv")


def test_it_searches_tables(site: PxWebApi2) -> None:
    assert [table.id for table in site.tables("land use")] == ["TAB005"]


def test_it_knows_when_the_next_figures_come(site: PxWebApi2) -> None:
    metadata = site.metadata("TAB638")
    assert metadata.next_update == datetime(2027, 2, 20, 7, tzinfo=UTC)
    assert metadata.variables["Region"].codelists == (GROUPS,)
    assert len(metadata.variables["Region"].codes) == 312
    assert [name for name, variable in metadata.variables.items() if variable.can_be_eliminated] == ["Region", "Kon"]


def test_it_fetches_a_whole_real_table_in_parts_that_fit(site: PxWebApi2, server: Loopback, statistics: Path) -> None:
    metadata, figures = census(statistics)
    fetched = site.fetch(TableQuery("TAB001", dict.fromkeys(metadata["id"], EVERYTHING)))
    observations = parse(fetched)
    assert observations.table.num_rows == 5940 == len(figures)
    assert sum(asked.path.endswith("/data") for asked in server.asked) >= 12
    for row in observations.table.to_pylist():
        dims = json.loads(row["dims"])
        assert (row["value"], row["status"]) == figures[row["place"], dims["SEX"], dims["AGE"], dims["ContentsCode"], row["period"]]
    assert (observations.unit, observations.decimals) == ("amount", 0)
    assert (fetched.producer, fetched.published, fetched.next_update) == ("Eurostat", datetime(2023, 5, 25, 13, 42, tzinfo=UTC), None)


def test_it_carries_dates_licence_and_symbols(site: PxWebApi2) -> None:
    selections = {
        "Region": Selection(("00", "04", "0480")),
        "Kon": Selection(("2",)),
        "ContentsCode": Selection(("N1",)),
        "Tid": Selection(("2020",)),
    }
    fetched = site.fetch(TableQuery("TAB638", selections))
    assert (fetched.published_on, fetched.next_update) == (date(2026, 2, 21), datetime(2027, 2, 20, 7, tzinfo=UTC))
    assert (fetched.licence, fetched.producer, fetched.kind) == (
        "https://creativecommons.org/share-your-work/public-domain/cc0/",
        "SCB",
        "json-stat",
    )
    rows = parse(fetched).table.to_pylist()
    assert [(row["place"], row["value"], row["status"], row["unit"], row["decimals"]) for row in rows] == [
        ("00", 20.0, "", "antal", 0),
        ("04", 420.0, "", "antal", 0),
        ("0480", None, "..", "antal", 0),
    ]


def test_the_unit_follows_the_measure(site: PxWebApi2) -> None:
    selections = {"Region": Selection(("04",)), "ContentsCode": EVERYTHING, "Tid": Selection(("bottom(1)",))}
    observations = parse(site.fetch(TableQuery("TAB638", selections)))
    units = {json.loads(row["dims"])["ContentsCode"]: (row["unit"], row["decimals"]) for row in observations.table.to_pylist()}
    assert units == {"N1": ("antal", 0), "N2": ("procent", 1)}
    assert (observations.unit, observations.decimals) == (None, None)
    assert observations.labels["ContentsCode"] == {"N1": "Folkmängd", "N2": "Andel"}


@pytest.mark.parametrize(
    ("values", "regions"),
    [
        (("04",), {"04"}),
        (("048?",), {"0480", "0481", "0482", "0483", "0484", "0486", "0488"}),
        (("04*", "00"), {"00", "04", "0428", "0461", "0480", "0481", "0482", "0483", "0484", "0486", "0488"}),
        (("range(0480,0483)",), {"0480", "0481", "0482", "0483"}),
        (("top(2)",), {"00", "01"}),
    ],
)
def test_it_expands_what_stands_for_codes(site: PxWebApi2, values: tuple[str, ...], regions: set[str]) -> None:
    found = figures_of(site, Region=Selection(values), ContentsCode=Selection(("N1",)), Tid=Selection(("from(2024)",)))
    assert {place for place, _, _ in found} == regions


def test_it_fetches_groups_as_sums_or_as_what_they_consist_of(site: PxWebApi2) -> None:
    chosen = {"Kon": Selection(("1",)), "ContentsCode": Selection(("N1",)), "Tid": Selection(("2024",))}
    sums = figures_of(site, Region=Selection(("SE21",), GROUPS), **chosen)
    single = figures_of(site, Region=Selection(("SE21",), GROUPS, "single"), **chosen)
    assert {place for place, _, _ in sums} == {"SE21"}
    assert {place for place, _, _ in single} == {"06", "07", "08", "09"}
    assert sum(value or 0 for value, _ in single.values()) == next(iter(sums.values()))[0]


def test_a_long_question_is_posted(site: PxWebApi2, server: Loopback, bank: StatBank) -> None:
    bank.config["maxDataCells"] = 10_000
    found = figures_of(site, Region=EVERYTHING, ContentsCode=Selection(("N1",)), Tid=Selection(("2024",)))
    assert len(found) == 312
    assert server.asked[-1].method == "POST"


def test_it_halves_where_the_site_allows_less_than_it_said(site: PxWebApi2, bank: StatBank) -> None:
    site.config()
    bank.config["maxDataCells"] = 150
    found = figures_of(site, Region=EVERYTHING, ContentsCode=Selection(("N1",)), Tid=Selection(("2024",)))
    assert len(found) == 312


def test_it_gives_up_where_it_is_really_forbidden(site: PxWebApi2, bank: StatBank, server: Loopback) -> None:
    bank.strange = lambda asked, reply: problem(403, "No") if asked.path.endswith("/data") else reply
    with pytest.raises(FetchFailed) as caught:
        figures_of(site, Region=EVERYTHING, ContentsCode=Selection(("N1",)), Tid=EVERYTHING)
    assert caught.value.reason == "forbidden"
    assert len(server.asked) < 10


def test_it_names_every_code_that_the_table_no_longer_has(site: PxWebApi2) -> None:
    with pytest.raises(FetchFailed) as caught:
        figures_of(
            site, Region=Selection(("04", "9999")), Fodelseland=EVERYTHING, ContentsCode=Selection(("N9",)), Tid=Selection(("2024",))
        )
    assert caught.value.faults[0].read == "Region=9999, Fodelseland, ContentsCode=N9"
    assert "ContentsCode: N1, N2" in caught.value.faults[0].expected.sv


def test_it_asks_for_a_choice_where_the_site_cannot_sum(site: PxWebApi2) -> None:
    with pytest.raises(Refused) as caught:
        figures_of(site, Region=Selection(("04",)))
    assert [fault.read for fault in caught.value.faults] == ["ContentsCode", "Tid"]


def test_it_says_that_a_table_has_vanished(site: PxWebApi2) -> None:
    with pytest.raises(FetchFailed) as caught:
        site.fetch(TableQuery("TAB999", {"Tid": EVERYTHING}))
    assert (caught.value.reason, caught.value.is_passing) == ("vanished", False)
    assert "TAB999 can not be found" in caught.value.faults[0].read


def test_it_waits_when_it_is_told_to(site: PxWebApi2, bank: StatBank, clock: FakeClock) -> None:
    left = [problem(429, "Too many requests", {"Retry-After": "10"})] * 2
    bank.strange = lambda asked, reply: left.pop() if asked.path.endswith("/data") and left else reply
    found = figures_of(site, Region=Selection(("04",)), ContentsCode=Selection(("N1",)), Tid=Selection(("2024",)))
    assert len(found) == 1
    assert clock.slept == [10.0, 10.0]


def with_other_codes(asked: Asked, reply: Reply) -> Reply:
    return replace(reply, body=reply.body.replace(b'"04": ', b'"05": ')) if asked.path.endswith("/data") else reply


def cut(asked: Asked, reply: Reply) -> Reply:
    return replace(reply, body=reply.body[:-40]) if asked.path.endswith("/data") else reply


def in_latin_1(asked: Asked, reply: Reply) -> Reply:
    return replace(reply, body=reply.body.decode().encode("latin-1")) if asked.path.endswith("/data") else reply


def a_page_instead(asked: Asked, reply: Reply) -> Reply:
    return Reply("<html>Vi underhåller våra system</html>".encode()) if asked.path.endswith("/data") else reply


def without_a_variable(asked: Asked, reply: Reply) -> Reply:
    if not asked.path.endswith("/data"):
        return reply
    found = json.loads(reply.body)
    found["dimension"].pop("ContentsCode")
    return replace(reply, body=json.dumps(found).encode())


@pytest.mark.parametrize("strange", [with_other_codes, cut, in_latin_1, a_page_instead, without_a_variable])
def test_an_answer_that_is_not_what_was_asked_for_is_refused(site: PxWebApi2, bank: StatBank, strange: Any) -> None:
    bank.strange = strange
    with pytest.raises(FetchFailed) as caught:
        figures_of(site, Region=Selection(("04",)), ContentsCode=Selection(("N1",)), Tid=Selection(("2024",)))
    assert caught.value.reason == "unreadable"
    assert "/tables/TAB638/data" in caught.value.faults[0].location.file


def list_and_fetch(site: PxWebApi2) -> None:
    list(site.tables())
    figures_of(site, Region=Selection(("SE21",), GROUPS), ContentsCode=Selection(("N1",)), Tid=Selection(("2024",)))


@pytest.mark.parametrize("path", ["/config", "/tables/TAB638/metadata", f"/codelists/{GROUPS}", "/tables"])
@pytest.mark.parametrize("body", [b"{}", b"[]", b'{"id": null, "dimension": 3, "values": [1], "tables": {"a": 1}, "page": 7}', b"\xff"])
def test_a_strange_description_is_refused(site: PxWebApi2, bank: StatBank, path: str, body: bytes) -> None:
    bank.strange = lambda asked, reply: Reply(body) if asked.path == path else reply
    with pytest.raises(FetchFailed) as caught:
        list_and_fetch(site)
    assert caught.value.reason == "unreadable"


def test_parts_of_two_releases_are_never_mixed(site: PxWebApi2, bank: StatBank, server: Loopback) -> None:
    def published_meanwhile(asked: Asked, reply: Reply) -> Reply:
        calls = sum(item.path.endswith("/data") for item in server.asked)
        return replace(reply, body=reply.body.replace(b"2026-02-21", b"2026-02-22")) if calls > 1 else reply

    bank.strange = published_meanwhile
    fetched = site.fetch(TableQuery("TAB638", {"Region": EVERYTHING, "ContentsCode": EVERYTHING, "Tid": Selection(("2024",))}))
    assert fetched.published_on == date(2026, 2, 22)
    assert b"2026-02-21" not in fetched.data


def test_it_asks_the_site_only_once_for_the_same(server: Loopback, clock: FakeClock, tmp_path: Path) -> None:
    with Web(disk=DiskCache(tmp_path), clock=clock) as web:
        site = PxWebApi2(web, server.url, "sv")
        query = TableQuery("TAB638", {"ContentsCode": Selection(("N1",)), "Tid": EVERYTHING})
        first = site.fetch(query, max_age=timedelta(days=1))
        before = len(server.asked)
        assert site.fetch(query, max_age=timedelta(days=1)) == first
    assert len(server.asked) == before


def test_the_judge_refuses_what_the_specification_does_not_allow(rules: OpenApiRules, statistics: Path) -> None:
    for path, parameters in [
        ("/tablez", []),
        ("/tables", [("pastDays", "0")]),
        ("/tables", [("lastDays", "3")]),
        ("/tables/x/data", [("valuecodes", "1")]),
    ]:
        with pytest.raises(Broken):
            rules.judge_request(Asked("GET", path, parameters, {}, b""))
    with pytest.raises(Broken):
        rules.judge_request(Asked("POST", "/tables/x/data", [], {"content-type": "application/json"}, b'{"selection":[{"values":["1"]}]}'))
    # The older example of a configuration spells "label" wrong and lacks what was added later.
    assert list(rules.schema("ConfigResponse").iter_errors(real(statistics, "pxapispecs_config-response.json")))
    assert not list(rules.schema("ConfigResponse").iter_errors(real(statistics, "pxwebapi2_GetApiConfiguration.json")))
    assert not list(rules.schema("TableResponse").iter_errors(real(statistics, "pxwebapi2_TableById_tab004.json")))


def test_a_part_on_disk_is_not_mixed_with_a_newer_release(server: Loopback, bank: StatBank, clock: FakeClock, tmp_path: Path) -> None:
    query = TableQuery("TAB638", {"Region": EVERYTHING, "ContentsCode": EVERYTHING, "Tid": Selection(("2024",))})
    with Web(disk=DiskCache(tmp_path), clock=clock) as web:
        site = PxWebApi2(web, server.url, "sv")
        site.fetch(query, max_age=timedelta(days=1))
        kept = [path for path in sorted(tmp_path.glob("*.body")) if b'"N1"' in path.read_bytes()]
        figures = [path for path in kept if b'"nextUpdate"' not in path.read_bytes()]
        assert len(figures) == 2
        figures[0].unlink()
        bank.strange = lambda asked, reply: replace(reply, body=reply.body.replace(b"2026-02-21", b"2026-02-22"))
        fetched = site.fetch(query, max_age=timedelta(days=1))
    assert fetched.published_on == date(2026, 2, 22)
    assert b"2026-02-21" not in fetched.data
