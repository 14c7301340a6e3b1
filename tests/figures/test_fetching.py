"""Fetching: from the source that an indicator's file names into the store, and from there to what the indicator answers."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from fetching_served import LABOUR, KoladaInSmall, Loopback, Older, Reply, Ways, changed, json_reply, unemployment

from samhandling.figures.actions import accept_snapshot
from samhandling.figures.fetching.series import FAILED, NOT_ASKED, REFUSED, STORED, UNCHANGED, due_indicators, fetch, fetch_due
from samhandling.figures.indicators.answers import across, indicator
from samhandling.figures.indicators.rows import IndicatorAnswer
from samhandling.figures.indicators.series import code_of
from samhandling.figures.queries import labels, original, snapshots
from samhandling.figures.rules.indicator.shipped import shipped
from samhandling.figures.shipped_figures import load_shipped
from samhandling.ground.faults import Refused
from samhandling.ground.places import PlaceCode, counties, place_name
from samhandling.ground.viewer import OPERATOR, VISITOR
from samhandling.people.rules.permission import NotAllowed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures_home")]

STRATEGY, UNEMPLOYMENT = "sormland-naringsliv-2022", "arbetsloshet-20-64"
PRELIMINARY, FINAL = "START/AM/AM0210/AM0210A/ArbStatusM", "START/AM/AM0210/AM0210C/ZArbStatusM"


@pytest.fixture
def server() -> Iterator[Loopback]:
    with Loopback(Older(PRELIMINARY)) as server:
        yield server


@pytest.fixture
def ways(server: Loopback) -> Ways:
    return Ways(server)


def fetched(what: str, ways: Ways) -> dict[str, Any]:
    return {one.series: one for one in fetch(what, strategy=STRATEGY, by=OPERATOR, through=ways, asking=ways.asking)}


def answered(place: str = "04", on: date | None = None) -> IndicatorAnswer:
    return indicator(UNEMPLOYMENT, strategy=STRATEGY, place=place, seen_by=VISITOR, on=on)


def test_it_fetches_an_indicator_from_its_source_to_its_answer(ways: Ways, server: Loopback) -> None:
    found = fetched(UNEMPLOYMENT, ways)
    assert {series: one.state for series, one in found.items()} == {"scb:ArbStatusM": STORED, "scb:ZArbStatusM": FAILED}
    assert found["scb:ArbStatusM"].counts["added"] == 3 * 3 * 2
    answer = answered()
    assert [(value.period, value.value) for value in answer.line.values] == [("2026M03", Decimal("7.3")), ("2026M04", Decimal("7.4"))]
    assert [value.value for value in answer.women.values] == [Decimal("7.1"), Decimal("7.2")]
    assert [value.value for value in answer.men.values] == [Decimal("7.5"), Decimal("7.6")]
    assert {value.known_from for value in answer.line.values} == {date(2026, 6, 1)}  # the fake clock: before the day that is named
    assert all(value.preliminary for value in answer.line.values)
    assert answer.told.against[0].difference == 1
    (source,) = answer.sources
    assert (source.producer, source.licence, source.period) == ("SCB", "CC0", "2026M04")
    assert "Avser april 2026" in source.said.sv
    (missing,) = answer.missing
    assert (missing.series, missing.command) == ("scb:ZArbStatusM", f"samhandling figures fetch {UNEMPLOYMENT}")
    assert original(found["scb:ArbStatusM"].snapshot, seen_by=VISITOR)
    code = found["scb:ArbStatusM"].code
    assert labels(code, seen_by=VISITOR) == {"place": {"00": "Riket", "04": "Södermanlands län", "20": "Dalarnas län"}}
    (question,) = [asked.json["query"] for asked in server.asked if asked.method == "POST"]
    chosen = {item["code"]: item["selection"]["values"] for item in question}
    assert (chosen["ContentsCode"], chosen["Alder"], chosen["Fodelseregion"]) == (["U"], ["20-64"], ["TOT"])


def test_it_tells_new_figures_from_unchanged_ones(ways: Ways, server: Loopback) -> None:
    assert fetched("scb:ArbStatusM", ways)["scb:ArbStatusM"].state in (STORED, FAILED)
    assert fetched(UNEMPLOYMENT, ways)["scb:ArbStatusM"].state == UNCHANGED
    before = answered().sources[0].fetched
    ways.clock.passed += 86_400
    assert fetched(UNEMPLOYMENT, ways)["scb:ArbStatusM"].state == UNCHANGED
    assert (answered().sources[0].fetched - before).days == 1


def test_a_revision_is_known_from_its_day_and_the_old_value_before(ways: Ways, server: Loopback) -> None:
    fetched(UNEMPLOYMENT, ways)
    ways.clock.passed += 30 * 86_400
    server.answer = changed(
        Older(PRELIMINARY), cell=lambda cell: unemployment(cell) - (0.2 if cell["Tid"] == "2026M03" else 0), updated="2026-06-28T06:00:00Z"
    )
    found = fetched(UNEMPLOYMENT, ways)["scb:ArbStatusM"]
    assert (found.state, found.counts["revised"], found.known_from) == (STORED, 9, date(2026, 6, 28))
    assert answered().line.values[0].value == Decimal("7.1")
    assert answered(on=date(2026, 6, 27)).line.values[0].value == Decimal("7.3")
    (revision,) = answered().revisions
    assert (revision.period, revision.revised.said.sv) == ("2026M03", "Reviderad 28 juni 2026: 7,3 blev 7,1.")
    assert answered(on=date(2026, 6, 27)).revisions == ()


def test_a_suppressed_value_does_not_live_on(ways: Ways, server: Loopback) -> None:
    fetched(UNEMPLOYMENT, ways)
    ways.clock.passed += 86_400
    server.answer = changed(Older(PRELIMINARY), cell=lambda cell: None if cell["Region"] == "04" else unemployment(cell))
    fetched(UNEMPLOYMENT, ways)
    answer = answered()
    assert [(value.value, value.status) for value in answer.line.values] == [(None, ".."), (None, "..")]
    assert not answer.is_held
    assert "inget värde" in answer.told.said.sv


@pytest.mark.parametrize(
    ("variables", "kind"),
    [
        ({**LABOUR, "Region": ("region", {"00": "Riket", "04": "Södermanlands län"})}, "codes"),
        ({**LABOUR, "Region": ("region", {"00": "Riket", "04": "Dalarnas län", "20": "Södermanlands län"})}, "labels"),
    ],
)
def test_a_rebuilt_table_is_refused_until_a_person_has_looked(ways: Ways, server: Loopback, variables: Any, kind: str) -> None:
    fetched(UNEMPLOYMENT, ways)
    ways.clock.passed += 86_400
    server.answer = Older(PRELIMINARY, variables)
    found = fetched(UNEMPLOYMENT, ways)["scb:ArbStatusM"]
    assert found.state == REFUSED
    assert [one.kind for one in snapshots(found.code, seen_by=VISITOR)[-1].breaks][:1] == [kind]
    assert found.faults
    answer = answered()
    assert answer.line.latest
    assert answer.line.latest.value == Decimal("7.4")
    assert answer.sources[0].stale_since is not None
    assert "underkändes" in answer.sources[0].said.sv
    accept_snapshot(found.snapshot, because="Jämfört med källan", by=OPERATOR)
    assert answered().sources[0].stale_since is None


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (Reply(b"", 404), "finns"),
        (Reply(b"", 500), "källan har ett eget fel"),
        (json_reply([]), "JSON"),
        (Reply(b"<html>Underh\xe5ll</html>", 200), "JSON"),
        (json_reply({"title": "x", "variables": [{"code": "a"}]}), "variabler"),
    ],
)
def test_what_could_not_be_fetched_is_told_and_leaves_what_is_held(ways: Ways, server: Loopback, reply: Reply, told: str) -> None:
    fetched(UNEMPLOYMENT, ways)
    ways.clock.passed += 7_200
    server.answer = Older(PRELIMINARY, strange=reply)
    found = fetched(UNEMPLOYMENT, ways)["scb:ArbStatusM"]
    assert found.state == FAILED
    assert any(told in fault.expected.sv for fault in found.faults), [fault.expected.sv for fault in found.faults]
    assert answered().line.latest


def test_a_host_that_does_not_answer_is_asked_once() -> None:
    with Loopback(Older(PRELIMINARY)) as closed:
        ways = Ways(closed)
    found = fetch(UNEMPLOYMENT, strategy=STRATEGY, by=OPERATOR, through=ways, asking=ways.asking)
    assert [one.state for one in found] == [FAILED, NOT_ASKED]
    assert found[0].faults == found[1].faults


def test_words_that_the_table_does_not_have_are_told_all_at_once(ways: Ways, server: Loopback) -> None:
    renamed = {
        **LABOUR,
        "ContentsCode": ("tabellinnehåll", {"X": "något annat", "Y": "ett till"}),
        "Alder": ("ålder", {"16-64": "16-64 år", "20": "20 år"}),
    }
    server.answer = Older(PRELIMINARY, renamed)
    faults = fetched(UNEMPLOYMENT, ways)["scb:ArbStatusM"].faults
    assert {fault.read for fault in faults} == {"ContentsCode = arbetslöshet", "Alder = 20-64 år"}
    assert all("select" in fault.way_out.sv for fault in faults)


def test_a_table_without_a_code_for_everyone_is_asked_for_the_sum_too(ways: Ways, server: Loopback) -> None:
    variables = {**LABOUR, "Kon": ("kön", {"1": "män", "2": "kvinnor"})}
    server.answer = Older(PRELIMINARY, variables, cell=lambda cell: 3.0 if cell["Kon"] == "1" else 4.0, left_out=("Kon",))
    assert fetched(UNEMPLOYMENT, ways)["scb:ArbStatusM"].state == STORED
    answer = answered()
    assert [line.latest.value for line in (answer.line, answer.women, answer.men) if line.latest] == [7, 4, 3]


def test_what_is_fetched_continues_the_shipped_figures(ways: Ways, server: Loopback) -> None:
    load_shipped(by=OPERATOR, names=["smahuspriser"])
    lines = across("smahuspriser", strategy=STRATEGY, places=["00", *counties()], seen_by=VISITOR).lines
    known = {(place, value.period): float(value.value or 0) for place, line in lines.items() for value in line.values}
    months = {month: month for month in sorted({period for _, period in known} | {"2024M04"})}
    places = {place: place_name(PlaceCode(place)) for place in lines}
    server.answer = Older(
        "START/BO/BO0501/BO0501B/SmahusT2M",
        {
            "Region": ("region", places),
            "ContentsCode": ("tabellinnehåll", {"A": "Antal", "M": "Medelpris, 1000-tals kronor"}),
            "Tid": ("månad", months),
        },
        cell=lambda cell: known.get((cell["Region"], cell["Tid"]), 2222.0) if cell["ContentsCode"] == "M" else 1.0,
        updated="2024-05-14T06:00:00Z",
        most_cells=10_000,
    )
    (found,) = fetched("smahuspriser", ways).values()
    assert found.state == STORED, found.faults
    assert {change: count for change, count in found.counts.items() if count} == {"added": 22, "unchanged": len(known)}
    after = across("smahuspriser", strategy=STRATEGY, places=["04"], seen_by=VISITOR).lines["04"]
    assert [value.value for value in after.values] == [*(value.value for value in lines["04"].values), 2222]
    assert [one.passed_over for one in load_shipped(by=OPERATOR, names=["smahuspriser"])] == [11]


def test_it_fetches_from_kolada_with_women_and_men(server: Loopback, ways: Ways) -> None:
    server.answer = KoladaInSmall("N02243", lambda place, year, sex: float(place[-2:]) + int(year) % 10 + "TKM".index(sex) / 10)
    (found,) = fetch("sysselsattningsgrad-20-65", strategy=STRATEGY, by=OPERATOR, through=ways, asking=ways.asking)
    assert (found.state, found.counts["added"], found.known_from) == (STORED, 18, date(2026, 1, 15)), found.faults
    answer = indicator("sysselsattningsgrad-20-65", strategy=STRATEGY, place="04", seen_by=VISITOR)
    assert [line.latest.value for line in (answer.line, answer.women, answer.men) if line.latest] == [8, Decimal("8.1"), Decimal("8.2")]
    assert answer.line.latest
    assert answer.line.latest.period == "2024"


def test_it_fetches_what_is_due_and_nothing_else(server: Loopback, ways: Ways) -> None:
    fetched(UNEMPLOYMENT, ways)
    due = {one.id for one in due_indicators(STRATEGY, "04", seen_by=OPERATOR, today=date(2026, 12, 1))}
    assert UNEMPLOYMENT in due
    assert UNEMPLOYMENT not in {one.id for one in due_indicators(STRATEGY, "04", seen_by=OPERATOR, today=date(2026, 7, 15))}
    server.answer = lambda asked: Reply(b"", 404)
    found = fetch_due([STRATEGY], lambda _: "04", by=OPERATOR, today=date(2026, 12, 1), through=ways, asking=ways.asking)
    wanted = {code_of(series.source) for one in due for series in shipped(STRATEGY).indicators[one].every_series}
    assert {one.code for one in found} <= wanted
    assert {one.series for one in found} >= {"scb:ArbStatusM", "scb:ZArbStatusM"}


@pytest.mark.parametrize("what", ["no-such", "scb:Nothing", "uf-foretag"])
def test_what_cannot_be_fetched_is_refused_with_a_way_out(what: str, ways: Ways, server: Loopback) -> None:
    with pytest.raises(Refused) as caught:
        fetch(what, strategy=STRATEGY, by=OPERATOR, through=ways, asking=ways.asking)
    assert "samhandling figures" in caught.value.faults[0].way_out.sv
    assert server.asked == []


def test_a_visitor_fetches_nothing(ways: Ways, server: Loopback) -> None:
    with pytest.raises(NotAllowed):
        fetch(UNEMPLOYMENT, strategy=STRATEGY, by=VISITOR, through=ways, asking=ways.asking)
    assert server.asked == []
