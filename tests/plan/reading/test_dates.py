"""Days as people write them."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samhandling.ground.periods import Precision
from samhandling.plan.rules.dates import precision_told, read_day

DAYS = [
    ("2016-10-03", date(2016, 10, 3)),
    ("2016-09-30 ", date(2016, 9, 30)),
    ("2016-01-01 00:00:00", date(2016, 1, 1)),
    ("2016-01-01T08:30:00Z", date(2016, 1, 1)),
    ("20160103", date(2016, 1, 3)),
    (42614, date(2016, 9, 1)),
    (42614.0, date(2016, 9, 1)),
    (42614.75, date(2016, 9, 1)),
    ("160401", date(2016, 4, 1)),
    (160831, date(2016, 8, 31)),
    (90401, date(2009, 4, 1)),
    ("16-03-01", date(2016, 3, 1)),
    ("991231", date(1999, 12, 31)),
    ("12.5.2015", date(2015, 5, 12)),
    ("31/12 2020", date(2020, 12, 31)),
    ("12/31/2020", date(2020, 12, 31)),
    ("1 aug 2016", date(2016, 8, 1)),
    ("14 okt 2015", date(2015, 10, 14)),
    ("den 1:a maj 2015", date(2015, 5, 1)),
    ("1-maj-2015", date(2015, 5, 1)),
    ("May 3, 2016", date(2016, 5, 3)),
    (datetime(2016, 1, 2, 3, 4), date(2016, 1, 2)),  # noqa: DTZ001
    (date(2016, 1, 2), date(2016, 1, 2)),
]


@pytest.mark.parametrize(("cell", "day"), DAYS)
def test_it_reads_a_day(cell: str | float | date, day: date) -> None:
    found = read_day(cell)
    assert (found.value.value, found.value.precision, found.unclear) == (day, Precision.DAY, None)


@pytest.mark.parametrize(
    ("cell", "first", "last", "precision"),
    [
        ("Q3 2015", date(2015, 7, 1), date(2015, 9, 30), Precision.QUARTER),
        ("2024 kv 1", date(2024, 1, 1), date(2024, 3, 31), Precision.QUARTER),
        ("kvartal 4 2024", date(2024, 10, 1), date(2024, 12, 31), Precision.QUARTER),
        ("sept 2015", date(2015, 9, 1), date(2015, 9, 30), Precision.MONTH),
        ("mars 2025", date(2025, 3, 1), date(2025, 3, 31), Precision.MONTH),
        ("2023-06", date(2023, 6, 1), date(2023, 6, 30), Precision.MONTH),
        ("06/2023", date(2023, 6, 1), date(2023, 6, 30), Precision.MONTH),
        ("201613".replace("13", "02"), date(2016, 2, 1), date(2016, 2, 29), Precision.MONTH),
        ("jan-24", date(2024, 1, 1), date(2024, 1, 31), Precision.MONTH),
        ("2004", date(2004, 1, 1), date(2004, 12, 31), Precision.YEAR),
        (2011.0, date(2011, 1, 1), date(2011, 12, 31), Precision.YEAR),
    ],
)
def test_a_month_or_a_year_stands_for_its_first_or_last_day(cell: str | float, first: date, last: date, precision: Precision) -> None:
    assert (read_day(cell).value.value, read_day(cell).value.precision) == (first, precision)
    assert (read_day(cell, end=True).value.value, read_day(cell, end=True).value.precision) == (last, precision)


@pytest.mark.parametrize(
    ("cell", "kind", "said"),
    [
        ("31 juni 2016", "date_impossible", '"31 juni 2016" är inget datum (juni har 30 dagar). Vi lämnar dagen okänd.'),
        ("2015-02-30", "date_impossible", '"2015-02-30" är inget datum (februari 2015 har 28 dagar). Vi lämnar dagen okänd.'),
        ("3016-01-01", "date_impossible", '"3016-01-01" är inget datum (året ska vara 1900-2100). Vi lämnar dagen okänd.'),
        ("hösten 2023", "date_season", 'Datumet står som "hösten 2023". Det är ingen bestämd dag, så vi lämnar den okänd.'),
        ("Q5 2015", "date_unreadable", '"Q5 2015" går inte att läsa som ett datum. Vi lämnar dagen okänd.'),
        ("jan 24", "date_unreadable", '"jan 24" går inte att läsa som ett datum. Vi lämnar dagen okänd.'),
        ("se beslut", "date_unreadable", '"se beslut" går inte att läsa som ett datum. Vi lämnar dagen okänd.'),
    ],
)
def test_it_leaves_a_day_unknown_and_says_why(cell: str, kind: str, said: str) -> None:
    found = read_day(cell)
    assert found.unclear is not None
    assert (found.value.value, found.unclear.kind, found.unclear.said.sv) == (None, kind, said)


@pytest.mark.parametrize("cell", [None, "", "-", "okänt"])
def test_an_unknown_day_needs_no_question(cell: str | None) -> None:
    assert (read_day(cell).value.value, read_day(cell).unclear) == (None, None)


def test_six_digits_that_may_be_two_things_are_a_suggestion() -> None:
    found = read_day("201012")
    assert found.unclear is not None
    assert (found.value.value, found.unclear.kind) == (date(2020, 10, 12), "date_ambiguous")


def test_until_further_notice_is_no_end_but_open() -> None:
    assert read_day("tills vidare", end=True).value.open_ended


def test_a_note_can_tell_the_precision() -> None:
    assert precision_told("Datumprecision: månad (augusti). Mer text.") is Precision.MONTH
    assert precision_told("datumprecision: år.") is Precision.YEAR
    assert precision_told("Ingen precision nämns.") is None


DAY = st.dates(date(1970, 1, 1), date(2069, 12, 31))
MONTHS = ["januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"]


@given(DAY)
def test_a_day_reads_back_from_every_notation(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    month = MONTHS[day.month - 1]
    for cell in (
        day.isoformat(),
        f"{day:%Y%m%d}",
        f"{day:%Y/%m/%d}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day.day}/{day.month} {day.year}",
        f"{day.day} {month} {day.year}",
        f"{day.day} {month[:3]} {day.year}",
        f"{day:%Y-%m-%d} 00:00:00",
        serial,
        float(serial),
    ):
        expected = date(day.year, day.month, day.day)
        # With a day of at most 12 a slash means day before month, as everywhere but in the United States.
        assert read_day(cell).value.value == expected, cell


@given(DAY)
def test_yymmdd_is_read_unless_it_may_be_a_month(day: date) -> None:
    found = read_day(f"{day:%y%m%d}")
    assert found.value.value == day
    assert found.unclear is None or found.unclear.kind == "date_ambiguous"


@given(st.text() | st.text("0123456789 -/.:janfebmrspliuogtvdkTZ", max_size=14) | st.floats() | st.integers(-(10**10), 10**10))
def test_any_cell_gives_a_day_or_a_question_or_nothing(cell: str | float) -> None:
    for end in (False, True):
        found = read_day(cell, end=end)
        assert found.value.value is None or date(1900, 1, 1) <= found.value.value <= date(2100, 12, 31) + timedelta(0)
