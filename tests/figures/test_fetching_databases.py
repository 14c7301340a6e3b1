"""Fetching from the newer interface, judged by its specification, and from a database that numbers its places in its own way."""

import json
from pathlib import Path
from typing import Any

import pytest
from fetching_served import Asked, Loopback, Older, Ways, json_reply
from loopback_server import Reply
from openapi_rules import rules_of
from stat_bank import StatBank

from samhandling.figures.fetching.series import store_came
from samhandling.figures.indicators.series import code_of
from samhandling.figures.queries import known_rows, labels, one_series
from samhandling.figures.rules.indicator.document import Origin
from samhandling.ground.faults import Refused
from samhandling.ground.viewer import OPERATOR, VISITOR

YEARS = ("2023", "2024")


def category(values: dict[str, str]) -> dict[str, Any]:
    return {"index": {code: at for at, code in enumerate(values)}, "label": values}


def metadata() -> dict[str, Any]:
    dimension = {
        "Region": {
            "label": "region",
            "category": category({"00": "Riket", "04": "Södermanlands län"}),
            "extension": {"elimination": True, "eliminationValueCode": "00"},
        },
        "Kon": {"label": "kön", "category": category({"1": "män", "2": "kvinnor"}), "extension": {"elimination": True}},
        "SNI2007": {
            "label": "näringsgren SNI 2007",
            "category": category({"A": "jordbruk", "C": "tillverkning"}),
            "extension": {"elimination": False},
        },
        "ContentsCode": {
            "label": "tabellinnehåll",
            "category": {
                **category({"N1": "Sysselsatta", "N2": "Andel"}),
                "unit": {"N1": {"base": "antal", "decimals": 0}, "N2": {"base": "procent", "decimals": 1}},
            },
            "extension": {"elimination": False},
        },
        "Tid": {"label": "år", "category": category({year: year for year in YEARS}), "extension": {"elimination": False}},
    }
    return {
        "version": "2.0",
        "class": "dataset",
        "label": "Sysselsatta efter region, kön, näringsgren, tabellinnehåll och år",
        "source": "SCB",
        "updated": "2026-02-21T07:00:00Z",
        "role": {"time": ["Tid"], "geo": ["Region"], "metric": ["ContentsCode"]},
        "id": list(dimension),
        "size": [2, 2, 2, 2, 2],
        "dimension": dimension,
        "extension": {"px": {"nextUpdate": "2027-02-20T07:00:00Z"}},
        "value": [],
    }


def jobs(cell: Any) -> tuple[float | None, str]:
    if (cell["Region"], cell["Kon"], cell["SNI2007"], cell["Tid"]) == ("04", "2", "A", "2024"):
        return None, ".."
    return int(cell["Region"] or 0) + 10 * int(cell["Kon"]) + (100 if cell["SNI2007"] == "C" else 0), ""


@pytest.fixture
def bank(shared: Path) -> StatBank:
    statistics = shared / "data" / "statistics"
    config = json.loads((statistics / "jsonstat" / "pxwebapi2_GetApiConfiguration.json").read_text("utf-8"))
    listed = json.loads((statistics / "jsonstat" / "pxwebapi2_ListAllTables.json").read_text("utf-8"))["tables"]
    named = {**listed[0], "id": "TAB638", "label": "RegionInd19 sysselsatta"}
    return StatBank(rules_of(statistics / "scb_meta" / "PxAPI-2.openapi.yml"), config, {"TAB638": (metadata(), jobs)}, [named, *listed[1:]])


def at(server: Loopback, bank: StatBank) -> Ways:
    def answer(asked: Asked) -> Reply:
        return bank(Asked(asked.method, asked.path.removeprefix("/v2"), asked.parameters, asked.headers, asked.body))

    server.answer = answer
    return Ways(server)


def refused(bank: StatBank, wanted: Origin) -> Refused:
    with Loopback(bank) as server:
        ways = at(server, bank)
        with ways() as web:
            asking = ways.asking(web)
            with pytest.raises(Refused) as caught:
                asking.ask(wanted)
    return caught.value


def origin(table: str, **select: tuple[str, ...]) -> Origin:
    return Origin(kind="pxwebapi2", server="scb", table=table, select=select)


