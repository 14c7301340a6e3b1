"""A limit holds in every period as long as itself, not only in the clock's own hours."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samhandling.ground.faults import Refused
from samhandling.office.limits import forget_old, require_room, take, weigh
from samhandling.office.models import Taken

HOUR = timedelta(hours=1)
START = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)


@given(st.lists(st.tuples(st.integers(0, 900), st.integers(1, 3)), max_size=60), st.integers(1, 8))
def test_no_period_ever_holds_more_than_the_limit(steps: list[tuple[int, int]], most: int) -> None:
    counts: dict[int, int] = {}
    now, given_at = START, []
    for seconds, amount in steps:
        now += timedelta(seconds=seconds)
        counts, answer = weigh(counts, most, HOUR, amount, now)
        if answer.is_given:
            given_at += [now] * amount
        assert sum(now - HOUR < moment <= now for moment in given_at) <= most
        assert answer.left <= most


@given(st.lists(st.integers(0, 900), max_size=40), st.integers(1, 5))
def test_whoever_waits_as_long_as_told_is_let_in(steps: list[int], most: int) -> None:
    counts: dict[int, int] = {}
    now = START
    for seconds in steps:
        now += timedelta(seconds=seconds)
        counts, answer = weigh(counts, most, HOUR, 1, now)
        if not answer.is_given:
            assert timedelta() < answer.again <= HOUR * 1.1
            assert weigh(counts, most, HOUR, 1, now + answer.again)[1].is_given


@pytest.mark.django_db
def test_each_key_and_each_period_has_a_room_of_its_own() -> None:
    assert [take("a", most=2, within=HOUR, now=START).is_given for _ in range(3)] == [True, True, False]
    assert take("b", most=2, within=HOUR, now=START).is_given
    assert take("a", most=2, within=HOUR / 2, now=START).is_given
    assert not take("a", most=2, within=HOUR, now=START + HOUR * 0.9).is_given
    assert take("a", most=2, within=HOUR, now=START + HOUR * 1.1).is_given


@pytest.mark.django_db
def test_a_clock_that_was_set_back_gives_no_more_room() -> None:
    take("a", most=1, within=HOUR, now=START)
    assert not take("a", most=1, within=HOUR, now=START - 5 * HOUR).is_given


@pytest.mark.django_db
def test_whoever_has_had_enough_is_told_when_to_come_again_and_no_address_is_kept() -> None:
    require_room("192.0.2.7", most=1, within=HOUR)
    with pytest.raises(Refused) as refused:
        require_room("192.0.2.7", most=1, within=HOUR)
    assert "minuter" in refused.value.faults[0].way_out.sv
    assert "minutes" in refused.value.faults[0].way_out.en
    assert "192.0.2.7" not in str(list(Taken.objects.values_list()))


@pytest.mark.django_db
def test_counts_that_no_longer_weigh_are_forgotten() -> None:
    take("a", most=1, within=HOUR, now=START)
    assert forget_old(START + HOUR) == 0
    assert forget_old(START + 2 * HOUR) == 1


@pytest.mark.parametrize(("most", "amount", "within"), [(0, 1, HOUR), (1, 0, HOUR), (1, 1, timedelta())])
def test_a_limit_of_nothing_is_a_fault_of_ours(most: int, amount: int, within: timedelta) -> None:
    with pytest.raises(ValueError):
        take("a", most=most, within=within, amount=amount)
