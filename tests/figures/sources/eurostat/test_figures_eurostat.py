"""Eurostat: answers that come later, questions that are too large, flags, and NUTS regions."""

import json
from datetime import timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from loopback_server import Asked, FakeClock, Loopback, Reply, json_reply

from samhandling.figures.sources.eurostat import Eurostat, EurostatQuery, parse
from samhandling.figures.sources.fetching import DiskCache, FetchFailed, Web
from samhandling.ground.faults import Refused

LATER = {"warning": {"status": 413, "label": "ASYNCHRONOUS_RESPONSE. Your request will be treated asynchronously. Please try again later."}}
TOO_BIG = {"error": [{"status": 413, "id": 413, "label": "EXTRACTION_TOO_BIG: The requested extraction is too big, estimated 42 rows"}]}
YEARS = ("2021", "2022", "2023-Q1", "2023-05", "2023-W07")
FLAGS = {"p": "provisional", "b": "break in time series"}


class EurostatServer:
    """A data set over `geo` and `time`. Each answer holds what the filters ask for; `before` are answered first."""

    def __init__(self, most_codes: int = 1000, before: list[Reply] | None = None) -> None:
        self.most_codes = most_codes
        self.before = before or []
        self.updated = ["2026-09-15T23:00:00+0200"]

    def __call__(self, asked: Asked) -> Reply:
        assert asked.path == "/statistics/1.0/data/nama_10r_3gdp"
        assert (asked.parameter("format"), asked.parameter("lang")) == ("JSON", "EN")
        if self.before:
            return self.before.pop(0)
        geo = [value for name, value in asked.parameters if name == "geo"]
        if len(geo) > self.most_codes:
            return json_reply(TOO_BIG, 413)
        cells = list(product(geo, YEARS))
        values = {str(at): float(at + len(code)) for at, (code, year) in enumerate(cells) if year != "2022"}
        status = {str(at): "p" if year == "2021" else "c" for at, (_, year) in enumerate(cells) if year in ("2021", "2022")}
        return json_reply(dataset(geo, values, status, self.updated.pop() if len(self.updated) > 1 else self.updated[0]))


def dataset(geo: list[str], values: dict[str, float], status: dict[str, str], updated: str) -> dict[str, Any]:
    def dimension(codes: Any) -> dict[str, Any]:
        return {"label": "x", "category": {"index": {code: at for at, code in enumerate(codes)}, "label": {code: code for code in codes}}}

    return {
        "version": "2.0",
        "class": "dataset",
        "label": "Gross domestic product",
        "source": "ESTAT",
        "updated": updated,
        "value": values,
        "status": status,
        "id": ["geo", "time"],
        "size": [len(geo), len(YEARS)],
        "dimension": {"geo": dimension(geo), "time": dimension(YEARS)},
        "role": {"geo": ["geo"], "time": ["time"]},
        "extension": {"id": "NAMA_10R_3GDP", "status": {"label": FLAGS}},
    }


def query(*geo: str) -> EurostatQuery:
    return EurostatQuery("nama_10r_3gdp", {"geo": geo or ("SE122", "SE")}, since="2021")


def test_flags_gaps_regions_and_periods_become_plain(web: Web) -> None:
    with Loopback(EurostatServer()) as server:
        fetched = Eurostat(web, server.url).fetch(query("SE122", "SE", "DE"))
    rows = parse(fetched).table.to_pylist()
    assert [(row["place"], row["period"], row["value"], row["status"]) for row in rows[:6]] == [
        ("04", "2021", 5.0, "p"),
        ("04", "2022", None, "c"),
        ("04", "2023K1", 7.0, ""),
        ("04", "2023M05", 8.0, ""),
        ("04", "2023V07", 9.0, ""),
        ("00", "2021", 7.0, "p"),
    ]
    assert {row["place"] for row in rows} == {"04", "00", "DE"}
    assert (fetched.producer, str(fetched.published)) == ("Eurostat", "2026-09-15 23:00:00+02:00")
    assert server.asked[0].parameter("sinceTimePeriod") == "2021"


@pytest.mark.parametrize("later", [json_reply(LATER), json_reply(LATER, 413)])
def test_it_waits_for_an_answer_that_is_being_prepared(web: Web, clock: FakeClock, later: Reply) -> None:
    with Loopback(EurostatServer(before=[later, later])) as server:
        assert parse(Eurostat(web, server.url).fetch(query())).table.num_rows == 10
    assert clock.slept == [10.0, 20.0]