@pytest.mark.django_db
@pytest.mark.parametrize("table", ["TAB638", "RegionInd19"])
def test_the_newer_interface_is_asked_in_words_and_answers_in_the_stores(bank: StatBank, table: str, figures_home: Path) -> None:
    wanted = origin(table, region=("*",), kon=("*",), sni2007=("*",), cont=("Sysselsatta",))
    with Loopback(bank) as server:
        ways = at(server, bank)
        with ways() as web:
            came = ways.asking(web).ask(wanted)
    assert (came.fetched.producer, str(came.fetched.next_update)) == ("SCB", "2027-02-20 07:00:00+00:00")
    assert store_came(wanted, came, by=OPERATOR).good
    code = code_of(wanted)
    found = {
        (row.place, row.period, row.dimensions["sex"], row.dimensions["sni2007"]): (row.value, row.status)
        for row in known_rows(code, seen_by=VISITOR)
    }
    assert len(found) == 2 * 2 * 3 * 2
    assert found["04", "2023", "women", "C"] == (124, "")
    assert found["04", "2023", "total", "C"] == (114 + 124, "")
    assert found["04", "2024", "women", "A"] == (None, "..")
    assert labels(code, seen_by=VISITOR)["sni2007"] == {"A": "jordbruk", "C": "tillverkning"}
    series = one_series(code, seen_by=VISITOR)
    assert series
    assert (series.unit, series.decimals, series.frequency) == ("antal", 0, "year")


@pytest.mark.parametrize(
    ("select", "read"),
    [
        ({"region": ("*",)}, {"SNI2007", "ContentsCode"}),
        ({"region": ("05",), "sni2007": ("*",), "cont": ("Lön",)}, {"Region = 05", "ContentsCode = Lön"}),
        ({"bransch": ("*",), "sni2007": ("A",), "cont": ("N1",)}, {"bransch"}),
    ],
)
def test_a_selection_that_does_not_fit_is_told_in_full(bank: StatBank, select: dict[str, tuple[str, ...]], read: set[str]) -> None:
    assert {fault.read for fault in refused(bank, origin("TAB638", **select)).faults} == read


def test_a_name_that_several_tables_have_is_not_guessed(bank: StatBank) -> None:
    bank.listed = [{**bank.listed[0], "id": name} for name in ("TAB638", "TAB639")]
    (fault,) = refused(bank, origin("RegionInd19", region=("*",))).faults
    assert fault.read == "TAB638, TAB639"
    assert "path" in fault.way_out.sv


@pytest.mark.django_db
def test_places_numbered_in_a_sources_own_way_are_known_by_name(figures_home: Path) -> None:
    path = "Tillväxtanalys statistikdatabas/Konkurser och offentliga ackord/11_konkurser_manad_lan.px"
    variables = {
        "Region": ("län", {"0": "Riket", "1": "Södermanlands län", "2": "Dalarnas län"}),
        "Variabel": ("variabel", {"0": "Antal konkurser", "1": "Antal anställda"}),
        "Tid": ("månad", {"0": "2026M03", "1": "2026M04"}),
    }
    wanted = Origin(
        kind="pxwebapi2",
        server="tillvaxtanalys",
        table="11_konkurser_manad_lan.px",
        path="Konkurser och offentliga ackord",
        select={"region": ("*",), "variabel": ("Antal konkurser",)},
    )
    with Loopback(Older(path, variables, cell=lambda cell: float(cell["Region"] + cell["Tid"]))) as server:
        ways = Ways(server)
        with ways() as web:
            came = ways.asking(web).ask(wanted)
        assert all("Tillväxtanalys statistikdatabas" in asked.path for asked in server.asked)
    assert store_came(wanted, came, by=OPERATOR).good
    found = {(row.place, row.period): row.value for row in known_rows(code_of(wanted), seen_by=VISITOR)}
    assert found == {
        ("00", "2026M03"): 0,
        ("00", "2026M04"): 1,
        ("04", "2026M03"): 10,
        ("04", "2026M04"): 11,
        ("20", "2026M03"): 20,
        ("20", "2026M04"): 21,
    }
    assert labels(code_of(wanted), seen_by=VISITOR) == {}


def test_eurostat_regions_become_counties() -> None:
    data = {
        "version": "2.0",
        "class": "dataset",
        "label": "GDP",
        "source": "ESTAT",
        "updated": "2026-03-01T11:00:00+0100",
        "id": ["unit", "geo", "time"],
        "size": [1, 2, 1],
        "role": {"time": ["time"], "geo": ["geo"]},
        "dimension": {
            "unit": {"category": {"index": {"MIO": 0}, "label": {"MIO": "Million"}}},
            "geo": {"category": {"index": {"SE122": 0, "SE110": 1}, "label": {"SE122": "Södermanlands län", "SE110": "Stockholms län"}}},
            "time": {"category": {"index": {"2023": 0}, "label": {"2023": "2023"}}},
        },
        "value": {"0": 1.5, "1": 2.5},
        "status": {"0": "p"},
    }
    with Loopback(lambda _: json_reply(data)) as server:
        ways = Ways(server)
        with ways() as web:
            came = ways.asking(web).ask(Origin(kind="eurostat", dataset="nama_10r_3gdp", select={"geo": ("*",), "unit": ("MIO",)}))
        assert ("unit", "MIO") in server.asked[0].parameters
    rows = {(row["place"], row["period"], row["dims"]): (row["value"], row["status"]) for row in came.cells.to_pylist()}
    assert rows == {("04", "2023", "{}"): (1.5, "p"), ("01", "2023", "{}"): (2.5, "")}
