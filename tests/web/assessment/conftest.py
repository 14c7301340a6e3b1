"""The shipped strategy with two initiatives, one placed without aspects and one that nobody has placed; people who may change them."""

from typing import Any

import pytest
from django.test import Client

from samhandling.ground.viewer import OPERATOR
from samhandling.plan.actions.adding import add_initiative
from samhandling.plan.actions.publishing import publish
from samhandling.strategy.actions import load
from samhandling.strategy.rules.shipped import read_shipped
from web.assessment.texts import STRATEGY
from web.people.made import CONTRIBUTOR, EVA, add_everybody, signed_in

UNPLACED = (
    "Exportresan",
    "Tio livsmedelsföretag som aldrig har sålt utomlands får exportrådgivning och åker på en gemensam säljresa till Tyskland.",
)
WITHOUT_ASPECTS = (
    "Robotlyftet",
    "Vi bygger en testbädd där små tillverkande företag får pröva samarbetande robotar tillsammans med universitetet.",
)


@pytest.fixture(autouse=True)
def _quick_hashes(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def strategy(db: None) -> str:
    load(read_shipped(STRATEGY), by=OPERATOR)
    return STRATEGY


@pytest.fixture
def plan(strategy: str) -> dict[str, str]:
    """name → code. Flen owns what nobody has placed, Trosa what lacks aspects."""
    add_everybody()
    common = {
        "stage": "samhandling",
        "openness": "public",
        "start": "2026-01-01",
        "end": "2029-12-31",
        "reach": "county",
        "counties": ["04"],
    }
    share = {"focus_area": "2.2", "share": "1/3", "aspects": [], "source": "document", "confirmed": False}
    codes = {
        "unplaced": {"title": UNPLACED[0], "purpose_sv": UNPLACED[1], "owners": ["flen"]},
        "without_aspects": {
            "title": WITHOUT_ASPECTS[0],
            "purpose_sv": WITHOUT_ASPECTS[1],
            "owners": ["trosa"],
            "shares": [share],
            "basis": "judged",
        },
    }
    made = {name: add_initiative({**common, **values}, strategy=strategy, by=OPERATOR) for name, values in codes.items()}
    publish(strategy, by=OPERATOR)
    return made


@pytest.fixture
def strategist(plan: dict[str, str]) -> Client:
    return signed_in(EVA)


@pytest.fixture
def contributor(plan: dict[str, str]) -> Client:
    return signed_in(CONTRIBUTOR)
