"""Money is exact inside, rounded once, and no öre is lost in the rounding."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samhandling.ground.money import exact, in_millions, settle, to_ore

KRONOR = st.fractions(min_value=0, max_value=10**12, max_denominator=10**6)


@pytest.mark.parametrize(
    ("amount", "ore"),
    [
        (Fraction(0), "0.00"),
        (Fraction(1), "1.00"),
        (Fraction(1, 3), "0.33"),
        (Fraction(2, 3), "0.67"),
        (Fraction(5, 1000), "0.01"),
        (Fraction(4999, 10**6), "0.00"),
        (Fraction(-5, 1000), "-0.01"),
        (Fraction(-1, 3), "-0.33"),
        (Fraction(776756262, 7), "110965180.29"),
        (Fraction(10**25), "10000000000000000000000000.00"),
    ],
)
def test_a_single_figure_is_rounded_half_up_to_the_ore(amount: Fraction, ore: str) -> None:
    assert str(to_ore(amount)) == ore


@given(KRONOR)
def test_rounding_moves_a_figure_by_half_an_ore_at_most(amount: Fraction) -> None:
    assert abs(Fraction(to_ore(amount)) - amount) <= Fraction(1, 200)


@given(st.dictionaries(st.text(max_size=3), KRONOR, max_size=20))
def test_settling_keeps_the_sum_and_moves_no_part_by_an_ore_or_more(parts: dict[str, Fraction]) -> None:
    settled = settle(parts)
    assert list(settled) == list(parts)
    assert sum(settled.values(), Decimal(0)) == to_ore(sum(parts.values(), Fraction(0)))
    assert all(abs(Fraction(settled[key]) - amount) < Fraction(1, 100) for key, amount in parts.items())


@given(st.dictionaries(st.text(max_size=3), st.fractions(-(10**6), 10**6, max_denominator=999), max_size=9))
def test_settling_holds_for_amounts_that_are_paid_back_too(parts: dict[str, Fraction]) -> None:
    settled = settle(parts)
    assert sum(settled.values(), Decimal(0)) == to_ore(sum(parts.values(), Fraction(0)))
    assert all(abs(Fraction(settled[key]) - amount) <= Fraction(1, 100) for key, amount in parts.items())


@given(st.lists(st.integers(0, 10**9), max_size=9))
def test_whole_ore_are_left_as_they_are(ore: list[int]) -> None:
    parts = {index: Fraction(one, 100) for index, one in enumerate(ore)}
    assert settle(parts) == {index: Decimal(one) / 100 for index, one in enumerate(ore)}


def test_the_ore_that_is_left_goes_to_the_largest_remainder_then_to_the_first() -> None:
    third, sixth = Fraction(100, 3), Fraction(100, 6)
    assert settle({"a": third, "b": third, "c": third}) == {"a": Decimal("33.34"), "b": Decimal("33.33"), "c": Decimal("33.33")}
    assert settle({"a": third, "b": sixth, "c": Fraction(50)}) == {"a": Decimal("33.33"), "b": Decimal("16.67"), "c": Decimal("50.00")}


def test_settled_amounts_are_written_with_two_decimals() -> None:
    assert [str(amount) for amount in settle({"a": Fraction(1), "b": Fraction(0)}).values()] == ["1.00", "0.00"]


def test_nothing_settles_to_nothing() -> None:
    assert settle({}) == {}


def test_a_machines_decimal_is_read_exactly() -> None:
    assert exact("0.15") == Fraction(3, 20)
    assert exact(Decimal("0.10")) == Fraction(1, 10)
    with pytest.raises(ValueError):
        exact("0,15")


@pytest.mark.parametrize(
    ("amount", "shown"),
    [(0, "0.0"), (49_999, "0.0"), (50_000, "0.1"), (110_965_180, "111.0"), (25_670_913, "25.7"), (1_234_567_890_123, "1234567.9")],
)
def test_millions_have_one_decimal_rounded_half_up(amount: int, shown: str) -> None:
    assert str(in_millions(Fraction(amount))) == shown
