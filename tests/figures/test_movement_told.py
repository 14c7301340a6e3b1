"""One indicator's whole story, on the real unemployment of the counties."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from samhandling.figures.rules.indicator.document import Indicator, Target
from samhandling.figures.rules.indicator.shipped import shipped, shipped_strategies
from samhandling.figures.rules.movement.series import NOT_CAUSED, BreakMark, Point
from samhandling.figures.rules.movement.told import Told, told
from samhandling.figures.rules.progress import Progress
from samhandling.figures.rules.target_path import Standing
from samhandling.figures.rules.trend import Sense
from samhandling.ground.said import Said

DAY = date(2026, 11, 23)
NATION = Said("riket", "the nation")


@pytest.fixture(scope="module")
def unemployment() -> Indicator:
    return shipped(shipped_strategies()[0]).indicators["arbetsloshet-20-64"]


@pytest.fixture(scope="module")
def counties(shared: Path) -> dict[int, list[Point]]:
    table = pq.read_table(shared / "data" / "statistics" / "vintages" / "bas_arbetsloshet_lan_manad.parquet")
    places: dict[int, dict[str, Point]] = {}
    for row in table.sort_by("vintage").to_pylist():
        if (row["kön"], row["ålder"], row["födelseregion"]) == ("totalt", "20-64 år", "totalt"):
            places.setdefault(row["regionkod"], {})[row["period"]] = Point(row["period"], Decimal(str(row["value"])))
    return {code: list(points.values()) for code, points in places.items()}


def of(indicator: Indicator, points: list[Point], nation: list[Point], **more: tuple[BreakMark, ...]) -> Told:
    return told(indicator, points, {"nation": (NATION, nation)}, DAY, **more)


def test_the_real_unemployment_of_a_county_is_told(unemployment: Indicator, counties: dict[int, list[Point]]) -> None:
    found = of(unemployment, counties[4], counties[0])
    assert found.latest is not None
    assert found.against[0].difference == found.latest.known - next(p.known for p in counties[0] if p.period == found.latest.period)
    assert found.said.sv.startswith("Arbetslöshet, månad för månad: ")
    assert " procentenheter högre än riket (" in found.said.sv
    assert found.under == NOT_CAUSED
    assert found.path.standing is Standing.NO_TARGET
    assert found.trend.values == len(counties[4])


def test_a_target_and_a_base_are_judged_together(unemployment: Indicator) -> None:
    target = Target.model_validate({"adopted": date(2024, 1, 1), "decision": "§ 1", "levels": {2030: Decimal(5)}})
    indicator = unemployment.model_copy(update={"baseline": 2020, "targets": (target,)})
    points = [Point(str(2020 + year), Decimal(value)) for year, value in enumerate(("8.0", "8.0", "8.4", "8.2", "8.5"))]
    found = of(indicator, points, [])
    assert (found.base, found.path.standing, found.progress.status) == (points[0], Standing.WORSE_THAN_BASE, Progress.DETERIORATION)
    early = told(indicator, points, {}, date(2023, 12, 31))
    assert early.path.standing is Standing.NO_TARGET


def test_a_base_that_is_missing_is_said_all_through(unemployment: Indicator) -> None:
    found = of(unemployment.model_copy(update={"baseline": 2015}), [Point("2020", Decimal(8)), Point("2021", Decimal(7))], [])
    assert found.base is None
    assert "basåret 2015" in found.change.said.sv
    assert found.progress.status is Progress.CANNOT_BE_TOLD
    assert "inget värde för basåret" in found.progress.said.sv


def test_nothing_read_in_is_said(unemployment: Indicator) -> None:
    found = of(unemployment, [], [Point("2020M01", Decimal(6))])
    assert found.said.sv == "Arbetslöshet, månad för månad: inget värde är inläst."
    assert found.trend.sense is Sense.TOO_FEW


def test_breaks_of_the_chain_cut_all_of_it(unemployment: Indicator) -> None:
    points = [Point(f"2020M{month:02}", Decimal(month)) for month in range(1, 13)]
    mark = BreakMark("2020M07", Said("Ny tabell.", "New table."))
    found = of(unemployment, points, points, breaks=(mark,))
    assert (found.trend.first, found.against[0].then, found.trend.values) == ("2020M07", "2020M07", 6)
    assert found.notes[0].sv == "Serien jämförs bara från juli 2020. Ny tabell."


def test_context_says_nothing_of_causes(unemployment: Indicator) -> None:
    assert of(unemployment.model_copy(update={"role": "context"}), [], []).under is None
