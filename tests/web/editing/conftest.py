"""The invented county with two initiatives and people who answer for some of them, in browsers of their own."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from plan.plan_made import ROAD, SHOP, book, take_in
from samhandling.ground.viewer import OPERATOR, Role
from samhandling.people.actions import add_person
from samhandling.plan.actions.publishing import publish
from samhandling.strategy.actions import load
from strategy.strategy_texts import COUNTY as COUNTY_TEXT
from strategy.strategy_texts import document
from web.people.made import PASSWORD, signed_in

WAYS = """
[[steps]]
id = "samtal"
name.sv = "Samtal"
name.en = "Conversation"
question.sv = "Vem vill göra något och varför?"
question.en = "Who wants to do something, and why?"

[[steps]]
id = "samsyn"
name.sv = "Samsyn"
question.sv = "Vad ska göras?"

[[steps]]
id = "samarbete"
name.sv = "Samarbete"
question.sv = "Vilka behövs?"

[[steps]]
id = "samhandling"
name.sv = "Samhandling"
question.sv = "Hur och av vilka?"

[[roles]]
id = "educate"
name.sv = "utbilda"
name.en = "educate"

[[roles]]
id = "advise"
name.sv = "ge råd"
name.en = "advise"
"""
STRATEGIST, CONTRIBUTOR, OTHER, READER = "strateg@example.se", "are@example.se", "krokom@example.se", "reader@example.se"


@pytest.fixture(autouse=True)
def _quick_hashes(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def road(db: None) -> str:
    """The strategy, with steps and roles; A1 belongs to the region, A2 to a municipality; published."""
    found = document(COUNTY_TEXT + WAYS)
    load(found, by=OPERATOR)
    take_in(book(ROAD, SHOP))
    publish(found.id, by=OPERATOR)
    add_person(STRATEGIST, PASSWORD, role=Role.STRATEGIST, name="Eva Strateg", by=OPERATOR)
    add_person(CONTRIBUTOR, PASSWORD, role=Role.CONTRIBUTOR, name="Flora Are", actors=["are-kommun"], by=OPERATOR)
    add_person(OTHER, PASSWORD, role=Role.CONTRIBUTOR, name="Kim", actors=["region-exempel"], by=OPERATOR)
    add_person(READER, PASSWORD, role=Role.READER, name="Rut", by=OPERATOR)
    return found.id


@pytest.fixture
def browser(road: str) -> Callable[[str], Client]:
    """A browser in which somebody has signed in."""
    return signed_in


@pytest.fixture
def contributor(road: str) -> Client:
    return signed_in(CONTRIBUTOR)


@pytest.fixture
def strategist(road: str) -> Client:
    return signed_in(STRATEGIST)
