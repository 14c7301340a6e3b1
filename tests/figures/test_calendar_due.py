"""What is due when, what is late, and what is new since one last looked."""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from samhandling.figures.rules.calendar.due import Awaited, KnownBy, Lag, by_focus_area, calendar, due_of, late
from samhandling.figures.rules.calendar.periods import span_of
from samhandling.figures.rules.calendar.since import Seen, news_since

TODAY = date(2026, 11, 23)


def test_the_sources_own_word_goes_first() -> None:
    awaited = Awaited(
        "scb:ArbStatusM", ("3.1",), "2026M07", date(2026, 11, 30), date(2026, 11, 1), {"2026M08": date(2026, 12, 24)}, Lag(months=2)
    )
    due = due_of(awaited, TODAY)
    assert (due.day, due.known_by, due.period, due.late_days) == (date(2026, 11, 30), KnownBy.SOURCE, "2026M08", 0)
    assert due.said.sv == "Värden för augusti 2026 publiceras 30 november 2026."


def test_a_day_of_the_sources_that_had_passed_when_it_was_asked_is_passed_over() -> None:
    awaited = Awaited("scb:X", (), "2025", date(2026, 9, 1), date(2026, 9, 1), {}, Lag(months=11))
    due = due_of(awaited, TODAY)
    assert (due.day, due.known_by) == (date(2027, 11, 30), KnownBy.COMPUTED)
    assert due.said.sv == "Värden för 2026 väntas omkring 30 november 2027, om källan håller sin vanliga takt."


def test_declared_days_are_for_periods_that_are_not_held() -> None:
    declared = {"2026M10": date(2026, 12, 22), "2026M09": date(2026, 11, 30)}
    assert due_of(Awaited("a", (), "2026M08", declared=declared), TODAY).day == date(2026, 11, 30)
    assert due_of(Awaited("a", (), "2026M09", declared=declared), TODAY).day == date(2026, 12, 22)
    assert due_of(Awaited("a", (), None, declared=declared), TODAY).period == "2026M09"
    assert due_of(Awaited("a", (), "2026M10", declared=declared), TODAY).known_by is KnownBy.UNKNOWN


def test_a_declared_day_of_a_later_period_does_not_hide_what_is_late() -> None:
    declared = {"2026M10": date(2026, 12, 22)}
    due = due_of(Awaited("a", (), "2026M08", declared=declared, lag=Lag(months=1)), TODAY)
    assert (due.period, due.day, due.known_by, due.late_days) == ("2026M09", date(2026, 10, 31), KnownBy.COMPUTED, 23)
    assert due_of(Awaited("a", (), "2026M08", declared=declared), TODAY).known_by is KnownBy.DECLARED


def test_what_is_late_says_by_how_many_days() -> None:
    due = due_of(Awaited("kolada:N01982", (), "2024", declared={"2025": date(2026, 11, 20)}), TODAY)
    assert due.late_days == 3
    assert due.said.sv == "Värden för 2025 väntades 20 november 2026 och är 3 dagar sena."
    assert due_of(Awaited("a", (), "2024", declared={"2025": TODAY}), TODAY).late_days == 0


def test_what_was_never_fetched_is_not_called_late() -> None:
    due = due_of(Awaited("kolada:N01982", (), None, declared={"2025": date(2026, 4, 30)}), TODAY)
    assert (due.day, due.late_days) == (date(2026, 4, 30), 0)
    assert due.said.sv == "Värden för 2025 finns att hämta sedan 30 april 2026. Inget är inläst ännu."
    assert late([Awaited("a", (), None, declared={"2025": date(2026, 4, 30)})], TODAY) == []


def test_a_day_that_nobody_knows_is_said_so() -> None:
    due = due_of(Awaited("local:x"), TODAY)
    assert (due.day, due.period) == (None, None)
    assert due.said.sv == "Det är inte känt när nästa värden kommer."


