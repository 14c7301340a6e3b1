"""The invented county, loaded."""

from typing import Any

import pytest

from plan.plan_made import COUNTY
from samhandling.ground.viewer import OPERATOR
from samhandling.strategy.actions import load
from strategy.strategy_texts import COUNTY as COUNTY_TEXT
from strategy.strategy_texts import document


@pytest.fixture
def county(db: Any) -> str:
    """The id of an invented strategy with five focus areas, loaded; no actors, no initiatives."""
    load(document(COUNTY_TEXT), by=OPERATOR)
    return COUNTY
