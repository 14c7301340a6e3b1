"""Amounts as people write them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samhandling.plan.rules.amounts import read_amount

WRITTEN = [
    ("2 174 999", 2174999),
    ("48\xa0411\xa0865", 48411865),
    ("4\u202f498\u202f080", 4498080),
    ("250.000", 250000),
    ("1.234.567,50", Fraction("1234567.5")),
    ("1,234,567.50", Fraction("1234567.5")),
    ("33 126 536,00", 33126536),
    ("181 567:-", 181567),
    ("250 000 SEK", 250000),
    ("SEK 5 000", 5000),
    ("194 mkr", 194000000),
    ("13,5 mkr", 13500000),
    ("75 Mkr", 75000000),
    ("2.5 milj kr", 2500000),
    ("1,5 miljarder kronor", 1500000000),
    ("1,500 mkr", 1500000),
    ("300 tkr", 300000),
    ("250 kkr", 250000),
    ("909 999 ", 909999),
    ("5 477 548 kr (prioriterat)", 5477548),
    (1479407, 1479407),
    (0.1, Fraction(1, 10)),
    ("0", 0),
    (0, 0),
]


@pytest.mark.parametrize(("cell", "amount"), WRITTEN)
def test_it_reads_an_amount_without_a_question(cell: str | float, amount: Fraction) -> None:
    found = read_amount(cell)
    assert (found.value, found.unclear, found.wrong) == (amount, None, None)


@pytest.mark.parametrize("cell", [None, "", "-", "?", "okänt", "Uppgift saknas", "N/A"])
def test_it_leaves_an_unknown_amount_unknown_and_never_zero(cell: str | None) -> None:
    found = read_amount(cell)
    assert (found.value, found.unclear) == (None, None)


@pytest.mark.parametrize(
    ("cell", "amount", "kind"),
    [
        ("ingår i 60 mkr totalt", None, "amount_shared_total"),
        ("included in the total", None, "amount_shared_total"),
        ("5 000 EUR", None, "amount_currency"),
        ("€ 5 000", None, "amount_currency"),
        ("12 34", None, "amount_unreadable"),
        ("1-2 mkr", None, "amount_unreadable"),
        ("enligt beslut", None, "amount_unreadable"),
        ("1 " * 4000, None, "amount_unreadable"),
        ("#REF!", None, "amount_unreadable"),
        (True, None, "amount_unreadable"),
        ("ca 5 mkr", 5000000, "amount_about"),
        ("250,000", 250000, "amount_separator"),
        ("1.500 mkr", 1500000, "amount_separator"),
    ],
)
def test_it_asks_about_an_amount_that_is_unclear(cell: str | bool, amount: int | None, kind: str) -> None:
    found = read_amount(cell)
    assert found.unclear is not None
    assert (found.value, found.unclear.kind) == (amount, kind)


@pytest.mark.parametrize("cell", [-5, -0.5, "-5 000", "−5 kr", "(5 000)"])
def test_a_negative_amount_is_wrong(cell: str | float) -> None:
    assert read_amount(cell).wrong is not None


def test_it_takes_the_unit_of_the_heading_where_the_cell_has_none() -> None:
    assert read_amount("250", 1000).value == 250_000
    assert read_amount(2.5, 1_000_000).value == 2_500_000
    assert read_amount("250 kr", 1000).value == 250
    assert read_amount("2 mkr", 1000).value == 2_000_000


def grouped(number: int, mark: str) -> str:
    return f"{number:,}".replace(",", mark)


@given(
    number=st.integers(0, 10**12),
    ore=st.integers(0, 99),
    mark=st.sampled_from(["", " ", "\xa0", "\u202f", "'", "."]),
    ending=st.sampled_from(["", " kr", " SEK", ":-", " kronor", " "]),
)
def test_an_amount_reads_back_exactly_from_every_notation(number: int, ore: int, mark: str, ending: str) -> None:
    whole = read_amount(grouped(number, mark) + ending)
    assert (whole.value, whole.unclear) == (number, None)
    assert read_amount(f"{grouped(number, mark)},{ore:02}{ending}").value == Fraction(number * 100 + ore, 100)


@given(number=st.integers(1, 10**6), unit=st.sampled_from([("tkr", 1000), ("mkr", 10**6), ("mnkr", 10**6), ("mdkr", 10**9)]))
def test_a_unit_multiplies_exactly(number: int, unit: tuple[str, int]) -> None:
    assert read_amount(f"{number},5 {unit[0]}").value == (number + Fraction(1, 2)) * unit[1]


@given(st.text() | st.text("0123456789 .,-kr()mt", max_size=14) | st.floats() | st.integers())
def test_any_cell_is_read_or_asked_about(cell: str | float) -> None:
    found = read_amount(cell)
    assert found.value is None or found.value >= 0
