"""The invented county, published."""

from typing import Any

import pytest

from plan.plan_made import COUNTY, ROAD, SHOP, book, take_in
from samhandling.ground.viewer import OPERATOR
from samhandling.plan.actions.publishing import publish
from samhandling.strategy.actions import load
from strategy.strategy_texts import COUNTY as COUNTY_TEXT
from strategy.strategy_texts import document


@pytest.fixture
def county(db: Any) -> str:
    """Two initiatives, A1 and A2, published."""
    load(document(COUNTY_TEXT), by=OPERATOR)
    take_in(book(ROAD, SHOP))
    publish(COUNTY, by=OPERATOR)
    return COUNTY
