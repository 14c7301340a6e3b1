"""Where an effort stands on a day, from what is known of its days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samhandling.ground.periods import Period, TimeState, last_day_of, months_later

A, B, C = date(2018, 1, 1), date(2018, 6, 30), date(2018, 12, 31)
DAY = timedelta(days=1)
ACTIVE, MAYBE, COMING, ENDED, UNDATED = TimeState.ACTIVE, TimeState.POSSIBLY_ACTIVE, TimeState.COMING, TimeState.ENDED, TimeState.UNDATED


@pytest.mark.parametrize(
    ("period", "states"),
    [
        # The states on: the day before A, A, B, C, the day after C.
        (Period(A, C), [COMING, ACTIVE, ACTIVE, ACTIVE, ENDED]),
        (Period(A, A), [COMING, ACTIVE, ENDED, ENDED, ENDED]),
        (Period(A, open_ended=True), [COMING, ACTIVE, ACTIVE, ACTIVE, ACTIVE]),
        (Period(A, B, open_ended=True), [COMING, ACTIVE, ACTIVE, ENDED, ENDED]),
        (Period(not_before=A, not_after=C), [COMING, MAYBE, MAYBE, MAYBE, ENDED]),
        (Period(not_before=B, not_after=B), [COMING, COMING, MAYBE, ENDED, ENDED]),
        (Period(not_before=A), [COMING, UNDATED, UNDATED, UNDATED, UNDATED]),
        (Period(not_after=C), [UNDATED, UNDATED, UNDATED, UNDATED, ENDED]),
        (Period(), [UNDATED] * 5),
        (Period(open_ended=True), [UNDATED] * 5),
        (Period(A), [COMING, UNDATED, UNDATED, UNDATED, UNDATED]),
        (Period(A, not_after=C), [COMING, MAYBE, MAYBE, MAYBE, ENDED]),
        (Period(end=C), [UNDATED, UNDATED, UNDATED, UNDATED, ENDED]),
        (Period(end=C, not_before=A), [COMING, MAYBE, MAYBE, MAYBE, ENDED]),
        # A known day says more than a bound.
        (Period(A, C, not_before=B, not_after=B), [COMING, ACTIVE, ACTIVE, ACTIVE, ENDED]),
    ],
)
def test_a_state_follows_from_what_is_known(period: Period, states: list[TimeState]) -> None:
    assert [period.state_on(day) for day in (A - DAY, A, B, C, C + DAY)] == states


days = st.dates(date(2010, 1, 1), date(2030, 12, 31))


@given(days, days, days)
def test_only_a_stated_start_and_end_make_an_effort_active(one: date, other: date, on: date) -> None:
    first, last = min(one, other), max(one, other)
    assert (Period(first, last).state_on(on) is ACTIVE) == (first <= on <= last)
    assert Period(not_before=first, not_after=last).state_on(on) is not ACTIVE


@pytest.mark.parametrize(
    ("first", "last", "within"),
    [(A, C, (181, 181)), (date(2018, 6, 1), C, (30, 181)), (date(2017, 1, 1), A, (1, 181)), (C, C, (0, 181)), (date(2010, 1, 1), date(2011, 1, 1), (0, 181))],
)  # fmt: skip
def test_days_within_a_window_count_both_ends(first: date, last: date, within: tuple[int, int]) -> None:
    assert Period(A, B).days_within(first, last) == within


@pytest.mark.parametrize("period", [Period(A), Period(end=B), Period(not_before=A, not_after=B), Period(A, open_ended=True)])
def test_days_within_a_window_are_unknown_without_both_days(period: Period) -> None:
    assert period.days_within(A, B) is None


@given(days, days, days, days)
def test_two_windows_side_by_side_hold_what_one_holds(a: date, b: date, c: date, d: date) -> None:
    first, middle, last = sorted((a, b, c))
    period = Period(min(a, d), max(a, d))
    one, two, whole = period.days_within(first, middle), period.days_within(middle + DAY, last), period.days_within(first, last)
    assert one is not None
    assert two is not None
    assert whole is not None
    assert one[0] + two[0] == whole[0]


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2018, 6, 30), 12, date(2019, 6, 30)),
        (date(2016, 2, 29), 12, date(2017, 2, 28)),
        (date(2018, 1, 31), 1, date(2018, 2, 28)),
        (date(2018, 12, 15), 1, date(2019, 1, 15)),
        (date(2018, 11, 30), 3, date(2019, 2, 28)),
        (date(2018, 6, 30), 0, date(2018, 6, 30)),
    ],
)
def test_months_later_is_the_same_day_or_the_months_last(day: date, months: int, later: date) -> None:
    assert months_later(day, months) == later


@pytest.mark.parametrize(("year", "month", "last"), [(2016, 2, 29), (2018, 2, 28), (2018, 12, 31), (2018, None, 31)])
def test_the_last_day_of_a_month_or_a_year(year: int, month: int | None, last: int) -> None:
    assert last_day_of(year, month) == date(year, month or 12, last)
