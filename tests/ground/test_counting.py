"""Numbers, days and lists as running text says them, in both languages."""

from datetime import date

import pytest

from samhandling.ground.counting import capital, day_said, in_letters, listed, month_said
from samhandling.ground.said import Said, same


@pytest.mark.parametrize(
    ("number", "sv", "neuter", "en"),
    [
        (0, "noll", "noll", "zero"),
        (1, "en", "ett", "one"),
        (2, "två", "två", "two"),
        (11, "elva", "elva", "eleven"),
        (12, "tolv", "tolv", "twelve"),
        (13, "13", "13", "13"),
        (-1, "-1", "-1", "-1"),
    ],
)
def test_a_number_to_twelve_is_in_letters(number: int, sv: str, neuter: str, en: str) -> None:
    assert in_letters(number) == Said(sv, en)
    assert in_letters(number, common=False) == Said(neuter, en)


def test_a_sentence_opens_with_a_capital_and_keeps_the_rest() -> None:
    assert capital(Said("åtta av Region Sörmlands", "eight of Sörmland's")) == Said("Åtta av Region Sörmlands", "Eight of Sörmland's")
    assert capital(same("")) == same("")


@pytest.mark.parametrize(("month", "sv", "en"), [(1, "januari", "January"), (5, "maj", "May"), (12, "december", "December")])
def test_a_day_and_a_month_are_said_with_the_months_name(month: int, sv: str, en: str) -> None:
    day = date(2018, month, 3)
    assert day_said(day) == Said(f"3 {sv} 2018", f"3 {en} 2018")
    assert month_said(day) == Said(f"{sv} 2018", f"{en} 2018")


@pytest.mark.parametrize(
    ("items", "sv", "en"),
    [([], "", ""), (["a"], "a", "a"), (["a", "b"], "a och b", "a and b"), (["a", "b", "c"], "a, b och c", "a, b and c")],
)
def test_a_list_is_joined_as_one_says_it(items: list[str], sv: str, en: str) -> None:
    assert listed(items) == Said(sv, en)


def test_a_sentence_is_in_the_language_asked_for_and_swedish_otherwise() -> None:
    said = Said("Hej", "Hello")
    assert (said.in_("sv"), said.in_("en"), str(said)) == ("Hej", "Hello", "Hej")