@pytest.mark.parametrize(
    ("end", "lag", "day"),
    [
        (date(2026, 3, 31), Lag(months=2), date(2026, 5, 31)),
        (date(2026, 12, 31), Lag(months=2), date(2027, 2, 28)),
        (date(2026, 5, 31), Lag(days=11), date(2026, 6, 11)),
        (date(2026, 6, 30), Lag(months=1, days=3), date(2026, 8, 3)),
    ],
)
def test_a_lag_counts_from_the_end_of_the_period(end: date, lag: Lag, day: date) -> None:
    assert lag.after(end) == day


def test_the_calendar_stands_soonest_first_and_the_unknown_last() -> None:
    every = [
        Awaited("c"),
        Awaited("b", ("1.1",), "2024", declared={"2025": date(2026, 12, 1)}),
        Awaited("a", ("1.1", "2.1"), "2024", declared={"2025": date(2026, 11, 1)}),
        Awaited("d", (), "2024", declared={"2025": date(2026, 10, 1)}),
    ]
    assert [due.series for due in calendar(every, TODAY)] == ["d", "a", "b", "c"]
    assert [due.series for due in calendar(every, TODAY, date(2026, 11, 30))] == ["d", "a"]
    assert [due.series for due in late(every, TODAY)] == ["d", "a"]
    assert {code: [due.series for due in dues] for code, dues in by_focus_area(calendar(every, TODAY)).items()} == {
        "1.1": ["a", "b"],
        "2.1": ["a"],
    }


def test_every_period_of_the_real_release_calendar_is_read(shared: Path) -> None:
    with (shared / "data" / "statistics" / "scb_meta" / "release_calendar_excerpt.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 40
    for row in rows:
        span = span_of(row["reference_period"])
        assert span.first.year in (2025, 2026, 2027)


def test_the_real_calendar_of_the_labour_market_gives_the_next_day(shared: Path) -> None:
    with (shared / "data" / "statistics" / "scb_meta" / "release_calendar_excerpt.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["product_code"] == "AM0210"]
    months = {
        row["reference_period"]: date.fromisoformat(row["publish_date"]) for row in rows if span_of(row["reference_period"]).months == 1
    }
    due = due_of(Awaited("scb:ArbStatusM", ("3.1",), "2026M07", declared=months), TODAY)
    assert (due.period, due.day) == ("September 2026", date(2026, 11, 30))


def seen(period: str, known: date, value: int | None, before: int | None = None, *, first: bool = True, series: str = "a") -> Seen:
    return Seen(series, "04", period, known, None if value is None else Decimal(value), None if before is None else Decimal(before), first)


def test_new_and_revised_since_a_day() -> None:
    day = date(2026, 5, 28)
    news = news_since(
        date(2026, 5, 1),
        [
            seen("2026M03", day, 5),
            seen("2026M02", day, 6),
            seen("2020M06", day, 61, 62, first=False),
            seen("2020M07", day, 50, 62, first=False),
            seen("2020M01", date(2026, 5, 1), 1),
            seen("2026M03", day, 5, series="b"),
        ],
    )
    assert [item.series for item in news] == ["a", "b"]
    assert [item.period for item in news[0].revised] == ["2020M07", "2020M06"]
    assert news[0].periods == ("2026M02", "2026M03")
    assert news[0].said.sv == "Nya värden: 2 (februari 2026 till mars 2026). Ändrade värden: 2."


def test_a_value_that_was_new_and_then_revised_is_new_once_with_its_last_value() -> None:
    [news] = news_since(date(2026, 1, 1), [seen("2026", date(2026, 3, 1), 7, 5, first=False), seen("2026", date(2026, 2, 1), 5)])
    assert [item.value for item in news.new] == [7]
    assert news.revised == ()


def test_a_value_that_was_changed_and_changed_back_is_no_news() -> None:
    [news] = news_since(
        date(2026, 1, 1), [seen("2025", date(2026, 2, 1), 7, 5, first=False), seen("2025", date(2026, 3, 1), 5, 7, first=False)]
    )
    assert (news.new, news.revised) == ((), ())
    assert news.said.sv == "Inget är nytt och inget är ändrat."


def test_a_value_that_vanished_stands_first() -> None:
    day = date(2026, 2, 1)
    [news] = news_since(date(2026, 1, 1), [seen("2024", day, 9, 1, first=False), seen("2025", day, None, 5, first=False)])
    assert [item.value for item in news.revised] == [None, 9]
