"""An indicator of one's own that is computed from employment by industry: a text file, and the value stands there at once."""

from datetime import date
from pathlib import Path

import pytest
from business_made import counties_file
from typer.testing import CliRunner

from samhandling.cli.main import commands
from samhandling.figures.business.cubes import CubeFile, load_cube
from samhandling.figures.indicators.answers import indicator
from samhandling.ground.viewer import OPERATOR, VISITOR

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures_home")]
STRATEGY = "sormland-naringsliv-2022"
OWN = f"""
id = "egna"
strategy = "{STRATEGY}"
title.sv = "Egna"

[[indicators]]
id = "andel-i-handel"
title.sv = "Andel i handel"
definition.sv = "Sysselsatta i handel som andel av alla."
unit.sv = "procent"
decimals = 1
direction = "higher"
role = "context"
levels = ["county"]
frequency = "year"
focus_areas = ["2.1"]
[[indicators.series]]
source = {{ kind = "computed", rule = "economy.share", of = "sysselsatta-per-bransch", industries = ["G"] }}
"""


def added(folder: Path) -> str:
    file = folder / "egna.toml"
    file.write_text(OWN, "utf-8")
    result = CliRunner().invoke(commands(), ["figures", "add", str(file)], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_it_has_its_values_as_soon_as_it_is_added(tmp_path: Path) -> None:
    load_cube(counties_file(tmp_path), CubeFile(producer="SCB", table="AM0210", licence="CC0", published=date(2025, 11, 28)), by=OPERATOR)
    said = added(tmp_path)
    assert "andel-i-handel" in said
    assert "computed:" in said
    latest = indicator("andel-i-handel", strategy=STRATEGY, place="04", seen_by=VISITOR).line.latest
    assert latest is not None
    assert 0 < latest.value < 100  # type: ignore[operator]


def test_without_figures_it_is_added_and_says_nothing_of_values(tmp_path: Path) -> None:
    assert "computed:" not in added(tmp_path)
    found = indicator("andel-i-handel", strategy=STRATEGY, place="04", seen_by=VISITOR)
    assert found.line.latest is None
    assert found.missing
