"""A series against itself: order, holes, breaks, and a base that is never replaced."""

from decimal import Decimal
from fractions import Fraction

import pytest

from samhandling.figures.rules.movement.direction import Better, Course, Direction
from samhandling.figures.rules.movement.series import NOT_CAUSED, BreakMark, Point, change_since, stretch_of
from samhandling.ground.faults import Refused
from samhandling.ground.said import Said

HIGHER, LOWER = Direction(Better.HIGHER), Direction(Better.LOWER)
NEW_COUNT = Said("Räknas på ett nytt sätt.", "Counted in a new way.")


def series(**values: float | str | None) -> list[Point]:
    """Points by year: y2020=1.5; `None` is unknown, a text unknown with that sign."""
    return [
        Point(key[1:], None, value) if isinstance(value, str) else Point(key[1:], None if value is None else Decimal(str(value)))
        for key, value in values.items()
    ]


def test_it_puts_values_in_order_of_time() -> None:
    assert [point.period for point in stretch_of(series(y2022=3, y2020=1, y2021=2)).points] == ["2020", "2021", "2022"]


def test_zero_is_a_value() -> None:
    stretch = stretch_of(series(y2020=0, y2021=0))
    assert stretch.latest == Point("2021", Decimal(0))
    assert stretch.unknown == ()
    assert change_since("2020", series(y2020=0, y2021=2), HIGHER).difference == 2


def test_what_is_missing_or_suppressed_is_told_and_never_zero() -> None:
    stretch = stretch_of(series(y2020=5, y2021="..", y2022=None, y2023=4))
    assert [point.value for point in stretch.points] == [5, 4]
    assert stretch.notes[0].sv == "Värde saknas för 2021 (..), 2022. Ett värde som saknas är inte noll."


def test_a_break_cuts_the_span_and_is_told() -> None:
    mark = BreakMark("2022", NEW_COUNT)
    stretch = stretch_of(series(y2020=1, y2021=2, y2022=30, y2023=40), [mark])
    assert [point.value for point in stretch.points] == [30, 40]
    assert stretch.cut_at == mark
    assert stretch.notes[0].sv == "Serien jämförs bara från 2022. Räknas på ett nytt sätt."


def test_only_the_last_break_within_the_values_cuts() -> None:
    marks = [BreakMark("2019", NEW_COUNT), BreakMark("2021", NEW_COUNT), BreakMark("2023", NEW_COUNT), BreakMark("2030", NEW_COUNT)]
    stretch = stretch_of(series(y2020=1, y2021=2, y2022=3, y2023=4), marks)
    assert stretch.cut_at == marks[2]
    assert [point.period for point in stretch.points] == ["2023"]


def test_a_comparable_break_is_told_but_does_not_cut() -> None:
    mark = BreakMark("2021", NEW_COUNT, comparable=True)
    stretch = stretch_of(series(y2020=1, y2021=2), [mark])
    assert len(stretch.points) == 2
    assert stretch.notes[0].sv.startswith("Jämför med försiktighet över 2021.")


def test_a_break_before_the_first_known_value_is_of_no_concern() -> None:
    assert stretch_of(series(y2020=None, y2021=2, y2022=3), [BreakMark("2021", NEW_COUNT)]).cut_at is None


def test_a_period_with_two_values_is_refused() -> None:
    with pytest.raises(Refused, match="två värden"):
        stretch_of([Point("2020M01", Decimal(1)), Point("2020-01", Decimal(2))])


def test_a_change_has_its_numbers_and_a_sentence() -> None:
    change = change_since("2020", series(y2020=8.5, y2024=6.5), LOWER)
    assert (change.difference, change.per_year, change.course) == (Decimal("-2.0"), Fraction(-1, 2), Course.BETTER)
    assert change.said.sv == "Från 8,5 (2020) till 6,5 (2024); det är en förbättring."


def test_a_missing_base_is_said_and_no_other_year_takes_its_place() -> None:
    change = change_since("2019", series(y2018=1, y2020=8, y2024=6), LOWER)
    assert change.difference is None
    assert change.said.sv == "Det finns inget värde för basåret 2019, och inget annat år sätts i dess ställe."


def test_a_base_behind_a_break_is_refused_and_said() -> None:
    change = change_since("2020", series(y2020=1, y2022=30, y2023=40), HIGHER, [BreakMark("2022", NEW_COUNT)])
    assert change.difference is None
    assert change.course is Course.NOT_JUDGED
    assert "serien bryts 2022" in change.said.sv


@pytest.mark.parametrize("points", [[], series(y2020=None), series(y2020=4)])
def test_too_little_is_said(points: list[Point]) -> None:
    change = change_since(None, points, HIGHER)
    assert change.difference is None
    assert change.said.sv.endswith(".")


def test_months_count_as_parts_of_a_year() -> None:
    change = change_since(None, [Point("2020M01", Decimal(1)), Point("2020M07", Decimal(2))], HIGHER)
    assert change.per_year == 2


def test_different_times_of_the_year_are_told() -> None:
    months = [Point("2020M01", Decimal(1)), Point("2021M01", Decimal(2)), Point("2021M07", Decimal(3))]
    assert change_since("2020M01", months[:2], HIGHER).notes == ()
    assert change_since("2020M01", months, HIGHER).notes[0].sv.startswith("De två perioderna är ur olika tider på året")
    assert change_since("2020", series(y2020=1, y2021=2), HIGHER).notes == ()


def test_no_course_is_told_where_no_direction_is_better() -> None:
    change = change_since(None, series(y2020=1, y2021=2), Direction(Better.NEITHER))
    assert change.course is Course.NOT_JUDGED
    assert change.said.sv == "Från 1 (2020) till 2 (2021)."


def test_nothing_is_said_of_causes() -> None:
    assert NOT_CAUSED.sv == "Visar utvecklingen, inte vad insatserna har orsakat."
