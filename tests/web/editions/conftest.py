"""The invented county with three initiatives, published, and whoever asks."""

from collections.abc import Callable
from typing import Any

import pytest

from plan.plan_made import ROAD, SHOP, book, changed, take_in
from samhandling.ground.viewer import OPERATOR, Viewer
from samhandling.plan.actions.publishing import publish
from samhandling.strategy.actions import load
from strategy.strategy_texts import COUNTY, document

THIRD = changed(SHOP, id="A3", title="Bygdens verkstad", contributions="A1a:0.7|B2a:0.3")


@pytest.fixture
def county(db: Any) -> str:
    found = document(COUNTY)
    load(found, by=OPERATOR)
    take_in(book(ROAD, SHOP, THIRD))
    publish(found.id, by=OPERATOR)
    return found.id


@pytest.fixture
def as_viewer(monkeypatch: pytest.MonkeyPatch) -> Callable[[Viewer], None]:
    """From when it is called, everybody who asks is this viewer."""

    def comes(viewer: Viewer) -> None:
        monkeypatch.setattr("samhandling.web.middleware.viewer_of", lambda request: viewer)

    return comes
