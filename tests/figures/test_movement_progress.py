"""Statistics Canada's measure: its own cases, and where its known weaknesses are mended."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from samhandling.figures.rules.movement.direction import Better, Direction
from samhandling.figures.rules.movement.series import Point
from samhandling.figures.rules.progress import Measured, Pace, Progress, growth, progress, together

DIRECTIONS = {"positive": Direction(Better.HIGHER), "negative": Direction(Better.LOWER)}
HIGHER, LOWER = DIRECTIONS["positive"], DIRECTIONS["negative"]


def measured(base: str, current: str, direction: Direction, target: str | None = None, year: int | None = 2030) -> Measured:
    return progress(
        Point("2015", Decimal(base)), Point("2020", Decimal(current)), direction, None if target is None else Decimal(target), year
    )


@pytest.fixture
def oracle(shared: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((shared / "data" / "oracles_progress.json").read_text("utf-8"))["statcan_progress_formula"]
    return found


def test_every_case_of_the_oracle(oracle: dict[str, Any]) -> None:
    assert len(oracle["cases"]) >= 2
    for case in oracle["cases"]:
        base, current = (Point(str(case[at][0]), Decimal(case[at][1])) for at in ("base", "current"))
        found = progress(base, current, DIRECTIONS[case["direction"]], Decimal(case["target"][1]), case["target"][0])
        assert found.observed == pytest.approx(case["cagr_obs"], rel=1e-12)
        assert found.required == pytest.approx(case["cagr_req"], rel=1e-12)
        assert found.value == pytest.approx(case["value"], rel=1e-12)
        assert found.status == case["status"]
        assert found.pace is Pace.GROWTH


def test_thresholds_are_the_oracles(oracle: dict[str, Any]) -> None:
    from samhandling.figures.rules import progress as module

    for mine, theirs in (
        (module.WITH_TARGET, oracle["thresholds_with_target"]),
        (module.WITHOUT_TARGET, oracle["thresholds_no_target"]),
    ):
        assert mine == (theirs["substantial"], theirs["moderate"], theirs["limited"])


@pytest.mark.parametrize(
    ("current", "status", "score"),
    [
        ("100", Progress.LIMITED, -2.5),
        ("102", Progress.LIMITED, None),
        ("103", Progress.MODERATE, None),
        ("90", Progress.DETERIORATION, -5.0),
    ],
)
def test_without_a_target_the_growth_is_judged(current: str, status: Progress, score: float | None) -> None:
    found = measured("100", current, HIGHER)
    assert found.status is status
    if score is not None:
        assert found.score == pytest.approx(score)


def test_a_target_that_is_met_is_told_so() -> None:
    assert measured("5", "9", HIGHER, "9").status is Progress.TARGET_ACHIEVED
    assert measured("5", "9", HIGHER, "9").score == 5.0


def test_a_target_that_is_met_although_things_are_worse_says_so() -> None:
    assert measured("70", "68", HIGHER, "65").said.sv == "Målet 65 är nått, men läget är sämre än i början."


@pytest.mark.parametrize(
    ("base", "current", "target", "status"),
    [
        ("9", "6", "0", Progress.SUBSTANTIAL),
        ("9", "8", "0", Progress.LIMITED),
        ("9", "10", "0", Progress.DETERIORATION),
        ("2", "-1", "-7", Progress.SUBSTANTIAL),
    ],
)
def test_a_target_of_zero_and_a_change_of_sign_work_in_the_figures_own_unit(base: str, current: str, target: str, status: Progress) -> None:
    found = measured(base, current, LOWER, target)
    assert (found.status, found.pace) == (status, Pace.CHANGE)
    assert "egen enhet" in found.said.sv


def test_a_base_of_zero_works_and_nothing_is_set_in_its_place() -> None:
    found = measured("0", "5", HIGHER, "10", 2025)
    assert (found.observed, found.required, found.status) == (1.0, 1.0, Progress.SUBSTANTIAL)
    assert measured("0", "5", HIGHER).status is Progress.CANNOT_BE_TOLD


def test_a_missing_base_or_value_is_said() -> None:
    value = Point("2020", Decimal(5))
    assert "inget basår" in progress(None, value, HIGHER, Decimal(9), 2030).said.sv
    assert "inget värde för basåret" in progress(Point("2015", None), value, HIGHER, Decimal(9), 2030).said.sv
    assert progress(value, None, HIGHER).status is Progress.CANNOT_BE_TOLD
    assert "mindre än ett år" in progress(value, Point("2020M07", Decimal(6)), HIGHER).said.sv


@pytest.mark.parametrize("direction", [Direction(Better.NEITHER), Direction(Better.BAND, Decimal(1), Decimal(2))])
def test_no_direction_is_assumed(direction: Direction) -> None:
    assert measured("5", "6", direction, "9").status is Progress.CANNOT_BE_TOLD


def test_leaving_a_base_that_was_at_the_target_is_deterioration() -> None:
    assert measured("5", "6", LOWER, "5").status is Progress.DETERIORATION


def test_negative_values_growing_away_from_zero_are_falling() -> None:
    assert measured("-4", "-5", HIGHER, "-1").status is Progress.DETERIORATION
    assert growth(-4, -5, 1) == pytest.approx(0.25)
    assert growth(0, 5, 1) is None
    assert growth(-1, 5, 1) is None


def test_one_that_fails_is_not_hidden_by_others_that_do_well() -> None:
    good, bad, untold = measured("5", "8", HIGHER, "9"), measured("5", "4", HIGHER, "9"), measured("0", "4", HIGHER)
    found = together([good, bad, untold])
    assert found.weakest is bad
    assert (len(found.parts), found.untold) == (3, 1)
    assert together([]).weakest is None
