"""The days that matter: which there are, as roughly as they are known, under names that stay."""

from datetime import date

import pytest

from samhandling.ground.periods import Period, Precision
from samhandling.plan.deadlines import deadlines_of, span_of
from samhandling.plan.rules.record import Activity, ActivityKind, InitiativeRecord, Told, ToldStatus

NOW = date(2026, 6, 1)
ROAD = InitiativeRecord("A1", "Bussen", period=Period(end=date(2026, 12, 31)), end_precision=Precision.QUARTER)
TRY = Activity("a1", "Provkör", ActivityKind.MILESTONE, end=date(2026, 9, 30), end_precision=Precision.MONTH)

SPANS = [
    (date(2026, 3, 31), Precision.DAY, date(2026, 3, 31)),
    (date(2026, 2, 28), Precision.MONTH, date(2026, 2, 1)),
    (date(2026, 12, 31), Precision.QUARTER, date(2026, 10, 1)),
    (date(2026, 12, 31), Precision.YEAR, date(2026, 12, 31)),
]


@pytest.mark.parametrize(("last", "precision", "first"), SPANS)
def test_a_day_that_is_known_roughly_is_a_span(last: date, precision: Precision, first: date) -> None:
    assert span_of(last, precision) == (first, last)


def with_(record: InitiativeRecord, **values: object) -> InitiativeRecord:
    from dataclasses import replace

    return replace(record, **values)  # type: ignore[arg-type]


def test_it_tells_ends_and_activities_by_day() -> None:
    found = deadlines_of([with_(ROAD, activities=(TRY,))], since=NOW)
    assert [(one.said.sv, one.first, one.last) for one in found] == [
        ("Milstolpe: Provkör (Bussen)", date(2026, 9, 1), date(2026, 9, 30)),
        ("Slutar: Bussen", date(2026, 10, 1), date(2026, 12, 31)),
    ]
    assert found[1].more.sv == "Dagen är inte känd närmare: någon gång under fjärde kvartalet 2026."


def test_what_is_done_or_past_or_cancelled_is_no_deadline() -> None:
    done = with_(ROAD, activities=(Activity("a1", "Provkör", end=date(2026, 9, 1), done=date(2026, 5, 1)),))
    assert [one.said.sv for one in deadlines_of([done], since=NOW)] == ["Slutar: Bussen"]
    assert deadlines_of([ROAD], since=date(2027, 1, 1)) == []
    assert deadlines_of([with_(ROAD, told=Told(ToldStatus.CANCELLED, "Inga pengar.", NOW))], since=NOW) == []


def test_a_deadline_keeps_its_name_when_its_day_and_title_change() -> None:
    moved = with_(ROAD, title="Bussen som kom", period=Period(end=date(2027, 1, 31)))
    (before,), (after,) = deadlines_of([ROAD], since=NOW), deadlines_of([moved], since=NOW)
    assert before.uid == after.uid
    assert before.uid != deadlines_of([with_(ROAD, id="A2")], since=NOW)[0].uid
