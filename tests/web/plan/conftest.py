"""Pages asked for as a browser asks for them, by a visitor or a strategist."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from samhandling.ground.viewer import Viewer, ViewerKind

STRATEGIST = Viewer(ViewerKind.PERSON, person=7, roles=frozenset({"strategist"}))


@pytest.fixture
def strategist(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From when it is called, everybody who asks is a strategist."""

    def signed_in() -> None:
        monkeypatch.setattr("samhandling.web.middleware.viewer_of", lambda request: STRATEGIST)

    return signed_in


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    """What is kept in memory belongs to the database of one test."""
    from samhandling.coverage import queries
    from samhandling.web import keeping
    from samhandling.web.plan import index

    for kept in (queries._answers, queries._known, queries._histories, index._indexes, index._states, keeping._pages):
        kept.clear()


@pytest.fixture
def page(client: Client) -> Callable[..., str]:
    """The text of a page that is there."""

    def asked(path: str, **query: Any) -> str:
        response = client.get(path, query)
        assert response.status_code == 200, (path, response.status_code)
        return response.content.decode()

    return asked
