"""Paths: what is asked when, and a standing that never flatters."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samhandling.figures.rules.movement.direction import Better, Direction
from samhandling.figures.rules.movement.series import Point
from samhandling.figures.rules.target_path import Path, Standing, against_path, level_at, path_on

HIGHER, LOWER = Direction(Better.HIGHER), Direction(Better.LOWER)


def path(levels: dict[int, str], adopted: date = date(2023, 1, 1), place: str = "") -> Path:
    return Path({year: Decimal(level) for year, level in levels.items()}, adopted, "§ 12", place)


def point(period: str, value: str) -> Point:
    return Point(period, Decimal(value))


DOWN = path({2026: "6.5", 2030: "6.0"})
BASE = point("2020", "7.4")


@pytest.mark.parametrize(
    ("moment", "level"),
    [
        (Fraction(2019), None),
        (Fraction(2020), Fraction("7.4")),
        (Fraction(2023), Fraction("6.95")),
        (Fraction(2028), Fraction("6.25")),
        (Fraction(4057, 2), Fraction("6.1875")),
        (Fraction(2030), Fraction(6)),
        (Fraction(2040), Fraction(6)),
    ],
)
def test_the_path_is_straight_between_its_years(moment: Fraction, level: Fraction | None) -> None:
    assert level_at(DOWN, moment, BASE) == level


def test_without_a_base_nothing_is_asked_before_the_first_year() -> None:
    assert level_at(DOWN, Fraction(2023)) is None
    standing = against_path(point("2023", "7.0"), DOWN, LOWER)
    assert standing.standing is Standing.NOT_YET
    assert "Banan börjar 2026" in standing.said.sv
    assert standing.notes[0].sv.startswith("Inget basår är angivet")
    unknown = against_path(point("2023", "7.0"), DOWN, LOWER, Point("2020", None))
    assert unknown.notes[0].sv.startswith("Det finns inget värde för basåret")


@pytest.mark.parametrize(
    ("value", "standing"),
    [
        ("7.5", Standing.WORSE_THAN_BASE),
        ("7.0", Standing.BEHIND),
        ("6.65", Standing.ON_PATH),
        ("6.6", Standing.ON_PATH),
        ("6.0", Standing.REACHED),
        ("0", Standing.REACHED),
    ],
)
def test_it_tells_where_a_value_stands(value: str, standing: Standing) -> None:
    assert against_path(point("2025", value), DOWN, LOWER, BASE).standing is standing


def test_every_distance_is_given() -> None:
    behind = against_path(point("2025", "6.8"), DOWN, LOWER, BASE)
    assert (behind.asked, behind.short_of_path, behind.short_of_target) == (Fraction("6.65"), Fraction("0.15"), Fraction("0.8"))
    assert behind.needed_per_year == Fraction("-0.16")
    assert behind.said.sv == "Efter banan: 6,8 (2025), medan banan till målet 6,0 år 2030 begär 6,7."


def test_worse_than_the_base_is_never_on_time_even_where_the_target_asks_for_less() -> None:
    generous = path({2030: "65"})
    fallen = against_path(point("2025", "68"), generous, HIGHER, point("2020", "70"))
    assert fallen.standing is Standing.WORSE_THAN_BASE
    assert fallen.said.sv.startswith("Sämre än i början: 70 (2020) har blivit 68 (2025).")


@given(st.integers(-50, 50), st.integers(-50, 50), st.integers(-50, 50), st.sampled_from([HIGHER, LOWER]))
def test_law_worse_than_the_base_has_one_word_only(base: int, value: int, target: int, direction: Direction) -> None:
    found = against_path(point("2025", str(value)), path({2030: str(target)}), direction, point("2020", str(base)))
    worse = value < base if direction is HIGHER else value > base
    assert (found.standing is Standing.WORSE_THAN_BASE) is worse


def test_a_target_of_zero_works() -> None:
    zero = path({2030: "0"})
    assert against_path(point("2025", "2"), zero, LOWER, point("2020", "4")).standing is Standing.ON_PATH
    assert against_path(point("2025", "0"), zero, LOWER, point("2020", "4")).standing is Standing.REACHED
    assert against_path(point("2025", "2"), zero, LOWER, point("2020", "4")).needed_per_year == Fraction(-2, 5)


def test_a_base_of_zero_works() -> None:
    assert against_path(point("2025", "1"), path({2030: "2"}), HIGHER, point("2020", "0")).standing is Standing.ON_PATH


def test_no_target_and_no_value_are_said() -> None:
    assert against_path(point("2025", "1"), None, HIGHER).said.sv == "Inget mål är beslutat."
    assert against_path(Point("2025", None), DOWN, LOWER).standing is Standing.NO_VALUE


@pytest.mark.parametrize("direction", [Direction(Better.NEITHER), Direction(Better.BAND, Decimal(1), Decimal(2))])
def test_no_target_is_judged_without_a_direction_to_judge_by(direction: Direction) -> None:
    assert against_path(point("2025", "1"), DOWN, direction).standing is Standing.NOT_JUDGED


def test_a_year_that_has_passed_is_said_and_nothing_is_needed_a_year() -> None:
    late = against_path(point("2031", "6.4"), DOWN, LOWER, BASE)
    assert late.standing is Standing.BEHIND
    assert late.needed_per_year is None
    assert late.notes[-1].sv == "Målåret 2030 har passerat."


def test_the_version_in_force_is_the_latest_adopted_and_the_places_own_goes_first() -> None:
    old, new, own = path({2030: "6"}), path({2030: "5"}, date(2025, 1, 1)), path({2030: "7"}, date(2024, 1, 1), "0482")
    paths = [new, old, own]
    assert path_on(paths, date(2022, 12, 31)) is None
    assert path_on(paths, date(2024, 12, 31)) is old
    assert path_on(paths, date(2025, 1, 1)) is new
    assert path_on(paths, date(2026, 1, 1), "0482") is own
    assert path_on(paths, date(2023, 6, 1), "0482") is old
