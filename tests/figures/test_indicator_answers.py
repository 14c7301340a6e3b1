"""What an indicator answers from stored figures: chain, sexes, parts, comparators, statements, and what is missing."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pyarrow as pa
import pytest
from figures_made import cells, release

from samhandling.figures.actions import store_snapshot
from samhandling.figures.indicators.answers import across, catalogue, indicator, named, of_focus_area, statements
from samhandling.figures.indicators.rows import IndicatorAnswer
from samhandling.figures.indicators.series import code_of, period_read, sex_of
from samhandling.figures.indicators.values import decimal_of
from samhandling.figures.releases.told import late_sources, release_calendar
from samhandling.figures.rules.calendar.periods import span_of
from samhandling.figures.rules.comparing.statements import Answer
from samhandling.figures.rules.indicator.document import Origin
from samhandling.figures.rules.indicator.shipped import shipped
from samhandling.ground.faults import Refused
from samhandling.ground.viewer import OPERATOR, VISITOR

STRATEGY = "sormland-naringsliv-2022"
CHAIN = "arbetsloshet-20-64"

held = pytest.mark.usefixtures("db", "figures_home")


def put(name: str, table: pa.Table, at: int = 0, day: str = "2026-01-10", **told: object) -> None:
    """Figures of an indicator's series number `at`."""
    code = code_of(shipped(STRATEGY).indicators[name].every_series[at].source)
    outcome = store_snapshot(release(day, code, **told), table, by=OPERATOR)
    assert outcome.good, outcome.breaks


def ask(name: str, place: str = "04", on: date | None = None) -> IndicatorAnswer:
    return indicator(name, strategy=STRATEGY, place=place, seen_by=VISITOR, on=on)


def values(answer: IndicatorAnswer) -> Mapping[str, Decimal | None]:
    return {value.period: value.value for value in answer.line.values}


@held
def test_every_indicator_answers_when_nothing_is_held() -> None:
    rows = catalogue(STRATEGY, place="04", seen_by=VISITOR)
    assert [row.indicator.id for row in rows] == list(shipped(STRATEGY).indicators)
    assert not any(row.is_held or row.latest for row in rows)
    for row in rows:
        answer = ask(row.indicator.id)
        assert not answer.is_held
        assert answer.told.latest is None
        assert answer.missing
        assert answer.sources == answer.revisions == answer.beside == ()
        kinds = {series.source.kind for series in row.indicator.every_series}
        fetched = {"kolada", "pxwebapi2", "eurostat"} & kinds
        assert bool(row.command) == bool(fetched or "computed" in kinds)
        if fetched:
            assert f"samhandling figures fetch {row.indicator.id}" in {one.command for one in answer.missing}


@held
def test_no_such_indicator_is_refused_with_the_way_to_the_list() -> None:
    with pytest.raises(Refused) as caught:
        ask("no-such")
    assert "figures list" in caught.value.faults[0].way_out.sv


@held
def test_final_values_take_the_place_of_preliminary_ones() -> None:
    put(CHAIN, cells(("04", "2025M01", 7.0), ("04", "2025M02", 7.2), ("04", "2025M03", 7.4), sex="total"), at=1)
    put(CHAIN, cells(("04", "2025M01", 6.9), ("04", "2025M02", 7.1), sex="total"), at=0)
    answer = ask(CHAIN)
    assert values(answer) == {"2025M01": Decimal("6.9"), "2025M02": Decimal("7.1"), "2025M03": Decimal("7.4")}
    assert [value.preliminary for value in answer.line.values] == [False, False, True]
    assert [value.series for value in answer.line.values] == ["scb:ZArbStatusM", "scb:ZArbStatusM", "scb:ArbStatusM"]
    (mark,) = answer.line.breaks
    assert (mark.period, mark.comparable) == ("2025M03", True)
    assert answer.missing == ()
    assert [source.series for source in answer.sources] == ["scb:ZArbStatusM", "scb:ArbStatusM"]


@held
def test_a_new_release_is_seen_at_once() -> None:
    put(CHAIN, cells(("04", "2025M01", 7.0), sex="total"))
    assert values(ask(CHAIN)) == {"2025M01": 7}
    put(CHAIN, cells(("04", "2025M01", 7.1), sex="total"), day="2026-01-11")
    assert values(ask(CHAIN)) == {"2025M01": Decimal("7.1")}
    assert values(ask(CHAIN, on=date(2026, 1, 10))) == {"2025M01": 7}
    assert values(ask(CHAIN, on=date(2026, 1, 9))) == {}


