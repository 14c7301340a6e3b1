"""A strategy, persons with their roles, and hashes that cost nothing."""

from typing import Any

import pytest
from django.test import Client

from samhandling.ground.viewer import OPERATOR
from samhandling.strategy.actions import load
from samhandling.strategy.rules.shipped import read_shipped
from web.people.made import ADMINISTRATOR, CONTRIBUTOR, EVA, add_everybody, signed_in

STRATEGY = "sormland-naringsliv-2022"


@pytest.fixture(autouse=True)
def _quick_hashes(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def strategy(db: None) -> str:
    load(read_shipped(STRATEGY), by=OPERATOR)
    return STRATEGY


@pytest.fixture
def everybody(db: None) -> dict[str, int]:
    """E-mail address → id."""
    return add_everybody()


@pytest.fixture
def administrator(everybody: dict[str, int]) -> Client:
    return signed_in(ADMINISTRATOR)


@pytest.fixture
def strategist(everybody: dict[str, int]) -> Client:
    return signed_in(EVA)


@pytest.fixture
def contributor(everybody: dict[str, int]) -> Client:
    return signed_in(CONTRIBUTOR)
