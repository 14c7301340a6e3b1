"""From indicators and what is held of them to a calendar."""

from datetime import date

from samhandling.figures.rules.calendar.awaited import Held, awaited_of
from samhandling.figures.rules.calendar.due import KnownBy, by_focus_area, calendar, due_of
from samhandling.figures.rules.indicator.shipped import shipped, shipped_strategies

TODAY = date(2026, 11, 23)
CATALOGUE = shipped(shipped_strategies()[0])
UNEMPLOYMENT = CATALOGUE.indicators["arbetsloshet-20-64"]


def test_the_latest_period_is_that_of_the_whole_chain() -> None:
    held = {"scb:ZArbStatusM": Held("2024M12"), "scb:ArbStatusM": Held("2026M08"), "scb:Annat": Held("2030")}
    assert awaited_of(UNEMPLOYMENT, held).latest_period == "2026M08"
    due = due_of(awaited_of(UNEMPLOYMENT, held), TODAY)
    assert (due.period, due.day, due.known_by) == ("2026M09", date(2026, 11, 30), KnownBy.DECLARED)


def test_the_soonest_word_of_a_source_holds_where_it_had_not_passed() -> None:
    held = {
        "scb:ZArbStatusM": Held("2024M12", date(2026, 11, 1), date(2026, 11, 2)),
        "scb:ArbStatusM": Held("2026M08", date(2026, 11, 27), date(2026, 11, 2)),
    }
    due = due_of(awaited_of(UNEMPLOYMENT, held), TODAY)
    assert (due.day, due.known_by) == (date(2026, 11, 27), KnownBy.SOURCE)


def test_every_shipped_indicator_has_a_place_in_the_calendar() -> None:
    every = calendar([awaited_of(found, {}) for found in CATALOGUE.indicators.values()], TODAY)
    assert len(every) == len(CATALOGUE.indicators)
    assert {due.known_by for due in every} == {KnownBy.DECLARED, KnownBy.UNKNOWN}
    days = [due.day for due in every if due.day]
    assert days == sorted(days)
    assert set(by_focus_area(every)) >= {code for found in CATALOGUE.indicators.values() for code in found.focus_areas}


def test_what_the_product_counts_itself_is_due_no_day() -> None:
    counted = [found for found in CATALOGUE.indicators.values() if any(series.source.kind == "local" for series in found.series)]
    assert counted
    assert {due_of(awaited_of(found, {}), TODAY).day for found in counted} == {None}