@held
def test_women_and_men_stand_beside_everyone() -> None:
    parts = [cells(("04", "2025M01", value), sex=sex) for sex, value in (("total", 7.0), ("women", 6.0), ("men", 8.0))]
    put(CHAIN, pa.concat_tables(parts))
    answer = ask(CHAIN)
    assert [line.latest.value for line in (answer.line, answer.women, answer.men) if line.latest] == [7, 6, 8]


@held
def test_a_quotient_is_computed_from_its_parts_as_they_were_known() -> None:
    name = "arbetsloshet-andel-ur-antal"
    put(name, cells(("04", "2025M01", 300.0), ("04", "2025M02", 320.0), sex="total"), at=1)
    put(name, cells(("04", "2025M01", 4000.0), sex="total"), at=3, day="2026-01-12")
    answer = ask(name)
    assert [(value.period, value.value, value.status) for value in answer.line.values] == [
        ("2025M01", Decimal("7.5"), ""),
        ("2025M02", None, "no_denominator"),
    ]
    assert answer.line.values[0].known_from == date(2026, 1, 12)
    assert ask(name, on=date(2026, 1, 11)).line.values == ()


@held
def test_an_open_variable_gives_a_part_for_each_member() -> None:
    name = "lediga-jobb"
    put(
        name,
        pa.concat_tables([cells(("04", "2025M01", 10.0), sektor="P"), cells(("04", "2025M01", 4.0), sektor="O")]),
        codelists={"sektor": {"P": "Privat", "O": "Offentlig"}},
    )
    answer = ask(name)
    assert answer.line.values == ()
    assert answer.is_held
    assert {part.name: part.line.latest.value for part in answer.parts if part.line.latest} == {"Privat": 10, "Offentlig": 4}


@held
def test_comparators_are_the_nation_and_medians_of_those_that_have_values() -> None:
    rows = [("04", 7.0), ("00", 6.0), ("01", 5.0), ("05", 5.5), ("18", 6.5)]
    put(CHAIN, cells(*[(place, "2025M01", value) for place, value in rows], sex="total"))
    found = {one.key: one for one in ask(CHAIN).beside}
    assert set(found) == {"nation", "neighbours"}  # of seven similar regions one has a value, which is too few
    assert found["neighbours"].places == ("01", "05", "18", "19")
    assert [(point.value, point.status) for point in found["neighbours"].points] == [(Decimal("5.5"), "3/4")]
    assert [one.difference for one in ask(CHAIN).told.against] == [1, Decimal("1.5")]
    assert ask(CHAIN, place="00").beside == ()
    assert set(across(CHAIN, strategy=STRATEGY, places=["04", "19", "20"], seen_by=VISITOR).lines) == {"04"}


@held
def test_an_amount_is_never_held_against_another_places() -> None:
    put("sysselsatta-dagbefolkning", cells(("04", "2024", 130_000.0), ("00", "2024", 5_000_000.0)))
    answer = ask("sysselsatta-dagbefolkning")
    assert answer.line.latest
    assert (answer.beside, answer.told.against) == ((), ())
    assert "riket" not in answer.told.said.sv


@held
def test_a_cell_that_is_gone_has_no_value_and_says_so() -> None:
    put(CHAIN, cells(("04", "2025M01", 7.0), ("04", "2025M02", 7.1), ("00", "2025M01", 6.0), ("00", "2025M02", 6.0), sex="total"))
    put(CHAIN, cells(("04", "2025M01", 7.0), ("00", "2025M01", 6.0), ("00", "2025M02", 6.0), sex="total"), day="2026-01-11")
    answer = ask(CHAIN)
    assert [(value.value, value.status) for value in answer.line.values] == [(7, ""), (None, "gone")]
    (revision,) = answer.revisions
    assert "redovisas inte längre" in revision.revised.said.sv
    assert "riket till och med februari 2025" in answer.missing[0].said.sv


