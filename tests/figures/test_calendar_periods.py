"""Labels of periods as Swedish sources write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samhandling.figures.rules.calendar.periods import between_said, period_said, span_of
from samhandling.ground.faults import Refused


@pytest.mark.parametrize(
    ("label", "first", "last"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026M07", date(2026, 7, 1), date(2026, 7, 31)),
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ("2026K2", date(2026, 4, 1), date(2026, 6, 30)),
        ("2026Q2", date(2026, 4, 1), date(2026, 6, 30)),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2:a kvartalet 2026", date(2026, 4, 1), date(2026, 6, 30)),
        ("3:e  kvartalet 2026 ", date(2026, 7, 1), date(2026, 9, 30)),
        ("2020-2021", date(2020, 1, 1), date(2021, 12, 31)),
        ("Läsår 2025/2026", date(2025, 7, 1), date(2026, 6, 30)),
        ("Läsåret 2025/26", date(2025, 7, 1), date(2026, 6, 30)),
        ("1 November 2026", date(2026, 11, 1), date(2026, 11, 1)),
        ("2026-11-30", date(2026, 11, 30), date(2026, 11, 30)),
        ("Mars 2026", date(2026, 3, 1), date(2026, 3, 31)),
        ("Vårterminen 2026", date(2026, 1, 1), date(2026, 6, 30)),
        ("Höstterminen 2026", date(2026, 7, 1), date(2026, 12, 31)),
        ("Vecka 22 2026", date(2026, 5, 25), date(2026, 5, 31)),
    ],
)
def test_it_reads_a_label(label: str, first: date, last: date) -> None:
    span = span_of(label)
    assert (span.first, span.last) == (first, last)


@pytest.mark.parametrize(
    "label", ["", "26", "2026M13", "2026K5", "2026-00", "Läsår 2025/2027", "2021-2020", "Vecka 60 2026", "31 februari 2026", "0000", "maj"]
)
def test_it_refuses_what_is_no_period(label: str) -> None:
    with pytest.raises(Refused):
        span_of(label)


@given(st.text(max_size=20))
def test_law_any_text_is_read_or_refused(text: str) -> None:
    try:
        span = span_of(text)
    except Refused:
        return
    assert span.first <= span.last


@pytest.mark.parametrize(
    ("label", "next_label"),
    [
        ("2026", "2027"),
        ("2026M12", "2027M01"),
        ("2026K4", "2027K1"),
        ("2020-2021", "2022-2023"),
        ("Läsår 2025/2026", "Läsår 2026/2027"),
        ("Vårterminen 2026", "Höstterminen 2026"),
        ("Vecka 22 2026", "2026-06-01"),
    ],
)
def test_the_next_period_is_of_the_same_length(label: str, next_label: str) -> None:
    span = span_of(label)
    later = span.later()
    assert later.label == next_label
    assert (later.first - span.last).days == 1


@given(
    st.sampled_from(["2026", "2026M07", "2026K2", "2020-2021", "Läsår 2025/2026", "Vårterminen 2026", "Vecka 22 2026", "1 November 2026"]),
    st.integers(0, 40),
)
def test_law_labels_that_it_makes_stand_for_the_same_days(label: str, later: int) -> None:
    made = span_of(label).later(later)
    again = span_of(made.label)
    assert again.first == made.first
    assert again.last == made.last or not made.months


@pytest.mark.parametrize(
    ("label", "sv", "en"),
    [
        ("2020M06", "juni 2020", "June 2020"),
        ("2026K2", "andra kvartalet 2026", "the second quarter of 2026"),
        ("2026", "2026", "2026"),
        ("Läsår 2025/2026", "Läsår 2025/2026", "Läsår 2025/2026"),
        ("någon gång", "någon gång", "någon gång"),
    ],
)
def test_a_period_is_said_as_people_say_it(label: str, sv: str, en: str) -> None:
    said = period_said(label)
    assert (said.sv, said.en) == (sv, en)


def test_a_span_of_periods_is_said() -> None:
    assert between_said("2020", "2024").sv == "2020–2024"
    assert between_said("2020M01", "2026M04").en == "January 2020 to April 2026"
    assert between_said("2020M01", "2020M01").sv == "januari 2020"