def test_it_does_not_wait_for_ever(web: Web, clock: FakeClock) -> None:
    with Loopback(EurostatServer(before=[json_reply(LATER)] * 50)) as server, pytest.raises(FetchFailed) as caught:
        Eurostat(web, server.url).fetch(query())
    assert (caught.value.reason, caught.value.is_passing, len(server.asked)) == ("slow", True, 5)


def test_a_promise_is_never_kept_as_an_answer(clock: FakeClock, tmp_path: Path) -> None:
    with Loopback(EurostatServer(before=[json_reply(LATER)])) as server, Web(clock=clock, disk=DiskCache(tmp_path)) as web:
        fetched = Eurostat(web, server.url).fetch(query(), max_age=timedelta(days=1))
    assert b"warning" not in fetched.data


def test_a_question_that_is_too_large_is_split(web: Web) -> None:
    places = tuple(f"DE{number}" for number in range(30))
    with Loopback(EurostatServer(most_codes=8)) as server:
        fetched = Eurostat(web, server.url).fetch(query(*places))
    observations = parse(fetched)
    assert set(observations.table["place"].to_pylist()) == set(places)
    assert observations.table.num_rows == 30 * len(YEARS)
    assert fetched.note is not None


def test_a_long_list_of_places_is_not_put_in_one_address(web: Web) -> None:
    with Loopback(EurostatServer()) as server:
        Eurostat(web, server.url).fetch(query(*(f"DE{number}" for number in range(120))))
    assert max(len(asked.parameters) for asked in server.asked) < 60


def test_what_cannot_be_split_is_said_to_be_too_large(web: Web) -> None:
    with Loopback(EurostatServer(most_codes=0)) as server, pytest.raises(FetchFailed) as caught:
        Eurostat(web, server.url).fetch(query("SE"))
    assert (caught.value.reason, caught.value.is_passing) == ("too_large", False)
    assert "EXTRACTION_TOO_BIG" in caught.value.faults[0].read


def test_parts_of_two_releases_are_never_mixed(web: Web) -> None:
    answer = EurostatServer(most_codes=1)
    answer.updated = ["2026-09-15", "2026-09-16"]
    with Loopback(answer) as server, pytest.raises(FetchFailed) as caught:
        Eurostat(web, server.url).fetch(query())
    assert caught.value.is_passing


def test_a_data_set_that_has_ended_is_said_to_have_vanished(web: Web) -> None:
    gone = json_reply({"error": [{"status": 404, "id": 100, "label": "ERR_NOT_FOUND_4: NAMA is not available for dissemination."}]}, 404)
    with Loopback(lambda asked: gone) as server, pytest.raises(FetchFailed) as caught:
        Eurostat(web, server.url).fetch(query())
    assert caught.value.reason == "vanished"
    assert "ERR_NOT_FOUND_4" in caught.value.faults[0].read


def test_a_code_that_does_not_exist_is_said_although_eurostat_says_success(web: Web) -> None:
    with Loopback(lambda asked: json_reply(dataset([], {}, {}, "2026-09-15"))) as server, pytest.raises(FetchFailed) as caught:
        Eurostat(web, server.url).fetch(query("SE999"))
    assert (caught.value.reason, caught.value.faults[0].read) == ("rejected", "geo=SE999")


@pytest.mark.parametrize("body", [b"<S:Fault><faultstring>x</faultstring></S:Fault>", b"{}", b'{"class":"collection"}', b"null"])
def test_an_answer_of_another_kind_is_refused(web: Web, body: bytes) -> None:
    with Loopback(lambda asked: Reply(body)) as server, pytest.raises(FetchFailed) as caught:
        Eurostat(web, server.url).fetch(query())
    assert caught.value.reason == "unreadable"


def test_it_reads_eurostats_older_form_too(shared: Path, web: Web) -> None:
    body = (shared / "data" / "statistics" / "jsonstat" / "eurostat_nama_gdp_c_IT_FR.json").read_bytes()
    old = json.loads(body)
    with Loopback(lambda asked: Reply(body)) as server, pytest.raises(FetchFailed):
        Eurostat(web, server.url).fetch(query())
    assert "class" not in old


def test_a_data_set_without_time_is_refused(web: Web) -> None:
    with Loopback(EurostatServer()) as server:
        fetched = Eurostat(web, server.url).fetch(query())
    found = json.loads(fetched.data)
    found["role"] = {"geo": ["geo"]}
    found["id"] = ["geo", "freq"]
    found["dimension"]["freq"] = found["dimension"].pop("time")
    from dataclasses import replace

    with pytest.raises(Refused):
        parse(replace(fetched, data=json.dumps(found).encode()))
