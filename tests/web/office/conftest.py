"""A strategy, and somebody who may answer."""

from typing import Any

import pytest
from django.test import Client

from samhandling.ground.viewer import OPERATOR, Role
from samhandling.people.actions import add_person
from samhandling.strategy.actions import load
from samhandling.strategy.rules.shipped import read_shipped
from web.office.filled_in import PASSWORD, STRATEGY


@pytest.fixture(autouse=True)
def _quick_hashes(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def strategy(db: None) -> str:
    load(read_shipped(STRATEGY), by=OPERATOR)
    return STRATEGY


@pytest.fixture
def strategist(client: Client, strategy: str) -> Client:
    """A browser in which a strategist has signed in."""
    add_person("eva@example.se", PASSWORD, role=Role.STRATEGIST, name="Eva", by=OPERATOR)
    assert client.post("/logga-in", {"email": "eva@example.se", "password": PASSWORD}).status_code == 303
    return client