@held
@pytest.mark.parametrize(
    ("then", "now", "expected"),
    [
        ((12.0, 10.0), (11.0, 10.0), Answer.YES),
        ((12.0, 10.0), (9.0, 10.0), Answer.NOT_ANY_LONGER),
        ((9.0, 10.0), (9.0, 10.0), Answer.NO),
        ((9.0, 10.0), (9.0, None), Answer.NO),
    ],
)
def test_a_statement_is_held_against_then_and_now(then: tuple[float, float], now: tuple[float, float | None], expected: Answer) -> None:
    put("sysselsatta-tillverkning", cells(("04", "2019", then[0]), ("00", "2019", then[1]), ("04", "2024", now[0]), ("00", "2024", now[1])))
    found = {one.statement.id: one for one in statements(STRATEGY, seen_by=VISITOR)}
    assert found["stor-tillverkningsindustri"].answer.answer is expected
    assert found["stor-tillverkningsindustri"].place == "04"
    others = [one for key, one in found.items() if key != "stor-tillverkningsindustri"]
    assert {one.answer.answer for one in others} == {Answer.CANNOT_BE_TOLD}
    assert all(one.missing for one in others)


@held
def test_the_catalogue_says_what_is_held_and_for_which_focus_area() -> None:
    put(CHAIN, cells(("04", "2025M01", 7.0), sex="total"), next_update=date(2026, 3, 1))
    (row,) = [row for row in of_focus_area(STRATEGY, "3.1", place="04", seen_by=VISITOR) if row.is_held]
    assert (row.indicator.id, row.latest_period, row.held) == (CHAIN, "2025M01", ("scb:ZArbStatusM",))
    assert row.latest
    assert row.latest.value == 7
    assert {"3.1"} <= {code for row in of_focus_area(STRATEGY, "3.1", place="04", seen_by=VISITOR) for code in row.indicator.focus_areas}


@held
def test_what_the_source_promised_and_did_not_keep_is_late() -> None:
    put(CHAIN, cells(("04", "2025M01", 7.0), sex="total"), next_update=date(2026, 3, 1))
    (late,) = late_sources(STRATEGY, "04", seen_by=VISITOR, today=date(2026, 3, 4))
    assert (late.indicator.id, late.due.late_days, late.due.period, late.command) == (
        CHAIN,
        3,
        "2025M02",
        f"samhandling figures fetch {CHAIN}",
    )
    rows = release_calendar(STRATEGY, "04", seen_by=VISITOR, today=date(2026, 2, 1), until=date(2026, 3, 2), focus_area="3.1")
    assert (CHAIN, date(2026, 3, 1)) in {(row.indicator.id, row.due.day) for row in rows}
    assert late_sources(STRATEGY, "04", seen_by=VISITOR, today=date(2026, 2, 28)) == []


def test_selections_of_one_table_are_series_of_their_own() -> None:
    one = Origin(kind="pxwebapi2", server="scb", table="T", select={"a": ("x",), "b": ("*",)})
    turned = Origin(kind="pxwebapi2", server="scb", table="T", select={"b": ("*",), "a": ("x",)})
    other = Origin(kind="pxwebapi2", server="scb", table="T", select={"a": ("y",), "b": ("*",)})
    assert code_of(one) == code_of(turned) != code_of(other)
    assert code_of(Origin(kind="kolada", kpi="N02201")) == "kolada:N02201"
    sources = {code_of(series.source): series.source for row in shipped(STRATEGY).indicators.values() for series in row.every_series}
    assert len({(source.key, str(sorted(source.select.items())), str(source.options)) for source in sources.values()}) == len(sources)


@pytest.mark.parametrize(
    ("stored", "days"),
    [("2024/2025", ("2024-07-01", "2025-06-30")), ("2024H2", ("2024-07-01", "2024-12-31")), ("2024M02D29", ("2024-02-29",) * 2)],
)
def test_a_stored_period_is_read_as_the_same_days(stored: str, days: tuple[str, str]) -> None:
    span = span_of(period_read(stored))
    assert (str(span.first), str(span.last)) == days


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [(6.0, 1, "6.0"), (6.1, 1, "6.1"), (285574.0, 0, "285574"), (6.25, 1, "6.25"), (1e15, None, "1000000000000000")],
)
def test_a_stored_value_is_the_number_that_was_published(value: float, decimals: int | None, shown: str) -> None:
    assert str(decimal_of(value, decimals)) == shown
    assert decimal_of(None, decimals) is None


@pytest.mark.parametrize(("word", "sex"), [("Totalt", "total"), ("kvinnor", "women"), ("K", "women"), ("män", "men"), ("1", None)])
def test_sex_is_read_from_labels_and_codes(word: str, sex: str | None) -> None:
    assert sex_of(word) == sex


@held
def test_an_indicator_is_named_by_its_id() -> None:
    assert named(STRATEGY, CHAIN, seen_by=VISITOR).id == CHAIN
